"""When traps are due, what an exam date does to that, and what comes first."""

import doctest
from datetime import date, timedelta
from random import Random

import pytest
from fsrs import Card, Rating, Scheduler
from hypothesis import given
from hypothesis import strategies as st

from app.assessment import study_plan
from app.assessment.memory import Encounter, Memory, Pace, noon, rate, recall, remember
from app.assessment.sitting import Confidence
from app.assessment.study_plan import DAY_BUDGET, due_day, due_queue, interval_days, is_due, retention_wanted
from tests.unit.assessment.replaying import recall_all

DAY = date(2027, 3, 1)
stabilities = st.floats(0.05, 2000)


def test_the_worked_values_of_the_docstrings() -> None:
    assert doctest.testmod(study_plan).failed == 0


def test_retention_rises_towards_the_exam() -> None:
    wanted = {None: 0.90, 60: 0.85, 22: 0.85, 21: 0.90, 8: 0.90, 7: 0.95, 0: 0.95, -1: 0.85}
    assert {left: retention_wanted(left) for left in wanted} == wanted


@pytest.mark.parametrize("retention", [0.85, 0.90, 0.95])
@given(rating=st.sampled_from(list(Rating)), gap=st.integers(1, 300))
def test_intervals_are_the_packages(retention: float, rating: Rating, gap: int) -> None:
    scheduler = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False, desired_retention=retention)
    card, _ = scheduler.review_card(Card(card_id=1, due=noon(DAY)), Rating.Good, noon(DAY))
    card, _ = scheduler.review_card(card, rating, noon(DAY + timedelta(days=gap)))
    assert card.stability is not None
    assert interval_days(card.stability, retention) == (card.due.date() - DAY).days - gap


@given(stabilities, st.integers(0, 60), st.integers(-30, 200))
def test_no_date_loses_a_trap(stability: float, passed: int, left: int) -> None:
    """Wherever the exam is moved, a reviewed trap has its day, and before the exam if there is time."""
    memory = Memory(stability, 5.0, DAY, last_right=True)
    today = DAY + timedelta(days=passed)
    exam = today + timedelta(days=left)
    due = due_day(memory, today, exam)
    assert due is not None
    assert due > DAY or due <= today
    if left >= 0 and (exam - DAY).days >= 3:
        assert due < exam


def test_a_guess_brings_the_review_forward() -> None:
    memory = Memory(100.0, 5.0, DAY, due_by=DAY + timedelta(days=11))
    assert due_day(memory, DAY) == DAY + timedelta(days=11)
    assert due_day(Memory(), DAY) is None
    assert due_day(Memory(due_by=DAY), DAY) == DAY


def test_the_last_three_days_add_what_would_not_hold() -> None:
    weak, strong = Memory(4.0, 5.0, DAY), Memory(400.0, 5.0, DAY)
    today = DAY + timedelta(days=1)
    exam = today + timedelta(days=3)
    assert recall(weak, exam) <= 0.90
    weaker = Memory(3.0, 5.0, DAY)
    assert is_due(weaker, today, exam)
    assert not is_due(strong, today, exam)
    assert not is_due(Memory(3.0, 5.0, today), today, exam), "not twice on one day"


def test_the_most_useful_comes_first_within_the_budget() -> None:
    memories = {f"trap-{number:02}": Memory(1.0 + number, 5.0, DAY) for number in range(40)}
    today = DAY + timedelta(days=90)
    queue = due_queue(memories, today)
    assert len(queue) == DAY_BUDGET
    heavy = due_queue(memories, today, weights=dict.fromkeys(memories, 0.0) | {"trap-39": 1.0})
    assert heavy[0] == "trap-39"
    done = memories | {f"done-{number}": Memory(5.0, 5.0, today) for number in range(15)}
    assert len(due_queue(done, today)) == DAY_BUDGET - 15
    assert due_queue({}, today) == ()


LEARNERS, TRAPS, DAYS = 40, 40, 45


def test_the_plan_beats_a_fixed_retention_at_the_exam() -> None:
    """Section 5.4: recall on the exam day above fixed 0.90 by 0.02, with at most 1.2 times its reviews."""
    planned = simulate(with_exam=True)
    fixed = simulate(with_exam=False)
    assert planned[0] >= fixed[0] + 0.02
    assert planned[1] <= 1.2 * fixed[1]


def simulate(*, with_exam: bool) -> tuple[float, float]:
    """Mean true recall on the exam day, and mean reviews; true stability is the estimate times 2 to the normal/2."""
    recalls, reviews = [], 0
    exam = DAY + timedelta(days=DAYS)
    for number in range(LEARNERS):
        rng = Random(number)
        truth = {f"trap-{trap:02}": 2 ** rng.gauss(0, 0.5) for trap in range(TRAPS)}
        first = {trap: DAY + timedelta(days=rng.randrange(20)) for trap in truth}
        memories: dict[str, Memory] = {}
        for passed in range(DAYS):
            today = DAY + timedelta(days=passed)
            for trap, day in first.items():
                if day == today:
                    memories[trap] = rate(Memory(), Rating.Again, today)
            days = dict.fromkeys(memories, exam) if with_exam else {}
            queue = due_queue(memories, today, exam_days=days)
            assert len(queue) <= DAY_BUDGET
            for trap in queue:
                memories[trap] = review(rng, memories[trap], truth[trap], today)
                reviews += 1
        recalls += [true_recall(memory, truth[trap], exam) for trap, memory in memories.items()]
    return sum(recalls) / len(recalls), reviews / LEARNERS


def review(rng: Random, memory: Memory, truth: float, today: date) -> Memory:
    right = rng.random() < true_recall(memory, truth, today)
    return remember(memory, Encounter(today, right, Confidence.SURE, Pace.STEADY, "cell"))


def true_recall(memory: Memory, truth: float, day: date) -> float:
    assert memory.stability is not None
    return recall(Memory((memory.stability) * truth, memory.difficulty, memory.last_day), day)


def test_moving_the_date_there_and_back_changes_nothing() -> None:
    memory = recall_all(Encounter(DAY + timedelta(days=days), True, None, Pace.STEADY, "cell") for days in (0, 3, 14))
    today = DAY + timedelta(days=20)
    before = due_day(memory, today, today + timedelta(days=30))
    due_day(memory, today, today + timedelta(days=2))
    assert due_day(memory, today, today + timedelta(days=30)) == before
