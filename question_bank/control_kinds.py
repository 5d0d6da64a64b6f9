"""Controls by the kind that the AWS shared responsibility model gives them: inherited, shared, customer specific.

Source of the kinds: https://aws.amazon.com/compliance/shared-responsibility-model/
"""

from dataclasses import dataclass
from pathlib import Path

from question_bank.loading import AWS, DATA
from question_bank.model import ACCOUNT_WIDE, Cell, ResponsibilityModel
from question_bank.per_model import per_model
from question_bank.yaml_rows import DataError, Faults, Row, nearest, read_rows, row_of, words_of

FILE = "control_kinds.yaml"


@dataclass(frozen=True, slots=True)
class NamedControl:
    """A control as a noun phrase. The owner of its account-wide cell gives its kind."""

    phrase: str
    cell: Cell


@per_model
def named_controls_of(model: ResponsibilityModel) -> tuple[NamedControl, ...]:
    """The phrases that come with the package. Raises DataError as `read_named_controls` does."""
    return read_named_controls(DATA / FILE, f"data/{FILE}", model)


def read_named_controls(path: Path, shown: str, model: ResponsibilityModel) -> tuple[NamedControl, ...]:
    """The phrases in a file. Raises DataError with every fault, by file and line."""
    faults = Faults()
    found: list[NamedControl] = []
    rows = row_of(read_rows(path, shown), "phrases")
    for control in rows:
        try:
            found += _named(rows, control, model)
        except DataError as error:
            faults.add(error)
    faults.refuse()
    return tuple(found)


def _named(rows: Row, control: str, model: ResponsibilityModel) -> list[NamedControl]:
    if control not in model.controls:
        raise DataError(f"{rows.where(control)}: there is no control {control!r}{nearest(control, model.controls)}")
    cell = model.cells.get((AWS, ACCOUNT_WIDE, control))
    if cell is None:
        raise DataError(f"{rows.where(control)}: {control} has no account-wide cell, which would give its kind")
    phrases = words_of(rows, control)
    for phrase in phrases:
        if phrase[:1].isupper() or phrase.endswith("."):
            raise DataError(f"{rows.where(control)}: {phrase!r} begins with a small letter and ends without a period")
    return [NamedControl(phrase, cell) for phrase in phrases]
