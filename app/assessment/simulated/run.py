"""From a world and a seed to what each way of stating readiness is worth.

A learner depends on world, seed and number alone: any split over processes gives the same learners.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from random import Random

from app.assessment.readiness import Belief, Evidence, FormShape, forecast, shape_of
from app.assessment.readiness_advice import missing_evidence
from app.assessment.simulated.baselines import Stated, beta_binomial, from_share
from app.assessment.simulated.history import SimulatedSitting, live
from app.assessment.simulated.items import make_pool
from app.assessment.simulated.judging import Judged, Quality, judge
from app.assessment.simulated.learner import SimulatedLearner
from app.assessment.simulated.worlds import WORLDS
from app.assessment.sitting import Mode
from question_bank.assembly import RARE_TYPES
from question_bank.exam_guide import ExamGuide

MODEL, LAST, POOLED, BETA, ORACLE = "model", "last-sitting", "pooled-percent", "beta-binomial", "oracle"
CALIBRATION_GATE, OTHER_CALIBRATION_GATE = 0.03, 0.06
COVERAGE_GATE, OTHER_COVERAGE_GATE = (0.87, 0.93), (0.86, 0.95)
LAST_GATE, POOLED_GATE, OTHER_POOLED_GATE, ERROR_GATE = 0.75, 1.00, 1.02, 0.85


@dataclass(frozen=True, slots=True)
class Outcome:
    """One learner with enough evidence: what each way stated, what was true, and what a fresh form then came to."""

    stated: Mapping[str, Stated]
    truth: float
    score: int
    passed: bool
    score_held: bool
    answers: int


@dataclass(frozen=True, slots=True)
class Summary:
    """`learners` lived, `judged` had enough evidence. `score_held` is the share of fresh scores in the stated range."""

    world: str
    learners: int
    judged: int
    median_answers: int
    pass_rate: float
    score_held: float
    quality: Mapping[str, Quality]


@dataclass(frozen=True, slots=True)
class Gate:
    """One promise: the figure must lie within `low` to `high`."""

    name: str
    value: float
    low: float
    high: float

    @property
    def holds(self) -> bool:
        return self.low <= self.value <= self.high


@dataclass(slots=True)
class _Counts:
    right: int = 0
    answered: int = 0

    def add(self, right: bool) -> None:
        self.right += right
        self.answered += 1


class _Observer:
    """Sees a learner's sittings as the product would, and keeps what each way of stating needs."""

    def __init__(self, shape: FormShape) -> None:
        self.shape = shape
        self.belief = Belief(len(shape.counts))
        self.all, self.unseen, self.last = _Counts(), _Counts(), _Counts()

    def see(self, sitting: SimulatedSitting) -> None:
        timed = sitting.timed
        if timed:
            self.last = _Counts()
        for answer in sitting.answers:
            self.all.add(answer.right)
            if timed:
                self.last.add(answer.right)
            if answer.fresh and sitting.mode is not Mode.DRILL:
                self.unseen.add(answer.right)
            if answer.weight:
                domain, difficulty, chance = answer.item[:3]
                self.belief.observe(
                    Evidence(sitting.day, domain, difficulty, chance, answer.right, timed, answer.weight)
                )

    def state(self, day: float) -> tuple[dict[str, Stated], range]:
        """What each way states on a day, and the model's range of raw scores."""
        seen = forecast(self.belief, self.shape, day)
        stated = {
            MODEL: Stated(seen.probability, seen.low, seen.high),
            LAST: from_share(self.last.right, self.last.answered, self.shape),
            POOLED: from_share(self.all.right, self.all.answered, self.shape),
            BETA: beta_binomial(self.unseen.right, self.unseen.answered, self.shape),
        }
        return stated, range(seen.raw_low, seen.raw_high + 1)


def simulate_learner(guides: Iterable[ExamGuide], world_name: str, seed: int, number: int) -> Outcome | None:
    """Learner `number` of a world; exams are taken in turn. None where there is not enough evidence to state anything.

    Raises KeyError for an unknown world.
    """
    world, taken = WORLDS[world_name], list(guides)
    guide = taken[number % len(taken)]
    shape = shape_of(guide)
    pool = make_pool(world, shape, bool(set(RARE_TYPES) & set(guide.item_types)), f"{seed}:{guide.id}")
    learner = SimulatedLearner(world, len(shape.counts), Random(f"{world_name}:{seed}:{number}"))
    observer = _Observer(shape)
    for sitting in live(learner, pool):
        observer.see(sitting)
    if missing_evidence(observer.belief, learner.day) is not None:
        return None
    stated, score_range = observer.state(learner.day)
    shares = learner.score_distribution(pool)
    truth = sum(shares[shape.cut :])
    score = learner.rng.choices(range(len(shares)), shares)[0]
    return Outcome(
        stated={**stated, ORACLE: Stated(truth, truth, truth)},
        truth=truth,
        score=score,
        passed=score >= shape.cut,
        score_held=score in score_range,
        answers=observer.all.answered,
    )


def summarize(world: str, outcomes: Iterable[Outcome | None]) -> Summary:
    """Raises ValueError where no learner had enough evidence."""
    lived = list(outcomes)
    judged = [outcome for outcome in lived if outcome is not None]
    if not judged:
        raise ValueError("no simulated learner answered enough; take more learners")
    n = len(judged)
    return Summary(
        world=world,
        learners=len(lived),
        judged=n,
        median_answers=sorted(outcome.answers for outcome in judged)[n // 2],
        pass_rate=sum(outcome.truth for outcome in judged) / n,
        score_held=sum(outcome.score_held for outcome in judged) / n,
        quality={name: judge([_judged(outcome, name) for outcome in judged]) for name in judged[0].stated},
    )


def gates_of(summary: Summary) -> tuple[Gate, ...]:
    """The promises of psychometrics 4.6 for 3,000 learners, stricter in the base world."""
    model, pooled = summary.quality[MODEL], summary.quality[POOLED]
    base = summary.world == "base"
    gates = [
        Gate("calibration error", model.calibration_error, 0, CALIBRATION_GATE if base else OTHER_CALIBRATION_GATE),
        Gate("coverage", model.coverage, *(COVERAGE_GATE if base else OTHER_COVERAGE_GATE)),
        Gate("Brier / pooled percent", model.brier / pooled.brier, 0, POOLED_GATE if base else OTHER_POOLED_GATE),
    ]
    if base:
        gates.append(Gate("Brier / last sitting", model.brier / summary.quality[LAST].brier, 0, LAST_GATE))
        gates.append(Gate("squared error / pooled percent", model.error / pooled.error, 0, ERROR_GATE))
    return tuple(gates)


def _judged(outcome: Outcome, name: str) -> Judged:
    stated = outcome.stated[name]
    return Judged(stated.probability, stated.low, stated.high, outcome.passed, outcome.truth)
