"""Runs the steps on the connection that `app.store.upgrade` hands over, or on DATABASE_URL for the alembic command."""

import os

from alembic import context
from sqlalchemy import Connection

from app.store import progress_tables  # noqa: F401 - the rest of the tables
from app.store.engine import new_engine
from app.store.tables import Base


def run(connection: Connection) -> None:
    """Run the steps that the command asks for, in one transaction."""
    context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()


handed_over = context.config.attributes.get("connection")
if handed_over is not None:
    run(handed_over)
else:
    with new_engine(os.environ["DATABASE_URL"]).begin() as own:
        run(own)
