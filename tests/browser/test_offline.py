"""The service worker: a quiz that has begun goes on without network, and nobody is left with an old page."""

import re
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import STEP_MILLISECONDS, NewPage
from tests.browser.taking import LENGTH, choose, cut_off, expect_in_charge, expect_saved, set_deadline, start_quiz

KEPT = """async () => {
  const names = (await caches.keys()).filter((name) => name.startsWith("questions-"));
  const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
  return requests.flat().map((request) => new URL(request.url).pathname).sort();
}"""
ALL_KEPT = """async () => {
  const found = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
  return found.flat().map((request) => new URL(request.url).pathname);
}"""

PAUSE_MILLISECONDS = 50
AHEAD_MILLISECONDS = 3000  # by then the worker has begun to fetch what comes next


@pytest.fixture
def at_home(page: Page) -> Page:
    """A page with the worker in charge."""
    page.goto("/")
    expect_in_charge(page)
    return page


def wait_until(page: Page, holds: Callable[[], bool]) -> None:
    """Wait for what only a promise tells, which Playwright's own waiting takes for true."""
    end = time.monotonic() + STEP_MILLISECONDS / 1000
    while not holds():
        assert time.monotonic() < end
        page.wait_for_timeout(PAUSE_MILLISECONDS)


def expect_kept(page: Page, *paths: str) -> None:
    """Wait until the worker keeps these questions; others may be kept too."""
    wait_until(page, lambda: set(paths) <= set(page.evaluate(KEPT)))


def every_page(attempt: str, length: int = LENGTH) -> list[str]:
    """The addresses of a whole quiz, the review before submitting included."""
    return [f"{attempt}/{place}" for place in [*range(1, length + 1), "check"]]


def test_a_quiz_goes_on_without_network(at_home: Page) -> None:
    page = at_home
    attempt = start_quiz(page)
    choose(page)
    expect_saved(page)
    page.goto(f"{attempt}/2")
    expect_kept(page, f"{attempt}/1", f"{attempt}/2")
    cut_off(page)
    page.reload()
    choose(page, 1)
    expect(page.locator("[data-saved]")).to_have_attribute("data-state", "failed")
    page.goto(f"{attempt}/1")
    expect(page.locator("input[name=choice]:checked").first).to_be_visible()
    choose(page, 1)
    expect(page.locator("[data-saved]")).to_have_attribute("data-state", "failed")
    chosen = page.locator("input[name=choice]:checked").first.get_attribute("value")
    with page.expect_response("**/2/answer"), page.expect_response("**/1/answer"):
        page.context.set_offline(False)
        page.evaluate("window.dispatchEvent(new Event('online'))")
    expect_saved(page)
    page.goto(f"{attempt}/1")
    expect(page.locator("input[name=choice]:checked").first).to_have_value(str(chosen))
    expect(page.get_by_role("button", name="Question 2, answered")).to_be_visible()


def test_questions_that_were_never_opened_are_there_without_network(at_home: Page) -> None:
    """To the last one, with the time that is left and what was answered here; then all is sent."""
    page = at_home
    attempt = start_quiz(page)
    choose(page)
    expect_saved(page)
    expect_kept(page, *every_page(attempt))
    cut_off(page)
    for position in range(2, LENGTH + 1):
        page.goto(f"{attempt}/{position}")
        choose(page, position)
        expect(page.locator("[data-saved]")).to_have_attribute("data-state", "failed")
    expect(page.locator("[data-answered]")).to_have_text(str(LENGTH - 1))
    expect(page.get_by_role("button", name="Question 2, answered on this device")).to_be_visible()
    page.goto(f"{attempt}/check")
    expect(page.get_by_text("this list may be older than your answers")).to_be_visible()
    page.wait_for_load_state("networkidle")  # it has tried to send them; else the page might go on by itself
    page.context.set_offline(False)
    page.get_by_role("link", name="Try again").click()
    expect(page.get_by_text("Every question is answered.")).to_be_visible()


def test_a_kept_question_tells_the_time_of_now(at_home: Page, database: Path) -> None:
    """It was made when more time was left; what another page heard since is nearer to the truth."""
    page = at_home
    attempt = start_quiz(page)
    expect_kept(page, f"{attempt}/2")
    set_deadline(database, attempt, 200)
    page.reload()
    page.goto(f"{attempt}/3")
    cut_off(page)
    page.goto(f"{attempt}/2")
    expect(page.locator(".clock__time")).to_have_text(re.compile("^(3:1|3:0|2:5)"))
    choose(page)
    expect(page.locator("[data-saved]")).to_have_attribute("data-state", "failed")


def test_giving_up_forgets_the_questions(at_home: Page) -> None:
    page = at_home
    attempt = start_quiz(page)
    expect_kept(page, f"{attempt}/1", f"{attempt}/2")
    page.goto(f"{attempt}/check")
    page.get_by_text("Give this attempt up").click()
    page.get_by_role("button", name="Give up without a result").click()
    page.wait_for_url(lambda url: "/attempts" not in url)
    wait_until(page, lambda: page.evaluate(KEPT) == [])


def test_fetching_ahead_is_no_look_at_a_question(at_home: Page, database: Path) -> None:
    """An explorer opened meanwhile belongs to the question on the screen, not to the one fetched last."""
    page = at_home
    attempt = start_quiz(page)
    expect_kept(page, *every_page(attempt))
    page.goto("/explore/services/aws/ec2")
    page.goto(f"{attempt}/1")
    choose(page)
    expect_saved(page)
    with closing(sqlite3.connect(database, timeout=10)) as connection:
        query = "SELECT position FROM response WHERE attempt_id = ? AND looked_up"
        assert connection.execute(query, (attempt.rsplit("/", 1)[1],)).fetchall() == [(1,)]


def test_a_question_opened_before_the_worker_is_kept_too(new_page: NewPage) -> None:
    """A first visit by a link into a quiz: the worker comes after the page."""
    before = new_page(service_workers="block")
    attempt = start_quiz(before)
    page = new_page(storage_state=before.context.storage_state())
    page.goto(f"{attempt}/3")
    expect_kept(page, f"{attempt}/3")
    expect_in_charge(page)
    cut_off(page)
    page.reload()
    choose(page)
    expect(page.locator("[data-saved]")).to_have_attribute("data-state", "failed")


def test_what_is_not_kept_says_that_there_is_no_network(at_home: Page) -> None:
    page = at_home
    cut_off(page)
    page.goto("/explore")
    expect(page.get_by_role("heading", name="There is no connection")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).display") == "flex", "the style sheets are kept"
    page.context.set_offline(False)
    page.get_by_role("link", name="Try again").click()
    expect(page.get_by_role("heading", name="Where the line runs")).to_be_visible()


def test_no_page_with_a_key_is_kept(at_home: Page) -> None:
    page = at_home
    attempt = start_quiz(page, button="Study")
    expect_kept(page, *every_page(attempt))
    choose(page)
    page.get_by_role("button", name="Check answer").click()
    page.locator(".option--right").first.wait_for()
    wait_until(page, lambda: f"{attempt}/1" not in page.evaluate(KEPT))
    page.goto(f"{attempt}/2")
    page.wait_for_timeout(AHEAD_MILLISECONDS)
    assert f"{attempt}/1" not in page.evaluate(KEPT), "what is answered is not fetched ahead"


def test_a_quiz_that_is_over_is_not_kept(at_home: Page) -> None:
    page = at_home
    attempt = start_quiz(page)
    expect_kept(page, f"{attempt}/1", f"{attempt}/2")
    page.goto(f"{attempt}/check")
    page.get_by_role("button", name="Submit and see the result").click()
    page.wait_for_url(f"**{attempt}/result")
    wait_until(page, lambda: page.evaluate(KEPT) == [])
    page.wait_for_timeout(AHEAD_MILLISECONDS)
    assert page.evaluate(KEPT) == [], "nothing is fetched any more"
    assert not [path for path in page.evaluate(ALL_KEPT) if re.search("^/(attempts|account)", path)]


def test_signing_out_leaves_nothing_to_the_next(at_home: Page) -> None:
    page = at_home
    page.goto("/account/register")
    page.get_by_label("Email").fill("offline@example.com")
    for field in page.locator("input[type=password]").all():
        field.fill("a few words make a good one")
    page.get_by_role("button", name="Make the account").click()
    page.wait_for_url(lambda url: "/register" not in url)
    attempt = start_quiz(page)
    expect_kept(page, f"{attempt}/1", f"{attempt}/2")
    page.goto("/account")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_text("You are signed out.")).to_be_visible()
    page.wait_for_timeout(AHEAD_MILLISECONDS)
    assert page.evaluate(KEPT) == []
    cut_off(page)
    page.goto(f"{attempt}/1")
    expect(page.get_by_role("heading", name="There is no connection")).to_be_visible()


def test_a_new_version_of_the_worker_takes_over_and_tidies_up(at_home: Page) -> None:
    """A kept page never wins over the network, and the caches of another version go."""
    page = at_home
    page.evaluate("caches.open('questions-old').then((one) => one.put('/', new Response('an old page')))")
    page.reload()
    expect(page.get_by_text("One question to start with")).to_be_visible()
    page.evaluate("navigator.serviceWorker.getRegistration().then((one) => one.unregister())")
    page.goto("/explore")
    wait_until(page, lambda: "questions-old" not in page.evaluate("caches.keys()"))


def test_the_first_visit_is_light(new_page: NewPage) -> None:
    """At most 60 KB compressed, with what the worker fetches for later."""
    page = new_page()
    sizes: list[int] = []
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    network.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
    page.goto("/", wait_until="networkidle")
    expect_in_charge(page)
    assert 0 < sum(sizes) < 60_000
