"""Simpler ways to state the chance of passing, to stand beside the model. All see the same learner's answers."""

from dataclasses import dataclass
from math import exp, lgamma, sqrt

from app.assessment.readiness import INTERVAL_Z, FormShape, normal_cdf


@dataclass(frozen=True, slots=True)
class Stated:
    """A probability of passing with its 90 % interval."""

    probability: float
    low: float
    high: float


def from_share(right: int, answered: int, shape: FormShape) -> Stated:
    """Take the share right, with one half added to each side, for the share of a fresh form; normal throughout.

    For the last timed sitting and for the percent of all answers. Raises ValueError for no answers.
    """
    if answered < 1:
        raise ValueError("no answers, no share")
    p = (right + 0.5) / (answered + 1)
    items = shape.length
    own = items * p * (1 - p)
    spread = sqrt(own + items * own / answered)
    error = sqrt(p * (1 - p) / answered)
    low, high = (_pass_share(p + sign * INTERVAL_Z * error, shape) for sign in (-1, 1))
    return Stated(normal_cdf((items * p - shape.cut + 0.5) / spread), low, high)


def beta_binomial(right: int, answered: int, shape: FormShape) -> Stated:
    """A flat prior on the share right, and the exact chance that a fresh form reaches the cut."""
    a, b = right + 1.0, answered - right + 1.0
    items = shape.length
    whole = lgamma(a) + lgamma(b) - lgamma(a + b)
    passing = sum(
        exp(
            lgamma(items + 1)
            - lgamma(score + 1)
            - lgamma(items - score + 1)
            + lgamma(a + score)
            + lgamma(b + items - score)
            - lgamma(a + b + items)
            - whole
        )
        for score in range(shape.cut, items + 1)
    )
    mean = a / (a + b)
    error = sqrt(mean * (1 - mean) / (a + b + 1))
    low, high = (_pass_share(mean + sign * INTERVAL_Z * error, shape) for sign in (-1, 1))
    return Stated(passing, low, high)


def _pass_share(share: float, shape: FormShape) -> float:
    p = min(0.999, max(0.001, share))
    items = shape.length
    return normal_cdf((items * p - shape.cut + 0.5) / sqrt(items * p * (1 - p)))
