"""Private notes and bookmarks of a learner, on items and traps."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import and_, delete, select
from sqlalchemy.orm import Session

from app.store.engine import write_transaction
from app.store.results import feedback
from app.store.sittings import OF_ATTEMPT
from app.store.tables import AttemptItemRow, AttemptRow, ItemRow, MarkRow, NoteRow
from app.store.types import tidy
from app.store.upserts import insert_or_replace

LONGEST_NOTE = 4000  # characters
_NO_SYNC = {"synchronize_session": False}


class Kind(StrEnum):
    """What a note is about."""

    ITEM = "item"
    TRAP = "trap"


@dataclass(frozen=True, slots=True)
class Note:
    """A private text, a bookmark, or both. `target` is a trap's id or an item's content hash."""

    target: str
    text: str
    bookmarked: bool
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class KeptItem:
    """An item with a note, at the latest graded place where its learner met it."""

    note: Note
    attempt_id: str
    position: int
    exam: str
    stem: str


def keep_trap(session: Session, learner_id: int, trap: str, text: str, bookmarked: bool, *, now: datetime) -> None:
    """Replace the note on a trap; an empty one without a bookmark is deleted."""
    _keep(session, learner_id, Kind.TRAP, trap, text, bookmarked, now)


def keep_item(
    session: Session, learner_id: int, attempt_id: str, position: int, text: str, bookmarked: bool, *, now: datetime
) -> None:
    """Replace the note on the item at a position. Raises NotFound, and NotGraded while its key may not be shown."""
    item = feedback(session, learner_id, attempt_id, position, now=now).item
    _keep(session, learner_id, Kind.ITEM, item.id, text, bookmarked, now)


def notes_of(session: Session, learner_id: int, kind: Kind) -> dict[str, Note]:
    """The learner's notes of one kind by target."""
    query = select(NoteRow.target, NoteRow.text, NoteRow.bookmarked, NoteRow.updated_at)
    rows = session.execute(query.where(NoteRow.learner_id == learner_id, NoteRow.kind == kind))
    return {row.target: Note(*row) for row in rows}


def kept_items(session: Session, learner_id: int) -> tuple[KeptItem, ...]:
    """Items with a note or a bookmark, the latest first; those of deleted attempts are left out."""
    notes = notes_of(session, learner_id, Kind.ITEM)
    if not notes:
        return ()
    marked = and_(
        MarkRow.learner_id == AttemptItemRow.learner_id,
        MarkRow.attempt_id == AttemptItemRow.attempt_id,
        MarkRow.position == AttemptItemRow.position,
    )
    query = (
        select(AttemptItemRow.item_hash, AttemptItemRow.attempt_id, AttemptItemRow.position, AttemptRow.exam)
        .join(AttemptRow, OF_ATTEMPT)
        .join(MarkRow, marked)
        .where(AttemptItemRow.learner_id == learner_id, AttemptItemRow.item_hash.in_(notes))
        .order_by(MarkRow.graded_at)
    )
    latest = {row.item_hash: row for row in session.execute(query)}
    stems = _stems(session, latest)
    found = [KeptItem(notes[key], row.attempt_id, row.position, row.exam, stems[key]) for key, row in latest.items()]
    return tuple(sorted(found, key=lambda one: one.note.updated_at, reverse=True))


def _keep(
    session: Session, learner_id: int, kind: Kind, target: str, text: str, bookmarked: bool, now: datetime
) -> None:
    words = tidy(text, LONGEST_NOTE)
    key = {"learner_id": learner_id, "kind": kind, "target": target}
    with write_transaction(session):
        if words or bookmarked:
            insert_or_replace(session, NoteRow, [key | {"text": words, "bookmarked": bookmarked, "updated_at": now}])
        else:
            mine = (NoteRow.learner_id == learner_id, NoteRow.kind == kind, NoteRow.target == target)
            session.execute(delete(NoteRow).where(*mine), execution_options=_NO_SYNC)


def _stems(session: Session, hashes: Iterable[str]) -> dict[str, str]:
    rows = session.execute(select(ItemRow.hash, ItemRow.body).where(ItemRow.hash.in_(list(hashes))))
    return {row.hash: json.loads(row.body)["stem"] for row in rows}
