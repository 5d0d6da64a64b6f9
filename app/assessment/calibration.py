"""How well a learner's stated confidence fits what was right. It is shown, and never changes a mark or readiness.

Kept as sums, so that a learner's page needs no scan. Source: psychometrics 8; Brier's score with Murphy's parts.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from app.assessment.intervals import jeffreys_interval
from app.assessment.sitting import Confidence

STATED = {Confidence.SURE: 0.90, Confidence.UNSURE: 0.60}  # a guess states the item's own chance
NEEDED, NEEDED_IN_GROUP = 30, 8
OVERCONFIDENT_BELOW, KNOWS_OVER_CHANCE = 0.85, 0.15


class Remark(StrEnum):
    """A sentence for the learner, said only where a whole interval says it."""

    OVERCONFIDENT = "over-confident when sure"
    KNOWS_MORE = "you know more than you think"


@dataclass(slots=True)
class RatedSum:
    """The rated answers of one group; `stated` and its products are of the probabilities that the rating states."""

    count: int = 0
    right: int = 0
    stated: float = 0.0
    stated_square: float = 0.0
    stated_right: float = 0.0


@dataclass(slots=True)
class Ratings:
    """Sums of one learner's rated answers, a group for each confidence."""

    groups: dict[Confidence, RatedSum] = field(
        default_factory=lambda: {confidence: RatedSum() for confidence in Confidence}
    )

    def add(self, confidence: Confidence, *, correct: bool, chance: float) -> None:
        """Count one rated answer; `chance` is that of a blind guess at its item."""
        stated = STATED.get(confidence, chance)
        group = self.groups[confidence]
        group.count += 1
        group.right += correct
        group.stated += stated
        group.stated_square += stated * stated
        group.stated_right += stated * correct


@dataclass(frozen=True, slots=True)
class GroupResult:
    """How often the answers of one group were right, with the Jeffreys 90 % interval, beside what they stated."""

    count: int
    right: int
    share: float
    low: float
    high: float
    stated: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """Brier's score of all rated answers and its parts. `skill` is None where all were right or all wrong.

    brier ≈ reliability − resolution + base rate variance; 0 is best for `brier` and `reliability`, more is better for
    `resolution` and `skill`.
    """

    count: int
    brier: float
    skill: float | None
    reliability: float
    resolution: float
    groups: Mapping[Confidence, GroupResult]
    remarks: tuple[Remark, ...]


def calibrate(ratings: Ratings) -> Calibration | None:
    """None below 30 rated answers. A group is shown from 8 answers on; the score counts all."""
    held = {confidence: group for confidence, group in ratings.groups.items() if group.count}
    n = sum(group.count for group in held.values())
    if n < NEEDED:
        return None
    base = sum(group.right for group in held.values()) / n
    brier = sum(group.stated_square - 2 * group.stated_right + group.right for group in held.values()) / n
    spread = base * (1 - base)
    shown = {name: _result(group) for name, group in held.items() if group.count >= NEEDED_IN_GROUP}
    return Calibration(
        count=n,
        brier=brier,
        skill=1 - brier / spread if spread else None,
        reliability=sum((group.stated - group.right) ** 2 / group.count for group in held.values()) / n,
        resolution=sum(group.count * (group.right / group.count - base) ** 2 for group in held.values()) / n,
        groups=shown,
        remarks=tuple(_remarks(shown)),
    )


def _result(group: RatedSum) -> GroupResult:
    low, high = jeffreys_interval(group.right, group.count)
    return GroupResult(
        group.count, group.right, group.right / group.count, low, high, stated=group.stated / group.count
    )


def _remarks(shown: Mapping[Confidence, GroupResult]) -> list[Remark]:
    found = []
    sure, guess = shown.get(Confidence.SURE), shown.get(Confidence.GUESS)
    if sure is not None and sure.high < OVERCONFIDENT_BELOW:
        found.append(Remark.OVERCONFIDENT)
    if guess is not None and guess.low > guess.stated + KNOWS_OVER_CHANCE:
        found.append(Remark.KNOWS_MORE)
    return found
