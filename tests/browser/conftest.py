"""A real browser against the real server: what the browser tests share."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    expect,
    sync_playwright,
)

from tools.find_browser import find_browser
from tools.serving import serving

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "screenshots"
STEP_MILLISECONDS = 20_000
DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
# Without these a browser calls home at every start, and as root it does not start at all.
BROWSER_ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
).split()
# A missing part of a page is a fault; an answer to a form, such as 422 or 404, may be what the test wants.
PARTS = frozenset({"font", "image", "manifest", "script", "stylesheet"})

NewPage = Callable[..., Page]
Screenshot = Callable[[Page, str], Path]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser a session. Without one, every test that needs it is left out, or fails where CI=true."""
    path = find_browser()
    if path is None and os.environ.get("CI") == "true":
        pytest.fail("no browser is installed")
    if path is None:
        pytest.skip("no browser is installed")
    expect.set_options(timeout=STEP_MILLISECONDS)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, headless=True, args=BROWSER_ARGUMENTS)
        yield running
        running.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real `whose serve` with an empty database of its own; one a session, and its seed is given."""
    with serving(tmp_path_factory.mktemp("server"), WHOSE_SEED="1") as address:
        yield address


@pytest.fixture
def database(server: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The server's SQLite file."""
    return next(tmp_path_factory.getbasetemp().glob("server*/whose.sqlite"))


@pytest.fixture
def new_page(browser: Browser, server: str) -> Iterator[NewPage]:
    """Opens pages, each in a browser of its own: `new_page(viewport=PHONE, java_script_enabled=False)`.

    Takes Playwright's options of a context. Addresses are relative to the server: `page.goto("/")`. A test fails at its
    end where a page raised or logged an error, lacked a part, asked another host for anything, or the server failed.
    """
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def open_page(**options: Any) -> Page:
        context = browser.new_context(**{"base_url": server, "viewport": DESKTOP} | options)
        context.set_default_timeout(STEP_MILLISECONDS)
        contexts.append(context)
        _record_faults(context, server, faults)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()
    assert not faults, "\n".join(faults)


@pytest.fixture
def page(new_page: NewPage) -> Page:
    """A page at desktop width."""
    return new_page()


@pytest.fixture(scope="session")
def screenshot() -> Screenshot:
    """Takes a picture of a whole page into screenshots/: `screenshot(page, "home-390")`."""

    def take(page: Page, name: str) -> Path:
        path = PICTURES / f"{name}.png"
        page.screenshot(path=path, full_page=True, animations="disabled")
        return path

    return take


def _record_faults(context: BrowserContext, server: str, faults: list[str]) -> None:
    own = urlsplit(server).netloc

    def on_console(message: ConsoleMessage) -> None:
        # A status that is an error also stands in the console; on_response decides on those.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            faults.append(f"console: {message.text} ({message.location.get('url', '')})")

    def on_request(request: Request) -> None:
        url = urlsplit(request.url)
        if url.scheme not in ("data", "blob") and url.netloc != own:
            faults.append(f"asks another host: {request.url}")

    def on_response(response: Response) -> None:
        limit = 400 if response.request.resource_type in PARTS else 500
        if response.status >= limit:
            faults.append(f"{response.status} for {response.request.method} {response.url}")

    context.on("console", on_console)
    context.on("weberror", lambda error: faults.append(f"script: {error.error}"))
    context.on("request", on_request)
    context.on("response", on_response)
