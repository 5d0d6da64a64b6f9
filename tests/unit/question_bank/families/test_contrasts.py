"""Rationales that set two tasks, places, modes or kinds against each other: each half by its own reason."""

import re
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from question_bank.bank import load_bank
from question_bank.families._contrasts import ANSWERS, KINDS, MODES, ORDINALS, TASKS, TURNED, Wording
from question_bank.families._move_reasons import CHOICE, MOVE, NOW, NOW_BARE, OWN
from question_bank.families.of_or_in import SECURITY
from question_bank.lines import sentences
from question_bank.model import Owner
from tests.unit.question_bank.families.drafting import EXAMS, SIDES, drafts, exam_scope, written

FAMILIES = (
    "who-owns",
    "duty-moves-away",
    "condition-flip",
    "control-type",
    "service-kind",
    "part-of-shared",
    "of-or-in",
)
SMALL_LETTER = re.compile(r"\. [a-z]")
SEEDS = st.integers(0, 2**32)


@pytest.mark.parametrize("family", [*FAMILIES, "of-or-in"])
@given(exam=st.sampled_from(EXAMS), asked=st.sampled_from(SIDES), seed=SEEDS)
@settings(max_examples=10, deadline=None)
def test_a_rationale_is_made_of_whole_sentences(family: str, exam: str, asked: Owner, seed: int) -> None:
    for draft in drafts(family, exam, seed, asked):
        item = written(draft, seed)
        for option in item.options:
            assert option.rationale[0].isupper()
            assert option.rationale.endswith(".")
            assert not SMALL_LETTER.search(option.rationale), option.rationale
            assert not any(mark in option.rationale for mark in ("..", " ,", "  ", "{", ",,"))
        assert len({option.rationale for option in item.options}) == len(item.options)


@given(exam=st.sampled_from(EXAMS), asked=st.sampled_from(list(Owner)), seed=SEEDS)
@settings(max_examples=20, deadline=None)
def test_a_wrong_half_is_answered_and_a_right_one_left_alone(exam: str, asked: Owner, seed: int) -> None:
    for draft in drafts("who-owns", exam, seed, asked):
        order = tuple(range(len(draft.choices)))
        item = load_bank().families["who-owns"].render(draft, exam_scope(exam), order, Random(seed))
        for choice, option in zip(draft.choices, item.options, strict=True):
            for claim, name in zip(choice.claims, ORDINALS, strict=True):
                if sum(not other.true for other in choice.claims) == 1:
                    assert (name in option.rationale.casefold()) is not claim.true


def test_a_task_that_changes_its_owner_is_told_at_both_places() -> None:
    model, seen = load_bank().model, 0
    for seed in range(30):
        for draft in drafts("duty-moves-away", EXAMS[seed % 3], seed, SIDES[seed % 2]):
            after, *before = draft.keys[0].claims
            if before and before[0].cell.owner is not after.cell.owner:
                key = next(option for option in written(draft, seed).options if option.correct)
                phrases = [model.service("aws", cell.service).phrase for cell in (before[0].cell, after.cell)]
                assert all(phrase in key.rationale for phrase in phrases)
                assert key.rationale.index(phrases[0]) <= key.rationale.index(phrases[1])
                seen += 1
    assert seen


@pytest.mark.parametrize("wording", [TASKS, MODES, KINDS, SECURITY])
def test_every_frame_names_a_side_and_takes_what_it_is_given(wording: Wording) -> None:
    words = {"it": "the first", "why": "so it is", "first": "so it is", "second": "so it must be"}
    for frames in (wording.one, wording.bare, wording.both, wording.alike, wording.neither):
        for side, said in frames.items():
            assert all(
                "AWS" in frame or "company" in frame or "{it} is" in frame or "cloud" in frame for frame in said
            ), side
            assert all(sentences(frame.format(**words)) == 1 for frame in said)


def test_frames_of_places_name_the_side_and_openers_leave_room() -> None:
    for places in (MOVE, CHOICE):
        for frames in (places.kept, places.kept_bare, places.before, NOW, NOW_BARE):
            assert all(len(set(said)) >= 3 for said in frames.values())
            for side, said in frames.items():
                assert all(("AWS" if side is Owner.PROVIDER else "company") in frame for frame in said)
    assert all(opener.endswith(" ") for opener in ANSWERS)
    assert not any(frame[0].isupper() for frame in TURNED)
    assert all("company" in frame for frame in OWN)
