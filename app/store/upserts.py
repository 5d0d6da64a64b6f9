"""Inserts that may find their row there already. Both databases know them; SQLAlchemy has them once for each.

Conflicts are those of the table's primary key. A statement is built once for each shape: building takes longer than
running it. On PostgreSQL a delete and an insert instead would fail where two requests do it at once.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from app.store.engine import is_sqlite

Rows = Sequence[Mapping[str, Any]]


def insert_missing(session: Session, table: Any, rows: Rows) -> None:
    """Insert rows; those that are there already stay as they are."""
    if rows:
        session.connection().execute(_statement(is_sqlite(session), table), rows)


def insert_or_replace(session: Session, table: Any, rows: Rows) -> None:
    """Insert rows; of those that are there already, every column that the first row names is replaced."""
    if rows:
        session.connection().execute(_statement(is_sqlite(session), table, replaced=tuple(rows[0])), rows)


def insert_or_add(session: Session, table: Any, rows: Rows, sums: tuple[str, ...]) -> None:
    """Insert rows; to those that are there already, the columns `sums` are added, and nothing else changes."""
    if rows:
        session.connection().execute(_statement(is_sqlite(session), table, added=sums), rows)


@cache
def _statement(of_sqlite: bool, table: Any, replaced: tuple[str, ...] = (), added: tuple[str, ...] = ()) -> Any:
    columns = table.__table__.c
    key = [column.name for column in table.__table__.primary_key]
    statement: Any = (sqlite if of_sqlite else postgresql).insert(table.__table__)
    changed = {name: statement.excluded[name] for name in replaced if name not in key}
    changed |= {name: columns[name] + statement.excluded[name] for name in added}
    if not changed:
        return statement.on_conflict_do_nothing(index_elements=key)
    return statement.on_conflict_do_update(index_elements=key, set_=changed)
