"""Lines: where the line between the sides runs, control by control, and why a side has the work of one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from question_bank.loading import AWS, DATA
from question_bank.model import Cell, Owner, ResponsibilityModel
from question_bank.per_model import per_model
from question_bank.yaml_rows import DataError, Faults, Row, nearest, read_rows, refuse_unknown_keys, row_of, words_of

FILE = "lines.yaml"
SIDES = (Owner.PROVIDER, Owner.CUSTOMER)
KEYS = frozenset(("lines", "special", *SIDES))
MOST_SENTENCES = 2
LONGEST_REASON = 100  # characters


@dataclass(frozen=True, slots=True)
class Line:
    """What is said of one control or one area. `reasons` are clauses for each side, `texts` one or two sentences.

    `special` are the reasons of services for whose one owner the others are not true.
    """

    texts: tuple[str, ...]
    reasons: Mapping[Owner, tuple[str, ...]]
    special: Mapping[str, tuple[str, ...]]

    def clauses(self, cell: Cell, side: Owner) -> tuple[str, ...]:
        """The reasons for a side that are true of a cell; none where a nuance limits the other's work."""
        if cell.owner is side and cell.service in self.special:
            return self.special[cell.service]
        return self.reasons[side] if cell.owner is side or not cell.nuance else ()


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of every control, and those of whole areas for cells that are not literal."""

    controls: Mapping[str, Line]
    areas: Mapping[str, Line]

    def of(self, model: ResponsibilityModel, cell: Cell) -> Line:
        """The line that is true of a cell: that of its control, or of its area where the cell is not literal.

        What is special to a service in a control goes with either.
        """
        line = self.controls[cell.control]
        if cell.literal:
            return line
        area = self.areas[model.controls[cell.control].area]
        return Line(area.texts, area.reasons, line.special) if cell.service in line.special else area


@per_model
def lines_of(model: ResponsibilityModel) -> Lines:
    """The lines that come with the package. Raises DataError as `read_lines` does."""
    return read_lines(DATA / FILE, f"data/{FILE}", model)


def read_lines(path: Path, shown: str, model: ResponsibilityModel) -> Lines:
    """The lines in a file. Raises DataError with every fault, by file and line.

    Every AWS control and its area must have texts, and a reason for each side that alone owns a cell of it.
    """
    faults = Faults()
    rows = read_rows(path, shown)
    refuse_unknown_keys(rows, frozenset(("controls", "areas")))
    areas = {name: control.area for name, control in model.controls.items()}
    lines = Lines(
        _read(row_of(rows, "controls"), set(areas), "control", faults),
        _read(row_of(rows, "areas"), set(areas.values()), "area", faults),
    )
    faults.refuse()
    for fault in dict.fromkeys(_gaps(lines, model)):
        faults.add(f"{shown}:1: {fault}")
    faults.refuse()
    return lines


def _read(rows: Row, known: set[str], kind: str, faults: Faults) -> dict[str, Line]:
    found = {}
    for name in rows:
        try:
            if name not in known:
                raise DataError(f"{rows.where(name)}: there is no {kind} {name!r}{nearest(name, known)}")
            found[name] = _line(row_of(rows, name))
        except DataError as error:
            faults.add(error)
    return found


def _line(row: Row) -> Line:
    refuse_unknown_keys(row, KEYS)
    texts = words_of(row, "lines")
    if not texts:
        raise DataError(f"{row.where()}: 'lines' is missing or empty")
    for text in texts:
        if not text.endswith(".") or sentences(text) > MOST_SENTENCES or not ("AWS" in text or "company" in text):
            where = row.where("lines")
            raise DataError(f"{where}: expected one or two sentences that name AWS or the company, found {text!r}")
    special = row_of(row, "special") if "special" in row else None
    return Line(
        texts,
        {side: _clauses(row, side) for side in SIDES},
        {service: _clauses(special, service) for service in special} if special else {},
    )


def _clauses(row: Row, key: str) -> tuple[str, ...]:
    clauses = words_of(row, key)
    for clause in clauses:
        if clause.endswith(".") or len(clause) > LONGEST_REASON:
            raise DataError(f"{row.where(key)}: expected a short clause without a period, found {clause!r}")
    return clauses


def sentences(text: str) -> int:
    """How many sentences a text has."""
    return text.count(". ") + 1


def _gaps(lines: Lines, model: ResponsibilityModel) -> Iterator[str]:
    cells = list(model.cells_of(AWS))
    owned = {(cell.control, cell.service) for cell in cells if cell.owner in SIDES}
    for name, line in lines.controls.items():
        for service in sorted(line.special):
            if (name, service) not in owned:
                yield f"'special' of {name!r} names {service!r}, of which no side alone owns a cell"
    for cell in cells:
        area = model.controls[cell.control].area
        missing = [name for name, found in ((cell.control, lines.controls), (area, lines.areas)) if name not in found]
        for name in missing:
            yield f"there is no line for {name!r}"
        if not missing and cell.owner in SIDES and not lines.of(model, cell).clauses(cell, cell.owner):
            name = cell.control if cell.literal else area
            yield f"there is no reason for {cell.owner} under {name!r}, needed for {cell.service}"
