"""Cases that a service reports or stops once the company has set it up: facts beside the model's cells."""

from dataclasses import dataclass
from pathlib import Path

from question_bank.loading import AWS, DATA
from question_bank.model import Cell, Owner, ResponsibilityModel
from question_bank.per_model import per_model
from question_bank.yaml_rows import DataError, Faults, Row, nearest, read_rows, refuse_unknown_keys, text_of, words_of

FILE = "findings.yaml"
CELL = 2  # a service and a control


@dataclass(frozen=True, slots=True)
class Finding:
    """A case as a sentence, the company's cell by which a service reports it, and services too near to stand beside."""

    text: str
    cell: Cell
    near: frozenset[str]


@per_model
def findings_of(model: ResponsibilityModel) -> tuple[Finding, ...]:
    """The findings that come with the package. Raises DataError as `read_findings` does."""
    return read_findings(DATA / FILE, f"data/{FILE}", model)


def read_findings(path: Path, shown: str, model: ResponsibilityModel) -> tuple[Finding, ...]:
    """The findings in a file. Raises DataError with every fault, by file and line."""
    faults = Faults()
    found: dict[str, Finding] = {}
    for row in read_rows(path, shown).get("findings") or []:
        try:
            finding = _finding(row, model)
            if finding.text in found:
                raise DataError(f"{row.where('text')}: {finding.text!r} stands twice")
            found[finding.text] = finding
        except DataError as error:
            faults.add(error)
    faults.refuse()
    return tuple(found.values())


def _finding(row: Row, model: ResponsibilityModel) -> Finding:
    refuse_unknown_keys(row, frozenset(("text", "cell", "near")))
    named = words_of(row, "cell")
    cell = model.cells.get((AWS, named[0], named[1])) if len(named) == CELL else None
    if cell is None or cell.owner not in (Owner.CUSTOMER, Owner.SHARED):
        raise DataError(f"{row.where('cell')}: {list(named)} is no cell with work of the company's")
    known = {service for provider, service in model.services if provider == AWS}
    for service in words_of(row, "near"):
        if service not in known:
            raise DataError(f"{row.where('near')}: there is no service {service!r}{nearest(service, known)}")
    return Finding(text_of(row, "text", required=True), cell, frozenset(words_of(row, "near")))
