"""Classical item statistics from sums: each answer is added once, and no statistic ever reads the answers again.

A unit is whatever the sums are kept for: an item, a template, a cell, a family, or a trap (there, "right" is not
falling for it). Which answers count: psychometrics 2.1. Formulas: psychometrics 2.2, classical test theory.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from math import atanh, sqrt, tanh
from statistics import NormalDist

from app.assessment.intervals import Z_90, wilson_interval

REST_UNIT = 100_000  # rest scores are kept as whole 1/100,000: integer sums are exact in any order, and can be undone
PRIOR_DISCRIMINATION = 0.25
ITEM_STRENGTH, TEMPLATE_STRENGTH = 20.0, 40.0  # answers that the next level up is worth
DISCRIMINATION_STRENGTH = 60.0
UNITS_FOR_STRENGTH, ANSWERS_FOR_STRENGTH = 200, 20
FUNCTIONING_SHARE = 0.05
_NORMAL = NormalDist()


@dataclass(frozen=True, slots=True)
class Observation:
    """One first answer. `choices` are the ids chosen: options of an item; traps, or "key", where a unit pools items.

    `rest` is the rest score of the same sitting, a proportion; `rest_scores` makes it.
    """

    right: bool
    rest: float
    choices: Collection[str] = ()


@dataclass(slots=True)
class ChoiceSum:
    """How often one option was chosen, and the sum of its choosers' rest scores."""

    count: int = 0
    rest: int = 0


@dataclass(slots=True)
class Tally:
    """Everything that a unit's statistics need. All are sums, so tallies can be added and subtracted."""

    count: int = 0
    right: int = 0
    rest: int = 0
    rest_square: int = 0
    rest_right: int = 0
    choices: dict[str, ChoiceSum] = field(default_factory=dict)

    def add(self, seen: Observation) -> None:
        """Count one answer."""
        rest = round(seen.rest * REST_UNIT)
        self.count += 1
        self.right += seen.right
        self.rest += rest
        self.rest_square += rest * rest
        self.rest_right += rest * seen.right
        for choice in seen.choices:
            held = self.choices.setdefault(choice, ChoiceSum())
            held.count += 1
            held.rest += rest


@dataclass(frozen=True, slots=True)
class Facility:
    """The share that was right, with its Wilson 90 % interval."""

    count: int
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Correlation:
    """A point-biserial correlation with its 90 % interval, which is -1 to 1 below 4 answers."""

    count: int
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Choice:
    """One option: the share that chose it, with interval, and how choosing it goes with the rest score.

    `functioning` is for a distractor: chosen by 5 % or more, and rather by those who do worse.
    """

    id: str
    share: Facility
    discrimination: Correlation | None
    functioning: bool


def rest_scores(right: Sequence[bool], expected: Sequence[float] | None = None) -> tuple[float, ...]:
    """For each item of one sitting, the proportion right of all the others.

    `expected` are the items' expected proportions where difficulties are known; what they would give is subtracted.
    A sitting of one item has no rest, so it gives nothing. Raises ValueError where the lengths differ.
    """
    hopes = [0.0] * len(right) if expected is None else list(expected)
    if len(hopes) != len(right):
        raise ValueError(f"{len(right)} answers and {len(hopes)} expectations do not match")
    if len(right) < 2:
        return ()
    above = [one - hope for one, hope in zip(right, hopes, strict=True)]
    total = sum(above)
    return tuple((total - own) / (len(right) - 1) for own in above)


def facility(tally: Tally) -> Facility | None:
    """None where nobody answered."""
    return _share(tally.right, tally.count)


def guess_corrected(share: float, chance: float) -> float:
    """Facility beyond blind guessing, at least 0. Raises ValueError unless 0 <= chance < 1.

    >>> guess_corrected(0.625, 0.25)
    0.5
    """
    if not 0 <= chance < 1:
        raise ValueError(f"the chance of a guess is from 0 to below 1, got {chance}")
    return max(0.0, (share - chance) / (1 - chance))


def discrimination(tally: Tally) -> Correlation | None:
    """Corrected point-biserial, right with rest score. None where all are right, all wrong, or all rests equal."""
    return _correlation(tally, tally.right, tally.rest_right)


def fisher_z(r: float) -> float:
    """Fisher's transform of a correlation, finite at ±1 too."""
    return atanh(max(-1 + 1e-12, min(1 - 1e-12, r)))


def largest_discrimination(share: float) -> float:
    """The largest correlation of a 0/1 variable of this mean with normal scores: φ(z)/√(p(1−p)), z the quantile of p.

    Raises ValueError unless 0 < share < 1.
    """
    if not 0 < share < 1:
        raise ValueError(f"where all are right or all wrong nothing correlates, got {share}")
    return _NORMAL.pdf(_NORMAL.inv_cdf(share)) / sqrt(share * (1 - share))


def efficiency(tally: Tally) -> float | None:
    """The discrimination as a share of the largest that this facility allows with normal rest scores.

    Moodle's discriminative efficiency sorts the marks for the largest, which sums cannot; for normal scores they agree.
    """
    found = discrimination(tally)
    return None if found is None else found.value / largest_discrimination(tally.right / tally.count)


def choice_stats(tally: Tally, options: Collection[str]) -> tuple[Choice, ...]:
    """One entry an option, also for those that nobody chose, in the order given. Empty where nobody answered."""
    found = []
    for option in options:
        held = tally.choices.get(option, ChoiceSum())
        share = _share(held.count, tally.count)
        if share is not None:
            r = _correlation(tally, held.count, held.rest)
            functioning = share.value >= FUNCTIONING_SHARE and r is not None and r.value < 0
            found.append(Choice(option, share, r, functioning))
    return tuple(found)


def shrunk_facility(right: int, count: int, parent: float, strength: float = ITEM_STRENGTH) -> float:
    """Facility drawn towards that of the unit above, which weighs as much as `strength` answers."""
    return (right + strength * parent) / (count + strength)


def shrunk_discrimination(found: Correlation | None, parent: float = PRIOR_DISCRIMINATION) -> float:
    """Discrimination drawn towards `parent` on Fisher's z scale; `parent` itself where there is none."""
    if found is None or found.count <= 3:
        return parent
    own = found.count - 3
    z = fisher_z(found.value) * own + fisher_z(parent) * DISCRIMINATION_STRENGTH
    return tanh(z / (own + DISCRIMINATION_STRENGTH))


def strength_from(units: Collection[tuple[int, int]], default: float = ITEM_STRENGTH) -> float:
    """How many answers the level above is worth, by moments of (right, answered) pairs: μ(1−μ)/τ² − 1.

    `default` where fewer than 200 units have 20 answers, or where they differ by no more than chance.
    """
    large = [(right, count) for right, count in units if count >= ANSWERS_FOR_STRENGTH]
    if len(large) < UNITS_FOR_STRENGTH:
        return default
    shares = [right / count for right, count in large]
    mean = sum(shares) / len(shares)
    spread = sum((share - mean) ** 2 for share in shares) / (len(shares) - 1)
    noise = sum(share * (1 - share) / (count - 1) for share, (_, count) in zip(shares, large, strict=True)) / len(large)
    between = spread - noise
    return max(1.0, mean * (1 - mean) / between - 1) if between > 0 else default


@dataclass(frozen=True, slots=True)
class FormTally:
    """Sums for the reliability of one form, which is defined only where learners answered the same items.

    Of `count` learners: their scores, those squared, and how often each item was `right`.
    """

    count: int = 0
    total: int = 0
    total_square: int = 0
    right: Sequence[int] = ()


def kr20(tally: FormTally) -> float | None:
    """Kuder-Richardson 20 with the population variance. None for one item, nobody, or totals that are all equal."""
    items, n = len(tally.right), tally.count
    variance = tally.total_square * n - tally.total**2  # n² times the variance, exact
    if items < 2 or variance <= 0:
        return None
    within = sum(right * (n - right) for right in tally.right)  # n² times the sum of p(1−p)
    return items / (items - 1) * (1 - within / variance)


def _share(part: int, whole: int) -> Facility | None:
    return Facility(whole, part / whole, *wilson_interval(part, whole)) if whole else None


def _correlation(tally: Tally, chosen: int, rest_chosen: int) -> Correlation | None:
    """Of a 0/1 variable that is 1 for `chosen` answers, whose rest scores add up to `rest_chosen`, with the rest."""
    n = tally.count
    rest_spread = n * tally.rest_square - tally.rest**2
    own_spread = chosen * (n - chosen)
    if rest_spread <= 0 or own_spread <= 0:
        return None
    r = (n * rest_chosen - chosen * tally.rest) / (sqrt(rest_spread) * sqrt(own_spread))
    r = max(-1.0, min(1.0, r))
    if n <= 3:
        return Correlation(n, r, -1.0, 1.0)
    margin = Z_90 / sqrt(n - 3)
    z = fisher_z(r)
    return Correlation(n, r, tanh(z - margin), tanh(z + margin))
