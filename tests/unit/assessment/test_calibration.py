import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.assessment.calibration import Calibration, Ratings, Remark, calibrate
from app.assessment.sitting import Confidence

SURE, UNSURE, GUESS = Confidence.SURE, Confidence.UNSURE, Confidence.GUESS


def rated(sure: tuple[int, int] = (0, 0), unsure: tuple[int, int] = (0, 0), guess: tuple[int, int] = (0, 0)) -> Ratings:
    """(right, answered) of each group, all items of four options."""
    ratings = Ratings()
    for confidence, (right, answered) in ((SURE, sure), (UNSURE, unsure), (GUESS, guess)):
        for place in range(answered):
            ratings.add(confidence, correct=place < right, chance=0.25)
    return ratings


def found(ratings: Ratings) -> Calibration:
    calibration = calibrate(ratings)
    assert calibration is not None
    return calibration


def test_by_hand() -> None:
    """18 of 20 sure, 6 of 10 unsure, 5 of 10 guesses: 29 of 40 right."""
    seen = found(rated((18, 20), (6, 10), (5, 10)))
    brier = (18 * 0.1**2 + 2 * 0.9**2 + 6 * 0.4**2 + 4 * 0.6**2 + 5 * 0.75**2 + 5 * 0.25**2) / 40
    base = 29 / 40
    assert seen.brier == pytest.approx(brier)
    assert seen.skill == pytest.approx(1 - brier / (base * (1 - base)))
    assert seen.reliability == pytest.approx(10 * (0.25 - 0.5) ** 2 / 40)
    assert seen.resolution == pytest.approx(
        (20 * (0.9 - base) ** 2 + 10 * (0.6 - base) ** 2 + 10 * (0.5 - base) ** 2) / 40
    )
    assert seen.groups[SURE].share == 0.9
    assert seen.groups[SURE].stated == pytest.approx(0.9)


@given(st.lists(st.tuples(st.sampled_from(list(Confidence)), st.booleans()), min_size=30, max_size=200))
def test_murphys_parts_add_up_to_the_score(answers: list[tuple[Confidence, bool]]) -> None:
    """Where a group states one probability, brier = reliability − resolution + base rate variance."""
    ratings = Ratings()
    for confidence, correct in answers:
        ratings.add(confidence, correct=correct, chance=0.25)
    seen = found(ratings)
    base = sum(correct for _, correct in answers) / len(answers)
    assert seen.brier == pytest.approx(seen.reliability - seen.resolution + base * (1 - base))


def test_few_ratings_say_nothing() -> None:
    assert calibrate(rated((20, 29))) is None
    seen = found(rated((20, 25), guess=(2, 7)))
    assert set(seen.groups) == {SURE}


@pytest.mark.parametrize(
    ("ratings", "remarks"),
    [
        (rated((18, 30)), (Remark.OVERCONFIDENT,)),
        (rated((25, 30)), ()),
        (rated((28, 30), guess=(14, 20)), (Remark.KNOWS_MORE,)),
        (rated((28, 30), guess=(8, 20)), ()),
        (rated((10, 30), guess=(18, 20)), (Remark.OVERCONFIDENT, Remark.KNOWS_MORE)),
    ],
)
def test_remarks_need_a_whole_interval(ratings: Ratings, remarks: tuple[Remark, ...]) -> None:
    assert found(ratings).remarks == remarks


def test_a_guess_states_the_chance_of_its_item() -> None:
    ratings = Ratings()
    for place in range(30):
        ratings.add(GUESS, correct=False, chance=0.25 if place % 2 else 0.10)
    seen = found(ratings)
    assert seen.groups[GUESS].stated == pytest.approx(0.175)
    assert seen.brier == pytest.approx((0.25**2 + 0.10**2) / 2)
    assert seen.skill is None
