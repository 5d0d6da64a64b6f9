"""Sets of situations that make one item, drawn so that each member is the key as often as any other.

A phrase that is always the key, or never, would give items away to whoever has seen enough of them. So a set is drawn
with one of its members as key, and kept with a probability that makes up for how often the exam's tasks propose it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from random import Random

from question_bank.families._situation_fits import (
    FAR,
    PAIR,
    Fit,
    Pairs,
    at_the_line,
    by_service,
    cells_in,
    distance,
)
from question_bank.model import Owner
from question_bank.scope import SIDES, Scope
from question_bank.situations import Situation

Test = Callable[[Situation], bool]
Members = tuple[Fit, ...]
MOST_AREAS = 3  # of the options of one item, as the lint has it
MOST_SETS = 160  # of a service: more would only repeat each other
EVEN = 0.1  # of the most often proposed member: sets with one proposed more seldom would nearly always be dropped
ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Group:
    """The sets of an exam that some families draw from: those of each member, how often it is proposed, and how often
    the member that is proposed least is.
    """

    sets: Mapping[Fit, Sequence[Members]]
    rates: Mapping[Fit, float]
    floors: Mapping[Members, float]


@dataclass(frozen=True, slots=True)
class Draw:
    """What one family may draw for one task: keys by side, a list for each service, so that no service prevails."""

    group: Group
    keys: Mapping[Owner, Sequence[Sequence[Fit]]]
    balanced: bool

    def one(self, asked: Owner, rng: Random) -> Members | None:
        """A set, its key first; None where there is none, or where this one would come too often."""
        services = self.keys.get(asked)
        if not services:
            return None
        key = rng.choice(rng.choice(services))
        members = rng.choice(self.group.sets[key])
        if self.balanced and rng.random() * self.group.rates[key] > self.group.floors[members]:
            return None
        return (key, *(fit for fit in members if fit is not key))


def draw_of(
    scope: Scope, name: str, make: Callable[[Scope], Iterator[Members]], tests: Sequence[Test], test: Test
) -> Draw:
    """The sets that `make` finds, for a family whose keys pass `test`; `tests` are those of all families of the group.

    A scope that filters have narrowed is not balanced: it has too few sets to refuse any.
    """
    first = next(iter(scope.exam.tasks.values()))
    group = first.once((name, scope.wanted_traps), lambda _: _group(scope, list(make(scope)), tests))
    balanced = scope is scope.exam.tasks[scope.task.id]
    return Draw(group, _keys(scope, group.sets, test), balanced)


def _group(scope: Scope, every: Sequence[Members], tests: Sequence[Test]) -> Group:
    group = _rated(scope, every, tests)
    for _ in range(ROUNDS):
        even = [members for members in every if group.floors[members] >= EVEN * _ceiling(group, members)]
        if len(even) == len(every):
            break
        every = even
        group = _rated(scope, every, tests)
    return group


def _ceiling(group: Group, members: Members) -> float:
    return max(group.rates[fit] for fit in members) or 1.0


def _rated(scope: Scope, every: Sequence[Members], tests: Sequence[Test]) -> Group:
    sets: dict[Fit, list[Members]] = {}
    for members in every:
        for fit in members:
            sets.setdefault(fit, []).append(members)
    rates: dict[Fit, float] = dict.fromkeys(sets, 0.0)
    for one in scope.exam.tasks.values():
        for test in tests:
            for services in _keys(one, sets, test).values():
                for keys in services:
                    for fit in keys:
                        rates[fit] += one.task.scored_items / (len(services) * len(keys) * len(sets[fit]))
    return Group(sets, rates, {members: min(rates[fit] for fit in members) for members in every})


def _keys(scope: Scope, sets: Mapping[Fit, Sequence[Members]], test: Test) -> Mapping[Owner, Sequence[Sequence[Fit]]]:
    in_task = cells_in(scope)
    found: dict[Owner, dict[str, list[Fit]]] = {side: {} for side in SIDES}
    for fit in sets:
        wanted = not scope.wanted_traps or fit.traps[0].id in scope.wanted_traps
        if fit.cell.key in in_task and wanted and test(fit.situation):
            found[fit.owner].setdefault(fit.cell.service, []).append(fit)
    return {side: list(services.values()) for side, services in found.items()}


def corner_sets(scope: Scope) -> Iterator[Members]:
    """Two situations of a service that different sides answer for, the near ones where there are any."""
    for mine, others, paired in _services(scope):
        pairs = [pair for pair in product(mine, others) if not _clash(pair)]
        yield from _nearest(pairs, paired)


def action_sets(scope: Scope) -> Iterator[Members]:
    """Two situations of each side of a service, none of which answers the evidence of another."""
    for mine, others, paired in _services(scope):
        both = product(_twos(mine), _twos(others))
        fours = [(*ours, *theirs) for ours, theirs in both if not _clash((*ours, *theirs))]
        yield from _nearest([four for four in fours if len({fit.area for fit in four}) <= MOST_AREAS], paired)


def _services(scope: Scope) -> Iterator[tuple[Sequence[Fit], Sequence[Fit], Pairs]]:
    paired = at_the_line(scope)
    for fits in by_service(scope).values():
        yield [fit for fit in fits if fit.owner is SIDES[0]], [fit for fit in fits if fit.owner is SIDES[1]], paired


def _twos(fits: Sequence[Fit]) -> Sequence[Members]:
    """Pairs of one side with a trap each, so that both may be distractors."""
    return [
        pair
        for pair in combinations(fits, PAIR)
        if len({trap.id for fit in pair for trap in fit.traps}) >= PAIR and not _clash(pair)
    ]


def _clash(fits: Members) -> bool:
    return any(one.situation.excludes(other.situation) for one, other in combinations(fits, PAIR))


def _nearest(sets: Sequence[Members], paired: Pairs) -> Sequence[Members]:
    """The sets without far members, and others where a member would have none; not more than a service needs."""
    close = [members for members in sets if not _has_far(members, paired)]
    served = {fit for members in close for fit in members}
    rest = [members for members in sets if any(fit not in served for fit in members)]
    return [*_some(close), *_some(rest)]


def _has_far(members: Members, paired: Pairs) -> bool:
    return any(distance(one, other, paired) == FAR for one, other in combinations(members, PAIR))


def _some(sets: Sequence[Members]) -> Sequence[Members]:
    """At most so many, evenly out of all of them."""
    step = max(1, -(-len(sets) // MOST_SETS))
    return sets[::step]
