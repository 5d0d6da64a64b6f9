"""Boundaries: pairs of controls on either side of the line, with the topic under which they are asked together."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from question_bank.model import Control
from question_bank.yaml_rows import DataError, Faults, Row, nearest, read_rows, refuse_unknown_keys, text_of, words_of

MOST_CONTROLS = 2


@dataclass(frozen=True, slots=True)
class Boundary:
    """One or two controls asked together. One alone stands for the two parts of a shared cell."""

    topic: str
    controls: tuple[str, ...]


def read_boundaries(path: Path, shown: str, controls: Mapping[str, Control]) -> tuple[Boundary, ...]:
    """The boundaries in a file. Raises DataError with every fault, by file and line."""
    faults = Faults()
    found = []
    for row in read_rows(path, shown).get("boundaries") or []:
        try:
            found.append(_boundary(row, controls))
        except DataError as error:
            faults.add(error)
    faults.refuse()
    return tuple(found)


def _boundary(row: Row, controls: Mapping[str, Control]) -> Boundary:
    refuse_unknown_keys(row, frozenset(("topic", "controls")))
    named = words_of(row, "controls")
    for control in named:
        if control not in controls:
            raise DataError(f"{row.where('controls')}: there is no control {control!r}{nearest(control, controls)}")
    if not 1 <= len(named) <= MOST_CONTROLS:
        raise DataError(f"{row.where('controls')}: a boundary has one or two controls, found {len(named)}")
    return Boundary(text_of(row, "topic", required=True), named)
