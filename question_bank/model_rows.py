"""Turns rows of the data files into values of the model; each fault is said with file and line."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from question_bank.model import (
    Cell,
    CellKey,
    Confidence,
    Control,
    Origin,
    Owner,
    Service,
    ServiceModel,
    Trap,
)
from question_bank.yaml_rows import (
    DataError,
    Faults,
    Row,
    nearest,
    refuse_unknown_keys,
    row_of,
    text_of,
    words_of,
)

CONTROL_KEYS = frozenset(("name", "area", "duty", "moves"))
CELL_KEYS = frozenset("owner provider_part customer_part nuance source confidence checked named literal".split())
DEFAULT_KEYS = CELL_KEYS | {"services"}
SERVICE_KEYS = frozenset(
    "id name phrase service_model category summary doc purpose pricing_unit provider_label exams cells".split()
)
TRAP_KEYS = frozenset("name belief lures correction wrong_owner right_owner also_right concerns exams source".split())
MATCHER_KEYS = frozenset("controls services models providers".split())
PLACEHOLDER = "{service}"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The ids that other files may use."""

    controls: Mapping[str, Control]
    services: frozenset[str]


def read_controls(row: Row, faults: Faults) -> dict[str, Control]:
    """Every control by id."""
    controls = {}
    rows = row_of(row, "controls")
    for control in rows:
        try:
            one = row_of(rows, control)
            refuse_unknown_keys(one, CONTROL_KEYS)
            name, area, duty = (text_of(one, key, required=True) for key in ("name", "area", "duty"))
            controls[control] = Control(control, name, area, duty, bool(one.get("moves", False)))
        except DataError as error:
            faults.add(error)
    return controls


def read_service(provider: str, service: str, row: Row) -> Service:
    """What a service file says of the service itself. Raises DataError at the first fault."""
    refuse_unknown_keys(row, SERVICE_KEYS)
    model = text_of(row, "service_model")
    if model and model not in set(ServiceModel):
        raise DataError(f"{row.where('service_model')}: service_model is {model!r}, expected {', '.join(ServiceModel)}")
    return Service(
        provider=provider,
        id=service,
        name=text_of(row, "name", required=True),
        phrase=text_of(row, "phrase") or text_of(row, "name"),
        service_model=ServiceModel(model) if model else None,
        category=text_of(row, "category") or "account-wide",
        summary=text_of(row, "summary"),
        doc=text_of(row, "doc"),
        purpose=text_of(row, "purpose"),
        pricing_unit=text_of(row, "pricing_unit"),
        exams=words_of(row, "exams"),
    )


def read_cells(
    rows: Row, provider: str, service: str, origin: Origin, words: Vocabulary, faults: Faults
) -> Iterator[Cell]:
    """The cells of one service file."""
    for control in rows:
        try:
            row = row_of(rows, control)
            refuse_unknown_keys(row, CELL_KEYS)
            yield read_cell(row, rows.where(control), (provider, service, control), origin, words)
        except DataError as error:
            faults.add(error)


def read_default_cells(
    row: Row, provider: str, services: Mapping[tuple[str, str], Service], words: Vocabulary, faults: Faults
) -> Iterator[Cell]:
    """The defaults of each service model, given only to the services that a default lists."""
    for model in row:
        for control, default in row_of(row_of(row, model), "cells").items():
            try:
                yield from _spread_default(default, (provider, model, control), services, words)
            except DataError as error:
                faults.add(error)


def _spread_default(
    row: Row, place: CellKey, services: Mapping[tuple[str, str], Service], words: Vocabulary
) -> Iterator[Cell]:
    provider, model, control = place
    refuse_unknown_keys(row, DEFAULT_KEYS)
    for name in words_of(row, "services"):
        service = services.get((provider, name))
        if service is None:
            raise DataError(f"{row.where('services')}: there is no service {name!r}{nearest(name, words.services)}")
        if service.service_model != model:
            raise DataError(f"{row.where('services')}: {name} is {service.service_model}, not {model}")
        filled = Row(row.file, row.line)
        filled.lines = row.lines
        for key, value in row.items():
            if key != "services":
                filled[key] = value.replace(PLACEHOLDER, service.name) if isinstance(value, str) else value
        yield read_cell(filled, row.where(), (provider, name, control), Origin.SERVICE_MODEL, words)


def read_cell(row: Row, where: str, key: CellKey, origin: Origin, words: Vocabulary) -> Cell:
    """One cell, or DataError saying at `where` what is wrong."""
    provider, service, control = key
    if control not in words.controls:
        raise DataError(f"{where}: there is no control {control!r}{nearest(control, words.controls)}")
    owner = _owner(row, "owner")
    parts = {side: text_of(row, f"{side}_part") for side in (Owner.PROVIDER, Owner.CUSTOMER)}
    needed = [side for side in parts if owner in (side, Owner.SHARED)]
    for side in needed:
        if not parts[side]:
            raise DataError(f"{where}: {control} of {service} is {owner} and needs a {side}_part")
    confidence = text_of(row, "confidence", required=True)
    if confidence not in set(Confidence):
        raise DataError(f"{row.where('confidence')}: confidence is {confidence!r}, expected {', '.join(Confidence)}")
    nuance = text_of(row, "nuance")
    return Cell(
        provider=provider,
        service=service,
        control=control,
        owner=owner,
        provider_part=parts[Owner.PROVIDER],
        customer_part=parts[Owner.CUSTOMER],
        nuance=nuance,
        source=_source(row),
        confidence=Confidence(confidence),
        checked=_date(row, "checked"),
        origin=origin,
        named=text_of(row, "named"),
        literal=bool(row.get("literal", True)),
    )


def read_trap(
    trap: str,
    rows: Row,
    services: Mapping[tuple[str, str], Service],
    cells: Mapping[CellKey, Cell],
    words: Vocabulary,
    exams: frozenset[str],
    faults: Faults,
) -> Trap | None:
    """One trap with the cells it gets wrong; None where it has a fault, which is then in `faults`."""
    try:
        row = row_of(rows, trap)
        refuse_unknown_keys(row, TRAP_KEYS)
        wrong, right = _owner(row, "wrong_owner"), _owner(row, "right_owner")
        rights = frozenset((right, *(Owner(word) for word in words_of(row, "also_right"))))
        if wrong in rights:
            raise DataError(f"{row.where('wrong_owner')}: {trap} agrees with its own right_owner {wrong}")
        lures = words_of(row, "lures")
        if not lures:
            raise DataError(f"{row.where()}: {trap} needs lures: sentences that say why it tempts")
        return Trap(
            id=trap,
            name=text_of(row, "name", required=True),
            belief=text_of(row, "belief", required=True),
            lures=tuple(" ".join(lure.split()) for lure in lures),
            correction=text_of(row, "correction", required=True),
            wrong_owner=wrong,
            right_owners=rights,
            exams=_exams(row, exams),
            source=_source(row),
            cells=_concerned(row, trap, rights, services, cells, words),
        )
    except DataError as error:
        faults.add(error)
        return None


def _concerned(
    row: Row,
    trap: str,
    rights: frozenset[Owner],
    services: Mapping[tuple[str, str], Service],
    cells: Mapping[CellKey, Cell],
    words: Vocabulary,
) -> frozenset[CellKey]:
    found: set[CellKey] = set()
    for matcher in row.get("concerns") or []:
        refuse_unknown_keys(matcher, MATCHER_KEYS)
        controls = words_of(matcher, "controls")
        for control in controls:
            if control not in words.controls:
                raise DataError(
                    f"{matcher.where('controls')}: there is no control {control!r}{nearest(control, words.controls)}"
                )
        wanted = _matched_services(matcher, words)
        models, providers = words_of(matcher, "models"), words_of(matcher, "providers") or ("aws",)
        hits = {
            cell.key
            for cell in cells.values()
            if cell.control in controls
            and cell.owner in rights
            and cell.provider in providers
            and (wanted is None or cell.service in wanted)
            and _of_model(services[(cell.provider, cell.service)], models)
        }
        if not hits:
            raise DataError(f"{matcher.where()}: this matcher of {trap} concerns no cell")
        found |= hits
    if not found:
        raise DataError(f"{row.where()}: {trap} concerns no cell")
    return frozenset(found)


def _of_model(service: Service, models: tuple[str, ...]) -> bool:
    return not models or service.service_model is None or service.service_model in models


def _matched_services(matcher: Row, words: Vocabulary) -> frozenset[str] | None:
    if matcher.get("services") == "all":
        return None
    names = words_of(matcher, "services")
    for name in names:
        if name not in words.services:
            raise DataError(f"{matcher.where('services')}: there is no service {name!r}{nearest(name, words.services)}")
    return frozenset(names)


def _owner(row: Row, key: str) -> Owner:
    word = text_of(row, key, required=True)
    if word not in set(Owner):
        raise DataError(f"{row.where(key)}: {key} is {word!r}, expected one of {', '.join(Owner)}")
    return Owner(word)


def _source(row: Row) -> str:
    source = text_of(row, "source", required=True)
    if not source.startswith("https://"):
        raise DataError(f"{row.where('source')}: source is {source!r}, expected an address that starts with https://")
    return source


def _date(row: Row, key: str) -> date | None:
    value = row.get(key)
    if value is not None and not isinstance(value, date):
        raise DataError(f"{row.where(key)}: {key} is {value!r}, expected a date such as 2026-11-24")
    return value


def _exams(row: Row, known: frozenset[str]) -> tuple[str, ...]:
    exams = words_of(row, "exams")
    for exam in exams:
        if exam not in known:
            raise DataError(f"{row.where('exams')}: there is no exam {exam!r}{nearest(exam, known)}")
    return exams
