"""The fold of a log: what is taken twice, piece by piece or at once, comes to the same."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.assessment.readiness import Belief, shape_of
from app.assessment.sitting import Confidence, Mode
from app.assessment.standing import Ending, Logged, Standing, fold, is_form_counted, with_rests
from question_bank.loading import load_exam_guides

START = datetime(2027, 1, 15, 9, tzinfo=UTC)
GUIDE = load_exam_guides()["clf-c02"]
DOMAINS = len(GUIDE.domains)
SHAPE = shape_of(GUIDE)


def entry(
    number: int = 1, *, day: int = 0, attempt: str = "a", correct: bool = True, mode: Mode = Mode.QUICK
) -> Logged:
    """Answer `number`, to an item and cell of its own."""
    return Logged(
        attempt=attempt,
        position=number,
        at=START + timedelta(days=day),
        day=date(2027, 1, 15) + timedelta(days=day),
        item=f"item {number}",
        family="pick-task",
        cells=(f"aws/rds/control-{number}",),
        domain=number % DOMAINS + 1,
        difficulty=0.0,
        chance=0.25,
        mode=mode,
        correct=correct,
        answered=True,
        filtered=False,
        rapid=False,
        withdrawn=False,
        seconds=40.0,
        confidence=Confidence.SURE,
    )


def test_a_looked_up_answer_is_no_evidence_of_learner_or_item() -> None:
    standing = fresh()
    answers = [entry(1), replace(entry(2), looked_up=True)]
    taken, _ = fold(standing, answers, [], SHAPE)
    assert [one.weight for one in taken] == [1.0, 0.0]
    assert [one.rest is None for one in with_rests(taken)] == [False, True]


def fresh() -> Standing:
    return Standing(Belief(DOMAINS))


def test_an_item_that_was_met_counts_once() -> None:
    standing = fresh()
    (first, again), _ = fold(standing, [entry(1), entry(1, day=3, attempt="b")], [], SHAPE)
    assert (first.first, first.weight) == (True, 1.0)
    assert (again.first, again.weight) == (False, 0.0)
    assert standing.belief.answers == 1
    assert standing.ratings.groups[Confidence.SURE].count == 1


def test_the_same_idea_within_a_day_is_fresh_to_statistics_and_no_news_to_readiness() -> None:
    other = replace(entry(2), cells=entry(1).cells)
    (_, again), _ = fold(fresh(), [entry(1), other], [], SHAPE)
    assert (again.first, again.weight) == (True, 0.0)


def test_drills_never_raise_readiness() -> None:
    standing = fresh()
    fold(standing, [entry(number, mode=Mode.DRILL) for number in range(1, 100)], [], SHAPE)
    assert standing.belief.to_json() == Belief(DOMAINS).to_json()


def test_a_withdrawn_item_says_nothing() -> None:
    standing = fresh()
    (taken,), _ = fold(standing, [replace(entry(), withdrawn=True)], [], SHAPE)
    assert (taken.weight, standing.belief.answers) == (0.0, 0)
    assert standing.ratings.groups[Confidence.SURE].count == 0


def test_a_forecast_is_of_the_sittings_end() -> None:
    answers = [entry(number, day=number % 3, correct=number % 4 != 0) for number in range(1, 121)]
    endings = [Ending("a", START), Ending("b", START + timedelta(days=9))]
    _, told = fold(fresh(), answers, endings, SHAPE)
    early, late = fold(fresh(), answers[2::3], [Ending("a", START)], SHAPE)[1]["a"], told["b"]
    assert told["a"] == early
    assert late is not None
    assert told["a"] != late


def test_too_few_answers_forecast_nothing() -> None:
    assert fold(fresh(), [entry()], [Ending("a", START)], SHAPE)[1] == {"a": None}


@given(st.lists(st.booleans(), min_size=2, max_size=40), st.data())
def test_piece_by_piece_is_the_same_as_at_once(rights: list[bool], data: st.DataObject) -> None:
    """A standing goes through JSON between two pieces, as it does in the store."""
    answers = [
        entry(data.draw(st.integers(1, 12)), day=place, attempt=f"a{place:02}", correct=right)
        for place, right in enumerate(rights)
    ]
    whole = fresh()
    taken, _ = fold(whole, answers, [], SHAPE)
    cut = data.draw(st.integers(0, len(answers)))
    first = fresh()
    before, _ = fold(first, answers[:cut], [], SHAPE)
    second = Standing(Belief.from_json(first.belief.to_json(), DOMAINS), first.ratings)
    for one in before:
        second.remember(one)
    after, _ = fold(second, answers[cut:], [], SHAPE)
    assert before + after == taken
    assert second.belief.to_json() == whole.belief.to_json()
    assert second.ratings == whole.ratings


def test_rests_are_proportions_of_the_others() -> None:
    found = with_rests([entry(1), entry(2, correct=False), entry(3), entry(4)])
    assert [one.rest for one in found] == [66667, 100000, 66667, 66667]


def test_what_was_not_reached_is_missing_and_what_was_left_out_is_wrong() -> None:
    left_out = replace(entry(2, correct=False), answered=False)
    not_reached = replace(entry(4, correct=False), answered=False)
    found = with_rests([entry(1), left_out, entry(3), not_reached])
    assert [one.rest for one in found] == [50000, 100000, 50000, None]


@pytest.mark.parametrize(
    "change", [{"rapid": True}, {"filtered": True}, {"mode": Mode.DRILL}, {"first": False}, {"withdrawn": True}]
)
def test_what_does_not_count_for_item_statistics(change: dict[str, object]) -> None:
    found = with_rests([entry(1), replace(entry(2), **change), entry(3)])  # type: ignore[arg-type]
    assert found[1].rest is None


def test_a_form_counts_whole_and_fresh() -> None:
    answers = [entry(1), entry(2)]
    assert is_form_counted(answers, 2)
    assert not is_form_counted(answers, 3)
    assert not is_form_counted([entry(1), replace(entry(2), first=False)], 2)
    assert not is_form_counted([entry(1, mode=Mode.STUDY), entry(2, mode=Mode.STUDY)], 2)
