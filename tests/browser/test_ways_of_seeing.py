"""Zoom, forced colors, less motion and paper: what the pages owe to those who read in another way."""

from itertools import chain

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewPage
from tests.browser.taking import choose, finish_quiz, start_quiz
from tests.browser.walking import visit_open

# A window of 1280 by 1024 at 200 % of zoom.
ZOOMED = {"width": 640, "height": 512}
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
MOVING = """[...document.querySelectorAll('*')].filter((one) => {
  const { transitionDuration, animationDuration, animationName } = getComputedStyle(one);
  const moves = (seconds) => seconds.split(',').some((part) => parseFloat(part) > 0);
  return moves(transitionDuration) || (animationName !== 'none' && moves(animationDuration));
}).map((one) => one.outerHTML.slice(0, 80))"""


def test_at_200_percent_nothing_scrolls_sideways_or_is_covered(new_page: NewPage) -> None:
    page = new_page(viewport=ZOOMED)
    assert not [name for name in visit_open(page) if page.evaluate(TOO_WIDE)]
    start_quiz(page)
    assert not page.evaluate(TOO_WIDE)
    last = page.locator(".option label").last
    last.click()
    expect(page.locator("input[name=choice]:checked")).to_have_count(1)


def test_less_motion_means_none(new_page: NewPage) -> None:
    page = new_page(reduced_motion="reduce")
    start = (start_quiz(page) for _ in range(1))
    for name in chain(visit_open(page), start):
        assert not page.evaluate(MOVING), name
        assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto", name


def test_in_forced_colors_a_choice_and_the_place_still_show(new_page: NewPage) -> None:
    page = new_page(forced_colors="active")
    start_quiz(page)
    choose(page)
    expect(page.locator("[data-saved]")).to_have_attribute("data-state", "saved")
    row = page.locator(".option:has(input:checked)").first
    outline = row.evaluate("(one) => getComputedStyle(one).outlineStyle")
    other = page.locator(".option:not(:has(input:checked))").first
    assert outline == "solid"
    assert other.evaluate("(one) => getComputedStyle(one).outlineStyle") == "none"
    here = page.locator("#palette [aria-current]")
    assert here.evaluate("(one) => getComputedStyle(one).outlineStyle") == "solid"
    page.goto("/explore")
    cut = page.locator(".layers__side--cut, .layer--shared > div").first
    assert cut.evaluate("(one) => getComputedStyle(one).forcedColorAdjust") == "auto"


@pytest.mark.parametrize("page_of", ["result", "/traps"])
def test_on_paper_there_is_the_text_and_no_machinery(new_page: NewPage, page_of: str) -> None:
    page = new_page(color_scheme="dark")
    attempt = finish_quiz(page, 5)
    page.goto(page_of if page_of.startswith("/") else f"{attempt}/{page_of}")
    page.emulate_media(media="print")
    for gone in ("header.top", "footer", ".skip", "button", ".no-print"):
        for one in page.locator(gone).all():
            expect(one).not_to_be_visible()
    white = page.evaluate("getComputedStyle(document.documentElement).colorScheme")
    assert white == "light"
    expect(page.get_by_role("heading", level=1)).to_be_visible()
