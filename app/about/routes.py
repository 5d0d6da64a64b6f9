"""How scores are made, and what they do not say."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.assessment import calibration, item_flags, readiness_advice
from app.assessment.scaling import score
from app.assessment.sitting import Confidence
from question_bank.bank import load_bank
from question_bank.exam_guide import ExamGuide

bp = Blueprint("about", __name__, url_prefix="/about")
EXAMPLE_TOTAL = 50


@bp.get("/scoring")
def scoring() -> ResponseReturnValue:
    """The method, with worked figures that are computed, not typed."""
    guides = [guide for guide in load_bank().guides.values() if not guide.retired]
    return render_template(
        "about/scoring.html",
        guides=guides,
        examples={guide.id: _examples(guide) for guide in guides},
        advice=readiness_advice,
        confidence=calibration,
        sure=calibration.STATED[Confidence.SURE],
        unsure=calibration.STATED[Confidence.UNSURE],
        flags=item_flags,
    )


def _examples(guide: ExamGuide) -> list[tuple[int, object]]:
    """Raw scores just below, at and well above the mark, with their estimates."""
    cut = score(guide, 0, EXAMPLE_TOTAL).passing_count
    return [(raw, score(guide, raw, EXAMPLE_TOTAL)) for raw in (cut - 5, cut - 1, cut, cut + 5)]
