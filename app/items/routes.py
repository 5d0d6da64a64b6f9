"""How the bank's questions do over all learners, and how reliable shared forms are: for whoever runs the site."""

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from app.assessment import item_flags
from app.assessment.item_flags import Flag
from app.extensions import db
from app.reports.routes import admin_only
from app.store.difficulties import agreement_of
from app.store.item_statistics import form_statistics, unit_statistics
from app.store.item_tallies import Level
from question_bank.bank import load_bank

bp = Blueprint("items", __name__, url_prefix="/admin")
LEVELS = {
    Level.FAMILY: "Families",
    Level.TRAP: "Traps",
    Level.TEMPLATE: "Templates",
    Level.CELL: "Cells",
    Level.ITEM: "Items",
}
FLAGS = {
    Flag.WRONG_KEY: "its key may be wrong: this distractor looks more like it",
    Flag.NEGATIVE: "those who know more answer it worse",
    Flag.TOO_HARD: "answered no better than by guessing",
    Flag.BETTER_THAN_KEY: "this distractor sorts learners better than the key does",
    Flag.REPORTED: "reported by learners",
    Flag.WEAK: "hardly tells who knows more from who knows less",
    Flag.INEFFICIENT: "tells far less than it could, being as hard as it is",
    Flag.TOO_EASY: "nearly everybody is right",
    Flag.IDLE_DISTRACTOR: "hardly anybody chooses this distractor",
}


@bp.get("/items")
@admin_only
def every() -> ResponseReturnValue:
    """Statistics of an exam's units at one level, with `?show=flagged` of those with a flag only."""
    bank = load_bank()
    exam = request.args.get("exam") or next(iter(bank.guides))
    level = request.args.get("level") or Level.FAMILY
    if exam not in bank.guides or level not in LEVELS:
        abort(404)
    flagged = request.args.get("show") == "flagged"
    number = request.args.get("page", 1, type=int)
    return render_template(
        "items/every.html",
        page=unit_statistics(db.session, exam, Level(level), page=number, flagged=flagged),
        exam=exam,
        level=Level(level),
        flagged=flagged,
        guides=bank.guides,
        levels=LEVELS,
        flags=FLAGS,
        limits=item_flags,
        traps=bank.model.traps,
        agreement=agreement_of(db.session, [exam]),
    )


@bp.get("/forms")
@admin_only
def forms() -> ResponseReturnValue:
    """The forms that learners share, with their reliability."""
    found = form_statistics(db.session)
    return render_template("items/forms.html", forms=found, guides=load_bank().guides, limits=item_flags)
