"""Readiness: what a learner's answers say of their chance to pass a fresh, timed form of one exam, today.

The belief is a Gaussian over a general ability and one deviation a domain, in logits. Each answer moves it by one
moment-matching step, time lets it drift, and a forecast integrates it over the score of a form. No random numbers, no
clock: a day is a number of days since 1970 that the caller passes in. Source of every formula: psychometrics 4.2.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import erfc, exp, pi, sqrt
from typing import Any

from app.assessment.scaling import passing_count
from question_bank.assembly import RARE_SHARE, RARE_TYPES, RESPONSE_SHARE
from question_bank.exam_guide import ExamGuide, largest_remainder
from question_bank.item import ItemType

MODEL_VERSION = 1  # raised with any change below, so that stored beliefs are made again from the answers
PRIOR_ABILITY = -0.1  # logits, as are all abilities and difficulties
PRIOR_SD = 0.80
PRIOR_DOMAIN_SD = 0.35
ITEM_VARIANCE = 1.0**2 + 0.5**2  # what traps and unknown difficulty add to an item
SLOPE = 1 / sqrt(1 + pi * ITEM_VARIANCE / 8)  # MacKay's flattening of a logistic averaged over that variance
DRIFT_A_DAY = 0.0010  # variance
DRIFT_AN_ANSWER = 0.0004
DOMAIN_DRIFT = 0.15  # share of the daily drift that each domain gets
DOMAIN_DRIFT_CAP = 2 * PRIOR_DOMAIN_SD**2
FADING_SHARE, FADING_DAYS = 0.10, 45.0
GAIN_AN_ANSWER = 0.0015
UNTIMED_EASE = 0.10

CHANCE_OF_CHOICE = 1 / 4
CHANCE_OF_RESPONSE = 1 / 10  # two of five
CHANCE_OF_RARE = 1 / 24  # an order of four steps, or four prompts

SECONDS_A_DAY = 86_400
INTERVAL_Z = 1.645  # two-sided 90 %, to the digits that the reference vector is made with
REACH = 4.0  # standard deviations that a forecast looks to either side
STEPS = 40
_ROOT_2 = sqrt(2)
# Roots and weights of the 9-node Gauss-Hermite rule; source: Abramowitz and Stegun, table 25.10.
_ROOTS = (0.0, 0.7235510187528376, 1.468553289216668, 2.266580584531843, 3.1909932017815276)
_ROOT_WEIGHTS = (
    0.7202352156060509,
    0.4326515590025557,
    0.08847452739437657,
    0.004943624275536947,
    3.960697726326438e-05,
)
_NODES = tuple(
    (sign * root * _ROOT_2, weight / sqrt(pi))
    for root, weight in zip(_ROOTS, _ROOT_WEIGHTS, strict=True)
    for sign in ((1, -1) if root else (1,))
)
_GRID_AT = tuple(REACH * (2 * step / STEPS - 1) for step in range(STEPS + 1))
_GRID_SUM = sum(exp(-z * z / 2) for z in _GRID_AT)
_GRID = tuple((z, exp(-z * z / 2) / _GRID_SUM) for z in _GRID_AT)


class StaleBelief(ValueError):
    """A stored belief is of another version of the model or another number of domains: replay the answers instead."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One answer as the model sees it: `domain` from 1, `difficulty` in logits, `chance` of a blind guess.

    `weight` is from 0 (says nothing) to 1; `readiness_evidence` says which answer has which.
    """

    day: float
    domain: int
    difficulty: float
    chance: float
    correct: bool
    timed: bool = True
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class FormShape:
    """What a forecast needs of a form: scored items of each domain, and the raw score that passes.

    `chance` of a blind guess and `difficulty` are means over its items.
    """

    counts: tuple[int, ...]
    cut: int
    chance: float
    difficulty: float = 0.0

    @property
    def length(self) -> int:
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class Forecast:
    """The chance of passing with its 90 % interval, and the 90 % range of the raw score around the `expected` one."""

    probability: float
    low: float
    high: float
    raw_low: int
    raw_high: int
    expected: float


def days_since_1970(moment: datetime) -> float:
    """Days since 1970 began in UTC, with fractions. Raises ValueError for a time without zone."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return moment.timestamp() / SECONDS_A_DAY


def shape_of(guide: ExamGuide, difficulty: float = 0.0) -> FormShape:
    """The exam's scored items by domain, its raw cut, and the mix of item types that its forms are made with."""
    counts = largest_remainder({domain.id: domain.weight_percent for domain in guide.domains}, guide.scored)
    rare = RARE_SHARE if set(RARE_TYPES) & set(guide.item_types) else 0.0
    response = RESPONSE_SHARE if ItemType.MULTIPLE_RESPONSE in guide.item_types else 0.0
    chance = (1 - rare - response) * CHANCE_OF_CHOICE + response * CHANCE_OF_RESPONSE + rare * CHANCE_OF_RARE
    return FormShape(tuple(counts.values()), passing_count(guide, guide.scored), chance, difficulty)


class Belief:
    """What is believed of one learner in one exam. It changes in place; `copy` first where that must not be.

    `mean` and `covariance` are of (general ability, deviation of domain 1, of domain 2, …). The counters are sums of
    weights: `weights` of each domain, `timed` of timed answers. `day` is that of the last answer that counted.
    """

    __slots__ = ("answers", "covariance", "day", "mean", "timed", "weights")

    def __init__(self, domains: int) -> None:
        if domains < 1:
            raise ValueError(f"an exam has at least 1 domain, got {domains}")
        self.mean = [PRIOR_ABILITY] + [0.0] * domains
        variances = [PRIOR_SD**2] + [PRIOR_DOMAIN_SD**2] * domains
        self.covariance = [
            [variance if row == column else 0.0 for column in range(domains + 1)]
            for row, variance in enumerate(variances)
        ]
        self.day: float | None = None
        self.weights = [0.0] * domains
        self.timed = 0.0
        self.answers = 0

    @property
    def domains(self) -> int:
        return len(self.weights)

    @property
    def total_weight(self) -> float:
        return sum(self.weights)

    def observe(self, evidence: Evidence) -> None:
        """Take one answer in, in order of time. One of weight 0 changes nothing, not even the day.

        Raises ValueError for a domain that the exam does not have.
        """
        domain, weight = evidence.domain, evidence.weight
        if not 1 <= domain <= len(self.weights):
            raise ValueError(f"there is no domain {domain}; the exam has 1 to {len(self.weights)}")
        if weight <= 0:
            return
        self.pass_time(evidence.day)
        self._match_moments(evidence)
        self.weights[domain - 1] += weight
        self.timed += weight * evidence.timed
        self.answers += 1

    def pass_time(self, day: float) -> None:
        """Let the belief drift up to `day`: ability above the prior fades a little, and certainty is lost (step A).

        A day before the last answer is taken for that answer's day: clocks of two servers may differ by a little.
        """
        if self.day is None:
            self.day = day
            return
        days = day - self.day
        if days <= 0:
            return
        self.day = day
        above = self.mean[0] - PRIOR_ABILITY
        if above > 0:
            self.mean[0] -= FADING_SHARE * (1 - exp(-days / FADING_DAYS)) * above
        self.covariance[0][0] += DRIFT_A_DAY * days
        drift = DOMAIN_DRIFT * DRIFT_A_DAY * days
        for place in range(1, len(self.mean)):
            row = self.covariance[place]
            row[place] = min(row[place] + drift, DOMAIN_DRIFT_CAP)

    def ability(self, domain: int) -> tuple[float, float]:
        """Mean and standard deviation of the ability in a domain, in logits, on the day of the last answer."""
        general, own = self.covariance[0], self.covariance[domain]
        return self.mean[0] + self.mean[domain], sqrt(general[0] + 2 * general[domain] + own[domain])

    def chance_of_right(self, evidence: Evidence) -> float:
        """The chance that this answer is right, as believed just before it; `correct` and `weight` do not matter."""
        later = self.copy()
        later.pass_time(evidence.day)
        return sum(weight * share for _, weight, share in later._nodes(evidence))

    def copy(self) -> "Belief":
        return Belief.from_json(self.to_json(), self.domains)

    def to_json(self) -> dict[str, Any]:
        """Numbers, strings and lists only. Written and read back it is the same to the last bit."""
        return {
            "version": MODEL_VERSION,
            "mean": list(self.mean),
            "covariance": [list(row) for row in self.covariance],
            "day": self.day,
            "weights": list(self.weights),
            "timed": self.timed,
            "answers": self.answers,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any], domains: int) -> "Belief":
        """Raises StaleBelief where it was written by another version of the model or for other domains."""
        if data.get("version") != MODEL_VERSION or len(data["weights"]) != domains:
            raise StaleBelief("the stored belief does not fit the model; replay the answers")
        belief = cls.__new__(cls)
        belief.mean = list(data["mean"])
        belief.covariance = [list(row) for row in data["covariance"]]
        belief.day = data["day"]
        belief.weights = list(data["weights"])
        belief.timed = data["timed"]
        belief.answers = data["answers"]
        return belief

    def _nodes(self, evidence: Evidence) -> list[tuple[float, float, float]]:
        """Ability in the answer's domain at each quadrature node, the node's weight, and the chance of right there."""
        chance = evidence.chance
        centre, spread = self.ability(evidence.domain)
        shift = evidence.difficulty - (0.0 if evidence.timed else UNTIMED_EASE)
        rest = 1 - chance
        return [
            (x, weight, chance + rest / (1 + exp(-SLOPE * (x - shift))))
            for x, weight in [(centre + spread * z, weight) for z, weight in _NODES]
        ]

    def _match_moments(self, evidence: Evidence) -> None:
        """Step B: the Gaussian with the mean and variance of the exact posterior along the answer's own direction."""
        domain, weight, correct = evidence.domain, evidence.weight, evidence.correct
        total = first = second = 0.0
        for x, node_weight, right in self._nodes(evidence):
            share = right if correct else 1 - right
            likelihood = node_weight * (share if weight == 1 else share**weight)
            total += likelihood
            first += likelihood * x
            second += likelihood * x * x
        mean, covariance = self.mean, self.covariance
        column = [row[0] + row[domain] for row in covariance]
        before = column[0] + column[domain]
        moved = first / total
        step = (moved - mean[0] - mean[domain]) / before
        shrink = (second / total - moved * moved - before) / (before * before)
        self.mean = [old + own * step for old, own in zip(mean, column, strict=True)]
        for row, own in zip(covariance, column, strict=True):
            factor = own * shrink
            row[:] = [old + factor * other for old, other in zip(row, column, strict=True)]
        covariance[0][0] += DRIFT_AN_ANSWER * weight
        self.mean[0] += GAIN_AN_ANSWER * weight


def replay(evidence: Iterable[Evidence], domains: int) -> Belief:
    """The belief after these answers, given in order of time. A stored belief equals this within 1e-9."""
    belief = Belief(domains)
    for one in evidence:
        belief.observe(one)
    return belief


def forecast(belief: Belief, shape: FormShape, day: float) -> Forecast:
    """Step C: the chance of passing a form of this shape on `day`. The belief stays as it is.

    Raises ValueError where shape and belief differ in their domains.
    """
    curve = score_curve(belief, shape, day)
    ends = [_pass_share(curve.scores(sign * INTERVAL_Z), shape.cut) for sign in (-1, 1)]
    return Forecast(
        probability=curve.pass_probability(),
        low=ends[0],
        high=ends[1],
        raw_low=curve.raw_quantile(0.05),
        raw_high=curve.raw_quantile(0.95),
        expected=curve.scores(0.0)[0],
    )


@dataclass(frozen=True, slots=True)
class ScoreCurve:
    """Normal distributions of the raw score along the belief's line of steepest ascent, in standard deviations."""

    shape: FormShape
    scores: Callable[[float], tuple[float, float]]
    points: tuple[tuple[float, float, float], ...]  # weight, mean and standard deviation of the raw score

    def pass_probability(self, more: float = 0.0) -> float:
        """The chance of passing, were the score `more` items higher than it is."""
        return sum(weight * _pass_share((mean + more, sd), self.shape.cut) for weight, mean, sd in self.points)

    def raw_quantile(self, share: float) -> int:
        """The smallest whole score that, with everything below it, has at least this share."""
        for raw in range(self.shape.length):
            if sum(weight * normal_cdf((raw + 0.5 - mean) / sd) for weight, mean, sd in self.points) >= share:
                return raw
        return self.shape.length


def score_curve(belief: Belief, shape: FormShape, day: float) -> ScoreCurve:
    """What the raw score would be on `day`. Raises ValueError where shape and belief differ in their domains."""
    if len(shape.counts) != belief.domains:
        raise ValueError(f"the form has {len(shape.counts)} domains, the belief {belief.domains}")
    later = belief.copy()
    later.pass_time(day)
    mean = later.mean
    ascent = _ascent(mean, shape)
    moved = [sum(a * b for a, b in zip(row, ascent, strict=True)) for row in later.covariance]
    sd = sqrt(sum(a * b for a, b in zip(ascent, moved, strict=True)))
    lines = [(mean[0] + mean[place], (moved[0] + moved[place]) / sd) for place in range(1, len(mean))]

    def scores(z: float) -> tuple[float, float]:
        return _score_at([start + z * slope for start, slope in lines], shape)

    return ScoreCurve(shape, scores, tuple((weight, *scores(z)) for z, weight in _GRID))


def normal_cdf(z: float) -> float:
    """Distribution function of the standard normal."""
    return 0.5 * erfc(-z / _ROOT_2)


def _pass_share(score: tuple[float, float], cut: int) -> float:
    mean, sd = score
    return normal_cdf((mean - cut + 0.5) / sd)


def _score_at(abilities: Sequence[float], shape: FormShape) -> tuple[float, float]:
    """Mean and standard deviation of the raw score of a learner with these abilities, one a domain."""
    mean = variance = 0.0
    for count, ability in zip(shape.counts, abilities, strict=True):
        right = shape.chance + (1 - shape.chance) / (1 + exp(-SLOPE * (ability - shape.difficulty)))
        mean += count * right
        variance += count * right * (1 - right)
    return mean, sqrt(variance)


def _ascent(mean: Sequence[float], shape: FormShape) -> list[float]:
    """Gradient of the expected raw score over (general ability, deviations)."""
    own = []
    for count, deviation in zip(shape.counts, mean[1:], strict=True):
        share = 1 / (1 + exp(-SLOPE * (mean[0] + deviation - shape.difficulty)))
        own.append(count * (1 - shape.chance) * SLOPE * share * (1 - share))
    return [sum(own), *own]
