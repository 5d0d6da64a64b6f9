"""Which answers say something of which trap, and when that is a belief."""

import doctest
from datetime import date

import pytest

from app.assessment import evidence
from app.assessment.evidence import Answered, encounters_of, is_belief, pace_of_answer, strongest_trap
from app.assessment.memory import Pace
from app.assessment.sitting import Confidence
from question_bank.item import Item, ItemType
from tests.samples import right_answer, sample_item

DAY = date(2027, 3, 1)
ITEM = sample_item()
SIZES = {"trap-1": 30, "trap-2": 4, "trap-3": 12}


def traps_of(item: Item, *choice: str, target: str | None = None) -> list[tuple[str, bool]]:
    correct = choice == right_answer(item)
    found = encounters_of(Answered(item, choice, correct, target=target), DAY, SIZES)
    return [(trap, encounter.right) for trap, encounter in found if not encounter.passed]


def test_the_worked_values_of_the_docstrings() -> None:
    assert doctest.testmod(evidence).failed == 0


def test_wrong_is_about_the_trap_that_was_chosen_only() -> None:
    assert traps_of(ITEM, "c") == [("trap-2", False)]
    assert traps_of(ITEM, "b", target="trap-2") == [("trap-1", False)]


def test_right_is_about_the_drills_trap_or_the_strongest() -> None:
    assert traps_of(ITEM, "a") == [("trap-2", True)]
    assert traps_of(ITEM, "a", target="trap-3") == [("trap-3", True)]


def test_two_wrong_options_are_two_traps() -> None:
    item = sample_item(kind=ItemType.MULTIPLE_RESPONSE)
    assert traps_of(item, "c", "d") == [("trap-1", False), ("trap-2", False)]
    assert traps_of(item, "a", "e") == [("trap-3", False)]


def test_the_other_traps_of_an_item_were_passed_by() -> None:
    def passed(choice: str, confidence: Confidence | None = None) -> list[str]:
        found = encounters_of(Answered(ITEM, (choice,), choice == "a", confidence), DAY, SIZES)
        return [trap for trap, encounter in found if encounter.passed]

    assert passed("c") == ["trap-1", "trap-3"]
    assert passed("a") == ["trap-1", "trap-3"]
    assert passed("a", Confidence.GUESS) == [], "a guess passes nothing by"


def test_no_answer_and_no_trap_say_nothing() -> None:
    assert traps_of(ITEM) == []
    bare = sample_item(kind=ItemType.ORDERING)
    assert traps_of(bare, "c", "b", "a") == [], "the order alone is wrong"


def test_the_strongest_trap_is_the_most_special() -> None:
    assert strongest_trap(ITEM, SIZES) == "trap-2"
    assert strongest_trap(ITEM, {}) == "trap-1", "unknown ones by name"
    assert strongest_trap(ITEM, {"trap-3": 900}) == "trap-3", "known ones before unknown ones"


def test_pace_is_against_the_time_to_read() -> None:
    def pace(seconds: float) -> Pace:
        return pace_of_answer(Answered(ITEM, ("a",), True, seconds=seconds))

    assert pace(0) is Pace.STEADY, "nobody measured"
    assert pace(2) is Pace.RAPID
    assert pace(20) is Pace.QUICK
    assert pace(60) is Pace.STEADY
    assert pace(400) is Pace.SLOW


def test_haste_at_the_end_of_a_clock_is_not_rapid() -> None:
    late = Answered(ITEM, ("a",), True, seconds=2, left=10, allotted=600)
    assert pace_of_answer(late) is Pace.QUICK


def test_a_belief_is_chosen_more_than_once() -> None:
    assert not is_belief(0, 0)
    assert not is_belief(1, 1)
    assert is_belief(2, 2)
    assert is_belief(2, 3)
    assert not is_belief(2, 6)
    with pytest.raises(ValueError, match="3 of 2"):
        is_belief(3, 2)
