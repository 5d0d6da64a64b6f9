"""Observed difficulties of the bank's templates: made by `whose calibrate`, kept by day, used by the quizzes after.

A calibration reads the sums of `difficulty_tally`, of which a template has some dozens, and no answer: what it costs is
bounded by the bank, however much was answered. Who deletes an attempt, or is deleted, leaves those sums at once, and
the difficulties with the next calibration; those of earlier days stay as they were, and name nobody. A template that
has lost its answers goes back to its estimate. Quizzes keep the difficulties that they were made with.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import Session

from app.assessment.difficulty import Agreement, Count, Difficulty, Seen, Setting, agreement, calibrate
from app.assessment.readiness_evidence import TIMED
from app.store.difficulty_tallies import ESTIMATE_UNIT
from app.store.engine import write_transaction
from app.store.evidence import rebuild
from app.store.item_tallies import template_of
from app.store.progress_tables import DifficultyRow, DifficultyTallyRow, EvidenceRow
from app.store.upserts import insert_or_replace
from question_bank.item import Item

LEAST_ANSWERS = 10  # before that nothing is kept of a template
MOVED = 0.01  # what moved by less is no new version


@dataclass(frozen=True, slots=True)
class Version:
    """What holds of a template from `day` on."""

    exam: str
    template: str
    day: date
    difficulty: Difficulty


def calibrate_all(session: Session, *, day: date) -> tuple[Version, ...]:
    """Calibrate every exam from what was answered so far, and keep as of `day` what has moved; a second time nothing.

    Returns what was kept, by exam and template.
    """
    found = []
    for exam, templates in _seen(session).items():
        known = latest(session, exam)
        gone = {template: Seen(held.estimate) for template, held in known.items() if template not in templates}
        for template, now in sorted(calibrate(templates | gone).items()):
            before = known.get(template)
            if now.answers >= LEAST_ANSWERS if before is None else _has_moved(before, now):
                found.append(Version(exam, template, day, now))
    with write_transaction(session):
        insert_or_replace(session, DifficultyRow, [_columns(version) for version in found])
    return tuple(found)


def take_up_older(session: Session) -> int:
    """Take down what was believed before answers of an older version, and count them; how many logs of an exam."""
    counted = (EvidenceRow.rest.is_not(None), EvidenceRow.weight > 0, EvidenceRow.mode.in_(TIMED))
    query = select(EvidenceRow.learner_id, EvidenceRow.exam).where(EvidenceRow.ability.is_(None), *counted).distinct()
    found = session.execute(query.order_by(EvidenceRow.learner_id, EvidenceRow.exam)).all()
    for learner_id, exam in found:
        with write_transaction(session):
            rebuild(session, learner_id, exam)
    return len(found)


def latest(session: Session, exam: str, templates: Iterable[str] | None = None) -> dict[str, Difficulty]:
    """The difficulties that hold, by template: all of an exam, or those of `templates` that have one."""
    mine = [DifficultyRow.exam == exam]
    if templates is not None:
        mine.append(DifficultyRow.template.in_(sorted(set(templates))))
    key = (DifficultyRow.exam, DifficultyRow.template)
    last = select(*key, func.max(DifficultyRow.day)).where(*mine).group_by(*key)
    holds = tuple_(*key, DifficultyRow.day).in_(last)
    return {row.template: _difficulty(row) for row in session.execute(select(*_COLUMNS).where(*mine, holds))}


def observed_of(session: Session, exam: str, items: Sequence[Item]) -> dict[str, float]:
    """By item id, the observed difficulty of each item whose template is calibrated, in logits.

    It differs from the item's own estimate by what its template differs from its.
    """
    names = {item.id: template_of(item) for item in items}
    held = latest(session, exam, names.values())
    shifts = {template: one.shift for template, one in held.items() if one.is_calibrated}
    return {item.id: item.difficulty + shifts[names[item.id]] for item in items if names[item.id] in shifts}


def agreement_of(session: Session, exams: Iterable[str]) -> Agreement | None:
    """How well the estimates of these exams foretell what was observed; None while too little is."""
    return agreement(one for exam in exams for one in latest(session, exam).values())


_COLUMNS = tuple(DifficultyRow.__table__.c)


def _seen(session: Session) -> Mapping[str, dict[str, Seen]]:
    """By exam and template, what was answered. An exam that has versions and no answers any more has no templates."""
    found: dict[str, dict[str, Seen]] = {exam: {} for exam in session.scalars(select(DifficultyRow.exam).distinct())}
    sums: dict[tuple[str, str], int] = defaultdict(int)
    for row in session.execute(select(*DifficultyTallyRow.__table__.c)):
        seen = found.setdefault(row.exam, {}).setdefault(row.template, Seen(0.0))
        seen.counts[Setting(row.margin, row.spread, row.chance)] = Count(row.answers, row.right)
        sums[row.exam, row.template] += row.estimate
    for (exam, template), total in sums.items():
        seen = found[exam][template]
        seen.estimate = total / ESTIMATE_UNIT / seen.answers
    return found


def _has_moved(before: Difficulty, now: Difficulty) -> bool:
    figures = ((before.value, now.value), (before.estimate, now.estimate), (before.sd, now.sd))
    return before.is_calibrated != now.is_calibrated or any(abs(old - new) >= MOVED for old, new in figures)


def _columns(version: Version) -> dict[str, Any]:
    held = version.difficulty
    key = {"exam": version.exam, "template": version.template, "day": version.day}
    return key | {"estimate": held.estimate, "value": held.value, "sd": held.sd, "answers": held.answers}


def _difficulty(row: Any) -> Difficulty:
    return Difficulty(row.estimate, row.value, row.sd, row.answers)
