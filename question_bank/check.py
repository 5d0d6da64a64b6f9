"""The validator for whoever edits the data: everything that loading refuses, and what only an editor needs to know.

Run as `python -m question_bank.check [FOLDER]`; each fault is a line with file and line; exit 1 where there is any.
"""

import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from question_bank.alternatives import read_nearness
from question_bank.boundaries import read_boundaries
from question_bank.exam_guide import ExamGuide
from question_bank.lines import read_lines
from question_bank.loading import DATA, load_exam_guides, load_model
from question_bank.model import ACCOUNT_WIDE, Cell, Confidence, Owner, ResponsibilityModel
from question_bank.references import load_references
from question_bank.yaml_rows import DataError, Row, read_rows

SITES = {
    "aws": ("aws.amazon.com", "awsstatic.com"),
    "azure": ("microsoft.com", "azure.com"),
    "gcp": ("google.com", "withgoogle.com"),
}
LONGEST_PROSE = 240  # characters that a learner reads at once
PART_WORDS = range(4, 15)
BRITISH = re.compile(
    r"\b(\w*(?:isation|isations|ising|ised)|centres?|datacentres?|licences?|behaviours?|analys(?:e|ed|es|ing)|catalogues?|"
    r"labell(?:ed|ing)|modell(?:ed|ing)|programmes?|ageing|towards|colours?|neighbours?|organis(?:e|es))\b",
    re.IGNORECASE,
)
AMERICAN_TOO = frozenset(
    "advertising advertised compromised compromising raised raising supervised revised promised premised".split()
)
GERUND = re.compile(r"^[a-z-]+ing\b")


def check(data: Path = DATA) -> list[str]:
    """Every fault of the data in the folder, sorted by place; empty where there is none."""
    try:
        model = load_model(data)
        guides = load_exam_guides(data)
        read_boundaries(data / "boundaries.yaml", "data/boundaries.yaml", model.controls)
        load_references(data, model)
        read_nearness(data / "alternatives.yaml", "data/alternatives.yaml", model)
        read_lines(data / "lines.yaml", "data/lines.yaml", model)
    except DataError as error:
        return str(error).splitlines()
    lines = _Lines(data)
    faults = [
        *_check_cells(model, lines),
        *_check_unique_parts(model, lines),
        *_check_traps(model, lines),
        *_check_guides(model, guides),
    ]
    return sorted(faults, key=_place)


class _Lines:
    """Where each cell stands, read again only for the report."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.files: dict[str, Row] = {}

    def of_cell(self, cell: Cell) -> str:
        name = f"providers/{cell.provider}.yaml"
        if cell.provider == "aws":
            stem = f"services/{cell.service}" if cell.service != ACCOUNT_WIDE else ACCOUNT_WIDE
            name = f"providers/aws/{stem}.yaml"
        row = self._file(name)
        row = row if cell.provider == "aws" else row["services"][cell.service]
        return str(row["cells"].where(cell.control)) if cell.control in row["cells"] else row.where("cells")

    def of_trap(self, trap: str) -> str:
        return str(self._file("traps.yaml")["traps"].where(trap))

    def _file(self, name: str) -> Row:
        if name not in self.files:
            self.files[name] = read_rows(self.data / name, f"{self.data.name}/{name}")
        return self.files[name]


def _check_cells(model: ResponsibilityModel, lines: _Lines) -> Iterator[str]:
    for cell in model.cells.values():
        for fault in _cell_faults(cell):
            yield f"{lines.of_cell(cell)}: {cell.service}/{cell.control}: {fault}"


def _cell_faults(cell: Cell) -> Iterator[str]:
    host = urlsplit(cell.source).hostname or ""
    if not any(host == site or host.endswith(f".{site}") for site in SITES[cell.provider]):
        yield f"the source is not on the provider's own site: {cell.source}"
    for side in (Owner.PROVIDER, Owner.CUSTOMER):
        if cell.part(side) and (cell.provider == "aws" or cell.owner in (side, Owner.SHARED)):
            yield from _part_faults(cell.part(side))
    if len(cell.nuance) > LONGEST_PROSE:
        yield f"the nuance has {len(cell.nuance)} characters, more than {LONGEST_PROSE}"
    if cell.confidence is Confidence.MEDIUM and not cell.nuance and cell.provider == "aws":
        yield "medium confidence needs a nuance that says on what the owner depends"
    if cell.owner is not Owner.SHARED and cell.provider == "aws" and cell.provider_part and cell.customer_part:
        yield "a cell with one owner has one part"
    for text in (cell.provider_part, cell.customer_part, cell.nuance):
        yield from _spelling(text)


def _part_faults(part: str) -> Iterator[str]:
    count = len(part.split())
    if count not in PART_WORDS:
        yield f"the part has {count} words, expected {PART_WORDS.start} to {PART_WORDS.stop - 1}: {part!r}"
    if not GERUND.match(part):
        yield f"a part begins with a gerund in lower case: {part!r}"
    if part.endswith("."):
        yield f"a part ends without a period: {part!r}"


def _spelling(text: str) -> Iterator[str]:
    for match in BRITISH.finditer(text):
        if match.group().lower() not in AMERICAN_TOO:
            yield f"spelling is American; found {match.group()!r}"


def _check_unique_parts(model: ResponsibilityModel, lines: _Lines) -> Iterator[str]:
    seen: dict[str, Cell] = {}
    for cell in model.cells.values():
        for side in (Owner.PROVIDER, Owner.CUSTOMER):
            text = cell.part(side).casefold()
            other = seen.setdefault(text, cell) if text else cell
            if other is not cell:
                place = f"{lines.of_cell(cell)}: {cell.service}/{cell.control}"
                yield f"{place}: the part stands in {other.service} too: {text!r}"


def _check_traps(model: ResponsibilityModel, lines: _Lines) -> Iterator[str]:
    for trap in model.traps.values():
        for text in (trap.belief, trap.correction, *trap.lures):
            if len(text) > LONGEST_PROSE:
                yield f"{lines.of_trap(trap.id)}: {trap.id}: {len(text)} characters at once, more than {LONGEST_PROSE}"
            for fault in _spelling(text):
                yield f"{lines.of_trap(trap.id)}: {trap.id}: {fault}"


def _check_guides(model: ResponsibilityModel, guides: Mapping[str, ExamGuide]) -> Iterator[str]:
    """Every AWS service belongs to an exam, and some task of it can ask for its cells."""
    asked = {service for guide in guides.values() for service in guide.services}
    for provider, service in model.services:
        if provider == "aws" and service not in asked:
            yield f"data/exams: no exam guide lists the service {service!r}"
    for guide in guides.values():
        controls = {control for _, task in guide.tasks() for control in task.controls}
        for service in guide.services:
            if not any(cell.control in controls for cell in model.cells_of("aws", service)):
                yield f"data/exams/{guide.id}.yaml: no task can ask for a cell of {service!r}"


def _place(fault: str) -> tuple[str, int]:
    file, _, rest = fault.partition(":")
    line = rest.partition(":")[0]
    return file, int(line) if line.isdigit() else 0


def main(arguments: list[str]) -> int:
    """Prints the faults of the data in the folder given, or of the package's own; exit status 1 where there are any."""
    faults = check(Path(arguments[0]) if arguments else DATA)
    sys.stdout.write("".join(f"{fault}\n" for fault in faults) or "the data is sound\n")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
