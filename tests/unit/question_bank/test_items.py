"""Every item that is made can be shown: verified, without flaws, with its reasons; the same for the same seed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_bank.assembly import sample_items
from question_bank.bank import Bank, load_bank
from question_bank.exam_guide import UnknownExamError
from question_bank.filters import Filters, UnknownFilterError
from question_bank.item import Item, grade, item_from_json
from question_bank.lint import flaws
from question_bank.verify import verify

EXAMS = ("clf-c02", "saa-c03", "scs-c03", "scs-c02")
SEEDS = st.integers(0, 2**32)


def some_items(exam: str, seed: int, count: int = 5) -> list[Item]:
    return list(sample_items(load_bank(), exam, count, seed))


@given(st.sampled_from(EXAMS), SEEDS)
def test_items_verify_and_have_no_flaw(exam: str, seed: int) -> None:
    bank = load_bank()
    for item in some_items(exam, seed):
        verify(item, bank.model)
        assert not flaws(item, bank.model, bank.families[item.family])
        assert all(option.rationale for option in item.options)
        assert item.proof


@given(st.sampled_from(EXAMS), SEEDS)
def test_a_key_lies_within_its_task(exam: str, seed: int) -> None:
    """An item of a task is keyed by that task's controls: a label alone makes no item of a domain."""
    guide = load_bank().guide(exam)
    for item in some_items(exam, seed):
        task = next(task for _, task in guide.tasks() if task.id == item.task)
        assert item.family in task.families
        assert {proof.control for proof in item.proof} & set(task.controls)
        assert {proof.service for proof in item.proof} <= set(guide.services)


@given(st.sampled_from(EXAMS), SEEDS)
def test_the_same_seed_gives_the_same_items(exam: str, seed: int) -> None:
    assert [item.to_json() for item in some_items(exam, seed)] == [item.to_json() for item in some_items(exam, seed)]


@given(st.sampled_from(EXAMS), SEEDS)
def test_an_item_comes_back_from_its_json(exam: str, seed: int) -> None:
    for item in some_items(exam, seed):
        assert item_from_json(item.to_json()) == item
        assert item_from_json(item.to_json()).id == item.id


@given(st.sampled_from(EXAMS), SEEDS, st.data())
def test_only_the_whole_key_is_right(exam: str, seed: int, data: st.DataObject) -> None:
    item = some_items(exam, seed, 1)[0]
    ids = [option.id for option in item.options]
    chosen = data.draw(st.lists(st.sampled_from(ids), unique=True))
    assert grade(item, chosen) is (frozenset(chosen) == item.key and bool(chosen))


def test_filters_narrow_what_is_asked(bank: Bank) -> None:
    filters = Filters.of(bank, "saa-c03", domains=(1,), services=("rds", "s3"), families=("pick-task",))
    found = list(sample_items(bank, "saa-c03", 8, 3, filters))
    assert {item.domain for item in found} == {1}
    assert {item.family for item in found} == {"pick-task"}
    assert {proof.service for item in found for proof in item.proof} <= {"rds", "s3"}


def test_a_trap_can_be_asked_for(bank: Bank) -> None:
    filters = Filters.of(bank, "clf-c02", traps=("rds-treated-like-ec2",))
    for item in sample_items(bank, "clf-c02", 6, 3, filters):
        assert "rds-treated-like-ec2" in {option.trap for option in item.options}


def test_what_does_not_exist_is_refused_with_a_hint(bank: Bank) -> None:
    with pytest.raises(UnknownExamError, match="known are clf-c02"):
        next(sample_items(bank, "clf-c99", 1, 1))
    with pytest.raises(UnknownFilterError, match="did you mean 'rds'"):
        Filters.of(bank, "clf-c02", services=("rsd",))
    with pytest.raises(UnknownFilterError, match="has no domain 9"):
        Filters.of(bank, "clf-c02", domains=(9,))
