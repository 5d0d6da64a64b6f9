"""Forms of reports: what a learner says is wrong, and what is answered."""

from flask_wtf import FlaskForm
from wtforms import RadioField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined] # the stubs are of 3.2
from wtforms.validators import InputRequired, Length, ValidationError

from app.store.reports import LONGEST_TEXT, Reason

REASONS = {
    Reason.KEY: "The answer held to be right is wrong",
    Reason.UNCLEAR: "The question can be read in more than one way",
    Reason.FACT: "Something said about AWS is not so, or no longer",
    Reason.LANGUAGE: "A mistake in the language",
    Reason.OTHER: "Something else",
}
TOO_LONG = "Keep it to 4,000 characters."


class ReportForm(FlaskForm):
    reason = RadioField(
        "What is wrong?",
        choices=[SelectChoice(str(reason), words) for reason, words in REASONS.items()],
        validators=[InputRequired("Choose what is wrong.")],
    )
    text = TextAreaField("In your words", validators=[Length(max=LONGEST_TEXT, message=TOO_LONG)])

    def validate_text(self, field: TextAreaField) -> None:
        if self.reason.data == Reason.OTHER and not (field.data or "").strip():
            raise ValidationError("Say in a few words what is wrong.")


class AnswerForm(FlaskForm):
    answer = TextAreaField(
        "Answer to the learner",
        validators=[InputRequired("Write what the learner shall read."), Length(max=LONGEST_TEXT, message=TOO_LONG)],
    )
