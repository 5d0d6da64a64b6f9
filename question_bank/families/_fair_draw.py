"""Which texts are right and which stand beside them, so that over an exam each is right in its even share of its uses.

A family says in which groups its texts can meet: those of which some are the key there, and those that may be
distractors. A text gets a weight as a key and one as a distractor. They are fitted until each text is right as often as
an option is by chance. Whoever has learned from other items which texts tend to be right then gains nothing by it: the
cure of section 1.2 of the method reference. Texts for which no weights do that are left out.

Source: proportional fitting (Deming and Stephan 1940); inclusion without replacement as in successive sampling.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import exp
from random import Random
from typing import Any

from question_bank.families import load_families
from question_bank.families._drawing import one_of
from question_bank.families._even import reach
from question_bank.model import CellKey
from question_bank.scope import SIDES, ExamScope, Scope

FIRST_ROUNDS, ROUNDS = 30, 8  # of fitting, at first and each time texts are left out
LEFT_OUT = 3  # one in so many of the texts far from even, the farthest, before the next fit
STEPS = 2  # of Newton's method, from where the last round ended
EVEN = (0.75, 1.3)  # times the even share of keys among the uses of a text: what is outside is left out
HEAVIEST = 30.0  # weight, and its reciprocal the lightest
Text = Any  # what stands for a text: equal for equal texts, and in an order
SAMPLES = 9  # draws of distractors for a key in a trial
OFTEN = (3, 1)  # and how many must be fair, before the fit and after it
Place = Hashable  # where a form looks: task and side that is asked for, and what else a family tells apart


@dataclass(frozen=True, slots=True)
class Group:
    """Texts that may stand together at a place: `keys` may be right there, `others` are wrong."""

    place: Place
    keys: tuple[Text, ...]
    others: tuple[Text, ...]
    about: Any = None


IsFair = Callable[[Group, Text, Sequence[Text]], bool]


@dataclass(frozen=True, slots=True)
class Weights:
    """How likely each text is drawn as a key, and as a distractor; and the groups of each place that are left."""

    keys: Mapping[Text, float]
    others: Mapping[Text, float]
    places: Mapping[Place, Sequence[Group]]


def fitted(
    exam: ExamScope,
    families: Sequence[str],
    groups: Callable[[str, Scope], Iterable[Group]],
    is_fair: IsFair,
    right: int,
    wrong: int,
    even: tuple[float, float] = EVEN,
) -> Weights:
    """The weights of families that balance each other, for items of so many right and wrong options; made once an exam.

    `groups` says which groups a family has in a task; their places are (family, task, side asked for). `is_fair` says
    whether a key does not stand out among distractors, of which the first are taken. `even` bounds how often a text is
    right, in times of its even share; those beyond are left out.
    """

    def make(exam: ExamScope) -> Weights:
        known, found, mass = load_families(), list[Group](), dict[Place, float]()
        for name in families:
            for task, share in reach(exam, known[name]).items():
                mass |= {(name, task, side): share for side in SIDES}
                found += groups(name, exam.tasks[task])
        return fit(found, mass, is_fair, right, wrong, even)

    return exam.once(("even weights", *families), make)


def fit(
    groups: Sequence[Group],
    mass: Mapping[Place, float],
    is_fair: IsFair,
    right: int,
    wrong: int,
    even: tuple[float, float] = EVEN,
) -> Weights:
    """Weights for items of so many right and wrong options. `mass` says how often each place is asked."""
    fitting = _Fitting(mass, right, wrong, even)
    groups = _closed(groups, right, wrong)
    for often in OFTEN:
        groups = _fit_once(fitting, [_of_fair_keys(fitting, group, is_fair, often) for group in groups])
    places: dict[Place, list[Group]] = {}
    for group in groups:
        places.setdefault(group.place, []).append(group)
    return Weights(fitting.key_weights, fitting.other_weights, places)


def _fit_once(fitting: "_Fitting", groups: Sequence[Group]) -> Sequence[Group]:
    unfit: set[Text] | None = None
    while unfit is None or unfit:
        groups = _closed(_without(groups, unfit or set()), fitting.right, fitting.wrong)
        unfit = fitting.fitted(groups)
    return groups


def _of_fair_keys(fitting: "_Fitting", group: Group, is_fair: IsFair, often: int) -> Group:
    """The group without keys that are mostly given away by a word: they would be refused, and so right too seldom."""
    rng = Random(len(group.others))
    weights = fitting.other_weights or dict.fromkeys(group.others, 1.0)
    orders = [by_weight(group.others, weights, rng) for _ in range(SAMPLES)]
    keys = tuple(key for key in group.keys if sum(is_fair(group, key, order) for order in orders) >= often)
    return Group(group.place, keys, group.others, group.about)


def _closed(groups: Sequence[Group], right: int, wrong: int) -> Sequence[Group]:
    """The groups without texts that are never right, or never wrong, anywhere, and large enough for an item."""
    while True:
        groups = [group for group in groups if len(group.keys) >= right and len(group.others) >= wrong]
        keys = {key for group in groups for key in group.keys}
        others = {other for group in groups for other in group.others}
        if keys == others:
            return groups
        groups = _without(groups, keys ^ others)


def _without(groups: Sequence[Group], left_out: set[Text]) -> Sequence[Group]:
    def kept(found: tuple[Text, ...]) -> tuple[Text, ...]:
        return tuple(one for one in found if one not in left_out)

    return [Group(group.place, kept(group.keys), kept(group.others), group.about) for group in groups]


class _Fitting:
    """Weights are moved until the uses that follow from them are even; they stay when texts are left out."""

    def __init__(self, mass: Mapping[Place, float], right: int, wrong: int, even: tuple[float, float]) -> None:
        self.mass, self.right, self.wrong, self.even = mass, right, wrong, even
        self.groups: Sequence[Group] = ()
        self.key_weights: dict[Text, float] = {}
        self.other_weights: dict[Text, float] = {}
        self.pace: dict[tuple[Text, ...], float] = {}

    def fitted(self, groups: Sequence[Group]) -> set[Text]:
        """Fits, and tells the texts that stay farthest from even."""
        self.groups = groups
        known = sorted({key for group in groups for key in group.keys})
        self.key_weights = {one: self.key_weights.get(one, 1.0) for one in known}
        self.other_weights = {one: self.other_weights.get(one, 1.0) for one in known}
        for _ in range(ROUNDS if self.pace else FIRST_ROUNDS):
            keys, others = self._uses()
            for one in known:
                ratio = (others[one] * self.right / (keys[one] * self.wrong)) ** 0.5
                self.key_weights[one] = _bounded(self.key_weights[one] * ratio)
                self.other_weights[one] = _bounded(self.other_weights[one] / ratio)
        keys, others = self._uses()
        share, (least, most) = self.right / (self.right + self.wrong), self.even
        shares = {one: keys[one] / (keys[one] + others[one]) / share for one in known}
        unfit = [one for one in known if not least <= shares[one] <= most]
        unfit.sort(key=lambda one: -abs(shares[one] - 1))
        return set(unfit[: (len(unfit) + LEFT_OUT - 1) // LEFT_OUT])

    def _uses(self) -> tuple[dict[Text, float], dict[Text, float]]:
        """How often each text is a key, and a distractor, with the weights of now."""
        keys, others = (dict.fromkeys(self.key_weights, 1e-12) for _ in range(2))
        totals: dict[Place, float] = dict.fromkeys(self.mass, 0.0)
        sums = [sum([self.key_weights[key] for key in group.keys]) for group in self.groups]
        for group, total in zip(self.groups, sums, strict=True):
            totals[group.place] += total
        pools: dict[tuple[Text, ...], float] = {}
        for group, total in zip(self.groups, sums, strict=True):
            share = self.mass[group.place] * total / totals[group.place]
            if self.right == 1:
                for key in group.keys:
                    keys[key] += share * self.key_weights[key] / total
            else:
                for key, chance in self._drawn(group.keys, self.key_weights, self.right):
                    keys[key] += share * chance
            pools[group.others] = pools.get(group.others, 0.0) + share
        for pool, share in pools.items():
            for other, chance in self._drawn(pool, self.other_weights, self.wrong):
                others[other] += share * chance
        return keys, others

    def _drawn(self, pool: tuple[Text, ...], weights: Mapping[Text, float], count: int) -> Sequence[tuple[Text, float]]:
        """The chance of each of the pool to be among `count` drawn without replacement."""
        if len(pool) == count:
            return [(one, 1.0) for one in pool]
        mine = [weights[one] for one in pool]
        total = sum(mine)
        pace = self.pace.get(pool, count / total)
        for _ in range(STEPS):
            left = [exp(-pace * weight) for weight in mine]
            slope = sum([weight * rest for weight, rest in zip(mine, left, strict=True)])
            pace = max(pace / 4, min(pace * 4, pace + (count - len(pool) + sum(left)) / max(slope, 1e-12)))
        self.pace[pool] = pace
        return [(one, 1 - exp(-pace * weight)) for one, weight in zip(pool, mine, strict=True)]


def _bounded(weight: float) -> float:
    """A text that needs more than this to be even would stand in too many items, or in hardly any."""
    return max(1 / HEAVIEST, min(HEAVIEST, weight))


def by_weight(pool: Sequence[Text], weights: Mapping[Text, float], rng: Random) -> list[Text]:
    """The pool in an order by chance, the heavy ones early: successive draws without replacement."""
    return sorted(pool, key=lambda one: rng.expovariate(weights[one]))


@dataclass(frozen=True, slots=True)
class Draws:
    """The groups of one place with their running weights, for a scope that filters may have narrowed."""

    weights: Weights
    groups: Sequence[Group]
    sums: Sequence[float]

    @classmethod
    def of(cls, scope: Scope, weights: Weights, place: Place, cell: Callable[[Group, Text], CellKey]) -> "Draws":
        """`cell` is that on which a key of a group turns."""
        groups = weights.places.get(place, ())
        if scope.narrowed:
            within = {one.key for cells in scope.cells.values() for one in cells}
            kept = [(group, tuple(key for key in group.keys if cell(group, key) in within)) for group in groups]
            groups = [Group(place, keys, group.others, group.about) for group, keys in kept if keys]
        return cls(weights, groups, list(accumulate(sum(weights.keys[key] for key in g.keys) for g in groups)))

    def key(self, rng: Random) -> tuple[Group, Text]:
        """A group, of which there must be one, and what is right in it."""
        group, weights = one_of(self.groups, self.sums, rng), self.weights.keys
        return group, one_of(group.keys, list(accumulate([weights[key] for key in group.keys])), rng)

    def group(self, rng: Random) -> Group | None:
        return one_of(self.groups, self.sums, rng) if self.groups else None

    def keys(self, group: Group, rng: Random) -> list[Text]:
        """Those that may be right, in an order by chance, the likely ones early."""
        return by_weight(group.keys, self.weights.keys, rng)

    def others(self, group: Group, rng: Random) -> list[Text]:
        return by_weight(group.others, self.weights.others, rng)
