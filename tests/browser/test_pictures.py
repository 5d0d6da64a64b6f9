"""Every page at phone and desktop width, in light and dark: a picture of each, and nothing that scrolls sideways."""

import re
from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import DESKTOP, PHONE, NewPage, Screenshot

NARROW = {"width": 320, "height": 640}
PAGES = {
    "home": "/",
    "exam": "/exams/saa-c03",
    "exam-retired": "/exams/scs-c02",
    "scoring": "/about/scoring",
    "register": "/account/register",
    "login": "/account/login",
    "history-empty": "/attempts",
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
    page.goto("/attempts")
    yield "history"
