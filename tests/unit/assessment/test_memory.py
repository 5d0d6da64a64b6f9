"""The memory of one trap: the ratings of the method reference, the same states as the `fsrs` package, and mastery."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from fsrs import Card, Rating, ReviewLog, Scheduler
from hypothesis import given
from hypothesis import strategies as st

from app.assessment.memory import (
    Encounter,
    Mastery,
    Memory,
    Pace,
    mastery,
    noon,
    rate,
    rating_of,
    recall,
    remember,
)
from app.assessment.sitting import Confidence
from tests.unit.assessment.replaying import recall_all

DAY = date(2027, 3, 1)
SURE, UNSURE, GUESS = Confidence.SURE, Confidence.UNSURE, Confidence.GUESS


def meet(
    after: int,
    right: bool = True,
    confidence: Confidence | None = None,
    pace: Pace = Pace.STEADY,
    cell: str | None = None,
) -> Encounter:
    """An answer `after` days; each on a cell of its own unless one is given."""
    return Encounter(DAY + timedelta(days=after), right, confidence, pace, cell or f"aws/service/{after}")


encounters = st.lists(
    st.builds(
        meet,
        st.integers(0, 400),
        st.booleans(),
        st.sampled_from([None, *Confidence]),
        st.sampled_from(list(Pace)),
        st.sampled_from(["a", "b", "c", "d"]),
    ),
    max_size=25,
).map(lambda found: sorted(found, key=lambda one: one.day))


def test_a_thousand_histories_equal_the_package() -> None:
    rng = Random(7)
    scheduler = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    for number in range(1000):
        card, memory, day = Card(card_id=number, due=noon(DAY)), Memory(), DAY
        log = []
        for _ in range(rng.randint(1, 15)):
            rating = rng.choice(list(Rating))
            card, entry = scheduler.review_card(card, rating, noon(day))
            log.append(entry)
            memory = rate(memory, rating, day)
            assert memory.stability == pytest.approx(card.stability, abs=1e-9)
            assert memory.difficulty == pytest.approx(card.difficulty, abs=1e-9)
            later = day + timedelta(days=rng.randint(0, 60))
            assert recall(memory, later) == pytest.approx(
                scheduler.get_card_retrievability(card, noon(later)), abs=1e-9
            )
            day = later
        again = scheduler.reschedule_card(Card(card_id=number, due=noon(DAY)), log)
        assert memory.stability == pytest.approx(again.stability, abs=1e-9)


@given(encounters)
def test_a_log_of_answers_is_the_packages_log_of_its_reviews(history: list[Encounter]) -> None:
    """What counts is the first review of a day; the package gives the same state from those alone."""
    scheduler = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    memory, log = Memory(), []
    for one in history:
        rating = rating_of(memory, one)
        if rating is not None and (memory.last_day is None or one.day > memory.last_day):
            log.append(ReviewLog(card_id=1, rating=rating, review_datetime=noon(one.day), review_duration=None))
        memory = remember(memory, one)
    expected = scheduler.reschedule_card(Card(card_id=1, due=noon(DAY)), log)
    assert memory == recall_all(history)
    assert (memory.stability is None) == (expected.stability is None)
    if expected.stability is not None:
        assert memory.stability == pytest.approx(expected.stability, abs=1e-9)
        assert memory.difficulty == pytest.approx(expected.difficulty, abs=1e-9)


@given(encounters)
def test_counts_add_up_and_nothing_is_negative(history: list[Encounter]) -> None:
    memory = recall_all(history)
    assert memory.met == len(history)
    assert memory.fell == sum(not one.right for one in history)
    assert 0 <= recall(memory, DAY + timedelta(days=500)) <= 1
    days = [success.day for success in memory.successes]
    assert days == sorted(set(days)), "at most one success a day"


def test_first_ratings_give_the_references_stabilities() -> None:
    expected = {Rating.Again: 0.212, Rating.Hard: 1.2931, Rating.Good: 2.3065, Rating.Easy: 8.2956}
    for rating, stability in expected.items():
        assert rate(Memory(), rating, DAY).stability == pytest.approx(stability)


@pytest.mark.parametrize(
    ("pace", "confidence", "rating"),
    [
        (Pace.QUICK, SURE, Rating.Good),
        (Pace.QUICK, None, Rating.Good),
        (Pace.QUICK, UNSURE, Rating.Hard),
        (Pace.QUICK, GUESS, None),
        (Pace.STEADY, SURE, Rating.Good),
        (Pace.STEADY, None, Rating.Good),
        (Pace.STEADY, UNSURE, Rating.Hard),
        (Pace.STEADY, GUESS, None),
        (Pace.SLOW, SURE, Rating.Hard),
        (Pace.SLOW, None, Rating.Hard),
        (Pace.SLOW, UNSURE, Rating.Hard),
        (Pace.SLOW, GUESS, None),
        *((Pace.RAPID, confidence, None) for confidence in (SURE, None, UNSURE, GUESS)),
    ],
)
def test_right_answers_are_rated_as_in_the_table(
    pace: Pace, confidence: Confidence | None, rating: Rating | None
) -> None:
    assert rating_of(Memory(), meet(0, True, confidence, pace)) is rating
    for any_pace in Pace:
        assert rating_of(Memory(), meet(0, False, confidence, any_pace)) is Rating.Again


def test_sure_and_quick_is_easy_after_two_successes() -> None:
    memory = recall_all([meet(0), meet(3)])
    assert rating_of(memory, meet(9, True, SURE, Pace.QUICK)) is Rating.Easy
    assert rating_of(memory, meet(9, True, None, Pace.QUICK)) is Rating.Good
    assert rating_of(recall_all([meet(0)]), meet(9, True, SURE, Pace.QUICK)) is Rating.Good


def test_a_lucky_guess_is_no_review_and_comes_back_tomorrow() -> None:
    memory = recall_all([meet(0, True, GUESS)])
    assert memory.stability is None
    assert memory.due_by == DAY + timedelta(days=1)
    assert memory.noted
    assert mastery(memory, DAY) is Mastery.NEW


def test_one_review_a_day() -> None:
    once = recall_all([meet(0)])
    twice = remember(once, meet(0))
    assert (twice.stability, twice.successes) == (once.stability, once.successes)
    failed = remember(once, meet(0, False))
    assert failed.stability == once.stability
    assert failed.due_by == DAY + timedelta(days=1), "a trap chosen later the same day does not rest"


def test_a_trap_passed_by_only_counts_as_met() -> None:
    memory = recall_all([meet(0), replace(meet(5), passed=True)])
    assert memory == replace(recall_all([meet(0)]), met=2)


def test_sure_and_wrong_stays_until_it_is_put_right() -> None:
    wrong = recall_all([meet(0, False, SURE)])
    assert wrong.sure_wrong == DAY
    assert remember(wrong, meet(0)).sure_wrong == DAY, "right on the same day is practice"
    assert remember(wrong, meet(1)).sure_wrong is None


MASTERED = (meet(0), meet(3), meet(14), meet(50))


def test_mastery_takes_three_successes_days_and_cells_over_a_week() -> None:
    memory = recall_all(MASTERED)
    assert memory.stability
    assert memory.stability >= 21
    assert mastery(memory, DAY + timedelta(days=50)) is Mastery.MASTERED
    same_cell = recall_all([replace(one, cell="aws/rds/x") for one in MASTERED])
    assert mastery(same_cell, DAY + timedelta(days=50)) is Mastery.HOLDING
    assert mastery(recall_all(MASTERED[:2]), DAY + timedelta(days=3)) is Mastery.HOLDING
    assert mastery(recall_all(MASTERED[:1]), DAY) is Mastery.LEARNING


def test_mastery_fades_and_lapses() -> None:
    memory = recall_all(MASTERED)
    far = next(days for days in range(50, 5000) if recall(memory, DAY + timedelta(days=days)) < 0.80)
    assert mastery(memory, DAY + timedelta(days=far - 1)) is Mastery.MASTERED
    assert mastery(memory, DAY + timedelta(days=far)) is Mastery.FADING
    lapsed = remember(memory, meet(60, False))
    assert mastery(lapsed, DAY + timedelta(days=60)) is Mastery.LEARNING
    assert mastery(remember(lapsed, meet(61)), DAY + timedelta(days=61)) is Mastery.LEARNING


def test_wrong_once_and_right_the_same_day_is_never_mastery() -> None:
    memory = recall_all([meet(0, False), *(meet(0) for _ in range(9))])
    assert mastery(memory, DAY) is Mastery.LEARNING


def test_a_near_exam_shortens_the_span() -> None:
    memory = recall_all([meet(0), meet(2), meet(4)])
    today = DAY + timedelta(days=4)
    assert mastery(memory, today) is Mastery.HOLDING
    assert mastery(memory, today, today + timedelta(days=5)) is Mastery.MASTERED
    assert mastery(memory, today, today + timedelta(days=40)) is Mastery.HOLDING


@given(encounters, st.integers(0, 100))
def test_nothing_is_mastered_below_the_rules(history: list[Encounter], later: int) -> None:
    memory = recall_all(history)
    if mastery(memory, DAY + timedelta(days=400 + later)) is Mastery.MASTERED:
        assert memory.last_right
        assert len({success.day for success in memory.successes}) >= 3
        assert len({success.cell for success in memory.successes}) >= 3
        assert (memory.successes[-1].day - memory.successes[0].day).days >= 7
