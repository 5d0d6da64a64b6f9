"""Days practised, and a streak that forgives a day of rest."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.assessment.streak import practice_of

TODAY = date(2027, 1, 15)


def ago(*days: int) -> dict[date, int]:
    return {TODAY - timedelta(days=one): 10 for one in days}


def test_nothing_was_practised() -> None:
    found = practice_of({}, TODAY)
    assert (found.days, found.streak, found.longest, found.last_day) == ((), 0, 0, None)


def test_a_day_of_rest_ends_nothing() -> None:
    assert practice_of(ago(0, 1, 3, 4), TODAY).streak == 4


def test_two_days_of_rest_end_a_streak() -> None:
    found = practice_of(ago(0, 3, 4, 5), TODAY)
    assert (found.streak, found.longest) == (1, 3)


def test_a_streak_can_be_gone_on_with_until_the_second_day_of_rest_is_over() -> None:
    assert practice_of(ago(2, 3), TODAY).streak == 2
    assert practice_of(ago(3, 4), TODAY).streak == 0


@given(st.sets(st.integers(0, 60)))
def test_a_streak_is_never_longer_than_the_longest(days: set[int]) -> None:
    found = practice_of(ago(*days), TODAY)
    assert 0 <= found.streak <= found.longest <= len(days)
    assert found.practised_today == (0 in days)
    assert [day for day, _ in found.days] == sorted(ago(*days))
