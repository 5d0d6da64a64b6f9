"""Learners made up by known rules, to see how far the readiness that we state is from the truth."""
