"""Rationales and explanations: why a side has the work, never the option again, and nothing said twice."""

from collections import Counter
from collections.abc import Iterable
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from question_bank.bank import load_bank
from question_bank.draft import Choice, Claim
from question_bank.families._reasons import HERE, MANNERS, WHOSE, WHY, Reasons, lesson
from question_bank.item import Item
from question_bank.lines import lines_of, sentences
from question_bank.model import Owner
from question_bank.phrasebook import plain
from question_bank.wording import of_aws
from tests.unit.question_bank.families.drafting import EXAMS, SIDES, cell, drafts, written

HALVES = ("who-owns", "duty-moves-away", "condition-flip", "control-type")
TASKS = ("pick-task", "pick-two-tasks", "not-theirs", "claim-check", "whose-cost", "quota-watch", "who-holds-the-key")
SERVICES = ("service-by-duty", "services-by-duty", "most-left", "order-by-share")
OTHERS = ("of-or-in", "whose-evidence", "service-by-purpose", "match-owner", "match-service")
EIGHT = 8
MOST_SENTENCES = 3
FEWEST_WORDS = 6
MOST_SEEMING = 0.3
SEEDS = st.integers(0, 2**32)


def told(item: Item) -> list[str]:
    """What the page says of each option, or of each prompt."""
    return [text for _, text in item.prompt_rationales] or [option.rationale for option in item.options]


@pytest.mark.parametrize("family", [*TASKS, *SERVICES, *OTHERS, *HALVES, "framework-scope"])
@given(exam=st.sampled_from(EXAMS), asked=st.sampled_from(SIDES), seed=SEEDS)
@settings(max_examples=8, deadline=None)
def test_the_explanation_is_short_and_no_rationale_again(family: str, exam: str, asked: Owner, seed: int) -> None:
    for draft in drafts(family, exam, seed, asked):
        item = written(draft, seed)
        assert sentences(item.explanation) <= MOST_SENTENCES
        assert "AWS" in item.explanation or "company" in item.explanation
        assert all(text not in item.explanation and item.explanation not in text for text in told(item))
        assert len(set(told(item))) == len(told(item))


@pytest.mark.parametrize("family", TASKS)
@given(exam=st.sampled_from(EXAMS), asked=st.sampled_from(SIDES), seed=SEEDS)
@settings(max_examples=8, deadline=None)
def test_no_rationale_repeats_its_task(family: str, exam: str, asked: Owner, seed: int) -> None:
    for draft in drafts(family, exam, seed, asked):
        parts = [plain(claim.cell.part(claim.side)) for choice in draft.choices for claim in choice.claims]
        for option in written(draft, seed).options:
            stated = [part for part in parts if part in plain(option.text)]
            assert stated
            assert not any(part in option.rationale.casefold() for part in stated)


@pytest.mark.parametrize("family", [*HALVES, "framework-scope"])
@given(exam=st.sampled_from(EXAMS), asked=st.sampled_from(SIDES), seed=SEEDS)
@settings(max_examples=8, deadline=None)
def test_no_rationale_repeats_an_option_or_a_task_of_one_owner(family: str, exam: str, asked: Owner, seed: int) -> None:
    for draft in drafts(family, exam, seed, asked):
        claims = [claim for choice in draft.choices for claim in choice.claims if claim.cell.owner is not Owner.SHARED]
        for option in written(draft, seed).options:
            told = option.rationale.casefold()
            assert plain(option.text).rstrip(".") not in told
            assert not any(plain(claim.cell.part(claim.side)) in told for claim in claims)
            assert "the customer " not in told.replace("the customer gateway", "")


def test_there_are_eight_ways_to_say_whose_work_it_is() -> None:
    assert all(len(set(frames)) >= EIGHT for frames in (*WHY.values(), *WHOSE.values()))
    for (_, side), said in (*WHY.items(), *WHOSE.items(), *HERE.items()):
        assert all(("AWS" if side is Owner.PROVIDER else "company") in frame for frame in said)


def test_an_item_uses_each_frame_and_reason_once_while_there_are_others() -> None:
    reasons = Reasons(load_bank().model, Random(4))
    host = cell("ec2", "host-os")
    texts = [reasons.of(Choice((Claim(host, host.owner, Owner.CUSTOMER),), correct=False)) for _ in range(EIGHT)]
    assert len(set(texts)) == EIGHT
    clauses = lines_of(load_bank().model).of(load_bank().model, host).reasons[host.owner]
    used = [next(clause for clause in clauses if clause.casefold() in text.casefold()) for text in texts]
    assert set(used[: len(clauses)]) == set(clauses)


def test_beliefs_of_one_item_are_told_in_different_turns_of_phrase() -> None:
    """Four options of which each "seems" are read once and then skipped."""
    traps = list(load_bank().model.traps.values())
    chosen, first = Counter[str](), Counter[str]()
    for seed in range(60):
        reasons, some = Reasons(load_bank().model, Random(seed)), Random(seed).sample(traps, 3)
        chosen[again(reasons.lured(trap, "") for trap in some)] += 1
        first[again(trap.lures[0] for trap in some)] += 1
    assert chosen["again"] <= first["again"] / 2


def again(lures: Iterable[str]) -> str:
    """Whether two of some beliefs share a turn of phrase."""
    used = Counter(manner for lure in lures for manner in MANNERS if manner in lure)
    return "again" if max(used.values(), default=0) > 1 else "once"


def test_few_beliefs_seem_or_look() -> None:
    lures = [lure for trap in load_bank().model.traps.values() for lure in trap.lures]
    assert sum(" seem" in lure or " look" in lure for lure in lures) <= MOST_SEEMING * len(lures)


def test_a_service_to_which_the_reasons_do_not_apply_has_reasons_of_its_own() -> None:
    model, image = load_bank().model, cell("lambda-container-image", "guest-os-patching")
    text = Reasons(model, Random(1)).truth(Claim(image, image.owner, image.owner), told_right=True)
    line = lines_of(model).of(model, image)
    assert any(reason.casefold() in text.casefold() for reason in line.special[image.service])
    assert not any(reason.casefold() in text.casefold() for reason in line.reasons[image.owner])
    assert text.endswith(of_aws(image.nuance))


@pytest.mark.parametrize("told_right", [True, False])
def test_what_limits_a_cell_follows_a_reason(told_right: bool) -> None:
    model, bucket = load_bank().model, cell("s3", "public-exposure")
    line = lines_of(model).of(model, bucket)
    text = Reasons(model, Random(1)).truth(Claim(bucket, bucket.owner, bucket.owner), told_right=told_right)
    assert text.endswith(of_aws(bucket.nuance))
    assert any(reason.casefold() in text.casefold() for reason in line.reasons[bucket.owner])


def test_what_limits_a_cell_is_said_once_in_an_item() -> None:
    model, limited = load_bank().model, cell("rds", "guest-os-patching")
    reasons, claim = Reasons(model, Random(3)), Claim(limited, limited.owner, Owner.CUSTOMER)
    grounds = [reasons.ground(claim) for _ in range(4)]
    assert [bool(ground.limit) for ground in grounds] == [True, False, False, False]
    assert len({ground.clause for ground in grounds}) == len(grounds)


def test_a_part_of_a_shared_task_is_set_against_the_other_part() -> None:
    bank = load_bank()
    shared = next(cell for cell in bank.model.cells_of("aws") if cell.owner is Owner.SHARED and not cell.nuance)
    text = Reasons(bank.model, Random(1)).truth(Claim(shared, Owner.PROVIDER, Owner.PROVIDER), told_right=True)
    assert shared.customer_part in text


def test_a_reason_that_stands_alone_names_a_side() -> None:
    reasons = Reasons(load_bank().model, Random(2))
    for one in load_bank().model.cells_of("aws"):
        if one.owner in SIDES:
            text = reasons.why(one)
            assert "AWS" in text or "company" in text


def test_the_wording_of_a_lesson_follows_from_its_seed() -> None:
    model, scaled = load_bank().model, [cell("ec2", "capacity-scaling")]
    found = Counter(lesson(model, scaled, str(seed)) for seed in range(60))
    assert set(found) == set(lines_of(model).controls["capacity-scaling"].texts)
    assert lesson(model, scaled, "a stem") == lesson(model, scaled, "a stem")
    assert not lesson(model, [next(model.cells_of("azure"))], "a stem")


def test_each_side_of_every_cell_can_be_told() -> None:
    model = load_bank().model
    for one in model.cells_of("aws"):
        for side in (side for side in SIDES if one.owner in (side, Owner.SHARED)):
            for told_right in (True, False):
                text = Reasons(model, Random(1)).truth(Claim(one, side, side), told_right=told_right)
                assert len(text.split()) >= FEWEST_WORDS
                assert "{" not in text
                assert ".." not in text
