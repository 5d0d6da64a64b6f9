"""Situations in the services of an exam, and how near two of them are to each other in topic."""

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import combinations

from question_bank.draft import Claim
from question_bank.families._duties import area_of
from question_bank.loading import AWS
from question_bank.model import Cell, CellKey, Owner, Trap
from question_bank.scope import OTHER, SIDES, Scope
from question_bank.situations import Situation, situations_of

Pairs = Set[tuple[str, str]]
PAIR = 2
NEAR, AKIN, FAR = range(3)
KIN = frozenset(  # areas whose tasks a team would weigh against each other
    frozenset(pair.split())
    for pair in (
        "facility platform",
        "facility resilience",
        "facility data",
        "platform application",
        "platform operations",
        "network identity",
        "network resilience",
        "application network",
        "data identity",
        "data resilience",
        "resilience cost",
        "operations identity",
        "operations compliance",
        "operations resilience",
    )
)


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
    """Every situation of the exam that somebody could get wrong, by service."""
    exam = scope.exam
    found: dict[str, list[Fit]] = {service: [] for service in exam.guide.services}
    for situation in situations_of(exam.model).situations.values():
        for service in situation.services if situation.in_exam(exam.guide.id) else ():
            cell = exam.model.cells[(AWS, service, situation.control)]
            side, other = cell.owner, OTHER[cell.owner]
            traps = scope.traps(cell, other) if service in found else ()
            if traps:
                held, moved = (Claim(cell, side, side),), (Claim(cell, side, other),)
                found[service].append(Fit(situation, cell, area_of(exam.model, cell), traps, held, moved))
    return found


def cells_in(scope: Scope) -> Set[CellKey]:
    """The cells that may key an item of the task."""
    return {cell.key for cells in scope.cells.values() for cell in cells}


def at_the_line(scope: Scope) -> Pairs:
    """Controls that a boundary names together, in either order."""
    pairs = [boundary.controls for boundary in scope.exam.boundaries if len(boundary.controls) == PAIR]
    return {(one, other) for pair in pairs for one, other in (pair, pair[::-1])}


def distance(one: Fit, other: Fit, paired: Pairs) -> int:
    """Near where the line runs between the two or they are of one area, akin where their areas are, else far."""
    if one.area == other.area or (one.situation.control, other.situation.control) in paired:
        return NEAR
    return AKIN if frozenset((one.area, other.area)) in KIN else FAR


def keys_of(scope: Scope, test: Test) -> Mapping[str, Keys]:
    """What may key an item of the task in each service where both sides may; filters do not narrow it."""
    in_task, found = cells_in(scope.exam.tasks.get(scope.task.id, scope)), {}
    for service, fits in by_service(scope).items():
        mine = [fit for fit in fits if fit.cell.key in in_task and test(fit.situation)]
        keys = {side: [fit for fit in mine if fit.owner is side] for side in SIDES}
        if all(keys.values()):
            found[service] = keys
    return found


def clash(fits: Members) -> bool:
    """Whether a step of one answers the evidence of another."""
    return any(one.situation.excludes(other.situation) for one, other in combinations(fits, PAIR))
