"""The sequence of a drill."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.assessment.drill import BETWEEN, LENGTH, LONGEST, plan_drill, plan_return

names = st.lists(st.sampled_from([f"trap-{number}" for number in range(12)]), unique=True, max_size=12)


@given(names, names)
def test_due_first_mixed_and_no_two_neighbors_alike(due: list[str], others: list[str]) -> None:
    drill = plan_drill(due, others)
    known = set(due) | set(others)
    assert len(drill) == (LENGTH if known else 0)
    assert list(drill[: min(len(due), LENGTH // 2)]) == due[: LENGTH // 2]
    assert all(drill.count(trap) >= 2 for trap in drill)
    assert len(set(drill)) >= min(3, len(known))
    if len(set(drill)) > 1:
        assert all(one != other for one, other in pairwise(drill))


def test_others_only_fill_up() -> None:
    assert set(plan_drill(["a", "b", "c", "d"], ["x"])) == {"a", "b", "c", "d"}
    assert plan_drill(["a"], ["a", "b", "c", "d"])[:4] == ("a", "b", "c", "a")


@given(names.filter(lambda due: len(due) > 2), st.sets(st.integers(1, LONGEST)))
def test_what_is_missed_comes_back_after_three_others_and_at_most_twice(due: list[str], slips: set[int]) -> None:
    traps = list(plan_drill(due))
    missed: list[int] = []
    position = 1
    while position <= len(traps):
        if position in slips:
            missed.append(position)
            added = plan_return(traps, position, missed)
            traps += added
            if added:
                assert added[-1] == traps[position - 1]
                assert len(traps) - position - 1 >= BETWEEN
            assert plan_return(traps, position, missed) == () or not added, "asking again adds nothing"
        position += 1
    assert len(traps) <= LONGEST
    assert all(one != other for one, other in pairwise(traps))


def test_a_trap_returns_twice_at_most() -> None:
    traps = ["a", "b", "c", "d"]
    assert plan_return(traps, 1, [1]) == ("a",)
    traps += ["a"]
    assert plan_return(traps, 5, [1, 5]) == ("b", "c", "d", "a")
    traps += ["b", "c", "d", "a"]
    assert plan_return(traps, 9, [1, 5, 9]) == ()


def test_a_trap_does_not_return_where_nothing_can_lie_between() -> None:
    assert plan_return(["a"], 1, [1]) == ()
    assert plan_return(["a", "b"], 1, [1]) == ()


def test_what_no_item_can_be_made_on_neither_returns_nor_lies_between() -> None:
    traps = ["a", "b", "c", "d"]
    assert plan_return(traps, 4, [4]) == ("a", "b", "c", "d")
    assert plan_return(traps, 4, [4], {"b"}) == ("a", "c", "a", "d")
    assert plan_return(traps, 4, [4], {"d"}) == ()
    assert plan_return(traps, 4, [4], {"a", "b", "c"}) == ()
    assert plan_return(traps, 1, [1], {"b", "c", "d"}) == ("a",), "three others lie between already"
