"""Flaws that only many items together show: where keys stand, how long they are, and how far blind guessing gets.

Tests L-B1, L-B2, L-B5 and L-B8 of section 1.2 of the method reference.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import comb, erfc, exp, pi, sqrt

from question_bank.item import Item, ItemType, Option
from question_bank.lint import Flaw, tokens
from question_bank.model import Owner, ResponsibilityModel

FEWEST_ITEMS = 200  # below this the statistics say nothing
P_VALUE = 0.001
ALLOWED_OVER_CHANCE = 0.02
STANDARD_ERRORS = 3.3  # what 2 points are at 5,000 items; smaller samples are given the same number of errors


@dataclass(frozen=True, slots=True)
class GuessRule:
    """A rule by which a candidate who knows no AWS could choose among the options of an item."""

    name: str
    score: Callable[[Item, Option], float]


def _shared(item: Item, option: Option) -> int:
    mine = tokens(option.text)
    return sum(len(mine & tokens(other.text)) for other in item.options if other is not option)


RULES: Sequence[GuessRule] = (
    GuessRule("longest option", lambda _, option: len(option.text)),
    GuessRule("shortest option", lambda _, option: -len(option.text)),
    GuessRule("most words shared with the stem", lambda item, option: len(tokens(item.stem) & tokens(option.text))),
    GuessRule("most words shared with other options", _shared),
    GuessRule("names AWS first", lambda _, option: option.text.startswith("AWS")),
    GuessRule("names the company first", lambda _, option: option.text.startswith("The company")),
)


def bank_flaws(items: Sequence[Item], model: ResponsibilityModel) -> tuple[Flaw, ...]:
    """Flaws of a sample of one exam's items; none where the sample is too small to tell."""
    choice = [item for item in items if item.type is ItemType.MULTIPLE_CHOICE]
    if len(choice) < FEWEST_ITEMS:
        return ()
    found = [*_positions(choice), *_owners(items, model)]
    for rule in RULES:
        hits = sum(_expected_hit(item, rule) for item in choice) / len(choice)
        chance = sum(1 / len(item.options) for item in choice) / len(choice)
        margin = max(ALLOWED_OVER_CHANCE, STANDARD_ERRORS * sqrt(chance * (1 - chance) / len(choice)))
        if hits > chance + margin:
            found.append(Flaw("L-B5", f"guessing by {rule.name!r} is right in {hits:.1%}, chance {chance:.1%}"))
    return tuple(found)


def chance(item: Item) -> float:
    """Probability of full credit by blind guessing: all-or-nothing, so one in the number of ways to answer."""
    if item.type is ItemType.MULTIPLE_RESPONSE:
        return 1 / comb(len(item.options), len(item.key))
    return 1 / len(item.options)


def _expected_hit(item: Item, rule: GuessRule) -> float:
    """Probability that the rule picks the key, ties broken by chance."""
    scores = [rule.score(item, option) for option in item.options]
    top = max(scores)
    tied = [option for option, score in zip(item.options, scores, strict=True) if score == top]
    return sum(option.correct for option in tied) / len(tied)


def _positions(items: Sequence[Item]) -> list[Flaw]:
    counts = Counter(next(place for place, option in enumerate(item.options) if option.correct) for item in items)
    expected = len(items) / 4
    statistic = sum((counts[place] - expected) ** 2 / expected for place in range(4))
    if _chi_square_tail_3(statistic) < P_VALUE:
        return [Flaw("L-B1", f"keys do not stand equally often at each position: {dict(sorted(counts.items()))}")]
    return []


def _chi_square_tail_3(x: float) -> float:
    """P(X > x) for chi-square with three degrees of freedom, in closed form (Abramowitz and Stegun 26.4.4)."""
    return erfc(sqrt(x / 2)) + sqrt(2 * x / pi) * exp(-x / 2)


def _owners(items: Sequence[Item], model: ResponsibilityModel) -> list[Flaw]:
    """Neither side may be the better blind guess: each keys between 30 and 60 % of the items."""
    counts = Counter(key_owner(item, model) for item in items)
    total = sum(counts.values())
    return [
        Flaw("L-B8", f"{owner} keys {counts[owner] / total:.0%} of the items, expected 30 to 60 %")
        for owner in (Owner.PROVIDER, Owner.CUSTOMER)
        if not 0.30 <= counts[owner] / total <= 0.60
    ]


def key_owner(item: Item, model: ResponsibilityModel) -> Owner:
    """The side whose work the key states; shared where it states work of both."""
    sides = set()
    for option in item.options:
        if option.correct:
            text = option.text.casefold()
            for proof in item.proof:
                cell = model.cells[proof.key]
                duty = model.controls[proof.control].duty.casefold()
                named = (cell.named or model.service(cell.provider, cell.service).phrase).casefold()
                stated = duty in text or any(
                    part and part.casefold() in text for part in (cell.provider_part, cell.customer_part)
                )
                if stated or text.rstrip(".") == named:
                    sides.add(cell.owner)
    return sides.pop() if len(sides) == 1 else Owner.SHARED
