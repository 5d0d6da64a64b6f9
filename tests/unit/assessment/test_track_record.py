import pytest

from app.assessment.intervals import wilson_interval
from app.assessment.track_record import Tried, track_record


def test_bands_and_error() -> None:
    found = track_record([Tried(0.72, True), Tried(0.78, False), Tried(0.05, False), Tried(1.0, True)])
    assert found.count == 4
    assert found.brier == pytest.approx((0.28**2 + 0.78**2 + 0.05**2) / 4)
    low, seventies, high = found.bands
    assert (low.low, low.high, low.count, low.passed) == (0.0, 0.1, 1, 0)
    assert (seventies.low, seventies.high, seventies.count, seventies.passed) == (0.7, 0.8, 2, 1)
    assert seventies.stated == pytest.approx(0.75)
    assert (seventies.passed_low, seventies.passed_high) == wilson_interval(1, 2)
    assert (high.low, high.high, high.count, high.passed) == (0.9, 1.0, 1, 1)


def test_of_nobody_nothing_is_said() -> None:
    found = track_record([])
    assert (found.count, found.bands, found.brier, found.is_enough) == (0, (), None, False)


def test_two_hundred_are_enough() -> None:
    assert not track_record([Tried(0.5, True)] * 199).is_enough
    assert track_record([Tried(0.5, True)] * 200).is_enough
