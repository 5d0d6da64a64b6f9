"""Problems that learners report with questions, and what is answered. A report outlives its attempt."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from app.assessment.sitting import Mode, State
from app.store.engine import write_transaction
from app.store.errors import NotFound
from app.store.grades import settle
from app.store.sittings import NO_QUESTION, check_place, of
from app.store.tables import AttemptItemRow, AttemptRow, ItemRow, LearnerRow, MarkRow, ReportRow
from app.store.types import tidy
from app.store.upserts import insert_or_replace
from question_bank.item import Item, item_from_json

LONGEST_TEXT = 4000  # characters
NO_REPORT = "There is no such report."
_NO_SYNC = {"synchronize_session": False}
_OPEN = {"answer": None, "resolved_at": None, "seen_at": None}


class Reason(StrEnum):
    """What a learner says is wrong."""

    KEY = "wrong-key"
    UNCLEAR = "unclear"
    FACT = "wrong-fact"
    LANGUAGE = "language"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Report:
    """One report with its item. `revealed` says that its learner may see the item's key and proof by now."""

    learner_id: int
    attempt_id: str
    position: int
    item: Item
    form_code: str
    bank_version: str
    reason: Reason
    text: str
    created_at: datetime
    answer: str | None
    resolved_at: datetime | None
    seen_at: datetime | None
    revealed: bool
    attempt_exists: bool

    @property
    def is_open(self) -> bool:
        return self.resolved_at is None

    @property
    def is_news(self) -> bool:
        """Whether there is an answer that its learner has not seen."""
        return self.resolved_at is not None and self.seen_at is None


def report(
    session: Session, learner_id: int, attempt_id: str, position: int, reason: Reason, text: str, *, now: datetime
) -> Report:
    """Keep a report on one question; another one on the same question replaces it, and opens it again.

    Raises NotFound.
    """
    check_place(attempt_id, position)
    attempt = settle(session, learner_id, attempt_id, now=now)
    place = (of(AttemptItemRow, learner_id, attempt_id), AttemptItemRow.position == position)
    query = select(AttemptItemRow.item_hash, AttemptItemRow.form_code, ItemRow.bank_version)
    asked = session.execute(query.join(ItemRow, ItemRow.hash == AttemptItemRow.item_hash).where(*place)).one_or_none()
    if asked is None:
        raise NotFound(NO_QUESTION)
    values = {
        "item_hash": asked.item_hash,
        "form_code": asked.form_code or attempt.form_code,
        "bank_version": asked.bank_version if asked.form_code else attempt.bank_version,
        "reason": reason,
        "text": tidy(text, LONGEST_TEXT),
        "created_at": now,
    }
    key = {"learner_id": learner_id, "attempt_id": attempt_id, "position": position}
    with write_transaction(session):
        insert_or_replace(session, ReportRow, [key | values | _OPEN])
    return get(session, learner_id, attempt_id, position)


def get(session: Session, learner_id: int, attempt_id: str, position: int) -> Report:
    """One report. Raises NotFound."""
    check_place(attempt_id, position)
    row = session.execute(_query().where(*_at(learner_id, attempt_id, position))).one_or_none()
    if row is None:
        raise NotFound(NO_REPORT)
    return _report(row)


def find(session: Session, learner_id: int, attempt_id: str, position: int) -> Report | None:
    """One report, None where the question was not reported. Raises NotFound for an impossible place."""
    try:
        return get(session, learner_id, attempt_id, position)
    except NotFound:
        check_place(attempt_id, position)
        return None


def of_learner(session: Session, learner_id: int) -> tuple[Report, ...]:
    """The learner's reports, the latest first."""
    query = _query().where(ReportRow.learner_id == learner_id).order_by(ReportRow.created_at.desc())
    return tuple(_report(row) for row in session.execute(query))


def every_report(session: Session, *, resolved: bool = False) -> tuple[Report, ...]:
    """All reports that are open, or that are resolved; the oldest open ones and the latest resolved ones first."""
    state = ReportRow.resolved_at.is_not(None) if resolved else ReportRow.resolved_at.is_(None)
    order = ReportRow.resolved_at.desc() if resolved else ReportRow.created_at
    return tuple(_report(row) for row in session.execute(_query().where(state).order_by(order)))


def resolve(session: Session, learner_id: int, attempt_id: str, position: int, answer: str, *, now: datetime) -> Report:
    """Resolve a report with an answer that its learner will see. Raises NotFound."""
    check_place(attempt_id, position)
    values = {"answer": tidy(answer, LONGEST_TEXT), "resolved_at": now, "seen_at": None}
    with write_transaction(session):
        query = update(ReportRow).where(*_at(learner_id, attempt_id, position)).values(values)
        changed = session.scalar(query.returning(ReportRow.position), execution_options=_NO_SYNC)
        if changed is None:
            raise NotFound(NO_REPORT)
    return get(session, learner_id, attempt_id, position)


def news_count(session: Session, learner_id: int) -> int:
    """How many answers to reports the learner has not seen."""
    unseen = (ReportRow.resolved_at.is_not(None), ReportRow.seen_at.is_(None))
    query = select(func.count()).select_from(ReportRow).where(ReportRow.learner_id == learner_id, *unseen)
    return session.scalar(query) or 0


def mark_seen(session: Session, seen: Iterable[Report], *, now: datetime) -> None:
    """Note that their learner has seen the answers to these reports, as they were read. What came since stays news."""
    news = [report for report in seen if report.is_news]
    if not news:
        return
    with write_transaction(session):
        for report in news:
            place = _at(report.learner_id, report.attempt_id, report.position)
            same = (ReportRow.resolved_at == report.resolved_at, ReportRow.seen_at.is_(None))
            query = update(ReportRow).where(*place, *same).values(seen_at=now)
            session.execute(query, execution_options=_NO_SYNC)


def _at(learner_id: int, attempt_id: str, position: int) -> tuple[Any, ...]:
    return (
        ReportRow.learner_id == learner_id,
        ReportRow.attempt_id == attempt_id,
        ReportRow.position == position,
    )


def _query() -> Any:
    attempt = (AttemptRow.learner_id == ReportRow.learner_id) & (AttemptRow.id == ReportRow.attempt_id)
    marked = (
        (MarkRow.learner_id == ReportRow.learner_id)
        & (MarkRow.attempt_id == ReportRow.attempt_id)
        & (MarkRow.position == ReportRow.position)
    )
    return (
        select(
            ReportRow,
            ItemRow.body,
            AttemptRow.state,
            AttemptRow.mode,
            MarkRow.position.label("marked"),
        )
        .join(LearnerRow, LearnerRow.id == ReportRow.learner_id)
        .join(ItemRow, ItemRow.hash == ReportRow.item_hash)
        .outerjoin(AttemptRow, attempt)
        .outerjoin(MarkRow, marked)
    )


def _report(row: Any) -> Report:
    kept: ReportRow = row.ReportRow
    gone = row.state is None
    revealed = not gone and (State(row.state).graded or (Mode(row.mode).reveals and row.marked is not None))
    return Report(
        learner_id=kept.learner_id,
        attempt_id=kept.attempt_id,
        position=kept.position,
        item=item_from_json(json.loads(row.body)),
        form_code=kept.form_code,
        bank_version=kept.bank_version,
        reason=Reason(kept.reason),
        text=kept.text,
        created_at=kept.created_at,
        answer=kept.answer,
        resolved_at=kept.resolved_at,
        seen_at=kept.seen_at,
        revealed=revealed,
        attempt_exists=not gone,
    )
