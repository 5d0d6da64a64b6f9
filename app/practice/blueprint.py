"""The blueprint of a sitting, and what all its routes begin with."""

from flask import Blueprint, abort

from app.account.session import named_session, session_learner_id
from question_bank.bank import load_bank
from question_bank.exam_guide import ExamGuide, UnknownExamError

bp = Blueprint("practice", __name__, url_prefix="/attempts")
NOBODYS = "There is no such attempt. If it is yours, sign in first."


def guide_or_404(exam: str | None) -> ExamGuide:
    """The outline of an exam; 404 with the known exams where there is none."""
    try:
        return load_bank().guide(exam or "")
    except UnknownExamError as error:
        abort(404, description=f"{str(error)[:1].upper()}{str(error)[1:]}.")


def own_id() -> int:
    """The learner's id; 404 where nobody is signed in, as for an attempt of somebody else."""
    learner_id = session_learner_id()
    if learner_id is None:
        abort(404, description=NOBODYS)
    return learner_id


def own_session() -> tuple[int, int]:
    """The learner's id and the number of their session, which the store holds against today's; 404 as `own_id`."""
    named = named_session()
    if named is None:
        abort(404, description=NOBODYS)
    return named
