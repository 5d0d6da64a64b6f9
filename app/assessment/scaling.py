"""From a raw score to the estimated scale. AWS publishes no conversion, so this one is the product's own convention:
it puts the passing mark at `assumed_share_at_passing` of the questions and is linear on either side of it.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, sqrt

from app.assessment.intervals import Z_90
from question_bank.exam_guide import ExamGuide


@dataclass(frozen=True, slots=True)
class Score:
    """An estimate on the exam's scale with its 90 % interval. `passing_count` is the raw score that passes."""

    scaled: int
    low: int
    high: int
    passed: bool
    passing_count: int


def passing_count(guide: ExamGuide, total: int) -> int:
    """The smallest raw score out of `total` that passes. Raises ValueError where `total` is not positive."""
    if total <= 0:
        raise ValueError(f"a score needs scored items, got {total}")
    return ceil(_share(guide) * total)


def scaled_score(guide: ExamGuide, correct: int, total: int) -> int:
    """Estimate for `correct` of `total`, rounded down. It reaches the passing score exactly when the raw score passes.

    Raises ValueError unless 0 <= correct <= total and total > 0. Source: psychometrics 3.1. Exact, on fractions.
    """
    if total <= 0 or not 0 <= correct <= total:
        raise ValueError(f"need 0 <= correct <= total and total > 0, got {correct} of {total}")
    q, mark, at_mark = Fraction(correct, total), _share(guide), guide.passing_score
    if q >= mark:
        above = (q - mark) / (1 - mark) if mark < 1 else Fraction(1)
        return floor(at_mark + (guide.scale_max - at_mark) * above)
    return floor(guide.scale_min + (at_mark - guide.scale_min) * q / mark)


def score(guide: ExamGuide, correct: int, total: int) -> Score:
    """The estimate with its interval: raw ± 1.645 standard errors of measurement, to whole items, mapped to the scale.

    The error is √(total · p(1 − p)) with p = (correct + ½)/(total + 1): a full score is no certainty either.
    Raises ValueError as `scaled_score` does. Source: psychometrics 2.2 and 3.2.
    """
    scaled = scaled_score(guide, correct, total)
    p = (correct + 0.5) / (total + 1)
    margin = Z_90 * sqrt(total * p * (1 - p))
    low, high = max(0, round(correct - margin)), min(total, round(correct + margin))
    needed = passing_count(guide, total)
    return Score(
        scaled=scaled,
        low=scaled_score(guide, low, total),
        high=scaled_score(guide, high, total),
        passed=correct >= needed,
        passing_count=needed,
    )


def _share(guide: ExamGuide) -> Fraction:
    """The share as the editor wrote it: 0.72 is 18/25, not the nearest binary fraction."""
    return Fraction(str(guide.assumed_share_at_passing))
