"""Readiness against what came of it: of those told 70 to 80 %, how many passed the next full form?

Source: psychometrics 4.7. Outcomes of real exams are no part of it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from app.assessment.intervals import wilson_interval

BANDS = 10
SHOWN_FROM = 200  # stated and then tried, over all bands


@dataclass(frozen=True, slots=True)
class Tried:
    """A probability of passing that was stated, and whether the next full form was passed."""

    stated: float
    passed: bool


@dataclass(frozen=True, slots=True)
class Band:
    """Those of whom a probability from `low` to `high` was stated: how many, what was stated on average, how many
    passed, and the Wilson 90 % interval of that share.
    """

    low: float
    high: float
    count: int
    stated: float
    passed: int
    passed_low: float
    passed_high: float


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """The bands that hold anybody, and the mean squared error of what was stated (Brier's score); None of nobody."""

    count: int
    bands: tuple[Band, ...]
    brier: float | None

    @property
    def is_enough(self) -> bool:
        """Whether there are enough to say anything."""
        return self.count >= SHOWN_FROM


def track_record(tried: Iterable[Tried]) -> TrackRecord:
    """The record of all that was stated and then tried. A probability of 1 is of the last band."""
    every = list(tried)
    by_band: dict[int, list[Tried]] = {}
    for one in every:
        by_band.setdefault(min(BANDS - 1, int(one.stated * BANDS)), []).append(one)
    squares = [(one.stated - one.passed) ** 2 for one in every]
    return TrackRecord(
        count=len(every),
        bands=tuple(_band(place, by_band[place]) for place in sorted(by_band)),
        brier=sum(squares) / len(squares) if squares else None,
    )


def _band(place: int, held: list[Tried]) -> Band:
    count, passed = len(held), sum(one.passed for one in held)
    interval = wilson_interval(passed, count)
    return Band(place / BANDS, (place + 1) / BANDS, count, sum(one.stated for one in held) / count, passed, *interval)
