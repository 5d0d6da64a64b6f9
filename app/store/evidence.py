"""Writes what graded answers say of readiness and of items: the log, the standing that it comes to, and the tallies.

Everything here runs inside the transaction that grades, corrects, merges or deletes, so that they never differ. Mostly
new answers are the latest, and go on from where the learner stands; else `rebuild` folds the whole log again.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, delete, insert, select
from sqlalchemy.orm import Session

from app.assessment.difficulty import calibrates
from app.assessment.grading import Mark
from app.assessment.pace import median_log_seconds
from app.assessment.readiness import Belief, Forecast, shape_of
from app.assessment.readiness_evidence import SAME_IDEA_FOR, TIMED
from app.assessment.sitting import Mode, State
from app.assessment.standing import Ending, Logged, Place, Standing, fold, is_form_counted, with_rests
from app.store.evidence_rows import (
    Corrected,
    by_place,
    insert_log,
    logged_of,
    read_known,
    read_log,
    read_log_of,
    unlogged,
    update_log,
)
from app.store.item_tallies import Changes, count_form, write_changes
from app.store.played import Played, played
from app.store.progress_tables import EvidenceRow, ForecastRow
from app.store.sittings import lock_learner, of
from app.store.standings import drop_standing, read_standing, write_standing
from app.store.tables import AttemptRow
from question_bank.exam_guide import ExamGuide
from question_bank.loading import load_exam_guides

Order = tuple[datetime, str, int]
_GRADED = [state for state in State if state.graded]
# Built once: each answer of study runs them.
_LAST = (
    select(EvidenceRow.at, EvidenceRow.attempt_id, EvidenceRow.position)
    .where(EvidenceRow.learner_id == bindparam("learner"), EvidenceRow.exam == bindparam("exam"))
    .order_by(EvidenceRow.at.desc(), EvidenceRow.attempt_id.desc(), EvidenceRow.position.desc())
    .limit(1)
)
_LATER = (
    select(AttemptRow.id)
    .where(AttemptRow.learner_id == bindparam("learner"), AttemptRow.exam == bindparam("exam"))
    .where(AttemptRow.state.in_(_GRADED), AttemptRow.id != bindparam("attempt"))
    .where(AttemptRow.submitted_at >= bindparam("at"))
    .limit(1)
)
_NO_SYNC = {"synchronize_session": False}


def record_answer(
    session: Session, attempt: AttemptRow, one: Played, mark: Mark, at: datetime, zone: str | None
) -> None:
    """Take in one answer of study or a drill, whose mark is written. `zone` is the learner's, who is locked."""
    guide = load_exam_guides().get(attempt.exam)
    if guide is None:
        return
    new = logged_of(attempt, one, mark, at, zone)
    standing = _standing_before(session, attempt, guide, new.order)
    if standing is None:
        rebuild(session, attempt.learner_id, attempt.exam)
        return
    _meet_again(session, attempt, standing, [new])
    taken, _ = fold(standing, [new], [], shape_of(guide))
    insert_log(session, attempt.learner_id, attempt.exam, taken)
    write_standing(session, attempt.learner_id, attempt.exam, standing)


def record_sitting(
    session: Session, attempt: AttemptRow, rows: Sequence[Played], marks: Sequence[Mark], zone: str | None
) -> None:
    """Take in a sitting that was graded just now, with `rows` and `marks` of all its answers that are marked.

    `zone` is the learner's, who is locked.
    """
    guide = load_exam_guides().get(attempt.exam)
    if guide is None or attempt.submitted_at is None:
        return
    learner_id, ending = attempt.learner_id, Ending(attempt.id, attempt.submitted_at)
    standing = _standing_before(session, attempt, guide, ending.order)
    if standing is None:
        rebuild(session, learner_id, attempt.exam)
        return
    known = read_log_of(session, learner_id, attempt.id)
    new = [] if known else _new(attempt, rows, marks, zone)
    _meet_again(session, attempt, standing, new)
    taken, forecasts = fold(standing, new, [] if attempt.mode == Mode.DRILL else [ending], shape_of(guide))
    entries = with_rests(known or taken)
    (update_log(session, learner_id, entries) if known else insert_log(session, learner_id, attempt.exam, entries))
    write_standing(session, learner_id, attempt.exam, standing)
    changes = Changes()
    places = {one.position: one for one in rows}
    for entry in entries:
        changes.count(entry, places[entry.position])
    write_changes(session, changes)
    if attempt.mode != Mode.DRILL:
        counted = is_form_counted(entries, attempt.length)
        if counted:
            count_form(session, attempt.form_code, attempt.exam, [entry.correct for entry in entries], 1)
        _write_forecasts(session, learner_id, {attempt.id: (entries, forecasts[attempt.id], counted)})


def rebuild(session: Session, learner_id: int, exam: str, corrections: Mapping[Place, Corrected] | None = None) -> None:
    """Fold the log of one exam again, with graded answers that it lacks, and `corrections` of some that it has."""
    guide = load_exam_guides().get(exam)
    if guide is None:
        return
    changed = corrections or {}
    zone = lock_learner(session, learner_id)
    before = by_place(read_log(session, learner_id, EvidenceRow.exam == exam))
    attempts = _attempts(session, learner_id, exam)
    answers = [_corrected(entry, changed.get(entry.place)) for entry in before.values()]
    answers += unlogged(session, learner_id, exam, zone)
    endings = [Ending(one.id, one.submitted_at) for one in attempts.values() if _has_ending(one)]
    standing = Standing(Belief(len(guide.domains)))
    taken, forecasts = fold(standing, answers, endings, shape_of(guide))
    sittings = _by_attempt(taken)
    for attempt_id, entries in sittings.items():
        if attempts[attempt_id].state in _GRADED:
            sittings[attempt_id] = with_rests(entries)
    after = by_place(entry for entries in sittings.values() for entry in entries)
    insert_log(session, learner_id, exam, [entry for place, entry in after.items() if place not in before])
    update_log(session, learner_id, [one for place, one in after.items() if before.get(place, one) != one])
    if after:
        write_standing(session, learner_id, exam, standing)
    else:
        drop_standing(session, learner_id, exam)
    _retally(session, learner_id, before, after)
    counted = _recount_forms(session, learner_id, attempts, _by_attempt(before.values()), sittings)
    told = {place: (sittings.get(place, []), forecasts[place], place in counted) for place in forecasts}
    _write_forecasts(session, learner_id, told)


def rebuild_all(session: Session, learner_id: int) -> None:
    """Fold the log of every exam of a learner again."""
    for exam in session.scalars(select(AttemptRow.exam).where(AttemptRow.learner_id == learner_id).distinct()).all():
        rebuild(session, learner_id, exam)


def take_back(session: Session, learner_id: int, attempt_ids: Sequence[str]) -> None:
    """Take attempts out of the tallies. They are deleted next, and what is left may be folded again."""
    entries = read_log(session, learner_id, EvidenceRow.attempt_id.in_(attempt_ids))
    _retally(session, learner_id, by_place(entries), {})
    own = and_(ForecastRow.learner_id == AttemptRow.learner_id, ForecastRow.attempt_id == AttemptRow.id)
    forms = select(AttemptRow.id, AttemptRow.form_code, AttemptRow.exam).join(ForecastRow, own)
    mine = (AttemptRow.learner_id == learner_id, AttemptRow.id.in_(attempt_ids), ForecastRow.form_counted)
    sittings = _by_attempt(entries)
    for attempt in session.execute(forms.where(*mine).order_by(AttemptRow.form_code)).all():
        _count_form(session, attempt, sittings.get(attempt.id, []), -1)


@contextmanager
def forgetting(session: Session, learner_id: int, attempt_id: str) -> Iterator[None]:
    """The block deletes an attempt: its share of the tallies goes before, and the rest is folded again after it."""
    exam = session.scalar(select(EvidenceRow.exam).where(of(EvidenceRow, learner_id, attempt_id)).limit(1))
    if exam is not None:
        take_back(session, learner_id, [attempt_id])
    yield
    if exam is not None:
        rebuild(session, learner_id, exam)


def _standing_before(session: Session, attempt: AttemptRow, guide: ExamGuide, order: Order) -> Standing | None:
    """Where the learner stands, to go on from; None where there is nothing, or something that came later."""
    learner_id, exam = attempt.learner_id, attempt.exam
    standing = read_standing(session, learner_id, exam, len(guide.domains))
    if standing is None:
        return None
    connection, mine = session.connection(), {"learner": learner_id, "exam": exam}
    found = connection.execute(_LAST, mine).one_or_none()
    if found is not None and tuple(found) >= order:
        return None
    later = connection.execute(_LATER, mine | {"attempt": attempt.id, "at": order[0]}).scalar()
    return None if later is not None else standing


def _meet_again(session: Session, attempt: AttemptRow, standing: Standing, new: Sequence[Logged]) -> None:
    """Let the standing remember what the learner met that the new answers may repeat."""
    if not new:
        return
    known = read_known(
        session,
        attempt.learner_id,
        attempt.exam,
        items={entry.item for entry in new},
        families={entry.family for entry in new},
        since=min(entry.at for entry in new) - SAME_IDEA_FOR,
    )
    for entry in sorted(known, key=lambda one: one.order):
        standing.remember(entry)


def _new(attempt: AttemptRow, rows: Sequence[Played], marks: Sequence[Mark], zone: str | None) -> list[Logged]:
    assert attempt.submitted_at is not None, "a graded sitting has ended"
    at = attempt.submitted_at
    places = {one.position: one for one in rows}
    return [logged_of(attempt, places[mark.position], mark, at, zone) for mark in marks]


def _attempts(session: Session, learner_id: int, exam: str) -> dict[str, Any]:
    columns = (AttemptRow.id, AttemptRow.exam, AttemptRow.mode, AttemptRow.state, AttemptRow.length)
    query = select(*columns, AttemptRow.submitted_at, AttemptRow.form_code)
    mine = query.where(AttemptRow.learner_id == learner_id, AttemptRow.exam == exam)
    return {row.id: row for row in session.execute(mine)}


def _has_ending(attempt: Any) -> bool:
    return attempt.state in _GRADED and attempt.mode != Mode.DRILL and attempt.submitted_at is not None


def _by_attempt(entries: Iterable[Logged]) -> dict[str, list[Logged]]:
    found: dict[str, list[Logged]] = defaultdict(list)
    for entry in entries:
        found[entry.attempt].append(entry)
    return dict(found)


def _corrected(entry: Logged, correction: Corrected | None) -> Logged:
    """As it goes into the fold: with a correction, and without what an earlier fold made of it."""
    fresh = entry if entry.rest is None else replace(entry, rest=None)
    return replace(fresh, correct=correction.correct, withdrawn=correction.withdrawn) if correction else fresh


def _retally(session: Session, learner_id: int, before: Mapping[Place, Logged], after: Mapping[Place, Logged]) -> None:
    """Replace in the tallies what was counted before by what counts now."""
    differing: dict[str, set[Place]] = defaultdict(set)
    for place in {*before, *after}:
        if _share(before.get(place)) != _share(after.get(place)):
            differing[place[0]].add(place)
    changes = Changes()
    for attempt_id in sorted(differing):
        for one in played(session, learner_id, attempt_id):
            old, new = before.get((attempt_id, one.position)), after.get((attempt_id, one.position))
            if (attempt_id, one.position) not in differing[attempt_id]:
                continue
            if old is not None:
                changes.take_back(old, one)
            if new is not None:
                changes.count(new, one)
    write_changes(session, changes)


def _share(entry: Logged | None) -> tuple[int, bool, bool] | None:
    """What of an entry is in the tallies. An ability that is there never changes."""
    return None if entry is None or entry.rest is None else (entry.rest, entry.correct, calibrates(entry))


def _recount_forms(
    session: Session,
    learner_id: int,
    attempts: Mapping[str, Any],
    before: Mapping[str, list[Logged]],
    after: Mapping[str, list[Logged]],
) -> set[str]:
    """Bring the tallies of forms up to date; the attempts that are in them now."""
    flagged = select(ForecastRow.attempt_id).where(ForecastRow.learner_id == learner_id, ForecastRow.form_counted)
    was = set(session.scalars(flagged)) & set(attempts)
    now = {one for one, entries in after.items() if _counts_for_form(attempts[one], entries)}
    for attempt_id in sorted({*was, *now}):
        old = before.get(attempt_id, []) if attempt_id in was else []
        new = after[attempt_id] if attempt_id in now else []
        if _marks(old) != _marks(new):
            _count_form(session, attempts[attempt_id], old, -1)
            _count_form(session, attempts[attempt_id], new, 1)
    return now


def _counts_for_form(attempt: Any, entries: Sequence[Logged]) -> bool:
    return _has_ending(attempt) and is_form_counted(entries, attempt.length)


def _count_form(session: Session, attempt: Any, entries: Sequence[Logged], times: int) -> None:
    if entries:
        count_form(session, attempt.form_code, attempt.exam, _marks(entries), times)


def _marks(entries: Sequence[Logged]) -> list[bool]:
    return [entry.correct for entry in sorted(entries, key=lambda one: one.position)]


def _write_forecasts(
    session: Session, learner_id: int, told: Mapping[str, tuple[Sequence[Logged], Forecast | None, bool]]
) -> None:
    """Replace the forecasts of these attempts."""
    rows = []
    for attempt_id, (entries, seen, counted) in sorted(told.items()):
        session.execute(delete(ForecastRow).where(of(ForecastRow, learner_id, attempt_id)), execution_options=_NO_SYNC)
        figures = {"probability": None, "low": None, "high": None}
        if seen is not None:
            figures = {name: getattr(seen, name) for name in figures}
        place = {"learner_id": learner_id, "attempt_id": attempt_id}
        rows.append(place | figures | {"median_seconds": _median_seconds(entries), "form_counted": counted})
    if rows:
        session.execute(insert(ForecastRow), rows)


def _median_seconds(entries: Sequence[Logged]) -> float | None:
    """Of the answers against the clock; None where there was none, or nobody measured."""
    seconds = [one.seconds for one in entries if one.mode in TIMED and one.answered and one.seconds > 0]
    return median_log_seconds(seconds) if seconds else None
