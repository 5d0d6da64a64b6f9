"""The rows of progress as tests compare them."""

from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.store.progress_tables import (
    ChoiceTallyRow,
    DifficultyTallyRow,
    EvidenceRow,
    ForecastRow,
    FormTallyRow,
    ItemTallyRow,
    StandingRow,
)

TABLES: tuple[Any, ...] = (
    EvidenceRow,
    StandingRow,
    ForecastRow,
    ItemTallyRow,
    ChoiceTallyRow,
    FormTallyRow,
    DifficultyTallyRow,
)


def everything(session: Session) -> list[list[str]]:
    """All of them, sorted."""
    return [sorted(map(repr, session.execute(select(*table.__table__.c)).all())) for table in TABLES]


def forget_progress(session: Session) -> None:
    """Leave a database as one from before these tables is after its upgrade."""
    for table in TABLES:
        session.execute(delete(table))
    session.commit()
