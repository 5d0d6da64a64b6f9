"""A simulated learner: ability that grows with practice and wanders, and misconceptions that fade and come back."""

from math import exp, sqrt
from random import Random

from app.assessment.simulated.items import ItemPool, SimulatedItem, right_share
from app.assessment.simulated.worlds import TRAPS, World

SEEN_BEFORE = 0.5  # of the way to certainty that having seen an item takes
LOOKED_UP = 0.97


class SimulatedLearner:
    """State and habits of one learner in one world. All chance is from `rng`."""

    def __init__(self, world: World, domains: int, rng: Random) -> None:
        self.world = world
        self.rng = rng
        self.day = 0.0
        self.base = rng.gauss(world.start, world.start_sd)
        self.deviations = [rng.gauss(0, world.domain_sd) for _ in range(domains)]
        self.room = max(0.0, rng.gauss(world.growth, world.growth_sd))
        self.grown = 0.0  # share of the room
        self.pressure = max(0.0, rng.gauss(world.pressure, world.pressure_sd))
        self.looks_up = world.look_up_share if rng.random() < world.looks_up else 0.0
        self.haste = world.hasty_share if rng.random() < world.hasty else 0.0
        self.times_learned = [0 if rng.random() < world.trap_share else -1 for _ in range(TRAPS)]  # -1: never held
        self.learned_on = [0.0] * TRAPS
        self.held = [float(times == 0) for times in self.times_learned]

    def wait_until(self, day: float) -> None:
        """Let days pass without practice: growth is lost, ability wanders, misconceptions come back."""
        world, days = self.world, day - self.day
        self.grown *= 1 - world.idle_loss * (1 - exp(-days / world.idle_days))
        self.base += self.rng.gauss(0, sqrt(world.walk * days))
        self.day = day
        for trap, times in enumerate(self.times_learned):
            if times > 0:
                self.held[trap] = self._returned(trap, times)

    def chance_of_right(self, item: SimulatedItem, *, timed: bool) -> float:
        """The true chance that an answer with effort, to a fresh item, is right."""
        ability = self.base + self.room * self.grown + self.deviations[item.domain - 1]
        held = self.held
        strongest = max([held[trap] for trap in item.traps])
        return right_share(item, ability - self.pressure * timed, strongest, self.world)

    def practice(self) -> None:
        """Grow by one answer."""
        self.grown += (1 - self.grown) / self.world.growth_answers

    def take_feedback(self, item: SimulatedItem, *, right: bool) -> None:
        """See the solution; a misconception among the item's traps may give way."""
        share = self.world.learned_if_right if right else self.world.learned_if_wrong
        for trap in item.traps:
            if self.times_learned[trap] >= 0 and self.rng.random() < share:
                self.times_learned[trap] += 1
                self.learned_on[trap] = self.day
                self.held[trap] = 0.0

    def score_distribution(self, pool: ItemPool) -> list[float]:
        """Exact probabilities of each raw score, averaged over the pool's fresh timed forms."""
        total = [0.0] * (pool.shape.length + 1)
        for form in pool.forms:
            scores = [1.0]
            for item in form:
                p = self.chance_of_right(item, timed=True)
                q = 1 - p
                scores = [a * q + b * p for a, b in zip([*scores, 0.0], [0.0, *scores], strict=True)]
            total = [a + b for a, b in zip(total, scores, strict=True)]
        return [share / len(pool.forms) for share in total]

    def _returned(self, trap: int, times: int) -> float:
        """How much of a misconception is back: a power curve of the days since it was last corrected."""
        stability = self.world.trap_days * 2 ** (times - 1)
        remembered: float = (1 + (self.day - self.learned_on[trap]) / stability) ** -self.world.trap_returns
        return 1 - remembered
