from itertools import combinations, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.assessment.grading import chosen_trap, count_marks, grade_attempt, mark_item
from question_bank.item import Item, ItemType
from tests.samples import right_answer, sample_item

KINDS = list(ItemType)


@st.composite
def played_items(draw: st.DrawFn) -> tuple[list[Item], list[tuple[str, ...]], list[bool]]:
    """Items of all types with any choice, right, wrong, partial or none."""
    kinds = draw(st.lists(st.sampled_from(KINDS), min_size=1, max_size=12))
    items = [sample_item(number, 1 + number % 4, kind) for number, kind in enumerate(kinds)]
    choices = []
    for item in items:
        ids = [option.id for option in item.options]
        anything = st.lists(st.sampled_from(ids), max_size=len(ids)).map(tuple)
        choices.append(draw(st.one_of(st.just(()), st.just(right_answer(item)), anything)))
    flags = draw(st.lists(st.booleans(), min_size=len(items), max_size=len(items)))
    return items, choices, flags


@given(played_items())
def test_the_sums_fit(played: tuple[list[Item], list[tuple[str, ...]], list[bool]]) -> None:
    items, choices, flags = played
    result = grade_attempt(items, choices, flags)
    assert result.total == len(items) == len(result.marks)
    assert result.scored_total == sum(flags) == sum(domain.total for domain in result.domains)
    assert result.scored_correct == sum(domain.correct for domain in result.domains)
    assert 0 <= result.scored_correct <= result.correct <= result.total
    assert result == count_marks(result.marks)


@given(played_items())
def test_right_choices_are_right_and_have_no_trap(played: tuple[list[Item], list[tuple[str, ...]], list[bool]]) -> None:
    items, choices, flags = played
    for item, choice, mark in zip(items, choices, grade_attempt(items, choices, flags).marks, strict=True):
        if mark.correct:
            assert mark.trap is None
            assert sorted(choice) == sorted(right_answer(item))
        if not choice:
            assert not mark.correct
            assert not mark.answered


@given(played_items())
def test_each_position_is_graded_on_its_own(played: tuple[list[Item], list[tuple[str, ...]], list[bool]]) -> None:
    items, choices, flags = played
    alone = [
        mark_item(item, choice, position=position, scored=flag)
        for position, (item, choice, flag) in enumerate(zip(items, choices, flags, strict=True), start=1)
    ]
    assert tuple(alone) == grade_attempt(items, choices, flags).marks


def test_multiple_response_needs_exactly_the_set() -> None:
    item = sample_item(kind=ItemType.MULTIPLE_RESPONSE)
    for size in range(6):
        for choice in combinations("abcde", size):
            assert mark_item(item, choice, position=1).correct == (set(choice) == {"a", "b"})
    assert not mark_item(item, ("a", "a", "b"), position=1).correct


def test_ordering_needs_the_sequence() -> None:
    item = sample_item(kind=ItemType.ORDERING)
    right = [steps for steps in permutations("abcd", 3) if mark_item(item, steps, position=1).correct]
    assert right == [("a", "b", "c")]


def test_matching_needs_every_pair() -> None:
    item = sample_item(kind=ItemType.MATCHING)
    assert mark_item(item, ("a", "b", "c"), position=1).correct
    assert not mark_item(item, ("a", "c", "b"), position=1).correct
    assert not mark_item(item, ("a", "b", ""), position=1).correct


def test_the_trap_is_that_of_the_wrong_part() -> None:
    choice = sample_item()
    assert chosen_trap(choice, ("b",)) == "trap-1"
    assert chosen_trap(choice, ("d",)) == "trap-3"
    assert chosen_trap(choice, ()) is None
    two = sample_item(kind=ItemType.MULTIPLE_RESPONSE)
    assert chosen_trap(two, ("a", "e")) == "trap-3"
    assert chosen_trap(two, ("a",)) is None, "too few right ones are wrong, but no trap tempted"
    assert chosen_trap(sample_item(kind=ItemType.ORDERING), ("b", "a", "d")) == "trap-1"
    assert chosen_trap(sample_item(kind=ItemType.MATCHING), ("a", "d", "")) == "trap-1"


def test_unscored_items_count_only_in_the_total() -> None:
    items = [sample_item(number) for number in range(1, 4)]
    result = grade_attempt(items, [("a",), ("a",), ("b",)], [True, False, True])
    assert (result.correct, result.total) == (2, 3)
    assert (result.scored_correct, result.scored_total) == (1, 2)


def test_where_stopping_is_allowed_the_unanswered_do_not_count() -> None:
    items = [sample_item(number) for number in range(1, 4)]
    result = grade_attempt(items, [("a",), (), ("b",)], count_unanswered=False)
    assert [mark.position for mark in result.marks] == [1, 3]
    assert (result.scored_correct, result.scored_total) == (1, 2)


def test_lengths_must_match() -> None:
    with pytest.raises(ValueError, match="do not match"):
        grade_attempt([sample_item()], [])
