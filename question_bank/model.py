"""The responsibility model: which side does what in each service, and where that is written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from functools import cached_property

ACCOUNT_WIDE = "account-wide"
CellKey = tuple[str, str, str]  # provider, service, control


class Owner(StrEnum):
    """Who does the work that a control names."""

    PROVIDER = "provider"
    CUSTOMER = "customer"
    SHARED = "shared"


class ServiceModel(StrEnum):
    """How much of a service the provider runs, in AWS's own words."""

    INFRASTRUCTURE = "infrastructure"
    CONTAINER = "container"
    ABSTRACTED = "abstracted"


class Confidence(StrEnum):
    """How far a cell may be trusted: high may key an item, medium only with its nuance in the stem, low never."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Origin(StrEnum):
    """The level of the model that says a cell."""

    SERVICE = "service"
    SERVICE_MODEL = "service-model"
    ACCOUNT_WIDE = "account-wide"


class UnknownCellError(LookupError):
    """There is no such cell. The message names the nearest known ids."""


@dataclass(frozen=True, slots=True)
class Control:
    """One area of work that somebody must do: its `name` in a table, and its `duty` as a sentence has it, a gerund.

    `moves` says that the same work lies with AWS in one service and with the customer in another.
    """

    id: str
    name: str
    area: str
    duty: str
    moves: bool = False


@dataclass(frozen=True, slots=True)
class Service:
    """One cloud service in one service model. `phrase` is its name within a sentence, with an article if need be."""

    provider: str
    id: str
    name: str
    phrase: str
    service_model: ServiceModel | None
    category: str
    summary: str
    doc: str
    purpose: str = ""
    pricing_unit: str = ""
    exams: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """Service × control → owner, with each side's part. The unit of truth.

    `named` is the service with the condition under which the cell holds, for an option that names the service alone.
    `literal` is false where the control's general duty would say something else than this cell's part does.
    `checked` is the date on which the source was read and found to say this; None where it was not read.
    """

    provider: str
    service: str
    control: str
    owner: Owner
    provider_part: str
    customer_part: str
    nuance: str
    source: str
    confidence: Confidence
    checked: date | None
    origin: Origin
    named: str = ""
    literal: bool = True
    key: CellKey = field(init=False, repr=False, compare=False)  # kept, for nothing is looked up more often

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", (self.provider, self.service, self.control))

    def part(self, side: Owner) -> str:
        """What `side` (provider or customer) does here; "" where it has nothing to do."""
        return self.provider_part if side is Owner.PROVIDER else self.customer_part


@dataclass(frozen=True, slots=True)
class Trap:
    """A named misconception. Whoever holds it gives the cells in `cells` to `wrong_owner`.

    `name` is the belief in a few words, `lures` are reasons why it tempts, `correction` is what is true.
    """

    id: str
    name: str
    belief: str
    lures: tuple[str, ...]
    correction: str
    wrong_owner: Owner
    right_owners: frozenset[Owner]
    exams: tuple[str, ...]
    source: str
    cells: frozenset[CellKey]


@dataclass(frozen=True)
class ResponsibilityModel:
    """All facts, validated. Iteration order is that of the files, so that seeded choices repeat."""

    version: str
    controls: Mapping[str, Control]
    services: Mapping[tuple[str, str], Service]
    cells: Mapping[CellKey, Cell]
    traps: Mapping[str, Trap]
    areas: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def providers(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(provider for provider, _ in self.services))

    @cached_property
    def _traps_by_cell(self) -> Mapping[CellKey, tuple[Trap, ...]]:
        found: dict[CellKey, list[Trap]] = {}
        for trap in self.traps.values():
            for key in trap.cells:
                found.setdefault(key, []).append(trap)
        return {key: tuple(traps) for key, traps in found.items()}

    def service(self, provider: str, service: str) -> Service:
        """Raises UnknownCellError where the provider has no such service."""
        found = self.services.get((provider, service))
        if found is None:
            known = [name for owner, name in self.services if owner == provider]
            if not known:
                raise UnknownCellError(f"there is no provider {provider!r}{_hint(provider, self.providers)}")
            raise UnknownCellError(f"{provider} has no service {service!r}{_hint(service, known)}")
        return found

    def cell(self, provider: str, service: str, control: str) -> Cell:
        """The cell as the model resolves it: the service's own, else the account-wide one.

        Raises UnknownCellError where an id is unknown or the model says nothing about the pair.
        """
        self.service(provider, service)
        if control not in self.controls:
            raise UnknownCellError(f"there is no control {control!r}{_hint(control, self.controls)}")
        own = self.cells.get((provider, service, control)) or self.cells.get((provider, ACCOUNT_WIDE, control))
        if own is None:
            has = [cell.control for cell in self.cells_of(provider, service)]
            listed = ", ".join(get_close_matches(control, has, n=3, cutoff=0.3) or has[:3])
            raise UnknownCellError(f"the model has no cell {control!r} for {provider} {service}; nearest: {listed}")
        return own

    def cells_of(self, provider: str | None = None, service: str | None = None) -> Iterator[Cell]:
        """Cells of a provider, a service, or all, in file order."""
        for cell in self.cells.values():
            if provider in (None, cell.provider) and service in (None, cell.service):
                yield cell

    def traps_of(self, cell: Cell) -> tuple[Trap, ...]:
        """The traps that get this cell wrong, in file order."""
        return self._traps_by_cell.get(cell.key, ())


def _hint(word: str, known: object) -> str:
    names = sorted(map(str, known)) if isinstance(known, (list, tuple, Mapping)) else []
    near = get_close_matches(word, names, n=3)
    return f"; did you mean {' or '.join(repr(name) for name in near)}?" if near else ""
