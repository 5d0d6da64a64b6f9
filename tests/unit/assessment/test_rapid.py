from math import log

import pytest

from app.assessment.rapid import (
    check_effort,
    effort_index,
    is_low_effort,
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
    assert effort_index(3, 20) == 0.85
    assert is_low_effort(3, 20)
    assert not is_low_effort(2, 20)
    assert not is_low_effort(0, 0)
    with pytest.raises(ValueError, match="answered > 0"):
        effort_index(0, 0)
    with pytest.raises(ValueError, match="flagged <= answered"):
        effort_index(5, 4)


def test_flagged_answers_should_be_as_good_as_guesses() -> None:
    guessed = check_effort([(place % 4 == 0, 0.25) for place in range(400)])
    assert (guessed.decides, guessed.holds) == (True, True)
    knew = check_effort([(place % 2 == 0, 0.25) for place in range(100)])
    assert (knew.decides, knew.holds) == (False, False)
    with pytest.raises(ValueError, match="nothing to check"):
        check_effort([])
