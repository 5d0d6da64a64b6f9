"""Which cell is the key, so that over an exam each task is the key and a distractor in the same proportion.

Who has seen many items must not know a key by its words. A task is a distractor where its service is asked for the
other side, so each service is asked for both sides equally often over the exam, and a task is drawn as a distractor
as often, relative to its neighbors, as it is drawn as a key. Then of its uses one in as many as there are options has
it as the key: the cure of section 1.2 of the method reference.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import sqrt
from random import Random

from question_bank.model import Cell, CellKey, Owner
from question_bank.scope import OTHER, SIDES, ExamScope, Scope

DISTRACTORS = 3
ROUNDS = 12  # of fitting; more change little
Place = tuple[str, Owner]  # a task's id, and the side that is asked for there
Held = Mapping[Place, Sequence[Cell]]  # what may be a key at a place


@dataclass(frozen=True, slots=True)
class KeyDraw:
    """The chance of each cell to be the key at each place, and how often it is one over the exam."""

    chances: Mapping[Place, Mapping[CellKey, float]]
    uses: Mapping[CellKey, float]


def key_draw(exam: ExamScope, family: str, keys: int) -> KeyDraw:
    """For a family whose items have so many keys of one service. Made once an exam."""
    return exam.once(("key-draw", family), lambda exam: _balanced(exam, family, keys))


def drawn_key(scope: Scope, family: str, asked: Owner, keys: int, rng: Random) -> Cell | None:
    """A key of the task for the asked side; None where the task has none.

    Where a filter leaves no cell that is a fair one, any that it leaves.
    """
    cells, weights = scope.once(("key-draw", family, asked), lambda scope: _weighted(scope, family, asked, keys))
    return rng.choices(cells, cum_weights=weights)[0] if cells else None


def drawn_others(scope: Scope, family: str, keys: Sequence[Cell], asked: Owner, rng: Random) -> list[Cell]:
    """Tasks of the keys' service that the other side owns, in an order by chance, likely keys first."""
    uses = key_draw(scope.exam, family, len(keys)).uses
    taken = {cell.control for cell in keys}
    pool = [cell for cell in scope.exam.by_service[keys[0].service][OTHER[asked]] if cell.control not in taken]
    known = [(rng.random() ** (1 / uses[cell.key]), cell) for cell in pool if cell.key in uses]
    known.sort(key=lambda pair: -pair[0])
    if len(known) >= DISTRACTORS:
        return [cell for _, cell in known]
    return rng.sample(pool, len(pool))


def _weighted(scope: Scope, family: str, asked: Owner, keys: int) -> tuple[Sequence[Cell], Sequence[float]]:
    chances = key_draw(scope.exam, family, keys).chances.get((scope.task.id, asked), {})
    cells: Sequence[Cell] = [cell for cell in scope.cells[asked] if cell.key in chances]
    if not cells and scope.narrowed:
        cells = scope.cells[asked]
    return cells, list(accumulate(chances.get(cell.key, 1.0) for cell in cells))


def _balanced(exam: ExamScope, family: str, keys: int) -> KeyDraw:
    """By proportional fitting: a factor a cell, until each cell of a service is key as often as its even part."""
    held = _held(exam, family, keys)
    weights = {task.id: task.scored_items / len(task.families) for _, task in exam.guide.tasks()}
    factors = {cell.key: 1.0 for cells in held.values() for cell in cells}
    sides = {cell.key: (cell.service, cell.owner) for cells in held.values() for cell in cells}
    counts = Counter(sides.values())
    for _ in range(ROUNDS):
        uses = _uses(held, weights, factors)
        asked = dict.fromkeys((service for service, _ in counts), 0.0)
        for key, use in uses.items():
            asked[sides[key][0]] += use
        for key, use in uses.items():
            service, _ = side = sides[key]
            factors[key] *= sqrt(asked[service] / 2 / counts[side] / use) if use else 0.0
    uses = _uses(held, weights, factors)
    most = max(uses.values(), default=1.0)
    return KeyDraw(
        {place: {cell.key: factors[cell.key] for cell in cells} for place, cells in held.items()},
        {key: use / most for key, use in uses.items() if use},
    )


def _uses(held: Held, weights: Mapping[str, float], factors: Mapping[CellKey, float]) -> dict[CellKey, float]:
    """How often each cell is the key over the exam."""
    uses = dict.fromkeys(factors, 0.0)
    for (task, _), cells in held.items():
        total = sum(factors[cell.key] for cell in cells)
        for cell in cells if total else ():
            uses[cell.key] += weights[task] * factors[cell.key] / total
    return uses


def _held(exam: ExamScope, family: str, keys: int) -> Held:
    """What may be the key at each place: cells that tempt, of services that have enough of them on both sides."""
    tasks = {task: scope for task, scope in exam.tasks.items() if family in scope.task.families}
    controls = frozenset(control for scope in tasks.values() for control in scope.task.controls)
    fit = {
        cell.key
        for owners in exam.by_service.values()
        for cell in _of_both_sides(exam, owners, controls, max(keys, DISTRACTORS))
    }
    held = {
        (task, side): [cell for cell in scope.cells[side] if cell.key in fit]
        for task, scope in tasks.items()
        for side in SIDES
    }
    return {place: _enough(cells, keys) for place, cells in held.items()}


def _of_both_sides(
    exam: ExamScope, owners: Mapping[Owner, Sequence[Cell]], controls: frozenset[str], fewest: int
) -> Sequence[Cell]:
    """Cells of a service that can be key and distractor; none where either side has too few."""
    sides = [
        [cell for cell in owners[side] if cell.control in controls and exam.traps(cell, OTHER[side])] for side in SIDES
    ]
    return [cell for cells in sides for cell in cells] if all(len(cells) >= fewest for cells in sides) else ()


def _enough(cells: Sequence[Cell], keys: int) -> Sequence[Cell]:
    """Those whose service has so many here that they can be keys together."""
    counts = Counter(cell.service for cell in cells)
    return [cell for cell in cells if counts[cell.service] >= keys]
