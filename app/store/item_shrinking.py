"""Figures of units with few answers, drawn towards the level above: an item's to its template, a template's to its
family.

The level above weighs as much as some answers: as many as its units differ by, once there are enough of them to tell.
Source: psychometrics 2.3 (small n).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.assessment.item_stats import (
    ANSWERS_FOR_STRENGTH,
    ITEM_STRENGTH,
    TEMPLATE_STRENGTH,
    Tally,
    discrimination,
    shrunk_discrimination,
    shrunk_facility,
    strength_from,
)
from app.store.item_tallies import Level, template_of
from app.store.progress_tables import ItemTallyRow
from question_bank.item import Item

_STRENGTHS = {Level.ITEM: ITEM_STRENGTH, Level.TEMPLATE: TEMPLATE_STRENGTH}


@dataclass(frozen=True, slots=True)
class Drawn:
    """Facility and discrimination of a unit, drawn towards those of the level above."""

    facility: float
    discrimination: float


def draw(
    session: Session, exam: str, level: Level, tallies: Mapping[str, Tally], items: Mapping[str, Item]
) -> dict[str, Drawn]:
    """Of items and templates, by unit. `items` are those of the level of items; other levels have none above."""
    if level not in _STRENGTHS or not tallies:
        return {}
    templates = {unit: template_of(items[unit]) if level is Level.ITEM else unit for unit in tallies}
    above = _template_facilities if level is Level.ITEM else _family_facilities
    parents = above(session, exam, templates.values())
    strength = _strength(session, exam, level)
    return {
        unit: Drawn(
            shrunk_facility(tally.right, tally.count, parents[templates[unit]], strength),
            shrunk_discrimination(discrimination(tally)),
        )
        for unit, tally in tallies.items()
        if templates[unit] in parents
    }


def _template_facilities(session: Session, exam: str, templates: Iterable[str]) -> dict[str, float]:
    """A template may have few answers itself, so its facility is drawn to its family's."""
    wanted = sorted(set(templates))
    families = _family_facilities(session, exam, wanted)
    strength = _strength(session, exam, Level.TEMPLATE)
    return {
        template: shrunk_facility(right, count, families[template], strength)
        for template, (right, count) in _counts(session, exam, Level.TEMPLATE, wanted).items()
        if template in families
    }


def _family_facilities(session: Session, exam: str, templates: Iterable[str]) -> dict[str, float]:
    """The facility of each template's family, whose name a template's begins with."""
    family_of = {template: template.partition("/")[0] for template in templates}
    counts = _counts(session, exam, Level.FAMILY, sorted(set(family_of.values())))
    return {
        template: counts[family][0] / counts[family][1] for template, family in family_of.items() if family in counts
    }


def _counts(session: Session, exam: str, level: Level, units: Iterable[str]) -> dict[str, tuple[int, int]]:
    columns = select(ItemTallyRow.unit, ItemTallyRow.right, ItemTallyRow.answers)
    there = (ItemTallyRow.exam == exam, ItemTallyRow.level == level, ItemTallyRow.answers > 0)
    rows = session.execute(columns.where(*there, ItemTallyRow.unit.in_(list(units))))
    return {row.unit: (row.right, row.answers) for row in rows}


def _strength(session: Session, exam: str, level: Level) -> float:
    columns = select(ItemTallyRow.right, ItemTallyRow.answers)
    known = (ItemTallyRow.exam == exam, ItemTallyRow.level == level, ItemTallyRow.answers >= ANSWERS_FOR_STRENGTH)
    units = [(row.right, row.answers) for row in session.execute(columns.where(*known))]
    return strength_from(units, _STRENGTHS[level])
