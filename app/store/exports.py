"""Everything of a learner's, for them to take away. A running attempt comes without keys, as on its pages."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.assessment.sitting import State
from app.store.errors import NotFound
from app.store.notes import Kind, Note, notes_of
from app.store.plans import exam_dates
from app.store.progress_tables import EvidenceRow, ForecastRow, StandingRow
from app.store.regrades import NewMark
from app.store.reports import Report, of_learner
from app.store.sittings import SAME_POSITION
from app.store.tables import AttemptItemRow, AttemptRow, ItemRow, LearnerRow, MarkRow, PresetRow, ResponseRow
from app.store.trap_log import Kept, read_memories

_MARK = (
    MarkRow.attempt_id,
    MarkRow.position,
    MarkRow.correct,
    MarkRow.graded_at,
    MarkRow.regraded,
    MarkRow.regraded_at,
    MarkRow.regraded_reason,
)
_POSITIONS = (
    select(
        AttemptItemRow.position,
        AttemptItemRow.option_ids,
        AttemptItemRow.scored,
        ItemRow.body,
        ResponseRow.choice,
        ResponseRow.confidence,
        ResponseRow.flagged,
        ResponseRow.seconds,
        ResponseRow.looked_up,
    )
    .join(ItemRow, ItemRow.hash == AttemptItemRow.item_hash)
    .join(ResponseRow, SAME_POSITION)
    .where(AttemptItemRow.learner_id == bindparam("learner"), AttemptItemRow.attempt_id == bindparam("attempt"))
    .order_by(AttemptItemRow.position)
)


def export_learner(session: Session, learner_id: int) -> dict[str, Any]:
    """Settings, attempts and answers, ready for JSON; times in ISO 8601, UTC. Raises NotFound."""
    learner = session.get(LearnerRow, learner_id)
    if learner is None:
        raise NotFound("There is no such learner.")
    attempts = select(AttemptRow).where(AttemptRow.learner_id == learner_id).order_by(AttemptRow.started_at)
    graded = _graded(session, learner_id)
    presets = select(PresetRow).where(PresetRow.learner_id == learner_id).order_by(PresetRow.exam, PresetRow.name)
    return {
        "learner": {
            "email": learner.email,
            "display_name": learner.display_name,
            "time_zone": learner.time_zone,
            "extra_minutes": learner.extra_minutes,
            "extra_factor": learner.extra_factor,
            "hide_clock": learner.hide_clock,
            "single_keys": learner.single_keys,
            "theme": learner.theme,
            "created_at": learner.created_at.isoformat(),
            "last_seen_at": learner.last_seen_at.isoformat(),
        },
        "presets": [_preset(row) for row in session.scalars(presets)],
        "exam_dates": {exam: day.isoformat() for exam, day in exam_dates(session, learner_id).items()},
        "traps": [_trap(trap, kept) for trap, kept in sorted(read_memories(session, learner_id).items())],
        "readiness": [_standing(row) for row in _standings(session, learner_id)],
        "notes": [_note(kind, note) for kind in Kind for note in notes_of(session, learner_id, kind).values()],
        "reports": [_report(report) for report in of_learner(session, learner_id)],
        "attempts": [_attempt(session, row, graded) for row in session.scalars(attempts).all()],
    }


@dataclass(frozen=True, slots=True)
class _Graded:
    """What was made of a learner's answers, by attempt and position, and of their attempts: read once for all."""

    marks: dict[tuple[str, int], Any]
    weights: dict[tuple[str, int], float]
    forecasts: dict[str, Any]


def _graded(session: Session, learner_id: int) -> _Graded:
    marks = select(*_MARK).where(MarkRow.learner_id == learner_id)
    weights = select(EvidenceRow.attempt_id, EvidenceRow.position, EvidenceRow.weight)
    forecasts = select(ForecastRow.attempt_id, ForecastRow.probability, ForecastRow.low, ForecastRow.high)
    return _Graded(
        marks={(row.attempt_id, row.position): row for row in session.execute(marks)},
        weights={
            (row.attempt_id, row.position): row.weight
            for row in session.execute(weights.where(EvidenceRow.learner_id == learner_id))
        },
        forecasts={
            row.attempt_id: row for row in session.execute(forecasts.where(ForecastRow.learner_id == learner_id))
        },
    )


def _attempt(session: Session, row: AttemptRow, graded: _Graded) -> dict[str, Any]:
    keys = State(row.state).graded
    questions = []
    for one in session.connection().execute(_POSITIONS, {"learner": row.learner_id, "attempt": row.id}):
        item = json.loads(one.body)
        questions.append(_question(one, item) | (_key(one, item, (row.id, one.position), graded) if keys else {}))
    return {
        "id": row.id,
        "exam": row.exam,
        "mode": row.mode,
        "state": row.state,
        "form_code": row.form_code,
        "bank_version": row.bank_version,
        "started_at": row.started_at.isoformat(),
        "deadline": _when(row.deadline),
        "submitted_at": _when(row.submitted_at),
        "scored_correct": row.scored_correct,
        "scored_total": row.scored_total,
        "scaled": row.scaled,
        "passed": row.passed,
        "readiness": _forecast(graded.forecasts.get(row.id)),
        "questions": questions,
    }


def _question(one: Any, item: Mapping[str, Any]) -> dict[str, Any]:
    """One question as it was shown and answered, without its key."""
    texts = [option["text"] for option in item["options"]]
    shown = dict(zip(one.option_ids, texts, strict=True))
    return {
        "position": one.position,
        "stem": item["stem"],
        "options": texts,
        "choice": [shown.get(option, "") for option in one.choice or ()],
        "confidence": one.confidence,
        "flagged": one.flagged,
        "seconds": one.seconds,
        "looked_up": one.looked_up,
    }


def _key(one: Any, item: Mapping[str, Any], place: tuple[str, int], graded: _Graded) -> dict[str, Any]:
    """What is told of a question once its attempt is graded. `correct` is by the key of then."""
    mark = graded.marks.get(place)
    return {
        "correct": mark.correct if mark else None,
        "marks": _marks(mark) if mark else [],
        "scored": one.scored,
        "weight": graded.weights.get(place),
        "item": item,
    }


def _marks(mark: Any) -> list[dict[str, Any]]:
    """The mark by the key of then, and the one by a corrected key where there is one, with the reason."""
    first = {"mark": NewMark.RIGHT if mark.correct else NewMark.WRONG, "at": _when(mark.graded_at), "reason": None}
    if mark.regraded is None:
        return [first]
    return [first, {"mark": mark.regraded, "at": _when(mark.regraded_at), "reason": mark.regraded_reason}]


def _when(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _standings(session: Session, learner_id: int) -> list[StandingRow]:
    mine = select(StandingRow).where(StandingRow.learner_id == learner_id)
    return list(session.scalars(mine.order_by(StandingRow.exam)))


def _standing(row: StandingRow) -> dict[str, Any]:
    """The belief behind readiness, and the sums of rated answers."""
    return {"exam": row.exam, "belief": json.loads(row.belief), "ratings": json.loads(row.ratings)}


def _forecast(row: Any) -> dict[str, float] | None:
    """What was said of readiness when the attempt was graded, None where the answers did not suffice."""
    if row is None or row.probability is None:
        return None
    return {"probability": row.probability, "low": row.low or 0.0, "high": row.high or 0.0}


def _preset(row: PresetRow) -> dict[str, Any]:
    names = ("exam", "name", "mode", "length", "clocked")
    return {name: getattr(row, name) for name in names} | {"filters": json.loads(row.filters)}


def _trap(trap: str, kept: Kept) -> dict[str, Any]:
    return {"trap": trap, "exam": kept.exam} | asdict(kept.memory)


def _note(kind: Kind, note: Note) -> dict[str, Any]:
    return {"about": kind} | asdict(note)


def _report(report: Report) -> dict[str, Any]:
    return {
        "attempt": report.attempt_id,
        "position": report.position,
        "stem": report.item.stem,
        "reason": report.reason,
        "text": report.text,
        "created_at": report.created_at,
        "answer": report.answer,
        "resolved_at": report.resolved_at,
    }
