"""Conditions: pairs of modes of one thing, between which some work changes its owner."""

from dataclasses import dataclass
from pathlib import Path

from question_bank.loading import AWS, DATA
from question_bank.model import ResponsibilityModel
from question_bank.per_model import per_model
from question_bank.yaml_rows import DataError, Faults, Row, nearest, read_rows, refuse_unknown_keys, text_of, words_of

FILE = "conditions.yaml"
KEYS = frozenset(("modes", "both", "at", "instead", "duties", "unlike"))
MODES = 2


@dataclass(frozen=True, slots=True)
class Condition:
    """Two modes. `both` follows "A company" and says that each is in use, `instead` that one was chosen over the other.

    `at` names each mode within an answer. The duty of each control in `duties` has one owner in either mode; that of
    controls in `unlike` is different work in each.
    """

    modes: tuple[str, str]
    both: str
    at: tuple[str, str]
    instead: tuple[str, str]
    duties: tuple[str, ...]
    unlike: frozenset[str]


@per_model
def conditions_of(model: ResponsibilityModel) -> tuple[Condition, ...]:
    """The conditions that come with the package. Raises DataError as `read_conditions` does."""
    return read_conditions(DATA / FILE, f"data/{FILE}", model)


def read_conditions(path: Path, shown: str, model: ResponsibilityModel) -> tuple[Condition, ...]:
    """The conditions in a file. Raises DataError with every fault, by file and line."""
    faults = Faults()
    found = []
    for row in read_rows(path, shown).get("conditions") or []:
        try:
            found.append(_condition(row, model))
        except DataError as error:
            faults.add(error)
    faults.refuse()
    return tuple(found)


def _condition(row: Row, model: ResponsibilityModel) -> Condition:
    refuse_unknown_keys(row, KEYS)
    modes = _two(row, "modes")
    for mode in modes:
        if (AWS, mode) not in model.services:
            known = {service for _, service in model.services}
            raise DataError(f"{row.where('modes')}: there is no service {mode!r}{nearest(mode, known)}")
    for key in ("duties", "unlike"):
        for control in words_of(row, key):
            if control not in model.controls:
                raise DataError(f"{row.where(key)}: there is no control {control!r}{nearest(control, model.controls)}")
    return Condition(
        modes=modes,
        both=text_of(row, "both", required=True),
        at=_two(row, "at"),
        instead=_two(row, "instead"),
        duties=words_of(row, "duties"),
        unlike=frozenset(words_of(row, "unlike")),
    )


def _two(row: Row, key: str) -> tuple[str, str]:
    words = words_of(row, key)
    if len(words) != MODES or words[0] == words[1]:
        raise DataError(f"{row.where(key)}: {key} has two entries that differ, one for each mode, found {list(words)}")
    return (words[0], words[1])
