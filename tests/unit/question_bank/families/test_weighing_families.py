"""Families that weigh services over a list of tasks: the order follows from the cells and cannot be disputed."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from question_bank.alternatives import nearness_of
from question_bank.bank import load_bank
from question_bank.draft import Choice
from question_bank.item import ItemType
from question_bank.lint import flaws
from question_bank.model import Owner
from tests.unit.question_bank.families.drafting import SIDES, drafts, written

SEEDS = st.integers(0, 2**32)


def left(choice: Choice, side: Owner) -> dict[str, int]:
    """How much of each task an option leaves to a side: 2 for all of it, 1 for a part."""
    owners = {claim.cell.control: claim.cell.owner for claim in choice.claims}
    return {control: 2 if owner is side else int(owner is Owner.SHARED) for control, owner in owners.items()}


def less(one: dict[str, int], other: dict[str, int]) -> bool:
    return one != other and all(one[control] <= other[control] for control in other)


@pytest.mark.parametrize("family", ["most-left", "order-by-share"])
@given(exam=st.sampled_from(("saa-c03", "scs-c03")), asked=st.sampled_from(SIDES), seed=SEEDS)
@settings(max_examples=12, deadline=None)
def test_every_option_is_clear_about_every_listed_task(family: str, exam: str, asked: Owner, seed: int) -> None:
    model = load_bank().model
    for draft in drafts(family, exam, seed, asked):
        stem = written(draft).stem
        controls = {claim.cell.control for claim in draft.choices[0].claims}
        assert all(model.controls[control].duty in stem for control in controls)
        for choice in draft.choices:
            assert {claim.cell.control for claim in choice.claims} == controls
            assert all(claim.cell.named or not claim.cell.nuance for claim in choice.claims)


@pytest.mark.parametrize("family", ["most-left", "order-by-share"])
@given(exam=st.sampled_from(("saa-c03", "scs-c03")), asked=st.sampled_from(SIDES), seed=SEEDS)
@settings(max_examples=12, deadline=None)
def test_only_services_for_one_job_are_weighed(family: str, exam: str, asked: Owner, seed: int) -> None:
    """Nobody weighs Amazon EC2, Amazon Athena and Amazon MSK against each other."""
    jobs = {group.name: group.services for group in nearness_of(load_bank().model).alternatives}
    for draft in drafts(family, exam, seed, asked):
        job = draft.facts[0]
        assert f"for {job}" in written(draft).stem
        assert {cell.service for cell in draft.cells} <= jobs[job]


@given(exam=st.sampled_from(("clf-c02", "saa-c03", "scs-c03")), asked=st.sampled_from(SIDES), seed=SEEDS)
@settings(max_examples=30, deadline=None)
def test_the_key_has_all_that_each_other_has_and_more(exam: str, asked: Owner, seed: int) -> None:
    for draft in drafts("most-left", exam, seed, asked):
        key, *others = draft.choices
        assert all(less(left(other, asked), left(key, asked)) for other in others)


@given(asked=st.sampled_from(SIDES), seed=SEEDS)
@settings(max_examples=30, deadline=None)
def test_each_step_down_the_order_leaves_less(asked: Owner, seed: int) -> None:
    for draft in drafts("order-by-share", "scs-c03", seed, asked):
        item = written(draft)
        assert item.type is ItemType.ORDERING
        assert len(item.order) == 3
        steps = [left(choice, asked) for choice in draft.choices]
        assert all(less(lower, upper) for upper, lower in itertools.pairwise(steps))


@pytest.mark.parametrize("family", ["most-left", "order-by-share"])
def test_items_are_nearly_always_free_of_flaws(family: str) -> None:
    bank = load_bank()
    found = [
        [flaw for flaw in flaws(written(draft), bank.model, bank.families[family]) if flaw.rule != "L27"]
        for exam in ("saa-c03", "scs-c03")
        for seed in range(8)
        for asked in SIDES
        for draft in drafts(family, exam, seed, asked)
    ]
    assert len(found) >= 40
    assert sum(not item for item in found) / len(found) >= 0.85
