"""Writes what graded answers say of a learner's traps: the log, and the memories that it comes to.

Everything here runs inside the transaction that grades, merges or deletes, so that log and memories never differ.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, select
from sqlalchemy.orm import Session

from app.assessment.days import day_of
from app.assessment.evidence import Answered, encounters_of
from app.assessment.memory import Encounter, Memory, Pace, Success, remember
from app.assessment.sitting import Confidence
from app.store.tables import AttemptRow, LearnerRow, TrapMemoryRow, TrapReviewRow
from app.store.upserts import insert_or_replace
from question_bank.loading import load_model

MEMORY = (
    TrapMemoryRow.trap,
    TrapMemoryRow.exam,
    TrapMemoryRow.stability,
    TrapMemoryRow.difficulty,
    TrapMemoryRow.last_day,
    TrapMemoryRow.due_by,
    TrapMemoryRow.successes,
    TrapMemoryRow.met,
    TrapMemoryRow.fell,
    TrapMemoryRow.guessed,
    TrapMemoryRow.last_right,
    TrapMemoryRow.sure_wrong,
)
_LOG = (
    TrapReviewRow.trap,
    TrapReviewRow.exam,
    TrapReviewRow.day,
    TrapReviewRow.correct,
    TrapReviewRow.passed,
    TrapReviewRow.confidence,
    TrapReviewRow.pace,
    TrapReviewRow.cell,
)


# Built once: each answer of study runs them.
_INSERT = insert(TrapReviewRow.__table__)  # type: ignore[arg-type]
_NEWEST = (
    select(func.max(TrapReviewRow.reviewed_at))
    .where(TrapReviewRow.learner_id == bindparam("learner"))
    .where(TrapReviewRow.trap.in_(bindparam("traps", expanding=True)))
)
_MEMORIES = select(*MEMORY).where(TrapMemoryRow.learner_id == bindparam("learner"))
_MEMORIES_OF = _MEMORIES.where(TrapMemoryRow.trap.in_(bindparam("traps", expanding=True)))


@dataclass(frozen=True, slots=True)
class Kept:
    """A memory with the exam in which its trap was last met."""

    exam: str
    memory: Memory


@cache
def trap_sizes() -> dict[str, int]:
    """How many cells each trap gets wrong."""
    return {trap.id: len(trap.cells) for trap in load_model().traps.values()}


def record(
    session: Session,
    attempt: AttemptRow,
    answers: Iterable[tuple[int, Answered]],
    moment: datetime,
    zone: str | None,
) -> None:
    """Log the answers at the positions given, graded as of `moment`, and bring the memories of their traps up to date.

    `zone` is the learner's, who is locked: two attempts graded at once would lose each other's part. Where later
    answers are logged already, such as before an attempt whose deadline nobody noticed, the memories are made again
    from the whole log.
    """
    day, sizes, learner_id = day_of(moment, zone), trap_sizes(), attempt.learner_id
    found = [
        (position, trap, encounter)
        for position, answer in answers
        for trap, encounter in encounters_of(answer, day, sizes)
    ]
    if not found:
        return
    traps = {trap for _, trap, _ in found}
    later = _later(session, learner_id, traps, moment)
    place = {"learner_id": learner_id, "attempt_id": attempt.id, "exam": attempt.exam, "reviewed_at": moment}
    rows = [place | {"position": position, "trap": trap} | _columns(one) for position, trap, one in found]
    session.connection().execute(_INSERT, rows)
    if later:
        rebuild(session, learner_id, traps)
        return
    kept = read_memories(session, learner_id, traps)
    memories = {trap: kept[trap].memory if trap in kept else Memory() for trap in traps}
    for _, trap, encounter in found:
        memories[trap] = remember(memories[trap], encounter)
    write_memories(session, learner_id, {trap: Kept(attempt.exam, memory) for trap, memory in memories.items()})


def rebuild(session: Session, learner_id: int, traps: Iterable[str]) -> None:
    """Make the memories of these traps again from the log."""
    wanted = sorted(set(traps))
    if not wanted:
        return
    mine = (TrapReviewRow.learner_id == learner_id, TrapReviewRow.trap.in_(wanted))
    order = (TrapReviewRow.reviewed_at, TrapReviewRow.attempt_id, TrapReviewRow.position)
    found: dict[str, Kept] = {}
    for row in session.execute(select(*_LOG).where(*mine).order_by(*order)):
        before = found[row.trap].memory if row.trap in found else Memory()
        found[row.trap] = Kept(row.exam, remember(before, _encounter(row)))
    old = (TrapMemoryRow.learner_id == learner_id, TrapMemoryRow.trap.in_(wanted))
    session.execute(delete(TrapMemoryRow).where(*old), execution_options={"synchronize_session": False})
    write_memories(session, learner_id, found)


def traps_of_attempts(session: Session, learner_id: int, attempt_ids: Sequence[str] | None = None) -> set[str]:
    """The traps in the log of these attempts, or of all."""
    query = select(TrapReviewRow.trap).where(TrapReviewRow.learner_id == learner_id).distinct()
    if attempt_ids is not None:
        query = query.where(TrapReviewRow.attempt_id.in_(attempt_ids))
    return set(session.scalars(query))


def read_memories(session: Session, learner_id: int, traps: Iterable[str] | None = None) -> dict[str, Kept]:
    """The learner's memories, of these traps or of all."""
    query, values = (_MEMORIES, {}) if traps is None else (_MEMORIES_OF, {"traps": sorted(traps)})
    rows = session.connection().execute(query, {"learner": learner_id} | values)
    return {row.trap: Kept(row.exam, _memory(row)) for row in rows}


def write_memories(session: Session, learner_id: int, kept: dict[str, Kept]) -> None:
    """Insert or replace memories. In order of trap, so that two writers never wait for each other in a ring."""
    rows = [{"learner_id": learner_id, "trap": trap} | _stored(kept[trap]) for trap in sorted(kept)]
    insert_or_replace(session, TrapMemoryRow, rows)


def zone_name(session: Session, learner_id: int) -> str | None:
    """The learner's time zone, None where it is not known."""
    return session.scalar(select(LearnerRow.time_zone).where(LearnerRow.id == learner_id))


def _later(session: Session, learner_id: int, traps: Iterable[str], moment: datetime) -> bool:
    newest = session.connection().execute(_NEWEST, {"learner": learner_id, "traps": sorted(traps)}).scalar()
    return newest is not None and newest > moment


def _columns(encounter: Encounter) -> dict[str, object]:
    return {
        "day": encounter.day,
        "correct": encounter.right,
        "passed": encounter.passed,
        "confidence": encounter.confidence,
        "pace": encounter.pace,
        "cell": encounter.cell,
    }


def _encounter(row: Any) -> Encounter:
    sure = Confidence(row.confidence) if row.confidence else None
    return Encounter(row.day, row.correct, sure, Pace(row.pace), row.cell, row.passed)


def _memory(row: Any) -> Memory:
    return Memory(
        stability=row.stability,
        difficulty=row.difficulty,
        last_day=row.last_day,
        due_by=row.due_by,
        successes=tuple(_success(words) for words in row.successes),
        met=row.met,
        fell=row.fell,
        guessed=row.guessed,
        last_right=row.last_right,
        sure_wrong=row.sure_wrong,
    )


def _success(words: str) -> Success:
    day, _, cell = words.partition(" ")
    return Success(date.fromisoformat(day), cell)


def _stored(kept: Kept) -> dict[str, object]:
    memory = kept.memory
    return {
        "exam": kept.exam,
        "stability": memory.stability,
        "difficulty": memory.difficulty,
        "last_day": memory.last_day,
        "due_by": memory.due_by,
        "successes": tuple(f"{one.day.isoformat()} {one.cell}" for one in memory.successes),
        "met": memory.met,
        "fell": memory.fell,
        "guessed": memory.guessed,
        "last_right": memory.last_right,
        "sure_wrong": memory.sure_wrong,
    }
