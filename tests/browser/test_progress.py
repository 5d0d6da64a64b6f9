"""The charts of progress in a real browser: they take the page's colors, fit every width, and show their figures."""

import re
from datetime import timedelta
from pathlib import Path
from random import Random
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.store.engine import new_engine
from app.store.tables import LearnerRow
from app.time import system_clock
from tests.browser.conftest import NewPage
from tests.browser.taking import start_quiz
from tests.practicing import sit_quiz

EXAM = "saa-c03"
WIDTHS = (360, 1280)
COLOR = "(node) => getComputedStyle(node).fill"
SIZE = "(node) => node.getBoundingClientRect().height"
OUTSIDE = """(svg) => {
  const box = svg.getBoundingClientRect();
  return [...svg.querySelectorAll('text, circle, rect, path')].filter((node) => {
    const own = node.getBoundingClientRect();
    return own.width && (own.left < box.left - 2 || own.right > box.right + 2 || own.top < box.top - 2
      || own.bottom > box.bottom + 2);
  }).map((node) => node.outerHTML);
}"""


@pytest.fixture
def learner(page: Page, database: Path) -> Page:
    """A guest with five quizzes behind them, on five days."""
    attempt = start_quiz(page)
    engine = new_engine(f"sqlite:///{database}")
    chance = Random(3)
    with Session(engine, expire_on_commit=False) as session:
        learner_id = session.scalars(select(LearnerRow.id).order_by(LearnerRow.id.desc())).first()
        assert learner_id is not None, f"{attempt} has a learner"
        for number in range(5):
            at = system_clock() - timedelta(days=5 - number)
            sure = "guess" if number % 2 else "sure"
            sit_quiz(session, learner_id, EXAM, number, 20, lambda _: chance.random() < 0.7, confidence=sure, now=at)
    engine.dispose()
    return page


def test_charts_are_seen_in_both_themes_and_at_both_widths(learner: Page) -> None:
    for width in WIDTHS:
        learner.set_viewport_size({"width": width, "height": 800})
        colors = {}
        for scheme in ("light", "dark"):
            learner.emulate_media(color_scheme=scheme)
            learner.goto(f"/progress/{EXAM}")
            charts = learner.locator("svg.plotted")
            expect(charts).to_have_count(6)
            for chart in charts.all():
                assert chart.bounding_box()["width"] > 280  # type: ignore[index]
                assert not chart.evaluate(OUTSIDE)
                assert all(10 <= text.evaluate(SIZE) <= 24 for text in chart.locator("text").all())
            colors[scheme] = charts.first.locator(".dot").first.evaluate(COLOR)
            assert not learner.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        assert colors["light"] != colors["dark"]


def test_the_figures_open_as_a_table_and_lead_to_results(learner: Page) -> None:
    learner.goto(f"/progress/{EXAM}")
    figure = learner.locator("figure").first
    expect(figure.get_by_role("table")).to_be_hidden()
    figure.get_by_text("The figures as a table").click()
    expect(figure.get_by_role("row")).to_have_count(6)
    figure.get_by_role("link").first.click()
    learner.wait_for_url(re.compile(r"/attempts/[^/]+/result$"))
    learner.get_by_role("link", name="Your progress in SAA-C03").click()
    assert urlsplit(learner.url).path == f"/progress/{EXAM}"


def test_a_screen_reader_hears_title_and_description(learner: Page) -> None:
    learner.goto(f"/progress/{EXAM}")
    picture = learner.get_by_role("img", name=re.compile("^Share of right answers, sitting by sitting 5 sittings from"))
    expect(picture).to_have_count(1)


def test_a_date_is_set_by_keyboard(new_page: NewPage) -> None:
    page = new_page()
    page.goto(f"/progress/{EXAM}")
    day = (system_clock() + timedelta(days=30)).date()
    page.get_by_label("Date of your exam").fill(day.isoformat())
    page.get_by_role("button", name="Set", exact=True).press("Enter")
    expect(page.get_by_text(re.compile(r"(29|30|31) days to your exam"))).to_be_visible()
