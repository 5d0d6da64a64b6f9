"""A pool of items with a true side that no model sees, and fresh forms of it that say what a learner's chance is."""

from dataclasses import dataclass
from functools import lru_cache
from math import exp
from random import Random
from typing import NamedTuple

from app.assessment.readiness import CHANCE_OF_CHOICE, CHANCE_OF_RARE, CHANCE_OF_RESPONSE, FormShape
from app.assessment.simulated.worlds import TRAPS, World
from question_bank.assembly import RARE_SHARE, RESPONSE_SHARE

ITEMS_A_DOMAIN = 600
FORMS = 80
TRAPS_AN_ITEM = (1, 2, 3)
OWN_TRAPS = 0.8  # share of an item's traps that belong to its domain


class SimulatedItem(NamedTuple):
    """`difficulty` and `chance` are what a model is told; `real`, `slope` and `traps` are what happens."""

    domain: int
    difficulty: float
    chance: float
    real: float
    slope: float
    traps: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ItemPool:
    """The items of one exam by domain, and `forms` of as many items as are scored."""

    shape: FormShape
    by_domain: tuple[tuple[SimulatedItem, ...], ...]
    forms: tuple[tuple[SimulatedItem, ...], ...]

    def draw(self, rng: Random, domain: int) -> SimulatedItem:
        """An item of a domain, counted from 1."""
        items = self.by_domain[domain - 1]
        return items[int(rng.random() * len(items))]


@lru_cache(maxsize=32)
def make_pool(world: World, shape: FormShape, has_rare_types: bool, seed: str) -> ItemPool:
    """The same arguments give the same pool."""
    rng = Random(f"pool:{seed}")
    domains = range(1, len(shape.counts) + 1)
    by_domain = tuple(
        tuple(_make_item(rng, world, domain, len(shape.counts), has_rare_types) for _ in range(ITEMS_A_DOMAIN))
        for domain in domains
    )
    forms = tuple(
        tuple(
            item
            for domain, count in zip(domains, shape.counts, strict=True)
            for item in rng.sample(by_domain[domain - 1], count)
        )
        for _ in range(FORMS)
    )
    return ItemPool(shape, by_domain, forms)


def right_share(item: SimulatedItem, ability: float, held: float, world: World) -> float:
    """The true chance of a right answer by a learner of this ability who holds the item's strongest trap so far."""
    floor = item.chance + world.over_chance
    lean = item.slope * (ability - item.real - world.trap_effect * held)
    return floor + (1 - world.slip - floor) / (1 + exp(-lean))


def _make_item(rng: Random, world: World, domain: int, domains: int, has_rare_types: bool) -> SimulatedItem:
    difficulty = rng.gauss(0, world.difficulty_sd)
    draw = rng.random()
    if draw < RESPONSE_SHARE:
        chance = CHANCE_OF_RESPONSE
    elif has_rare_types and draw < RESPONSE_SHARE + RARE_SHARE:
        chance = CHANCE_OF_RARE
    else:
        chance = CHANCE_OF_CHOICE
    return SimulatedItem(
        domain=domain,
        difficulty=difficulty,
        chance=chance,
        real=difficulty + world.hardness + rng.gauss(0, world.unknown_sd),
        slope=exp(rng.gauss(0, world.slope_log_sd)),
        traps=tuple(_draw_trap(rng, domain, domains) for _ in range(rng.choice(TRAPS_AN_ITEM))),
    )


def _draw_trap(rng: Random, domain: int, domains: int) -> int:
    """Trap t is at home in domain t mod domains; some traps tempt elsewhere too."""
    if rng.random() < OWN_TRAPS:
        return rng.choice(range(domain - 1, TRAPS, domains))
    return rng.randrange(TRAPS)
