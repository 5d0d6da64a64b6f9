"""How long a sitting may take. All times are aware datetimes that the caller passes in; nothing here reads a clock."""

from datetime import datetime, timedelta
from math import ceil

from question_bank.exam_guide import ExamGuide


def seconds_for(guide: ExamGuide, length: int) -> int:
    """Standard seconds for `length` items at the exam's pace, rounded up; a full form gets exactly the exam's minutes.

    Raises ValueError where `length` is not positive.
    """
    if length <= 0:
        raise ValueError(f"a form has at least 1 item, got {length}")
    return -(-guide.minutes * 60 * length // guide.items)


def extra_seconds_for(guide: ExamGuide, length: int, extra_minutes: int = 0, factor: float = 1.0) -> int:
    """Seconds that an accommodation adds to `seconds_for`, rounded up.

    `extra_minutes` are minutes on the whole exam; a shorter form gets its share of them. `factor` multiplies the
    standard time. Whoever has both gets both: (exam minutes × factor + extra minutes), scaled to the form.
    Raises ValueError for less than the standard time. Source: psychometrics 9.3 (deadline, pace and allotment scale).
    """
    if extra_minutes < 0 or factor < 1:
        raise ValueError(f"an accommodation adds time, got {extra_minutes} minutes and factor {factor}")
    standard = seconds_for(guide, length)
    by_factor = ceil(round(standard * (factor - 1), 6))
    by_minutes = -(-extra_minutes * 60 * length // guide.items)
    return by_factor + by_minutes


def deadline_for(started: datetime, seconds: int, extra_seconds: int = 0) -> datetime:
    """The first moment at which no answer is taken any more.

    Raises ValueError for a time without zone: a deadline must be the same moment everywhere.
    """
    if started.tzinfo is None:
        raise ValueError("a start time needs its time zone")
    return started + timedelta(seconds=seconds + extra_seconds)


def is_due(deadline: datetime | None, now: datetime) -> bool:
    """Whether the deadline is reached. A sitting without a clock is never due."""
    return deadline is not None and now >= deadline


def seconds_left(deadline: datetime, now: datetime) -> int:
    """Whole seconds until the deadline, rounded up so that 0 means over; never negative."""
    return max(0, ceil((deadline - now).total_seconds()))
