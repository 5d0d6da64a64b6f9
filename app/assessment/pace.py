"""Pace against the clock, in a sitting and after it. All times are seconds. Source: psychometrics 9.1."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp, log
from statistics import median

CAP = 3.0  # times the seconds that an item is allotted
BEHIND = -0.08
IN_A_ROW = 2
RECENT = 10
SLOWEST = 5
SHORTEST = 0.1  # of an item; a logarithm needs more than 0


@dataclass(frozen=True, slots=True)
class Pace:
    """`lead` is the share answered minus the share of time gone; `behind` after two items in a row below -0.08.

    `unanswered` is how many items would be left at the deadline at the pace of the last ten, None before any.
    """

    lead: float
    behind: bool
    unanswered: int | None


@dataclass(frozen=True, slots=True)
class TimedAnswer:
    """One answer after a sitting, with the seconds that its question was in view."""

    position: int
    domain: int
    correct: bool
    seconds: float


@dataclass(frozen=True, slots=True)
class Spent:
    """A group's answers and its median seconds."""

    count: int
    median: float


@dataclass(frozen=True, slots=True)
class PaceReview:
    """Where the time of a sitting went. Medians are None for a group without answers."""

    all: Spent | None
    right: Spent | None
    wrong: Spent | None
    by_domain: dict[int, Spent]
    slowest: tuple[TimedAnswer, ...]


def counted_seconds(seconds: float, allotted: float) -> float:
    """What counts of the seconds that a question was in view: no more than three times the `allotted` ones.

    Pages count nothing while their tab is hidden, but one left open before nobody looks like one that is read.
    """
    return min(seconds, CAP * allotted)


def pace_of(length: int, answered_at: Sequence[float], elapsed: float, seconds: float) -> Pace:
    """Pace of a running sitting of `length` items in `seconds`.

    `answered_at` are the seconds since its start at which items were first answered, in order, up to `elapsed`.
    Raises ValueError unless length and seconds are positive.
    """
    if length <= 0 or seconds <= 0:
        raise ValueError(f"a sitting has items and time, got {length} and {seconds}")
    leads = [number / length - at / seconds for number, at in enumerate(answered_at, start=1)]
    recent = leads[-IN_A_ROW:]
    return Pace(
        lead=len(answered_at) / length - elapsed / seconds,
        behind=len(recent) == IN_A_ROW and all(lead < BEHIND for lead in recent),
        unanswered=_projected_unanswered(length, answered_at, seconds - elapsed),
    )


def review_pace(answers: Iterable[TimedAnswer]) -> PaceReview:
    """Medians of log seconds, by correctness and domain, and the five slowest answers, slowest first."""
    given = list(answers)
    domains = sorted({answer.domain for answer in given})
    by_domain = {domain: _spent([one for one in given if one.domain == domain]) for domain in domains}
    return PaceReview(
        all=_spent(given),
        right=_spent([answer for answer in given if answer.correct]),
        wrong=_spent([answer for answer in given if not answer.correct]),
        by_domain={domain: spent for domain, spent in by_domain.items() if spent is not None},
        slowest=tuple(sorted(given, key=lambda answer: (-answer.seconds, answer.position))[:SLOWEST]),
    )


def median_log_seconds(seconds: Iterable[float]) -> float:
    """The median on the log scale, back in seconds. Raises StatisticsError for none."""
    return exp(median(log(max(SHORTEST, one)) for one in seconds))


def _projected_unanswered(length: int, answered_at: Sequence[float], left: float) -> int | None:
    if not answered_at:
        return None
    starts = [0.0, *answered_at]
    gaps = [later - earlier for earlier, later in zip(starts, answered_at, strict=False)][-RECENT:]
    each = median(gaps)
    remaining = length - len(answered_at)
    return max(0, remaining - int(max(0.0, left) / each)) if each > 0 else 0


def _spent(answers: Sequence[TimedAnswer]) -> Spent | None:
    return Spent(len(answers), median_log_seconds(one.seconds for one in answers)) if answers else None
