"""Keeps the sums behind observed difficulties: how often a template was answered in which setting, and how often right.

They are written with the other tallies, by the transaction that grades, corrects, merges or deletes. Counts of a few
settings stand in for the answers, so that a calibration reads as much after a million answers as after a thousand, and
an answer can be taken back exactly.
"""

from dataclasses import astuple, dataclass, field
from typing import Any

from sqlalchemy import bindparam, delete
from sqlalchemy.orm import Session

from app.assessment.difficulty import Setting, calibrates, setting_of
from app.assessment.standing import Logged
from app.store.progress_tables import DifficultyTallyRow
from app.store.upserts import insert_or_add
from question_bank.item import Item

ESTIMATE_UNIT = 100_000  # estimates are added up in whole 1/100,000
_TABLE: Any = DifficultyTallyRow.__table__
_KEY = ("exam", "template", "margin", "spread", "chance")
_SUMS = ("answers", "right", "estimate")
_SWEEP = delete(_TABLE).where(_TABLE.c.answers <= 0, *(_TABLE.c[name] == bindparam(f"of_{name}") for name in _KEY))
SettingKey = tuple[str, str, Setting]  # exam, template, and how an answer was met


@dataclass(slots=True)
class SettingSums:
    """What to add to the sums, where taking back adds less than nothing."""

    changes: dict[SettingKey, list[int]] = field(default_factory=dict)

    def count(self, row: Logged, item: Item, template: str, times: int) -> None:
        """Add the answer `times` times, -1 to take it back; nothing where it says nothing of difficulty."""
        if not calibrates(row) or row.ability is None or row.ability_sd is None:
            return
        setting = setting_of(row.ability, row.ability_sd, item.difficulty, row.chance)
        held = self.changes.setdefault((item.exam, template, setting), [0, 0, 0])
        more = (1, int(row.correct), round(item.difficulty * ESTIMATE_UNIT))
        held[:] = [one + times * add for one, add in zip(held, more, strict=True)]

    def write(self, session: Session) -> None:
        """Bring the table up to date, in the order of its key. A setting that no answer is left in goes."""
        rows = []
        for (exam, template, setting), sums in sorted(self.changes.items()):
            if any(sums):
                key = dict(zip(_KEY, (exam, template, *astuple(setting)), strict=True))
                rows.append(key | dict(zip(_SUMS, sums, strict=True)))
        insert_or_add(session, DifficultyTallyRow, rows, _SUMS)
        fewer = [{f"of_{name}": row[name] for name in _KEY} for row in rows if row["answers"] < 0]
        if fewer:
            session.connection().execute(_SWEEP, fewer)
