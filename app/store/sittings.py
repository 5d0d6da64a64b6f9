"""Reads rows as the values of `app.assessment.sitting`, for the store's own modules. Nothing here writes."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, and_, bindparam, func, select
from sqlalchemy.orm import Session

from app.assessment.clock import seconds_left
from app.assessment.pace import Pace, pace_of
from app.assessment.sitting import Answer, Confidence, Mode, NoSuchPosition, Question, Sitting, Slot, State
from app.store.engine import is_sqlite
from app.store.errors import NotFound
from app.store.tables import AttemptItemRow, AttemptRow, LearnerRow, ResponseRow
from app.store.views import AttemptView, Filled, PaletteEntry
from question_bank.filters import Filters
from question_bank.item import ItemType

NO_ATTEMPT = "There is no such attempt."
NO_QUESTION = "This attempt has no such question."
LONGEST = 1000  # more than any form has; a database refuses numbers that are far too large
SAME_POSITION = and_(
    ResponseRow.learner_id == AttemptItemRow.learner_id,
    ResponseRow.attempt_id == AttemptItemRow.attempt_id,
    ResponseRow.position == AttemptItemRow.position,
)
OF_ATTEMPT = and_(AttemptItemRow.learner_id == AttemptRow.learner_id, AttemptItemRow.attempt_id == AttemptRow.id)
_SITTING = (AttemptRow.mode, AttemptRow.state, AttemptRow.started_at, AttemptRow.deadline, AttemptRow.submitted_at)
SLOT = (
    AttemptItemRow.type,
    AttemptItemRow.option_ids,
    AttemptItemRow.choose,
    ResponseRow.choice,
    ResponseRow.sequence,
    ResponseRow.page,
    ResponseRow.confidence,
    ResponseRow.flagged,
    ResponseRow.struck,
    ResponseRow.seconds,
    ResponseRow.looked_up,
)


_PLACE: tuple[BindParameter[Any], ...] = (bindparam("learner"), bindparam("attempt"), bindparam("place"))


def of(table: Any, learner_id: int, attempt_id: str) -> Any:
    """The condition for what one learner's attempt holds in `table`."""
    return and_(table.learner_id == learner_id, table.attempt_id == attempt_id)


def check_place(attempt_id: str, position: int = 1) -> None:
    """Raises NotFound for what an address may hold and no database takes, such as a NUL or a number of 30 digits."""
    if not (attempt_id.isascii() and attempt_id.isprintable()):
        raise NotFound(NO_ATTEMPT)
    if not 1 <= position <= LONGEST:
        raise NotFound(NO_QUESTION)


def _read_slot() -> Any:
    """The statement of `read_slot`, built once: building it takes longer than running it."""
    learner, attempt, place = _PLACE
    others = (
        select(func.count())
        .where(
            ResponseRow.learner_id == learner,
            ResponseRow.attempt_id == attempt,
            ResponseRow.position != place,
            ResponseRow.complete,
        )
        .scalar_subquery()
    )
    return (
        select(*_SITTING, *SLOT, others.label("others"))
        .select_from(AttemptRow)
        .join(AttemptItemRow, OF_ATTEMPT)
        .join(ResponseRow, SAME_POSITION)
        .where(AttemptRow.learner_id == learner, AttemptRow.id == attempt, AttemptItemRow.position == place)
    )


_READ_SLOT = _read_slot()
_OF_SESSION = (
    _READ_SLOT.join(LearnerRow, LearnerRow.id == AttemptRow.learner_id)
    .where(LearnerRow.session_number == bindparam("number"))
    .where(LearnerRow.leaving_since.is_(None))
)


def find_attempt(session: Session, learner_id: int, attempt_id: str) -> AttemptRow:
    """Raises NotFound where this learner has no such attempt."""
    check_place(attempt_id)
    found = session.get(AttemptRow, (learner_id, attempt_id), populate_existing=True)
    if found is None:
        raise NotFound(NO_ATTEMPT)
    return found


def lock_attempt(session: Session, learner_id: int, attempt_id: str) -> None:
    """Make writers of one attempt wait for each other. SQLite's write transactions do so by themselves."""
    check_place(attempt_id)
    if not is_sqlite(session):
        mine = (AttemptRow.learner_id == learner_id, AttemptRow.id == attempt_id)
        session.execute(select(AttemptRow.id).where(*mine).with_for_update())


def lock_learner(session: Session, learner_id: int) -> str | None:
    """Make writers of one learner's progress wait for each other; the learner's time zone, None where it is not known.

    Whoever locks an attempt too locks that first, so that two never wait for each other in a ring.
    """
    return session.scalar(select(LearnerRow.time_zone).where(LearnerRow.id == learner_id).with_for_update())


def sitting_of(attempt: Any) -> Sitting:
    """The attempt without its slots, from a row with the attempt's columns."""
    return Sitting(
        mode=Mode(attempt.mode),
        state=State(attempt.state),
        slots={},
        started_at=attempt.started_at,
        deadline=attempt.deadline,
        ended_at=attempt.submitted_at,
    )


def read_slot(
    session: Session, learner_id: int, attempt_id: str, position: int, session_number: int | None = None
) -> tuple[Sitting, int]:
    """The sitting with only this slot, and how many other positions are answered, in one statement.

    Raises NotFound for an attempt that is not the learner's, or where a `session_number` is given that is not today's;
    NoSuchPosition for a position that the attempt does not have.
    """
    check_place(attempt_id, position)
    place = {"learner": learner_id, "attempt": attempt_id, "place": position}
    connection = session.connection()
    if session_number is None:
        row = connection.execute(_READ_SLOT, place).one_or_none()
    else:
        row = connection.execute(_OF_SESSION, place | {"number": session_number}).one_or_none()
    if row is None:
        find_attempt(session, learner_id, attempt_id)
        raise NotFound(NO_ATTEMPT) if _is_ended(session, learner_id, session_number) else NoSuchPosition(NO_QUESTION)
    sitting = sitting_of(row)
    slot = slot_of(row)
    return Sitting(sitting.mode, sitting.state, {position: slot}, row.started_at, row.deadline), row.others


def _is_ended(session: Session, learner_id: int, session_number: int | None) -> bool:
    here = (LearnerRow.id == learner_id, LearnerRow.leaving_since.is_(None))
    number = session.scalar(select(LearnerRow.session_number).where(*here))
    return session_number is not None and number != session_number


def slot_of(row: Any) -> Slot:
    """What is asked and answered at one position, from a row with the columns of both tables."""
    question = Question(ItemType(row.type), row.option_ids, row.choose)
    answer = Answer(
        choice=row.choice or (),
        sequence=row.sequence,
        page=row.page,
        confidence=Confidence(row.confidence) if row.confidence else None,
        flagged=row.flagged,
        struck=row.struck,
        seconds=row.seconds,
        looked_up=row.looked_up,
    )
    return Slot(question, answer)


def attempt_view(session: Session, attempt: AttemptRow, now: datetime) -> AttemptView:
    """The attempt with its palette."""
    query = (
        select(
            ResponseRow.position,
            ResponseRow.choice,
            ResponseRow.complete,
            ResponseRow.flagged,
            ResponseRow.saved_at,
            ResponseRow.seconds,
        )
        .where(of(ResponseRow, attempt.learner_id, attempt.id))
        .order_by(ResponseRow.position)
    )
    rows = session.execute(query).all()
    saved = [(row.saved_at, row.position) for row in rows if row.saved_at is not None]
    runs = attempt.state == State.IN_PROGRESS and attempt.deadline is not None
    return AttemptView(
        id=attempt.id,
        exam=attempt.exam,
        mode=Mode(attempt.mode),
        state=State(attempt.state),
        form_code=attempt.form_code,
        seed=attempt.seed,
        length=attempt.length,
        bank_version=attempt.bank_version,
        started_at=attempt.started_at,
        deadline=attempt.deadline,
        seconds_left=seconds_left(attempt.deadline, now) if runs and attempt.deadline else None,
        extra_seconds=attempt.extra_seconds,
        submitted_at=attempt.submitted_at,
        palette=tuple(PaletteEntry(row.position, _filled(row), row.flagged) for row in rows),
        resume_position=max(saved)[1] if saved else 1,
        filters=filters_of(attempt.filters),
        seconds_spent=sum(row.seconds for row in rows),
        pace=_pace(attempt, rows, now) if runs else None,
    )


def _pace(attempt: AttemptRow, rows: Sequence[Any], now: datetime) -> Pace:
    """An answer counts from when it was last changed: what is thought over is not done with."""
    assert attempt.deadline is not None, "there is a clock"
    start = attempt.started_at
    answered = sorted((row.saved_at - start).total_seconds() for row in rows if row.complete and row.saved_at)
    return pace_of(
        attempt.length,
        answered,
        elapsed=(now - start).total_seconds(),
        seconds=(attempt.deadline - start).total_seconds(),
    )


def filters_of(text: str) -> Filters:
    """Filters as they are stored, without asking whether the bank of today still has their ids."""
    return Filters(**{name: tuple(words) for name, words in json.loads(text).items()})


def _filled(row: Any) -> Filled:
    if row.complete:
        return Filled.ANSWERED
    return Filled.UNANSWERED if row.choice is None else Filled.PARTLY
