"""Families that weigh services over a list of tasks: the order follows from the cells and cannot be disputed."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from question_bank.bank import load_bank
from question_bank.draft import Choice
from question_bank.item import ItemType
from question_bank.lint import flaws
from question_bank.model import Owner
from tests.unit.question_bank.families.drafting import SIDES, drafts, written

SEEDS = st.integers(0, 2**32)


def left(choice: Choice, side: Owner) -> frozenset[str]:
    return frozenset(claim.cell.control for claim in choice.claims if claim.cell.owner is side)


@pytest.mark.parametrize("family", ["most-left", "order-by-share"])
@given(exam=st.sampled_from(("saa-c03", "scs-c03")), asked=st.sampled_from(SIDES), seed=SEEDS)
@settings(max_examples=12, deadline=None)
def test_every_option_has_a_clear_owner_for_every_listed_task(family: str, exam: str, asked: Owner, seed: int) -> None:
    model = load_bank().model
    for draft in drafts(family, exam, seed, asked):
        stem = written(draft).stem
        controls = {claim.cell.control for claim in draft.choices[0].claims}
        assert all(model.controls[control].duty in stem for control in controls)
        for choice in draft.choices:
            assert {claim.cell.control for claim in choice.claims} == controls
            assert all(claim.cell.owner is not Owner.SHARED for claim in choice.claims)
            assert all(claim.cell.named or not claim.cell.nuance for claim in choice.claims)


@given(exam=st.sampled_from(("clf-c02", "saa-c03", "scs-c03")), asked=st.sampled_from(SIDES), seed=SEEDS)
@settings(max_examples=30, deadline=None)
def test_the_key_has_all_that_each_other_has_and_more(exam: str, asked: Owner, seed: int) -> None:
    for draft in drafts("most-left", exam, seed, asked):
        key, *others = draft.choices
        assert all(left(other, asked) < left(key, asked) for other in others)


@given(asked=st.sampled_from(SIDES), seed=SEEDS)
@settings(max_examples=30, deadline=None)
def test_each_step_down_the_order_leaves_less(asked: Owner, seed: int) -> None:
    for draft in drafts("order-by-share", "scs-c03", seed, asked):
        item = written(draft)
        assert item.type is ItemType.ORDERING
        assert len(item.order) == 3
        steps = [left(choice, asked) for choice in draft.choices]
        assert all(lower < upper for upper, lower in itertools.pairwise(steps))


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
