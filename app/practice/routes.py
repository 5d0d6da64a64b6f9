"""Starting an attempt and its pages as plain forms. What scripts send is in saves.py."""

import secrets
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.account.session import current_learner, ensure_learner
from app.assessment.clock import seconds_for
from app.assessment.sitting import (
    QUICK_LENGTHS,
    Mode,
    NotRunning,
    Question,
    SittingError,
    StaleSequence,
    State,
    WrongNumber,
    check_choice,
)
from app.errors import KNOWN
from app.extensions import db
from app.practice import saves
from app.practice.blueprint import bp, guide_or_404, own_id
from app.practice.forms import AnswerForm, StartForm, first_error
from app.store import attempts
from app.store.errors import AttemptRunning
from app.store.views import AttemptView, QuestionView
from app.time import utc_now
from question_bank.assembly import assemble_form
from question_bank.bank import load_bank

__all__ = ["bp", "saves"]
SEEDS = 32**4  # four characters of a form's code
FORWARD = frozenset({"next", "check"})


@bp.post("")
def start() -> ResponseReturnValue:
    """Make a form and start the clock. One attempt an exam runs at a time."""
    form = StartForm()
    guide = guide_or_404(form.exam.data)
    if not form.validate_on_submit():
        return render_template("home/exam.html", guide=guide, error=first_error(form)), 422
    mode = Mode(form.mode.data or Mode.QUICK)
    length = guide.items if mode is Mode.SIMULATION else form.length.data or QUICK_LENGTHS[0]
    made = assemble_form(load_bank(), guide.id, secrets.randbelow(SEEDS), length)
    learner = ensure_learner()
    try:
        attempt = attempts.start(db.session, learner.id, made, guide, mode, seconds_for(guide, length), now=utc_now())
    except AttemptRunning as error:
        other = attempts.get(db.session, learner.id, error.attempt_id, now=utc_now())
        return render_template("practice/running.html", guide=guide, attempt=other), 409
    return redirect(url_for(".show", attempt_id=attempt.id, position=1), 303)


@bp.get("/<attempt_id>")
def resume(attempt_id: str) -> ResponseReturnValue:
    """To where the learner was: a question, or the result."""
    attempt = attempts.get(db.session, own_id(), attempt_id, now=utc_now())
    if attempt.state.graded:
        return redirect(url_for("review.result", attempt_id=attempt.id), 303)
    return redirect(url_for(".show", attempt_id=attempt.id, position=attempt.resume_position), 303)


@bp.get("/<attempt_id>/<int:position>")
def show(attempt_id: str, position: int) -> ResponseReturnValue:
    """One question. A graded attempt leads to its result."""
    question = attempts.question(db.session, own_id(), attempt_id, position, now=utc_now())
    return _over(question.attempt) or _page(question)


@bp.post("/<attempt_id>/<int:position>")
def answer(attempt_id: str, position: int) -> ResponseReturnValue:
    """Save what the form says, do what its button says, and go on. A refused answer keeps what was chosen."""
    learner_id = own_id()
    question = attempts.question(db.session, learner_id, attempt_id, position, now=utc_now())
    form = AnswerForm()
    choice = tuple(form.choice.data or ())
    choice = choice if any(choice) else ()
    if not form.validate_on_submit():
        return _page(question, error=first_error(form), typed=choice, status=422)
    action = form.do.data or "next"
    try:
        _save(learner_id, question, form, () if action == "clear" else choice)
        if choice and action in FORWARD:
            _check_number(question, choice)
    except SittingError as error:
        return _refused(error, learner_id, question, choice)
    return _act(learner_id, question, action)


def _save(learner_id: int, question: QuestionView, form: AnswerForm, choice: tuple[str, ...]) -> None:
    """Save where something changed. A choice of two may have its first option only, so that it is not lost."""
    confidence = form.confidence.data if choice else None
    unchanged = choice == question.choice and (confidence or None) == question.confidence
    if unchanged and question.attempt.state is State.IN_PROGRESS:
        return
    seen = form.seen.data or 0
    attempts.save_answer(
        db.session,
        learner_id,
        question.attempt.id,
        question.position,
        choice,
        seen + 1,
        confidence=confidence or None,
        seen=seen,
        partial=True,
        now=utc_now(),
    )


def _check_number(question: QuestionView, choice: tuple[str, ...]) -> None:
    """Raises WrongNumber where the learner goes on with too few options chosen."""
    ids = tuple(option.id for option in question.options)
    try:
        check_choice(Question(question.type, ids, question.choose), [option for option in choice if option])
    except WrongNumber as error:
        raise WrongNumber(f"{error} To skip this question, clear the answer first.") from error


def _act(learner_id: int, question: QuestionView, action: str) -> ResponseReturnValue:
    """What the pressed button asks for, after saving."""
    attempt_id, position = question.attempt.id, question.position
    name, _, number = action.partition("-")
    target = position
    if name == "flag":
        attempts.set_flag(db.session, learner_id, attempt_id, position, not question.flagged, now=utc_now())
    elif name == "strike":
        struck = _toggled(question, number)
        attempts.set_struck(db.session, learner_id, attempt_id, position, struck, now=utc_now())
    elif name == "previous":
        target = question.previous_position or position
    elif name == "go" and number.isdecimal() and 1 <= int(number) <= question.attempt.length:
        target = int(number)
    elif name == "check" or (name == "next" and question.next_position is None):
        return redirect(url_for(".check", attempt_id=attempt_id), 303)
    elif name == "next":
        target = question.next_position or position
    return redirect(url_for(".show", attempt_id=attempt_id, position=target), 303)


def _toggled(question: QuestionView, number: str) -> list[str]:
    """The struck options with option `number` (from 1) put in or taken out; unchanged where there is no such option."""
    chosen = question.options[int(number) - 1 : int(number)] if number.isdecimal() and int(number) else ()
    toggled = {option.id for option in chosen}
    return [option.id for option in question.options if option.struck != (option.id in toggled)]


def _refused(
    error: SittingError, learner_id: int, question: QuestionView, choice: tuple[str, ...]
) -> ResponseReturnValue:
    """The question again with the reason; where the attempt is over, a page that says so."""
    status = KNOWN[type(error)][0]
    fresh = attempts.question(db.session, learner_id, question.attempt.id, question.position, now=utc_now())
    if fresh.attempt.state is not State.IN_PROGRESS:
        return render_template("practice/over.html", attempt=fresh.attempt, message=str(error)), status
    return _page(fresh, error=str(error), typed=None if isinstance(error, StaleSequence) else choice, status=status)


def _page(
    question: QuestionView, *, error: str | None = None, typed: tuple[str, ...] | None = None, status: int = 200
) -> ResponseReturnValue:
    page = render_template(
        "practice/question.html", question=question, error=error, typed=typed, **_frame(question.attempt)
    )
    return page, status


def _frame(attempt: AttemptView) -> dict[str, Any]:
    """What the bar and the keys of a sitting's page need."""
    learner = current_learner()
    return {
        "guide": load_bank().guide(attempt.exam),
        "hide_clock": bool(learner and learner.hide_clock),
        "single_keys": learner is None or learner.single_keys,
    }


def _over(attempt: AttemptView) -> ResponseReturnValue | None:
    """Where a page of a finished attempt leads; None while it runs."""
    if attempt.state.graded:
        return redirect(url_for("review.result", attempt_id=attempt.id), 303)
    if attempt.state is State.ABANDONED:
        message = "You gave this attempt up, so it has no result."
        return render_template("practice/over.html", attempt=attempt, message=message), 410
    return None


@bp.get("/<attempt_id>/check")
def check(attempt_id: str) -> ResponseReturnValue:
    """What is unanswered or flagged, before submitting."""
    attempt = attempts.get(db.session, own_id(), attempt_id, now=utc_now())
    return _over(attempt) or render_template("practice/check.html", attempt=attempt, **_frame(attempt))


@bp.post("/<attempt_id>/submit")
def submit(attempt_id: str) -> ResponseReturnValue:
    """Grade. A second submit shows the first one's result."""
    try:
        result = attempts.submit(db.session, own_id(), attempt_id, now=utc_now())
    except NotRunning as error:
        attempt = attempts.get(db.session, own_id(), attempt_id, now=utc_now())
        return render_template("practice/over.html", attempt=attempt, message=str(error)), 409
    if result.attempt.state is State.EXPIRED:
        flash("Time is up. What was saved by the deadline is graded.", "due")
    elif result.already_graded:
        flash("This attempt was submitted before. Its result stands.", "plain")
    return redirect(url_for("review.result", attempt_id=attempt_id), 303)


@bp.post("/<attempt_id>/abandon")
def abandon(attempt_id: str) -> ResponseReturnValue:
    """Give an attempt up, without a result."""
    learner_id = own_id()
    try:
        attempts.abandon(db.session, learner_id, attempt_id, now=utc_now())
    except SittingError as error:
        attempt = attempts.get(db.session, learner_id, attempt_id, now=utc_now())
        return render_template("practice/over.html", attempt=attempt, message=str(error)), 409
    flash("The attempt is given up.", "good")
    return redirect(url_for("home.index"), 303)
