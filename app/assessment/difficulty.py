"""Difficulty of the bank's templates: estimated from features, and from enough answers on as it was observed.

A template's items share what was found: each is harder than its own estimate by the template's `shift`. The shift has
the prior N(0, 0.5²), so that the difficulty has N(estimate, 0.5²), and its likelihood is that of readiness, with the
ability that was believed of the learner just before the answer. Source: psychometrics 10.3; the answer model is 4.2's.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from math import exp, pi, sqrt

from app.assessment.readiness_evidence import TIMED
from app.assessment.standing import Logged

PRIOR_SD = 0.5  # of a difficulty around its estimate, in logits, as are all figures here
CALIBRATED_SD = 0.25  # from here on the observed difficulty replaces the estimate
CENTRE_SD = 0.25  # of what all abilities of an exam may be off by; this product's own convention
TRAP_VARIANCE = 1.0  # what the learner's own traps add to an item: readiness' ITEM_VARIANCE without the difficulty
MARGIN_STEP, SPREAD_STEP, CHANCE_STEP = 0.2, 0.2, 0.001
FARTHEST = 30  # margins beyond 6 logits say the same as 6
STEPS, LONGEST_STEP, CLOSE = 50, 0.5, 1e-6  # three steps do where answers are as expected; surprises take more
AGREEMENT_TEMPLATES, AGREEMENT_ANSWERS, LEAST_AGREEMENT = 200, 50, 0.35
_PRIOR_PRECISION = 1 / PRIOR_SD**2


@dataclass(frozen=True, slots=True, order=True)
class Setting:
    """What answers have in common that say the same of a template, in whole steps, so that they can be counted.

    `margin` is how far the learner's ability was believed to lie above the item's estimate, `spread` the standard
    deviation of that belief, `chance` that of a blind guess.
    """

    margin: int
    spread: int
    chance: int


@dataclass(slots=True)
class Count:
    """How many answers there were in one setting, and how many of them right."""

    answers: int = 0
    right: int = 0


@dataclass(slots=True)
class Seen:
    """What was answered to one template. `estimate` is the mean of its items' estimates over the answers."""

    estimate: float
    counts: dict[Setting, Count] = field(default_factory=dict)

    @property
    def answers(self) -> int:
        return sum(count.answers for count in self.counts.values())


@dataclass(frozen=True, slots=True)
class Difficulty:
    """Of a template: `estimate` from features, `value` after its `answers`, `sd` the standard deviation of that."""

    estimate: float
    value: float
    sd: float
    answers: int

    @property
    def is_calibrated(self) -> bool:
        return self.sd <= CALIBRATED_SD

    @property
    def shift(self) -> float:
        """How much harder than estimated each item of the template is."""
        return self.value - self.estimate

    @property
    def observed(self) -> float | None:
        """The difficulty by the answers alone, without the pull of the estimate; None where they say nothing."""
        own = 1 / self.sd**2 - _PRIOR_PRECISION
        return self.estimate + self.shift * (1 + _PRIOR_PRECISION / own) if own > CLOSE else None


@dataclass(frozen=True, slots=True)
class Agreement:
    """Pearson's correlation of estimated with observed difficulties over so many templates; psychometrics 10.2."""

    templates: int
    r: float

    @property
    def is_enough(self) -> bool:
        return self.r >= LEAST_AGREEMENT


def calibrates(answer: Logged) -> bool:
    """Whether an answer says something of difficulty: it counts for readiness and item statistics, against the clock.

    So the learner met the item first there, did not choose its subject, and nothing picked it for being weak.
    """
    counts = answer.rest is not None and answer.weight > 0 and answer.mode in TIMED
    return counts and answer.ability is not None and answer.ability_sd is not None


def setting_of(ability: float, ability_sd: float, estimate: float, chance: float) -> Setting:
    """Where an answer is counted: ability as believed before it, in its domain, and the item's estimated difficulty.

    >>> setting_of(0.52, 0.4, -0.25, 0.25)
    Setting(margin=4, spread=2, chance=250)
    """
    margin = max(-FARTHEST, min(FARTHEST, round((ability - estimate) / MARGIN_STEP)))
    return Setting(margin, round(ability_sd / SPREAD_STEP), round(chance / CHANCE_STEP))


def calibrate(templates: Mapping[str, Seen]) -> dict[str, Difficulty]:
    """The difficulty of each template of one exam, by name.

    Difficulties are relative to the exam's average item, so what all templates have in common is taken for an error
    of the abilities, and taken out: the mean shift, with the prior N(0, 0.25²).
    """
    rough = [_mode(seen.counts, 0.0) for seen in templates.values()]
    shifts, weights = 0.0, 1 / CENTRE_SD**2
    for shift, information in rough:
        shifts += _PRIOR_PRECISION * shift
        weights += _PRIOR_PRECISION * information / (information + _PRIOR_PRECISION)
    centre = shifts / weights
    found = {}
    for name, seen in templates.items():
        shift, information = _mode(seen.counts, centre)
        sd = 1 / sqrt(information + _PRIOR_PRECISION)
        found[name] = Difficulty(seen.estimate, seen.estimate + shift, sd, seen.answers)
    return found


def agreement(difficulties: Iterable[Difficulty]) -> Agreement | None:
    """How well estimates foretell what is observed; None below 200 templates of 50 answers, or where all are equal."""
    pairs = [
        (one.estimate, one.observed)
        for one in difficulties
        if one.answers >= AGREEMENT_ANSWERS and one.observed is not None
    ]
    if len(pairs) < AGREEMENT_TEMPLATES:
        return None
    r = _correlation([estimate for estimate, _ in pairs], [observed for _, observed in pairs])
    return None if r is None else Agreement(len(pairs), r)


@cache
def _flattened(spread: int) -> float:
    """MacKay's slope of a logistic averaged over the learner's traps and what is uncertain of their ability."""
    return 1 / sqrt(1 + pi * (TRAP_VARIANCE + (spread * SPREAD_STEP) ** 2) / 8)


def _mode(counts: Mapping[Setting, Count], centre: float) -> tuple[float, float]:
    """The shift that is most probable, with the information that the answers hold of it, both in logits.

    `centre` is what every margin is too large by. Newton's method; the curvature of a step is the observed or the
    expected one, whichever is larger, so that a lucky guess cannot turn a step round.
    """
    rows = [
        (setting.margin * MARGIN_STEP - centre, _flattened(setting.spread), setting.chance * CHANCE_STEP, count)
        for setting, count in counts.items()
    ]
    shift = 0.0
    for _ in range(STEPS):
        slope, observed, expected = _derivatives(rows, shift)
        step = (slope - _PRIOR_PRECISION * shift) / (max(observed, expected) + _PRIOR_PRECISION)
        shift += max(-LONGEST_STEP, min(LONGEST_STEP, step))
        if abs(step) < CLOSE:
            break
    return shift, _derivatives(rows, shift)[2]


def _derivatives(rows: Sequence[tuple[float, float, float, Count]], shift: float) -> tuple[float, float, float]:
    """Of the log likelihood at `shift`: its slope, and its curvature downwards as observed and as expected."""
    slope = observed = expected = 0.0
    for margin, flat, chance, count in rows:
        knows = 1 / (1 + exp(-flat * (margin - shift)))
        right = chance + (1 - chance) * knows
        change = flat * (1 - chance) * knows * (1 - knows)  # how fast the chance of right falls
        wrong = count.answers - count.right
        slope += wrong * flat * knows - count.right * change / right
        bend = change * change / (right * right) - flat * change * (1 - 2 * knows) / right
        observed += wrong * flat * flat * knows * (1 - knows) + count.right * bend
        expected += count.answers * change * change / (right * (1 - right))
    return slope, observed, expected


def _correlation(xs: Sequence[float], ys: Sequence[float]) -> float | None:
    n = len(xs)
    mean_x, mean_y = sum(xs) / n, sum(ys) / n
    across = sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True))
    spread = sum((x - mean_x) ** 2 for x in xs) * sum((y - mean_y) ** 2 for y in ys)
    return across / sqrt(spread) if spread > 0 else None
