from math import sqrt
from random import Random
from statistics import correlation

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.assessment.item_stats import (
    ChoiceSum,
    Correlation,
    FormTally,
    Observation,
    Tally,
    choice_stats,
    discrimination,
    efficiency,
    facility,
    guess_corrected,
    kr20,
    largest_discrimination,
    rest_scores,
    shrunk_discrimination,
    shrunk_facility,
    strength_from,
)

REFERENCE = tuple(zip((True, True, False, True, False), (0.9, 0.7, 0.4, 0.6, 0.5), strict=True))
options = st.sampled_from("ABCD")
observations = st.builds(lambda rest, chosen: Observation(chosen == "A", rest, (chosen,)), st.floats(-1, 1), options)


def tally_of(*seen: Observation) -> Tally:
    tally = Tally()
    for one in seen:
        tally.add(one)
    return tally


def test_the_reference_values() -> None:
    """From the method reference, 2.3."""
    tally = tally_of(*(Observation(right, rest) for right, rest in REFERENCE))
    share, r = facility(tally), discrimination(tally)
    assert share is not None
    assert share.value == 0.6
    assert r is not None
    assert round(r.value, 4) == 0.8068


def test_kr20_of_the_reference() -> None:
    """Of [[1, 1, 1], [1, 1, 0], [1, 0, 0], [0, 0, 0]]."""
    assert kr20(FormTally(4, 3 + 2 + 1, 9 + 4 + 1, (3, 2, 1))) == 0.75


@given(st.lists(observations, min_size=2, max_size=60))
def test_sums_agree_with_all_answers_at_once(seen: list[Observation]) -> None:
    """What is kept incrementally is what a scan of the answers gives."""
    tally = tally_of(*seen)
    share, r = facility(tally), discrimination(tally)
    right = [float(one.right) for one in seen]
    rests = [round(one.rest, 5) for one in seen]
    assert share is not None
    assert share.value == pytest.approx(sum(right) / len(right))
    if len(set(right)) == 1 or len(set(rests)) == 1:
        assert r is None
    else:
        assert r is not None
        assert r.value == pytest.approx(correlation(right, rests), abs=1e-6)
    for choice in choice_stats(tally, "ABCD"):
        chosen = [float(choice.id in one.choices) for one in seen]
        assert choice.share.value == pytest.approx(sum(chosen) / len(chosen))
        if choice.discrimination is not None:
            assert choice.discrimination.value == pytest.approx(correlation(chosen, rests), abs=1e-6)


@given(st.lists(observations, max_size=80), st.randoms(use_true_random=False))
def test_order_does_not_matter(seen: list[Observation], rng: Random) -> None:
    """Exactly: the sums are integers."""
    mixed = list(seen)
    rng.shuffle(mixed)
    assert tally_of(*seen) == tally_of(*mixed)


def test_without_spread_nothing_correlates() -> None:
    """Null, not 0."""
    assert facility(Tally()) is None
    assert discrimination(Tally()) is None
    assert discrimination(tally_of(Observation(True, 0.2), Observation(True, 0.9))) is None
    assert discrimination(tally_of(Observation(True, 0.5), Observation(False, 0.5))) is None
    assert efficiency(tally_of(Observation(True, 0.2))) is None
    assert choice_stats(Tally(), "AB") == ()


def test_the_interval_of_a_correlation_is_fishers() -> None:
    """r = 0.5 of 103 answers: tanh(atanh 0.5 ± 1.645/10), by hand."""
    r = Correlation(0, 0, 0, 0)
    tally = Tally(count=103, right=50)
    rng = Random(1)
    while abs(r.value - 0.5) > 0.005:
        tally = Tally()
        for _ in range(103):
            right = rng.random() < 0.5
            tally.add(Observation(right, 0.11 * right + rng.gauss(0.5, 0.1)))
        r = discrimination(tally) or r
    assert r.low == pytest.approx(0.366, abs=0.01)
    assert r.high == pytest.approx(0.613, abs=0.01)


def test_few_answers_say_nothing_of_a_correlation() -> None:
    r = discrimination(tally_of(Observation(True, 0.9), Observation(False, 0.1), Observation(True, 0.7)))
    assert r is not None
    assert (r.low, r.high) == (-1, 1)


def test_rest_scores_leave_the_item_itself_out() -> None:
    assert rest_scores([True, False, True]) == (0.5, 1.0, 0.5)
    assert rest_scores([True, False, True], [0.8, 0.4, 0.3]) == pytest.approx((0.15, 0.45, -0.1))
    assert rest_scores([True]) == ()
    with pytest.raises(ValueError, match="do not match"):
        rest_scores([True, False], [0.5])


def test_guess_correction() -> None:
    assert guess_corrected(0.625, 0.25) == 0.5
    assert guess_corrected(0.2, 0.25) == 0
    with pytest.raises(ValueError, match="below 1"):
        guess_corrected(0.5, 1.0)


def test_efficiency_agrees_with_sorted_marks() -> None:
    """Moodle's definition: the covariance over the largest that the same marks allow, both columns sorted."""
    rng = Random(3)
    for difficulty in (-1.0, 0.0, 0.8):
        seen = []
        for _ in range(4000):
            rest = rng.gauss(0.6, 0.12)
            seen.append(Observation(rng.gauss(8 * (rest - 0.6), 1) > difficulty, rest))
        ordered = correlation(sorted(float(one.right) for one in seen), sorted(one.rest for one in seen))
        tally = tally_of(*seen)
        r, found = discrimination(tally), efficiency(tally)
        assert r is not None
        assert found == pytest.approx(r.value / ordered, abs=0.02)


def test_the_largest_discrimination_is_at_one_half() -> None:
    assert largest_discrimination(0.5) == pytest.approx(sqrt(2 / 3.141592653589793))
    assert largest_discrimination(0.9) < largest_discrimination(0.6) < largest_discrimination(0.5)
    with pytest.raises(ValueError, match="nothing correlates"):
        largest_discrimination(1.0)


def test_distractors() -> None:
    """A works (chosen by the weak), B is chosen by the strong, C by nobody."""
    weak = [Observation(False, 0.3 + place / 100, ("A",)) for place in range(10)]
    strong = [Observation(False, 0.8 + place / 100, ("B",)) for place in range(10)]
    right = [Observation(True, 0.5 + place / 100, ("key",)) for place in range(20)]
    a, b, c = choice_stats(tally_of(*weak, *strong, *right), "ABC")
    assert (a.share.value, b.share.value, c.share.value) == (0.25, 0.25, 0)
    assert (a.functioning, b.functioning, c.functioning) == (True, False, False)
    assert c.discrimination is None


def test_shrinkage_pulls_few_answers_to_the_parent() -> None:
    assert shrunk_facility(0, 0, 0.7) == pytest.approx(0.7)
    assert shrunk_facility(10, 20, 0.7) == pytest.approx(0.6)
    assert shrunk_facility(500, 1000, 0.7) == pytest.approx(0.5, abs=0.01)
    assert shrunk_discrimination(None) == 0.25
    assert shrunk_discrimination(Correlation(63, 0.25, 0, 0)) == pytest.approx(0.25)
    few = shrunk_discrimination(Correlation(10, -0.5, 0, 0))
    many = shrunk_discrimination(Correlation(1000, -0.5, 0, 0))
    assert -0.5 < many < -0.4 < 0 < few < 0.25


def test_strength_is_found_from_the_spread_of_units() -> None:
    rng = Random(5)
    units = []
    for _ in range(2000):
        share = rng.betavariate(14, 6)  # worth 20 answers
        units.append((sum(rng.random() < share for _ in range(40)), 40))
    assert strength_from(units) == pytest.approx(20, rel=0.2)
    assert strength_from(units[:100]) == 20
    assert strength_from([(14, 20)] * 300, default=33) == 33


def test_kr20_has_limits() -> None:
    assert kr20(FormTally()) is None
    assert kr20(FormTally(2, 2, 2, (1, 1))) is None, "both have the same score"
    assert kr20(FormTally(2, 1, 1, (1,))) is None, "one item agrees with nothing"


def test_sums_are_integers() -> None:
    tally = tally_of(Observation(True, 1 / 3, ("A",)))
    assert tally == Tally(1, 1, 33333, 33333**2, 33333, {"A": ChoiceSum(1, 33333)})
