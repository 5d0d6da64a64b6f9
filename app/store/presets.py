"""Custom quizzes that a learner keeps: what to ask and how, under a name. Everything is scoped to the learner."""

import json
import secrets
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import delete as delete_rows
from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from app.assessment.sitting import Mode
from app.store.engine import write_transaction
from app.store.errors import NotFound, TooManyPresets
from app.store.sittings import filters_of, lock_learner
from app.store.tables import PresetRow
from app.store.types import tidy
from app.store.views import Plan, Preset

MOST = 50
LONGEST_NAME = 60
ID_BYTES = 9
NO_PRESET = "There is no such preset."


def save(session: Session, learner_id: int, name: str, plan: Plan, *, now: datetime) -> Preset:
    """Keep a plan under a name; one of the same exam with that name is replaced. Raises TooManyPresets."""
    values = {
        "mode": plan.mode,
        "length": plan.length,
        "clocked": plan.clocked,
        "filters": json.dumps(asdict(plan.filters), sort_keys=True),
        "saved_at": now,
    }
    mine, name = PresetRow.learner_id == learner_id, tidy(name, LONGEST_NAME)
    with write_transaction(session):
        lock_learner(session, learner_id)
        same = update(PresetRow).where(mine, PresetRow.exam == plan.exam, PresetRow.name == name)
        preset_id = session.scalar(same.values(values).returning(PresetRow.id))
        if preset_id is None:
            if (session.scalar(select(func.count()).select_from(PresetRow).where(mine)) or 0) >= MOST:
                raise TooManyPresets(f"You have {MOST} presets already. Delete one you do not need any more.")
            preset_id = secrets.token_urlsafe(ID_BYTES)
            row = {"learner_id": learner_id, "id": preset_id, "exam": plan.exam, "name": name}
            session.execute(insert(PresetRow), row | values)
    return get(session, learner_id, preset_id)


def get(session: Session, learner_id: int, preset_id: str) -> Preset:
    """Raises NotFound where this learner has no such preset."""
    query = select(PresetRow).where(PresetRow.learner_id == learner_id, PresetRow.id == preset_id)
    found = session.scalars(query).one_or_none() if preset_id.isascii() and preset_id.isprintable() else None
    if found is None:
        raise NotFound(NO_PRESET)
    return _preset(found)


def of_exam(session: Session, learner_id: int, exam: str) -> tuple[Preset, ...]:
    """The learner's presets of an exam, by name."""
    query = select(PresetRow).where(PresetRow.learner_id == learner_id, PresetRow.exam == exam)
    return tuple(_preset(row) for row in session.scalars(query.order_by(PresetRow.name)))


def delete(session: Session, learner_id: int, preset_id: str) -> None:
    """Raises NotFound where this learner has no such preset."""
    get(session, learner_id, preset_id)
    mine = (PresetRow.learner_id == learner_id, PresetRow.id == preset_id)
    with write_transaction(session):
        session.execute(delete_rows(PresetRow).where(*mine))


def move(session: Session, guest_id: int, account_id: int) -> None:
    """Give an account what a guest kept, within the caller's transaction; of two with one name the account's stays."""
    theirs = select(PresetRow.exam, PresetRow.name).where(PresetRow.learner_id == account_id)
    taken = {(row.exam, row.name) for row in session.execute(theirs)}
    for row in session.execute(
        select(PresetRow.id, PresetRow.exam, PresetRow.name).where(PresetRow.learner_id == guest_id)
    ):
        if (row.exam, row.name) not in taken:
            own = (PresetRow.learner_id == guest_id, PresetRow.id == row.id)
            session.execute(update(PresetRow).where(*own).values(learner_id=account_id))


def _preset(row: PresetRow) -> Preset:
    plan = Plan(row.exam, Mode(row.mode), row.length, row.clocked, filters_of(row.filters))
    return Preset(row.id, row.name, plan)
