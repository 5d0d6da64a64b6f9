"""The form of the live question."""

from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectMultipleField


class LiveForm(FlaskForm):
    token = HiddenField()
    choice = SelectMultipleField("Your answer", validate_choice=False)
