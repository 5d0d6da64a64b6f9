"""Over a whole exam: which steps of a service stand together, and with which odds, so that each is key in its turn.

A step is drawn as the key within a task, a service and a side; what stands beside it may be a key of other tasks. The
odds make up for how often the tasks ask for it. Steps that would still be the key far too often, or too seldom, are
left out.
"""

from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from math import log, prod, sqrt

from question_bank.draft import Family
from question_bank.families._even import all_fair, reach
from question_bank.families._situation_fits import Fit, Keys, Members, Test, are_near, keys_of, may_stand_beside
from question_bank.scope import OTHER, ExamScope
from question_bank.wording import sentence

MOST_ODDS = 6.0  # of one key against another: none may be so seldom asked that it is no key any more
Names = tuple[str, ...]  # ids of situations, the key first

PAIR = 2
MEMBERS = 4
FEWEST_NEAR = 1  # of the steps beside a key that somebody would weigh in its place
MOST_AREAS = 3  # of the options of one item, as the lint has it
MOST_SETS = 600  # of a service that are looked at: more would only repeat each other
MOST_UNEVEN = log(2.4)  # how much too often or too seldom a step may be the key
ROUNDS = 24
FITTING = 20  # rounds in which the odds are fitted: more change little


@dataclass(frozen=True, slots=True)
class KeyedOdds:
    """How likely each step is the key among those that may be one, and each set among those of its key.

    `over` says how often a step is then the key, as a multiple of its even part of its uses.
    """

    keys: Mapping[str, float]
    sets: Mapping[Names, float]
    over: Mapping[str, float]

    def sets_of(self, key: str) -> Mapping[Names, float]:
        return {names: odd for names, odd in self.sets.items() if names[0] == key}


def odds_of(exam: ExamScope, family: Family, test: Test) -> Mapping[str, KeyedOdds]:
    """By service: the odds of its steps, by the ids of their situations, over the tasks that offer the family."""
    often = reach(exam, family)
    keys: dict[str, dict[str, Keys]] = {}  # by service and task
    for task in often:
        for service, mine in keys_of(exam.tasks[task], test).items():
            keys.setdefault(service, {})[task] = mine
    sets = {service: _closed(tasks, _sets(tasks)) for service, tasks in sorted(keys.items())}
    odds: dict[str, KeyedOdds] = {}
    for _ in range(ROUNDS):
        drawn = {service: _drawn(keys[service], found) for service, found in sets.items()}
        many = Counter(task for tasks in drawn.values() for task in tasks)
        odds = {
            service: _fitted(
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
    may_key = {four[0] for four in sets}
    found = {}
    for task, keys in tasks.items():
        if left := possible_keys(keys, may_key):
            found[task] = [tuple(fit.situation.id for fit in fits) for fits in left.values()]
    return found


def _uneven(odds: KeyedOdds) -> str:
    """The step that is the key most out of its turn; "" where all are near enough."""
    worst = max(odds.over, key=lambda name: abs(log(odds.over[name])))
    return worst if abs(log(odds.over[worst])) > MOST_UNEVEN else ""


def _fitted(draws: Sequence[tuple[float, Names]], sets: Sequence[Names]) -> KeyedOdds:
    """Odds under which a step is the key in a fourth of its uses, as nearly as may be.

    `draws` are the lists from which a key is drawn, with how often. Found by proportional fitting: what is the key too
    often becomes less likely as a key, and likelier beside others. Source: Deming and Stephan (1940), damped.
    """
    keys = {name: 1.0 for _, names in draws for name in names}
    beside, over = dict(keys), dict(keys)
    odds = [1.0] * len(sets)
    for _ in range(FITTING):
        for name, times in over.items():
            beside[name] *= sqrt(times)
            keys[name] = min(MOST_ODDS, max(1 / MOST_ODDS, keys[name] / sqrt(times)))
        odds = [prod([beside[name] for name in names[1:]]) for names in sets]
        rates = _rates(draws, keys)
        uses = _uses(rates, sets, odds)
        over = {name: MEMBERS * rate / uses[name] for name, rate in rates.items()}
    return KeyedOdds(keys, dict(zip(sets, odds, strict=True)), over)


def _rates(draws: Sequence[tuple[float, Names]], keys: Mapping[str, float]) -> Mapping[str, float]:
    """How often each step is the key."""
    rates = dict.fromkeys(keys, 0.0)
    for often, names in draws:
        total = sum(keys[name] for name in names)
        for name in names:
            rates[name] += often * keys[name] / total
    return rates


def _uses(rates: Mapping[str, float], sets: Sequence[Names], odds: Sequence[float]) -> Mapping[str, float]:
    """How often each step stands in an item, whether as its key or beside it."""
    among, uses = dict.fromkeys(rates, 0.0), dict.fromkeys(rates, 0.0)
    for names, odd in zip(sets, odds, strict=True):
        among[names[0]] += odd
    for names, odd in zip(sets, odds, strict=True):
        often = odd * rates[names[0]] / among[names[0]]
        for name in names:
            uses[name] += often
    return uses


def _sets(tasks: Mapping[str, Keys]) -> Sequence[Names]:
    """For each key one more of its side and two of the other that may stand beside it: some, evenly out of all."""
    fits = {fit.situation.id: fit for keys in tasks.values() for mine in keys.values() for fit in mine}
    found: list[Names] = []
    for key in fits.values():
        every = list(_beside(key, list(fits.values())))
        some = every[:: max(1, len(every) * len(fits) // MOST_SETS)]
        fair = [four for four in some if all_fair([sentence(fit.situation.step) for fit in four])]
        found.extend(tuple(fit.situation.id for fit in four) for four in fair)
    return found


def _beside(key: Fit, fits: Sequence[Fit]) -> Iterator[Members]:
    fitting = [fit for fit in fits if may_stand_beside(fit, key)]
    mine = [fit for fit in fitting if fit.owner is key.owner]
    theirs = [fit for fit in fitting if fit.owner is OTHER[key.owner]]
    for same, two in product(mine, combinations(theirs, PAIR)):
        four = (key, same, *two)
        if _stand_together(four):
            yield four


def _closed(tasks: Mapping[str, Keys], sets: Sequence[Names]) -> Sequence[Names]:
    """The sets each member of which is the key of a task in another, where both sides of the service are asked."""
    while True:
        asked = {name for sides in _drawn(tasks, sets).values() for ids in sides for name in ids}
        left = [four for four in sets if asked.issuperset(four)]
        if len(left) == len(sets):
            return sets
        sets = left


def _stand_together(four: Members) -> bool:
    """Whether the steps are of few areas and different controls, and somebody would weigh one in the key's place."""
    key, *others = four
    controls, areas = {fit.situation.control for fit in four}, {fit.area for fit in four}
    near = sum(are_near(key, other) for other in others)
    return len(controls) == len(four) and len(areas) <= MOST_AREAS and near >= FEWEST_NEAR
