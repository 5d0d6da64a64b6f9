"""Families whose options are parts of cells: the key is the asked side's, and nothing but the side decides."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from question_bank.bank import load_bank
from question_bank.framework_tasks import framework_tasks_of
from question_bank.lint import flaws
from question_bank.model import ACCOUNT_WIDE, Owner
from tests.unit.question_bank.families.drafting import EXAMS, SIDES, drafts, exam_scope, written

PARTS = ("whose-cost", "who-holds-the-key", "quota-watch", "whose-evidence")
TEXTS = (*PARTS, "framework-scope")
CLUES = ("service-by-purpose",)
SEEDS = st.integers(0, 2**32)
EXEMPT = "L27"  # which services an exam lists is the guide's matter; here each of the model may be asked


@pytest.mark.parametrize("family", [*TEXTS, *CLUES])
@given(exam=st.sampled_from(EXAMS), asked=st.sampled_from(SIDES), seed=SEEDS)
@settings(max_examples=12, deadline=None)
def test_the_key_alone_is_the_work_that_the_stem_asks_for(family: str, exam: str, asked: Owner, seed: int) -> None:
    for draft in drafts(family, exam, seed, asked):
        (key,) = draft.keys
        assert all(claim.side is asked for claim in key.claims)
        assert len({(choice.cell.key, choice.claims[0].side) for choice in draft.choices}) == len(draft.choices)
        assert sum(choice.trap is not None for choice in draft.wrong) >= 2
        if family in TEXTS:
            assert all(choice.claims[0].side is not asked for choice in draft.wrong)


@pytest.mark.parametrize("family", [*TEXTS, *CLUES])
def test_items_are_nearly_always_free_of_flaws(family: str) -> None:
    bank = load_bank()
    found = [
        [flaw for flaw in flaws(written(draft), bank.model, bank.families[family]) if flaw.rule != EXEMPT]
        for exam in EXAMS
        for seed in range(8)
        for asked in SIDES
        for draft in drafts(family, exam, seed, asked)
    ]
    assert len(found) >= 40
    assert sum(not item for item in found) / len(found) >= 0.85, Counter(flaw.rule for item in found for flaw in item)


@pytest.mark.parametrize("family", PARTS)
@given(exam=st.sampled_from(EXAMS), asked=st.sampled_from(SIDES), seed=SEEDS)
@settings(max_examples=12, deadline=None)
def test_the_stem_names_the_service_of_every_option(family: str, exam: str, asked: Owner, seed: int) -> None:
    model = load_bank().model
    for draft in drafts(family, exam, seed, asked):
        stem = written(draft).stem
        own = draft.keys[0].cell.service
        for choice in draft.choices:
            if choice.cell.service != ACCOUNT_WIDE:
                assert model.service("aws", choice.cell.service).phrase in stem
        assert own == ACCOUNT_WIDE or any(choice.cell.service == own for choice in draft.wrong)


@pytest.mark.parametrize("family", TEXTS)
def test_the_same_phrase_is_key_under_one_stem_and_wrong_under_another(family: str) -> None:
    keys, wrong = set(), set()
    for exam in EXAMS:
        for seed in range(20):
            for asked in SIDES:
                for draft in drafts(family, exam, seed, asked):
                    options = written(draft).options
                    keys |= {option.text for option in options if option.correct}
                    wrong |= {option.text for option in options if not option.correct}
    assert len(keys & wrong) >= 10


@given(exam=st.sampled_from(EXAMS), asked=st.sampled_from(SIDES), seed=SEEDS)
@settings(max_examples=20, deadline=None)
def test_evidence_rests_on_the_rule_that_reports_cover_what_aws_does(exam: str, asked: Owner, seed: int) -> None:
    for draft in drafts("whose-evidence", exam, seed, asked):
        (rule,) = draft.further
        assert rule.owner is asked
        assert draft.facts[0] in written(draft).stem


@given(asked=st.sampled_from(SIDES), seed=SEEDS)
@settings(max_examples=20, deadline=None)
def test_the_framework_speaks_in_two_options_of_each_item(asked: Owner, seed: int) -> None:
    bank = load_bank()
    tasks = framework_tasks_of(bank.model)
    texts = {task.text for framework in tasks.values() for side in SIDES for task in framework.tasks[side]}
    names = {bank.references.frameworks[name].name.replace("/IEC", ""): found for name, found in tasks.items()}
    for draft in drafts("framework-scope", "scs-c03", seed, asked):
        name, need, *offered = draft.facts
        assert name in written(draft).stem
        assert need in written(draft).stem
        assert sum(text in texts for text in offered) == 2
        others = {task.text for side in SIDES if side is not asked for task in names[name].tasks[side]}
        assert offered[1] in others


@pytest.mark.parametrize("family", CLUES)
@given(exam=st.sampled_from(EXAMS), asked=st.sampled_from(SIDES), seed=SEEDS)
@settings(max_examples=12, deadline=None)
def test_two_services_by_two_sides_and_a_stem_that_names_neither(
    family: str, exam: str, asked: Owner, seed: int
) -> None:
    model = load_bank().model
    for draft in drafts(family, exam, seed, asked):
        places = {(choice.cell.service, choice.claims[0].side) for choice in draft.choices}
        services = {service for service, _ in places}
        assert len(places) == 4
        assert len(services) == 2
        stem = written(draft).stem
        assert draft.facts[0] in stem
        assert all(model.service("aws", service).phrase not in stem for service in services)


def test_no_frame_of_a_family_is_left_unused() -> None:
    """Four frames a level and side at least where the family says so; every one can be drawn."""
    for family in PARTS:
        stems = load_bank().families[family].stems  # type: ignore[attr-defined]
        assert all(len(frames) >= 4 for frames in stems.values())
        assert len(stems) == 6
    assert exam_scope("clf-c02").guide.services
