"""Every page fits every width. `make screenshots` takes a picture of each, at three widths, in light and dark."""

from itertools import chain

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import ROOT, NewPage, Screenshot
from tests.browser.walking import visit_learner, visit_open

WIDTHS = (360, 768, 1440)
SCHEMES = ("light", "dark")
# 320 pixels is also what 200 % of zoom leaves of 640, and 400 % of 1280.
NARROWEST = {"width": 320, "height": 512}
README = ROOT / "docs" / "pictures"
README_SIZE = {"width": 1024, "height": 640}
# Pages that the README shows, each in one theme.
SHOWN = {"question-answered": "light", "home-answered": "dark", "explore": "light", "trap": "dark"}
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.mark.screenshots
def test_pictures_of_every_page(new_page: NewPage, screenshot: Screenshot) -> None:
    """A test too: a page that fails, logs an error or scrolls sideways is no picture."""
    page = new_page()
    too_wide = []
    for name in chain(visit_open(page), visit_learner(page)):
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            too_wide += [f"{name} at {width}"] if page.evaluate(TOO_WIDE) else []
            for scheme in SCHEMES:
                page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
                screenshot(page, f"{name}-{width}-{scheme}")
        if name in SHOWN:
            _show(page, name)
    assert not too_wide


def test_no_page_scrolls_sideways_on_the_narrowest(new_page: NewPage) -> None:
    page = new_page(viewport=NARROWEST)
    too_wide = [name for name in chain(visit_open(page), visit_learner(page)) if _unfolded_is_too_wide(page)]
    assert not too_wide


def _show(page: Page, name: str) -> None:
    """The top of the page as it stands, for the README."""
    page.set_viewport_size(README_SIZE)  # type: ignore[arg-type]
    page.emulate_media(color_scheme=SHOWN[name])  # type: ignore[arg-type]
    page.evaluate("window.scrollTo({ top: 0, behavior: 'instant' })")
    page.screenshot(path=README / f"{name}.png", animations="disabled")


def _unfolded_is_too_wide(page: Page) -> bool:
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    return bool(page.evaluate(TOO_WIDE))
