"""How texts are drawn so that none is known by how often it is right: as a key in its share of its uses, no more.

Whoever has seen enough items with their keys would else know the text that is always the key, and the one that never
is. So a set of texts is drawn that any of them might be the key of, each as often as the others: what stands beside a
key is drawn with the weights of the sets that hold both.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import accumulate
from math import sqrt
from random import Random
from statistics import median
from typing import Generic, TypeVar

from question_bank.draft import SELDOM, USUAL_SHARES, Family
from question_bank.families import load_families
from question_bank.families._drawing import one_of
from question_bank.item import ItemType
from question_bank.lint.names import names_of
from question_bank.lint.options import LONGER, LONGER_CHARACTERS
from question_bank.lint.text import Text, option_of, text_of
from question_bank.model import Owner, ResponsibilityModel, Trap
from question_bank.scope import SIDES, ExamScope, Scope

T = TypeVar("T", bound=Hashable)

ROUNDS = 20  # of fitting: more change little
HUNDRED = 100  # items of a form, so that shares read as percent
TYPE_SHARES = {ItemType.MULTIPLE_CHOICE: 0.75, ItemType.MULTIPLE_RESPONSE: 0.2}
RARE_SHARE = 0.04  # of ordering, and of matching
REACH_ROUNDS = 30
DRAFTS = 2  # traps: of two that fit, the rarer
MOST_TRAP_ODDS = 4.0  # of a rare trap against one that comes as often as it should: it may not keep that away
TRAP_ROUNDS = 14  # of fitting: with more the special ones come too often, since what is asked is known but roughly


class Weighed(Generic[T]):
    """Things to draw one of, by their weights."""

    __slots__ = ("_sums", "_things")

    def __init__(self, weights: Mapping[T, float]) -> None:
        self._things = tuple(weights)
        self._sums = tuple(accumulate(weights.values()))

    def one(self, rng: Random) -> T:
        return one_of(self._things, self._sums, rng)


def reach(exam: ExamScope, family: Family) -> Mapping[str, float]:
    """How often the family comes up for each task that offers it, in a form of a hundred items, as far as the lists of
    families tell: each task takes most from those that come up least elsewhere.
    """
    return exam.once("reach", _reaches).get(family.id, {})


def _reaches(exam: ExamScope) -> Mapping[str, Mapping[str, float]]:
    """By family and task, as forms choose families (`question_bank.filling`).

    Found by going over the tasks again and again with what each family was used for so far, those less that came more
    often than they may. A family that no simulation has comes up where somebody asks for it, at any task alike.
    """
    known, tasks = load_families(), exam.tasks
    whole = sum(scope.task.scored_items for scope in tasks.values())
    most = {name: HUNDRED * min(one.most_share, USUAL_SHARES.get(name, 1.0)) for name, one in known.items()}
    used, held = dict.fromkeys(known, 1.0), dict.fromkeys(known, 1.0)
    found: dict[str, dict[str, float]] = {}
    for _ in range(REACH_ROUNDS):
        found = {name: {} for name in known}
        eager = {name: held[name] / (1 + used[name] / 2) ** 2 for name in known}
        for name, scope in tasks.items():
            mine = [known[one] for one in scope.task.families if one in known]
            share = HUNDRED * scope.task.scored_items / whole
            found |= {one.id: {**found[one.id], name: share} for one in mine if not one.simulation}
            for kind in {family.type for family in mine}:
                rivals = [family.id for family in mine if family.type is kind and family.simulation]
                items = share * TYPE_SHARES.get(kind, RARE_SHARE)
                total = sum(eager[one] for one in rivals)
                for one in rivals:
                    found[one][name] = items * eager[one] / total
        for name in known:
            used[name] = (used[name] + sum(found[name].values())) / 2
            held[name] = max(SELDOM, min(1.0, held[name] * (most[name] / max(used[name], 1e-9)) ** 0.5))
    return found


def all_fair(texts: Sequence[str], told: str = "", keys: int = 1) -> bool:
    """Whether each of the texts could be the key without standing out, so that it is refused as often as any other.

    `told` is what the stem says, whichever is the key. Of several `keys` any texts could be them together.
    """
    taken = [option_of(text) for text in texts]
    alone = (keys, len(taken) - keys)
    if sum(text.absolute for text in taken) in alone or sum(text.hedged for text in taken) in alone:
        return False
    if keys == 1 and _long(texts):
        return False
    return not told or not _is_told(text_of(told), taken, keys)


def _long(texts: Sequence[str]) -> bool:
    """Whether the longest stands out, as the lint measures it."""
    lengths = sorted(map(len, texts))
    return lengths[-1] > LONGER * lengths[-2] and lengths[-1] > median(lengths) + LONGER_CHARACTERS


def _is_told(stem: Text, texts: Sequence[Text], keys: int) -> bool:
    """Whether a word of the stem, or two in a row, stand in so few of the texts that all of those could be keys."""
    words = [word for text in texts for word in text.tokens & stem.tokens]
    runs = [run for text in texts for run in text.runs & stem.runs]
    return any(words.count(word) <= keys for word in words) or any(runs.count(run) <= keys for run in runs)


def even_trap(scope: Scope, traps: Iterable[Trap], used: Iterable[str], rng: Random) -> Trap | None:
    """One of the traps that no other option of the item carries, those the likeliest that fit elsewhere seldom;
    or None.

    A wanted trap stands first and is taken.
    """
    fresh = [trap for trap in traps if trap.id not in used]
    if len(fresh) < DRAFTS or fresh[0].id in scope.wanted_traps:
        return fresh[0] if fresh else None
    weights, total, sums = scope.exam.once("trap weights", _trap_weights), 0.0, []
    for trap in fresh:
        total += weights[trap.id]
        sums.append(total)
    return one_of(fresh, sums, rng)


def _trap_weights(exam: ExamScope) -> Mapping[str, float]:
    """Weights under which the exam's traps come as evenly as what its tasks are about allows, by damped fitting."""
    lists: dict[tuple[str, ...], float] = {}
    for scope in exam.tasks.values():
        asked = [cell for cells in scope.cells.values() for cell in cells]
        for cell in asked:
            for side in SIDES:
                if traps := tuple(trap.id for trap in exam.traps(cell, side)):
                    lists[traps] = lists.get(traps, 0.0) + scope.task.scored_items / len(asked)
    weights = dict.fromkeys((trap.id for cell in exam.cells for side in Owner for trap in exam.traps(cell, side)), 1.0)
    even = sum(lists.values()) / len({trap for traps in lists for trap in traps})
    for _ in range(TRAP_ROUNDS):
        uses = dict.fromkeys(weights, 0.0)
        for traps, often in lists.items():
            total = sum(weights[trap] for trap in traps)
            for trap in traps:
                uses[trap] += often * weights[trap] / total
        for trap, use in uses.items():
            if use:
                weights[trap] = min(MOST_TRAP_ODDS, weights[trap] * sqrt(even / use))
    return weights


def names_in_full(model: ResponsibilityModel, text: str, before: str = "") -> bool:
    """Whether the text calls no service by a short name, such as "S3", but those that `before` has named in full."""
    names = names_of(model)
    short, full = names.of(text)
    return short <= full | names.of(before)[1]
