"""Corrections: where an item's key has changed with the model, answers are graded again, and the old mark stays."""

import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import and_, delete, func, select, update
from sqlalchemy.orm import Session

from app.assessment.sitting import GAP
from app.store.engine import write_transaction
from app.store.evidence import rebuild as fold_again
from app.store.evidence_rows import Corrected as CorrectedEvidence
from app.store.sittings import lock_learner, of
from app.store.tables import AttemptItemRow, ItemRow, MarkRow, ResponseRow, TrapReviewRow
from app.store.trap_log import rebuild
from question_bank.item import Item, grade, item_from_json
from question_bank.model import ResponsibilityModel
from question_bank.rekey import Rekeyed, rekeyed

BATCH = 500  # items read at a time
_NO_SYNC = {"synchronize_session": False}


class NewMark(StrEnum):
    """What an answer is by the key of today. Withdrawn: the item has no one right answer any more."""

    RIGHT = "right"
    WRONG = "wrong"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Correction:
    """One answer that was graded again."""

    learner_id: int
    attempt_id: str
    position: int
    item_hash: str
    was_right: bool
    now: NewMark
    reason: str


@dataclass(frozen=True, slots=True)
class Corrected:
    """What corrections make of one attempt: its scored count of right answers then and now, and the new total."""

    corrections: tuple[Correction, ...]
    right_before: int
    right_now: int
    total_now: int

    def at(self, position: int) -> Correction | None:
        """The correction of one position."""
        return next((one for one in self.corrections if one.position == position), None)


def regrade(session: Session, model: ResponsibilityModel, *, now: datetime) -> tuple[Correction, ...]:
    """Grade every answer again whose item has another key today; those that this call changed.

    A mark that a later correction puts back as it was loses its new one. What a wrong key taught the memory of traps is
    taken out of it; readiness and item statistics go by the new one. Each item is one transaction, and a second call
    changes nothing.
    """
    changed = {found.item.id: found for found in _changed_items(session, model)}
    corrections: list[Correction] = []
    for item_hash in sorted({*changed, *_regraded_items(session)}):
        with write_transaction(session):
            corrections += _regrade_item(session, item_hash, changed.get(item_hash), now)
    return tuple(corrections)


def of_attempt(session: Session, learner_id: int, attempt_id: str) -> Corrected | None:
    """What corrections changed in an attempt, None where nothing."""
    rows = session.execute(_marks().where(of(MarkRow, learner_id, attempt_id))).all()
    changed = [row for row in rows if row.regraded is not None]
    if not changed:
        return None
    scored = [row for row in rows if row.scored]
    left = [row for row in scored if row.regraded != NewMark.WITHDRAWN]
    return Corrected(
        corrections=tuple(_correction(row, row.regraded, row.regraded_reason) for row in changed),
        right_before=sum(row.correct for row in scored),
        right_now=sum((row.regraded or _old(row)) == NewMark.RIGHT for row in left),
        total_now=len(left),
    )


def unseen(session: Session, learner_id: int) -> tuple[tuple[str, int], ...]:
    """The attempts with corrections that their learner has not looked at, each with how many."""
    mine = (MarkRow.learner_id == learner_id, MarkRow.regraded.is_not(None), MarkRow.regraded_seen_at.is_(None))
    query = select(MarkRow.attempt_id, func.count()).where(*mine).group_by(MarkRow.attempt_id)
    return tuple((row[0], row[1]) for row in session.execute(query.order_by(MarkRow.attempt_id)))


def mark_seen(session: Session, learner_id: int, attempt_id: str, *, now: datetime) -> None:
    """Note that the learner has looked at the corrections of an attempt."""
    with write_transaction(session):
        fresh = (MarkRow.regraded.is_not(None), MarkRow.regraded_seen_at.is_(None))
        query = update(MarkRow).where(of(MarkRow, learner_id, attempt_id), *fresh).values(regraded_seen_at=now)
        session.execute(query, execution_options=_NO_SYNC)


def _changed_items(session: Session, model: ResponsibilityModel) -> list[Rekeyed]:
    found: list[Rekeyed] = []
    last = ""
    while True:
        query = select(ItemRow.hash, ItemRow.body).where(ItemRow.hash > last).order_by(ItemRow.hash).limit(BATCH)
        rows = session.execute(query).all()
        if not rows:
            return found
        found += rekeyed((item_from_json(json.loads(row.body)) for row in rows), model)
        last = rows[-1].hash


def _regraded_items(session: Session) -> set[str]:
    query = select(AttemptItemRow.item_hash).join(MarkRow, _same()).where(MarkRow.regraded.is_not(None)).distinct()
    return set(session.scalars(query))


def _regrade_item(session: Session, item_hash: str, found: Rekeyed | None, now: datetime) -> list[Correction]:
    changes = []
    corrected: dict[tuple[int, str], dict[tuple[str, int], CorrectedEvidence]] = {}
    rows = session.execute(_marks().where(AttemptItemRow.item_hash == item_hash)).all()
    for learner_id in sorted({row.learner_id for row in rows}):
        lock_learner(session, learner_id)
    for row in rows:
        mark = _new_mark(row, found)
        if mark == row.regraded:
            continue
        reason = found.reason if found and mark else None
        _write(session, row, mark, reason, now)
        right = row.correct if mark is None else mark is NewMark.RIGHT
        of_exam = corrected.setdefault((row.learner_id, row.exam), {})
        of_exam[row.attempt_id, row.position] = CorrectedEvidence(right, mark is NewMark.WITHDRAWN)
        if mark is not None:
            changes.append(_correction(row, mark, reason or ""))
    for (learner_id, exam), places in corrected.items():
        fold_again(session, learner_id, exam, places)
    return changes


def _new_mark(row: Any, found: Rekeyed | None) -> NewMark | None:
    """The mark by today's key; None where it is the old one."""
    if found is None:
        return None
    if found.today is None:
        return NewMark.WITHDRAWN
    right = grade(found.today, _content_choice(row, found.today))
    return None if right is row.correct else NewMark(_word(right))


def _content_choice(row: Any, item: Item) -> tuple[str, ...]:
    ids = dict(zip(row.option_ids, (option.id for option in item.options), strict=True))
    return tuple(ids.get(option, GAP) for option in row.choice or ())


def _write(session: Session, row: Any, mark: NewMark | None, reason: str | None, now: datetime) -> None:
    place = (of(MarkRow, row.learner_id, row.attempt_id), MarkRow.position == row.position)
    values = {
        "regraded": mark,
        "regraded_at": now if mark else None,
        "regraded_reason": reason,
        "regraded_seen_at": None,
    }
    session.execute(update(MarkRow).where(*place).values(values), execution_options=_NO_SYNC)
    if mark is not None:
        _forget_traps(session, row)


def _forget_traps(session: Session, row: Any) -> None:
    """Take an answer to a wrong key out of the log of traps."""
    place = (of(TrapReviewRow, row.learner_id, row.attempt_id), TrapReviewRow.position == row.position)
    traps = session.scalars(delete(TrapReviewRow).where(*place).returning(TrapReviewRow.trap)).all()
    rebuild(session, row.learner_id, traps)


def _same() -> Any:
    return and_(
        MarkRow.learner_id == AttemptItemRow.learner_id,
        MarkRow.attempt_id == AttemptItemRow.attempt_id,
        MarkRow.position == AttemptItemRow.position,
    )


def _marks() -> Any:
    response = and_(
        ResponseRow.learner_id == AttemptItemRow.learner_id,
        ResponseRow.attempt_id == AttemptItemRow.attempt_id,
        ResponseRow.position == AttemptItemRow.position,
    )
    return (
        select(
            MarkRow.learner_id,
            MarkRow.attempt_id,
            MarkRow.position,
            MarkRow.correct,
            MarkRow.scored,
            MarkRow.regraded,
            MarkRow.regraded_reason,
            AttemptItemRow.item_hash,
            AttemptItemRow.option_ids,
            ItemRow.exam,
            ResponseRow.choice,
        )
        .select_from(AttemptItemRow)
        .join(ItemRow, ItemRow.hash == AttemptItemRow.item_hash)
        .join(MarkRow, _same())
        .join(ResponseRow, response)
        .order_by(MarkRow.learner_id, MarkRow.attempt_id, MarkRow.position)
    )


def _correction(row: Any, mark: str, reason: str | None) -> Correction:
    return Correction(
        row.learner_id, row.attempt_id, row.position, row.item_hash, row.correct, NewMark(mark), reason or ""
    )


def _old(row: Any) -> str:
    return _word(row.correct)


def _word(right: bool) -> str:
    return NewMark.RIGHT if right else NewMark.WRONG
