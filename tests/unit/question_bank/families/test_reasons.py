"""Rationales and explanations: why a side has the work, never the option again, and nothing said twice."""

from collections import Counter
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from question_bank.bank import load_bank
from question_bank.draft import Choice, Claim
from question_bank.families._reasons import HERE, WHOSE, WHY, Reasons, lesson
from question_bank.item import Item
from question_bank.lines import lines_of, sentences
from question_bank.model import Owner
from question_bank.phrasebook import plain
from question_bank.wording import of_aws
from tests.unit.question_bank.families.drafting import EXAMS, SIDES, cell, drafts, written

TASKS = ("pick-task", "pick-two-tasks", "not-theirs", "claim-check", "whose-cost", "quota-watch", "who-holds-the-key")
SERVICES = ("service-by-duty", "services-by-duty", "most-left", "order-by-share")
OTHERS = ("of-or-in", "whose-evidence", "service-by-purpose", "match-owner", "match-service")
EIGHT = 8
MOST_SENTENCES = 3
FEWEST_WORDS = 6
SEEDS = st.integers(0, 2**32)


def told(item: Item) -> list[str]:
    """What the page says of each option, or of each prompt."""
    return [text for _, text in item.prompt_rationales] or [option.rationale for option in item.options]


@pytest.mark.parametrize("family", [*TASKS, *SERVICES, *OTHERS])
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


def test_a_second_belief_is_told_plainly_where_it_can_be() -> None:
    traps = [trap for trap in load_bank().model.traps.values() if any(not seems(lure) for lure in trap.lures)]
    for seed in range(40):
        reasons = Reasons(load_bank().model, Random(seed))
        lured = [reasons.lured(trap, "") for trap in Random(seed).sample(traps, 4)]
        assert sum(map(seems, lured)) <= 1


def seems(lure: str) -> bool:
    return " seem" in lure or " look" in lure


def test_what_limits_a_cell_takes_the_place_of_the_general_reason() -> None:
    limited = cell("redshift", "engine-patching")
    text = Reasons(load_bank().model, Random(1)).truth(Claim(limited, limited.owner, limited.owner), told_right=True)
    assert limited.nuance
    assert "45 days" in text
    assert "engine comes with the service" not in text


def test_what_limits_a_cell_follows_a_reason_that_holds_in_any_case() -> None:
    model, bucket = load_bank().model, cell("s3", "public-exposure")
    line = lines_of(model).of(model, bucket)
    text = Reasons(model, Random(1)).truth(Claim(bucket, bucket.owner, bucket.owner), told_right=True)
    assert line.firm
    assert text.endswith(of_aws(bucket.nuance))
    assert any(reason.casefold() in text.casefold() for reason in line.reasons[bucket.owner])


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
