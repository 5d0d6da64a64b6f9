"""Weeks of sittings of one simulated learner: what they answered, and what a model may know of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import log
from random import Random

from app.assessment.readiness_evidence import TIMED, UNTIMED_WEIGHT
from app.assessment.simulated.items import ItemPool, SimulatedItem
from app.assessment.simulated.learner import LOOKED_UP, SEEN_BEFORE, SimulatedLearner
from app.assessment.sitting import QUICK_LENGTHS, Mode

MODES = (Mode.QUICK, Mode.SIMULATION, Mode.STUDY, Mode.DRILL)
MODE_WEIGHTS = (40, 12, 28, 20)
SIMULATION_LENGTH = 65
STUDY_LENGTHS = range(8, 23)
DRILL_LENGTHS = range(6, 15)
DRILL_CANDIDATES = 5
SHORTEST_SPAN, LONGEST_SPAN, LONGEST_IDLE = 4.0, 110.0, 60.0
FEWEST_SITTINGS, MOST_SITTINGS = 2, 60
SITTINGS_LOG_SD = 0.6


@dataclass(frozen=True, slots=True)
class SimulatedAnswer:
    """One answer. `weight` is what it counts for as evidence; `fresh` that the item was not seen before."""

    item: SimulatedItem
    right: bool
    fresh: bool
    weight: float


@dataclass(frozen=True, slots=True)
class SimulatedSitting:
    """One sitting on one day."""

    day: float
    mode: Mode
    answers: tuple[SimulatedAnswer, ...]

    @property
    def timed(self) -> bool:
        return self.mode in TIMED


def live(learner: SimulatedLearner, pool: ItemPool) -> Iterator[SimulatedSitting]:
    """The learner's sittings in order; after the last they are idle for up to 60 days and stay at that day."""
    rng = learner.rng
    span = rng.uniform(SHORTEST_SPAN, LONGEST_SPAN)
    count = round(rng.lognormvariate(log(learner.world.sittings), SITTINGS_LOG_SD))
    count = min(MOST_SITTINGS, max(FEWEST_SITTINGS, count))
    days = [0.0, *sorted(rng.uniform(0, span) for _ in range(count - 1))]
    bounds = list(accumulate(pool.shape.counts))
    for day in days:
        learner.wait_until(day)
        yield _sit(learner, pool, bounds)
    learner.wait_until(days[-1] + rng.uniform(0, LONGEST_IDLE))


def _sit(learner: SimulatedLearner, pool: ItemPool, bounds: Sequence[int]) -> SimulatedSitting:
    rng = learner.rng
    mode = rng.choices(MODES, MODE_WEIGHTS)[0]
    answers = []
    for _ in range(_length(rng, mode)):
        item = _draw(learner, pool, bounds, mode)
        answer = _answer(learner, item, mode)
        answers.append(answer)
        learner.practice()
        if mode.reveals:
            learner.take_feedback(item, right=answer.right)
    if not mode.reveals:
        for answer in answers:
            learner.take_feedback(answer.item, right=answer.right)
    return SimulatedSitting(learner.day, mode, tuple(answers))


def _answer(learner: SimulatedLearner, item: SimulatedItem, mode: Mode) -> SimulatedAnswer:
    """Haste, a repeated item or a look into the notes come before knowledge."""
    rng, timed = learner.rng, mode in TIMED
    weight = 0.0 if mode is Mode.DRILL else 1.0 if timed else UNTIMED_WEIGHT
    fresh = rng.random() >= learner.world.repeats
    share = learner.chance_of_right(item, timed=timed)
    if rng.random() < learner.haste:
        share = item.chance
        if rng.random() < learner.world.haste_found:
            weight = 0.0
    elif not fresh:
        share += SEEN_BEFORE * (1 - share)
    elif mode is Mode.STUDY and rng.random() < learner.looks_up:
        share = LOOKED_UP
    return SimulatedAnswer(item, rng.random() < share, fresh, weight if fresh else 0.0)


def _draw(learner: SimulatedLearner, pool: ItemPool, bounds: Sequence[int], mode: Mode) -> SimulatedItem:
    """By the exam's weights; a drill takes, of five items, the one whose trap is held most."""
    if mode is not Mode.DRILL:
        return pool.draw(learner.rng, _domain(learner.rng, bounds))
    drawn = [pool.draw(learner.rng, _domain(learner.rng, bounds)) for _ in range(DRILL_CANDIDATES)]
    return max(drawn, key=lambda item: max(learner.held[trap] for trap in item.traps))


def _domain(rng: Random, bounds: Sequence[int]) -> int:
    at = rng.random() * bounds[-1]
    return 1 + sum(at >= bound for bound in bounds[:-1])


def _length(rng: Random, mode: Mode) -> int:
    if mode is Mode.SIMULATION:
        return SIMULATION_LENGTH
    return rng.choice({Mode.QUICK: QUICK_LENGTHS, Mode.STUDY: STUDY_LENGTHS, Mode.DRILL: DRILL_LENGTHS}[mode])
