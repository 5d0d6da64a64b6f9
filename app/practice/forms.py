"""Forms of a sitting: how it starts, and one question of it."""

from flask_wtf import FlaskForm
from wtforms import FloatField, HiddenField, IntegerField, SelectMultipleField, StringField
from wtforms.validators import AnyOf, NumberRange, Optional, ValidationError

from app.assessment.sitting import MAX_SEQUENCE, QUICK_LENGTHS, Confidence, Mode
from question_bank.assembly import LONGEST

MODES = (Mode.QUICK, Mode.SIMULATION, Mode.STUDY)
LENGTHS = ", ".join(map(str, QUICK_LENGTHS[:-1])) + f" or {QUICK_LENGTHS[-1]}"


def first_error(form: FlaskForm) -> str:
    """The sentence of the first field that is wrong."""
    return next(str(field.errors[0]) for field in form if field.errors)


class StartForm(FlaskForm):
    """`length` counts for a quick quiz and for study; a simulation is as long as the exam.

    `again` is an attempt of the learner's, of which another one like it is wanted; the rest does not count then.
    """

    exam = StringField("Exam")
    mode = StringField(
        "Mode", default=Mode.QUICK, validators=[AnyOf(MODES, "A quiz is a quick quiz, a full simulation or study.")]
    )
    length = IntegerField("Questions", default=QUICK_LENGTHS[0], validators=[Optional()])
    again = StringField("Attempt", validators=[Optional()])

    def validate_length(self, field: IntegerField) -> None:
        if self.mode.data == Mode.QUICK and field.data not in QUICK_LENGTHS:
            raise ValidationError(f"A quick quiz has {LENGTHS} questions.")
        if self.mode.data == Mode.STUDY and (field.data is None or not 1 <= field.data <= LONGEST):
            raise ValidationError(f"Study takes 1 to {LONGEST} questions.")


class AnswerForm(FlaskForm):
    """What one question sends. The options are the store's to check: only it knows the attempt's ids."""

    choice = SelectMultipleField("Your answer", validate_choice=False)
    confidence = StringField(
        "How sure are you?",
        validators=[Optional(), AnyOf(tuple(Confidence), "How sure you are is sure, unsure or guess.")],
    )
    seen = IntegerField(validators=[NumberRange(0, MAX_SEQUENCE, "This page is damaged. Reload it and choose again.")])
    opened = FloatField(validators=[Optional()])  # when the page was made, in seconds since 1970
    do = HiddenField(default="next")
