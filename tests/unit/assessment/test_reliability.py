"""Marginal reliability: what spreads among learners against how unsure each belief is."""

import random
from math import exp, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.assessment.readiness import PRIOR_ABILITY, PRIOR_SD, SLOPE, Belief, Evidence, FormShape
from app.assessment.reliability import ability_in_form, marginal_reliability

SHAPE = FormShape((30, 20), 35, 0.25)


def test_by_hand() -> None:
    found = marginal_reliability([(-1.0, 0.25), (1.0, 0.75)])
    assert found.learners == 2
    assert found.value == pytest.approx(1 - 0.5 / 1.5)


def test_nothing_is_said_of_nobody_and_nothing_is_told_apart_among_equals() -> None:
    assert marginal_reliability([]).value is None
    assert marginal_reliability([(0.3, 0.2)] * 5).value == pytest.approx(0.0)
    assert marginal_reliability([(0.3, 0.0)] * 5).value is None


def test_a_hundred_learners_are_enough() -> None:
    assert not marginal_reliability([(0.1, 0.2)] * 99).is_enough
    assert marginal_reliability([(0.1, 0.2)] * 100).is_enough


@given(st.lists(st.tuples(st.floats(-4, 4), st.floats(0.01, 1)), min_size=2))
def test_it_is_a_share_and_doubt_lowers_it(abilities: list[tuple[float, float]]) -> None:
    value = marginal_reliability(abilities).value
    doubted = marginal_reliability([(mean, 2 * variance) for mean, variance in abilities]).value
    assert value is not None
    assert doubted is not None
    assert -1e-12 <= doubted <= value + 1e-12 <= 1 + 1e-12


def test_the_ability_of_a_form_weighs_domains_by_their_items() -> None:
    belief = Belief(2)
    belief.mean = [0.5, 0.2, -0.3]
    belief.covariance = [[0.3, -0.1, 0.0], [-0.1, 0.2, 0.05], [0.0, 0.05, 0.1]]
    mean, variance = ability_in_form(belief, SHAPE)
    assert mean == pytest.approx(0.5 + 0.6 * 0.2 - 0.4 * 0.3)
    # 0.3 + 0.6² · 0.2 + 0.4² · 0.1 + 2 · (0.6 · -0.1 + 0.6 · 0.4 · 0.05)
    assert variance == pytest.approx(0.3 + 0.072 + 0.016 + 2 * (-0.06 + 0.012))
    with pytest.raises(ValueError, match="1 domains"):
        ability_in_form(belief, FormShape((50,), 35, 0.25))


def test_it_is_about_the_squared_correlation_with_the_truth() -> None:
    """Of learners who differ as the prior assumes, after 60 answers each."""
    rng = random.Random(7)
    truths = [rng.gauss(PRIOR_ABILITY, PRIOR_SD) for _ in range(300)]
    found = [ability_in_form(_answered(truth, rng), SHAPE) for truth in truths]
    told = marginal_reliability(found).value
    assert told is not None
    squared = _correlation(truths, [mean for mean, _ in found]) ** 2
    assert abs(told - squared) < 0.08, (told, squared)


def _answered(ability: float, rng: random.Random) -> Belief:
    belief = Belief(2)
    for place in range(60):
        chance = 0.25 + 0.75 / (1 + exp(-SLOPE * ability))
        belief.observe(Evidence(20_000.0, place % 2 + 1, 0.0, 0.25, rng.random() < chance))
    return belief


def _correlation(one: list[float], other: list[float]) -> float:
    means = sum(one) / len(one), sum(other) / len(other)
    products = [(a - means[0], b - means[1]) for a, b in zip(one, other, strict=True)]
    both = sum(a * b for a, b in products)
    return both / sqrt(sum(a * a for a, _ in products) * sum(b * b for _, b in products))
