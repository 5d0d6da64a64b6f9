"""Starts attempts: makes the form that a plan or a code asks for, and answers with its first question."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.account.session import ensure_learner, session_learner_id
from app.assessment.clock import seconds_for
from app.assessment.freshness import Seen, fresh_form
from app.assessment.sitting import Mode
from app.chance import fresh_random
from app.extensions import db
from app.store import attempts
from app.store.errors import AttemptRunning
from app.store.seen import seen_of
from app.store.views import Plan
from app.time import utc_now
from question_bank.assembly import Form, assemble_form
from question_bank.bank import load_bank
from question_bank.form_code import FormRequest

SEEDS = 32**4  # four characters of a form's code


def start_fresh(plan: Plan) -> ResponseReturnValue:
    """An attempt at questions that this learner has not met, as far as the bank has them.

    Raises AssemblyError where no such form can be made, UnknownFilterError for ids that the bank no longer has.
    """
    bank = load_bank()
    learner_id = session_learner_id()
    seen = seen_of(db.session, learner_id, plan.exam) if learner_id else Seen()

    def make(seed: int) -> Form:
        return assemble_form(bank, plan.exam, seed, plan.length, plan.filters)

    return _begin(fresh_form(make, fresh_random().randrange(SEEDS), seen), plan.mode, plan.clocked)


def start_exactly(asked: FormRequest, mode: Mode, clocked: bool) -> ResponseReturnValue:
    """An attempt at exactly the form that a code asks for."""
    return _begin(assemble_form(load_bank(), asked.exam, asked.seed, asked.length, asked.filters), mode, clocked)


def _begin(form: Form, mode: Mode, clocked: bool) -> ResponseReturnValue:
    guide = load_bank().guide(form.exam)
    seconds = seconds_for(guide, form.length) if clocked and not mode.reveals else None
    learner = ensure_learner()
    try:
        attempt = attempts.start(db.session, learner.id, form, guide, mode, seconds, now=utc_now())
    except AttemptRunning as error:
        other = attempts.get(db.session, learner.id, error.attempt_id, now=utc_now())
        return render_template("practice/running.html", guide=guide, attempt=other), 409
    return redirect(url_for("practice.show", attempt_id=attempt.id, position=1), 303)
