"""Observed difficulties: figures by hand, laws that hold for any answers, and the check on simulated templates."""

from dataclasses import replace
from math import exp, log, pi, sqrt
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.assessment.difficulty import (
    CALIBRATED_SD,
    PRIOR_SD,
    Count,
    Difficulty,
    Seen,
    Setting,
    agreement,
    calibrate,
    calibrates,
    setting_of,
)
from app.assessment.readiness import Belief, Evidence
from app.assessment.sitting import Mode
from tests.unit.assessment.test_standing import entry

MANY = 300
AVERAGE = Setting(0, 0, 250)  # as able as the item is hard, and surely so
settings_of_answers = st.builds(Setting, st.integers(-30, 30), st.integers(0, 4), st.sampled_from([10, 42, 100, 250]))
counts = st.integers(1, 400).flatmap(lambda n: st.builds(Count, st.just(n), st.integers(0, n)))
answered = st.dictionaries(settings_of_answers, counts, min_size=1, max_size=8)


def one(seen: Seen, others: int = 0) -> Difficulty:
    """The difficulty of a template beside so many that are answered as expected."""
    expected = Seen(0.0, {AVERAGE: Count(200, 125)})
    return calibrate({"it": seen} | {f"other {number}": expected for number in range(others)})["it"]


def test_without_answers_it_is_the_estimate() -> None:
    assert one(Seen(0.3)) == Difficulty(0.3, 0.3, PRIOR_SD, 0)
    assert one(Seen(0.3)).observed is None
    assert calibrate({}) == {}


def test_answers_as_expected_confirm_the_estimate() -> None:
    """With a chance of 1/4, who is as able as the item is hard is right in 62.5 %."""
    found = one(Seen(-0.2, {AVERAGE: Count(200, 125)}))
    assert found.value == pytest.approx(-0.2)
    flat = 1 / sqrt(1 + pi / 8)
    change = flat * 0.75 / 4
    assert found.sd == pytest.approx(1 / sqrt(4 + 200 * change**2 / (0.625 * 0.375)))
    assert found.is_calibrated
    assert found.answers == 200


def test_about_a_hundred_answers_calibrate() -> None:
    assert not one(Seen(0.0, {AVERAGE: Count(96, 60)})).is_calibrated
    assert one(Seen(0.0, {AVERAGE: Count(112, 70)})).is_calibrated


def test_the_value_is_the_most_probable_one() -> None:
    """Found again by trying every hundredth of the log posterior, written down from its definition."""
    seen = {Setting(3, 2, 250): Count(60, 31), Setting(-4, 4, 100): Count(40, 6), Setting(6, 1, 42): Count(30, 25)}

    def posterior(shift: float) -> float:
        total = -shift * shift / 2 / 0.25
        for setting, count in seen.items():
            flat = 1 / sqrt(1 + pi * (1 + (setting.spread / 5) ** 2) / 8)
            chance = setting.chance / 1000
            right = chance + (1 - chance) / (1 + exp(-flat * (setting.margin / 5 - shift)))
            total += count.right * log(right) + (count.answers - count.right) * log(1 - right)
        return total

    best = max((step / 100 for step in range(-200, 201)), key=posterior)
    assert one(Seen(0.0, seen), MANY).value == pytest.approx(best, abs=0.01)


@given(answered, st.floats(-1.5, 2))
def test_answers_make_it_surer_and_move_it_by_reason(seen: dict[Setting, Count], estimate: float) -> None:
    found = one(Seen(estimate, seen))
    assert 0 < found.sd <= PRIOR_SD
    assert found.answers == sum(count.answers for count in seen.values())
    wrong = sum(count.answers - count.right for count in seen.values())
    assert abs(found.shift) < 7, "nobody is farther off than the margins reach"
    if wrong == 0:
        assert found.shift < 0
    if wrong == found.answers:
        assert found.shift > 0
    if found.observed is not None:
        assert abs(found.observed - estimate) >= abs(found.shift)


@given(answered, settings_of_answers)
def test_a_wrong_answer_never_makes_it_easier_than_a_right_one(seen: dict[Setting, Count], where: Setting) -> None:
    held = seen.get(where, Count())
    right = seen | {where: Count(held.answers + 1, held.right + 1)}
    wrong = seen | {where: Count(held.answers + 1, held.right)}
    assert one(Seen(0.0, wrong)).value >= one(Seen(0.0, right)).value - 1e-6


@given(answered, st.floats(-1, 1))
def test_the_estimate_is_where_it_starts_from(seen: dict[Setting, Count], more: float) -> None:
    """Margins are counted from the estimate, so that a template's items may differ in theirs."""
    before, after = one(Seen(0.0, seen)), one(Seen(more, seen))
    assert after.value == pytest.approx(before.value + more)
    assert after.sd == before.sd


def test_what_all_templates_have_in_common_is_no_difficulty() -> None:
    """The learners turn out better than believed. Nothing tells their ability from an easy bank but the average."""
    templates = {str(number): Seen(0.0, {AVERAGE: Count(200, 145)}) for number in range(200)}
    templates["hard"] = Seen(0.0, {AVERAGE: Count(200, 105)})
    found = calibrate(templates)
    assert one(templates["0"]).value < -0.1
    assert found["0"].value == pytest.approx(0, abs=0.02)
    assert found["hard"].value > 0.5


@pytest.mark.parametrize(
    ("change", "counts"),
    [
        ({}, True),
        ({"rest": None}, False),
        ({"weight": 0.0}, False),
        ({"mode": Mode.STUDY}, False),
        ({"mode": Mode.DRILL}, False),
        ({"ability": None}, False),
        ({"mode": Mode.SIMULATION, "answered": False, "correct": False}, True),
    ],
)
def test_which_answers_say_something(change: dict[str, object], counts: bool) -> None:
    answer = replace(entry(1), rest=50_000, weight=1.0, ability=0.2, ability_sd=0.5)
    assert calibrates(replace(answer, **change)) is counts  # type: ignore[arg-type]


def test_settings_are_whole_steps() -> None:
    assert setting_of(0.52, 0.41, -0.25, 0.25) == Setting(4, 2, 250)
    assert setting_of(-20, 0.8, 1, 1 / 24) == Setting(-30, 4, 42)


@pytest.mark.parametrize("population", [-0.1, 0.4], ids=["as expected", "better than expected"])
def test_difficulties_are_found_again(population: float) -> None:
    """The check of psychometrics 10.3: 200 templates, 100 answers each, abilities believed from the same answers.

    Four such banks together, since the slope of one is right or wrong by 0.03 for luck alone.
    """
    pairs: list[tuple[float, Difficulty]] = []
    for seed in range(4):
        real, seen = simulated(Random(seed), population)
        pairs += [(real[name], found) for name, found in calibrate(seen).items()]
    assert all(found.answers == 100 for _, found in pairs)
    assert sqrt(sum((found.value - real) ** 2 for real, found in pairs) / len(pairs)) <= 0.30
    mean = sum(real for real, _ in pairs) / len(pairs)
    across = sum((real - mean) * found.value for real, found in pairs)
    assert 0.85 <= across / sum((real - mean) ** 2 for real, _ in pairs) <= 1.05
    inside = sum(abs(found.value - real) <= 1.645 * found.sd for real, found in pairs)
    assert 0.87 <= inside / len(pairs) <= 0.93, "90 % intervals hold the truth nine times in ten"


def simulated(rng: Random, population: float) -> tuple[dict[str, float], dict[str, Seen]]:
    """Real difficulties, and what 500 learners answered who take 40 items each, traps and luck included."""
    names = [str(number) for number in range(200)]
    estimates = {name: rng.gauss(0, 0.6) for name in names}
    real = {name: estimates[name] + rng.gauss(0, PRIOR_SD) for name in names}
    domains = {name: rng.randint(1, 4) for name in names}
    chances = {name: rng.choice([0.25, 0.25, 0.25, 0.1]) for name in names}
    seen = {name: Seen(estimates[name]) for name in names}
    order: list[str] = []
    for _ in range(500):
        if not order:
            order = rng.sample(names, len(names))
        taken, order = order[:40], order[40:]
        general, own = rng.gauss(population, 0.8), [rng.gauss(0, 0.35) for _ in range(4)]
        belief = Belief(4)
        for name in taken:
            logit = general + own[domains[name] - 1] - real[name] + rng.gauss(0, 1)
            correct = rng.random() < chances[name] + (1 - chances[name]) / (1 + exp(-logit))
            ability, spread = belief.ability(domains[name])
            count = seen[name].counts.setdefault(setting_of(ability, spread, estimates[name], chances[name]), Count())
            count.answers += 1
            count.right += correct
            belief.observe(Evidence(20_000.0, domains[name], estimates[name], chances[name], correct))
    return real, seen


def test_agreement_needs_many_templates() -> None:
    rng = Random(3)
    pairs = [(rng.gauss(0, 0.3), rng.gauss(0, 0.5)) for _ in range(200)]
    found = [Difficulty(estimate, estimate + 0.7 * off, 0.26, 100) for estimate, off in pairs]
    assert agreement(found[1:]) is None
    assert agreement([*found[1:], replace(found[0], answers=49)]) is None
    agreed = agreement(found)
    assert agreed is not None
    assert agreed.templates == 200
    assert 0.35 < agreed.r < 0.7
    assert agreed.is_enough
    unrelated = agreement(replace(one, estimate=-one.estimate, value=-one.estimate + one.shift) for one in found[:150])
    assert unrelated is None
    assert agreement([replace(one, estimate=0.0, value=one.shift) for one in found]) is None, "all estimates are equal"


def test_what_was_observed_is_free_of_the_estimate() -> None:
    """However strong the prior pulls, the observed difficulty of many answers is where they are as expected."""
    believed = Setting(0, 0, 250)
    found = one(Seen(0.0, {believed: Count(60, 24)}), MANY)
    assert found.observed is not None
    assert found.observed > found.value > 0
    alone = one(Seen(0.0, {believed: Count(60_000, 24_000)}), MANY)
    assert found.observed == pytest.approx(alone.value, abs=0.25)
    assert CALIBRATED_SD < found.sd < PRIOR_SD
