"""The log of evidence between its table and `app.assessment.standing.Logged`, and the graded answers not logged yet."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, exists, insert, or_, select, update
from sqlalchemy.orm import Session

from app.assessment.days import day_of
from app.assessment.evidence import pace_of_answer
from app.assessment.memory import Pace
from app.assessment.readiness_evidence import chance_of
from app.assessment.sitting import Confidence, Mode
from app.assessment.standing import Logged, Place
from app.store.played import Played, answered_of, played
from app.store.progress_tables import EvidenceRow
from app.store.sittings import filters_of, of
from app.store.tables import AttemptRow, MarkRow
from question_bank.filters import NO_FILTERS

RIGHT, WITHDRAWN = "right", "withdrawn"  # words of a mark that was corrected
_TABLE: Any = EvidenceRow.__table__
LOG = (
    EvidenceRow.attempt_id,
    EvidenceRow.position,
    EvidenceRow.at,
    EvidenceRow.day,
    EvidenceRow.item_hash,
    EvidenceRow.family,
    EvidenceRow.cells,
    EvidenceRow.domain,
    EvidenceRow.difficulty,
    EvidenceRow.chance,
    EvidenceRow.mode,
    EvidenceRow.correct,
    EvidenceRow.answered,
    EvidenceRow.filtered,
    EvidenceRow.rapid,
    EvidenceRow.withdrawn,
    EvidenceRow.seconds,
    EvidenceRow.confidence,
    EvidenceRow.first,
    EvidenceRow.weight,
    EvidenceRow.rest,
    EvidenceRow.looked_up,
    EvidenceRow.ability,
    EvidenceRow.ability_sd,
)
CHANGING = ("correct", "withdrawn", "first", "weight", "rest", "ability", "ability_sd")


@dataclass(frozen=True, slots=True)
class Corrected:
    """What an answer is by the key of today."""

    correct: bool
    withdrawn: bool


def logged_of(attempt: AttemptRow, one: Played, mark: Any, at: datetime, zone: str | None) -> Logged:
    """The log's entry for a graded answer; `zone` is the learner's. `mark` is a value or a row, perhaps corrected."""
    item = one.item
    regraded = getattr(mark, "regraded", None)
    correct = mark.correct if regraded is None else regraded == RIGHT
    answer = answered_of(attempt, one, correct=correct)
    return Logged(
        attempt=attempt.id,
        position=one.position,
        at=at,
        day=day_of(at, zone),
        item=item.id,
        family=item.family,
        cells=tuple(sorted({"/".join(cell.key) for cell in item.proof})),
        domain=item.domain,
        difficulty=one.difficulty,
        chance=chance_of(item),
        mode=_mode(attempt, one),
        correct=correct,
        answered=mark.answered,
        filtered=filters_of(attempt.filters) != NO_FILTERS,
        rapid=mark.answered and pace_of_answer(answer) is Pace.RAPID,
        withdrawn=regraded == WITHDRAWN,
        seconds=one.response.seconds,
        confidence=answer.confidence,
        looked_up=one.response.looked_up,
    )


def read_log(session: Session, learner_id: int, *where: Any) -> list[Logged]:
    """A learner's entries that meet `where`, in no order."""
    return [_logged(row) for row in session.execute(select(*LOG).where(EvidenceRow.learner_id == learner_id, *where))]


def read_log_of(session: Session, learner_id: int, attempt_id: str) -> list[Logged]:
    """The entries of one attempt."""
    return [_logged(row) for row in session.execute(select(*LOG).where(of(EvidenceRow, learner_id, attempt_id)))]


def read_known(
    session: Session, learner_id: int, exam: str, *, items: Iterable[str], families: Iterable[str], since: datetime
) -> list[Logged]:
    """The entries of an exam that are about one of `items`, or of one of `families` and later than `since`."""
    asked = {"items": sorted(items), "families": sorted(families), "since": since}
    rows = session.connection().execute(_KNOWN, {"learner": learner_id, "exam": exam} | asked)
    return [_logged(row) for row in rows]


def insert_log(session: Session, learner_id: int, exam: str, entries: Iterable[Logged]) -> None:
    """Insert entries."""
    rows = [{"learner_id": learner_id, "exam": exam} | _columns(entry) for entry in entries]
    if rows:
        session.connection().execute(_INSERT, rows)


def update_log(session: Session, learner_id: int, entries: Iterable[Logged]) -> None:
    """Write what may change of entries that are there: the grade, and what was made of it."""
    rows = [
        {"of_learner": learner_id, "of_attempt": entry.attempt, "at_position": entry.position}
        | {f"new_{name}": getattr(entry, name) for name in CHANGING}
        for entry in entries
    ]
    if rows:
        session.connection().execute(_UPDATE, rows)


def unlogged(session: Session, learner_id: int, exam: str, zone: str | None) -> list[Logged]:
    """Entries for every graded answer of an exam that is in no log yet, such as of a database of an older version."""
    missing: dict[str, dict[int, Any]] = defaultdict(dict)
    for row in session.execute(_unlogged(learner_id, exam)):
        missing[row.attempt_id][row.position] = row
    found = []
    for attempt_id, marks in missing.items():
        attempt = session.get_one(AttemptRow, (learner_id, attempt_id))
        for one in played(session, learner_id, attempt_id):
            if one.position in marks:
                mark = marks[one.position]
                reveals = Mode(attempt.mode).reveals
                at = mark.graded_at if reveals else attempt.submitted_at or mark.graded_at
                found.append(logged_of(attempt, one, mark, at, zone))
    return found


def by_place(entries: Iterable[Logged]) -> Mapping[Place, Logged]:
    """The entries by attempt and position."""
    return {entry.place: entry for entry in entries}


_INSERT = insert(_TABLE)
_KNOWN = (
    select(*LOG)
    .where(EvidenceRow.learner_id == bindparam("learner"), EvidenceRow.exam == bindparam("exam"))
    .where(
        or_(
            EvidenceRow.item_hash.in_(bindparam("items", expanding=True)),
            and_(EvidenceRow.at > bindparam("since"), EvidenceRow.family.in_(bindparam("families", expanding=True))),
        )
    )
)
_UPDATE = (
    update(_TABLE)
    .where(_TABLE.c.learner_id == bindparam("of_learner"))
    .where(_TABLE.c.attempt_id == bindparam("of_attempt"))
    .where(_TABLE.c.position == bindparam("at_position"))
    .values({name: bindparam(f"new_{name}") for name in CHANGING})
)


def _unlogged(learner_id: int, exam: str) -> Any:
    logged = exists().where(
        EvidenceRow.learner_id == MarkRow.learner_id,
        EvidenceRow.attempt_id == MarkRow.attempt_id,
        EvidenceRow.position == MarkRow.position,
    )
    attempt = and_(AttemptRow.learner_id == MarkRow.learner_id, AttemptRow.id == MarkRow.attempt_id)
    columns = (MarkRow.attempt_id, MarkRow.position, MarkRow.correct, MarkRow.answered, MarkRow.regraded)
    return (
        select(*columns, MarkRow.graded_at)
        .join(AttemptRow, attempt)
        .where(MarkRow.learner_id == learner_id, AttemptRow.exam == exam, ~logged)
        .order_by(MarkRow.attempt_id, MarkRow.position)
    )


def _mode(attempt: AttemptRow, one: Played) -> Mode:
    """As evidence, what a trap chose is a drill, and a quiz without a clock is study."""
    mode = Mode(attempt.mode)
    if one.trap is not None:
        return Mode.DRILL
    return Mode.STUDY if mode is Mode.QUICK and attempt.deadline is None else mode


def _columns(entry: Logged) -> dict[str, Any]:
    values = {name: getattr(entry, name) for name in Logged.__slots__}
    return {_NAMES.get(name, name): value for name, value in values.items()}


_NAMES = {"attempt": "attempt_id", "item": "item_hash"}


def _logged(row: Any) -> Logged:
    return Logged(
        row.attempt_id,
        row.position,
        row.at,
        row.day,
        row.item_hash,
        row.family,
        row.cells,
        row.domain,
        row.difficulty,
        row.chance,
        Mode(row.mode),
        row.correct,
        row.answered,
        row.filtered,
        row.rapid,
        row.withdrawn,
        row.seconds,
        Confidence(row.confidence) if row.confidence else None,
        row.first,
        row.weight,
        row.rest,
        row.looked_up,
        row.ability,
        row.ability_sd,
    )
