"""The family that compares three clouds: for practice alone, true by the model."""

from hypothesis import given, settings
from hypothesis import strategies as st

from question_bank.bank import load_bank
from question_bank.families.three_clouds import CLOUDS
from question_bank.lint import flaws
from question_bank.model import Confidence, Owner
from tests.unit.question_bank.families.drafting import SIDES, drafts, written

SEEDS = st.integers(0, 2**32)


def test_they_stay_out_of_exam_simulations() -> None:
    assert not load_bank().families["three-clouds"].simulation


@given(asked=st.sampled_from(SIDES), seed=SEEDS)
@settings(max_examples=30, deadline=None)
def test_the_options_cover_the_three_clouds_and_one_is_the_asked_sides(asked: Owner, seed: int) -> None:
    for draft in drafts("three-clouds", "clf-c02", seed, asked):
        assert {choice.cell.provider for choice in draft.choices} == CLOUDS
        assert [choice.claims[0].side is asked for choice in draft.choices] == [True, False, False, False]
        assert all(cell.confidence is Confidence.HIGH for cell in draft.cells)


def test_every_cloud_bears_keys() -> None:
    keys = {
        draft.keys[0].cell.provider
        for seed in range(30)
        for asked in SIDES
        for draft in drafts("three-clouds", "clf-c02", seed, asked)
    }
    assert keys == CLOUDS


def test_items_are_nearly_always_free_of_flaws() -> None:
    bank = load_bank()
    sound = [
        not [f for f in flaws(written(draft), bank.model, bank.families["three-clouds"]) if f.rule != "L27"]
        for seed in range(12)
        for asked in SIDES
        for draft in drafts("three-clouds", "clf-c02", seed, asked)
    ]
    assert len(sound) >= 20
    assert sum(sound) / len(sound) >= 0.85


def test_no_family_of_clouds_serves_the_other_exams() -> None:
    assert not list(drafts("three-clouds", "scs-c03", 1, Owner.CUSTOMER))
