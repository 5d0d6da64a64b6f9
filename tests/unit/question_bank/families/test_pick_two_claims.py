"""Five statements, two of them true: neither side, task nor length tells which, and the reader finds the two again."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from question_bank.draft import Choice, Draft
from question_bank.families._second_keys import with_seconds
from question_bank.families.pick_two_claims import NAMES
from question_bank.lint.text import words
from question_bank.model import Owner
from question_bank.verify import UnverifiedError, verify
from tests.unit.question_bank.families.drafting import EXAMS, SIDES, cell, drafts, exam_scope, written

FAMILY = "pick-two-claims"
exams = st.sampled_from(EXAMS)


@cache
def many(exam: str) -> list[Draft]:
    return [draft for seed in range(60) for side in SIDES for draft in drafts(FAMILY, exam, seed, side, 10)]


@given(exam=exams, seed=st.integers(0, 2**32), asked=st.sampled_from(SIDES))
@settings(max_examples=20)
def test_the_two_keys_alone_are_true(exam: str, seed: int, asked: Owner) -> None:
    for draft in drafts(FAMILY, exam, seed, asked):
        assert [choice.claims[0].true for choice in draft.choices] == [True] * 2 + [False] * 3
        assert draft.keys[0].cell.owner is asked
        assert draft.keys[0].cell.control in exam_scope(exam).tasks[draft.task].task.controls
        assert len({choice.cell.service for choice in draft.choices}) == 1
        assert len({choice.cell.control for choice in draft.choices}) == 5
        verify(written(draft, seed), exam_scope(exam).model)


@given(exam=exams, seed=st.integers(0, 2**32), asked=st.sampled_from(SIDES))
@settings(max_examples=15)
def test_every_wrong_statement_has_a_belief_behind_it(exam: str, seed: int, asked: Owner) -> None:
    for draft in drafts(FAMILY, exam, seed, asked):
        for choice in draft.wrong:
            assert choice.trap is not None
            assert choice.trap.wrong_owner is choice.claims[0].given
            assert choice.cell.key in choice.trap.cells


def test_nothing_is_asked_about_shared_work() -> None:
    assert not list(drafts(FAMILY, "scs-c03", 1, Owner.SHARED))


@pytest.mark.parametrize("exam", EXAMS)
def test_two_or_three_statements_name_aws_and_any_two_may_be_true(exam: str) -> None:
    patterns = Counter((named(draft.choices), named(draft.keys)) for draft in many(exam))
    assert {of_all for of_all, _ in patterns} == {2, 3}
    keys = Counter[int]()
    for (_, of_keys), count in patterns.items():
        keys[of_keys] += count
    assert 0.05 <= keys[0] / keys.total() <= 0.25
    assert 0.05 <= keys[2] / keys.total() <= 0.25


def named(choices: Sequence[Choice]) -> int:
    return sum(choice.claims[0].given is Owner.PROVIDER for choice in choices)


@pytest.mark.parametrize("exam", EXAMS)
def test_a_side_is_named_rightly_in_its_share_of_the_statements(exam: str) -> None:
    claims = [choice.claims[0] for draft in many(exam) for choice in draft.choices]
    for side in SIDES:
        given = [claim.true for claim in claims if claim.given is side]
        owned = [claim.true for claim in claims if claim.side is side]
        for told in (given, owned):
            assert 0.36 <= sum(told) / len(told) <= 0.44


@pytest.mark.parametrize("exam", EXAMS)
def test_a_task_is_true_and_false_in_turn(exam: str) -> None:
    uses = Counter(choice.cell.key for draft in many(exam) for choice in draft.choices)
    keys = Counter(choice.cell.key for draft in many(exam) for choice in draft.keys)
    shares = [keys[key] / count for key, count in uses.items() if count >= 12]
    assert sum(0.1 <= share <= 0.75 for share in shares) >= 0.9 * len(shares) > 0


def test_no_task_names_a_side_beside_the_one_that_the_statement_names() -> None:
    for draft in many("scs-c03"):
        assert all(NAMES.isdisjoint(words(choice.cell.part(choice.cell.owner))) for choice in draft.choices)


def test_a_statement_about_the_other_side_or_another_question_is_refused() -> None:
    model = exam_scope("clf-c02").model
    for draft in many("clf-c02")[:10]:
        item = written(draft)
        assert item.stem.endswith(" are correct? (Select TWO.)")
        first, *rest = item.options
        for changed in (
            replace(item, options=(replace(first, text=of_other_side(first.text)), *rest)),
            replace(item, stem=item.stem.replace("are correct?", "are wrong?")),
        ):
            with pytest.raises(UnverifiedError):
                verify(changed, model)


def of_other_side(text: str) -> str:
    swapped = (
        ("AWS has the job", "The company has the job"),
        ("The company has the job", "AWS has the job"),
        ("responsibility of AWS.", "responsibility of the company."),
        ("responsibility of the company.", "responsibility of AWS."),
    )
    old, new = next(pair for pair in swapped if pair[0] in text)
    return text.replace(old, new)


def test_what_is_seldom_the_first_key_is_the_second_the_more_often() -> None:
    cells = [cell("ec2", control) for control in ("host-os", "hypervisor", "guest-os-patching", "application-code")]
    hosts, hypervisor, guest, code = [one.key for one in cells]
    uses, seconds = with_seconds({hosts: 0.4, hypervisor: 0.1, guest: 0.5}, cells)
    assert uses == pytest.approx({hosts: 0.5, hypervisor: 0.5, guest: 0.5, code: 0.5})
    assert seconds["ec2", Owner.CUSTOMER][1] == pytest.approx([0.0, 0.5])
    assert seconds["ec2", Owner.PROVIDER][1] == pytest.approx([0.1, 0.5])
