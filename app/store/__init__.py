"""Tables, queries and transactions: the only place that knows SQLAlchemy.

Functions take a session first and the time last, scope everything to one learner, and return plain values. One function
is one short transaction; what a rule refuses is raised as a `SittingError` and leaves the database as it was.
"""
