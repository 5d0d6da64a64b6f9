"""Keeps the sums behind item statistics: what a sitting adds to them, and what is taken back when it changes or goes.

Everything here runs inside the transaction that grades, corrects, merges or deletes. Rows are written in the order of
their keys, so that two writers never wait for each other in a ring.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.orm import Session

from app.assessment.evidence import cell_name
from app.assessment.grading import wrong_parts
from app.assessment.item_stats import REST_UNIT, Observation, Tally
from app.assessment.sitting import Mode
from app.assessment.standing import Logged
from app.store.difficulty_tallies import SettingSums
from app.store.played import Played
from app.store.progress_tables import ChoiceTallyRow, FormTallyRow, ItemTallyRow
from app.store.upserts import insert_missing, insert_or_add
from question_bank.item import Item, ItemType

_NO_SYNC = {"synchronize_session": False}
_CHOICES: Any = ChoiceTallyRow.__table__
_DELETE_CHOICES = (
    delete(_CHOICES)
    .where(_CHOICES.c.exam == bindparam("of_exam"))
    .where(_CHOICES.c.level == bindparam("of_level"))
    .where(_CHOICES.c.unit == bindparam("of_unit"))
)
_SUMS = ("answers", "right", "rest", "rest_square", "rest_right", "chance")
WITH_DISTRACTORS = (ItemType.MULTIPLE_CHOICE, ItemType.MULTIPLE_RESPONSE)


class Level(StrEnum):
    """What answers are pooled by. Generated items are rarely shown twice, so the higher levels say something first."""

    ITEM = "item"
    TEMPLATE = "template"
    CELL = "cell"
    TRAP = "trap"
    FAMILY = "family"


UnitKey = tuple[str, Level, str]  # exam, level, and the unit's name in it


@dataclass(slots=True)
class Counted:
    """A unit's tally with the chances of a blind guess in whole 1/100,000, and of its options which are keys."""

    tally: Tally = field(default_factory=Tally)
    chance: int = 0
    offered: dict[str, bool] = field(default_factory=dict)


@dataclass(slots=True)
class Changes:
    """What to add to the tallies and what to take back."""

    added: dict[UnitKey, Counted] = field(default_factory=dict)
    removed: dict[UnitKey, Counted] = field(default_factory=dict)
    settings: SettingSums = field(default_factory=SettingSums)

    def count(self, row: Logged, one: Played) -> None:
        """Add the answer to every unit that it is about; nothing where it does not count."""
        _count(self.added, row, one)
        self.settings.count(row, one.item, template_of(one.item), 1)

    def take_back(self, row: Logged, one: Played) -> None:
        """Undo `count` of the same answer."""
        _count(self.removed, row, one)
        self.settings.count(row, one.item, template_of(one.item), -1)


def template_of(item: Item) -> str:
    """The item's template: its family, and control and owner of the cell that bears its key, whatever the service."""
    first = item.proof[0]
    return f"{item.family}/{first.control}/{first.owner}"


def write_changes(session: Session, changes: Changes) -> None:
    """Bring the tables up to date. A unit that nobody's answers are left in goes."""
    units, choices = [], []
    for key in sorted({*changes.added, *changes.removed}):
        more, less = changes.added.get(key, Counted()), changes.removed.get(key, Counted())
        place = {"exam": key[0], "level": key[1], "unit": key[2]}
        units.append(place | _difference(more, less))
        offered = sorted({*more.offered, *less.offered})
        choices += [place | _choice_difference(choice, more, less) for choice in offered]
    insert_or_add(session, ItemTallyRow, [row for row in units if _says_something(row)], _SUMS)
    insert_or_add(session, ChoiceTallyRow, choices, ("chosen", "rest"))
    changes.settings.write(session)
    if changes.removed:
        _sweep(session, sorted({exam for exam, _, _ in changes.removed}))


def count_form(session: Session, form_code: str, exam: str, marks: Sequence[bool], times: int) -> None:
    """Add a sitting's marks to its form's tally, or with `times` -1 take them back."""
    table: Any = FormTallyRow.__table__
    empty = {"form_code": form_code, "exam": exam, "learners": 0, "total": 0, "total_square": 0}
    insert_missing(session, FormTallyRow, [empty | {"right": json.dumps([0] * len(marks))}])
    mine = FormTallyRow.form_code == form_code
    row = session.execute(select(*table.c).where(mine).with_for_update()).one()
    if row.learners + times <= 0:
        session.execute(delete(FormTallyRow).where(mine), execution_options=_NO_SYNC)
        return
    score = sum(marks)
    values = {
        "learners": row.learners + times,
        "total": row.total + times * score,
        "total_square": row.total_square + times * score * score,
        "right": json.dumps([held + times * mark for held, mark in zip(json.loads(row.right), marks, strict=True)]),
    }
    session.execute(update(FormTallyRow).where(mine).values(values), execution_options=_NO_SYNC)


def units_of(row: Logged, one: Played) -> Iterable[tuple[Level, str, bool, tuple[str, ...], dict[str, bool]]]:
    """Level and name of each unit of an answer, whether it is right there, what was chosen, and what was offered.

    Offered are an item's options, with whether each is a key, also where nobody chooses them; elsewhere, only the traps
    that were chosen. Of an order or a matching, no option is a distractor by itself.
    """
    item = one.item
    carried = {option.id: option.trap for option in item.options if option.trap and not option.correct}
    choice = one.choice
    wrong = wrong_parts(item, choice)
    fell = tuple(sorted({trap for part in wrong if (trap := carried.get(part))}))
    has_distractors = item.type in WITH_DISTRACTORS
    options = {option.id: option.correct for option in item.options} if has_distractors else {}
    chosen = tuple(part for part in dict.fromkeys(choice) if part in options)
    traps = dict.fromkeys(fell, False)
    yield Level.ITEM, row.item, row.correct, chosen, options
    yield Level.TEMPLATE, template_of(item), row.correct, fell, traps
    yield Level.CELL, cell_name(item), row.correct, (), {}
    yield Level.FAMILY, item.family, row.correct, fell, traps
    if row.answered:
        for trap in sorted(set(carried.values())):
            yield Level.TRAP, trap, trap not in fell, (), {}


def _count(into: dict[UnitKey, Counted], row: Logged, one: Played) -> None:
    if row.rest is None or row.mode is Mode.DRILL:
        return
    for level, unit, right, chosen, offered in units_of(row, one):
        held = into.setdefault((one.item.exam, level, unit), Counted())
        held.tally.add(Observation(right, row.rest / REST_UNIT, chosen))
        held.chance += round(row.chance * REST_UNIT)
        held.offered |= offered


def _difference(more: Counted, less: Counted) -> dict[str, int]:
    a, b = more.tally, less.tally
    return {
        "answers": a.count - b.count,
        "right": a.right - b.right,
        "rest": a.rest - b.rest,
        "rest_square": a.rest_square - b.rest_square,
        "rest_right": a.rest_right - b.rest_right,
        "chance": more.chance - less.chance,
    }


def _choice_difference(choice: str, more: Counted, less: Counted) -> dict[str, object]:
    a, b = more.tally.choices.get(choice), less.tally.choices.get(choice)
    return {
        "choice": choice,
        "is_key": (more.offered | less.offered)[choice],
        "chosen": (a.count if a else 0) - (b.count if b else 0),
        "rest": (a.rest if a else 0) - (b.rest if b else 0),
    }


def _says_something(row: Mapping[str, object]) -> bool:
    return any(row[name] for name in _SUMS)


def _sweep(session: Session, exams: Sequence[str]) -> None:
    """Delete the units of these exams that are empty, with their options, and traps that nobody chose any more."""
    of_exams = (ItemTallyRow.exam.in_(exams), ItemTallyRow.level.in_(list(Level)))  # both, for the index to help
    units = (ItemTallyRow.exam, ItemTallyRow.level, ItemTallyRow.unit)
    empty = delete(ItemTallyRow).where(*of_exams, ItemTallyRow.answers <= 0).returning(*units)
    gone = [
        {"of_exam": exam, "of_level": level, "of_unit": unit}
        for exam, level, unit in session.execute(empty, execution_options=_NO_SYNC).all()
    ]
    if gone:
        session.connection().execute(_DELETE_CHOICES, gone)
    traps = (ChoiceTallyRow.exam.in_(exams), ChoiceTallyRow.level.in_([Level.TEMPLATE, Level.FAMILY]))
    session.execute(delete(ChoiceTallyRow).where(*traps, ChoiceTallyRow.chosen <= 0), execution_options=_NO_SYNC)
