"""Rules of a sitting, and what it says about a learner. Pure: no web, no database, no clock of its own."""
