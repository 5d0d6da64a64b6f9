"""A learner's notebook of traps: what they fell into, how strong the memory is now, and what is due."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from app.assessment.days import day_of
from app.assessment.evidence import is_belief
from app.assessment.memory import Mastery, Memory, mastery, recall
from app.assessment.movement import Movement, movement
from app.assessment.sitting import Confidence
from app.assessment.study_plan import due_day, due_queue
from app.store.plans import exam_dates, exam_days_of_traps
from app.store.tables import AttemptItemRow, ItemRow, TrapReviewRow
from app.store.trap_log import Kept, read_memories, zone_name
from question_bank.loading import load_exam_guides, load_model

LATEST_MISSES = 5  # of each trap, that a notebook lists
SAME_POSITION = and_(
    AttemptItemRow.learner_id == TrapReviewRow.learner_id,
    AttemptItemRow.attempt_id == TrapReviewRow.attempt_id,
    AttemptItemRow.position == TrapReviewRow.position,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One trap of a learner's. `recall` is the probability, 0 to 1, of seeing through it today.

    A trap that was reviewed today `is_fresh`: its recall is that of tomorrow, for right after a review it is always 1.
    """

    trap: str
    exam: str
    memory: Memory
    mastery: Mastery
    recall: float
    is_fresh: bool
    due: date | None
    is_due: bool

    @property
    def is_belief(self) -> bool:
        """Whether the answers name a belief, and not a slip."""
        return is_belief(self.memory.fell, self.memory.met)


@dataclass(frozen=True, slots=True)
class Notebook:
    """Every trap that the learner fell into or passed by luck, and the `queue` of what is due today, best first.

    `others` are traps that were never chosen, the next to come back in front: a drill fills up with them.
    """

    day: date
    entries: tuple[Entry, ...]
    queue: tuple[str, ...]
    others: tuple[Entry, ...]
    exam_dates: Mapping[str, date]

    def due_on(self, day: date) -> tuple[Entry, ...]:
        """The entries that come back on `day`; for today and before, those due."""
        if day <= self.day:
            return tuple(entry for entry in self.entries if entry.is_due)
        return tuple(entry for entry in self.entries if entry.due == day)

    @property
    def due_tomorrow(self) -> tuple[Entry, ...]:
        """The entries that come back tomorrow."""
        return self.due_on(self.day + timedelta(days=1))

    def entry(self, trap: str) -> Entry | None:
        """The entry of a trap."""
        return next((entry for entry in self.entries if entry.trap == trap), None)


@dataclass(frozen=True, slots=True)
class Meeting:
    """One answer that turned on a trap, in an attempt that may show its keys."""

    at: datetime
    exam: str
    attempt_id: str
    position: int
    correct: bool
    confidence: Confidence | None
    cell: str
    stem: str


@dataclass(frozen=True, slots=True)
class Change:
    """How a trap went in an attempt and the time before."""

    trap: str
    movement: Movement


def notebook(session: Session, learner_id: int, *, now: datetime) -> Notebook:
    """The learner's notebook as of now."""
    today = day_of(now, zone_name(session, learner_id))
    kept = read_memories(session, learner_id)
    dates = exam_dates(session, learner_id)
    days = exam_days_of_traps(dates, load_model().traps, kept, today)
    every = [_entry(trap, one, today, days.get(trap)) for trap, one in sorted(kept.items())]
    noted = {trap: one.memory for trap, one in kept.items() if one.memory.noted}
    weights = {trap: trap_weights(kept[trap].exam).get(trap, 0.0) for trap in noted}
    others = [entry for entry in every if not entry.memory.noted]
    return Notebook(
        day=today,
        entries=tuple(entry for entry in every if entry.memory.noted),
        queue=due_queue(noted, today, exam_days=days, weights=weights),
        others=tuple(sorted(others, key=lambda entry: (entry.due or date.max, entry.trap))),
        exam_dates=dates,
    )


def due_count(session: Session, learner_id: int, *, now: datetime) -> int:
    """How many traps are due today, within the day's budget."""
    return len(notebook(session, learner_id, now=now).queue)


def meetings(session: Session, learner_id: int, trap: str) -> tuple[Meeting, ...]:
    """When the learner met a trap and in which items, the latest first."""
    query = _meetings(learner_id).where(TrapReviewRow.trap == trap)
    return tuple(_meeting(row) for row in session.execute(query))


def misses(session: Session, learner_id: int) -> dict[str, tuple[Meeting, ...]]:
    """When and in which items each trap was chosen lately, the latest first; `meetings` has them all."""
    order = (TrapReviewRow.reviewed_at.desc(), TrapReviewRow.position.desc())
    number = func.row_number().over(partition_by=TrapReviewRow.trap, order_by=order).label("number")
    key = (TrapReviewRow.attempt_id, TrapReviewRow.position, TrapReviewRow.trap)
    chosen = (TrapReviewRow.learner_id == learner_id, TrapReviewRow.correct.is_(False))
    ranked = select(*key, number).where(*chosen).subquery()
    same = and_(*(ranked.c[column.key] == column for column in key))
    found: dict[str, list[Meeting]] = {}
    for row in session.execute(_meetings(learner_id).join(ranked, same).where(ranked.c.number <= LATEST_MISSES)):
        found.setdefault(row.trap, []).append(_meeting(row))
    return {trap: tuple(rows) for trap, rows in found.items()}


def changes(session: Session, learner_id: int, attempt_id: str) -> tuple[Change, ...]:
    """How the traps of an attempt went, against the last attempt before it that turned on each. New ones are left out.

    A trap is missed in an attempt where it was chosen once or more.
    """
    mine = and_(TrapReviewRow.learner_id == learner_id, TrapReviewRow.passed.is_(False))
    columns = (TrapReviewRow.trap, TrapReviewRow.reviewed_at, TrapReviewRow.correct)
    here = session.execute(select(*columns).where(mine, TrapReviewRow.attempt_id == attempt_id)).all()
    if not here:
        return ()
    now = _results(here)
    before = _results(session.execute(_last_before(attempt_id, mine, now, min(row.reviewed_at for row in here))))
    return tuple(Change(trap, movement(before[trap], right)) for trap, right in sorted(now.items()) if trap in before)


@cache
def trap_weights(exam: str) -> dict[str, float]:
    """Each trap's share of the cells that an exam may ask about."""
    guide = load_exam_guides().get(exam)
    services = set(guide.services) if guide else set()
    model = load_model()
    total = sum(key[1] in services for key in model.cells) or 1
    return {trap.id: sum(key[1] in services for key in trap.cells) / total for trap in model.traps.values()}


def _entry(trap: str, kept: Kept, today: date, exam_day: date | None) -> Entry:
    memory = kept.memory
    due = due_day(memory, today, exam_day)
    fresh = memory.last_day is not None and memory.last_day >= today
    return Entry(
        trap=trap,
        exam=kept.exam,
        memory=memory,
        mastery=mastery(memory, today, exam_day),
        recall=recall(memory, today + timedelta(days=fresh)),
        is_fresh=fresh,
        due=due,
        is_due=due is not None and due <= today,
    )


def _last_before(attempt_id: str, mine: Any, traps: Iterable[str], start: datetime) -> Any:
    """The log of each trap in the last attempt before one that began to be graded at `start`."""
    earlier = (TrapReviewRow.trap.in_(sorted(traps)), TrapReviewRow.reviewed_at <= start)
    others = (mine, *earlier, TrapReviewRow.attempt_id != attempt_id)
    newest = (
        select(TrapReviewRow.trap, func.max(TrapReviewRow.reviewed_at).label("at"))
        .where(*others)
        .group_by(TrapReviewRow.trap)
        .subquery()
    )
    same = and_(newest.c.trap == TrapReviewRow.trap, newest.c.at == TrapReviewRow.reviewed_at)
    where = select(TrapReviewRow.trap, TrapReviewRow.attempt_id).join(newest, same).where(*others).distinct().subquery()
    there = and_(where.c.trap == TrapReviewRow.trap, where.c.attempt_id == TrapReviewRow.attempt_id)
    return select(TrapReviewRow.trap, TrapReviewRow.correct).join(where, there).where(mine)


def _meetings(learner_id: int) -> Any:
    columns = (
        TrapReviewRow.trap,
        TrapReviewRow.reviewed_at,
        TrapReviewRow.exam,
        TrapReviewRow.attempt_id,
        TrapReviewRow.position,
        TrapReviewRow.correct,
        TrapReviewRow.confidence,
        TrapReviewRow.cell,
    )
    return (
        select(*columns, ItemRow.body)
        .join(AttemptItemRow, SAME_POSITION)
        .join(ItemRow, ItemRow.hash == AttemptItemRow.item_hash)
        .where(TrapReviewRow.learner_id == learner_id, TrapReviewRow.passed.is_(False))
        .order_by(TrapReviewRow.reviewed_at.desc(), TrapReviewRow.position.desc())
    )


def _meeting(row: Any) -> Meeting:
    sure = Confidence(row.confidence) if row.confidence else None
    stem = json.loads(row.body)["stem"]
    return Meeting(row.reviewed_at, row.exam, row.attempt_id, row.position, row.correct, sure, row.cell, stem)


def _results(rows: Any) -> dict[str, bool]:
    found: dict[str, bool] = {}
    for row in rows:
        found[row.trap] = found.get(row.trap, True) and row.correct
    return found
