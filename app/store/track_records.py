"""What readiness stated before each full simulation, and whether that was passed: read from all learners, for a
command.
"""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from app.assessment.sitting import Mode
from app.assessment.track_record import Tried
from app.store.progress_tables import ForecastRow
from app.store.tables import AttemptRow

BATCH = 1000  # rows read at a time


def tried(session: Session, exam: str | None = None) -> Iterator[Tried]:
    """For every graded simulation, what was stated of its learner when it began, where anything was.

    That is the forecast of the last sitting of the exam that had ended by then.
    """
    own = and_(ForecastRow.learner_id == AttemptRow.learner_id, ForecastRow.attempt_id == AttemptRow.id)
    columns = (AttemptRow.learner_id, AttemptRow.exam, AttemptRow.mode, AttemptRow.started_at, AttemptRow.submitted_at)
    query = select(*columns, AttemptRow.passed, ForecastRow.probability).join(ForecastRow, own)
    if exam is not None:
        query = query.where(AttemptRow.exam == exam)
    order = (AttemptRow.learner_id, AttemptRow.exam, AttemptRow.submitted_at, AttemptRow.id)
    whose: tuple[int, str] | None = None
    stated: list[tuple[datetime, float | None]] = []
    for row in session.execute(query.order_by(*order).execution_options(yield_per=BATCH)):
        if whose != (row.learner_id, row.exam):
            whose, stated = (row.learner_id, row.exam), []
        before = next((said for at, said in reversed(stated) if at <= row.started_at), None)
        if row.mode == Mode.SIMULATION and row.passed is not None and before is not None:
            yield Tried(before, row.passed)
        stated.append((row.submitted_at, row.probability))
