"""Problems with questions: learners report them, and whoever runs the site answers."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.account.session import current_learner, learner_id_or_none
from app.extensions import db
from app.practice.blueprint import own_id
from app.reports.forms import REASONS, AnswerForm, ReportForm
from app.review.proof import picture_of
from app.store import attempts, reports
from app.store.reports import Reason, Report
from app.time import utc_now
from question_bank.bank import load_bank

P = ParamSpec("P")
bp = Blueprint("reports", __name__)


def admin_only(route: Callable[P, ResponseReturnValue]) -> Callable[P, ResponseReturnValue]:
    """404 for whoever may not open the admin pages, as if there were none."""

    @wraps(route)
    def guarded(*arguments: P.args, **options: P.kwargs) -> ResponseReturnValue:
        learner = current_learner()
        if learner is None or not learner.is_admin:
            abort(404)
        return route(*arguments, **options)

    return guarded


@bp.get("/attempts/<attempt_id>/<int:position>/report")
def edit(attempt_id: str, position: int) -> ResponseReturnValue:
    """The form, and below it what was reported before. The proof is shown once the question is graded."""
    return _page(attempt_id, position, None)


@bp.post("/attempts/<attempt_id>/<int:position>/report")
def send(attempt_id: str, position: int) -> ResponseReturnValue:
    """Keep a report."""
    form = ReportForm()
    if not form.validate_on_submit():
        return _page(attempt_id, position, form, 422)
    said = (Reason(form.reason.data), form.text.data or "")
    reports.report(db.session, own_id(), attempt_id, position, *said, now=utc_now())
    flash("Thank you. Your report is kept with this question, and you will see here what comes of it.", "good")
    return redirect(url_for(".edit", attempt_id=attempt_id, position=position), 303)


@bp.get("/reports")
def own() -> ResponseReturnValue:
    """The learner's reports and their answers, which count as seen from now on."""
    learner_id = learner_id_or_none()
    found = reports.of_learner(db.session, learner_id) if learner_id else ()
    reports.mark_seen(db.session, found, now=utc_now())
    return render_template("reports/own.html", reports=found, reasons=REASONS, pictures=_pictures(found))


@bp.get("/admin/reports")
@admin_only
def every() -> ResponseReturnValue:
    """Reports that are open, or with `?show=resolved` those that are not."""
    resolved = request.args.get("show") == "resolved"
    found = reports.every_report(db.session, resolved=resolved)
    return render_template("reports/every.html", reports=found, reasons=REASONS, resolved=resolved)


@bp.get("/admin/reports/<int:learner_id>/<attempt_id>/<int:position>")
@admin_only
def one(learner_id: int, attempt_id: str, position: int) -> ResponseReturnValue:
    """One report with its item, key and proof, and the command that makes the item again."""
    return _one(reports.get(db.session, learner_id, attempt_id, position), AnswerForm(formdata=None))


@bp.post("/admin/reports/<int:learner_id>/<attempt_id>/<int:position>")
@admin_only
def resolve(learner_id: int, attempt_id: str, position: int) -> ResponseReturnValue:
    """Answer a report."""
    form = AnswerForm()
    if not form.validate_on_submit():
        return _one(reports.get(db.session, learner_id, attempt_id, position), form, 422)
    reports.resolve(db.session, learner_id, attempt_id, position, form.answer.data or "", now=utc_now())
    flash("The report is resolved, and its learner will see your answer.", "good")
    return redirect(url_for(".every"), 303)


def _page(attempt_id: str, position: int, form: ReportForm | None, status: int = 200) -> ResponseReturnValue:
    learner_id, now = own_id(), utc_now()
    kept = reports.find(db.session, learner_id, attempt_id, position)
    question = attempts.question(db.session, learner_id, attempt_id, position, now=now)
    reports.mark_seen(db.session, [kept] if kept else [], now=now)
    page = render_template(
        "reports/edit.html",
        form=form or ReportForm(formdata=None),
        question=question,
        report=kept,
        reasons=REASONS,
        picture=_pictures([kept]).get((attempt_id, position)) if kept else None,
    )
    return page, status


def _pictures(found: list[Report] | tuple[Report, ...]) -> dict[tuple[str, int], object]:
    """The proofs that the reports' learner may see."""
    model = load_bank().model
    return {(one.attempt_id, one.position): picture_of(one.item, model) for one in found if one.revealed}


def _one(found: Report, form: AnswerForm, status: int = 200) -> ResponseReturnValue:
    bank = load_bank()
    page = render_template(
        "reports/one.html",
        report=found,
        form=form,
        reasons=REASONS,
        picture=picture_of(found.item, bank.model),
        traps=bank.model.traps,
        same_bank=found.bank_version == bank.version,
    )
    return page, status
