"""Each check finds its own flaw, planted into good items, and leaves good items alone."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest

from question_bank import lint
from question_bank.assembly import sample_items
from question_bank.bank import Bank, load_bank
from question_bank.item import Item, ItemType, Option
from question_bank.lint import Flaw, flaws, is_sound, tokens, warnings
from question_bank.lint_bank import BUDGETS, warning_shares
from question_bank.model import ResponsibilityModel
from tests.unit.question_bank import flawed
from tests.unit.question_bank.drawn import drawn

FOUND = 0.98  # of the items into which a flaw was planted
SMALL, LARGE = 25, 200  # items
SPARE = 20  # items drawn besides: some have a warning
Look = Callable[[Item, ResponsibilityModel], tuple[Flaw, ...]]
PLANTED = [
    pytest.param(look, rule, spoil, id=f"{rule}-{level}-{'ab'[place]}")
    for level, look, spoils in (("E", flaws, flawed.ERRORS), ("W", warnings, flawed.WARNINGS))
    for rule, pair in spoils.items()
    for place, spoil in enumerate(pair)
]


@cache
def good_items(count: int) -> list[Item]:
    """Multiple-choice items with nothing to say against them."""
    bank = load_bank()
    found = (item for item in drawn(bank, "pick-task", 7, 3 * count + SPARE) if not warnings(item, bank.model))
    return [item for item, _ in zip(found, range(count), strict=False)]


@pytest.fixture(scope="module")
def good() -> list[Item]:
    return good_items(SMALL)


def test_good_items_are_clean(bank: Bank, good: list[Item]) -> None:
    assert len(good) == SMALL
    for item in good:
        assert not flaws(item, bank.model)
        assert is_sound(item, bank.model)


@pytest.mark.parametrize(("look", "rule", "spoil"), PLANTED)
def test_a_planted_flaw_is_found(bank: Bank, good: list[Item], look: Look, rule: str, spoil: flawed.Spoil) -> None:
    assert share_found(bank, good, look, rule, spoil) >= FOUND


@pytest.mark.gate
@pytest.mark.parametrize(("look", "rule", "spoil"), PLANTED)
def test_a_planted_flaw_is_found_in_many(bank: Bank, look: Look, rule: str, spoil: flawed.Spoil) -> None:
    items = good_items(LARGE)
    assert len(items) == LARGE
    assert share_found(bank, items, look, rule, spoil) >= FOUND


def share_found(bank: Bank, items: list[Item], look: Look, rule: str, spoil: flawed.Spoil) -> float:
    hits = sum(rule in {flaw.rule for flaw in look(spoil(item), bank.model)} for item in items)
    return hits / len(items)


def test_every_check_has_its_flaws() -> None:
    assert {rule for rule, _ in lint.ERRORS} == set(flawed.ERRORS)
    assert {rule for rule, _ in lint.WARNINGS} == set(flawed.WARNINGS) == set(BUDGETS)


@pytest.mark.parametrize("exam", ["clf-c02", "saa-c03", "scs-c03", "scs-c02"])
def test_warnings_keep_their_budget(bank: Bank, exam: str) -> None:
    items = list(sample_items(bank, exam, 300, 5))
    assert not [str(one) for one in warning_shares(items, bank.model) if not one.holds]


def test_a_full_two_by_two_may_repeat_its_words(bank: Bank) -> None:
    item = next(drawn(bank, "who-owns", 1, 1))
    assert not flaws(item, bank.model, bank.families["who-owns"])
    assert {"L05", "L21"} <= {flaw.rule for flaw in flaws(item, bank.model)}


def ordering(count: int, order: tuple[str, ...]) -> Item:
    item = good_items(1)[0]
    options = tuple(
        Option(letter, f"Taking step {letter}.", letter in order, f"It is step {letter} of the company.", None)
        for letter in "abcdefgh"[:count]
    )
    return replace(item, type=ItemType.ORDERING, options=options, order=order)


@pytest.mark.parametrize(("order", "right"), [("abcd", True), ("ab", False), ("abcdef", False), ("aabc", False)])
def test_ordering_has_three_to_five_steps(bank: Bank, order: str, right: bool) -> None:
    found = flaws(ordering(7, tuple(order)), bank.model)
    assert ("L01" not in {flaw.rule for flaw in found}) is right


@pytest.mark.parametrize(("prompts", "response", "right"), [(4, "a", True), (2, "a", False), (4, "z", False)])
def test_matching_has_three_to_seven_prompts(bank: Bank, prompts: int, response: str, right: bool) -> None:
    pairs = tuple((f"Doing thing {number}.", response) for number in range(prompts))
    item = replace(good_items(1)[0], type=ItemType.MATCHING, pairs=pairs)
    assert ("L01" not in {flaw.rule for flaw in flaws(item, bank.model)}) is right


@pytest.mark.parametrize(
    ("lead", "rule"),
    [
        ("Which design has the least operational effort?", None),
        ("Which task is NOT the company's?", None),
        ("Which statement is FALSE?", None),
        ("Which task is except for one the company's?", "L19"),
        ("Which access rule does the company write?", None),
        ("Which service is best at low cost?", None),
    ],
)
def test_lead_ins(bank: Bank, good: list[Item], lead: str, rule: str | None) -> None:
    found = {flaw.rule for flaw in flaws(replace(good[0], stem=f"A company uses it. {lead}"), bank.model)}
    assert found & {"L14", "L19", "L23"} == ({rule} if rule else set())


def test_forms_of_a_word_are_one() -> None:
    assert tokens("Updating files") == tokens("updated file") == tokens("updates the file")
    assert tokens("AWS runs the Amazon service") == tokens("run")
