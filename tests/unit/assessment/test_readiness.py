import json
from datetime import UTC, datetime
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.assessment import readiness
from app.assessment.readiness import (
    Belief,
    Evidence,
    FormShape,
    StaleBelief,
    days_since_1970,
    forecast,
    normal_cdf,
    replay,
    score_curve,
    shape_of,
)
from question_bank.exam_guide import ExamGuide
from question_bank.loading import load_exam_guides

GUIDES = load_exam_guides()
SAA = FormShape((15, 13, 12, 10), cut=36, chance=0.8 * 0.25 + 0.2 * 0.10)
FIRST = Evidence(day=0, domain=1, difficulty=0, chance=0.25, correct=True)
SECOND = Evidence(day=2, domain=2, difficulty=0.5, chance=0.10, correct=False)

answers = st.builds(
    Evidence,
    day=st.floats(0, 100).map(lambda day: round(day, 3)),
    domain=st.integers(1, 4),
    difficulty=st.floats(-1.5, 2),
    chance=st.sampled_from((0.25, 0.10, 0.05, 0.01)),
    correct=st.booleans(),
    timed=st.booleans(),
    weight=st.sampled_from((0.0, 0.4, 0.5, 0.8, 1.0)),
)
histories = st.lists(answers, max_size=60).map(lambda found: sorted(found, key=lambda one: one.day))


def numbers(belief: Belief) -> list[float]:
    cells = [cell for row in belief.covariance for cell in row]
    return [*belief.mean, *cells, *belief.weights, belief.timed, belief.answers, belief.day or 0]


def six_digits(value: float) -> object:
    """Within one unit of the sixth decimal that the reference prints."""
    return pytest.approx(value, abs=1e-6)


def test_the_reference_vector() -> None:
    """From the method reference, 4.6, to the printed digits."""
    belief = Belief(4)
    assert belief.chance_of_right(FIRST) == six_digits(0.611238)
    belief.observe(FIRST)
    assert belief.mean == [six_digits(0.045481), six_digits(0.027559), 0, 0, 0]
    assert belief.covariance[0][:2] == [six_digits(0.621955), six_digits(-0.003530)]
    assert belief.covariance[1][1] == six_digits(0.121824)
    assert belief.chance_of_right(SECOND) == six_digits(0.475297)
    belief.observe(SECOND)
    assert (belief.mean[0], belief.mean[2]) == (six_digits(-0.145498), six_digits(-0.037757))
    assert belief.covariance[0][0] == six_digits(0.574030)
    seen = forecast(belief, SAA, day=2)
    assert (round(seen.probability, 4), round(seen.high, 4)) == (0.1892, 0.8763)
    assert (seen.raw_low, seen.raw_high) == (19, 40)


def test_the_quadrature_is_exact_for_moments() -> None:
    """Nine nodes integrate polynomials up to degree 17 exactly: moments of the standard normal."""
    for power, moment in ((0, 1), (2, 1), (4, 3), (6, 15), (8, 105), (16, 2027025)):
        assert sum(weight * z**power for z, weight in readiness._NODES) == pytest.approx(moment, rel=1e-12)


@given(histories)
def test_a_stored_belief_continues_as_a_replay(history: list[Evidence]) -> None:
    """Kept as JSON after every answer, or made anew from the log: the same to the last bit."""
    kept = Belief(4)
    for one in history:
        kept = Belief.from_json(json.loads(json.dumps(kept.to_json())), 4)
        kept.observe(one)
    assert numbers(kept) == numbers(replay(history, 4))


@given(histories)
def test_covariance_stays_symmetric_and_positive(history: list[Evidence]) -> None:
    belief = replay(history, 4)
    for row in range(5):
        assert belief.covariance[row][row] > 0
        for column in range(row):
            one, other = belief.covariance[row][column], belief.covariance[column][row]
            assert one == pytest.approx(other, abs=1e-12)
            assert abs(one) <= sqrt(belief.covariance[row][row] * belief.covariance[column][column]) + 1e-9


@given(histories, answers)
def test_a_right_answer_is_better_news_than_a_wrong_one(history: list[Evidence], last: Evidence) -> None:
    later = 100 + last.day
    found = [
        forecast(
            replay(
                [
                    *history,
                    Evidence(later, last.domain, last.difficulty, last.chance, correct, last.timed, last.weight or 1.0),
                ],
                4,
            ),
            SAA,
            later,
        )
        for correct in (False, True)
    ]
    assert found[0].probability < found[1].probability
    assert found[0].expected < found[1].expected


@given(histories)
def test_a_forecast_is_a_probability_within_its_interval(history: list[Evidence]) -> None:
    belief = replay(history, 4)
    before = numbers(belief)
    seen = forecast(belief, SAA, 120)
    assert 0 <= seen.low <= seen.probability <= seen.high <= 1
    assert 0 <= seen.raw_low <= seen.expected <= seen.raw_high <= 50
    assert numbers(belief) == before


@given(histories, answers)
def test_weight_zero_changes_nothing(history: list[Evidence], last: Evidence) -> None:
    belief = replay(history, 4)
    before = numbers(belief)
    belief.observe(Evidence(500, last.domain, last.difficulty, last.chance, last.correct, last.timed, weight=0))
    assert numbers(belief) == before


def test_untimed_and_lighter_answers_move_less() -> None:
    """Timed more than untimed; half weight less than whole."""
    timed, untimed, light = (
        replay([Evidence(0, 1, 0, 0.25, True, timed, weight)], 4).mean[0]
        for timed, weight in ((True, 1.0), (False, 0.8), (True, 0.5))
    )
    assert timed > untimed > readiness.PRIOR_ABILITY
    assert timed > light > readiness.PRIOR_ABILITY


def test_time_fades_ability_above_the_prior_and_widens_the_belief() -> None:
    belief = replay([Evidence(0, 1 + place % 4, 0, 0.25, True) for place in range(40)], 4)
    soon, late = forecast(belief, SAA, 1), forecast(belief, SAA, 60)
    assert late.expected < soon.expected
    assert late.high - late.low > soon.high - soon.low
    low = replay([Evidence(0, 1 + place % 4, 0, 0.25, False) for place in range(40)], 4)
    mean = low.mean[0]
    low.pass_time(60)
    assert low.mean[0] == mean
    low.pass_time(10_000)
    assert low.covariance[1][1] == readiness.DOMAIN_DRIFT_CAP


def test_an_answer_from_before_the_last_one_moves_no_clock_back() -> None:
    belief = replay([SECOND, FIRST], 4)
    assert belief.day == 2


def test_counters_are_sums_of_weights() -> None:
    belief = replay([FIRST, Evidence(1, 3, 0, 0.25, False, timed=False, weight=0.8)], 4)
    assert (belief.weights, belief.timed, belief.answers) == ([1.0, 0, 0.8, 0], 1.0, 2)
    assert belief.total_weight == 1.8


@pytest.mark.parametrize(
    ("exam", "counts", "cut", "chance"),
    [
        ("clf-c02", (12, 15, 17, 6), 35, 0.22),
        ("saa-c03", (15, 13, 12, 10), 36, 0.22),
        ("scs-c03", (8, 7, 9, 10, 9, 7), 38, 0.72 * 0.25 + 0.2 * 0.1 + 0.08 / 24),
    ],
)
def test_the_shape_of_a_form_follows_the_guide(exam: str, counts: tuple[int, ...], cut: int, chance: float) -> None:
    shape = shape_of(GUIDES[exam])
    assert (shape.counts, shape.cut, shape.length) == (counts, cut, 50)
    assert shape.chance == pytest.approx(chance)


def test_a_harder_form_is_harder(guide: ExamGuide) -> None:
    belief = Belief(4)
    assert forecast(belief, shape_of(guide, 0.5), 0).probability < forecast(belief, shape_of(guide), 0).probability


def test_more_points_raise_the_chance() -> None:
    curve = score_curve(Belief(4), SAA, 0)
    assert curve.pass_probability(2) > curve.pass_probability() > curve.pass_probability(-2)


def test_a_score_nobody_can_reach_ends_the_range() -> None:
    sure = FormShape((1,), cut=1, chance=1.0)
    curve = readiness.ScoreCurve(sure, lambda _: (5.0, 0.1), ((1.0, 5.0, 0.1),))
    assert curve.raw_quantile(0.5) == sure.length


@pytest.mark.parametrize("change", [{"version": 0}, {"weights": [0.0] * 6}])
def test_a_belief_of_another_model_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(StaleBelief, match="replay the answers"):
        Belief.from_json({**Belief(4).to_json(), **change}, 4)


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="no domain 5"):
        Belief(4).observe(Evidence(0, 5, 0, 0.25, True))
    with pytest.raises(ValueError, match="at least 1 domain"):
        Belief(0)
    with pytest.raises(ValueError, match="4 domains, the belief 6"):
        forecast(Belief(6), SAA, 0)
    with pytest.raises(ValueError, match="time zone"):
        days_since_1970(datetime(2027, 1, 1))  # noqa: DTZ001 - that is the fault


def test_days() -> None:
    assert days_since_1970(datetime(1970, 1, 3, 12, tzinfo=UTC)) == 2.5


@given(st.floats(-8, 8))
def test_the_normal_distribution_is_symmetric(z: float) -> None:
    assert normal_cdf(z) + normal_cdf(-z) == pytest.approx(1)
