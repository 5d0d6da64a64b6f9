"""What a page may say of readiness: a figure or what is missing for one, a word for it, and what to do next.

Source: psychometrics 4.4. The figure is rounded to 5 % and never stands without its interval.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from math import ceil

from app.assessment.readiness import Belief, Evidence, Forecast, FormShape, forecast, score_curve

NEEDED_WEIGHT = 40
NEEDED_TIMED = 20
NEEDED_IN_DOMAIN = 3
FRESH_FOR_DAYS = 60
ROUND_TO = 5  # percent
NOT_YET_BELOW, READY_ABOVE, TOO_WIDE = 0.5, 0.8, 0.6
ANSWERS_AHEAD = 10  # right answers in a row that a domain's expected gain is told for
OFFERS_WITHOUT_FALL = 4  # added to a trap's record, so that one slip is no belief
_SLACK = 1e-9  # sums of weights such as 0.4 are not exact


class Verdict(StrEnum):
    """The one word for a readiness with its interval."""

    NOT_YET = "not yet"
    READY = "ready"
    TOO_EARLY = "too early to say"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class Missing:
    """What is needed before a figure is shown: answers in all, timed ones among them, by domain.

    Counts are of answers to fresh items that weigh 1. `days_since` is set where the last answer is too old.
    """

    answers: int
    timed: int
    by_domain: dict[int, int]
    days_since: int | None


@dataclass(frozen=True, slots=True)
class Step:
    """What to work on next. `gain` is what it would add to the probability of passing: 0.04 is 4 points of 100."""

    gain: float
    domain: int | None = None
    trap: str | None = None


@dataclass(frozen=True, slots=True)
class TrapRecord:
    """How often a trap was offered among a learner's first answers and chosen, and its share of the exam's items."""

    trap: str
    offered: int
    chosen: int
    share: float


@dataclass(frozen=True, slots=True)
class Statement:
    """Readiness as a page states it. `narrowing` is the domain where more answers would narrow the interval most."""

    forecast: Forecast
    percent: int
    label: str
    verdict: Verdict
    narrowing: int


def missing_evidence(belief: Belief, day: float) -> Missing | None:
    """None where there is enough for a figure on `day`."""
    by_domain = {
        domain: short
        for domain, weight in enumerate(belief.weights, start=1)
        if (short := _short(NEEDED_IN_DOMAIN, weight))
    }
    timed = _short(NEEDED_TIMED, belief.timed)
    answers = max(_short(NEEDED_WEIGHT, belief.total_weight), timed, sum(by_domain.values()))
    days_since = None if belief.day is None else int(day - belief.day)
    is_old = belief.day is not None and day - belief.day > FRESH_FOR_DAYS
    if is_old:
        answers = max(answers, 1)
    return Missing(answers, timed, by_domain, days_since if is_old else None) if answers else None


def state_readiness(belief: Belief, shape: FormShape, day: float) -> Statement | Missing:
    """The figure with its words, or what is missing for one.

    Raises ValueError where shape and belief differ in their domains.
    """
    missing = missing_evidence(belief, day)
    if missing is not None:
        return missing
    seen = forecast(belief, shape, day)
    return Statement(
        forecast=seen,
        percent=rounded_percent(seen.probability),
        label=percent_label(seen.probability),
        verdict=verdict_of(seen),
        narrowing=narrowing_domain(belief, shape),
    )


def rounded_percent(probability: float) -> int:
    """To the nearest 5 within 5 to 95: more would claim to know more.

    >>> [rounded_percent(p) for p in (0.01, 0.5249, 0.99)]
    [5, 50, 95]
    """
    return min(95, max(5, ROUND_TO * round(100 * probability / ROUND_TO)))


def percent_label(probability: float) -> str:
    """The figure in words; past either end it says so instead of a number that looks exact."""
    if probability < 0.05:
        return "under 5 %"
    return "over 95 %" if probability > 0.95 else f"{rounded_percent(probability)} %"


def verdict_of(seen: Forecast) -> Verdict:
    """What the whole interval says, not the figure alone."""
    if seen.high < NOT_YET_BELOW:
        return Verdict.NOT_YET
    if seen.low > READY_ABOVE:
        return Verdict.READY
    return Verdict.TOO_EARLY if seen.high - seen.low > TOO_WIDE else Verdict.CLOSE


def narrowing_domain(belief: Belief, shape: FormShape) -> int:
    """The domain whose uncertainty moves a form's score most: the largest items² × variance. Ties: the lower."""
    reach = [
        (count * count * belief.covariance[domain][domain], -domain)
        for domain, count in enumerate(shape.counts, start=1)
    ]
    return -max(reach)[1]


def next_steps(belief: Belief, shape: FormShape, day: float, traps: Iterable[TrapRecord] = ()) -> list[Step]:
    """Every domain and every trap that was fallen into, the largest expected gain first.

    A domain's gain is that of an ability in it, and in it alone, that ten right answers in a row would let us believe.
    A trap's is that of never falling for it again: its expected items in a form × how often it was chosen × the chance
    to be right otherwise. Both say what improvement is worth, not what practice is sure to bring.
    """
    steps = [Step(_domain_gain(belief, shape, day, domain), domain=domain) for domain in range(1, belief.domains + 1)]
    curve = score_curve(belief, shape, day)
    now = curve.pass_probability()
    right = curve.scores(0.0)[0] / shape.length
    for record in traps:
        if record.chosen:
            falls = record.chosen / (record.offered + OFFERS_WITHOUT_FALL)
            points = shape.length * record.share * falls * right
            steps.append(Step(curve.pass_probability(points) - now, trap=record.trap))
    return sorted(steps, key=lambda step: (-step.gain, step.trap or "", step.domain or 0))


def _domain_gain(belief: Belief, shape: FormShape, day: float, domain: int) -> float:
    better = belief.copy()
    for _ in range(ANSWERS_AHEAD):
        better.observe(Evidence(day, domain, shape.difficulty, shape.chance, correct=True))
    now = belief.copy()
    now.pass_time(day)
    rise = better.mean[0] + better.mean[domain] - now.mean[0] - now.mean[domain]
    before = score_curve(now, shape, day).pass_probability()
    now.mean[domain] += rise
    return score_curve(now, shape, day).pass_probability() - before


def _short(needed: float, have: float) -> int:
    return max(0, ceil(needed - have - _SLACK))
