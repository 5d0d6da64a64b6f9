"""The home page with its live question, the page of each exam, and the sign of life."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from app.account.session import learner_id_or_none
from app.assessment.sitting import Question, SittingError, WrongNumber, check_choice
from app.extensions import db
from app.home import display
from app.home.forms import LiveForm
from app.home.live import EXAM_OF_A_FIRST_VISIT, LiveQuestion, StaleTokenError, new_question, read_question
from app.practice.blueprint import guide_or_404
from app.review.proof import picture_of
from app.store import attempts, regrades, reports
from app.time import utc_now
from question_bank.bank import load_bank
from question_bank.item import grade

bp = Blueprint("home", __name__)
bp.record_once(display.register)


@bp.get("/")
def index() -> ResponseReturnValue:
    """One question, then the exams. `?exam=` asks for a question of that exam."""
    exam = request.args.get("exam", EXAM_OF_A_FIRST_VISIT)
    return _home(new_question(load_bank(), guide_or_404(exam).id))


@bp.post("/check")
def check() -> ResponseReturnValue:
    """The same page with verdict, rationales and proof. No account, no script, nothing stored."""
    form = LiveForm()
    bank = load_bank()
    try:
        live = read_question(bank, form.token.data or "")
    except StaleTokenError as error:
        return _home(new_question(bank, EXAM_OF_A_FIRST_VISIT), error=str(error), status=409)
    chosen = tuple(form.choice.data or ())
    try:
        if not chosen:
            raise WrongNumber("Choose an option first.")
        check_choice(Question(live.item.type, live.ids, live.choose), chosen)
    except SittingError as error:
        return _home(live, error=str(error), chosen=chosen, status=422)
    return _home(live, chosen=chosen, answered=True)


def _home(
    live: LiveQuestion,
    *,
    error: str | None = None,
    chosen: tuple[str, ...] = (),
    answered: bool = False,
    status: int = 200,
) -> ResponseReturnValue:
    bank = load_bank()
    learner_id = learner_id_or_none()
    running = attempts.running(db.session, learner_id, now=utc_now()) if learner_id else ()
    explained = {}
    if answered:
        explained = {
            "correct": grade(live.item, live.content_ids(chosen)),
            "options": live.explained(chosen),
            "proof": picture_of(live.item, bank.model),
            "traps": bank.model.traps,
        }
    page = render_template(
        "home/index.html",
        live=live,
        guides=bank.guides,
        running=running,
        corrections=regrades.unseen(db.session, learner_id) if learner_id else (),
        answers=reports.news_count(db.session, learner_id) if learner_id else 0,
        error=error,
        chosen=chosen,
        explained=explained,
    )
    return page, status


@bp.get("/exams/<exam>")
def exam(exam: str) -> ResponseReturnValue:
    """What the questions of an exam ask and what they do not, its domains, and where to start."""
    return render_template("home/exam.html", guide=guide_or_404(exam), error=None)


@bp.get("/healthz")
def healthz() -> ResponseReturnValue:
    """Whether this process answers and the bank is loaded."""
    return {"status": "ok", "bank_version": load_bank().version}
