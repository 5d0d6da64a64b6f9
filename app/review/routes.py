"""What an attempt came to: the result, every item with its reasons, and the history of attempts."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.account.session import learner_id_or_none
from app.extensions import db
from app.practice.blueprint import guide_or_404, own_id
from app.review.places import places_of, steps
from app.review.proof import picture_of
from app.store import attempts, results
from app.store.errors import NotGraded
from app.store.views import ResultView, ReviewItem
from app.time import utc_now
from question_bank.bank import load_bank

bp = Blueprint("review", __name__, url_prefix="/attempts")
bp.add_app_template_global(places_of)
bp.add_app_template_global(steps)
SHOWN: dict[str, tuple[str, Callable[[ReviewItem], bool]]] = {
    "all": ("All", lambda _item: True),
    "missed": ("Missed", lambda item: not item.correct),
    "flagged": ("Flagged", lambda item: item.flagged),
    "unsure": ("Not sure", lambda item: item.confidence is not None and item.confidence != "sure"),
}


@bp.get("/<attempt_id>/result")
def result(attempt_id: str) -> ResponseReturnValue:
    """Verdict, score, domains, and every item; what was missed stands open."""
    return _graded_page("review/result.html", attempt_id, "all")


@bp.get("/<attempt_id>/review")
def review(attempt_id: str) -> ResponseReturnValue:
    """The items alone, all open, filtered by `?show=`."""
    shown = request.args.get("show", "all")
    return _graded_page("review/review.html", attempt_id, shown if shown in SHOWN else "all")


@bp.post("/<attempt_id>/delete")
def delete(attempt_id: str) -> ResponseReturnValue:
    """Delete an attempt with its answers."""
    attempts.delete(db.session, own_id(), attempt_id)
    flash("The attempt is deleted.", "good")
    return redirect(url_for(".history"), 303)


def _graded_page(template: str, attempt_id: str, shown: str) -> ResponseReturnValue:
    learner_id, now = own_id(), utc_now()
    try:
        outcome = results.result(db.session, learner_id, attempt_id, now=now)
    except NotGraded as error:
        flash(str(error), "due")
        return redirect(url_for("practice.resume", attempt_id=attempt_id), 303)
    bank = load_bank()
    every = results.review(db.session, learner_id, attempt_id, now=now)
    name, keep = SHOWN[shown]
    items = [item for item in every if keep(item)]
    return render_template(
        template,
        result=outcome,
        guide=bank.guide(outcome.attempt.exam),
        headline=headline(outcome),
        items=items,
        pictures={item.position: picture_of(item.item, bank.model) for item in items},
        traps=bank.model.traps,
        shown=name,
        filters=[(key, label, sum(map(wanted, every))) for key, (label, wanted) in SHOWN.items()],
    )


def headline(outcome: ResultView) -> str:
    """The result in words: on which side of the mark, and whether the interval crosses it."""
    if outcome.passed is None or outcome.scaled_low is None or outcome.scaled_high is None:
        return f"{outcome.scored_correct} of {outcome.scored_total} right"
    if outcome.passed:
        clear = outcome.scaled_low >= outcome.passing_score
        return "Above the mark, and clear of it" if clear else "Above the mark, with little to spare"
    clear = outcome.scaled_high < outcome.passing_score
    return "Below the mark" if clear else "Below the mark, but within reach"


@bp.get("")
def history() -> ResponseReturnValue:
    """The learner's attempts, twenty a page, of one exam or all."""
    bank = load_bank()
    exam = request.args.get("exam") or None
    if exam is not None:
        guide_or_404(exam)
    learner_id = learner_id_or_none()
    number = request.args.get("page", 1, type=int)
    page = attempts.history(db.session, learner_id, exam, number, now=utc_now()) if learner_id else None
    return render_template("review/history.html", page=page, exam=exam, guides=bank.guides)
