"""Forms of custom quizzes, presets and form codes."""

from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, IntegerField, RadioField, SelectMultipleField, StringField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined] # the stubs are of 3.2
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from app.assessment.sitting import Mode
from app.store.presets import LONGEST_NAME
from app.store.views import Plan
from question_bank.assembly import LONGEST
from question_bank.bank import Bank
from question_bank.filters import Filters, UnknownFilterError

LENGTH = 20
WAYS = ((Mode.STUDY, "Study: after each answer, what is right and why"), (Mode.QUICK, "Quiz: everything at the end"))


class QuizForm(FlaskForm):
    """A custom quiz. Nothing picked means no limit. `do` is "start", or "save" to keep it as a preset."""

    mode = RadioField("Feedback", choices=[SelectChoice(*way) for way in WAYS], default=Mode.STUDY)
    length = IntegerField(
        "Questions",
        default=LENGTH,
        validators=[
            InputRequired(f"Type how many questions, 1 to {LONGEST}."),
            NumberRange(1, LONGEST, f"A quiz has 1 to {LONGEST} questions."),
        ],
    )
    clocked = BooleanField("With a clock at the exam’s pace")
    domains = SelectMultipleField("Domains", validate_choice=False)
    services = SelectMultipleField("Services", validate_choice=False)
    traps = SelectMultipleField("Traps", validate_choice=False)
    families = SelectMultipleField("Kinds of question", validate_choice=False)
    name = StringField(
        "Name of the preset",
        filters=[lambda text: " ".join((text or "").split())],
        validators=[Optional(), Length(max=LONGEST_NAME, message=f"A name has at most {LONGEST_NAME} characters.")],
    )
    do = HiddenField(default="start")

    def plan(self, bank: Bank, exam: str) -> Plan:
        """What is asked for. Raises UnknownFilterError where something picked is not of the exam."""
        mode = Mode(self.mode.data)
        filters = Filters.of(
            bank,
            exam,
            domains=tuple(map(_number, self.domains.data or ())),
            services=tuple(self.services.data or ()),
            traps=tuple(self.traps.data or ()),
            families=tuple(self.families.data or ()),
        )
        clocked = self.clocked.data and not mode.reveals
        return Plan(exam, mode, self.length.data or LENGTH, clocked, filters)


class CodeForm(FlaskForm):
    """How to sit the form of a code."""

    mode = RadioField("Feedback", choices=[SelectChoice(mode, mode) for mode in Mode], default=Mode.QUICK)
    clocked = BooleanField("With a clock")


def _number(word: str) -> int:
    if not (word.isascii() and word.isdecimal() and len(word) < 4):
        raise UnknownFilterError(f"{word[:20]!r} is not the number of a domain")
    return int(word)
