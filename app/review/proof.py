"""The proof of an item as a page draws it: one line, the customer's parts above it, the provider's below it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from question_bank.item import Item, Proof
from question_bank.model import Owner, ResponsibilityModel, UnknownCellError

PROVIDERS = {"aws": "AWS", "azure": "Microsoft", "gcp": "Google Cloud"}
DOCUMENTATION = "docs.aws.amazon.com"
UNDECIDED = "The cells behind the answer"


@dataclass(frozen=True, slots=True)
class Part:
    """What one side does in one cell. `label` names the cell where the title does not; `shared`: both sides act."""

    label: str
    text: str
    nuance: str
    shared: bool


@dataclass(frozen=True, slots=True)
class Source:
    """Where cells are written; `checked` is the day on which that was read, None where it was not."""

    url: str
    checked: date | None

    @property
    def name(self) -> str:
        """Guide and page of the address, such as "AmazonRDS: Welcome"; outside AWS's documentation, host and page."""
        parts = urlsplit(self.url)
        steps = [step for step in parts.path.split("/") if step]
        page = steps[-1].removesuffix(".html") if steps else ""
        if parts.netloc == DOCUMENTATION and len(steps) > 1:
            return f"{steps[0]}: {page}"
        return f"{parts.netloc.removeprefix('www.')}: {page}" if page else parts.netloc


@dataclass(frozen=True, slots=True)
class CellLink:
    """A cell of the model of today, by its ids, with the words by which a page names it."""

    provider: str
    service: str
    control: str
    name: str


@dataclass(frozen=True, slots=True)
class Picture:
    """The line of an item. Owners and sources are as the item had them, the words are the model's of today."""

    title: str
    provider_name: str
    customer: tuple[Part, ...]
    provider: tuple[Part, ...]
    sources: tuple[Source, ...]
    cells: tuple[CellLink, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """One cell of a proof with its words; "" where the model of today has none that fit."""

    proof: Proof
    service_name: str
    control_name: str
    provider_part: str
    customer_part: str
    nuance: str
    checked: date | None
    known: bool


def picture_of(item: Item, model: ResponsibilityModel) -> Picture:
    """The line behind an item's key, each cell once, in the item's order."""
    lines = [_line(cell, model) for cell in dict.fromkeys(item.proof)]
    services = {line.service_name for line in lines}
    controls = {line.control_name for line in lines}
    one_service, one_control = len(services) == 1, len(controls) == 1
    title = lines[0].service_name if one_service else lines[0].control_name if one_control else UNDECIDED
    sources = {line.proof.source: Source(line.proof.source, line.checked) for line in lines}
    return Picture(
        title=title,
        provider_name=PROVIDERS.get(lines[0].proof.provider, lines[0].proof.provider),
        customer=tuple(_parts(lines, Owner.CUSTOMER, one_service)),
        provider=tuple(_parts(lines, Owner.PROVIDER, one_service)),
        sources=tuple(sources.values()),
        cells=tuple(_cell_link(line, one_service) for line in lines if line.known),
    )


def _parts(lines: list[_Line], side: Owner, one_service: bool) -> Iterable[Part]:
    for line in lines:
        if line.proof.owner not in (side, Owner.SHARED):
            continue
        text = line.provider_part if side is Owner.PROVIDER else line.customer_part
        label = "" if one_service else line.service_name
        yield Part(label, text or line.control_name, line.nuance, line.proof.owner is Owner.SHARED)


def _cell_link(line: _Line, one_service: bool) -> CellLink:
    name = line.control_name if one_service else f"{line.service_name}: {line.control_name}"
    return CellLink(line.proof.provider, line.proof.service, line.proof.control, name)


def _line(proof: Proof, model: ResponsibilityModel) -> _Line:
    control = model.controls.get(proof.control)
    service = model.services.get((proof.provider, proof.service))
    try:
        cell = model.cell(proof.provider, proof.service, proof.control)
    except UnknownCellError:
        cell = None
    if cell is not None and cell.owner is not proof.owner:
        cell = None  # the model has changed its mind; today's words would contradict the key as graded
    return _Line(
        proof=proof,
        service_name=service.name if service else proof.service,
        control_name=control.name if control else proof.control,
        provider_part=cell.provider_part if cell else "",
        customer_part=cell.customer_part if cell else "",
        nuance=cell.nuance if cell else "",
        checked=cell.checked if cell else None,
        known=cell is not None,
    )
