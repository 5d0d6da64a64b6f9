"""Over a whole exam: which two steps meet two requirements, and which three stand beside them.

The five are of one service. One of them is the other side's, or two are. Keys are drawn within a task and a side, one
of them from the task, the other from the task's domain. The odds make up for how often the tasks ask for a step, so
that each is a key in two of five of its uses; steps that would still be far from it are left out.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import combinations, product
from math import log
from statistics import fmean

from question_bank.draft import Family
from question_bank.families._even import all_fair, reach
from question_bank.families._render import level
from question_bank.families._situation_fits import Fit, Members, are_near, by_service, cells_in, may_stand_beside
from question_bank.families._situation_odds import FEWEST_NEAR, MOST_AREAS
from question_bank.families._situations import has_requirement, phrase
from question_bank.lint.text import tokens
from question_bank.model import CellKey, Owner
from question_bank.scope import SIDES, ExamScope
from question_bank.wording import sentence

KEYS = 2
OPTIONS = 5
OF_OTHER_SIDE = (1, 2)  # options: with three, only the keys would be of the side asked for
MOST_WORDS = {"foundational": 29, "associate": 50, "specialty": 65}  # of the requirements and the service's name
MOST_THREES = 40  # of a pair that are looked at: more would only repeat each other
FEWEST_PAIRS = 2  # for a task and a side: it would ask the same again and again
UNEVEN = (0.33, 1.8)  # how seldom and how often a step may be a key, as a multiple of its even part of its uses
ROUNDS = 60  # in which the odds are fitted: more change little
MOST_USE = 0.4  # of the items, in which one step may stand: what goes with everything would come all the time
DAMPING = 0.35  # of what a round corrects: with more the odds swing
Pair = tuple[Fit, ...]
Place = tuple[str, Owner]  # a task and the side asked for
Places = Mapping[Place, Sequence[Pair]]
Beside = Mapping[Pair, Sequence[Members]]


@dataclass(frozen=True, slots=True)
class PairOdds:
    """By place the odds of the pairs that may be its keys; for each pair the odds of what stands beside it.

    `over` says how often a step is then a key, as a multiple of its even part of its uses.
    """

    pairs: Mapping[Place, Mapping[Pair, float]]
    beside: Mapping[Pair, Mapping[Members, float]]
    over: Mapping[str, float]


def pair_odds(exam: ExamScope, family: Family) -> PairOdds:
    """The pairs of an exam and their odds, over the tasks that offer the family."""
    often = reach(exam, family)
    places = _places(exam, often)
    beside = threes_of({pair for pairs in places.values() for pair in pairs}, _askable(exam))
    while True:
        places, beside = _closed(places, beside)
        odds = _fitted(_asked(often, places), places, beside)
        if not (uneven := _uneven(odds)):
            return odds
        beside = {
            pair: [three for three in threes if uneven not in _steps(three)]
            for pair, threes in beside.items()
            if uneven not in _steps(pair)
        }


def _steps(fits: Iterable[Fit]) -> Sequence[str]:
    return [fit.situation.step for fit in fits]


def _askable(exam: ExamScope) -> Sequence[Sequence[Fit]]:
    """By service, what has a requirement and is asked by some task of the exam."""
    scopes = exam.tasks.values()
    asked = {key for scope in scopes for key in cells_in(scope)}
    return [
        [fit for fit in fits if has_requirement(fit.situation) and fit.cell.key in asked]
        for fits in by_service(next(iter(scopes))).values()
    ]


def _places(exam: ExamScope, tasks: Iterable[str]) -> Places:
    """The pairs of each task, one key of its own and the other of its domain."""
    of_domain = defaultdict[int, set[CellKey]](set)
    for scope in exam.tasks.values():
        of_domain[scope.domain.id] |= cells_in(scope)
    every = [pair for fits in _askable(exam) for pair in combinations(fits, KEYS) if _may_be_keys(exam, pair)]
    found: dict[Place, list[Pair]] = {(task, side): [] for task in tasks for side in SIDES}
    for task in tasks:
        own, near = cells_in(exam.tasks[task]), of_domain[exam.tasks[task].domain.id]
        for pair in every:
            keys = {fit.cell.key for fit in pair}
            if keys & own and keys <= near:
                found[task, pair[0].owner].append(pair)
    return found


def _may_be_keys(exam: ExamScope, pair: Pair) -> bool:
    """Whether neither step meets both requirements, and these leave room for a question."""
    one, other = pair
    if one.owner is not other.owner or not (_may_accompany(one, other) and _may_accompany(other, one)):
        return False
    texts = [phrase(exam, one.cell), one.situation.requirement, other.situation.requirement]
    return sum(len(text.split()) for text in texts) <= MOST_WORDS[level(exam)]


def _may_accompany(other: Fit, key: Fit) -> bool:
    """Whether a step does not help where the key's requirement stands, and has no word of it."""
    return may_stand_beside(other, key) and not tokens(key.situation.requirement) & tokens(other.situation.step)


def threes_of(pairs: Set[Pair], askable: Iterable[Sequence[Fit]]) -> Beside:
    """For each pair the threes that may stand beside it: some, evenly out of all."""
    found: dict[Pair, Sequence[Members]] = {}
    for fits in askable:
        for pair in combinations(fits, KEYS):
            threes = list(_threes(pair, fits)) if pair in pairs else []
            some = threes[:: -(-len(threes) // MOST_THREES) or 1]
            if fair := [three for three in some if _is_fair((*pair, *three))]:
                found[pair] = fair
    return found


def _is_fair(five: Members) -> bool:
    return all_fair([sentence(fit.situation.step) for fit in five], keys=KEYS)


def _threes(pair: Pair, fits: Sequence[Fit]) -> Iterator[Members]:
    """One or two of the pair's side and the rest of the other, of different controls and few areas."""
    fitting = [fit for fit in fits if all(_may_accompany(fit, key) for key in pair)]
    mine = [fit for fit in fitting if fit.owner is pair[0].owner]
    theirs = [fit for fit in fitting if fit.owner is not pair[0].owner]
    for others in OF_OTHER_SIDE:
        for same, rest in product(combinations(mine, OPTIONS - KEYS - others), combinations(theirs, others)):
            if _stand_together(pair, same, rest):
                yield (*same, *rest)


def _stand_together(pair: Pair, same: Members, rest: Members) -> bool:
    """Whether the steps are of few areas, and somebody would weigh the wrong ones, each for a belief of its own."""
    five = (*pair, *same, *rest)
    controls, areas = {fit.situation.control for fit in five}, {fit.area for fit in five}
    if len(areas) > MOST_AREAS or not len(controls) == len(set(_steps(five))) == OPTIONS:
        return False
    near = sum(any(are_near(key, other) for key in pair) for other in (*same, *rest))
    beliefs = {fit: {trap.id for trap in fit.traps} for fit in five}
    return near >= FEWEST_NEAR and any(
        _differ([beliefs[fit] for fit in (*rest, *keys)]) for keys in combinations(pair, len(same))
    )


def _differ(sets: Sequence[set[str]], taken: frozenset[str] = frozenset()) -> bool:
    """Whether each of the sets has a member of its own."""
    return not sets or any(_differ(sets[1:], taken | {one}) for one in sets[0] - taken)


def _closed(places: Places, beside: Beside) -> tuple[Places, Beside]:
    """What is left where each step is a key here and stands beside keys there, and a place has pairs enough."""
    size = (0, 0)
    while size != (size := (len(places), sum([1 + len(threes) for threes in beside.values()]))):
        stood = {step for threes in beside.values() for three in threes for step in _steps(three)}
        left = {
            place: [pair for pair in pairs if pair in beside and stood.issuperset(_steps(pair))]
            for place, pairs in places.items()
        }
        places = {place: pairs for place, pairs in left.items() if len(pairs) >= FEWEST_PAIRS}
        used = {pair for pairs in places.values() for pair in pairs}
        keyed = {step for pair in used for step in _steps(pair)}
        kept = {pair: [three for three in beside[pair] if keyed.issuperset(_steps(three))] for pair in used}
        beside = {pair: kept[pair] for pair in beside if kept.get(pair)}
    return places, beside


def _uneven(odds: PairOdds) -> str:
    """The step that is a key most out of its turn; "" where all are near enough."""
    least, most = UNEVEN
    excess = {step: max(log(times, most), log(times, least)) for step, times in odds.over.items()}
    worst = max(excess, key=lambda step: excess[step], default="")
    return worst if worst and excess[worst] > 1 else ""


def _asked(often: Mapping[str, float], places: Iterable[Place]) -> Mapping[Place, float]:
    """How often each place is asked: by its task, and both sides alike in the end, as forms have it for each family."""
    total = {side: sum([often[task] for task, asked in places if asked is side]) for side in SIDES}
    return {(task, side): often[task] / total[side] for task, side in places}


def _fitted(often: Mapping[Place, float], places: Places, beside: Beside) -> PairOdds:
    """Odds under which a step is a key in two of five of its uses, as nearly as may be.

    `often` says how often each place is asked. Found by proportional fitting: what is a key too often becomes less
    likely as a key, and likelier beside others; what is common becomes less likely as both. Source: Deming and Stephan
    (1940), damped.
    """
    base = {place: _by_service(pairs) for place, pairs in places.items()}
    keys = {pair: _steps(pair) for pair in beside}
    others = {pair: {three: _steps(three) for three in threes} for pair, threes in beside.items()}
    as_key = {step: 1.0 for steps in keys.values() for step in steps}
    as_other = dict(as_key)
    odds = PairOdds(base, {}, dict(as_key))
    common: Mapping[str, float] = dict.fromkeys(as_key, MOST_USE)
    for _ in range(ROUNDS):
        for step, times in odds.over.items():
            rarer = min(1.0, MOST_USE / common[step]) ** DAMPING
            as_other[step] *= rarer * times**DAMPING
            as_key[step] *= rarer / times**DAMPING
        threes = {
            pair: {three: as_other[a] * as_other[b] * as_other[c] for three, (a, b, c) in found.items()}
            for pair, found in others.items()
        }
        of_pair = {
            pair: as_key[one] * as_key[other] * fmean(threes[pair].values()) for pair, (one, other) in keys.items()
        }
        pairs = {place: {pair: odd * of_pair[pair] for pair, odd in found.items()} for place, found in base.items()}
        over, common = _over(rates_of(often, pairs), threes, keys, others)
        odds = PairOdds(pairs, threes, over)
    return odds


def _by_service(pairs: Sequence[Pair]) -> Mapping[Pair, float]:
    """Each service alike, whether it has many pairs or few."""
    many = Counter(pair[0].cell.service for pair in pairs)
    return {pair: 1 / many[pair[0].cell.service] for pair in pairs}


def rates_of(often: Mapping[Place, float], pairs: Mapping[Place, Mapping[Pair, float]]) -> Mapping[Pair, float]:
    """How often each pair comes, over all places."""
    rates = defaultdict[Pair, float](float)
    for place, odds in pairs.items():
        share = often[place] / sum(odds.values())
        for pair, odd in odds.items():
            rates[pair] += share * odd
    return rates


def _over(
    rates: Mapping[Pair, float],
    threes: Mapping[Pair, Mapping[Members, float]],
    keys: Mapping[Pair, Sequence[str]],
    others: Mapping[Pair, Mapping[Members, Sequence[str]]],
) -> tuple[Mapping[str, float], Mapping[str, float]]:
    """How often each step is a key, as a multiple of its even part of its uses; and its share of the items."""
    right, uses = defaultdict[str, float](float), defaultdict[str, float](float)
    for pair, rate in rates.items():
        for step in keys[pair]:
            right[step] += rate
            uses[step] += rate
        share = rate / sum(threes[pair].values())
        for three, odd in threes[pair].items():
            for step in others[pair][three]:
                uses[step] += share * odd
    total = sum(rates.values())
    over = {step: OPTIONS * right[step] / (KEYS * use) for step, use in uses.items()}
    return over, {step: use / total for step, use in uses.items()}
