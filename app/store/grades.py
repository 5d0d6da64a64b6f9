"""Ends attempts: state, marks, result, traps and progress are written in one transaction, by whoever looks first, and
never again.
"""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app.assessment.clock import is_due
from app.assessment.evidence import Answered
from app.assessment.grading import Mark, Result, count_marks, grade_attempt, mark_item
from app.assessment.scaling import score
from app.assessment.sitting import Mode, Sitting, State, expire
from app.store.engine import write_transaction
from app.store.evidence import record_answer, record_sitting
from app.store.played import Played, answered_of, played
from app.store.sittings import filters_of, find_attempt, lock_attempt, lock_learner, of, sitting_of
from app.store.tables import AttemptRow, MarkRow
from app.store.trap_log import record
from question_bank.exam_guide import find_guide
from question_bank.filters import NO_FILTERS
from question_bank.loading import load_exam_guides

Step = Callable[[Sitting], Sitting]
_MARK = (
    MarkRow.position,
    MarkRow.correct,
    MarkRow.answered,
    MarkRow.scored,
    MarkRow.trap,
    MarkRow.domain,
    MarkRow.task,
    MarkRow.family,
)
_INSERT = insert(MarkRow.__table__)  # type: ignore[arg-type]


def settle(session: Session, learner_id: int, attempt_id: str, *, now: datetime) -> AttemptRow:
    """The attempt, graded first if its deadline has passed. Raises NotFound."""
    attempt = find_attempt(session, learner_id, attempt_id)
    if attempt.state == State.IN_PROGRESS and is_due(attempt.deadline, now):
        end(session, learner_id, attempt_id, lambda sitting: expire(sitting, now=now), now=now)
        attempt = find_attempt(session, learner_id, attempt_id)
    return attempt


def settle_all(session: Session, learner_id: int, *, now: datetime) -> None:
    """Grade every attempt of this learner whose deadline has passed."""
    due = (AttemptRow.state == State.IN_PROGRESS, AttemptRow.deadline <= now)
    query = select(AttemptRow.id).where(AttemptRow.learner_id == learner_id, *due)
    for attempt_id in session.scalars(query).all():
        settle(session, learner_id, attempt_id, now=now)


def end(session: Session, learner_id: int, attempt_id: str, step: Step, *, now: datetime) -> bool:
    """Apply `step`, which ends the sitting or leaves it; grade if it ended just now, and say so.

    Raises NotFound, and what the step raises.
    """
    with write_transaction(session):
        lock_attempt(session, learner_id, attempt_id)
        attempt = find_attempt(session, learner_id, attempt_id)
        before = sitting_of(attempt)
        after = step(before)
        if after.state is before.state:
            return False
        attempt.state = after.state
        attempt.submitted_at = after.ended_at
        if after.state.graded:
            _grade(session, attempt, now)
        session.flush()
        return True


def write_marks(session: Session, learner_id: int, attempt_id: str, marks: Sequence[Mark], now: datetime) -> None:
    """Insert marks. A second mark for a position is refused by the table's key."""
    where = {"learner_id": learner_id, "attempt_id": attempt_id, "graded_at": now}
    if marks:
        session.connection().execute(_INSERT, [where | _columns(mark) for mark in marks])


def mark_now(session: Session, learner_id: int, attempt_id: str, position: int, *, now: datetime) -> None:
    """Mark one answer as study and drill do, inside the transaction that saves it."""
    zone = lock_learner(session, learner_id)
    for one in played(session, learner_id, attempt_id, position):
        mark = mark_item(one.item, one.choice, position=position, scored=one.scored)
        write_marks(session, learner_id, attempt_id, [mark], now)
        attempt = find_attempt(session, learner_id, attempt_id)
        record(session, attempt, [_answered(attempt, one, mark)], now, zone)
        record_answer(session, attempt, one, mark, now, zone)


def read_marks(
    session: Session, learner_id: int, attempt_id: str, positions: Collection[int] | None = None
) -> dict[int, Mark]:
    """The marks of an attempt in order, or those of some positions, by position."""
    query = select(*_MARK).where(of(MarkRow, learner_id, attempt_id)).order_by(MarkRow.position)
    if positions is not None:
        query = query.where(MarkRow.position.in_(sorted(positions)))
    return {row.position: Mark(*row) for row in session.execute(query)}


def _grade(session: Session, attempt: AttemptRow, now: datetime) -> None:
    learner_id, attempt_id = attempt.learner_id, attempt.id
    zone = lock_learner(session, learner_id)
    rows = played(session, learner_id, attempt_id)
    if Mode(attempt.mode).reveals:
        result = count_marks(read_marks(session, learner_id, attempt_id).values())
    else:
        result = grade_attempt([row.item for row in rows], [row.choice for row in rows], [row.scored for row in rows])
        write_marks(session, learner_id, attempt_id, result.marks, now)
        answers = [_answered(attempt, row, mark) for row, mark in zip(rows, result.marks, strict=True)]
        record(session, attempt, answers, attempt.submitted_at or now, zone)
    _write_result(attempt, result, now)
    record_sitting(session, attempt, rows, result.marks, zone)


def _answered(attempt: AttemptRow, one: Played, mark: Mark) -> tuple[int, Answered]:
    """The position with what its answer says of traps."""
    return one.position, answered_of(attempt, one, correct=mark.correct)


def _write_result(attempt: AttemptRow, result: Result, now: datetime) -> None:
    attempt.graded_at = now
    attempt.correct, attempt.counted = result.correct, result.total
    attempt.scored_correct, attempt.scored_total = result.scored_correct, result.scored_total
    if Mode(attempt.mode).reveals or filters_of(attempt.filters) != NO_FILTERS:
        return  # a part of the exam, or not a test: nothing that its scale could speak of
    estimate = score(find_guide(load_exam_guides(), attempt.exam), result.scored_correct, result.scored_total)
    attempt.scaled, attempt.passed = estimate.scaled, estimate.passed
    attempt.scaled_low, attempt.scaled_high = estimate.low, estimate.high
    attempt.passing_count = estimate.passing_count


def _columns(mark: Mark) -> dict[str, object]:
    return {
        "position": mark.position,
        "correct": mark.correct,
        "answered": mark.answered,
        "scored": mark.scored,
        "trap": mark.trap,
        "domain": mark.domain,
        "task": mark.task,
        "family": mark.family,
    }
