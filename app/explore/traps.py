"""The traps of some cells, sorted by what they are about, so that a long list can be scanned."""

from collections import Counter
from collections.abc import Iterable, Mapping

from app.explore.names import AREAS
from question_bank.model import Cell, ResponsibilityModel, Trap


def traps_of(model: ResponsibilityModel, cells: Iterable[Cell]) -> tuple[Trap, ...]:
    """Every trap that gets one of the cells wrong, by name."""
    found = {trap.id: trap for cell in cells for trap in model.traps_of(cell)}
    return tuple(sorted(found.values(), key=lambda trap: trap.name))


def traps_by_area(model: ResponsibilityModel, cells: Iterable[Cell]) -> Mapping[str, tuple[Trap, ...]]:
    """The same traps, each once: under the area of control of which it gets most of these cells wrong."""
    known = tuple(cells)
    areas: dict[str, Counter[str]] = {}
    for cell in known:
        for trap in model.traps_of(cell):
            areas.setdefault(trap.id, Counter())[model.controls[cell.control].area] += 1
    home = {trap: max(AREAS, key=lambda area: found[area]) for trap, found in areas.items()}
    every = traps_of(model, known)
    return {area: traps for area in AREAS if (traps := tuple(trap for trap in every if home[trap.id] == area))}
