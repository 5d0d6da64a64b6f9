"""Which cell is the key, so that over an exam each task is the key and a distractor in the same proportion.

Who has seen many items must not know a key by its words. A task is a distractor where its service is asked for the
other side, so each service is asked for both sides equally often over the exam, and a task is drawn as a distractor
as often, relative to its neighbors, as it is drawn as a key. Then of its uses one in as many as there are options has
it as the key: the cure of section 1.2 of the method reference.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from math import sqrt
from operator import itemgetter
from random import Random

from question_bank.families._drawing import next_not_spent, one_of
from question_bank.families._second_keys import SAME_SIDE, Seconds, with_seconds
from question_bank.model import Cell, CellKey, Owner
from question_bank.scope import OTHER, SIDES, ExamScope, Scope

DISTRACTORS = 3
FEWEST_SERVICES = 5  # at a place: with fewer the same tasks would come again and again
FEWEST_PAIRED = 3  # where a second key may be any task of the service
ROUNDS = 12  # of fitting; more change little
Place = tuple[str, Owner]  # a task's id, and the side that is asked for there
Fits = Callable[[ExamScope, Cell], bool]
Held = Mapping[Place, Sequence[Cell]]  # what may be a key at a place


@dataclass(frozen=True, slots=True)
class KeyDraw:
    """How likely each cell is the key at each place, and how often it is one over the exam."""

    chances: Mapping[Place, Mapping[CellKey, float]]
    uses: Mapping[CellKey, float]
    seconds: Seconds = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KeyPool:
    """What a family draws the key of its items from; `fits` may leave cells out.

    With `paired` there is one more key, of whatever task: so each cell is a key in its share. It is of the side asked
    for as often as `same_side` says.
    """

    family: str
    fits: Fits = field(default=lambda *_: True)
    paired: bool = False
    same_side: float = SAME_SIDE

    def draw(self, exam: ExamScope) -> KeyDraw:
        """Made once an exam."""
        return exam.once(("key-draw", self.family), lambda exam: _balanced(exam, self))

    def key(self, scope: Scope, asked: Owner, rng: Random) -> Cell | None:
        """A key of the task for the asked side, one that the form can still take if a few draws find it.

        None where the task has none. Where a filter leaves no cell that is a fair one, any that it leaves.
        """
        cells, weights = scope.once(("key-draw", self.family, asked), lambda scope: self._weighted(scope, asked))
        return next_not_spent(lambda: one_of(cells, weights, rng), scope.spent) if cells else None

    def second(self, scope: Scope, first: Cell, rng: Random) -> Cell | None:
        """A further key of the first one's service, which the form can still take; None where there is none."""
        side = first.owner if rng.random() < self.same_side else OTHER[first.owner]
        cells, sums = self.draw(scope.exam).seconds.get((first.service, side), ((), ()))
        if not cells:
            return None
        found = next_not_spent(lambda: one_of(cells, sums, rng), lambda cell: cell is first or scope.spent(cell))
        return found if found is not first else None

    def beside(self, scope: Scope, keys: Sequence[Cell], side: Owner, rng: Random) -> list[Cell]:
        """Tasks of the keys' service that `side` owns, in an order by chance, likely keys first."""
        powers = scope.exam.once(("key-draw powers", self.family), self._powers)[keys[0].service, side]
        taken = {cell.control for cell in keys}
        random, keyed = rng.random, scope.keyed
        known = [
            (random() ** power, cell) for power, cell in powers if cell.control not in taken and cell.key not in keyed
        ]
        known.sort(key=itemgetter(0), reverse=True)
        likely = [cell for _, cell in known]
        if not scope.narrowed:  # what else there is would be wrong wherever it stands
            return likely
        pool = [cell for cell in scope.exam.by_service[keys[0].service][side] if cell.control not in taken]
        if scope.wanted_traps:
            wanted = [cell for cell in pool if self._is_wanted(scope, cell)]
            return [*wanted, *(cell for cell in likely if cell not in wanted)]
        rest = [cell for cell in pool if cell.key not in keyed and cell not in likely]
        drawn = [cell for cell in rest if scope.traps(cell, OTHER[side]) and self.fits(scope.exam, cell)]
        return [*likely, *rng.sample(drawn, len(drawn))]

    def _powers(self, exam: ExamScope) -> Mapping[tuple[str, Owner], Sequence[tuple[float, Cell]]]:
        """The cells that are ever keys, by service and side: a random number to the power of each puts them in order.

        Source: Efraimidis and Spirakis (2006), sampling by weight without replacement.
        """
        uses = self.draw(exam).uses
        return {
            (service, side): [(1 / uses[cell.key], cell) for cell in cells if cell.key in uses]
            for service, owners in exam.by_service.items()
            for side, cells in owners.items()
        }

    def _weighted(self, scope: Scope, asked: Owner) -> tuple[Sequence[Cell], Sequence[float]]:
        chances = self.draw(scope.exam).chances.get((scope.task.id, asked), {})
        cells: Sequence[Cell] = [cell for cell in scope.cells[asked] if cell.key in chances]
        if scope.wanted_traps:
            cells = [cell for cell in scope.cells[asked] if self._meets_wanted(scope, cell)]
        elif not cells and scope.narrowed:
            cells = [cell for cell in scope.cells[asked] if self.fits(scope.exam, cell)]
        return cells, list(accumulate(chances.get(cell.key, 1.0) for cell in cells))

    def _is_wanted(self, scope: Scope, cell: Cell) -> bool:
        return scope.wants(cell, OTHER[cell.owner]) and self.fits(scope.exam, cell)

    def _meets_wanted(self, scope: Scope, cell: Cell) -> bool:
        """Whether a wanted trap can stand beside a key."""
        others = scope.exam.by_service[cell.service][OTHER[cell.owner]]
        return self.fits(scope.exam, cell) and any(self._is_wanted(scope, other) for other in others)


def _balanced(exam: ExamScope, pool: KeyPool) -> KeyDraw:
    """By proportional fitting: a factor a cell, until each cell of a service is key as often as its even part."""
    held = _held(exam, pool)
    weights = {task.id: task.scored_items / len(task.families) for _, task in exam.guide.tasks()}
    factors = {cell.key: 1.0 for cells in held.values() for cell in cells}
    sides = {cell.key: (cell.service, cell.owner) for cells in held.values() for cell in cells}
    counts, asked = Counter(sides.values()), dict.fromkeys((service for service, _ in sides.values()), 0.0)
    for key, use in _uses(held, weights, factors).items():
        asked[sides[key][0]] += use
    for _ in range(ROUNDS):
        for key, use in _uses(held, weights, factors).items():
            service, _ = side = sides[key]
            factors[key] *= sqrt(asked[service] / 2 / counts[side] / use) if use else 0.0
    uses, seconds = _uses(held, weights, factors), Seconds()
    if pool.paired:
        asked_for = {cell.key for scope in exam.tasks.values() for cells in scope.cells.values() for cell in cells}
        uses, seconds = with_seconds(uses, [cell for cell in _fitting(exam, pool) if cell.key in asked_for])
    most = max(uses.values(), default=1.0)
    return KeyDraw(
        {place: {cell.key: factors[cell.key] for cell in cells} for place, cells in held.items()},
        {key: use / most for key, use in uses.items() if use},
        seconds,
    )


def _uses(held: Held, weights: Mapping[str, float], factors: Mapping[CellKey, float]) -> dict[CellKey, float]:
    """How often each cell is the key over the exam."""
    uses = dict.fromkeys(factors, 0.0)
    for (task, _), cells in held.items():
        total = sum(factors[cell.key] for cell in cells)
        for cell in cells if total else ():
            uses[cell.key] += weights[task] * factors[cell.key] / total
    return uses


def _held(exam: ExamScope, pool: KeyPool) -> Held:
    """What may be the key at each place: cells that tempt, of services that have enough of them on both sides."""
    tasks = {task: scope for task, scope in exam.tasks.items() if pool.family in scope.task.families}
    fit = {cell.key for cell in _fitting(exam, pool)}
    held = {
        (task, side): [cell for cell in scope.cells[side] if cell.key in fit]
        for task, scope in tasks.items()
        for side in SIDES
    }
    return {place: _enough(cells, pool) for place, cells in held.items()}


def _fitting(exam: ExamScope, pool: KeyPool) -> Sequence[Cell]:
    """What may be a key at some place, or a distractor."""
    tasks = [scope.task for scope in exam.tasks.values() if pool.family in scope.task.families]
    controls = frozenset(control for task in tasks for control in task.controls)
    return [cell for owners in exam.by_service.values() for cell in _of_both_sides(exam, pool, owners, controls)]


def _of_both_sides(
    exam: ExamScope, pool: KeyPool, owners: Mapping[Owner, Sequence[Cell]], controls: frozenset[str]
) -> Sequence[Cell]:
    """Cells of a service that can be key and distractor; none where either side has too few."""
    sides = [
        [
            cell
            for cell in owners[side]
            if cell.control in controls and exam.traps(cell, OTHER[side]) and pool.fits(exam, cell)
        ]
        for side in SIDES
    ]
    fewest = DISTRACTORS + (pool.paired and pool.same_side < 1)
    return [cell for cells in sides for cell in cells] if all(len(cells) >= fewest for cells in sides) else ()


def _enough(cells: Sequence[Cell], pool: KeyPool) -> Sequence[Cell]:
    """The cells, none where they are of few services."""
    fewest = FEWEST_PAIRED if pool.paired else FEWEST_SERVICES
    return cells if len({cell.service for cell in cells}) >= fewest else ()
