"""Over a whole exam: which steps of a service stand together, and with which odds, so that each is key in its turn.

A step is drawn as the key within a task, a service and a side; what stands beside it may be a key of other tasks. The
odds of `question_bank.families._even` make up for how often the tasks ask for it. Steps that would still be the key
far too often, or too seldom, are left out.
"""

from collections import Counter
from collections.abc import Container, Mapping, Sequence
from itertools import combinations, product
from math import log

from question_bank.draft import Family
from question_bank.families._even import Odds, all_fair, even_odds, reach
from question_bank.families._situation_fits import PAIR, Keys, Members, Test, clash, keys_of
from question_bank.scope import SIDES, ExamScope
from question_bank.wording import sentence

Names = tuple[str, ...]  # ids of situations

MOST_AREAS = 3  # of the options of one item, as the lint has it
MOST_SETS = 500  # of a service that are looked at: more would only repeat each other
MOST_UNEVEN = log(1.8)  # how much too often or too seldom a step may be the key
ROUNDS = 24


def odds_of(exam: ExamScope, family: Family, test: Test) -> Mapping[str, Odds[str]]:
    """By service: the odds of its steps, by the ids of their situations, over the tasks that offer the family."""
    often = reach(exam, family)
    keys: dict[str, dict[str, Keys]] = {}  # by service and task
    for task in often:
        for service, mine in keys_of(exam.tasks[task], test).items():
            keys.setdefault(service, {})[task] = mine
    sets = {service: _closed(tasks, _sets(tasks)) for service, tasks in sorted(keys.items())}
    odds: dict[str, Odds[str]] = {}
    for _ in range(ROUNDS):
        drawn = {service: _drawn(keys[service], found) for service, found in sets.items()}
        many = Counter(task for tasks in drawn.values() for task in tasks)
        odds = {
            service: even_odds(
                [(often[task] / many[task], ids) for task, sides in tasks.items() for ids in sides], sets[service]
            )
            for service, tasks in drawn.items()
            if tasks
        }
        uneven = {service: name for service, found in odds.items() if (name := _uneven(found))}
        if not uneven:
            break
        for service, name in uneven.items():
            sets[service] = _closed(keys[service], [four for four in sets[service] if name not in four])
    return odds


def possible_keys(keys: Keys, may_key: Container[str]) -> Keys:
    """The keys of a service that stand in a set; none at all where a side has none, so that both are asked alike."""
    left = {side: [fit for fit in fits if fit.situation.id in may_key] for side, fits in keys.items()}
    return left if all(left.values()) else {}


def _drawn(tasks: Mapping[str, Keys], sets: Sequence[Names]) -> Mapping[str, Sequence[Names]]:
    """By task that the service serves, for each side what may be the key."""
    may_key = {name for four in sets for name in four}
    found = {}
    for task, keys in tasks.items():
        if left := possible_keys(keys, may_key):
            found[task] = [tuple(fit.situation.id for fit in fits) for fits in left.values()]
    return found


def _uneven(odds: Odds[str]) -> str:
    """The step that is the key most out of its turn; "" where all are near enough."""
    worst = max(odds.over, key=lambda name: abs(log(odds.over[name])))
    return worst if abs(log(odds.over[worst])) > MOST_UNEVEN else ""


def _sets(tasks: Mapping[str, Keys]) -> Sequence[Names]:
    """Two keys of each side that may stand in one item: some, evenly out of all."""
    fits = {fit.situation.id: fit for keys in tasks.values() for mine in keys.values() for fit in mine}
    twos = [
        [two for two in combinations([fit for fit in fits.values() if fit.owner is side], PAIR) if not clash(two)]
        for side in SIDES
    ]
    every = [(*ours, *theirs) for ours, theirs in product(*twos)]
    fours = [four for four in every[:: max(1, len(every) // MOST_SETS)] if _stand_together(four)]
    return [tuple(fit.situation.id for fit in four) for four in fours]


def _closed(tasks: Mapping[str, Keys], sets: Sequence[Names]) -> Sequence[Names]:
    """The sets each member of which is the key of a task, where both sides of the service are asked."""
    while True:
        asked = {name for sides in _drawn(tasks, sets).values() for ids in sides for name in ids}
        left = [four for four in sets if asked.issuperset(four)]
        if len(left) == len(sets):
            return sets
        sets = left


def _stand_together(members: Members) -> bool:
    near = len({fit.area for fit in members}) <= MOST_AREAS and not clash(members)
    return near and all_fair([sentence(fit.situation.step) for fit in members])
