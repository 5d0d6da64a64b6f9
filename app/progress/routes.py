"""A learner's progress: all exams on one page, and a page for each."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.account.session import ensure_learner, learner_id_or_none
from app.assessment.calibration import NEEDED
from app.assessment.days import day_of
from app.extensions import db
from app.practice.blueprint import guide_or_404
from app.practice.forms import first_error
from app.progress import charts
from app.progress.words import REMARKS, STEP_LEAST, VERDICTS, likely_words, missing_words, practice_words
from app.store import plans, progress
from app.store.progress_views import ExamProgress
from app.time import utc_now
from app.traps.forms import ExamDateForm
from question_bank.bank import load_bank
from question_bank.exam_guide import ExamGuide

STEPS_SHOWN = 4
bp = Blueprint("progress", __name__, url_prefix="/progress")


@bp.context_processor
def words() -> dict[str, Any]:
    """What the pages say about figures."""
    return {
        "likely_words": likely_words,
        "missing_words": missing_words,
        "practice_words": practice_words,
        "remarks": REMARKS,
        "verdicts": VERDICTS,
    }


@bp.get("")
def index() -> ResponseReturnValue:
    """Every exam that was practiced or has a date, then the others."""
    learner_id = learner_id_or_none()
    exams = progress.overview(db.session, learner_id, now=utc_now()) if learner_id else ()
    begun = [one for one in exams if one.practice.days or one.exam_date]
    known = {one.exam for one in begun}
    return render_template(
        "progress/index.html",
        begun=begun,
        others=[guide for guide in load_bank().guides.values() if guide.id not in known and not guide.retired],
        guides=load_bank().guides,
    )


@bp.get("/<exam>")
def exam(exam: str) -> ResponseReturnValue:
    """One exam: scores, domains, readiness, what to do next, traps, pace, confidence, days."""
    return _exam(guide_or_404(exam))


@bp.post("/<exam>/date")
def exam_date(exam: str) -> ResponseReturnValue:
    """Set the day of the exam, or take it back."""
    guide = guide_or_404(exam)
    learner = ensure_learner()
    form = ExamDateForm(day_of(utc_now(), learner.time_zone))
    if not form.validate_on_submit():
        return _exam(guide, error=first_error(form), status=422)
    plans.set_exam_date(db.session, learner.id, guide.id, form.exam_date.data)
    said = "is planned for" if form.exam_date.data else "has no date"
    flash(f"Your {guide.code} exam {said} now, and your reviews follow.", "good")
    return redirect(url_for(".exam", exam=guide.id), 303)


def _exam(guide: ExamGuide, *, error: str = "", status: int = 200) -> ResponseReturnValue:
    learner_id = learner_id_or_none()
    found = progress.exam_progress(db.session, learner_id, guide.id, now=utc_now()) if learner_id else None
    page = render_template(
        "progress/exam.html",
        guide=guide,
        progress=found,
        today=found.today if found else utc_now().date(),
        error=error,
        ratings_needed=NEEDED,
        steps=[step for step in found.steps if step.gain >= STEP_LEAST][:STEPS_SHOWN] if found else (),
        **(_charts(found) if found else {"charts": {}}),
    )
    return page, status


def _charts(found: ExamProgress) -> dict[str, Any]:
    """The charts that there are figures for, by name."""
    drawn: dict[str, charts.Chart] = {}
    if found.scores:
        drawn["scores"] = charts.score_chart(found.scores, found.share_at_passing)
    if found.readiness_trend:
        drawn["readiness"] = charts.readiness_chart(found.readiness_trend)
    counts = {mastery: len(entries) for mastery, entries in found.traps.items()}
    if any(counts.values()):
        drawn["traps"] = charts.mastery_chart(counts)
    if found.pace.points:
        drawn["pace"] = charts.pace_chart(found.pace)
    if found.calibration is not None and found.calibration.groups:
        drawn["confidence"] = charts.confidence_chart(found.calibration)
    if found.practice.days:
        drawn["practice"] = charts.practice_chart(found.practice.days, found.today)
    return {"charts": drawn}
