"""What moves along when a guest becomes part of an account, beside the attempts, which move by their keys."""

from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.store.evidence import rebuild_all
from app.store.tables import LearnerExamRow, NoteRow, ReportRow
from app.store.trap_log import rebuild, traps_of_attempts

KEYS: tuple[tuple[Any, tuple[Any, ...]], ...] = (
    (NoteRow, (NoteRow.kind, NoteRow.target)),
    (LearnerExamRow, (LearnerExamRow.exam,)),
    (ReportRow, (ReportRow.attempt_id, ReportRow.position)),
)


def move_kept(session: Session, guest_id: int, account_id: int) -> None:
    """Move notes, reports and exam dates; where both have one, the account's stays.

    Memories and readiness come of the logs of both. Runs in the transaction that has moved the attempts.
    """
    for table, key in KEYS:
        _move(session, table, key, guest_id, account_id)
    rebuild(session, account_id, traps_of_attempts(session, account_id))
    rebuild_all(session, account_id)


def _move(session: Session, table: Any, key: tuple[Any, ...], guest_id: int, account_id: int) -> None:
    there = set(map(tuple, session.execute(select(*key).where(table.learner_id == account_id))))
    for values in map(tuple, session.execute(select(*key).where(table.learner_id == guest_id)).all()):
        if values in there:
            continue
        mine = [column == value for column, value in zip(key, values, strict=True)]
        query = update(table).where(table.learner_id == guest_id, *mine).values(learner_id=account_id)
        session.execute(query, execution_options={"synchronize_session": False})
