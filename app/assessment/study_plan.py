"""When a trap is due, with and without an exam date, and which due traps come first.

A plan is worked out when it is looked at, from the memories and today's date: moving the exam moves everything, and no
trap can be lost. Source: section 5.4 of the method reference.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from fsrs import Rating

from app.assessment.memory import SCHEDULER, Memory, rate, recall

DAY_BUDGET = 20  # reviews
USUAL_RETENTION, PAST_RETENTION = 0.90, 0.85
RETENTION_BY_DAYS_LEFT = ((7, 0.95), (21, 0.90))
FAR_RETENTION = 0.85
LAST_DAYS, LAST_RECALL = 3, 0.90
CAP = 0.9  # of the days to the day before the exam
HORIZON = 30  # days on which recall is compared where there is no exam date
DECAY: float = -SCHEDULER.parameters[20]
FACTOR: float = 0.9 ** (1 / DECAY) - 1


def retention_wanted(days_left: int | None) -> float:
    """The recall at which a trap comes back. `days_left` to the exam; negative once it is over, None without a date."""
    if days_left is None:
        return USUAL_RETENTION
    if days_left < 0:
        return PAST_RETENTION
    return next((share for most, share in RETENTION_BY_DAYS_LEFT if days_left <= most), FAR_RETENTION)


def interval_days(stability: float, retention: float) -> int:
    """Days until recall falls to `retention`, at least 1.

    >>> [interval_days(100.0, retention) for retention in (0.95, 0.90, 0.85)]
    [40, 100, 191]
    """
    growth: float = retention ** (1 / DECAY) - 1
    return max(1, round(stability / FACTOR * growth))


def due_day(memory: Memory, today: date, exam_day: date | None = None) -> date | None:
    """The day on which the trap comes back, which may have passed; None where it was neither reviewed nor guessed."""
    if memory.last_day is None or memory.stability is None:
        return memory.due_by
    left = None if exam_day is None else (exam_day - today).days
    days = interval_days(memory.stability, retention_wanted(left))
    ahead = exam_day is not None and exam_day >= today
    if exam_day is not None and ahead:
        days = min(days, max(1, int(CAP * ((exam_day - memory.last_day).days - 1))))
    due = memory.last_day + timedelta(days=days)
    if memory.due_by is not None:
        due = min(due, memory.due_by)
    if exam_day is not None and ahead and (exam_day - today).days <= LAST_DAYS and memory.last_day < today:
        due = min(due, today) if recall(memory, exam_day) < LAST_RECALL else due
    return due


def is_due(memory: Memory, today: date, exam_day: date | None = None) -> bool:
    """Whether the trap is to be reviewed today."""
    due = due_day(memory, today, exam_day)
    return due is not None and due <= today


def gain(memory: Memory, today: date, exam_day: date | None = None) -> float:
    """By how much a good review today raises the recall at the exam, or in 30 days without one."""
    then = exam_day if exam_day is not None and exam_day >= today else today + timedelta(days=HORIZON)
    last = memory.last_day
    reviewed = memory if last is not None and last >= today else rate(memory, Rating.Good, today)
    return recall(reviewed, then) - recall(memory, then)


def due_queue(
    memories: Mapping[str, Memory],
    today: date,
    *,
    exam_days: Mapping[str, date] | None = None,
    weights: Mapping[str, float] | None = None,
    budget: int = DAY_BUDGET,
) -> tuple[str, ...]:
    """The traps to review today, the most useful first; no more than what is left of the day's budget.

    `exam_days` are those of the traps that have one, `weights` each trap's share of the exam's cells (1 by default).
    """
    days, shares = exam_days or {}, weights or {}
    done = sum(memory.last_day == today for memory in memories.values())
    due = [trap for trap, memory in memories.items() if is_due(memory, today, days.get(trap))]
    due.sort(key=lambda trap: (-shares.get(trap, 1.0) * gain(memories[trap], today, days.get(trap)), trap))
    return tuple(due[: max(0, budget - done)])
