"""Starting an attempt and its pages as plain forms. What scripts send is in saves.py."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.account.session import current_learner
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
from app.looking import close_question, open_question, was_looked_up
from app.numbers import whole
from app.practice import saves
from app.practice.blueprint import bp, guide_or_404, own_id
from app.practice.drilling import bring_back
from app.practice.forms import AnswerForm, StartForm, first_error
from app.practice.pair import pair_of
from app.practice.starting import start_fresh
from app.store import attempts, results
from app.store.views import AttemptView, Plan, QuestionView
from app.time import utc_now
from question_bank.bank import load_bank

__all__ = ["bp", "saves"]
FORWARD = frozenset({"next", "check"})
STAYING = frozenset({"flag", "strike"})
LONGEST_LOOK = 600.0  # seconds on one page without script; what is longer was a break
UNCHECKED = "You have chosen, but not checked your answer. Check it, or clear it to skip this question."
NOTHING_CHOSEN = "Choose your answer first. Checking it shows what is right, and then it is final."


@bp.post("")
def start() -> ResponseReturnValue:
    """Make a form of questions that the learner has not met, and start. One attempt an exam runs at a time."""
    form = StartForm()
    if form.again.data:
        return start_fresh(attempts.get(db.session, own_id(), form.again.data, now=utc_now()).plan)
    guide = guide_or_404(form.exam.data)
    if not form.validate_on_submit():
        return render_template("home/exam.html", guide=guide, error=first_error(form)), 422
    mode = Mode(form.mode.data or Mode.QUICK)
    length = guide.items if mode is Mode.SIMULATION else form.length.data or QUICK_LENGTHS[0]
    return start_fresh(Plan(guide.id, mode, length, clocked=not mode.reveals))


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
        if question.attempt.mode.reveals and question.attempt.state is State.IN_PROGRESS:
            return _answer_for_good(learner_id, question, form, choice)
        _save(learner_id, question, form, () if action == "clear" else choice, partial=True)
        if choice and action in FORWARD:
            _check_number(question, choice)
    except SittingError as error:
        return _refused(error, learner_id, question, choice)
    return _act(learner_id, question, action)


def _answer_for_good(
    learner_id: int, question: QuestionView, form: AnswerForm, choice: tuple[str, ...]
) -> ResponseReturnValue:
    """In study and drills only "check" saves, since what is saved is final and shows the key. Nothing else reveals."""
    action = form.do.data or "next"
    if question.revealed or action == "clear":
        return _act(learner_id, question, action)
    if action == "reveal":
        if not choice:
            return _page(question, error=NOTHING_CHOSEN, status=422)
        _save(learner_id, question, form, choice, partial=False)
        bring_back(learner_id, question.attempt.id, question.position)
        return _act(learner_id, question, "stay")
    if action.partition("-")[0] in STAYING:
        _act(learner_id, question, action)
        fresh = attempts.question(db.session, learner_id, question.attempt.id, question.position, now=utc_now())
        return _page(fresh, typed=choice)
    if choice:
        return _page(question, error=UNCHECKED, typed=choice, status=422)
    return _act(learner_id, question, action)


def _save(learner_id: int, question: QuestionView, form: AnswerForm, choice: tuple[str, ...], *, partial: bool) -> None:
    """Save answer and time. With `partial`, a choice of two may have its first option only, so that it is not lost."""
    place = (db.session, learner_id, question.attempt.id, question.position)
    confidence = form.confidence.data if choice else None
    seconds = question.seconds + _looked(form)
    unchanged = choice == question.choice and (confidence or None) == question.confidence
    if unchanged and question.attempt.state is State.IN_PROGRESS:
        attempts.set_seconds(*place, seconds, now=utc_now())
        return
    seen = form.seen.data or 0
    attempts.save_answer(
        *place,
        choice,
        seen + 1,
        confidence=confidence or None,
        seconds=seconds,
        seen=seen,
        partial=partial,
        looked_up=was_looked_up(question.attempt.id, question.position),
        now=utc_now(),
    )


def _looked(form: AnswerForm) -> float:
    """Seconds since the page was made, by the server's clock; 0 where that cannot be."""
    opened = form.opened.data
    passed = utc_now().timestamp() - opened if opened is not None else 0.0
    return min(passed, LONGEST_LOOK) if passed > 0 else 0.0


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
    elif name == "go" and 1 <= (asked := whole(number) or 0) <= question.attempt.length:
        target = asked
    elif name == "check" or (name == "next" and question.next_position is None):
        return redirect(url_for(".check", attempt_id=attempt_id), 303)
    elif name == "next":
        target = question.next_position or position
    return redirect(url_for(".show", attempt_id=attempt_id, position=target), 303)


def _toggled(question: QuestionView, number: str) -> list[str]:
    """The struck options with option `number` (from 1) put in or taken out; unchanged where there is no such option."""
    place = whole(number) or 0
    chosen = question.options[place - 1 : place] if place else ()
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
    """The question; in study and drills, once it is answered, with what is right and why."""
    frame = {"question": question, "error": error} | _frame(question.attempt)
    if not question.revealed:
        open_question(question.attempt.id, question.position)
        opened = round(utc_now().timestamp(), 1)
        return render_template("practice/question.html", typed=typed, opened=opened, **frame), status
    close_question()
    place = (question.attempt.id, question.position)
    feedback = results.feedback(db.session, own_id(), *place, now=utc_now())
    earlier = results.twin_before(db.session, own_id(), *place) if question.attempt.mode is Mode.DRILL else None
    pair = pair_of(earlier, feedback, load_bank().model) if earlier else None
    frame |= {"item": feedback, "pair": pair, "model": load_bank().model}
    return render_template("practice/revealed.html", **frame), status


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
    close_question()
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
