"""How good stated probabilities were, judged by what happened and by the truth that only a simulation knows."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log

BINS = 10
LEAST = 1e-6  # keeps a certain and wrong statement from costing without end


@dataclass(frozen=True, slots=True)
class Judged:
    """One statement: the probability and interval stated, whether the learner passed, and the true probability."""

    stated: float
    low: float
    high: float
    passed: bool
    truth: float


@dataclass(frozen=True, slots=True)
class Bin:
    """Statements of about the same probability: their number, mean, and the share that came true."""

    count: int
    stated: float
    happened: float


@dataclass(frozen=True, slots=True)
class Quality:
    """`error` is the mean squared distance to the true probability, `calibration_error` that of ten equal bins.

    `coverage` is the share of intervals that hold the truth, `width` their mean, `bias` the mean of stated minus true.
    """

    count: int
    brier: float
    error: float
    log_loss: float
    calibration_error: float
    coverage: float
    width: float
    bias: float
    bins: tuple[Bin, ...]


def judge(statements: Sequence[Judged]) -> Quality:
    """Raises ValueError for no statements."""
    n = len(statements)
    if not n:
        raise ValueError("nothing was stated, so nothing can be judged")
    bins = _bins(statements)
    return Quality(
        count=n,
        brier=sum((one.stated - one.passed) ** 2 for one in statements) / n,
        error=sum((one.stated - one.truth) ** 2 for one in statements) / n,
        log_loss=sum(-log(max(LEAST, one.stated if one.passed else 1 - one.stated)) for one in statements) / n,
        calibration_error=sum(one.count * abs(one.stated - one.happened) for one in bins) / n,
        coverage=sum(one.low <= one.truth <= one.high for one in statements) / n,
        width=sum(one.high - one.low for one in statements) / n,
        bias=sum(one.stated - one.truth for one in statements) / n,
        bins=bins,
    )


def _bins(statements: Sequence[Judged]) -> tuple[Bin, ...]:
    """Ten bins of equal count, from the lowest stated probability to the highest."""
    ordered = sorted(statements, key=lambda one: one.stated)
    cuts = [len(ordered) * edge // BINS for edge in range(BINS + 1)]
    held = [ordered[start:end] for start, end in pairwise(cuts) if end > start]
    return tuple(
        Bin(
            len(one),
            sum(judged.stated for judged in one) / len(one),
            sum(judged.passed for judged in one) / len(one),
        )
        for one in held
    )
