"""Intervals for a share of right answers, and the words that they justify."""

from enum import StrEnum
from functools import lru_cache
from math import exp, lgamma, log, sqrt

Z_90 = 1.6448536269514722  # two-sided 90 % quantile of the standard normal
_TINY = 1e-300
_BISECTIONS = 60  # halves [0, 1] to below 1e-18


class Verdict(StrEnum):
    """What a domain's interval says about it."""

    MEETS = "Meets competencies"
    NEEDS = "Needs improvement"
    UNCLEAR = "Not clear yet"


def wilson_interval(correct: int, total: int, z: float = Z_90) -> tuple[float, float]:
    """Wilson score interval for a share, as proportions from 0 to 1.

    Raises ValueError where nothing was answered. Source: Wilson (1927), J. Am. Stat. Assoc. 22(158), 209-212, without
    continuity correction.
    >>> [round(bound, 3) for bound in wilson_interval(8, 10, z=1.959964)]
    [0.49, 0.943]
    """
    _check(correct, total)
    p = correct / total
    centre = p + z * z / (2 * total)
    half = z * sqrt(p * (1 - p) / total + (z / (2 * total)) ** 2)
    scale = 1 + z * z / total
    return max(0.0, (centre - half) / scale), min(1.0, (centre + half) / scale)


@lru_cache(maxsize=4096)
def jeffreys_interval(correct: int, total: int, level: float = 0.90) -> tuple[float, float]:
    """Equal-tailed Jeffreys interval: quantiles of Beta(correct + ½, wrong + ½), open-ended at 0 and at `total`.

    Raises ValueError where nothing was answered. Source: Brown, Cai, DasGupta (2001), Stat. Sci. 16(2), 101-133.
    >>> [round(bound, 3) for bound in jeffreys_interval(7, 10)]
    [0.442, 0.883]
    """
    _check(correct, total)
    a, b = correct + 0.5, total - correct + 0.5
    tail = (1 - level) / 2
    low = 0.0 if correct == 0 else beta_quantile(tail, a, b)
    high = 1.0 if correct == total else beta_quantile(1 - tail, a, b)
    return low, high


def verdict(correct: int, total: int, share_at_passing: float) -> Verdict:
    """What may be said of a domain: only what its whole Jeffreys 90 % interval says.

    Raises ValueError where nothing was answered. Source: psychometrics 3.2; AWS prints two words and no threshold.
    """
    low, high = jeffreys_interval(correct, total)
    if low >= share_at_passing:
        return Verdict.MEETS
    return Verdict.NEEDS if high < share_at_passing else Verdict.UNCLEAR


def beta_quantile(p: float, a: float, b: float) -> float:
    """The x with P(X ≤ x) = p for X ~ Beta(a, b), by bisection; error below 1e-9."""
    low, high = 0.0, 1.0
    for _ in range(_BISECTIONS):
        middle = (low + high) / 2
        if beta_cdf(middle, a, b) < p:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def beta_cdf(x: float, a: float, b: float) -> float:
    """Regularised incomplete beta function I_x(a, b) for a, b > 0.

    Source: continued fraction 26.5.8 of Abramowitz and Stegun, evaluated by Lentz's method.
    """
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(1 - x))
    if x < (a + 1) / (a + b + 2):
        return front * _beta_fraction(x, a, b) / a
    return 1 - front * _beta_fraction(1 - x, b, a) / b


def _beta_fraction(x: float, a: float, b: float) -> float:
    c, d = 1.0, 1 / _away_from_zero(1 - (a + b) * x / (a + 1))
    value = d
    for m in range(1, 500):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            d = 1 / _away_from_zero(1 + term * d)
            c = _away_from_zero(1 + term / c)
            value *= c * d
        if abs(c * d - 1) < 1e-15:
            break
    return value


def _away_from_zero(value: float) -> float:
    return value if abs(value) > _TINY else _TINY


def _check(correct: int, total: int) -> None:
    if total <= 0 or not 0 <= correct <= total:
        raise ValueError(f"need 0 <= correct <= total and total > 0, got {correct} of {total}")
