"""Few answers are drawn towards the level above, as the method reference has it in 2.3."""

from math import atanh, tanh

import pytest
from sqlalchemy import insert
from sqlalchemy.orm import Session

from app.assessment.item_stats import Tally
from app.store.item_shrinking import draw
from app.store.item_tallies import Level, template_of
from app.store.progress_tables import ItemTallyRow
from tests.samples import sample_item

EXAM = "clf-c02"
ITEM = sample_item()
TEMPLATE = template_of(ITEM)
NO_REST = {"rest": 0, "rest_square": 0, "rest_right": 0, "chance": 0}


@pytest.fixture
def above(session: Session) -> None:
    """A family right in 60 % of its answers, and a template of it right in 8 of 10."""
    rows = [("family", "pick-task", 600, 1000), ("template", TEMPLATE, 8, 10)]
    session.execute(
        insert(ItemTallyRow),
        [
            {"exam": EXAM, "level": level, "unit": unit, "answers": count, "right": right} | NO_REST
            for level, unit, right, count in rows
        ],
    )


def test_a_template_is_drawn_to_its_family(session: Session, above: None) -> None:
    (found,) = draw(session, EXAM, Level.TEMPLATE, {TEMPLATE: Tally(10, 8)}, {}).values()
    assert found.facility == pytest.approx((8 + 40 * 0.6) / (10 + 40))
    assert found.discrimination == 0.25, "nothing is known of it but what is usual"


def test_an_item_is_drawn_to_its_template_and_that_to_its_family(session: Session, above: None) -> None:
    template = (8 + 40 * 0.6) / (10 + 40)
    (found,) = draw(session, EXAM, Level.ITEM, {ITEM.id: Tally(4, 0)}, {ITEM.id: ITEM}).values()
    assert found.facility == pytest.approx(20 * template / (4 + 20))


def test_discrimination_is_drawn_on_fishers_scale(session: Session, above: None) -> None:
    """63 answers with a correlation of 0.5 count as much as what is usual."""
    tally = Tally(63, 42, 42, 42, 35)
    n, right, rest = 63, 42, 42
    r = (n * 35 - right * rest) / (right * (n - right))
    (found,) = draw(session, EXAM, Level.TEMPLATE, {TEMPLATE: tally}, {}).values()
    assert found.discrimination == pytest.approx(tanh((atanh(r) + atanh(0.25)) / 2))


def test_how_much_the_level_above_weighs_is_learned(session: Session, above: None) -> None:
    """From 200 units of 20 answers on: those that are all alike leave the usual weight, those that differ take it."""
    unlike = [
        {"exam": EXAM, "level": "template", "unit": f"other/{n}", "answers": 20, "right": 20 * (n % 2)} | NO_REST
        for n in range(200)
    ]
    session.execute(insert(ItemTallyRow), unlike)
    (found,) = draw(session, EXAM, Level.TEMPLATE, {TEMPLATE: Tally(10, 8)}, {}).values()
    assert found.facility == pytest.approx((8 + 1 * 0.6) / (10 + 1))


@pytest.mark.parametrize("level", [Level.FAMILY, Level.CELL, Level.TRAP])
def test_other_levels_have_none_above(session: Session, above: None, level: Level) -> None:
    assert draw(session, EXAM, level, {"pick-task": Tally(1000, 600)}, {}) == {}


def test_without_answers_above_nothing_is_drawn(session: Session) -> None:
    assert draw(session, EXAM, Level.TEMPLATE, {TEMPLATE: Tally(10, 8)}, {}) == {}
