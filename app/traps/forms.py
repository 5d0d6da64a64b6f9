"""Forms of the notebook: an exam date, a note."""

from datetime import date

from flask_wtf import FlaskForm
from wtforms import BooleanField, DateField, StringField, TextAreaField
from wtforms.validators import Length, Optional, ValidationError

from app.store.notes import LONGEST_NOTE


class ExamDateForm(FlaskForm):
    """An empty date takes the plan back."""

    exam = StringField("Exam")
    exam_date = DateField("Date of your exam", validators=[Optional()])

    def __init__(self, today: date, **options: object) -> None:
        super().__init__(**options)
        self.today = today

    def validate_exam_date(self, field: DateField) -> None:
        if field.data is not None and field.data < self.today:
            raise ValidationError("This day has passed. Give the day of an exam that is ahead, or none.")


class NoteForm(FlaskForm):
    text = TextAreaField(
        "Private note", validators=[Length(max=LONGEST_NOTE, message="A note has at most 4,000 characters.")]
    )
    bookmarked = BooleanField("Bookmark")
