"""A form takes no item that tells the key of another one, in whichever order they come."""

from dataclasses import replace

import pytest

from question_bank.bank import Bank
from question_bank.giveaways import Giveaways, states_key_of
from question_bank.item import Item
from question_bank.phrasebook import phrasebook_of
from tests.unit.question_bank.drawn import drawn

WORDS = "rewriting crooked garden fences before winter"  # no phrase of the model, so nothing of it is masked


@pytest.fixture(scope="module")
def two(bank: Bank) -> tuple[Item, Item]:
    """Two items that have nothing to do with each other."""
    one, other = (item for item, _ in zip(drawn(bank, "pick-task", 11, 20), range(2), strict=False))
    return one, other


def with_key(item: Item, text: str) -> Item:
    return replace(item, options=tuple(replace(one, text=text) if one.correct else one for one in item.options))


def telling(item: Item, text: str) -> Item:
    return replace(item, stem=f"AWS has a team for {text}. {item.stem}")


@pytest.mark.parametrize("told_first", [True, False])
def test_what_tells_a_key_is_not_taken(bank: Bank, two: tuple[Item, Item], told_first: bool) -> None:
    pair = (telling(two[0], WORDS), with_key(two[1], f"{WORDS.capitalize()}."))
    form = Giveaways(bank.model)
    assert form.admit(pair[0 if told_first else 1])
    assert not form.admit(pair[1 if told_first else 0])


def test_what_was_refused_is_not_held_against_others(bank: Bank, two: tuple[Item, Item]) -> None:
    form = Giveaways(bank.model)
    assert form.admit(with_key(two[0], f"{WORDS.capitalize()}."))
    assert not form.admit(telling(two[1], WORDS))
    assert form.admit(with_key(two[1], "Counting the chairs of every large meeting room."))


@pytest.mark.parametrize(
    ("said", "key", "told"),
    [
        (WORDS, WORDS, True),
        ("rewriting crooked garden fences", WORDS, True),
        ("rewriting crooked garden walls", WORDS, False),
        ("rewriting crooked garden. Fences stand there", WORDS, False),
        ("configuring Amazon RDS for Oracle", "configuring Amazon RDS for Oracle", False),
    ],
)
def test_four_words_in_a_row_tell_and_names_do_not(
    bank: Bank, two: tuple[Item, Item], said: str, key: str, told: bool
) -> None:
    one, other = telling(two[0], said), with_key(two[1], f"{key[:1].upper()}{key[1:]}.")
    assert states_key_of(one, other, phrasebook_of(bank.model)) is told


def test_items_of_one_case_share_their_scenario(bank: Bank, two: tuple[Item, Item]) -> None:
    case = ("a-case", "What happened.")
    one, other = replace(telling(two[0], WORDS), case=case), replace(with_key(two[1], f"{WORDS}."), case=case)
    assert not states_key_of(one, other, phrasebook_of(bank.model))
    assert states_key_of(one, replace(other, case=("another", "Something else.")), phrasebook_of(bank.model))
