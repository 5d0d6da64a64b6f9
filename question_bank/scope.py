"""What an exam may ask: its cells, sorted once so that drafting an item is a few look-ups."""

from collections.abc import Callable, Container, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from question_bank.boundaries import Boundary
from question_bank.exam_guide import Domain, ExamGuide, Task
from question_bank.model import Cell, CellKey, Confidence, Owner, ResponsibilityModel, Trap
from question_bank.references import References

T = TypeVar("T")

AWS = "aws"
OTHER = {Owner.PROVIDER: Owner.CUSTOMER, Owner.CUSTOMER: Owner.PROVIDER}
SIDES = (Owner.PROVIDER, Owner.CUSTOMER)


@dataclass(frozen=True, eq=False)
class Scope:
    """One task of an exam: the cells that may key its items, by owner. Distractors carry wanted traps first."""

    exam: "ExamScope"
    domain: Domain
    task: Task
    cells: Mapping[Owner, Sequence[Cell]]
    wanted_traps: frozenset[str] = frozenset()
    narrowed: bool = False  # whether filters have taken cells away
    spent: Callable[[Cell], bool] = lambda _: False  # whether the form that is filled cannot take the cell as a key
    worn: Callable[[Sequence[Cell]], bool] = lambda _: False  # whether it cannot take an item with these options
    keyed: Container[CellKey] = frozenset()  # the keys of its items, which may be no options of another
    told: Container[str] = frozenset()  # the stories of its items
    memo: dict[Hashable, Any] = field(default_factory=dict, repr=False)

    def watching(
        self,
        spent: Callable[[Cell], bool],
        worn: Callable[[Sequence[Cell]], bool],
        keyed: Container[CellKey],
        told: Container[str],
    ) -> "Scope":
        """The scope with what a form holds; what is made once serves both."""
        held = (self.wanted_traps, self.narrowed, spent, worn, keyed, told, self.memo)
        return Scope(self.exam, self.domain, self.task, self.cells, *held)

    def once(self, key: Hashable, make: Callable[["Scope"], T]) -> T:
        """What `make` says of this scope, made once: families keep their look-ups here."""
        if key not in self.memo:
            self.memo[key] = make(self)
        made: T = self.memo[key]
        return made

    def traps(self, cell: Cell, believed: Owner) -> tuple[Trap, ...]:
        """As those of the exam, the wanted ones first."""
        found = self.exam.traps(cell, believed)
        if not self.wanted_traps:
            return found
        return tuple(sorted(found, key=lambda trap: trap.id not in self.wanted_traps))

    def wants(self, cell: Cell, believed: Owner) -> bool:
        """Whether a wanted trap gives the cell to that side."""
        return any(trap.id in self.wanted_traps for trap in self.exam.traps(cell, believed))


@dataclass(frozen=True, eq=False)
class ExamScope:
    """One exam over the model. Only AWS cells of high confidence, in the exam's services, may be keyed or offered."""

    model: ResponsibilityModel
    guide: ExamGuide
    boundaries: Sequence[Boundary]
    references: References | None = None
    memo: dict[Hashable, Any] = field(default_factory=dict, repr=False)

    def once(self, key: Hashable, make: Callable[["ExamScope"], T]) -> T:
        """What `make` says of this exam, made once."""
        if key not in self.memo:
            self.memo[key] = make(self)
        made: T = self.memo[key]
        return made

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """Cells that may stand in an item of this exam."""
        services = frozenset(self.guide.services)
        return tuple(
            cell for cell in self.model.cells_of(AWS) if cell.service in services and cell.confidence is Confidence.HIGH
        )

    @cached_property
    def by_service(self) -> Mapping[str, Mapping[Owner, Sequence[Cell]]]:
        return _sorted_by(self.cells, lambda cell: cell.service)

    @cached_property
    def by_control(self) -> Mapping[str, Mapping[Owner, Sequence[Cell]]]:
        return _sorted_by(self.cells, lambda cell: cell.control)

    @cached_property
    def _traps(self) -> Mapping[tuple[str, str, Owner], tuple[Trap, ...]]:
        """Traps of each cell by the owner that the believer would give it."""
        found: dict[tuple[str, str, Owner], tuple[Trap, ...]] = {}
        for cell in self.cells:
            for trap in self.model.traps_of(cell):
                if self.guide.id in trap.exams:
                    key = (cell.service, cell.control, trap.wrong_owner)
                    found[key] = (*found.get(key, ()), trap)
        return found

    def traps(self, cell: Cell, believed: Owner) -> tuple[Trap, ...]:
        """Traps that give `cell` to `believed`: they make an option tempting where the stem asks for that side."""
        return self._traps.get((cell.service, cell.control, believed), ())

    @cached_property
    def tasks(self) -> Mapping[str, Scope]:
        """The scope of each task, by its id."""
        return {task.id: self._scope(domain, task) for domain, task in self.guide.tasks()}

    def _scope(self, domain: Domain, task: Task) -> Scope:
        fitting = [
            cell
            for cell in self.cells
            if task.asks(cell.control, cell.service, self.model.service(AWS, cell.service).category)
        ]
        return Scope(self, domain, task, {owner: tuple(c for c in fitting if c.owner is owner) for owner in Owner})


def _sorted_by(cells: Sequence[Cell], key: Callable[[Cell], str]) -> Mapping[str, Mapping[Owner, Sequence[Cell]]]:
    found: dict[str, dict[Owner, list[Cell]]] = {}
    for cell in cells:
        found.setdefault(key(cell), {owner: [] for owner in Owner})[cell.owner].append(cell)
    return found
