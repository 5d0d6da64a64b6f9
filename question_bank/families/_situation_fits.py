"""Situations in the services of an exam, and which of them may stand in one item."""

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from question_bank.draft import Claim
from question_bank.families._areas import area_of
from question_bank.families._situation_topics import near
from question_bank.loading import AWS
from question_bank.model import Cell, CellKey, Owner, Trap
from question_bank.scope import OTHER, SIDES, ExamScope, Scope
from question_bank.situations import Situation, situations_of


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """A situation in one service, with the traps by which a believer gives its step to the other side.

    `held` is the true claim that the owner takes the step, `moved` the false one that the other side does.
    """

    situation: Situation
    cell: Cell
    area: str
    traps: tuple[Trap, ...]
    held: tuple[Claim]
    moved: tuple[Claim]

    @property
    def owner(self) -> Owner:
        return self.cell.owner


Members = tuple[Fit, ...]
Keys = Mapping[Owner, Sequence[Fit]]
Test = Callable[[Situation], bool]


def by_service(scope: Scope) -> Mapping[str, Sequence[Fit]]:
    """Every situation of the exam that somebody could get wrong, by service; wanted traps come first."""
    plain = scope.exam.once("situations by service", _by_service)
    if not scope.wanted_traps:
        return plain
    return {service: [_reordered(fit, scope) for fit in fits] for service, fits in plain.items()}


def _reordered(fit: Fit, scope: Scope) -> Fit:
    if not any(trap.id in scope.wanted_traps for trap in fit.traps):
        return fit
    return replace(fit, traps=scope.traps(fit.cell, OTHER[fit.owner]))


def _by_service(exam: ExamScope) -> Mapping[str, Sequence[Fit]]:
    found: dict[str, list[Fit]] = {service: [] for service in exam.guide.services}
    for situation in situations_of(exam.model).situations.values():
        for service in situation.services if situation.in_exam(exam.guide.id) else ():
            cell = exam.model.cells[(AWS, service, situation.control)]
            side, other = cell.owner, OTHER[cell.owner]
            traps = exam.traps(cell, other) if service in found else ()
            if traps:
                held, moved = (Claim(cell, side, side),), (Claim(cell, side, other),)
                found[service].append(Fit(situation, cell, area_of(exam.model, cell), traps, held, moved))
    return found


def cells_in(scope: Scope) -> Set[CellKey]:
    """The cells that may key an item of the task."""
    return {cell.key for cells in scope.cells.values() for cell in cells}


def keys_of(scope: Scope, test: Test) -> Mapping[str, Keys]:
    """What may key an item of the task in each service where both sides may; filters do not narrow it."""
    in_task, found = cells_in(scope.exam.tasks.get(scope.task.id, scope)), {}
    for service, fits in by_service(scope).items():
        mine = [fit for fit in fits if fit.cell.key in in_task and test(fit.situation)]
        keys = {side: [fit for fit in mine if fit.owner is side] for side in SIDES}
        if all(keys.values()):
            found[service] = keys
    return found


def may_stand_beside(other: Fit, key: Fit) -> bool:
    """Whether a step is wrong for certain where the evidence of the key is shown."""
    return not key.situation.is_answered_by(other.situation)


def are_near(one: Fit, other: Fit) -> bool:
    """Whether whoever reads the evidence of one would weigh the step of the other."""
    return near(one.situation.control, other.situation.control)
