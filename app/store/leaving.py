"""Learners who go, and everything of theirs with them: first out of sight, then deleted in short writes.

A long history takes longer to delete than others should wait for their answers. So one short write takes the learner
out of sight, and their attempts follow a few at a time. Where that is interrupted, `finish_deletions` goes on.
"""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from app.store.engine import write_transaction
from app.store.errors import NotFound, StoreBusy
from app.store.evidence import take_back
from app.store.sittings import lock_attempt, lock_learner
from app.store.tables import AttemptRow, CalendarFeedRow, LearnerRow, ReportRow

GUEST_DAYS = 90  # a guest who stays away that long is deleted; the pages say so
QUESTIONS_AT_ONCE = 40  # of whole attempts, one at least: some 10 ms of writing
NO_LEARNER = "There is no such learner."
_NO_SYNC = {"synchronize_session": False}


def delete_learner(session: Session, learner_id: int, *, now: datetime) -> None:
    """Delete a learner with everything of theirs, also what they added to item statistics. Raises NotFound.

    When this returns, nothing of theirs can be seen. Where the database is too busy for the rest, it is deleted later.
    Items stay: they say nothing of who saw them.
    """
    with write_transaction(session):
        if not _leave(session, LearnerRow.id == learner_id, now=now):
            raise NotFound(NO_LEARNER)
    with suppress(StoreBusy):
        _erase(session, learner_id)


def clear_abandoned_guests(session: Session, *, now: datetime) -> int:
    """Delete guests who were last seen `GUEST_DAYS` ago or longer; how many."""
    old = (LearnerRow.email.is_(None), LearnerRow.last_seen_at <= now - timedelta(days=GUEST_DAYS))
    guests = select(LearnerRow.id).where(*old, LearnerRow.leaving_since.is_(None)).order_by(LearnerRow.id)
    gone = 0
    for learner_id in session.scalars(guests).all():
        with write_transaction(session):
            left = _leave(session, LearnerRow.id == learner_id, *old, now=now)
        if left:
            _erase(session, learner_id)
            gone += 1
    return gone


def finish_deletions(session: Session) -> int:
    """Go on with every deletion that was interrupted; how many learners."""
    leaving = select(LearnerRow.id).where(LearnerRow.leaving_since.is_not(None)).order_by(LearnerRow.id)
    found = session.scalars(leaving).all()
    for learner_id in found:
        _erase(session, learner_id)
    return len(found)


def _leave(session: Session, *where: Any, now: datetime) -> bool:
    """Take a learner out of sight: no session, email, calendar or report leads to them. False where there is none."""
    values = {
        "email": None,
        "password_hash": None,
        "display_name": "",
        "is_admin": False,
        "leaving_since": now,
        "session_number": LearnerRow.session_number + 1,
    }
    here = update(LearnerRow).where(*where, LearnerRow.leaving_since.is_(None))
    learner_id = session.scalar(here.values(values).returning(LearnerRow.id), execution_options=_NO_SYNC)
    if learner_id is None:
        return False
    for table in (CalendarFeedRow, ReportRow):
        session.execute(delete(table).where(table.learner_id == learner_id), execution_options=_NO_SYNC)
    return True


def _erase(session: Session, learner_id: int) -> None:
    """Delete what is left of a learner who is leaving. Two may do it at once."""
    while attempt_ids := _next_slice(session, learner_id):
        with write_transaction(session):
            _erase_attempts(session, learner_id, attempt_ids)
    with write_transaction(session):
        session.execute(delete(LearnerRow).where(LearnerRow.id == learner_id), execution_options=_NO_SYNC)


def _next_slice(session: Session, learner_id: int) -> list[str]:
    mine = select(AttemptRow.id, AttemptRow.length).where(AttemptRow.learner_id == learner_id).order_by(AttemptRow.id)
    found: list[str] = []
    questions = 0
    for attempt in session.execute(mine.limit(QUESTIONS_AT_ONCE)):
        questions += attempt.length
        if found and questions > QUESTIONS_AT_ONCE:
            break
        found.append(attempt.id)
    return found


def _erase_attempts(session: Session, learner_id: int, attempt_ids: Sequence[str]) -> None:
    """What one attempt says of the others is not made again, as `attempts.delete` does: nobody will read it."""
    for attempt_id in attempt_ids:
        lock_attempt(session, learner_id, attempt_id)
    lock_learner(session, learner_id)
    take_back(session, learner_id, attempt_ids)
    own = (AttemptRow.learner_id == learner_id, AttemptRow.id.in_(attempt_ids))
    session.execute(delete(AttemptRow).where(*own), execution_options=_NO_SYNC)
