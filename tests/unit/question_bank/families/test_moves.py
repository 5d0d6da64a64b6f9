"""Moves and conditions: the owner of the key changes, or stays, as the stem says; no distractor does so."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from question_bank.bank import Bank, load_bank
from question_bank.conditions import conditions_of, read_conditions
from question_bank.draft import Choice, Draft
from question_bank.families._moves import Duty, Pattern
from question_bank.families.condition_flip import BOTH_MODES, STAYS
from question_bank.migrations import migrations_of, read_migrations
from question_bank.model import Owner
from question_bank.yaml_rows import DataError
from tests.unit.question_bank.families.drafting import EXAMS, SIDES, cell, drafts, written

SEEDS = st.integers(0, 2**32)
OTHER = {Owner.PROVIDER: Owner.CUSTOMER, Owner.CUSTOMER: Owner.PROVIDER}
FEWEST_MOVES = 40


def owners(choice: Choice) -> Pattern:
    """Who does the task at the first place and at the second, by the model."""
    after, *before = choice.claims
    return (before[0].cell.owner if before else Owner.CUSTOMER, after.cell.owner)


def of_one_choice(family: str, exam: str, seed: int, asked: Owner) -> list[Draft]:
    return [draft for draft in drafts(family, exam, seed, asked) if draft.topic != BOTH_MODES]


@pytest.mark.parametrize("family", ["duty-moves-away", "condition-flip"])
@given(exam=st.sampled_from(EXAMS), seed=SEEDS, asked=st.sampled_from(SIDES))
@settings(max_examples=15)
def test_the_key_alone_follows_the_pattern(family: str, exam: str, seed: int, asked: Owner) -> None:
    for draft in of_one_choice(family, exam, seed, asked):
        wanted = (asked if draft.facts == (STAYS,) else OTHER[asked], asked)
        assert [owners(choice) == wanted for choice in draft.choices] == [True, False, False, False]
        assert len({choice.cell.control for choice in draft.choices}) == len(draft.choices)


@pytest.mark.parametrize("family", ["duty-moves-away", "condition-flip"])
@given(exam=st.sampled_from(EXAMS), seed=SEEDS, asked=st.sampled_from(SIDES))
@settings(max_examples=15)
def test_the_stem_says_from_where_to_where(family: str, exam: str, seed: int, asked: Owner) -> None:
    for draft in of_one_choice(family, exam, seed, asked):
        assert draft.topic in written(draft, seed).stem
        assert (" rather than " if family == "condition-flip" else " to ") in draft.topic


@given(exam=st.sampled_from(EXAMS), seed=SEEDS, asked=st.sampled_from(SIDES))
@settings(max_examples=15)
def test_what_a_company_did_in_its_own_data_center_is_told_in_general(exam: str, seed: int, asked: Owner) -> None:
    """The service did not exist there, so its own words would not say what moves."""
    controls = load_bank().model.controls
    for draft in of_one_choice("duty-moves-away", exam, seed, asked):
        if "its own data center to" in draft.topic:
            texts = {option.text.rstrip(".").casefold() for option in written(draft, seed).options}
            assert texts == {controls[choice.cell.control].duty.casefold() for choice in draft.choices}
            assert not any(choice.cell.nuance for choice in draft.choices)


@pytest.mark.parametrize("exam", EXAMS)
def test_what_stays_is_asked_for_before_the_move_and_after_it(exam: str) -> None:
    """All options that name a side's task after the move would else be right."""
    for asked in SIDES:
        for draft in (draft for seed in range(10) for draft in of_one_choice("duty-moves-away", exam, seed, asked)):
            if draft.facts == (STAYS,):
                assert "before the move" in written(draft).stem


@pytest.mark.parametrize("family", ["duty-moves-away", "condition-flip"])
def test_what_moves_and_what_stays_are_asked_of_the_same_pair(family: str) -> None:
    """A task that moves is the key of the one and beside it in the other, so that neither is known by its words."""
    found = [draft for seed in range(60) for asked in SIDES for draft in of_one_choice(family, "clf-c02", seed, asked)]
    moves, stays = ({draft.topic for draft in found if (draft.facts == (STAYS,)) is stay} for stay in (False, True))
    assert len(moves & stays) >= 6
    moved = {draft.choices[0].cell.key for draft in found if draft.facts != (STAYS,)}
    assert len(moved & {choice.cell.key for draft in found for choice in draft.wrong}) >= len(moved) / 2


@given(exam=st.sampled_from(EXAMS), seed=SEEDS, asked=st.sampled_from(list(Owner)))
@settings(max_examples=15)
def test_in_both_modes_each_answer_gives_the_duty_to_two_sides(exam: str, seed: int, asked: Owner) -> None:
    for draft in drafts("condition-flip", exam, seed, asked):
        if draft.topic == BOTH_MODES:
            given_to = {tuple(claim.given for claim in choice.claims) for choice in draft.choices}
            assert given_to == {(first, second) for first in SIDES for second in SIDES}
            assert len({claim.cell.control for choice in draft.choices for claim in choice.claims}) == 1


def test_every_answer_about_two_modes_is_a_key_as_often_as_any_other() -> None:
    """A corner that is never right could be struck out unread. Sides are asked as in a form: 44, 44, 12 of 100."""
    keys = Counter[str]()
    for asked, seeds in ((Owner.PROVIDER, 110), (Owner.CUSTOMER, 110), (Owner.SHARED, 30)):
        for seed in range(seeds):
            for draft in drafts("condition-flip", "clf-c02", seed, asked, count=4):
                if draft.topic == BOTH_MODES:
                    _, one, other, side = draft.facts
                    here, there = (claim.given == side for claim in draft.keys[0].claims)
                    keys["both" if here and there else "neither" if not (here or there) else "one"] += 1
                    assert one != other
    assert abs(keys["one"] / keys.total() - 1 / 2) < 0.08
    assert abs(keys["both"] / keys.total() - 1 / 4) < 0.08


def test_there_are_enough_moves_and_each_is_one_the_model_can_judge(bank: Bank) -> None:
    known = migrations_of(bank.model)
    assert len(known.moves) >= FEWEST_MOVES
    for move in known.moves:
        assert ("aws", move.target) in bank.model.services
    assert len(conditions_of(bank.model)) >= 10


def test_the_duties_of_a_condition_have_one_owner_in_each_mode(bank: Bank) -> None:
    """They are asked by the general duty, so that a shared cell, or none, would leave the answer open."""
    for condition in conditions_of(bank.model):
        for mode in condition.modes:
            for control in condition.duties:
                assert cell(mode, control).owner in SIDES, (mode, control)


def test_every_condition_turns_an_owner(bank: Bank) -> None:
    for condition in conditions_of(bank.model):
        first, second = condition.modes
        patterns = {Duty(cell(first, control), cell(second, control)).pattern for control in condition.duties}
        assert any(before is not after for before, after in patterns), condition.modes


BAD_MOVES = {
    "nowhere": ("from: ec2\n    to: lambdda", "did you mean 'lambda'"),
    "mute": ("sentence: moves a job to AWS Lambda", "does not say from where to where"),
    "kinds": ("categories: [computing]", "categories are one or more of"),
    "odd": ("unlike: [host-oss]", "did you mean 'host-os'"),
}


@pytest.mark.parametrize("name", sorted(BAD_MOVES))
def test_a_fault_in_the_moves_is_named_with_its_line(tmp_path: Path, name: str) -> None:
    good = {
        "from": "from: ec2\n    to: lambda",
        "sentence": "sentence: moves a job from Amazon EC2 to AWS Lambda",
        "categories": "categories: [compute]",
        "unlike": "unlike: [host-os]",
    }
    line, said = BAD_MOVES[name]
    good[line.partition(":")[0]] = line
    path = tmp_path / "migrations.yaml"
    path.write_text("own_data_center: [host-os]\nmigrations:\n  - " + "\n    ".join(good.values()) + "\n")
    with pytest.raises(DataError, match=said) as raised:
        read_migrations(path, "data/migrations.yaml", load_bank().model)
    assert str(raised.value).startswith("data/migrations.yaml:")


def test_a_move_that_stands_twice_is_refused(tmp_path: Path) -> None:
    row = "  - {from: ec2, to: lambda, sentence: moves a job from Amazon EC2 to AWS Lambda, categories: [compute]}\n"
    path = tmp_path / "migrations.yaml"
    path.write_text(f"own_data_center: []\nmigrations:\n{row}{row}")
    with pytest.raises(DataError, match="stands twice"):
        read_migrations(path, "data/migrations.yaml", load_bank().model)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("{modes: [ec2], both: b, at: [x, y], instead: [x, y]}", "modes has two entries"),
        ("{modes: [ec2, lambada], both: b, at: [x, y], instead: [x, y]}", "did you mean 'lambda'"),
        ("{modes: [ec2, lambda], both: b, at: [x, x], instead: [x, y]}", "at has two entries that differ"),
        ("{modes: [ec2, lambda], both: b, at: [x, y], instead: [x, y], duties: [patching]}", "there is no control"),
    ],
)
def test_a_fault_in_the_conditions_is_named_with_its_line(tmp_path: Path, row: str, said: str) -> None:
    path = tmp_path / "conditions.yaml"
    path.write_text(f"conditions:\n  - {row}\n")
    with pytest.raises(DataError, match=said) as raised:
        read_conditions(path, "data/conditions.yaml", load_bank().model)
    assert str(raised.value).startswith("data/conditions.yaml:2: ")
