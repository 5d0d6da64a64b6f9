"""Simulated learners: loose checks on a few here, the promises on 3,000 of every world among the gates."""

from collections import Counter
from dataclasses import replace
from random import Random
from statistics import mean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.assessment.readiness import FormShape, shape_of
from app.assessment.simulated.baselines import beta_binomial, from_share
from app.assessment.simulated.history import live
from app.assessment.simulated.items import ItemPool, make_pool, right_share
from app.assessment.simulated.judging import Judged, judge
from app.assessment.simulated.learner import SimulatedLearner
from app.assessment.simulated.run import (
    BETA,
    LAST,
    MODEL,
    ORACLE,
    POOLED,
    Outcome,
    Summary,
    gates_of,
    simulate_learner,
    summarize,
)
from app.assessment.simulated.worlds import BASE, WORLDS, World
from app.assessment.sitting import Mode
from question_bank.loading import load_exam_guides

GUIDES = [guide for guide in load_exam_guides().values() if not guide.retired]
SHAPE = shape_of(GUIDES[0])
FEW, MANY = 150, 3000
SEED = 8


def lived(world: str, count: int, seed: int) -> list[Outcome | None]:
    return [simulate_learner(GUIDES, world, seed, number) for number in range(count)]


@pytest.fixture(scope="module")
def few() -> Summary:
    return summarize("base", lived("base", FEW, SEED))


@pytest.fixture(scope="module")
def pool() -> ItemPool:
    return make_pool(BASE, SHAPE, False, "test")


def test_the_model_beats_the_last_sitting_and_nothing_beats_the_truth(few: Summary) -> None:
    quality = few.quality
    assert set(quality) == {MODEL, LAST, POOLED, BETA, ORACLE}
    assert quality[MODEL].error < 0.8 * quality[LAST].error
    assert quality[ORACLE].error == 0
    assert quality[ORACLE].brier < min(quality[name].brier for name in (MODEL, LAST, POOLED, BETA))
    assert quality[MODEL].calibration_error < 0.15
    assert 0.8 < quality[MODEL].coverage <= 1
    assert quality[POOLED].coverage < quality[MODEL].coverage


def test_the_population_is_the_one_of_the_reference(few: Summary) -> None:
    assert 0.8 * FEW < few.judged <= few.learners == FEW
    assert 150 < few.median_answers < 350
    assert 0.25 < few.pass_rate < 0.50
    assert 0.85 < few.score_held <= 1


def test_a_learner_depends_on_world_seed_and_number_alone() -> None:
    """So any split over processes gives the same figures."""
    assert simulate_learner(GUIDES, "base", 1, 7) == lived("base", 8, 1)[7]
    assert simulate_learner(GUIDES, "base", 2, 7) != simulate_learner(GUIDES, "base", 1, 7)


@pytest.mark.parametrize("world", list(WORLDS))
def test_every_world_can_be_lived_in(world: str) -> None:
    outcomes = [one for one in lived(world, 12, 3) if one]
    assert outcomes
    for outcome in outcomes:
        assert 0 <= outcome.truth <= 1
        for stated in outcome.stated.values():
            assert 0 <= stated.low <= stated.high <= 1
            assert 0 <= stated.probability <= 1


@pytest.mark.gate
@pytest.mark.parametrize("world", list(WORLDS))
def test_the_promises_hold(world: str) -> None:
    """Psychometrics 4.6, with the tolerance of the rulings for 3,000 learners."""
    summary = summarize(world, lived(world, MANY, SEED))
    missed = [f"{gate.name}: {gate.value:.3f}" for gate in gates_of(summary) if not gate.holds]
    assert not missed


def test_other_worlds_have_their_own_gates(few: Summary) -> None:
    assert len(gates_of(few)) == 5
    assert len(gates_of(replace(few, world="hard-bank"))) == 3


def test_nobody_with_enough_answers_cannot_be_summarized() -> None:
    with pytest.raises(ValueError, match="more learners"):
        summarize("base", [None])


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=80))
def test_judging_adds_up(made: list[tuple[float, bool]]) -> None:
    quality = judge([Judged(stated, 0, 1, passed, truth=stated) for stated, passed in made])
    assert quality.brier == pytest.approx(mean((stated - passed) ** 2 for stated, passed in made))
    assert (quality.error, quality.coverage, quality.width) == (0, 1, 1)
    assert sum(one.count for one in quality.bins) == len(made)
    assert sum(one.count * one.happened for one in quality.bins) == pytest.approx(sum(passed for _, passed in made))
    assert [one.stated for one in quality.bins] == sorted(one.stated for one in quality.bins)


def test_judging_by_hand() -> None:
    """Twenty statements of 30 %, of which half come true: 0.2 off."""
    quality = judge([Judged(0.3, 0.2, 0.4, place % 2 == 0, truth=0.5) for place in range(20)])
    assert quality.calibration_error == pytest.approx(0.2)
    assert quality.bias == pytest.approx(-0.2)
    assert quality.error == pytest.approx(0.04)
    assert quality.coverage == 0
    with pytest.raises(ValueError, match="nothing was stated"):
        judge([])


def test_judging_survives_a_certain_mistake() -> None:
    assert judge([Judged(0.0, 0, 0, True, truth=1)]).log_loss == pytest.approx(13.8, abs=0.1)


@given(st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_baselines_state_probabilities(counts: tuple[int, int]) -> None:
    for stated in (from_share(*counts, SHAPE), beta_binomial(*counts, SHAPE)):
        assert 0 <= stated.low <= stated.high <= 1
        assert 0 <= stated.probability <= 1 + 1e-9


def test_beta_binomial_by_hand() -> None:
    """With a flat prior and no answers, every score from 0 to 50 is as likely."""
    assert beta_binomial(0, 0, FormShape((50,), cut=36, chance=0.25)).probability == pytest.approx(15 / 51)


def test_a_share_needs_answers() -> None:
    with pytest.raises(ValueError, match="no answers"):
        from_share(0, 0, SHAPE)


def test_true_chances_lie_between_guess_and_slip(pool: ItemPool) -> None:
    item = pool.by_domain[0][0]
    floor = item.chance + BASE.over_chance
    assert right_share(item, -40, 0, BASE) == pytest.approx(floor)
    assert right_share(item, 40, 0, BASE) == pytest.approx(1 - BASE.slip)
    assert right_share(item, 0, 1, BASE) < right_share(item, 0, 0, BASE)


def test_scores_are_a_distribution(pool: ItemPool) -> None:
    learner = SimulatedLearner(BASE, 4, Random(1))
    shares = learner.score_distribution(pool)
    assert len(shares) == 51
    assert sum(shares) == pytest.approx(1)
    expected = mean(sum(learner.chance_of_right(item, timed=True) for item in form) for form in pool.forms)
    assert sum(score * share for score, share in enumerate(shares)) == pytest.approx(expected)


def test_misconceptions_give_way_and_come_back(pool: ItemPool) -> None:
    learner = SimulatedLearner(replace(BASE, trap_share=1.0, learned_if_wrong=1.0), 4, Random(1))
    item = pool.by_domain[0][0]
    trap = item.traps[0]
    assert learner.held[trap] == 1
    learner.take_feedback(item, right=False)
    assert learner.held[trap] == 0
    learner.wait_until(20)
    soon = learner.held[trap]
    learner.wait_until(90)
    assert 0 < soon < learner.held[trap] < 1


def test_without_forgetting_nothing_comes_back(pool: ItemPool) -> None:
    learner = SimulatedLearner(replace(WORLDS["no-forgetting"], trap_share=1.0, learned_if_wrong=1.0), 4, Random(1))
    item = pool.by_domain[0][0]
    learner.take_feedback(item, right=False)
    learner.practice()
    grown = learner.grown
    learner.wait_until(90)
    assert learner.held[item.traps[0]] == 0
    assert learner.grown == grown


def history_of(world: World, pool: ItemPool, learners: int) -> tuple[Counter[Mode], list[bool], list[float]]:
    """Modes of all sittings, and whether each answer was fresh, and its weight."""
    modes: Counter[Mode] = Counter()
    fresh, weights = [], []
    for number in range(learners):
        learner = SimulatedLearner(world, 4, Random(number))
        before = -1.0
        for sitting in live(learner, pool):
            assert sitting.day >= before
            before = sitting.day
            modes[sitting.mode] += 1
            fresh += [answer.fresh for answer in sitting.answers]
            weights += [answer.weight for answer in sitting.answers if sitting.mode is Mode.DRILL]
        assert before <= learner.day <= before + 60
    return modes, fresh, weights


def test_sittings_are_those_of_the_protocol(pool: ItemPool) -> None:
    modes, fresh, drill_weights = history_of(BASE, pool, 60)
    whole = sum(modes.values())
    shares = {Mode.QUICK: 0.40, Mode.SIMULATION: 0.12, Mode.STUDY: 0.28, Mode.DRILL: 0.20}
    assert {mode: modes[mode] / whole for mode in shares} == pytest.approx(shares, abs=0.06)
    assert 1 - mean(fresh) == pytest.approx(BASE.repeats, abs=0.015)
    assert set(drill_weights) == {0.0}
