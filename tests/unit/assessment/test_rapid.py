from math import log

import pytest

from app.assessment.rapid import (
    Effort,
    check_effort,
    is_rapid,
    rapid_threshold,
    reading_seconds,
)


def test_reading_time() -> None:
    assert reading_seconds(66, 4) == pytest.approx(52)


@pytest.mark.parametrize(
    ("reading", "times", "threshold"),
    [
        (20, [], 5),
        (4, [], 3),
        (80, [], 10),
        (20, [60.0] * 29, 5),
        (20, [60.0] * 30, 6),
        (20, [20.0] * 30, 3),
        (20, [200.0] * 30, 10),
    ],
)
def test_the_threshold(reading: float, times: list[float], threshold: float) -> None:
    assert rapid_threshold(reading, [log(one) for one in times]) == pytest.approx(threshold)


def test_below_the_threshold_is_rapid() -> None:
    assert is_rapid(4.9, 5)
    assert not is_rapid(5, 5)


def test_running_out_of_time_is_not_idling() -> None:
    assert is_rapid(1, 5, left=271, allotted=5400)
    assert not is_rapid(1, 5, left=270, allotted=5400)


def test_effort() -> None:
    assert Effort(3, 20).index == 0.85
    assert Effort(3, 20).is_low
    assert not Effort(2, 20).is_low
    assert not Effort(0, 0).is_low, "who answered nothing has hurried at nothing"


def test_flagged_answers_should_be_as_good_as_guesses() -> None:
    guessed = check_effort(400, 100, 100.0)
    assert (guessed.decides, guessed.holds) == (True, True)
    knew = check_effort(100, 50, 25.0)
    assert (knew.decides, knew.holds) == (False, False)
    with pytest.raises(ValueError, match="nothing to check"):
        check_effort(0, 0, 0.0)
