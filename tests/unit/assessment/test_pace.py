import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.assessment.pace import TimedAnswer, counted_seconds, median_log_seconds, pace_of, review_pace


@pytest.mark.parametrize(("seen", "counted"), [(0, 0), (41.5, 41.5), (240, 240), (241, 240), (86_400, 240)])
def test_time_away_is_not_time_spent(seen: float, counted: float) -> None:
    assert counted_seconds(seen, allotted=80) == counted


def test_pace_against_the_clock() -> None:
    """10 items in 600 s; three answered by 120 s, now 180 s."""
    pace = pace_of(10, [40, 80, 120], elapsed=180, seconds=600)
    assert pace.lead == pytest.approx(0.3 - 0.3)
    assert not pace.behind
    assert pace.unanswered == 0


def test_behind_takes_two_items_in_a_row() -> None:
    assert not pace_of(10, [40, 170], elapsed=170, seconds=600).behind
    assert pace_of(10, [40, 170, 240], elapsed=240, seconds=600).behind
    assert not pace_of(10, [40, 170, 200], elapsed=200, seconds=600).behind


def test_projected_unanswered_follows_the_last_ten() -> None:
    slow = pace_of(10, [120, 240], elapsed=240, seconds=600)
    assert slow.unanswered == 8 - 3
    assert pace_of(10, [], elapsed=60, seconds=600).unanswered is None
    assert pace_of(10, [0, 0], elapsed=0, seconds=600).unanswered == 0
    faster = pace_of(30, [100, 200, *range(210, 310, 10)], elapsed=300, seconds=600)
    assert faster.unanswered == 0


@pytest.mark.parametrize(("length", "seconds"), [(0, 600), (10, 0)])
def test_a_sitting_has_items_and_time(length: int, seconds: float) -> None:
    with pytest.raises(ValueError, match="items and time"):
        pace_of(length, [], 0, seconds)


@given(st.integers(1, 65), st.lists(st.floats(0, 5400), max_size=65))
def test_no_more_is_unanswered_than_there_is(length: int, answered: list[float]) -> None:
    answered = sorted(answered)[:length]
    pace = pace_of(length, answered, elapsed=5400, seconds=5400)
    assert pace.unanswered is None or 0 <= pace.unanswered <= length - len(answered)


def test_after_a_sitting() -> None:
    answers = [TimedAnswer(place, 1 + place % 2, place % 3 == 0, 10.0 * place) for place in range(1, 9)]
    seen = review_pace(answers)
    assert [answer.position for answer in seen.slowest] == [8, 7, 6, 5, 4]
    assert seen.all is not None
    assert seen.all.count == 8
    assert seen.all.median == pytest.approx((40 * 50) ** 0.5)
    assert seen.right is not None
    assert seen.right.count == 2
    assert seen.right.median == pytest.approx((30 * 60) ** 0.5)
    assert {domain: spent.count for domain, spent in seen.by_domain.items()} == {1: 4, 2: 4}


def test_a_sitting_without_answers() -> None:
    seen = review_pace([])
    assert (seen.all, seen.right, seen.wrong, seen.by_domain, seen.slowest) == (None, None, None, {}, ())


def test_no_time_at_all_still_has_a_logarithm() -> None:
    assert median_log_seconds([0, 0, 0]) == pytest.approx(0.1)
