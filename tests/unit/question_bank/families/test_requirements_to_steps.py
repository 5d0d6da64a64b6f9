"""Two requirements and five steps: each key meets one of them, nothing else does, and no step is known by its look."""

from collections import Counter
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from question_bank.bank import Bank, load_bank
from question_bank.families._requirement_stems import REQUIREMENTS
from question_bank.families._situation_fits import cells_in
from question_bank.families._step_pairs import FEWEST_PAIRS, UNEVEN, pair_odds
from question_bank.families.requirements_to_steps import FAMILY
from question_bank.lint.text import tokens
from question_bank.model import Owner
from question_bank.scope import OTHER
from question_bank.situations import situations_of
from question_bank.verify import UnverifiedError, verify
from tests.unit.question_bank.families.drafting import EXAMS, SIDES, drafts, exam_scope, written

exams, seeds, sides = st.sampled_from(EXAMS), st.integers(0, 2**32), st.sampled_from(SIDES)
EVERY = (*EXAMS, "scs-c02")
FEWEST_FRAMES = 5
FREQUENT, SHARE = 60, (0.12, 0.75)  # of its uses, in which a step is a key: 0.4 would be even


@given(exam=exams, seed=seeds, asked=sides)
@settings(max_examples=20)
def test_two_of_five_steps_of_the_asked_side_meet_one_requirement_each(exam: str, seed: int, asked: Owner) -> None:
    known = situations_of(load_bank().model).situations
    for draft in drafts(FAMILY.id, exam, seed, asked):
        keys = [known[name] for name in draft.facts[:2]]
        others = [known[name] for name in draft.facts[2:]]
        assert [choice.correct for choice in draft.choices] == [True] * 2 + [False] * 3
        assert {choice.cell.owner for choice in draft.keys} == {asked}
        assert sum(choice.cell.owner is asked for choice in draft.wrong) in (1, 2)
        assert not any(keys[place].is_answered_by(other) for place in (0, 1) for other in (keys[1 - place], *others))
        needed = tokens(" ".join(key.requirement for key in keys))
        assert not any(needed & tokens(one.step) for one in (*keys, *others))
        assert len({choice.cell.service for choice in draft.choices}) == 1
        verify(written(draft, seed), exam_scope(exam).model)


@given(exam=exams, seed=seeds, asked=sides)
@settings(max_examples=20)
def test_the_first_key_is_of_the_task_and_the_second_of_its_domain(exam: str, seed: int, asked: Owner) -> None:
    scopes = exam_scope(exam).tasks
    for draft in drafts(FAMILY.id, exam, seed, asked):
        first, second = (choice.cell.key for choice in draft.keys)
        assert first in cells_in(scopes[draft.task])
        assert any(second in cells_in(scope) for scope in scopes.values() if scope.domain.id == draft.domain)


@given(exam=exams, seed=seeds, asked=sides)
@settings(max_examples=15)
def test_every_wrong_step_has_a_belief_of_its_own(exam: str, seed: int, asked: Owner) -> None:
    """One that gives the step to the asked side, or a right step to the other."""
    scope = exam_scope(exam)
    for draft in drafts(FAMILY.id, exam, seed, asked):
        assert len({choice.trap.id for choice in draft.wrong if choice.trap}) == len(draft.wrong)
        for choice in draft.wrong:
            right = [key.cell for key in draft.keys] if choice.cell.owner is asked else [choice.cell]
            believed = OTHER[asked] if choice.cell.owner is asked else asked
            assert any(choice.trap in scope.traps(cell, believed) for cell in right)


def test_rationales_say_which_requirement_a_step_meets(bank: Bank) -> None:
    known = situations_of(bank.model).situations
    for seed in range(40):
        for draft in drafts(FAMILY.id, EXAMS[seed % 3], seed, SIDES[seed % 2]):
            item = written(draft, seed)
            told = {option.text.rstrip(".").casefold(): option.rationale for option in item.options}
            first, second = (told[known[name].step.casefold()] for name in draft.facts[:2])
            assert "the first requirement" in first.casefold()
            assert "the second requirement" in second.casefold()
            assert not [option for option in item.options if option.correct and option.trap]


def test_a_stem_without_one_of_the_requirements_is_refused(bank: Bank) -> None:
    known = situations_of(bank.model).situations
    for seed in range(20):
        for draft in drafts(FAMILY.id, "saa-c03", seed, SIDES[seed % 2], 1):
            item = written(draft, seed)
            for name in draft.facts[:2]:
                short = replace(item, stem=item.stem.replace(f"{known[name].requirement} ", ""))
                with pytest.raises(UnverifiedError, match="as many requirements"):
                    verify(short, bank.model)


@pytest.mark.parametrize("exam", EVERY)
def test_a_step_is_a_key_in_its_share_of_its_uses(bank: Bank, exam: str) -> None:
    uses, keys = Counter[str](), Counter[str]()
    rng, scopes = Random(5), [one for one in bank.scope(exam).tasks.values() if FAMILY.id in one.task.families]
    known = situations_of(bank.model).situations
    for scope in rng.choices(scopes, [scope.task.scored_items for scope in scopes], k=1500):
        for side in SIDES:
            if draft := FAMILY.draft(scope, side, rng):
                steps = [known[name].step for name in draft.facts]
                uses.update(steps)
                keys.update(steps[:2])
    shares = [keys[step] / count for step, count in uses.items() if count >= FREQUENT]
    assert len(shares) >= 20
    assert sum(SHARE[0] <= share <= SHARE[1] for share in shares) >= 0.95 * len(shares)


@pytest.mark.parametrize("exam", EVERY)
def test_the_odds_leave_no_step_far_out_of_its_turn_and_no_place_with_one_pair(bank: Bank, exam: str) -> None:
    odds = pair_odds(bank.scope(exam), FAMILY)
    assert odds.pairs
    assert all(len(pairs) >= FEWEST_PAIRS for pairs in odds.pairs.values())
    assert all(UNEVEN[0] <= times <= UNEVEN[1] for times in odds.over.values())


def test_each_task_that_lists_the_family_has_items_for_it(bank: Bank) -> None:
    for exam in EVERY:
        for name, scope in bank.scope(exam).tasks.items():
            found = any(FAMILY.draft(scope, side, Random(1)) for side in SIDES)
            assert found == (FAMILY.id in scope.task.families), (exam, name)


def test_there_are_frames_enough_for_each_level_and_side() -> None:
    assert len(REQUIREMENTS) == len(EXAMS) * len(SIDES)
    assert all(len(set(frames)) >= FEWEST_FRAMES for frames in REQUIREMENTS.values())


def test_nothing_is_asked_about_shared_work() -> None:
    assert not list(drafts(FAMILY.id, "scs-c03", 1, Owner.SHARED))


def test_a_form_hears_of_both_keys_and_asks_neither_again(bank: Bank) -> None:
    scope = bank.scope("saa-c03").tasks["1.3"]
    first = FAMILY.draft(scope, Owner.CUSTOMER, Random(2))
    assert first
    told = scope.watching(lambda _: False, lambda _: False, frozenset(), set(first.stories))
    later = [FAMILY.draft(told, Owner.CUSTOMER, Random(seed)) for seed in range(60)]
    assert any(later)
    assert not [draft for draft in later if draft and set(draft.stories) & set(first.stories)]
