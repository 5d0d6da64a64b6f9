"""Writes to one position of a running attempt: two statements and one commit each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, update
from sqlalchemy.orm import Session

from app.assessment.clock import seconds_left
from app.assessment.sitting import Confidence, Sitting, SittingError, TooLate, answer, flag, spend, strike
from app.store.engine import write_together
from app.store.errors import NotFound
from app.store.grades import mark_now, settle
from app.store.sittings import lock_attempt, read_slot
from app.store.tables import ResponseRow
from app.store.views import Saved

PAGE_LENGTH = 32
_WRITTEN = (
    "choice",
    "complete",
    "sequence",
    "page",
    "confidence",
    "flagged",
    "struck",
    "seconds",
    "looked_up",
    "saved_at",
)
_UPDATE = (
    update(ResponseRow)
    .where(ResponseRow.learner_id == bindparam("learner"))
    .where(ResponseRow.attempt_id == bindparam("attempt"))
    .where(ResponseRow.position == bindparam("place"))
    .values({name: bindparam(name) for name in _WRITTEN})
)
Change = Callable[[Sitting], Sitting]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nothing was written, for the thread that asked."""

    reason: Exception


def save_answer(
    session: Session,
    learner_id: int,
    attempt_id: str,
    position: int,
    choice: Sequence[str],
    sequence: int,
    *,
    confidence: str | None = None,
    seconds: float = 0.0,
    page: str = "",
    seen: int | None = None,
    partial: bool = False,
    looked_up: bool = False,
    session_number: int | None = None,
    now: datetime,
) -> Saved:
    """Save `choice` (the attempt's option ids; empty clears). It is on disk when this returns.

    `sequence`, `page`, `seen`, `partial`, `looked_up` are as in `sitting.answer`. `seconds` is the page's total for
    this question, of which the largest stays. In study and drill a mark is written with the answer, which is final.
    `session_number` is asked for where a session's learner was not looked up: one that is ended is refused.

    Raises NotFound, StoreBusy and what `sitting.answer` raises. After the deadline, the attempt is graded as it stood.
    """
    sure = Confidence(confidence) if confidence else None
    writer = "".join(letter for letter in page if letter.isascii() and letter.isprintable())[:PAGE_LENGTH]

    def change(sitting: Sitting) -> Sitting:
        after = answer(
            sitting,
            position,
            choice,
            sequence,
            confidence=sure,
            page=writer,
            seen=seen,
            partial=partial,
            looked_up=looked_up,
            now=now,
        )
        return after if after is sitting else spend(after, position, seconds, now=now)

    return _write(session, learner_id, attempt_id, position, change, session_number, now=now)


def set_flag(
    session: Session,
    learner_id: int,
    attempt_id: str,
    position: int,
    flagged: bool,
    *,
    session_number: int | None = None,
    now: datetime,
) -> Saved:
    """Flag a question for review, or take the flag off. Raises as `save_answer` does."""

    def change(sitting: Sitting) -> Sitting:
        return flag(sitting, position, flagged, now=now)

    return _write(session, learner_id, attempt_id, position, change, session_number, now=now)


def set_struck(
    session: Session,
    learner_id: int,
    attempt_id: str,
    position: int,
    struck: Sequence[str],
    *,
    session_number: int | None = None,
    now: datetime,
) -> Saved:
    """Strike out exactly these options. Raises as `save_answer` does."""

    def change(sitting: Sitting) -> Sitting:
        return strike(sitting, position, struck, now=now)

    return _write(session, learner_id, attempt_id, position, change, session_number, now=now)


def set_seconds(
    session: Session,
    learner_id: int,
    attempt_id: str,
    position: int,
    seconds: float,
    *,
    session_number: int | None = None,
    now: datetime,
) -> Saved:
    """Note how long the learner has looked at a question in all. Raises as `save_answer` does."""

    def change(sitting: Sitting) -> Sitting:
        return spend(sitting, position, seconds, now=now)

    return _write(session, learner_id, attempt_id, position, change, session_number, now=now)


def _write(
    session: Session,
    learner_id: int,
    attempt_id: str,
    position: int,
    change: Change,
    session_number: int | None,
    *,
    now: datetime,
) -> Saved:
    def work(session: Session) -> tuple[Sitting, int] | Refusal:
        try:
            lock_attempt(session, learner_id, attempt_id)
            before, others = read_slot(session, learner_id, attempt_id, position, session_number)
            after = change(before)
        except (SittingError, NotFound) as refusal:
            return Refusal(refusal)  # nothing is written yet, so what shares the commit need not be done again
        if after != before:
            _update(session, learner_id, attempt_id, position, before, after, now)
        return after, others

    try:
        after, others = _accepted(write_together(session, work))
    except TooLate:
        settle(session, learner_id, attempt_id, now=now)
        raise
    left = None if after.deadline is None else seconds_left(after.deadline, now)
    slot = after.slots[position]
    return Saved(slot.answer.sequence, left, others + slot.complete, after.mode)


def _accepted(outcome: tuple[Sitting, int] | Refusal) -> tuple[Sitting, int]:
    if isinstance(outcome, Refusal):
        raise outcome.reason
    return outcome


def _update(
    session: Session, learner_id: int, attempt_id: str, position: int, before: Sitting, after: Sitting, now: datetime
) -> None:
    slot = after.slots[position]
    new = slot.answer
    values = {
        "choice": new.choice or None,
        "complete": slot.complete,
        "sequence": new.sequence,
        "page": new.page,
        "confidence": new.confidence,
        "flagged": new.flagged,
        "struck": new.struck,
        "seconds": new.seconds,
        "looked_up": new.looked_up,
        "saved_at": now,
    }
    place = {"learner": learner_id, "attempt": attempt_id, "place": position}
    session.connection().execute(_UPDATE, place | values)
    if after.mode.reveals and new.choice and not before.slots[position].answer.choice:
        mark_now(session, learner_id, attempt_id, position, now=now)
