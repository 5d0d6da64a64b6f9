"""The verifier confirms what the families make and refuses everything else: wrong keys, poor proofs, unclear stems."""

from dataclasses import replace
from random import Random

import pytest

from question_bank.bank import Bank, load_bank
from question_bank.item import Item, ItemType, Proof
from question_bank.model import Owner
from question_bank.verify import READERS, UnverifiedError, read, verify
from tests.unit.question_bank.drawn import drawn

FAMILIES = [family for family in load_bank().families if family in READERS]
ITEMS, MANY = 60, 1000
VERIFIED = 0.8  # of what a family makes; the rest is never shown


@pytest.fixture(scope="module", params=FAMILIES)
def made(request: pytest.FixtureRequest) -> list[Item]:
    found = list(drawn(load_bank(), request.param, 5, ITEMS))
    assert found, "the family makes no item"
    return found


@pytest.fixture(scope="module")
def items(made: list[Item]) -> list[Item]:
    """Those that are shown."""
    return [item for item in made if is_verified(item)]


def is_verified(item: Item) -> bool:
    try:
        verify(item, load_bank().model)
    except UnverifiedError:
        return False
    return True


def test_most_of_what_a_family_makes_verifies(made: list[Item], items: list[Item]) -> None:
    assert len(items) >= VERIFIED * len(made)


def test_each_option_states_something(bank: Bank, items: list[Item]) -> None:
    for item in items:
        assert all(verdict.states for verdict in read(item, bank.model).verdicts.values())


def test_without_any_one_cell_of_the_proof_the_key_does_not_follow(bank: Bank, items: list[Item]) -> None:
    for item in items:
        for dropped in item.proof:
            rest = tuple(proof for proof in item.proof if proof != dropped)
            with pytest.raises(UnverifiedError):
                verify(replace(item, proof=rest), bank.model)


def test_a_proof_holds_no_cell_on_which_nothing_rests(bank: Bank, items: list[Item]) -> None:
    rng = Random(3)
    cells = [cell for cell in bank.model.cells_of("aws") if cell.confidence == "high"]
    for item in items:
        further = Proof.of(rng.choice([cell for cell in cells if cell.key not in {proof.key for proof in item.proof}]))
        with pytest.raises(UnverifiedError):
            verify(replace(item, proof=(*item.proof, further)), bank.model)


def test_another_key_is_refused(bank: Bank, items: list[Item]) -> None:
    """What a mistaken family would do: a right and a wrong option change places, or two steps, or two responses."""
    for item in items:
        with pytest.raises(UnverifiedError):
            verify(with_another_key(item), bank.model)


@pytest.mark.gate
@pytest.mark.parametrize("family", FAMILIES)
def test_many_items_of_each_family(bank: Bank, family: str) -> None:
    """No other key, and no smaller proof, for any of many items."""
    for item in [item for item in drawn(bank, family, 9, MANY) if is_verified(item)]:
        assert not is_verified(with_another_key(item))
        for dropped in item.proof:
            assert not is_verified(replace(item, proof=tuple(proof for proof in item.proof if proof != dropped)))


def with_another_key(item: Item) -> Item:
    if item.type is ItemType.ORDERING:
        return replace(item, order=(item.order[1], item.order[0], *item.order[2:]))
    if item.type is ItemType.MATCHING:
        (first, one), *rest = item.pairs
        other = next(option.id for option in item.options if option.id != one)
        return replace(item, pairs=((first, other), *rest))
    right = next(option for option in item.options if option.correct)
    wrong = next(option for option in item.options if not option.correct)
    swapped = {right.id: replace(right, correct=False), wrong.id: replace(wrong, correct=True)}
    return replace(item, options=tuple(swapped.get(option.id, option) for option in item.options))


def test_an_owner_that_has_changed_is_noticed(bank: Bank, items: list[Item]) -> None:
    for item in items:
        first, *rest = item.proof
        other = next(owner for owner in type(first.owner) if owner is not first.owner)
        with pytest.raises(UnverifiedError, match="does not hold in this form"):
            verify(replace(item, proof=(replace(first, owner=other), *rest)), bank.model)


ASKS_COMPANY, ASKS_AWS = "Which task is the company's?", "Which task is AWS's?"
OTHER_QUESTION = {
    **dict.fromkeys(("pick-task", "quota-watch", "who-holds-the-key", "whose-cost", "whose-evidence"), "side"),
    **dict.fromkeys(("part-of-shared", "service-by-purpose", "framework-scope"), "side"),
    "claim-check": "truth",
    "of-or-in": "term",
}


@pytest.mark.parametrize("family", [family for family in OTHER_QUESTION if family in FAMILIES])
def test_the_same_options_under_the_other_question_are_refused(bank: Bank, family: str) -> None:
    for item in [item for item in drawn(bank, family, 6, ITEMS) if is_verified(item)]:
        for stem in other_questions(item):
            assert not is_verified(replace(item, stem=stem))


def other_questions(item: Item) -> list[str]:
    """Stems that are no longer true of the key. Of the two sides one was asked for, and the other is new."""
    if OTHER_QUESTION[item.family] == "truth":
        swapped = {"TRUE?": "FALSE?", "FALSE?": "TRUE?"}
        return [item.stem.replace(word, other) for word, other in swapped.items() if item.stem.endswith(word)]
    if OTHER_QUESTION[item.family] == "term":
        swapped = {"of the cloud?": "in the cloud?", "in the cloud?": "of the cloud?"}
        return [item.stem.replace(word, other) for word, other in swapped.items() if item.stem.endswith(word)]
    before = item.stem.rpartition(". ")[0]
    key = next(verdict for verdict in read(item, load_bank().model).verdicts.values() if verdict.right)
    return [f"{before}. {ASKS_AWS if key.states[0][1] is Owner.CUSTOMER else ASKS_COMPANY}"] if before else []


def one(family: str) -> Item:
    return next(drawn(load_bank(), family, 1, 1))


def test_a_proof_that_the_model_does_not_hold_is_refused(bank: Bank) -> None:
    item = one("pick-task")
    stale = replace(item.proof[0], source="https://aws.amazon.com/elsewhere/")
    with pytest.raises(UnverifiedError, match="does not hold in this form"):
        verify(replace(item, proof=(stale, *item.proof[1:])), bank.model)


def test_a_stem_that_asks_for_nobody_is_refused(bank: Bank) -> None:
    with pytest.raises(UnverifiedError, match="does not say whose work"):
        verify(replace(one("pick-task"), stem="Which task is it?"), bank.model)


def test_a_stem_that_names_another_service_is_refused(bank: Bank) -> None:
    stem = "A company uses AWS Ground Station. Which task is the company's responsibility?"
    with pytest.raises(UnverifiedError, match="does not name"):
        verify(replace(one("pick-task"), stem=stem), bank.model)


def test_a_longer_name_is_not_the_shorter(bank: Bank) -> None:
    """A stem about Amazon RDS Custom says nothing about Amazon RDS."""
    item = next(i for i in drawn(bank, "pick-task", 2, 900) if i.proof[0].service == "rds")
    with pytest.raises(UnverifiedError, match="does not name"):
        verify(replace(item, stem=item.stem.replace("Amazon RDS", "Amazon RDS Custom")), bank.model)


def test_every_family_has_a_reader(bank: Bank) -> None:
    assert set(bank.families) <= set(READERS)


def test_a_family_that_nobody_can_read_is_refused(bank: Bank) -> None:
    with pytest.raises(UnverifiedError, match="nobody can verify"):
        verify(replace(one("pick-task"), family="unheard-of"), bank.model)


@pytest.mark.parametrize("wrong", [{"stem": "Which? (Select TWO.)"}, {"options": ()}, {"type": ItemType.ORDERING}])
def test_a_form_that_its_type_does_not_allow_is_refused(bank: Bank, wrong: dict[str, object]) -> None:
    with pytest.raises(UnverifiedError):
        verify(replace(one("pick-task"), **wrong), bank.model)  # type: ignore[arg-type]
