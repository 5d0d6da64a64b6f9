"""Single fresh items on a trap or a twin, each with a code that makes it again; and keys that a correction changes."""

from dataclasses import replace
from random import Random

import pytest

from question_bank.assembly import assemble_form
from question_bank.bank import Bank, load_bank
from question_bank.filters import Filters
from question_bank.form_code import FormRequest, decode, encode
from question_bank.item import Item
from question_bank.model import Owner, ResponsibilityModel
from question_bank.pairs import flipped_between
from question_bank.rekey import rekeyed
from question_bank.singles import item_on_trap, pair_on_trap, twin_of, twins_in_exam

EXAMS = ("clf-c02", "saa-c03", "scs-c03")


@pytest.fixture(scope="module")
def bank() -> Bank:
    return load_bank()


@pytest.mark.parametrize("exam", EXAMS)
def test_whatever_a_quiz_offers_can_be_drilled(bank: Bank, exam: str) -> None:
    """Nearly every trap of a quiz has a fresh item; a drill gives the place of the rest to another trap."""
    items = assemble_form(bank, exam, 5, 40).items
    traps = sorted({option.trap for item in items for option in item.options if option.trap})
    rng = Random(1)
    found = [trap for trap in traps if item_on_trap(bank, exam, trap, rng)]
    assert len(found) >= 0.9 * len(traps)


def test_an_item_on_a_trap_carries_it_and_is_not_one_that_was_seen(bank: Bank) -> None:
    trap, rng = "rds-treated-like-ec2", Random(2)
    seen: set[str] = set()
    for _ in range(20):
        form = item_on_trap(bank, "saa-c03", trap, rng, seen)
        assert form is not None
        item = form.items[0]
        assert trap in {option.trap for option in item.options}
        assert item.id not in seen
        seen.add(item.id)
        asked = decode(bank, form.code)
        assert assemble_form(bank, asked.exam, asked.seed, asked.length, asked.filters).items == (item,)


@pytest.mark.parametrize("exam", EXAMS)
def test_a_twin_is_the_same_duty_with_the_other_owner(bank: Bank, exam: str) -> None:
    rng, made = Random(3), list[bool]()
    items = [item for seed in range(5, 10) for item in assemble_form(bank, exam, seed, 40).items]
    for item in items:
        if not twins_in_exam(bank, item):
            continue
        form = twin_of(bank, item, rng)
        made.append(form is not None)
        if form is None:
            continue
        old, new = item.proof[0], form.items[0].proof[0]
        assert old.control == new.control
        assert old.service != new.service
        assert {old.owner, new.owner} == {Owner.PROVIDER, Owner.CUSTOMER}
        asked = decode(bank, form.code)
        assert assemble_form(bank, asked.exam, asked.seed, asked.length, asked.filters).items == form.items
    assert made
    assert sum(made) >= 0.8 * len(made)


@pytest.mark.parametrize("trap", ["rds-treated-like-ec2", "aws-scales-everything", "the-best-price-is-applied"])
def test_a_pair_is_an_item_on_the_trap_and_its_twin(bank: Bank, trap: str) -> None:
    pair = pair_on_trap(bank, "clf-c02", trap, Random(4))
    assert pair
    one, twin = (form.items[0] for form in pair)
    assert trap in {option.trap for option in one.options}
    assert flipped_between(one.proof, twin.proof)


def test_what_lies_with_one_side_everywhere_has_no_pair(bank: Bank) -> None:
    trap = "notices-need-an-order"
    assert item_on_trap(bank, "clf-c02", trap, Random(4))
    assert pair_on_trap(bank, "clf-c02", trap, Random(4)) is None


@pytest.mark.parametrize(
    "filters",
    [
        Filters(controls=("guest-os-patching",)),
        Filters((2,), ("ec2",), (), (), ("guest-os-patching",)),
        Filters(traps=("rds-treated-like-ec2",)),
    ],
)
def test_a_code_holds_the_controls(bank: Bank, filters: Filters) -> None:
    request = FormRequest("clf-c02", 12345, 1, filters)
    assert decode(bank, encode(bank, request)) == request


def turned(model: ResponsibilityModel, item: Item) -> ResponsibilityModel:
    """The model with the owner of the item's first cell turned around."""
    cell = model.cells[item.proof[0].key]
    other = Owner.CUSTOMER if cell.owner is Owner.PROVIDER else Owner.PROVIDER
    return replace(model, cells={**model.cells, cell.key: replace(cell, owner=other)})


def test_a_key_changes_with_its_cell_only(bank: Bank) -> None:
    items = assemble_form(bank, "saa-c03", 7, 40).items
    assert rekeyed(items, bank.model) == ()
    first = next(item for item in items if item.proof[0].owner is not Owner.SHARED)
    found = rekeyed(items, turned(bank.model, first))
    assert first in [one.item for one in found]
    assert all(first.proof[0].key in {proof.key for proof in one.item.proof} for one in found)
    assert all("/".join(first.proof[0].key) in one.reason for one in found)


def test_a_withdrawn_cell_withdraws_its_items(bank: Bank) -> None:
    item = assemble_form(bank, "saa-c03", 7, 10).items[0]
    cells = {key: cell for key, cell in bank.model.cells.items() if key != item.proof[0].key}
    found = rekeyed([item], replace(bank.model, cells=cells))
    assert [one.today for one in found] == [None]
    assert "is withdrawn" in found[0].reason


def test_other_words_change_no_key(bank: Bank) -> None:
    item = assemble_form(bank, "saa-c03", 7, 10).items[0]
    cell = bank.model.cells[item.proof[0].key]
    worded = replace(cell, customer_part="other words", provider_part="other words", source="https://example.com/")
    assert rekeyed([item], replace(bank.model, cells={**bank.model.cells, cell.key: worded})) == ()
