"""Exam dates, and the secret address of the calendar of due traps."""

import secrets
from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.store.engine import write_transaction
from app.store.tables import CalendarFeedRow, LearnerExamRow
from app.store.upserts import insert_or_replace
from question_bank.model import Trap

TOKEN_BYTES = 24
_NO_SYNC = {"synchronize_session": False}


def set_exam_date(session: Session, learner_id: int, exam: str, day: date | None) -> None:
    """Set the day of the learner's exam, or take it back. Due traps follow at once: they are planned when looked at."""
    with write_transaction(session):
        if day is not None:
            row = {"learner_id": learner_id, "exam": exam, "exam_date": day}
            insert_or_replace(session, LearnerExamRow, [row])
        else:
            mine = (LearnerExamRow.learner_id == learner_id, LearnerExamRow.exam == exam)
            session.execute(delete(LearnerExamRow).where(*mine), execution_options=_NO_SYNC)


def exam_dates(session: Session, learner_id: int) -> dict[str, date]:
    """The learner's exam dates by exam."""
    query = select(LearnerExamRow.exam, LearnerExamRow.exam_date).where(LearnerExamRow.learner_id == learner_id)
    return {row.exam: row.exam_date for row in session.execute(query)}


def exam_days_of_traps(
    dates: Mapping[str, date], traps: Mapping[str, Trap], wanted: Iterable[str], today: date
) -> dict[str, date]:
    """For each trap the date of the next exam that asks about it, else of the last one past; none where none is set."""
    found = {}
    for trap in wanted:
        exams = traps[trap].exams if trap in traps else ()
        days = [dates[exam] for exam in exams if exam in dates]
        if days:
            ahead = [day for day in days if day >= today]
            found[trap] = min(ahead) if ahead else max(days)
    return found


def calendar_token(session: Session, learner_id: int) -> str | None:
    """The token of the learner's calendar address, None where there is none."""
    return session.scalar(select(CalendarFeedRow.token).where(CalendarFeedRow.learner_id == learner_id))


def new_calendar_token(session: Session, learner_id: int) -> str:
    """Make a calendar address; an earlier one stops working."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    with write_transaction(session):
        insert_or_replace(session, CalendarFeedRow, [{"learner_id": learner_id, "token": token}])
    return token


def drop_calendar_token(session: Session, learner_id: int) -> None:
    """Take the calendar address back."""
    with write_transaction(session):
        mine = CalendarFeedRow.learner_id == learner_id
        session.execute(delete(CalendarFeedRow).where(mine), execution_options=_NO_SYNC)


def learner_of_calendar(session: Session, token: str) -> int | None:
    """Whose calendar a token opens."""
    if not (token.isascii() and token.isprintable()):
        return None
    return session.scalar(select(CalendarFeedRow.learner_id).where(CalendarFeedRow.token == token))
