"""Reads what stood at the positions of an attempt and what was answered, with the keys: for grading and after it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.assessment.evidence import Answered
from app.assessment.sitting import GAP, Confidence
from app.store.sittings import SAME_POSITION
from app.store.tables import AttemptItemRow, AttemptRow, ItemRow, ResponseRow
from question_bank.item import Item, item_from_json

# Built once: each answer of study runs the second.
_EVERY = (
    select(
        AttemptItemRow.position,
        AttemptItemRow.option_ids,
        AttemptItemRow.scored,
        AttemptItemRow.trap,
        AttemptItemRow.form_code,
        AttemptItemRow.difficulty,
        ItemRow.body,
        ResponseRow.choice,
        ResponseRow.confidence,
        ResponseRow.flagged,
        ResponseRow.struck,
        ResponseRow.seconds,
        ResponseRow.looked_up,
        ResponseRow.saved_at,
    )
    .join(ItemRow, ItemRow.hash == AttemptItemRow.item_hash)
    .join(ResponseRow, SAME_POSITION)
    .where(AttemptItemRow.learner_id == bindparam("learner"), AttemptItemRow.attempt_id == bindparam("attempt"))
    .order_by(AttemptItemRow.position)
)
_ONE = _EVERY.where(AttemptItemRow.position == bindparam("place"))


@dataclass(frozen=True, slots=True)
class Played:
    """One position as it was shown and answered, with its item. `choice` holds content option ids, "" for a gap.

    `trap` is what a drill asks about here, `form_code` that of the item by itself where the attempt is no form.
    `difficulty`, in logits, is what held when the attempt was made: observed, or else the item's estimate.
    """

    position: int
    item: Item
    shown_ids: tuple[str, ...]
    scored: bool
    trap: str | None
    form_code: str | None
    difficulty: float
    response: Any

    @property
    def content_ids(self) -> Mapping[str, str]:
        """From the attempt's random option ids to those of the item."""
        return dict(zip(self.shown_ids, (option.id for option in self.item.options), strict=True))

    @property
    def choice(self) -> tuple[str, ...]:
        ids = self.content_ids
        return tuple(ids.get(option, GAP) for option in self.response.choice or ())


def played(session: Session, learner_id: int, attempt_id: str, position: int | None = None) -> tuple[Played, ...]:
    """Every position of an attempt, or one, in order, with items and answers. Holds keys: for grading and after it."""
    place = {"learner": learner_id, "attempt": attempt_id}
    if position is None:
        rows = session.connection().execute(_EVERY, place)
    else:
        rows = session.connection().execute(_ONE, place | {"place": position})
    return tuple(_played(row, item_from_json(json.loads(row.body))) for row in rows)


def _played(row: Any, item: Item) -> Played:
    return Played(
        row.position,
        item,
        row.option_ids,
        row.scored,
        row.trap,
        row.form_code,
        item.difficulty if row.difficulty is None else row.difficulty,
        response=row,
    )


def answered_of(attempt: AttemptRow, one: Played, *, correct: bool) -> Answered:
    """One graded answer as the rules of evidence take it."""
    response = one.response
    timed = attempt.deadline is not None and response.saved_at is not None
    return Answered(
        item=one.item,
        choice=one.choice,
        correct=correct,
        confidence=Confidence(response.confidence) if response.confidence else None,
        seconds=response.seconds,
        left=(attempt.deadline - response.saved_at).total_seconds() if attempt.deadline and timed else None,
        allotted=(attempt.deadline - attempt.started_at).total_seconds() if attempt.deadline and timed else None,
        target=one.trap,
    )
