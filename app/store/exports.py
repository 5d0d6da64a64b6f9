"""Everything of a learner's, for them to take away. A running attempt comes without keys, as on its pages."""

import json
from dataclasses import asdict
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.assessment.sitting import State
from app.store.errors import NotFound
from app.store.grades import Played, played, read_marks
from app.store.notes import Kind, Note, notes_of
from app.store.plans import exam_dates
from app.store.progress_tables import EvidenceRow, ForecastRow, StandingRow
from app.store.reports import Report, of_learner
from app.store.sittings import of
from app.store.tables import AttemptRow, LearnerRow, PresetRow
from app.store.trap_log import Kept, read_memories


def export_learner(session: Session, learner_id: int) -> dict[str, Any]:
    """Settings, attempts and answers, ready for JSON; times in ISO 8601, UTC. Raises NotFound."""
    learner = session.get(LearnerRow, learner_id)
    if learner is None:
        raise NotFound("There is no such learner.")
    attempts = select(AttemptRow).where(AttemptRow.learner_id == learner_id).order_by(AttemptRow.started_at)
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
        "attempts": [_attempt(session, row) for row in session.scalars(attempts).all()],
    }


def _attempt(session: Session, row: AttemptRow) -> dict[str, Any]:
    marks = read_marks(session, row.learner_id, row.id)
    graded = State(row.state).graded
    weights = _weights(session, row)
    questions = []
    for one in played(session, row.learner_id, row.id):
        shown = _question(one)
        if graded:
            mark = marks.get(one.position)
            shown |= {"correct": mark.correct if mark else None, "scored": one.scored, "item": one.item.to_json()}
            shown |= {"weight": weights.get(one.position)}
        questions.append(shown)
    return {
        "id": row.id,
        "exam": row.exam,
        "mode": row.mode,
        "state": row.state,
        "form_code": row.form_code,
        "bank_version": row.bank_version,
        "started_at": row.started_at.isoformat(),
        "deadline": row.deadline.isoformat() if row.deadline else None,
        "submitted_at": row.submitted_at.isoformat() if row.submitted_at else None,
        "scored_correct": row.scored_correct,
        "scored_total": row.scored_total,
        "scaled": row.scaled,
        "passed": row.passed,
        "readiness": _forecast(session, row),
        "questions": questions,
    }


def _standings(session: Session, learner_id: int) -> list[StandingRow]:
    mine = select(StandingRow).where(StandingRow.learner_id == learner_id)
    return list(session.scalars(mine.order_by(StandingRow.exam)))


def _standing(row: StandingRow) -> dict[str, Any]:
    """The belief behind readiness, and the sums of rated answers."""
    return {"exam": row.exam, "belief": json.loads(row.belief), "ratings": json.loads(row.ratings)}


def _weights(session: Session, row: AttemptRow) -> dict[int, float]:
    """How much the answer at each position says of readiness, from 0 to 1."""
    query = select(EvidenceRow.position, EvidenceRow.weight).where(of(EvidenceRow, row.learner_id, row.id))
    return {found.position: found.weight for found in session.execute(query)}


def _forecast(session: Session, row: AttemptRow) -> dict[str, float] | None:
    """What was said of readiness when the attempt was graded, None where the answers did not suffice."""
    found = session.get(ForecastRow, (row.learner_id, row.id))
    if found is None or found.probability is None:
        return None
    return {"probability": found.probability, "low": found.low or 0.0, "high": found.high or 0.0}


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


def _question(one: Played) -> dict[str, Any]:
    texts = {option.id: option.text for option in one.item.options}
    return {
        "position": one.position,
        "stem": one.item.stem,
        "options": list(texts.values()),
        "choice": [texts.get(option, "") for option in one.choice],
        "confidence": one.response.confidence,
        "flagged": one.response.flagged,
        "seconds": one.response.seconds,
        "looked_up": one.response.looked_up,
    }
