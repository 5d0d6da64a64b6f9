import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.assessment.scaling import passing_count, scaled_score, score
from question_bank.exam_guide import ExamGuide
from question_bank.loading import load_exam_guides

GUIDES = load_exam_guides()
guides = st.sampled_from(sorted(GUIDES)).map(lambda exam: GUIDES[exam])


@pytest.mark.parametrize(
    ("exam", "correct", "total", "scaled"),
    [
        ("saa-c03", 36, 50, 720),
        ("saa-c03", 35, 50, 702),
        ("saa-c03", 0, 50, 100),
        ("saa-c03", 50, 50, 1000),
        ("scs-c03", 37, 50, 741),
    ],
)
def test_reference_values(exam: str, correct: int, total: int, scaled: int) -> None:
    """From the method reference, 3.1."""
    assert scaled_score(GUIDES[exam], correct, total) == scaled


@pytest.mark.parametrize(("exam", "cut"), [("clf-c02", 35), ("saa-c03", 36), ("scs-c03", 38), ("scs-c02", 38)])
def test_raw_cut_of_fifty(exam: str, cut: int) -> None:
    assert passing_count(GUIDES[exam], 50) == cut


@pytest.mark.parametrize("exam", sorted(GUIDES))
def test_passed_and_scale_agree_for_every_raw_score(exam: str) -> None:
    guide = GUIDES[exam]
    for total in range(1, 66):
        scores = [score(guide, correct, total) for correct in range(total + 1)]
        assert [one.passed for one in scores] == [one.scaled >= guide.passing_score for one in scores]
        assert scores == sorted(scores, key=lambda one: one.scaled)


@given(guides, st.integers(1, 65).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_holds_the_estimate_and_stays_on_the_scale(guide: ExamGuide, pair: tuple[int, int]) -> None:
    one = score(guide, *pair)
    assert guide.scale_min <= one.low <= one.scaled <= one.high <= guide.scale_max
    assert one.low < one.high


def test_the_interval_of_the_reference() -> None:
    """36 of 50: raw 31 to 41, so about 633 to 820."""
    one = score(GUIDES["saa-c03"], 36, 50)
    assert (one.low, one.high) == (633, 820)


def test_every_share_up_to_all_can_be_the_mark(guide: ExamGuide) -> None:
    strict = dataclasses.replace(guide, assumed_share_at_passing=1.0)
    assert scaled_score(strict, 10, 10) == 1000
    assert not score(strict, 9, 10).passed


@pytest.mark.parametrize("pair", [(0, 0), (-1, 3), (4, 3)])
def test_no_items_have_no_score(guide: ExamGuide, pair: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="total > 0"):
        score(guide, *pair)
    with pytest.raises(ValueError, match="scored items"):
        passing_count(guide, 0)
