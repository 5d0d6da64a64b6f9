"""Alembic's steps. Each one goes both ways."""
