"""Takes a quiz in a browser, by the ways that a person has."""

import re
import sqlite3
from contextlib import closing
from datetime import UTC, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from app.time import system_clock

LENGTH = 10
NUMBERS = {"ONE": 1, "TWO": 2, "THREE": 3, "FOUR": 4}
FLAG = ".moves [value=flag]"
UNTIL_CUT_OFF = """async () => {
  const through = () => fetch("/healthz", { cache: "no-store" }).then(() => true, () => false);
  const pause = () => new Promise((resolve) => { setTimeout(resolve, 50); });
  for (let tries = 0; tries < 200 && (await through()); tries += 1) await pause();
}"""


def start_quiz(page: Page, exam: str = "clf-c02", button: str = "10 questions") -> str:
    """Start a quiz from the exam's page; the attempt's path."""
    page.goto(f"/exams/{exam}")
    page.get_by_role("button", name=button).click()
    page.wait_for_url(re.compile(r"/attempts/[^/]+/1$"))
    return urlsplit(page.url).path.removesuffix("/1")


def how_many(page: Page) -> int:
    """How many options the question asks for."""
    return NUMBERS[page.locator("#choose strong").inner_text()]


def choose(page: Page, first: int = 0) -> None:
    """Choose as many options as asked for, by mouse, from option `first` on."""
    labels = page.locator(".option label")
    for index in range(first, first + how_many(page)):
        labels.nth(index % labels.count()).click()


def expect_saved(page: Page) -> None:
    """Wait for the server's word that the answer is on disk."""
    expect(page.locator("[data-saved]")).to_have_attribute("data-state", "saved")


def expect_in_charge(page: Page) -> None:
    """Wait until what the page asks for comes past the service worker."""
    page.wait_for_function("() => navigator.serviceWorker.controller?.state === 'activated'")


def cut_off(page: Page) -> None:
    """Cut a browser off, and wait until nothing gets through: what is sent before that may still reach the server."""
    page.context.set_offline(True)
    page.evaluate(UNTIL_CUT_OFF)


def lose_network(page: Page) -> None:
    """Cut a browser off whose worker is in charge: one cut off while it is installed can stay so for good."""
    expect_in_charge(page)
    cut_off(page)


def close_unsent(page: Page) -> None:
    """Choose an answer without network, and close the tab before it is sent.

    The browser gives a closing tab its network back for a last moment, so its script is kept from sending before.
    """
    lose_network(page)
    choose(page)
    expect(page.locator("[data-saved]")).to_have_attribute("data-state", "failed")
    page.evaluate("() => { window.fetch = () => new Promise(() => {}); }")
    page.close()


def come_back(page: Page) -> Page:
    """A new tab beside a closed one, with network again."""
    page.context.set_offline(False)
    return page.context.new_page()


def press_until(page: Page, name: str, limit: int = 60) -> None:
    """Press Tab until the control with this text has the focus."""
    for _ in range(limit):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()").startswith(name):
            return
    raise AssertionError(f"{name!r} was not reached in {limit} steps of Tab")


def set_deadline(database: Path, attempt: str, seconds: float) -> None:
    """Move an attempt's deadline to `seconds` from now, behind the page's back."""
    deadline = (system_clock() + timedelta(seconds=seconds)).astimezone(UTC).replace(tzinfo=None)
    with closing(sqlite3.connect(database, timeout=10)) as connection, connection:
        changed = connection.execute(
            "UPDATE attempt SET deadline = ? WHERE id = ?",
            (deadline.isoformat(" ", "microseconds"), attempt.rsplit("/", 1)[1]),
        )
        assert changed.rowcount == 1


def finish_quiz(page: Page, answers: int) -> str:
    """Take a quiz whose first `answers` questions get their first options, mostly wrong, and submit it; its path."""
    attempt = start_quiz(page)
    for position in range(1, answers + 1):
        page.goto(f"{attempt}/{position}")
        choose(page, 1)
        expect_saved(page)
    page.goto(f"{attempt}/check")
    page.get_by_role("button", name="Submit and see the result").click()
    page.wait_for_url(f"**{attempt}/result")
    return attempt
