"""What a learner's answers in an exam come to. Cost follows the learner's own history, and never the whole table."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import and_, exists, func, select
from sqlalchemy.orm import Session

from app.assessment.calibration import calibrate
from app.assessment.days import day_of
from app.assessment.intervals import jeffreys_interval, verdict, wilson_interval
from app.assessment.memory import Mastery
from app.assessment.pace import TimedAnswer, review_pace
from app.assessment.readiness import Belief, FormShape, days_since_1970, shape_of
from app.assessment.readiness_advice import Missing, TrapRecord, next_steps, state_readiness
from app.assessment.readiness_evidence import TIMED
from app.assessment.sitting import Mode, State
from app.assessment.standing import Standing
from app.assessment.streak import Practice, practice_of
from app.store.engine import write_transaction
from app.store.evidence import rebuild
from app.store.grades import settle_all
from app.store.notebook import Entry, Notebook, notebook
from app.store.plans import exam_dates
from app.store.progress_tables import EvidenceRow, ForecastRow
from app.store.progress_views import (
    DomainProgress,
    ExamOverview,
    ExamProgress,
    NextStep,
    PacePoint,
    PaceProgress,
    ReadinessPoint,
    ScorePoint,
)
from app.store.standings import read_standing
from app.store.tables import AttemptRow, MarkRow
from app.store.trap_log import zone_name
from question_bank.assembly import assemble_form
from question_bank.bank import load_bank
from question_bank.exam_guide import ExamGuide, find_guide
from question_bank.loading import load_exam_guides

LATEST = 200  # answers that domains and pace are about: older ones say little of today
MOST_STEPS = 6
SAMPLE_FORMS = 4  # that say how often an exam's items offer each trap
_GRADED = [state for state in State if state.graded]
_SITTING = (
    AttemptRow.id,
    AttemptRow.mode,
    AttemptRow.submitted_at,
    AttemptRow.started_at,
    AttemptRow.deadline,
    AttemptRow.length,
    AttemptRow.scored_correct,
    AttemptRow.scored_total,
    AttemptRow.scaled,
    AttemptRow.scaled_low,
    AttemptRow.scaled_high,
    AttemptRow.passed,
    ForecastRow.probability,
    ForecastRow.low,
    ForecastRow.high,
    ForecastRow.median_seconds,
)


def exam_progress(session: Session, learner_id: int, exam: str, *, now: datetime) -> ExamProgress:
    """Everything about one exam. Answers of an older version of the application are taken up first.

    An unknown learner has done nothing. Raises UnknownExamError.
    """
    guide = find_guide(load_exam_guides(), exam)
    settle_all(session, learner_id, now=now)
    standing = _standing(session, learner_id, guide)
    sittings = _sittings(session, learner_id, exam)
    traps = notebook(session, learner_id, now=now)
    day = days_since_1970(now)
    shape = shape_of(guide)
    readiness = state_readiness(standing.belief, shape, day)
    latest = _latest(session, learner_id, exam)
    return ExamProgress(
        exam=exam,
        today=traps.day,
        sittings=len(sittings),
        share_at_passing=guide.assumed_share_at_passing,
        passing_score=guide.passing_score,
        scores=tuple(_score(row) for row in sittings if row.scored_total),
        domains=_domains(guide, [row for row in latest if row.weight > 0][:LATEST]),
        readiness=readiness,
        readiness_trend=tuple(_trend(sittings)),
        steps=() if isinstance(readiness, Missing) else _steps(guide, standing.belief, shape, day, traps),
        traps=_by_mastery(traps, exam),
        traps_due=sum(entry.is_due for entry in traps.entries if _is_of(entry, exam)),
        pace=_pace(guide, sittings, latest),
        calibration=calibrate(standing.ratings),
        rated=sum(group.count for group in standing.ratings.groups.values()),
        practice=_practice(session, learner_id, exam, traps.day),
        exam_date=traps.exam_dates.get(exam),
    )


def overview(session: Session, learner_id: int, *, now: datetime) -> tuple[ExamOverview, ...]:
    """Every exam in the order of the guides, also those without an answer."""
    settle_all(session, learner_id, now=now)
    dates = exam_dates(session, learner_id)
    today = day_of(now, zone_name(session, learner_id))
    return tuple(
        _overview(session, learner_id, guide, dates.get(guide.id), today, now) for guide in load_exam_guides().values()
    )


def take_up(session: Session, learner_id: int, exam: str) -> None:
    """Log what the learner was graded for before there was a log, and fold it."""
    with write_transaction(session):
        rebuild(session, learner_id, exam)


def _overview(
    session: Session, learner_id: int, guide: ExamGuide, exam_date: date | None, today: date, now: datetime
) -> ExamOverview:
    standing = _standing(session, learner_id, guide)
    mine = _graded(learner_id, guide.id)
    last = session.execute(_select_sittings(mine).order_by(AttemptRow.submitted_at.desc()).limit(1)).one_or_none()
    return ExamOverview(
        exam=guide.id,
        today=today,
        sittings=session.scalar(select(func.count()).select_from(AttemptRow).where(mine)) or 0,
        last=_score(last) if last is not None and last.scored_total else None,
        readiness=state_readiness(standing.belief, shape_of(guide), days_since_1970(now)),
        practice=_practice(session, learner_id, guide.id, today),
        exam_date=exam_date,
    )


def _standing(session: Session, learner_id: int, guide: ExamGuide) -> Standing:
    """Where the learner stands; whoever has marks and no standing, or one of an older model, is taken up first."""
    domains = len(guide.domains)
    found = read_standing(session, learner_id, guide.id, domains)
    if found is None and _has_marks(session, learner_id, guide.id):
        take_up(session, learner_id, guide.id)
        found = read_standing(session, learner_id, guide.id, domains)
    return found or Standing(Belief(domains))


def _has_marks(session: Session, learner_id: int, exam: str) -> bool:
    mark = exists().where(MarkRow.learner_id == AttemptRow.learner_id, MarkRow.attempt_id == AttemptRow.id)
    mine = (AttemptRow.learner_id == learner_id, AttemptRow.exam == exam)
    return session.scalar(select(AttemptRow.id).where(*mine, mark).limit(1)) is not None


def _graded(learner_id: int, exam: str) -> Any:
    state = AttemptRow.state.in_(_GRADED)
    return and_(AttemptRow.learner_id == learner_id, AttemptRow.exam == exam, state, AttemptRow.mode != Mode.DRILL)


def _select_sittings(where: Any) -> Any:
    own = and_(ForecastRow.learner_id == AttemptRow.learner_id, ForecastRow.attempt_id == AttemptRow.id)
    return select(*_SITTING).outerjoin(ForecastRow, own).where(where)


def _sittings(session: Session, learner_id: int, exam: str) -> list[Any]:
    """Graded sittings without drills, oldest first."""
    rows = session.execute(_select_sittings(_graded(learner_id, exam)))
    return sorted(rows, key=lambda row: (row.submitted_at, row.id))


def _latest(session: Session, learner_id: int, exam: str) -> list[Any]:
    """The latest answers, newest first; more than are wanted, for drills and repeats among them do not count."""
    columns = (EvidenceRow.position, EvidenceRow.domain, EvidenceRow.correct, EvidenceRow.answered, EvidenceRow.weight)
    query = (
        select(*columns, EvidenceRow.mode, EvidenceRow.seconds)
        .where(EvidenceRow.learner_id == learner_id, EvidenceRow.exam == exam, EvidenceRow.withdrawn.is_(False))
        .order_by(EvidenceRow.at.desc(), EvidenceRow.attempt_id.desc(), EvidenceRow.position.desc())
    )
    return list(session.execute(query.limit(3 * LATEST)))


def _score(row: Any) -> ScorePoint:
    low, high = wilson_interval(row.scored_correct, row.scored_total)
    return ScorePoint(
        attempt_id=row.id,
        at=row.submitted_at,
        mode=Mode(row.mode),
        correct=row.scored_correct,
        total=row.scored_total,
        share=row.scored_correct / row.scored_total,
        low=low,
        high=high,
        scaled=row.scaled,
        scaled_low=row.scaled_low,
        scaled_high=row.scaled_high,
        passed=row.passed,
    )


def _trend(sittings: Iterable[Any]) -> Iterable[ReadinessPoint]:
    for row in sittings:
        if row.probability is not None:
            yield ReadinessPoint(row.id, row.submitted_at, row.probability, row.low, row.high)


def _domains(guide: ExamGuide, answers: list[Any]) -> tuple[DomainProgress, ...]:
    found = []
    for domain in guide.domains:
        own = [row.correct for row in answers if row.domain == domain.id]
        right, total = sum(own), len(own)
        low, high = jeffreys_interval(right, total) if total else (None, None)
        word = verdict(right, total, guide.assumed_share_at_passing) if total else None
        found.append(DomainProgress(domain.id, domain.name, domain.weight_percent, right, total, low, high, word))
    return tuple(found)


def _steps(guide: ExamGuide, belief: Belief, shape: FormShape, day: float, traps: Notebook) -> tuple[NextStep, ...]:
    """The most useful steps first. A trap that is mastered is none."""
    shares, known = offered_shares(guide.id), load_bank().model.traps
    records = [
        TrapRecord(entry.trap, entry.memory.met, entry.memory.fell, shares.get(entry.trap, 0.0))
        for entry in traps.entries
        if entry.trap in known and entry.mastery is not Mastery.MASTERED
    ]
    steps = [step for step in next_steps(belief, shape, day, records) if step.gain > 0]
    return tuple(
        NextStep(
            name=known[step.trap].name if step.trap else guide.domain(step.domain or 0).name,
            gain=step.gain,
            domain=step.domain,
            trap=step.trap,
        )
        for step in steps[:MOST_STEPS]
    )


@cache
def offered_shares(exam: str) -> Mapping[str, float]:
    """The share of an exam's items that offer each trap, from the same few forms each time."""
    bank = load_bank()
    forms = [assemble_form(bank, exam, seed, bank.guide(exam).items) for seed in range(SAMPLE_FORMS)]
    offers = [{option.trap for option in item.options if option.trap} for form in forms for item in form.items]
    traps = {trap for offer in offers for trap in offer}
    return {trap: sum(trap in offer for offer in offers) / len(offers) for trap in sorted(traps)}


def _by_mastery(traps: Notebook, exam: str) -> dict[Mastery, tuple[Entry, ...]]:
    own = [entry for entry in traps.entries if _is_of(entry, exam)]
    return {mastery: tuple(entry for entry in own if entry.mastery is mastery) for mastery in Mastery}


def _is_of(entry: Entry, exam: str) -> bool:
    """Whether the exam asks about the entry's trap; of a trap that is gone, whether it was last met there."""
    trap = load_bank().model.traps.get(entry.trap)
    return exam in trap.exams if trap else entry.exam == exam


def _pace(guide: ExamGuide, sittings: list[Any], latest: list[Any]) -> PaceProgress:
    timed = [row for row in latest if row.mode in TIMED and row.answered and row.seconds > 0][:LATEST]
    answers = [TimedAnswer(row.position, row.domain, row.correct, row.seconds) for row in timed]
    points = [
        PacePoint(row.id, row.submitted_at, row.median_seconds, _allotted(row))
        for row in sittings
        if row.median_seconds is not None and row.deadline is not None
    ]
    return PaceProgress(guide.seconds_per_item, tuple(points), review_pace(answers) if answers else None)


def _allotted(row: Any) -> float:
    """Seconds that the clock gave an item."""
    seconds: float = (row.deadline - row.started_at).total_seconds() / row.length
    return seconds


def _practice(session: Session, learner_id: int, exam: str, today: date) -> Practice:
    mine = (EvidenceRow.learner_id == learner_id, EvidenceRow.exam == exam)
    days = select(EvidenceRow.day, func.count()).where(*mine).group_by(EvidenceRow.day)
    return practice_of({row[0]: row[1] for row in session.execute(days)}, today)
