"""Who is responsible for which of two tasks? Named by the stem or by each option, all four divisions are keys alike."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from question_bank.bank import load_bank
from question_bank.draft import Draft
from question_bank.lint import flaws
from question_bank.model import Owner
from question_bank.verify import UnverifiedError, read, verify
from tests.unit.question_bank.families.drafting import EXAMS, drafts, exam_scope, written

SEEDS = st.integers(0, 2**32)
NAMED = re.compile(r"^(AWS|The company) for .+, and (AWS|the company) for .+\.$")
CALLED = re.compile(r"^(AWS|The company) is responsible for (both|the first, and (AWS|the company) for the second)\.$")


def some(exam: str, seed: int) -> Iterator[Draft]:
    return (draft for asked in Owner for draft in drafts("who-owns", exam, seed, asked))


@given(exam=st.sampled_from(EXAMS), seed=SEEDS)
@settings(max_examples=15, deadline=None)
def test_the_stem_names_the_tasks_or_each_option_does(exam: str, seed: int) -> None:
    for draft in some(exam, seed):
        item = written(draft)
        tasks = [claim.cell.part(claim.side) for claim in draft.choices[0].claims]
        if draft.facts:
            assert all(NAMED.match(option.text) for option in item.options)
            assert all(task.casefold() in option.text.casefold() for task in tasks for option in item.options)
            assert exam != "clf-c02", "four such options are too long for the foundational exam"
        else:
            assert all(CALLED.match(option.text) for option in item.options)
            first, second = (item.stem.casefold().index(task.casefold()) for task in tasks)
            assert first < second
        verify(item, load_bank().model)


@pytest.mark.parametrize("exam", EXAMS)
def test_items_are_nearly_always_free_of_flaws(exam: str) -> None:
    bank = load_bank()
    found = [
        [flaw for flaw in flaws(written(draft), bank.model, bank.families["who-owns"]) if flaw.rule != "L27"]
        for seed in range(15)
        for draft in some(exam, seed)
    ]
    assert len(found) >= 60
    assert sum(not item for item in found) / len(found) >= 0.85


@pytest.mark.parametrize("exam", EXAMS)
def test_no_division_is_the_better_guess(exam: str) -> None:
    """Of items whose key gives both tasks to one side, neither side has nearly all; and so with the two other ways."""
    keys = Counter(
        tuple(claim.given for claim in draft.choices[0].claims) for seed in range(60) for draft in some(exam, seed)
    )
    provider, customer = Owner.PROVIDER, Owner.CUSTOMER
    for one, other in (
        ((provider, provider), (customer, customer)),
        ((provider, customer), (customer, provider)),
    ):
        assert 0.3 <= keys[one] / (keys[one] + keys[other]) <= 0.7


@pytest.mark.parametrize("exam", EXAMS)
def test_both_tasks_are_of_the_exam_task(exam: str) -> None:
    """One of them alone would make half of the item another task's."""
    tasks = exam_scope(exam).tasks
    for draft in (draft for seed in range(10) for draft in some(exam, seed)):
        asked = {cell.key for cells in tasks[draft.task].cells.values() for cell in cells}
        assert {cell.key for cell in draft.cells} <= asked


def test_a_stem_without_its_tasks_is_not_read() -> None:
    item = next(written(draft) for draft in some("clf-c02", 1) if not draft.facts)
    object.__setattr__(item, "stem", "A company uses Amazon RDS. Who is responsible for each?")
    with pytest.raises(UnverifiedError, match="does not name two tasks"):
        read(item, load_bank().model)
