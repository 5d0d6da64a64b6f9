import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.assessment.readiness import Belief, Evidence, Forecast, FormShape, forecast, replay
from app.assessment.readiness_advice import (
    Missing,
    Statement,
    TrapRecord,
    Verdict,
    missing_evidence,
    narrowing_domain,
    next_steps,
    percent_label,
    rounded_percent,
    state_readiness,
    verdict_of,
)

SAA = FormShape((15, 13, 12, 10), cut=36, chance=0.22)


def practiced(count: int, *, timed: bool = True, wrong_in: int = 0, weight: float = 1.0) -> Belief:
    """Answers over four domains in turn on day 0: wrong in one domain, right in the others."""
    return replay(
        [
            Evidence(0, 1 + place % 4, 0, 0.25, correct=1 + place % 4 != wrong_in, timed=timed, weight=weight)
            for place in range(count)
        ],
        4,
    )


def test_nothing_answered_is_not_enough() -> None:
    missing = state_readiness(Belief(4), SAA, 0)
    assert missing == Missing(answers=40, timed=20, by_domain={1: 3, 2: 3, 3: 3, 4: 3}, days_since=None)


def test_what_is_missing_counts_down() -> None:
    assert missing_evidence(practiced(38), 0) == Missing(2, 0, {}, None)
    assert missing_evidence(practiced(40), 0) is None
    assert missing_evidence(practiced(60, timed=False, weight=0.8), 0) == Missing(20, 20, {}, None)


def test_each_domain_is_needed() -> None:
    belief = replay([Evidence(0, 1, 0, 0.25, True) for _ in range(60)], 4)
    assert missing_evidence(belief, 0) == Missing(9, 0, {2: 3, 3: 3, 4: 3}, None)


def test_weights_that_do_not_add_up_exactly_are_enough() -> None:
    assert missing_evidence(practiced(100, weight=0.4), 0) is None


def test_old_answers_are_not_enough() -> None:
    belief = practiced(60)
    assert isinstance(state_readiness(belief, SAA, 60), Statement)
    assert missing_evidence(belief, 60.5) == Missing(1, 0, {}, days_since=60)


@pytest.mark.parametrize(
    ("probability", "percent", "label"),
    [
        (0.0, 5, "under 5 %"),
        (0.049, 5, "under 5 %"),
        (0.05, 5, "5 %"),
        (0.12, 10, "10 %"),
        (0.13, 15, "15 %"),
        (0.52, 50, "50 %"),
        (0.95, 95, "95 %"),
        (0.951, 95, "over 95 %"),
        (1.0, 95, "over 95 %"),
    ],
)
def test_the_figure_is_rounded(probability: float, percent: int, label: str) -> None:
    assert (rounded_percent(probability), percent_label(probability)) == (percent, label)


@pytest.mark.parametrize(
    ("low", "high", "verdict"),
    [
        (0.0, 0.49, Verdict.NOT_YET),
        (0.81, 1.0, Verdict.READY),
        (0.1, 0.75, Verdict.TOO_EARLY),
        (0.3, 0.85, Verdict.CLOSE),
        (0.8, 1.0, Verdict.CLOSE),
        (0.45, 0.5, Verdict.CLOSE),
    ],
)
def test_the_word_follows_the_whole_interval(low: float, high: float, verdict: Verdict) -> None:
    assert verdict_of(Forecast((low + high) / 2, low, high, 20, 40, 30.0)) is verdict


def test_a_statement_says_it_all() -> None:
    belief = practiced(80)
    said = state_readiness(belief, SAA, 1)
    assert isinstance(said, Statement)
    assert said.forecast == forecast(belief, SAA, 1)
    assert said.percent == rounded_percent(said.forecast.probability)
    assert said.narrowing == narrowing_domain(belief, SAA)


def test_the_domain_that_narrows_most_is_large_or_little_known() -> None:
    assert narrowing_domain(Belief(4), SAA) == 1
    known = replay([Evidence(0, (1, 3, 4)[place % 3], 0, 0.25, place % 2 == 0) for place in range(200)], 4)
    assert narrowing_domain(known, SAA) == 2


def test_the_weak_domain_is_what_to_do_next() -> None:
    steps = next_steps(practiced(80, wrong_in=3), SAA, 0)
    assert steps[0].domain == 3
    assert sorted(step.domain or 0 for step in steps) == [1, 2, 3, 4]
    assert all(step.gain > 0 for step in steps)


def test_a_trap_is_worth_what_it_costs() -> None:
    records = [
        TrapRecord("often", offered=20, chosen=12, share=0.10),
        TrapRecord("rare-in-the-exam", offered=20, chosen=12, share=0.02),
        TrapRecord("once", offered=1, chosen=1, share=0.10),
        TrapRecord("never", offered=20, chosen=0, share=0.10),
    ]
    steps = [step for step in next_steps(practiced(80, wrong_in=3), SAA, 0, records) if step.trap]
    assert [step.trap for step in steps] == ["often", "once", "rare-in-the-exam"]


@given(st.integers(20, 80), st.integers(0, 4))
def test_gains_stay_probabilities_and_leave_the_belief_alone(count: int, wrong_in: int) -> None:
    belief = practiced(count, wrong_in=wrong_in)
    before = belief.to_json()
    now = forecast(belief, SAA, 3).probability
    for step in next_steps(belief, SAA, 3, [TrapRecord("t", 10, 9, 0.2)]):
        assert 0 <= step.gain <= 1 - now + 1e-9
    assert belief.to_json() == before
