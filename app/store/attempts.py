"""A learner's attempts: start, look, answer, give up, list. Everything is scoped to the learner who asks."""

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import delete as delete_rows
from sqlalchemy import exists, func, insert, or_, select
from sqlalchemy.orm import Session

from app.assessment import sitting as rules
from app.assessment.clock import extra_seconds_for
from app.assessment.simulation import scored_flags
from app.assessment.sitting import Mode, Sitting, Slot, State
from app.store.answers import save_answer, set_flag, set_seconds, set_struck
from app.store.difficulties import observed_of
from app.store.engine import write_transaction
from app.store.errors import AttemptRunning, NotFound
from app.store.evidence import forgetting
from app.store.grades import end, settle, settle_all
from app.store.results import expire_due, submit
from app.store.sittings import (
    NO_ATTEMPT,
    NO_QUESTION,
    OF_ATTEMPT,
    SAME_POSITION,
    SLOT,
    attempt_view,
    check_place,
    lock_attempt,
    lock_learner,
    of,
    slot_of,
)
from app.store.tables import AttemptItemRow, AttemptRow, ItemRow, LearnerRow, ResponseRow
from app.store.trap_log import rebuild, traps_of_attempts
from app.store.upserts import insert_missing
from app.store.views import AttemptSummary, AttemptView, Page, QuestionView, ShownOption
from question_bank.assembly import Form
from question_bank.exam_guide import ExamGuide
from question_bank.item import Item, ItemType

__all__ = [
    "Origin",
    "abandon",
    "delete",
    "expire_due",
    "get",
    "history",
    "question",
    "running",
    "save_answer",
    "set_flag",
    "set_seconds",
    "set_struck",
    "start",
    "submit",
]
PER_PAGE = 20
ID_BYTES = 12
OPTION_ID_BYTES = 6
NO_DIFFICULTIES: Mapping[str, float] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Origin:
    """Where one item of an attempt that is no form comes from: the trap that it asks about, and its own form's code."""

    trap: str | None
    form_code: str


def start(
    session: Session,
    learner_id: int,
    form: Form,
    guide: ExamGuide,
    mode: Mode,
    seconds: int | None,
    *,
    origins: Sequence[Origin] = (),
    now: datetime,
) -> AttemptView:
    """Start an attempt at `form`; its clock runs for `seconds` plus the learner's extra time, None means no clock.

    `origins` are those of the items where each was made by itself, as in a drill. Items, random option ids and empty
    responses are written in one transaction, with the difficulties that were observed so far: of evidence, not of
    which items there are. Raises AttemptRunning where an attempt of this exam runs that is a rival
    of `mode` or asks one of these items, NotFound for an unknown learner, ValueError where form, guide and mode do
    not fit.
    """
    if form.exam != guide.id or (mode is Mode.SIMULATION and form.length != guide.items):
        raise ValueError(f"a form of {form.length} items for {form.exam} is no {mode} of {guide.id}")
    settle_all(session, learner_id, now=now)
    attempt_id = secrets.token_urlsafe(ID_BYTES)
    with write_transaction(session):
        learner = _lock_learner(session, learner_id)
        _refuse_second(session, learner_id, guide, mode, form.items)
        extra = extra_seconds_for(guide, form.length, learner.extra_minutes, learner.extra_factor) if seconds else 0
        begun = rules.begin(Sitting(mode, State.CREATED, {}), seconds, extra, now=now)
        insert_items(session, form.items, now)
        session.execute(insert(AttemptRow), _attempt_columns(learner_id, attempt_id, form, begun, extra))
        flags = scored_flags(guide, [item.domain for item in form.items], form.seed) if mode is Mode.SIMULATION else ()
        scored = flags or [True] * form.length
        known = {} if mode is Mode.DRILL else observed_of(session, form.exam, form.items)
        insert_positions(session, learner_id, attempt_id, form.items, scored, origins=origins, difficulties=known)
    return get(session, learner_id, attempt_id, now=now)


def get(session: Session, learner_id: int, attempt_id: str, *, now: datetime) -> AttemptView:
    """One attempt, graded first if its deadline has passed. Raises NotFound where it is not this learner's."""
    return attempt_view(session, settle(session, learner_id, attempt_id, now=now), now)


def running(session: Session, learner_id: int, *, now: datetime) -> tuple[AttemptView, ...]:
    """The attempts to go on with, last started first."""
    settle_all(session, learner_id, now=now)
    query = (
        select(AttemptRow)
        .where(AttemptRow.learner_id == learner_id, AttemptRow.state == State.IN_PROGRESS)
        .order_by(AttemptRow.started_at.desc(), AttemptRow.id)
    )
    return tuple(attempt_view(session, attempt, now) for attempt in session.scalars(query).all())


def question(session: Session, learner_id: int, attempt_id: str, position: int, *, now: datetime) -> QuestionView:
    """One question as it may be shown before grading: no key, no rationale, no id that tells.

    Raises NotFound for an attempt that is not this learner's or a position that it does not have.
    """
    check_place(attempt_id, position)
    attempt = settle(session, learner_id, attempt_id, now=now)
    query = (
        select(*SLOT, ItemRow.body)
        .join(ResponseRow, SAME_POSITION)
        .join(ItemRow, ItemRow.hash == AttemptItemRow.item_hash)
        .where(of(AttemptItemRow, learner_id, attempt_id), AttemptItemRow.position == position)
    )
    row = session.execute(query).one_or_none()
    if row is None:
        raise NotFound(NO_QUESTION)
    return _question_view(attempt_view(session, attempt, now), position, slot_of(row), json.loads(row.body))


def abandon(session: Session, learner_id: int, attempt_id: str, *, now: datetime) -> None:
    """Give an attempt up, ungraded. Raises NotFound, or TooLate and AlreadyGraded where it is over."""
    settle(session, learner_id, attempt_id, now=now)
    end(session, learner_id, attempt_id, lambda sitting: rules.abandon(sitting, now=now), now=now)


def delete(session: Session, learner_id: int, attempt_id: str) -> None:
    """Delete an attempt with its answers and marks; all progress is as if it had never been. Raises NotFound."""
    with write_transaction(session):
        lock_attempt(session, learner_id, attempt_id)
        lock_learner(session, learner_id)
        mine = (AttemptRow.learner_id == learner_id, AttemptRow.id == attempt_id)
        traps = traps_of_attempts(session, learner_id, [attempt_id])
        with forgetting(session, learner_id, attempt_id):
            if session.execute(delete_rows(AttemptRow).where(*mine)).rowcount == 0:  # type: ignore[attr-defined]
                raise NotFound(NO_ATTEMPT)
        rebuild(session, learner_id, traps)


def history(
    session: Session, learner_id: int, exam: str | None = None, page: int = 1, *, now: datetime
) -> Page[AttemptSummary]:
    """The learner's attempts, last started first, of one exam or all. A page beyond the last gives the last."""
    settle_all(session, learner_id, now=now)
    mine = [AttemptRow.learner_id == learner_id]
    if exam is not None:
        mine.append(AttemptRow.exam == exam)
    total = session.scalar(select(func.count()).select_from(AttemptRow).where(*mine)) or 0
    pages = max(1, -(-total // PER_PAGE))
    number = min(max(1, page), pages)
    query = select(AttemptRow).where(*mine).order_by(AttemptRow.started_at.desc(), AttemptRow.id)
    rows = session.scalars(query.limit(PER_PAGE).offset((number - 1) * PER_PAGE))
    return Page(tuple(map(_summary, rows)), number, pages, total)


def _summary(row: AttemptRow) -> AttemptSummary:
    return AttemptSummary(
        id=row.id,
        exam=row.exam,
        mode=Mode(row.mode),
        state=State(row.state),
        length=row.length,
        started_at=row.started_at,
        submitted_at=row.submitted_at,
        scored_correct=row.scored_correct,
        scored_total=row.scored_total,
        scaled=row.scaled,
        passed=row.passed,
    )


def _lock_learner(session: Session, learner_id: int) -> Any:
    """The learner's extra time. The lock keeps a second attempt from starting between the check and the insert."""
    columns = select(LearnerRow.extra_minutes, LearnerRow.extra_factor)
    here = (LearnerRow.id == learner_id, LearnerRow.leaving_since.is_(None))
    found = session.execute(columns.where(*here).with_for_update()).one_or_none()
    if found is None:
        raise NotFound("There is no such learner.")
    return found


def _refuse_second(session: Session, learner_id: int, guide: ExamGuide, mode: Mode, items: Sequence[Item]) -> None:
    """What is asked in a running quiz must not be explained by a study beside it, so no item runs twice either."""
    mine = (AttemptRow.learner_id == learner_id, AttemptRow.exam == guide.id, AttemptRow.state == State.IN_PROGRESS)
    asked = exists().where(OF_ATTEMPT, AttemptItemRow.item_hash.in_([item.id for item in items]))
    other = session.scalar(select(AttemptRow.id).where(*mine, or_(AttemptRow.mode.in_(mode.rivals), asked)).limit(1))
    if other is not None:
        raise AttemptRunning(
            f"You have an attempt of {guide.code} running. Go on with it, submit it or abandon it first.", other
        )


def _attempt_columns(
    learner_id: int, attempt_id: str, form: Form, begun: Sitting, extra_seconds: int
) -> dict[str, object]:
    return {
        "learner_id": learner_id,
        "id": attempt_id,
        "exam": form.exam,
        "mode": begun.mode,
        "state": begun.state,
        "form_code": form.code,
        "seed": form.seed,
        "length": form.length,
        "filters": json.dumps(asdict(form.filters), sort_keys=True),
        "bank_version": form.bank_version,
        "extra_seconds": extra_seconds,
        "started_at": begun.started_at,
        "deadline": begun.deadline,
    }


def insert_items(session: Session, items: Sequence[Item], now: datetime) -> None:
    """Keep each item as shown, once. In order of hash, so that two starts never wait for each other in a ring."""
    rows = [
        {
            "hash": item.id,
            "exam": item.exam,
            "body": json.dumps(item.to_json(), ensure_ascii=False, separators=(",", ":")),
            "bank_version": item.bank_version,
            "first_shown_at": now,
        }
        for item in sorted(items, key=lambda item: item.id)
    ]
    insert_missing(session, ItemRow, rows)


def insert_positions(
    session: Session,
    learner_id: int,
    attempt_id: str,
    items: Sequence[Item],
    scored: Sequence[bool],
    *,
    origins: Sequence[Origin] = (),
    difficulties: Mapping[str, float] = NO_DIFFICULTIES,
    first: int = 1,
) -> None:
    """Ask `items` at the positions from `first` on. The items are there already.

    `difficulties`, by item id, are those that stand in for the items' own estimates; a drill's never matter.
    """
    asked, responses = [], []
    for index, (item, flag) in enumerate(zip(items, scored, strict=True)):
        place = {"learner_id": learner_id, "attempt_id": attempt_id, "position": first + index}
        known = {"difficulty": difficulties.get(item.id)}
        asked.append(place | _asked_columns(item, flag) | (asdict(origins[index]) if origins else _NO_ORIGIN) | known)
        responses.append(place | _EMPTY_RESPONSE)
    session.execute(insert(AttemptItemRow), asked)
    session.execute(insert(ResponseRow), responses)


_NO_ORIGIN = {"trap": None, "form_code": None}
_EMPTY_RESPONSE = {
    "complete": False,
    "sequence": 0,
    "page": "",
    "flagged": False,
    "struck": (),
    "seconds": 0.0,
    "looked_up": False,
}


def _asked_columns(item: Item, scored: bool) -> dict[str, object]:
    return {
        "item_hash": item.id,
        "option_ids": random_ids(len(item.options)),
        "type": item.type,
        "choose": how_many(item),
        "scored": scored,
        "domain": item.domain,
    }


def random_ids(count: int) -> tuple[str, ...]:
    """Different option ids that mean nothing, so that no page can tell one option from another but by its text."""
    ids: set[str] = set()
    while len(ids) < count:
        ids.add(secrets.token_urlsafe(OPTION_ID_BYTES))
    return tuple(ids)


def how_many(item: Item) -> int:
    """How many options make an answer: for ordering the steps, for matching the prompts."""
    if item.type is ItemType.ORDERING:
        return len(item.order)
    return len(item.pairs) if item.type is ItemType.MATCHING else len(item.key)


def _question_view(attempt: AttemptView, position: int, slot: Slot, body: dict[str, Any]) -> QuestionView:
    texts = [option["text"] for option in body["options"]]
    answer = slot.answer
    return QuestionView(
        attempt=attempt,
        position=position,
        type=slot.question.type,
        stem=body["stem"],
        choose=slot.question.choose,
        options=tuple(
            ShownOption(option, text, option in answer.struck, option in answer.choice)
            for option, text in zip(slot.question.option_ids, texts, strict=True)
        ),
        prompts=tuple(body.get("pairs", {})),
        choice=answer.choice,
        confidence=answer.confidence,
        flagged=answer.flagged,
        struck=answer.struck,
        seconds=answer.seconds,
        sequence=answer.sequence,
        revealed=attempt.state.graded or (attempt.mode.reveals and bool(answer.choice)),
    )
