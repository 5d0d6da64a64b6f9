from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.assessment.clock import deadline_for, extra_seconds_for, is_due, seconds_for, seconds_left
from question_bank.exam_guide import ExamGuide
from question_bank.loading import load_exam_guides

START = datetime(2027, 1, 15, 9, 0, tzinfo=UTC)
GUIDES = sorted(load_exam_guides())
guides = st.sampled_from(GUIDES).map(lambda exam: load_exam_guides()[exam])


@given(guides)
def test_a_whole_form_gets_the_exams_minutes(guide: ExamGuide) -> None:
    assert seconds_for(guide, guide.items) == guide.minutes * 60


@given(guides, st.integers(1, 100))
def test_a_quiz_gets_the_exams_pace_rounded_up(guide: ExamGuide, length: int) -> None:
    exact = Fraction(guide.minutes * 60 * length, guide.items)
    assert exact <= seconds_for(guide, length) < exact + 1


@given(guides)
def test_thirty_extra_minutes_are_thirty_minutes_on_a_whole_exam(guide: ExamGuide) -> None:
    """Deadline = start + (minutes + extra) · 60 s exactly, as the method reference asks in 9.3."""
    extra = extra_seconds_for(guide, guide.items, extra_minutes=30)
    assert deadline_for(START, seconds_for(guide, guide.items), extra) == START + timedelta(minutes=guide.minutes + 30)


def test_extra_time_scales_with_the_form(guide: ExamGuide) -> None:
    assert extra_seconds_for(guide, 13, extra_minutes=30) == 6 * 60
    assert extra_seconds_for(guide, 65, factor=1.5) == 45 * 60
    assert extra_seconds_for(guide, 65, extra_minutes=30, factor=1.25) == (30 * 60) + (22 * 60 + 30)
    assert extra_seconds_for(guide, 10) == 0


@pytest.mark.parametrize(("minutes", "factor"), [(-1, 1.0), (0, 0.9)])
def test_an_accommodation_never_takes_time(guide: ExamGuide, minutes: int, factor: float) -> None:
    with pytest.raises(ValueError, match="adds time"):
        extra_seconds_for(guide, 10, minutes, factor)


def test_an_empty_form_has_no_time(guide: ExamGuide) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        seconds_for(guide, 0)


def test_a_start_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        deadline_for(START.replace(tzinfo=None), 60)


@given(st.floats(-3600, 3600))
def test_zero_seconds_left_is_the_same_as_due(offset: float) -> None:
    now = START + timedelta(seconds=offset)
    assert (seconds_left(START, now) == 0) == is_due(START, now)


def test_without_a_clock_nothing_is_due() -> None:
    assert not is_due(None, START)
