"""Statements, terms, parts and lists of three: what an option says is true exactly where the key says so."""

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from question_bank.bank import Bank, load_bank
from question_bank.control_kinds import named_controls_of, read_named_controls
from question_bank.families.claim_check import FALSE, TRUE
from question_bank.families.control_type import KINDS
from question_bank.families.part_of_shared import NAMED
from question_bank.families.pick_three_tasks import COST, COST_TOPIC, is_about_cost
from question_bank.families.service_kind import NAMED as NAMED_SERVICES
from question_bank.model import Owner
from question_bank.yaml_rows import DataError
from tests.unit.question_bank.families.drafting import EXAMS, SIDES, drafts, exam_scope, task_scopes, written

SEEDS = st.integers(0, 2**32)
OWNERS = st.sampled_from(list(Owner))
exams = st.sampled_from(EXAMS)


@given(exam=exams, seed=SEEDS, asked=OWNERS)
@settings(max_examples=20)
def test_the_key_of_a_claim_check_is_the_only_statement_of_its_truth(exam: str, seed: int, asked: Owner) -> None:
    for draft in drafts("claim-check", exam, seed, asked):
        item = written(draft, seed)
        truths = [choice.claims[0].true for choice in draft.choices]
        assert truths == ([True, False, False, False] if draft.topic == TRUE else [False, True, True, True])
        assert item.stem.endswith(f"is {draft.topic}?")
        assert draft.keys[0].cell.owner is asked
        about_aws = sum(choice.claims[0].given is Owner.PROVIDER for choice in draft.choices)
        assert about_aws == 2


def test_true_and_false_are_asked_for_equally_often() -> None:
    found = Counter(
        draft.topic for seed in range(60) for draft in drafts("claim-check", "clf-c02", seed, Owner.CUSTOMER)
    )
    assert 0.4 <= found[TRUE] / (found[TRUE] + found[FALSE]) <= 0.6


@given(exam=exams, seed=SEEDS, asked=st.sampled_from(SIDES))
@settings(max_examples=15)
def test_a_negative_stem_shows_it_and_no_option_is_negative(exam: str, seed: int, asked: Owner) -> None:
    for draft in drafts("not-theirs", exam, seed, asked):
        item = written(draft, seed)
        assert len(re.findall(r"\bNOT\b", item.stem)) == 1
        assert not re.search(r"\b(not|no|never|cannot)\b", item.stem.replace("NOT", ""), re.IGNORECASE)
        assert not any(re.search(r"\b(not|no|never|cannot)\b", option.text, re.IGNORECASE) for option in item.options)
        assert draft.keys[0].cell.owner is asked
        assert all(choice.cell.owner not in (asked, Owner.SHARED) for choice in draft.wrong)


@given(exam=exams, seed=SEEDS, asked=st.sampled_from(SIDES))
@settings(max_examples=15)
def test_three_of_six_are_of_each_side_and_the_stem_names_their_services(exam: str, seed: int, asked: Owner) -> None:
    for draft in drafts("pick-three-tasks", exam, seed, asked):
        assert [choice.cell.owner is asked for choice in draft.choices] == [True] * 3 + [False] * 3
        stem = written(draft, seed).stem
        for cell in draft.cells:
            assert exam_scope(exam).model.service("aws", cell.service).phrase in stem
        assert {cell.service for cell in draft.cells} == set(draft.facts)


def test_a_task_about_cost_asks_about_cost() -> None:
    costly = {scope.task.id for scope in task_scopes("saa-c03") if is_about_cost(scope)}
    assert {"4.1", "4.2", "4.4"} <= costly
    assert "1.1" not in costly
    for seed in range(30):
        for draft in drafts("pick-three-tasks", "saa-c03", seed, Owner.CUSTOMER):
            assert (draft.task in costly) is (COST_TOPIC in written(draft).stem)
            assert draft.task not in costly or {cell.control for cell in draft.cells} <= COST


@given(exam=exams, seed=SEEDS, asked=st.sampled_from(SIDES))
@settings(max_examples=15)
def test_services_are_compared_in_one_duty(exam: str, seed: int, asked: Owner) -> None:
    for draft in drafts("services-by-duty", exam, seed, asked):
        assert len({cell.control for cell in draft.cells}) == 1
        assert [choice.cell.owner is asked for choice in draft.choices] == [True] * 2 + [False] * 3
        assert exam_scope(exam).model.controls[draft.choices[0].cell.control].duty in written(draft, seed).stem


@given(exam=exams, seed=SEEDS)
@settings(max_examples=20)
def test_the_parts_of_shared_work_are_of_two_sides(exam: str, seed: int) -> None:
    for draft in drafts("part-of-shared", exam, seed, Owner.SHARED):
        key = draft.keys[0].claims[0]
        assert key.cell.owner is Owner.SHARED
        assert all(choice.claims[0].side is not key.side for choice in draft.wrong)
        stem = written(draft, seed).stem
        if draft.topic != NAMED:
            assert all(exam_scope(exam).model.service("aws", cell.service).phrase in stem for cell in draft.cells)


def test_either_part_of_shared_work_is_asked_for() -> None:
    found = Counter(
        draft.keys[0].claims[0].side
        for seed in range(40)
        for draft in drafts("part-of-shared", "clf-c02", seed, Owner.SHARED)
    )
    assert 0.35 <= found[Owner.PROVIDER] / found.total() <= 0.65


@given(exam=exams, seed=SEEDS, asked=OWNERS)
@settings(max_examples=20)
def test_a_control_has_the_kind_of_its_owner(exam: str, seed: int, asked: Owner) -> None:
    for draft in drafts("control-type", exam, seed, asked):
        item = written(draft, seed)
        if draft.topic:
            assert draft.topic == KINDS[asked]
            assert [choice.cell.owner is asked for choice in draft.choices] == [True, False, False, False]
        else:
            assert all(phrase in item.stem for phrase in draft.facts)
            assert sum(all(claim.true for claim in choice.claims) for choice in draft.choices) == 1


@given(exam=exams, seed=SEEDS, asked=st.sampled_from(SIDES))
@settings(max_examples=15)
def test_a_service_has_the_kind_of_its_model(exam: str, seed: int, asked: Owner) -> None:
    model = exam_scope(exam).model
    for draft in drafts("service-kind", exam, seed, asked):
        assert {cell.service for cell in draft.cells} <= NAMED_SERVICES
        if draft.topic:
            kinds = [model.service("aws", choice.cell.service).service_model == draft.topic for choice in draft.choices]
            assert kinds == [True, False, False, False]
        else:
            first, second = draft.facts[:2]
            services = [claim.cell.service for claim in draft.keys[0].claims]
            assert [model.service("aws", service).service_model for service in services] == [first, second]


@given(exam=exams, seed=SEEDS, asked=OWNERS)
@settings(max_examples=15)
def test_security_of_the_cloud_is_never_a_matter_of_cost(exam: str, seed: int, asked: Owner) -> None:
    model = exam_scope(exam).model
    for draft in drafts("of-or-in", exam, seed, asked):
        assert not {model.controls[cell.control].area for cell in draft.cells} & {
            "cost",
            "resilience",
            "shared-control",
        }


def test_every_phrase_of_a_control_is_known_and_used_once(bank: Bank) -> None:
    phrases = [control.phrase for control in named_controls_of(bank.model)]
    assert len(phrases) == len(set(phrases)) >= 20
    assert {control.cell.owner for control in named_controls_of(bank.model)} == set(Owner)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("host-oss: [a]", "did you mean 'host-os'"),
        ("security-groups: [a]", "has no account-wide cell"),
        ("host-os: [Patching]", "begins with a small letter"),
    ],
)
def test_a_fault_in_the_phrases_is_named_with_its_line(tmp_path: Path, row: str, said: str) -> None:
    path = tmp_path / "control_kinds.yaml"
    path.write_text(f"phrases:\n  {row}\n")
    with pytest.raises(DataError, match=said) as raised:
        read_named_controls(path, "data/control_kinds.yaml", load_bank().model)
    assert str(raised.value).startswith("data/control_kinds.yaml:2: ")
