"""Matching items: every prompt has one response by the facts, and no response hides two meanings."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from question_bank.after_setup import after_setup_of
from question_bank.bank import load_bank
from question_bank.families._clues import ALIKE
from question_bank.families.match_owner import UNASKED
from question_bank.findings import findings_of
from question_bank.lint import flaws
from question_bank.model import Owner
from tests.unit.question_bank.families.drafting import SIDES, drafts, written

SEEDS = st.integers(0, 2**32)


@given(asked=st.sampled_from(SIDES), seed=SEEDS)
@settings(max_examples=30, deadline=None)
def test_each_response_fits_something_and_none_more_than_half(asked: Owner, seed: int) -> None:
    known = after_setup_of(load_bank().model)
    for draft in drafts("match-owner", "scs-c03", seed, asked):
        counts = Counter(draft.facts)
        assert set(counts) == {"0", "1", "2"}
        assert max(counts.values()) <= len(draft.prompts) / 2
        for choice, response in zip(draft.prompts, draft.facts, strict=True):
            cell = choice.cell
            if response == "0":
                assert cell.owner is Owner.PROVIDER
                assert not cell.nuance
                assert cell.control in UNASKED
            elif response == "1":
                assert cell.key in known
            else:
                assert cell.owner is Owner.CUSTOMER


@given(asked=st.sampled_from(SIDES), seed=SEEDS)
@settings(max_examples=30, deadline=None)
def test_services_that_could_be_taken_for_each_other_never_meet(asked: Owner, seed: int) -> None:
    findings = {finding.text: finding for finding in findings_of(load_bank().model)}
    for draft in drafts("match-service", "scs-c03", seed, asked):
        extra, *texts = draft.facts
        services = [choice.cell.service for choice in draft.prompts] + [extra]
        assert len(set(services)) == len(services) == 5
        for text in texts:
            assert findings[text].near.isdisjoint(services)
        if not texts:
            assert not any(frozenset((one, other)) in ALIKE for one in services for other in services)


@pytest.mark.parametrize("family", ["match-owner", "match-service"])
def test_items_are_nearly_always_free_of_flaws_and_say_why(family: str) -> None:
    bank = load_bank()
    items = [
        written(draft) for seed in range(12) for asked in SIDES for draft in drafts(family, "scs-c03", seed, asked)
    ]
    assert len(items) >= 40
    sound = [not [f for f in flaws(item, bank.model, bank.families[family]) if f.rule != "L27"] for item in items]
    assert sum(sound) / len(sound) >= 0.85
    assert all(dict(item.prompt_rationales).keys() == dict(item.pairs).keys() for item in items)


def test_match_service_asks_by_case_and_by_purpose() -> None:
    drawn = [
        bool(draft.facts[1:])
        for seed in range(30)
        for draft in drafts("match-service", "scs-c03", seed, Owner.CUSTOMER)
    ]
    assert {True, False} == set(drawn)
