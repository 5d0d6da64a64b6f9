"""Every page at phone and desktop width, in light and dark: a picture of each, and nothing that scrolls sideways."""

import re
from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import DESKTOP, PHONE, NewPage, Screenshot
from tests.browser.taking import choose

NARROW = {"width": 320, "height": 640}
PAGES = {
    "home": "/",
    "exam": "/exams/saa-c03",
    "exam-retired": "/exams/scs-c02",
    "own-quiz": "/exams/scs-c03/quiz?domains=1&services=s3&services=ec2",
    "form-code": "/forms?code=nonsense",
    "scoring": "/about/scoring",
    "register": "/account/register",
    "login": "/account/login",
    "history-empty": "/attempts",
    "traps-empty": "/traps",
    "kept-empty": "/traps/kept",
    "reports-empty": "/reports",
    "not-found": "/nowhere",
}


@pytest.mark.screenshots
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, DESKTOP, NARROW], ids=lambda size: str(size["width"]))
def test_pages_fit_their_width(
    new_page: NewPage, screenshot: Screenshot, viewport: dict[str, int], scheme: Literal["light", "dark"]
) -> None:
    page = new_page(viewport=viewport, color_scheme=scheme)
    too_wide = []
    for name in visit(page):
        screenshot(page, f"{name}-{viewport['width']}-{scheme}")
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            too_wide.append(name)
    assert not too_wide


def visit(page: Page) -> Iterator[str]:
    """Open one page after the other, as a guest who takes a quiz; yields the name of each while it is open."""
    for name, path in PAGES.items():
        page.goto(path)
        yield name
    page.goto("/exams/clf-c02")
    page.get_by_role("button", name="10 questions").click()
    page.wait_for_url(re.compile(r"/attempts/[^/]+/1$"))
    attempt = page.url.removesuffix("/1")
    yield "question"
    page.locator("fieldset label").first.click()
    page.goto(f"{attempt}/2")
    yield "question-2"
    page.goto(f"{attempt}/check")
    yield "check"
    page.locator("form[action$='/submit'] button").first.click()
    page.wait_for_url(f"{attempt}/result")
    yield "result"
    page.goto(f"{attempt}/review")
    yield "review"
    page.goto(f"{attempt}/review?at=1")
    yield "review-one"
    page.goto(f"{attempt}/1/report")
    yield "report"
    page.goto("/attempts")
    yield "history"
    yield from visit_study(page)
    page.goto("/traps")
    yield "traps"
    if page.locator(".entry h3 a").count():
        page.locator(".entry h3 a").first.click()
        yield "trap"


def visit_study(page: Page) -> Iterator[str]:
    """Study one question, and look at the page before the end."""
    page.goto("/exams/saa-c03/quiz?families=pick-task")
    page.get_by_role("button", name="Start", exact=True).click()
    page.wait_for_url(re.compile(r"/attempts/[^/]+/1$"))
    yield "study"
    page.wait_for_load_state("networkidle")
    choose(page)
    page.get_by_role("button", name="Check answer").click()
    page.locator(".option--right").first.wait_for()
    yield "revealed"
    page.locator("#palette [value=check]").dispatch_event("click")
    page.wait_for_url(re.compile(r"/check$"))
    yield "finish"
