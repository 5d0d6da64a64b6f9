"""What many items show together: each statistic holds for items without the flaw and misses its gate with it."""

from collections.abc import Callable
from dataclasses import replace
from random import Random

import pytest

from question_bank.assembly import sample_items
from question_bank.bank import Bank, load_bank
from question_bank.guessing import chance, hit, learned_success, of_options, of_stem_too, rules, success
from question_bank.item import Item, ItemType, Option
from question_bank.lint_bank import (
    FEWEST_ITEMS,
    FULL_SAMPLE,
    Statistic,
    bank_statistics,
    chi_square_tail,
    clue_statistics,
    content_statistics,
    key_owner,
)
from question_bank.model import Owner
from tests.unit.question_bank.drawn import drawn

EXAMS = ("clf-c02", "saa-c03", "scs-c03", "scs-c02")
SAMPLE = 600
WORDS = "amber birch cedar delta ember fjord grove haven inlet jetty knoll ledge marsh north oasis plain".split()


def plain_item(number: int) -> Item:
    """An item about nothing, whose key is as any other option: no rule and no model of words can find it."""
    rng = Random(number)
    key = rng.randrange(4)
    options = tuple(
        Option("abcd"[place], f"Taking {' '.join(rng.sample(WORDS, 4))}.", place == key, f"Reason {place}.", None)
        for place in range(4)
    )
    base = base_item()
    return replace(base, stem=f"Which way leads to {rng.choice(WORDS)}?", options=options, proof=base.proof[:1])


def base_item() -> Item:
    return next(drawn(load_bank(), "pick-task", 3, 1))


@pytest.fixture(scope="module")
def plain() -> list[Item]:
    return [plain_item(number) for number in range(SAMPLE)]


def with_key(item: Item, change: Callable[[str], str], *, key: bool = True) -> Item:
    options = tuple(replace(o, text=change(o.text)) if o.correct is key else o for o in item.options)
    return replace(item, options=options)


def test_without_a_flaw_no_guess_is_better_than_chance(plain: list[Item]) -> None:
    for rule in rules(plain):
        assert success(rule, plain) < 0.31, rule.name
    for features in (of_options, of_stem_too):
        assert learned_success(plain[:400], plain[400:], features) < 0.36


@pytest.mark.parametrize(
    ("rule", "change"),
    [
        ("longest option", lambda item: with_key(item, lambda text: f"{text[:-1]} and so on and on.")),
        ("shortest option", lambda item: with_key(item, lambda _: "Taking off.")),
        ("most words shared with the stem", lambda item: replace(item, stem=f"{key_text(item)} Which?")),
        ("no absolute word", lambda item: with_key(item, lambda text: f"{text[:-1]} always.", key=False)),
        ("a hedging word", lambda item: with_key(item, lambda text: f"{text[:-1]} usually.")),
        ("names AWS", lambda item: with_key(item, lambda text: f"{text[:-1]} by AWS.")),
        ("names AWS first", lambda item: with_key(item, lambda text: f"AWS takes {text}")),
        ("names the company first", lambda item: with_key(item, lambda text: f"The company takes {text}")),
        ("names both sides", lambda item: with_key(item, lambda text: f"AWS and the company take {text}")),
        ("rarest word", lambda item: with_key(item, lambda text: f"{text[:-1]} {text[7:-1].replace(' ', '')}.")),
    ],
)
def test_each_rule_finds_its_clue(plain: list[Item], rule: str, change: Callable[[Item], Item]) -> None:
    items = [change(item) for item in plain]
    found = next(one for one in rules(items) if one.name == rule)
    assert success(found, items) > 0.9


def key_text(item: Item) -> str:
    return next(option.text for option in item.options if option.correct)


def test_the_learned_guesser_finds_a_word_that_keys_have(plain: list[Item]) -> None:
    items = [with_key(item, lambda text: text.replace("Taking", "Reaching")) for item in plain]
    assert learned_success(items[:400], items[400:], of_options) > 0.9


def test_the_learned_guesser_repeats(plain: list[Item]) -> None:
    assert learned_success(plain[:200], plain[200:300], of_options) == learned_success(
        plain[:200], plain[200:300], of_options
    )


def test_chance_and_hits() -> None:
    item = plain_item(1)
    response = replace(
        item,
        type=ItemType.MULTIPLE_RESPONSE,
        options=tuple(Option(letter, letter, letter in "ab", "", None) for letter in "abcde"),
    )
    assert chance(item) == 0.25
    assert chance(response) == 0.1
    assert hit(response, [2, 2, 1, 1, 1]) == 1
    assert hit(response, [2, 1, 1, 1, 1]) == 0.25
    assert hit(response, [1, 1, 1, 1, 1]) == pytest.approx(0.1)
    assert hit(response, [1, 1, 2, 1, 1]) == 0


@pytest.mark.parametrize(("x", "df"), [(16.266, 3), (13.816, 2), (37.697, 15), (27.877, 9)])
def test_chi_square(x: float, df: int) -> None:
    assert chi_square_tail(x, df) == pytest.approx(0.001, rel=0.01)


def first_place(item: Item) -> Item:
    return replace(item, options=tuple(sorted(item.options, key=lambda option: not option.correct)))


def lengthened(item: Item) -> Item:
    return with_key(item, lambda text: f"{text[:-1]} and so on and on.")


def test_plain_items_keep_every_gate(plain: list[Item]) -> None:
    assert not [str(one) for one in clue_statistics(plain) if not one.holds]


@pytest.mark.parametrize(
    ("rule", "spoil"),
    [
        ("L-B1", first_place),
        ("L-B2", lengthened),
        ("L-B3", lambda item: with_key(item, lambda text: f"{text[:-1]} 1234 AND, so: ON.")),
        ("L-B4", lambda item: with_key(item, lambda text: f"{text[:-1]} always.", key=False)),
        ("L-B5", lengthened),
        ("L-B6", lambda item: with_key(item, lambda text: text.replace("Taking", "Seeing"))),
        ("L-B7", lambda item: replace(item, stem=key_text(item))),
    ],
)
def test_a_clue_misses_its_gate(plain: list[Item], rule: str, spoil: Callable[[Item], Item]) -> None:
    found = clue_statistics([spoil(item) for item in plain])
    assert [one for one in found if one.rule == rule and not one.holds]


@pytest.fixture(scope="module")
def sample() -> list[Item]:
    return list(sample_items(load_bank(), "saa-c03", 300, 8))


def trapless(item: Item) -> Item:
    return replace(item, options=tuple(replace(o, trap=o.trap if n == 0 else None) for n, o in enumerate(item.options)))


@pytest.mark.parametrize(
    ("name", "spoil"),
    [
        ("share of distractors with a trap", trapless),
        ("different stems, names masked", lambda item: replace(item, stem="Which task is the company's own?")),
    ],
)
def test_poor_content_misses_its_gate(
    bank: Bank, sample: list[Item], monkeypatch: pytest.MonkeyPatch, name: str, spoil: Callable[[Item], Item]
) -> None:
    monkeypatch.setattr(
        "question_bank.lint_bank.key_parts", lambda item, _: [(bank.model.cells[item.proof[0].key], None)]
    )
    found = content_statistics([spoil(item) for item in sample], bank.model)
    assert [one for one in found if one.name == name and not one.holds]


def test_one_sided_keys_miss_their_gate(bank: Bank, sample: list[Item]) -> None:
    mine = [item for item in sample if key_owner(item, bank.model) is Owner.CUSTOMER]
    found = {one.name: one for one in content_statistics(mine, bank.model)}
    assert not found["share of keys of customer"].holds
    assert not found["share of keys of provider"].holds


def test_too_few_items_say_nothing(bank: Bank, sample: list[Item]) -> None:
    assert bank_statistics(sample[: FEWEST_ITEMS - 1], bank.model) == ()


def test_a_statistic_says_its_bounds() -> None:
    assert str(Statistic("L-B1", "a share", 0.5, low=0.25)) == "a share: 0.500 (at least 0.250)"
    assert str(Statistic("L-B1", "a share", 0.5)) == "a share: 0.500 (reported only)"
    assert Statistic("L-B1", "a share", 0.5, 0.4, 0.6).holds
    assert not Statistic("L-B1", "a share", 0.7, 0.4, 0.6).holds


@pytest.mark.gate
@pytest.mark.parametrize("exam", EXAMS)
def test_the_bank_keeps_every_gate(bank: Bank, exam: str) -> None:
    """5,000 items, and a guesser that has learned from 5,000 others."""
    items = list(sample_items(bank, exam, FULL_SAMPLE, 1))
    seen = list(sample_items(bank, exam, FULL_SAMPLE, 2))
    assert not [str(one) for one in bank_statistics(items, bank.model, seen) if not one.holds]
