"""Reads and writes where learners stand: the belief behind their readiness, and the sums of their rated answers."""

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict
from typing import Any

from sqlalchemy import bindparam, delete, select
from sqlalchemy.orm import Session

from app.assessment.calibration import RatedSum, Ratings
from app.assessment.readiness import Belief, StaleBelief
from app.assessment.sitting import Confidence
from app.assessment.standing import Standing
from app.store.progress_tables import StandingRow
from app.store.upserts import insert_or_replace

BATCH = 1000  # rows read at a time
_READ = select(StandingRow.belief, StandingRow.ratings).where(
    StandingRow.learner_id == bindparam("learner"), StandingRow.exam == bindparam("exam")
)


def read_standing(session: Session, learner_id: int, exam: str, domains: int) -> Standing | None:
    """None where none is stored, or one of another version of the model: the log has to be folded again."""
    row = session.connection().execute(_READ, {"learner": learner_id, "exam": exam}).one_or_none()
    if row is None:
        return None
    try:
        return Standing(Belief.from_json(json.loads(row.belief), domains), _ratings(json.loads(row.ratings)))
    except StaleBelief:
        return None


def beliefs(session: Session, exam: str, domains: int) -> Iterator[Belief]:
    """Of all learners who have one of this version of the model: read from all learners, for a command."""
    rows = session.scalars(
        select(StandingRow.belief).where(StandingRow.exam == exam).execution_options(yield_per=BATCH)
    )
    for row in rows:
        with suppress(StaleBelief):
            yield Belief.from_json(json.loads(row), domains)


def write_standing(session: Session, learner_id: int, exam: str, standing: Standing) -> None:
    """Insert or replace."""
    groups = {confidence: asdict(group) for confidence, group in standing.ratings.groups.items()}
    values = {
        "learner_id": learner_id,
        "exam": exam,
        "belief": json.dumps(standing.belief.to_json(), separators=(",", ":")),
        "ratings": json.dumps(groups, separators=(",", ":")),
    }
    insert_or_replace(session, StandingRow, [values])


def drop_standing(session: Session, learner_id: int, exam: str) -> None:
    """Of a learner who has answered nothing, or nothing any more."""
    mine = (StandingRow.learner_id == learner_id, StandingRow.exam == exam)
    session.execute(delete(StandingRow).where(*mine), execution_options={"synchronize_session": False})


def _ratings(groups: dict[str, dict[str, Any]]) -> Ratings:
    return Ratings({confidence: RatedSum(**groups.get(confidence, {})) for confidence in Confidence})
