"""One task of a service that the side asked for has to do, and three that are the other's: how they are drawn.

Over an exam each task is right in its even share of its uses (`question_bank.families._fair_draw`), so that nobody who
has seen many items knows a key by its words. No option would stand out if it were the key: a task that can hardly be a
key, since it has a word of the service's name, would else be known by just that. Of a service's tasks about buildings
and metal one takes part for each side: of more an item has no room, and they would be distractors too seldom.
"""

from collections.abc import Iterator, Sequence
from random import Random

from question_bank.draft import Draft, Family
from question_bank.families._areas import FACILITY, area_of
from question_bank.families._drawing import next_not_spent
from question_bank.families._duties import key_choice
from question_bank.families._fair_draw import Draws, Group, Weights, fitted
from question_bank.families._plan import plan
from question_bank.families._tempting import DISTRACTORS, are_fair_tasks, tempting
from question_bank.model import Cell, CellKey, Owner
from question_bank.scope import OTHER, SIDES, ExamScope, Scope

FITTED = "pick-task"  # whose tasks of the exam the weights are for
EVEN = (0.6, 1.6)  # of the even share: with less room one service after the other would be left out
TRIES = 4
REDRAWN = 0.4  # of those whose lengths tell the key: so many that each rank is a key's about as often


def one_of_four(family: Family, scope: Scope, asked: Owner, rng: Random) -> Draft | None:
    """An item of the family for the side asked for; None where the task has none, or a few tries find none.

    Distractors are drawn again, not the key: else tasks that are hard to hide would be keys too seldom.
    """
    if asked is Owner.SHARED:
        return None
    draws = scope.once(("one of four", asked), lambda scope: _draws(scope, asked))
    known = scope.exam.model.cells
    if not draws.groups:
        return None
    drawn = next_not_spent(lambda: draws.key(rng), lambda drawn: scope.spent(known[drawn[1]]))
    if drawn is None:
        return None
    group, key = drawn[0], known[drawn[1]]
    for _ in range(TRIES):
        others = [known[other] for other in draws.others(group, rng) if other not in scope.keyed]
        wrong = tempting(scope, others, [key], asked, rng)
        if wrong is None:
            return None
        cells = [key, *(choice.cell for choice in wrong)]
        if _is_told_by_length(cells) and rng.random() < REDRAWN:
            continue
        if not scope.worn(cells) and are_fair_tasks(scope.exam, cells, 1):
            return plan(family, scope, asked, [key_choice(key, asked), *wrong])
    return None


def _draws(scope: Scope, asked: Owner) -> Draws:
    """What filters leave of the exam's; and where that is nothing, or a trap is wanted, whatever they leave."""
    exam, place = scope.exam, (FITTED, scope.task.id, asked)

    def is_fair(group: Group, key: CellKey, others: Sequence[CellKey]) -> bool:
        chosen = _together(exam, others, group.about)
        return len(chosen) == DISTRACTORS and are_fair_tasks(exam, [exam.model.cells[key], *chosen], 1)

    draws = Draws.of(scope, fitted(exam, (FITTED,), _groups, is_fair, 1, DISTRACTORS, EVEN), place, _itself)
    if not scope.wanted_traps and (draws.groups or not scope.narrowed):
        return draws
    groups = [group for group in _every_group(scope, asked) if _meets_wanted(scope, group.others, asked)]
    even = dict.fromkeys((key for group in groups for key in (*group.keys, *group.others)), 1.0)
    return Draws.of(scope, Weights(even, even, {place: groups}), place, _itself)


def _itself(_: Group, key: CellKey) -> CellKey:
    return key


def _groups(_: str, scope: Scope) -> Iterator[Group]:
    """Those of a task, for either side: no more than one task about buildings and metal among those of a service."""
    kept = scope.exam.once("one of metal", _one_of_metal)
    for asked in SIDES:
        for group in _every_group(scope, asked):
            keys, others = (tuple(key for key in keys if key in kept) for keys in (group.keys, group.others))
            yield Group(group.place, keys, others, group.about)


def _every_group(scope: Scope, asked: Owner) -> Iterator[Group]:
    """For each service the task's cells of the side asked for, and all of the other side's that tempt somebody."""
    exam, by_service = scope.exam, dict[str, list[CellKey]]()
    for cell in scope.cells[asked]:
        if exam.traps(cell, OTHER[asked]):
            by_service.setdefault(cell.service, []).append(cell.key)
    for service, keys in by_service.items():
        others = [cell.key for cell in exam.by_service[service][OTHER[asked]] if exam.traps(cell, asked)]
        yield Group((FITTED, scope.task.id, asked), tuple(keys), tuple(others), asked)


def _one_of_metal(exam: ExamScope) -> frozenset[CellKey]:
    """All cells, of those about buildings and metal one of each service and side: any, but always the same."""
    kept: set[CellKey] = set()
    for service, owners in exam.by_service.items():
        for cells in owners.values():
            metal = [cell.key for cell in cells if area_of(exam.model, cell) == FACILITY]
            kept |= {cell.key for cell in cells if cell.key not in metal}
            kept |= {Random(service).choice(metal)} if metal else set()
    return frozenset(kept)


def _meets_wanted(scope: Scope, others: Sequence[CellKey], asked: Owner) -> bool:
    known = scope.exam.model.cells
    return not scope.wanted_traps or any(scope.wants(known[key], asked) for key in others)


def _together(exam: ExamScope, others: Sequence[CellKey], asked: Owner) -> Sequence[Cell]:
    """The first three that can have traps of their own."""
    chosen, used = list[Cell](), set[str]()
    for cell in (exam.model.cells[key] for key in others):
        trap = next((trap for trap in exam.traps(cell, asked) if trap.id not in used), None)
        if trap:
            used.add(trap.id)
            chosen.append(cell)
        if len(chosen) == DISTRACTORS:
            break
    return chosen


def _is_told_by_length(cells: Sequence[Cell]) -> bool:
    """Whether the key is the longest or the shortest: as one side's tasks take more words it would be too often."""
    key, *others = (len(cell.part(cell.owner)) for cell in cells)
    return key < min(others) or key > max(others)
