from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.assessment.readiness import replay
from app.assessment.readiness_evidence import Exposures, GivenAnswer, chance_of, weight_of
from app.assessment.sitting import Mode
from question_bank.item import Item, ItemType, Option
from tests.unit.assessment.replaying import evidence_from

NOON = datetime(2027, 1, 15, 12, tzinfo=UTC)
ANSWER = GivenAnswer(NOON, "item-1", "pick-task", ("aws/ec2/guest-os-patching",), 1, 0.2, 0.25, Mode.QUICK, True)


def later(hours: float, **changes: Any) -> GivenAnswer:
    """Another item of the same idea, `hours` after the first."""
    return replace(ANSWER, at=NOON + timedelta(hours=hours), **{"item": f"item-after-{hours}", **changes})


def weights(*answers: GivenAnswer) -> list[float]:
    return [evidence.weight for evidence in evidence_from(answers)]


@pytest.mark.parametrize(
    ("change", "weight"),
    [
        ({}, 1.0),
        ({"mode": Mode.SIMULATION}, 1.0),
        ({"mode": Mode.STUDY}, 0.8),
        ({"mode": Mode.STUDY, "filtered": True}, 0.4),
        ({"mode": Mode.DRILL}, 0.0),
        ({"rapid": True}, 0.0),
        ({"looked_up": True}, 0.0),
        ({"answered": False, "correct": False}, 0.5),
    ],
)
def test_weights(change: dict[str, Any], weight: float) -> None:
    assert weight_of(replace(ANSWER, **change), repeat=False) == pytest.approx(weight)
    assert weight_of(replace(ANSWER, **change), repeat=True) == 0


def test_an_item_counts_once_for_ever() -> None:
    assert weights(ANSWER, replace(ANSWER, at=NOON + timedelta(days=400))) == [1.0, 0.0]


def test_an_idea_counts_again_after_a_day() -> None:
    assert weights(ANSWER, later(23.9), later(48)) == [1.0, 0.0, 1.0]
    assert weights(ANSWER, later(24)) == [1.0, 1.0]


def test_another_family_or_cell_is_another_idea() -> None:
    assert weights(ANSWER, later(1, family="who-owns"), later(2, cells=("aws/rds/guest-os-patching",))) == [1.0] * 3


@given(st.integers(1, 200))
def test_drilling_never_raises_readiness(count: int) -> None:
    """Not by its own answers, and not by those that repeat what was drilled."""
    drilled = [later(place / 100, mode=Mode.DRILL) for place in range(count)]
    again = [replace(one, mode=Mode.QUICK, at=one.at + timedelta(hours=3)) for one in drilled]
    belief = replay(evidence_from([ANSWER, *drilled, *again]), 4)
    assert belief.to_json() == replay(evidence_from([ANSWER]), 4).to_json()


def test_exposures_carry_over_from_one_sitting_to_the_next() -> None:
    seen = Exposures()
    list(evidence_from([ANSWER], seen))
    assert seen.is_repeat(ANSWER)
    assert seen.is_repeat(later(2))
    assert not seen.is_repeat(later(2, family="who-owns"))


def test_an_unanswered_item_is_wrong() -> None:
    found = list(evidence_from([replace(ANSWER, answered=False)]))
    assert not found[0].correct
    assert found[0].timed


OPTIONS = tuple(Option(str(place), f"Option {place}", place < 2, "Because.", None) for place in range(5))


def item(kind: ItemType, **more: Any) -> Item:
    parts: dict[str, Any] = {"options": OPTIONS, **more}
    return Item("clf-c02", 1, "1.1", "pick-task", kind, "Stem?", explanation="", proof=(), difficulty=0,
                bank_version="1", **parts)  # fmt: skip


@pytest.mark.parametrize(
    ("make", "chance"),
    [
        (lambda: item(ItemType.MULTIPLE_CHOICE, options=OPTIONS[1:]), 1 / 4),
        (lambda: item(ItemType.MULTIPLE_RESPONSE), 1 / 10),
        (lambda: item(ItemType.ORDERING, order=("0", "1", "2", "3")), 1 / 24),
        (lambda: item(ItemType.ORDERING, order=("0", "1", "2", "3", "4")), 0.01),
        (lambda: item(ItemType.MATCHING, options=OPTIONS[:3], pairs=(("a", "0"), ("b", "1"), ("c", "2"))), 1 / 6),
        (lambda: item(ItemType.MATCHING, options=OPTIONS[:2], pairs=(("a", "0"), ("b", "1"), ("c", "1"))), 1 / 8),
    ],
)
def test_the_chance_of_a_blind_guess(make: Callable[[], Item], chance: float) -> None:
    assert chance_of(make()) == pytest.approx(chance)
