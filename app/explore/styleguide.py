"""The style guide: every component in every state. For development only: elsewhere there is no such page."""

from flask import Blueprint, abort, current_app, render_template
from flask.typing import ResponseReturnValue
from wtforms import BooleanField, Form, SelectField, StringField

from app.review.proof import Picture, picture_of
from question_bank.assembly import sample_items
from question_bank.bank import load_bank

bp = Blueprint("styleguide", __name__, url_prefix="/styleguide")


class SampleForm(Form):
    """Fields to look at."""

    plain = StringField("Plain")
    hinted = StringField("With a hint")
    wrong = StringField("With an error")
    choice = SelectField("Choice", choices={"a": "First", "b": "Second"})
    agreed = BooleanField("Check")


@bp.get("")
def index() -> ResponseReturnValue:
    """Components of the pages, made by the pages' own macros. Shown in debug mode, or where STYLEGUIDE is set."""
    if not (current_app.debug or current_app.config.get("STYLEGUIDE")):
        abort(404)
    form = SampleForm()
    form.wrong.errors = ["This sentence says what is wrong and what to do."]
    return render_template("styleguide.html", form=form, picture=_picture())


def _picture() -> Picture:
    """The line of a real item, always the same one for the same bank."""
    bank = load_bank()
    return picture_of(next(iter(sample_items(bank, "clf-c02", 1, 1))), bank.model)
