"""What an attempt came to: the result, every item with its reasons, and the history of attempts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.account.session import learner_id_or_none
from app.assessment.clock import seconds_for
from app.assessment.movement import Movement
from app.assessment.pace import TimedAnswer, counted_seconds, review_pace
from app.assessment.sitting import Mode
from app.extensions import db
from app.practice.blueprint import guide_or_404, own_id
from app.review.places import places_of, steps
from app.review.proof import picture_of
from app.review.selecting import Selection, chosen_traps, counts_of
from app.store import attempts, regrades, results
from app.store.errors import NotGraded
from app.store.notebook import changes, notebook
from app.store.notes import Kind, Note, notes_of
from app.store.regrades import Corrected, Correction
from app.store.views import ResultView, ReviewItem
from app.time import utc_now
from question_bank.bank import load_bank
from question_bank.singles import twins_in_exam

bp = Blueprint("review", __name__, url_prefix="/attempts")
bp.add_app_template_global(places_of)
bp.add_app_template_global(steps)
bp.add_app_template_global(picture_of)
More = Callable[[int, ResultView, Sequence[ReviewItem]], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Extra:
    """What a review shows and offers beside one question."""

    note: Note | None
    has_twin: bool
    correction: Correction | None


@bp.get("/<attempt_id>/result")
def result(attempt_id: str) -> ResponseReturnValue:
    """Verdict, score, domains, and every item; what was missed stands open. Corrections count as seen."""
    page = _graded_page("review/result.html", attempt_id, Selection(), _in_all)
    if any(found == attempt_id for found, _ in regrades.unseen(db.session, own_id())):
        regrades.mark_seen(db.session, own_id(), attempt_id, now=utc_now())
    return page


@bp.get("/<attempt_id>/review")
def review(attempt_id: str) -> ResponseReturnValue:
    """The items alone, all open: `?show=`, `?domain=` and `?trap=` filter, `?at=` shows one a screen."""
    return _graded_page("review/review.html", attempt_id, Selection.of(request.args))


@bp.post("/<attempt_id>/delete")
def delete(attempt_id: str) -> ResponseReturnValue:
    """Delete an attempt with its answers."""
    attempts.delete(db.session, own_id(), attempt_id)
    flash("The attempt is deleted.", "good")
    return redirect(url_for(".history"), 303)


def _graded_page(template: str, attempt_id: str, asked: Selection, more: More | None = None) -> ResponseReturnValue:
    learner_id, now = own_id(), utc_now()
    try:
        outcome = results.result(db.session, learner_id, attempt_id, now=now)
    except NotGraded as error:
        flash(str(error), "due")
        return redirect(url_for("practice.resume", attempt_id=attempt_id), 303)
    bank = load_bank()
    every = results.review(db.session, learner_id, attempt_id, now=now)
    fitting = asked.fitting(every)
    items = fitting if asked.at is None else fitting[asked.at - 1 : asked.at]
    corrected = regrades.of_attempt(db.session, learner_id, attempt_id)
    return render_template(
        template,
        result=outcome,
        guide=bank.guide(outcome.attempt.exam),
        headline=headline(outcome),
        items=items,
        fitting=fitting,
        extras=_extras(learner_id, items, corrected),
        pictures={item.position: picture_of(item.item, bank.model) for item in items},
        traps=bank.model.traps,
        asked=asked,
        filters=counts_of(every),
        chosen_traps=[(trap, count) for trap, count in chosen_traps(every) if trap in bank.model.traps],
        corrected=corrected,
        **(more(learner_id, outcome, every) if more else {}),
    )


def _in_all(learner_id: int, outcome: ResultView, items: Sequence[ReviewItem]) -> dict[str, Any]:
    """What a result says beside its questions: time, what changed since the last time, after a drill what is due."""
    after_drill = outcome.attempt.mode is Mode.DRILL
    return {
        "pace": review_pace(_times(outcome, items)),
        "effort": results.effort(db.session, learner_id, outcome.attempt.id),
        "changes": _changes(learner_id, outcome.attempt.id),
        "book": notebook(db.session, learner_id, now=utc_now()) if after_drill else None,
    }


def _extras(learner_id: int, items: Sequence[ReviewItem], corrected: Corrected | None) -> dict[int, Extra]:
    bank = load_bank()
    found = notes_of(db.session, learner_id, Kind.ITEM)
    return {
        item.position: Extra(
            note=found.get(item.item.id),
            has_twin=not item.correct and bool(twins_in_exam(bank, item.item)),
            correction=corrected.at(item.position) if corrected else None,
        )
        for item in items
    }


def _times(outcome: ResultView, items: Sequence[ReviewItem]) -> list[TimedAnswer]:
    """The answers whose time was measured."""
    attempt = outcome.attempt
    allotted = seconds_for(load_bank().guide(attempt.exam), attempt.length) + attempt.extra_seconds
    each = allotted / attempt.length
    return [
        TimedAnswer(item.position, item.item.domain, item.correct, counted_seconds(item.seconds, each))
        for item in items
        if item.answered and item.seconds >= 1
    ]


def _changes(learner_id: int, attempt_id: str) -> dict[Movement, list[str]]:
    """The traps by how they went against the last time, those that the model still has."""
    known = load_bank().model.traps
    found: dict[Movement, list[str]] = {}
    for change in changes(db.session, learner_id, attempt_id):
        if change.trap in known:
            found.setdefault(change.movement, []).append(change.trap)
    return {movement: found[movement] for movement in Movement if movement in found}


def headline(outcome: ResultView) -> str:
    """The result in words: on which side of the mark, and whether the interval crosses it."""
    if not outcome.scored_total:
        return "Nothing was answered"
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
