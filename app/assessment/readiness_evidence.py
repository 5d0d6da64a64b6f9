"""Which answers are evidence of readiness, and how much they weigh.

Source: psychometrics 4.3, which is this product's own convention: only what was fresh, seriously tried and not picked
for being weak says what a learner can do.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import comb, factorial, perm

from app.assessment.readiness import Evidence, days_since_1970
from app.assessment.sitting import Mode
from question_bank.item import Item, ItemType

UNTIMED_WEIGHT = 0.8
FILTERED_FACTOR = 0.5
UNANSWERED_WEIGHT = 0.5  # at the deadline: it says more of speed than of knowledge
SAME_IDEA_FOR = timedelta(hours=24)  # a cell asked by the same family within this time is no news
LEAST_CHANCE = 0.01
TIMED = (Mode.SIMULATION, Mode.QUICK)


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """One item as a learner met it. `item` is its content hash, `cells` the ids of the cells that its key states.

    `answered` is false where the time ran out on it; an item left out of an attempt that was never finished is no
    answer at all. `filtered` says that the learner chose what the form is about, `rapid` that the answer came too fast
    to have been read, `looked_up` that the model explorer was opened meanwhile.
    """

    at: datetime
    item: str
    family: str
    cells: tuple[str, ...]
    domain: int
    difficulty: float
    chance: float
    mode: Mode
    correct: bool
    answered: bool = True
    filtered: bool = False
    rapid: bool = False
    looked_up: bool = False


class Exposures:
    """What one learner has seen so far: every item once and for all, every idea (cell and family) for 24 hours."""

    def __init__(self) -> None:
        self._items: set[str] = set()
        self._ideas: dict[tuple[str, str], datetime] = {}

    def is_repeat(self, answer: GivenAnswer) -> bool:
        """Whether the item, or one of its ideas within the last 24 hours, was seen before this answer."""
        if answer.item in self._items:
            return True
        seen = (self._ideas.get((cell, answer.family)) for cell in answer.cells)
        return any(at is not None and answer.at - at < SAME_IDEA_FOR for at in seen)

    def add(self, answer: GivenAnswer) -> None:
        """Remember the answer, whatever it weighs."""
        self._items.add(answer.item)
        for cell in answer.cells:
            self._ideas[cell, answer.family] = answer.at


def weight_of(answer: GivenAnswer, *, repeat: bool) -> float:
    """From 0 to 1. Drills have none: they pick what is weak, so they understate, and repetition must not raise it."""
    if repeat or answer.rapid or answer.looked_up or answer.mode is Mode.DRILL:
        return 0.0
    weight = 1.0 if answer.mode in TIMED else UNTIMED_WEIGHT
    if answer.filtered:
        weight *= FILTERED_FACTOR
    return weight if answer.answered else weight * UNANSWERED_WEIGHT


def evidence_of(answer: GivenAnswer, *, repeat: bool) -> Evidence:
    """The answer as the model takes it. The confidence that a learner states is not asked for: it changes nothing."""
    return Evidence(
        day=days_since_1970(answer.at),
        domain=answer.domain,
        difficulty=answer.difficulty,
        chance=answer.chance,
        correct=answer.correct and answer.answered,
        timed=answer.mode in TIMED,
        weight=weight_of(answer, repeat=repeat),
    )


def chance_of(item: Item) -> float:
    """The chance that a blind guess is right, at least 0.01.

    1/options; 1/C(options, keys) where several are chosen; 1/steps! for an order; 1/assignments for matching, where
    options that are each used once cannot be used twice by whoever guesses.
    """
    options, keys = len(item.options), len(item.key)
    if item.type is ItemType.MULTIPLE_CHOICE:
        ways = options
    elif item.type is ItemType.MULTIPLE_RESPONSE:
        ways = comb(options, keys)
    elif item.type is ItemType.ORDERING:
        ways = factorial(len(item.order))
    else:
        used = [option for _, option in item.pairs]
        ways = perm(options, len(used)) if len(set(used)) == len(used) else options ** len(used)
    return max(LEAST_CHANCE, 1 / ways)
