"""Sets of situations that make one item, drawn so that each member is the key as often as any other.

Both sides of a service must be asked for in the task, and a service is drawn before the side is looked at, so that no
side of it is the key more often. Of a full two by two either cause is of the task. Of four steps the key alone need
be: the others are keys of other tasks (`question_bank.families._situation_odds`).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from random import Random

from question_bank.draft import Family
from question_bank.families._even import Weighed
from question_bank.families._situation_fits import (
    Fit,
    Members,
    Test,
    are_near,
    by_service,
    cells_in,
    keys_of,
    may_stand_beside,
)
from question_bank.families._situation_odds import KeyedOdds, odds_of, possible_keys
from question_bank.model import Owner
from question_bank.scope import SIDES, Scope

FEWEST_PAIRS = 3  # of causes, for a task
Services = tuple[Members, ...]  # a pair of situations in each service where both may stand


@dataclass(frozen=True, slots=True)
class Corners:
    """Pairs that may stand in a full two by two, by the side of the key, which stands first.

    A cause that goes with many others comes hardly more often than one that goes with few.
    """

    pairs: Mapping[Owner, Weighed[Services]]

    def one(self, asked: Owner, rng: Random) -> Members | None:
        pairs = self.pairs.get(asked)
        return rng.choice(pairs.one(rng)) if pairs else None


def corners_of(scope: Scope, test: Test) -> Corners:
    """Two causes of the task's own, of a service where either side answers for one. A key has a wanted trap.

    None where the task has few of them: it would tell the same stories again and again.
    """
    every = [pair for keys in keys_of(scope, test).values() for pair in near_pairs(product(*keys.values()))]
    if len({_named(pair) for pair in every}) < FEWEST_PAIRS:
        return Corners({})
    found: dict[Owner, dict[tuple[str, ...], list[Members]]] = {side: {} for side in SIDES}
    own = cells_in(scope)
    for key, other in (pair for two in every for pair in (two, two[::-1])):
        if key.cell.key in own and is_wanted(scope, key):
            found[key.owner].setdefault(_named((key, other)), []).append((key, other))
    return Corners({side: Weighed(_evened(pairs)) for side, pairs in found.items() if pairs})


def _named(pair: Members) -> tuple[str, ...]:
    return tuple(fit.situation.id for fit in pair)


def _evened(pairs: Mapping[tuple[str, ...], Sequence[Members]]) -> Mapping[Services, float]:
    """The weight of each pair: more where its causes stand in few others."""
    stand = Counter(name for names in pairs for name in names)
    return {tuple(services): sum(1 / stand[name] for name in names) for names, services in pairs.items()}


def is_spent(scope: Scope, members: Members | None) -> bool:
    """Whether the form could hardly take the members, the key first."""
    return members is not None and (is_told(scope, members[:1]) or scope.worn([fit.cell for fit in members]))


def is_told(scope: Scope, keys: Members) -> bool:
    """Whether the form could hardly ask for one of the keys again."""
    return True in [fit.situation.step in scope.told or scope.spent(fit.cell) for fit in keys]


def near_pairs(pairs: Iterable[Members]) -> Sequence[Members]:
    """Those of the pairs that may stand in one item, whichever is the key: near in topic, neither helping the other."""
    return [
        (one, other)
        for one, other in pairs
        if are_near(one, other) and may_stand_beside(other, one) and may_stand_beside(one, other)
    ]


@dataclass(frozen=True, slots=True)
class Steps:
    """What a family of steps may draw for a task: the keys by side, for each service, and the sets of each key."""

    keys: Mapping[Owner, Sequence[Weighed[Fit]]]
    sets: Mapping[Fit, Weighed[Members]]

    def one(self, asked: Owner, rng: Random) -> Members | None:
        """Two of the asked side, the key first, and two of the other."""
        services = self.keys.get(asked)
        if not services:
            return None
        key = rng.choice(services).one(rng)
        members = self.sets[key].one(rng)
        mine = [fit for fit in members if fit.owner is asked and fit is not key]
        return (key, *mine, *(fit for fit in members if fit.owner is not asked))


def steps_of(scope: Scope, family: Family, test: Test) -> Steps:
    """The sets of a task for a family whose keys pass `test`. A key has a wanted trap."""
    odds = scope.exam.once((family.id, "odds"), lambda exam: odds_of(exam, family, test))
    own, every, in_task = cells_in(scope), by_service(scope), keys_of(scope, test)
    keys: dict[Owner, list[Weighed[Fit]]] = {side: [] for side in SIDES}
    sets: dict[Fit, Weighed[Members]] = {}
    for service, fair in odds.items():
        known = {fit.situation.id: fit for fit in every[service]}
        possible = possible_keys(in_task.get(service, {}), fair.keys)
        for side in SIDES if possible else ():
            fits = [known[fit.situation.id] for fit in possible[side]]
            mine = [fit for fit in fits if fit.cell.key in own and is_wanted(scope, fit)]
            if mine:
                keys[side].append(Weighed({fit: fair.keys[fit.situation.id] for fit in mine}))
                sets |= {fit: _sets_of(fair, fit, known) for fit in mine}
    return Steps(keys, sets)


def _sets_of(odds: KeyedOdds, key: Fit, known: Mapping[str, Fit]) -> Weighed[Members]:
    return Weighed({tuple(known[name] for name in ids): odd for ids, odd in odds.sets_of(key.situation.id).items()})


def is_wanted(scope: Scope, fit: Fit) -> bool:
    """Whether a key has a wanted trap, where some are."""
    return not scope.wanted_traps or fit.traps[0].id in scope.wanted_traps
