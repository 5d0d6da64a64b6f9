"""Loads the model and the exam guides from `data/`, once a process, and refuses what is wrong with file and line."""

import hashlib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from question_bank.exam_guide import ExamGuide
from question_bank.exam_guide_rows import read_exam_guide
from question_bank.model import ACCOUNT_WIDE, Cell, CellKey, Origin, ResponsibilityModel, Service
from question_bank.model_rows import (
    Vocabulary,
    read_cells,
    read_controls,
    read_default_cells,
    read_service,
    read_trap,
)
from question_bank.yaml_rows import DataError, Faults, Row, read_rows, row_of

PACKAGE = Path(__file__).parent
DATA = PACKAGE / "data"
AWS = "aws"
OTHER_PROVIDERS = ("azure", "gcp")


def load_model(data: Path = DATA) -> ResponsibilityModel:
    """The responsibility model in the folder `data`, validated, once a process.

    Raises DataError with every fault found, a line each, beginning with file and line.
    """
    return _load_model(data)


def load_exam_guides(data: Path = DATA) -> Mapping[str, ExamGuide]:
    """The exam guides by id, those still held first, once a process. Raises DataError as `load_model` does."""
    return _load_exam_guides(data)


@cache
def _load_model(data: Path) -> ResponsibilityModel:
    faults = Faults()
    controls = read_controls(_rows(data, "providers/aws/controls.yaml"), faults)
    services, files = _read_services(data, faults)
    words = Vocabulary(controls, frozenset(name for _, name in services))
    cells: dict[CellKey, Cell] = {}
    for (provider, service), row in files.items():
        origin = Origin.ACCOUNT_WIDE if service == ACCOUNT_WIDE else Origin.SERVICE
        for cell in read_cells(row, provider, service, origin, words, faults):
            cells[cell.key] = cell
    defaults = _rows(data, "providers/aws/service-models.yaml")
    for cell in read_default_cells(defaults, AWS, services, words, faults):
        cells.setdefault(cell.key, cell)
    trap_rows = row_of(_rows(data, "traps.yaml"), "traps")
    exams = frozenset(path.stem for path in (data / "exams").glob("*.yaml"))
    traps = [read_trap(trap, trap_rows, services, cells, words, exams, faults) for trap in trap_rows]
    faults.refuse()
    return ResponsibilityModel(
        version=bank_version(data),
        controls=controls,
        services=services,
        cells=cells,
        traps={trap.id: trap for trap in traps if trap is not None},
    )


@cache
def _load_exam_guides(data: Path) -> Mapping[str, ExamGuide]:
    model = load_model(data)
    faults = Faults()
    paths = sorted((data / "exams").glob("*.yaml"))
    guides = [read_exam_guide(read_rows(path, _shown(path, data)), model, faults) for path in paths]
    faults.refuse()
    ordered = sorted(guides, key=lambda guide: (guide.retired, guide.minutes))
    return {guide.id: guide for guide in ordered}


def bank_version(data: Path = DATA) -> str:
    """Eight hexadecimal digits that change with any fact or line of code from which items could come out different."""
    digest = hashlib.sha256()
    for path in (*sorted(PACKAGE.rglob("*.py")), *sorted(data.rglob("*.yaml"))):
        digest.update(path.name.encode() + b"\0" + path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()[:8]


def _rows(data: Path, name: str) -> Row:
    return read_rows(data / name, _shown(data / name, data))


def _shown(path: Path, data: Path) -> str:
    return f"{data.name}/{path.relative_to(data)}"


def _read_services(data: Path, faults: Faults) -> tuple[dict[tuple[str, str], Service], dict[tuple[str, str], Row]]:
    """Every service with the row that holds its cells."""
    services: dict[tuple[str, str], Service] = {}
    files: dict[tuple[str, str], Row] = {}
    for provider, service_id, row in _service_rows(data, faults):
        try:
            services[(provider, service_id)] = read_service(provider, service_id, row)
            files[(provider, service_id)] = row_of(row, "cells")
        except DataError as error:
            faults.add(error)
    return services, files


def _service_rows(data: Path, faults: Faults) -> Iterator[tuple[str, str, Row]]:
    yield AWS, ACCOUNT_WIDE, _rows(data, "providers/aws/account-wide.yaml")
    for path in sorted((data / "providers/aws/services").glob("*.yaml")):
        row = _rows(data, str(path.relative_to(data)))
        if row.get("id") != path.stem:
            faults.add(f"{row.where('id')}: id is {row.get('id')!r}, expected {path.stem!r} as the file is named")
        yield AWS, path.stem, row
    for provider in OTHER_PROVIDERS:
        rows = row_of(_rows(data, f"providers/{provider}.yaml"), "services")
        for service_id in rows:
            yield provider, service_id, row_of(rows, service_id)
