"""Work that AWS carries out once the company has set it up, and only then: facts beside the model's cells."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from question_bank.loading import AWS, DATA
from question_bank.model import Cell, CellKey, ResponsibilityModel
from question_bank.per_model import per_model
from question_bank.yaml_rows import DataError, Faults, Row, read_rows, refuse_unknown_keys, text_of, words_of

FILE = "after_setup.yaml"
CELL = 2  # a service and a control


@dataclass(frozen=True, slots=True)
class AfterSetup:
    """One piece of such work, as a prompt has it, and the cell with AWS's part on which it rests."""

    text: str
    cell: Cell


@per_model
def after_setup_of(model: ResponsibilityModel) -> Mapping[CellKey, AfterSetup]:
    """The work that comes with the package, by cell. Raises DataError as `read_after_setup` does."""
    return read_after_setup(DATA / FILE, f"data/{FILE}", model)


def read_after_setup(path: Path, shown: str, model: ResponsibilityModel) -> Mapping[CellKey, AfterSetup]:
    """The work in a file. Raises DataError with every fault, by file and line."""
    faults = Faults()
    found: dict[CellKey, AfterSetup] = {}
    for row in read_rows(path, shown).get("after_setup") or []:
        try:
            work = _work(row, model)
            if work.cell.key in found:
                raise DataError(f"{row.where('cell')}: {list(work.cell.key[1:])} stands twice")
            found[work.cell.key] = work
        except DataError as error:
            faults.add(error)
    faults.refuse()
    return found


def _work(row: Row, model: ResponsibilityModel) -> AfterSetup:
    refuse_unknown_keys(row, frozenset(("cell", "text")))
    named = words_of(row, "cell")
    cell = model.cells.get((AWS, named[0], named[1])) if len(named) == CELL else None
    if cell is None or not cell.provider_part:
        raise DataError(f"{row.where('cell')}: {list(named)} is no cell with a part of AWS's")
    return AfterSetup(text_of(row, "text") or cell.provider_part, cell)
