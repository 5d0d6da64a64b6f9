"""Families whose texts are drawn by fitted weights or in bundles: no text is known by how often it is right."""

from collections import Counter
from collections.abc import Hashable
from random import Random

import pytest

from question_bank.bank import load_bank
from question_bank.draft import Draft
from question_bank.families._bundles import BundlesFamily
from question_bank.families._even import reach
from question_bank.families._fair_draw import Group, fit
from question_bank.making import display_order
from question_bank.scope import OTHER, SIDES

FITTED = [
    ("clf-c02", "control-type"),
    ("clf-c02", "duty-moves-away"),
    ("clf-c02", "condition-flip"),
    ("clf-c02", "service-by-duty"),
    ("clf-c02", "service-kind"),
    ("clf-c02", "services-by-duty"),
    ("saa-c03", "condition-flip"),
    ("saa-c03", "duty-moves-away"),
    ("saa-c03", "service-by-duty"),
    ("scs-c03", "duty-moves-away"),
    ("scs-c03", "most-left"),
    ("scs-c03", "services-by-duty"),
]
BUNDLED = [("clf-c02", "quota-watch"), ("clf-c02", "whose-cost"), ("saa-c03", "who-holds-the-key")]
DRAFTS, FREQUENT = 2500, 60
NEAR = 0.6  # of the even rate, either way: a figure of some 60 uses


def texts_of(draft: Draft) -> list[tuple[str, bool]]:
    rng = Random(1)
    family = load_bank().families[draft.family]
    item = family.render(draft, load_bank().scope(draft.exam), display_order(draft, rng, None), rng)
    return [(option.text, option.correct) for option in item.options]


def many(exam: str, name: str) -> list[Draft]:
    """Drafts as a bank has them: tasks by how often the family comes up there, either side as often."""
    bank, rng = load_bank(), Random(5)
    scope, family = bank.scope(exam), bank.families[name]
    tasks = reach(scope, family)
    found = (
        family.draft(scope.tasks[rng.choices(list(tasks), list(tasks.values()))[0]], rng.choice(SIDES), rng)
        for _ in range(DRAFTS)
    )
    return [draft for draft in found if draft]


@pytest.mark.parametrize(("exam", "name"), [*FITTED, *BUNDLED])
def test_each_text_is_right_in_its_even_share_of_its_uses(exam: str, name: str) -> None:
    uses, keys, share = Counter[str](), Counter[str](), 0.0
    for draft in many(exam, name):
        share = len(draft.keys) / len(draft.choices)
        for text, right in texts_of(draft):
            uses[text] += 1
            keys[text] += right
    rates = [keys[text] / count for text, count in uses.items() if count >= FREQUENT]
    assert len(rates) >= 4
    near = sum((1 - NEAR) * share <= rate <= (1 + NEAR) * share for rate in rates)
    assert near >= 0.9 * len(rates), sorted(rates)


@pytest.mark.parametrize(("exam", "name"), BUNDLED)
def test_every_task_of_a_bundle_is_a_key_and_a_distractor(exam: str, name: str) -> None:
    bank = load_bank()
    family = bank.families[name]
    assert isinstance(family, BundlesFamily)
    for draft in many(exam, name)[:200]:
        asked, services = draft.asked, [choice.cell.service for choice in draft.wrong]
        assert len(set(services)) == len(services) == 3
        assert draft.keys[0].cell.service in services
        assert all(choice.claims[0].side is OTHER[asked] for choice in draft.wrong)


def test_a_text_that_is_never_wrong_or_never_right_is_left_out() -> None:
    groups = [
        Group("a", ("right", "one", "two", "three"), ("four", "five", "six", "wrong")),
        Group("b", ("four", "five", "six"), ("one", "two", "three")),
    ]
    weights = fit(groups, {"a": 1.0, "b": 1.0}, lambda *_: True, right=1, wrong=3)
    assert set(weights.keys) == {"one", "two", "three", "four", "five", "six"}


def test_weights_make_up_for_places_that_are_asked_more_often() -> None:
    """A text may be the key at a place that comes up seldom: it is then drawn as a distractor less often, too."""
    left, right = tuple("abcd"), tuple("wxyz")
    groups = [Group(1, left[:3], right), Group(2, left[1:], right), Group(3, right, left)]
    mass: dict[Hashable, float] = {1: 1.0, 2: 3.0, 3: 4.0}
    weights = fit(groups, mass, lambda *_: True, right=1, wrong=3)
    rng, keys, others = Random(2), Counter[str](), Counter[str]()
    for _ in range(6000):
        group = rng.choices(groups, [mass[one.place] for one in groups])[0]
        keys[rng.choices(group.keys, [weights.keys[key] for key in group.keys])[0]] += 1
        others.update(sorted(group.others, key=lambda one: rng.expovariate(weights.others[one]))[:3])
    assert all(0.19 <= keys[text] / (keys[text] + others[text]) <= 0.31 for text in (*left, *right))


def test_the_same_groups_give_the_same_weights() -> None:
    groups = [
        Group("a", ("one", "two", "six"), ("three", "four", "five")),
        Group("b", ("three", "four", "five"), ("one", "two", "six")),
    ]
    first, second = (fit(groups, {"a": 1.0, "b": 1.0}, lambda *_: True, right=1, wrong=3) for _ in range(2))
    assert (first.keys, first.others) == (second.keys, second.others)
