"""From a draft to an item that may be shown: rendered, verified against the model, and free of flaws; or nothing."""

from random import Random

from question_bank.bank import Bank
from question_bank.draft import Draft
from question_bank.item import Item, ItemType
from question_bank.lint import is_sound
from question_bank.verify import UnverifiedError, verify


def make_item(bank: Bank, draft: Draft, rng: Random, key_position: int | None = None) -> Item | None:
    """The item of a draft, or None where the verifier cannot confirm its key or a flaw would give the key away.

    `key_position` (from 0) is where the key of a multiple-choice item stands; None leaves it to `rng`.
    """
    order = display_order(draft, rng, key_position)
    family = bank.families[draft.family]
    item = family.render(draft, bank.scope(draft.exam), order, rng)
    if not is_sound(item, bank.model, family):
        return None
    try:
        verify(item, bank.model)
    except UnverifiedError:
        return None
    return item


def display_order(draft: Draft, rng: Random, key_position: int | None) -> tuple[int, ...]:
    """A shuffled order of choices; for multiple choice with the key, which is choice 0, at its position."""
    order = list(range(len(draft.choices)))
    rng.shuffle(order)
    if draft.type is ItemType.MULTIPLE_CHOICE and key_position is not None:
        order.remove(0)
        order.insert(key_position, 0)
    return tuple(order)
