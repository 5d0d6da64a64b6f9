"""Families about situations: the evidence decides the cause, the model the side, and each phrase is key in its turn."""

from collections import Counter
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from question_bank.bank import Bank, load_bank
from question_bank.families._situation_topics import near
from question_bank.families.case_cluster import FAMILY as CASES
from question_bank.incidents import incidents_of
from question_bank.item import Item
from question_bank.lint import flaws
from question_bank.model import Owner
from question_bank.situations import SERVICE, Situation, situations_of
from tests.unit.question_bank.families.drafting import EXAMS, SIDES, drafts, exam_scope, written

SEEDS = st.integers(0, 2**32)
CORNERS = ("omission", "whose-failure")
STEPS = ("incident-prevention", "requirement-to-step")
TWO = "requirements-to-steps"
ALL = (*CORNERS, *STEPS, TWO, "incident-detection", "response-order", "case-cluster")
MOST_OFTEN = 0.75  # of a cause that is right when it stands in a full two by two; half would be even


def shown(bank: Bank, situation: Situation, item: Item, service: str) -> bool:
    """Whether the stem has the first sentence of the evidence, or the requirement."""
    phrase = bank.model.service("aws", service).phrase
    seen = [evidence.replace(SERVICE, phrase)[1:] in item.stem for evidence in situation.evidence[:1]]
    return any(seen) or bool(situation.requirement and situation.requirement in item.stem)


@pytest.mark.parametrize("family", ALL)
@given(exam=st.sampled_from(EXAMS), seed=SEEDS, asked=st.sampled_from(SIDES))
@settings(max_examples=12)
def test_items_have_no_flaw_and_are_keyed_by_the_asked_side(family: str, exam: str, seed: int, asked: Owner) -> None:
    bank = load_bank()
    for draft in drafts(family, exam, seed, asked):
        item = written(draft, seed)
        assert draft.asked is asked
        assert not [flaw for flaw in flaws(item, bank.model, bank.families[family]) if flaw.rule != "L27"]
        assert len({option.text for option in item.options}) == len(item.options)
        if family != "response-order":
            assert {choice.cell.owner for choice in draft.keys} == {asked}


@pytest.mark.parametrize("family", [*CORNERS, *STEPS, TWO])
@given(exam=st.sampled_from(EXAMS), seed=SEEDS, asked=st.sampled_from(SIDES))
@settings(max_examples=12)
def test_the_stem_shows_the_evidence_of_the_keys_and_of_no_other_option(
    family: str, exam: str, seed: int, asked: Owner
) -> None:
    bank = load_bank()
    known = situations_of(bank.model).situations
    for draft in drafts(family, exam, seed, asked):
        item, service = written(draft, seed), draft.choices[0].cell.service
        told = [name for name in draft.facts if shown(bank, known[name], item, service)]
        assert told == list(draft.facts[: len(draft.keys)])


@pytest.mark.parametrize("family", STEPS)
@given(exam=st.sampled_from(EXAMS), seed=SEEDS, asked=st.sampled_from(SIDES))
@settings(max_examples=12)
def test_knowing_the_side_alone_leaves_a_choice(family: str, exam: str, seed: int, asked: Owner) -> None:
    """One distractor is of the asked side; no step answers the evidence of another."""
    known = situations_of(load_bank().model).situations
    for draft in drafts(family, exam, seed, asked):
        assert sum(choice.cell.owner is asked for choice in draft.wrong) == 1
        for key in draft.facts[: len(draft.keys)]:
            assert not any(known[key].is_answered_by(known[name]) for name in draft.facts if name != key)


@pytest.mark.parametrize("family", CORNERS)
def test_each_corner_is_the_key_somewhere_and_each_cause_the_neighbor_elsewhere(family: str) -> None:
    right: Counter[str] = Counter()
    stood: Counter[str] = Counter()
    for seed in range(250):
        for asked in SIDES:
            for draft in drafts(family, EXAMS[seed % 3], seed, asked, count=3):
                right[draft.facts[0]] += 1
                stood.update(draft.facts)
    frequent = [name for name, count in stood.items() if count >= 20]
    assert len(frequent) >= 20
    assert sum(right[name] / stood[name] <= MOST_OFTEN for name in frequent) >= 0.9 * len(frequent)


def test_the_same_situation_lies_with_either_side(bank: Bank) -> None:
    """Complementary twins: the evidence is the same, the service is another, and so is the side."""
    sides: dict[str, set[Owner]] = {}
    for seed in range(150):
        for asked in SIDES:
            for draft in drafts("omission", "clf-c02", seed, asked):
                sides.setdefault(draft.facts[0], set()).add(draft.choices[0].cell.owner)
    assert bank.families["omission"]
    assert sum(len(found) == len(SIDES) for found in sides.values()) >= 3


def test_a_response_keeps_its_order_and_gives_its_reasons(bank: Bank) -> None:
    for seed in range(20):
        for draft in drafts("response-order", "scs-c03", seed, Owner.CUSTOMER):
            item = written(draft, seed)
            texts = {option.id: option for option in item.options}
            response = incidents_of(bank.model).responses[draft.facts[0]]
            assert [texts[name].text for name in item.order] == [step.text for step in response.steps]
            for name, step in zip(item.order, response.steps, strict=True):
                assert step.because in texts[name].rationale
    assert not list(drafts("response-order", "clf-c02", 1, Owner.CUSTOMER))


def test_a_response_offers_one_wrong_step_of_either_side() -> None:
    """That AWS takes none of the steps offered, or that the team takes each, is no way to the answer."""
    for seed in range(10):
        for draft in drafts("response-order", "scs-c03", seed, Owner.CUSTOMER):
            assert {choice.cell.owner for choice in draft.wrong} == set(SIDES)


@pytest.mark.parametrize("family", CORNERS)
def test_both_causes_of_a_two_by_two_are_near_in_topic_and_neither_helps_the_other(family: str) -> None:
    known = situations_of(load_bank().model).situations
    for seed in range(60):
        for draft in drafts(family, EXAMS[seed % 3], seed, SIDES[seed % 2]):
            one, other = (known[name] for name in draft.facts)
            assert near(one.control, other.control)
            assert not one.is_answered_by(other)
            assert not other.is_answered_by(one)


@pytest.mark.parametrize("family", [*CORNERS, *STEPS, TWO])
def test_a_rationale_speaks_of_nothing_that_the_item_does_not_show(family: str) -> None:
    """What a wrong step is for in another item nobody has read."""
    known = situations_of(load_bank().model).situations
    for seed in range(40):
        for draft in drafts(family, EXAMS[seed % 3], seed, SIDES[seed % 2]):
            item = written(draft, seed)
            told = " ".join(option.rationale for option in item.options)
            assert not [name for name in draft.facts[1:] if known[name].matter in told]


def test_items_of_a_case_share_its_scenario_and_differ_in_domain() -> None:
    whole = 0
    for seed in range(30):
        for draft in drafts("case-cluster", "scs-c03", seed, SIDES[seed % 2]):
            others = CASES.companions(draft, exam_scope("scs-c03"), Random(seed))
            items = [written(one, seed) for one in (draft, *others)]
            assert len({item.case for item in items}) == 1
            assert all(item.case and item.stem.startswith(item.case[1]) for item in items)
            assert len({item.domain for item in items}) == len(items)
            assert len({one.facts[0] for one in (draft, *others)}) == len(items)
            whole += len(items) == 3
    assert whole >= 30
