"""Services × controls: the part of the matrix that a page shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from question_bank.exam_guide import ExamGuide
from question_bank.model import ACCOUNT_WIDE, Cell, Control, Owner, ResponsibilityModel, Service

SELECTION = ""  # as category: the services that come up most
EVERY = "all"
COLUMNS = 12


@dataclass(frozen=True, slots=True)
class MatrixFilters:
    """What to show. "" and None mean no limit, except that `category` "" is a selection and EVERY is all of them."""

    provider: str = "aws"
    category: str = SELECTION
    area: str = ""
    owner: Owner | None = None
    text: str = ""
    differ: bool = False
    page: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """One control with a cell for each service of the page; None where there is none or it is filtered out."""

    control: Control
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """One page of the matrix. `services` are its columns; `found` counts the services on all pages."""

    services: tuple[Service, ...]
    rows: tuple[Row, ...]
    page: int
    pages: int
    found: int

    @property
    def cells(self) -> int:
        """How many cells the page shows."""
        return sum(cell is not None for row in self.rows for cell in row.cells)


def grid(model: ResponsibilityModel, guides: Mapping[str, ExamGuide], filters: MatrixFilters) -> Grid:
    """The page that the filters ask for. A page number that is too high gives the last page."""
    kept = {cell.key: cell for cell in model.cells.values() if _admits(model, filters, cell)}
    having = {(provider, service) for provider, service, _ in kept}
    services = [s for s in _services(model, guides, filters) if (s.provider, s.id) in having]
    pages = max(1, -(-len(services) // COLUMNS))
    page = min(max(1, filters.page), pages)
    shown = services[(page - 1) * COLUMNS : page * COLUMNS]
    rows = (
        Row(control, tuple(kept.get((service.provider, service.id, control.id)) for service in shown))
        for control in model.controls.values()
    )
    return Grid(
        services=tuple(shown),
        rows=tuple(row for row in rows if _owners(row) > (1 if filters.differ else 0)),
        page=page,
        pages=pages,
        found=len(services),
    )


def _services(model: ResponsibilityModel, guides: Mapping[str, ExamGuide], filters: MatrixFilters) -> Sequence[Service]:
    named = [s for s in model.services.values() if filters.provider in (EVERY, s.provider)]
    if filters.category == SELECTION:
        return _most_asked(model, guides, named)
    return [s for s in named if filters.category in (EVERY, s.category)]


def _most_asked(
    model: ResponsibilityModel, guides: Mapping[str, ExamGuide], services: Sequence[Service]
) -> Sequence[Service]:
    """Those that most exams list, then those that the model says most about."""
    said: dict[tuple[str, str], int] = {}
    for provider, service, _ in model.cells:
        said[(provider, service)] = said.get((provider, service), 0) + 1

    def rank(service: Service) -> tuple[int, int]:
        exams = sum(service.provider == "aws" and service.id in guide.services for guide in guides.values())
        return (-exams, -said.get((service.provider, service.id), 0))

    return sorted((s for s in services if s.id != ACCOUNT_WIDE), key=rank)[:COLUMNS]


def _admits(model: ResponsibilityModel, filters: MatrixFilters, cell: Cell) -> bool:
    control = model.controls[cell.control]
    if filters.area not in ("", control.area) or filters.owner not in (None, cell.owner):
        return False
    if not filters.text:
        return True
    service = model.services[(cell.provider, cell.service)]
    said = (service.name, service.id, control.name, control.id, cell.provider_part, cell.customer_part, cell.nuance)
    text = " ".join(said).casefold()
    return all(word in text for word in filters.text.casefold().split())


def _owners(row: Row) -> int:
    return len({cell.owner for cell in row.cells if cell is not None})
