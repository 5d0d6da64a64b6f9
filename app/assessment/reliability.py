"""How well readiness tells learners apart, where everybody sat items of their own: marginal reliability.

KR-20 needs the same items for all. Beliefs do not: their spread over learners is held against how unsure they are.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import fsum

from app.assessment.item_flags import SHOW_RELIABILITY
from app.assessment.readiness import Belief, FormShape


@dataclass(frozen=True, slots=True)
class MarginalReliability:
    """The share of the spread of abilities, from 0 to 1, that is not doubt. `value` is None where nothing spreads."""

    learners: int
    value: float | None

    @property
    def is_enough(self) -> bool:
        """Whether there are enough learners to say anything."""
        return self.learners >= SHOW_RELIABILITY


def ability_in_form(belief: Belief, shape: FormShape) -> tuple[float, float]:
    """Mean and variance of the ability that a form of this shape asks for, each domain by its share of the items.

    In logits, on the day of the last answer. Raises ValueError where shape and belief differ in their domains.
    """
    if len(shape.counts) != belief.domains:
        raise ValueError(f"the form has {len(shape.counts)} domains, the belief {belief.domains}")
    shares = [1.0, *(count / shape.length for count in shape.counts)]
    moved = [fsum(a * b for a, b in zip(row, shares, strict=True)) for row in belief.covariance]
    mean = fsum(a * b for a, b in zip(belief.mean, shares, strict=True))
    return mean, fsum(a * b for a, b in zip(moved, shares, strict=True))


def marginal_reliability(abilities: Iterable[tuple[float, float]]) -> MarginalReliability:
    """Of (mean, variance) of each learner's ability: 1 - doubt / (spread of means + doubt).

    Doubt is the mean of the variances. Source: psychometrics 2.2.
    """
    every = list(abilities)
    count = len(every)
    if count == 0:
        return MarginalReliability(0, None)
    centre, doubt = (fsum(values) / count for values in zip(*every, strict=True))
    whole = fsum((mean - centre) ** 2 for mean, _ in every) / count + doubt
    return MarginalReliability(count, 1 - doubt / whole if whole > 0 else None)
