from collections.abc import Iterable
from math import exp
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.assessment.item_flags import ACTIONS, Flag, Raised, Unit, band, is_reported, raise_flags, rejection_bound
from app.assessment.item_stats import Correlation, Observation, Tally

DISTRACTORS = ("A", "B", "C")
CHANCE = 0.25


def simulated_unit(rng: Random, answers: int, *, wrong_key: bool = False) -> Unit:
    """An item of four options that goes with ability as good items do. With a wrong key, option A is the true one."""
    difficulty = rng.gauss(-0.6, 0.7)
    tally = Tally()
    for _ in range(answers):
        ability = rng.gauss(0, 1)
        rest = sum(rng.random() < 1 / (1 + exp(-ability - 0.6)) for _ in range(19)) / 19
        knows = rng.random() < CHANCE + (1 - CHANCE) / (1 + exp(-1.2 * (ability - difficulty)))
        chosen = "key" if knows else rng.choice(DISTRACTORS)
        if wrong_key:
            chosen = {"key": "A", "A": "key"}.get(chosen, chosen)
        tally.add(Observation(chosen == "key", rest, (chosen,)))
    return Unit(tally, CHANCE, DISTRACTORS)


def made(right: int, wrong: int, *, rest_right: float = 0.7, rest_wrong: float = 0.5) -> Unit:
    """A unit whose rest scores differ by the answer, with some spread in each group; wrong ones chose each in turn."""
    tally = Tally()
    for count, mean, is_right in ((right, rest_right, True), (wrong, rest_wrong, False)):
        for place in range(count):
            spread = 0.15 * (1 if place // 3 % 2 else -1)
            choice = "key" if is_right else DISTRACTORS[place % 3]
            tally.add(Observation(is_right, mean + spread, (choice,)))
    return Unit(tally, CHANCE, DISTRACTORS)


def flags(unit: Unit, others: int = 0) -> set[Flag]:
    rest = {f"good-{place}": made(70, 30) for place in range(others)}
    return {raised.flag for raised in raise_flags({"unit": unit, **rest}).get("unit", ())}


def test_a_good_item_has_no_flag() -> None:
    assert flags(made(70, 30)) == set()


@pytest.mark.parametrize(
    ("unit", "flag"),
    [
        (made(10, 90), Flag.TOO_HARD),
        (made(1000, 6), Flag.TOO_EASY),
        (made(60, 60, rest_right=0.45, rest_wrong=0.6), Flag.NEGATIVE),
        (made(600, 600, rest_right=0.6, rest_wrong=0.6), Flag.WEAK),
        (made(600, 600, rest_right=0.6, rest_wrong=0.6), Flag.INEFFICIENT),
    ],
)
def test_thresholds(unit: Unit, flag: Flag) -> None:
    assert flag in flags(unit)
    assert flag in flags(unit, others=40)


def test_few_answers_raise_no_flag() -> None:
    assert flags(made(2, 47)) == set()
    assert flags(made(20, 29, rest_right=0.4, rest_wrong=0.8)) == set()


def test_a_wrong_key_comes_first_and_names_the_option() -> None:
    tally = Tally()
    for place in range(120):
        spread = 0.1 * (-1) ** place
        tally.add(Observation(False, 0.8 + spread, ("A",)))
        tally.add(Observation(place % 2 == 0, 0.4 + spread, ("key" if place % 2 == 0 else "B",)))
    first = raise_flags({"unit": Unit(tally, CHANCE, DISTRACTORS)})["unit"][0]
    assert first == Raised(Flag.WRONG_KEY, "A")
    assert first.action is ACTIONS[Flag.WRONG_KEY]


def test_a_distractor_that_nobody_takes_is_idle() -> None:
    tally = made(140, 60).tally
    unit = Unit(tally, CHANCE, (*DISTRACTORS, "D"))
    assert Raised(Flag.IDLE_DISTRACTOR, "D") in raise_flags({"unit": unit})["unit"]
    assert Raised(Flag.IDLE_DISTRACTOR, "A") not in raise_flags({"unit": unit})["unit"]


def test_one_weak_sign_among_many_good_units_is_no_flag() -> None:
    """On its own it is flagged; among a thousand such a sign is to be expected by chance."""
    unit = made(15, 65)
    assert Flag.TOO_HARD in flags(unit)
    assert Flag.TOO_HARD not in flags(unit, others=1000)


@pytest.mark.parametrize(
    ("views", "reports", "reporters", "reported"),
    [(19, 2, 1, False), (100, 2, 2, False), (100, 3, 2, True), (10, 3, 3, True), (0, 0, 0, False)],
)
def test_reports(views: int, reports: int, reporters: int, reported: bool) -> None:
    unit = Unit(Tally(), CHANCE, views=views, reports=reports, reporters=reporters)
    assert is_reported(unit) is reported
    assert (flags(unit) == {Flag.REPORTED}) is reported


def test_benjamini_and_hochberg_by_hand() -> None:
    assert rejection_bound([0.01, 0.04, 0.30, 0.90]) == 0.04
    assert rejection_bound([0.04, 0.06, 0.07, 0.08]) == 0.08
    assert rejection_bound([0.5, 0.6]) == 0
    assert rejection_bound([]) == 0


@given(st.lists(st.floats(0, 1), min_size=1, max_size=50))
def test_the_procedure_lies_between_bonferroni_and_none(p_values: list[float]) -> None:
    bound = rejection_bound(p_values)
    assert bound <= 0.10
    assert all(p <= bound for p in p_values if p <= 0.10 / len(p_values))


@pytest.mark.parametrize(
    ("r", "count", "word"),
    [(0.35, 200, "good"), (0.30, 200, "good"), (0.2, 500, "fair"), (0.1, 200, "weak"), (0.05, 200, "poor"),
     (-0.2, 200, "poor"), (0.5, 199, None)],
)  # fmt: skip
def test_bands(r: float, count: int, word: str | None) -> None:
    assert band(Correlation(count, r, 0, 0)) == word
    assert band(None) is None


def flagged_share(found: dict[str, tuple[Raised, ...]], names: Iterable[str]) -> float:
    wanted = list(names)
    return sum(name in found for name in wanted) / len(wanted)


def check_bank(size: int, seed: int) -> None:
    """At most 1 % of a clean bank is flagged; of 2 % wrong keys among 100 answers each, 90 % are found."""
    rng = Random(seed)
    good = {f"good-{place}": simulated_unit(rng, 100) for place in range(size)}
    assert flagged_share(raise_flags(good), good) <= 0.01
    bad = {f"bad-{place}": simulated_unit(rng, 100, wrong_key=True) for place in range(size // 50)}
    found = raise_flags({**good, **bad})
    key_flags = {name: raised for name, raised in found.items() if {one.flag for one in raised} & KEY_FLAGS}
    assert flagged_share(key_flags, bad) >= 0.90
    assert flagged_share(found, good) <= 0.02


KEY_FLAGS = {Flag.WRONG_KEY, Flag.NEGATIVE, Flag.TOO_HARD, Flag.BETTER_THAN_KEY}


def test_a_small_bank() -> None:
    check_bank(400, seed=1)


@pytest.mark.gate
def test_a_large_bank() -> None:
    check_bank(5000, seed=2)
