"""After a sitting, in a real browser: review, drill, report, notes, and the notebook on paper."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, NewPage
from tests.browser.taking import choose, finish_quiz, start_quiz


@pytest.fixture
def quiz(page: Page) -> str:
    """A finished quiz of a guest, every answer given and mostly wrong; its path."""
    return finish_quiz(page, 10)


def expect_no_axe_faults(page: Page) -> None:
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    assert found.violations_count == 0, found.generate_report()


def test_the_review_filters_by_links_and_shows_one_a_screen(page: Page, quiz: str) -> None:
    page.get_by_role("link", name="Review what you missed").click()
    missed = page.locator(".reviewed").count()
    assert missed > 0
    page.get_by_role("link", name="One a screen").click()
    expect(page.locator(".reviewed")).to_have_count(1)
    if missed > 1:
        page.get_by_role("link", name="Next", exact=True).click()
        expect(page.get_by_text(f"2 of {missed}", exact=True)).to_be_visible()
    page.get_by_role("link", name="All in a list").click()
    expect(page.locator(".reviewed")).to_have_count(missed)
    expect_no_axe_faults(page)


def test_a_note_is_kept_and_found_again(page: Page, quiz: str) -> None:
    page.goto(f"{quiz}/review")
    tools = page.locator("#question-2 .tools")
    tools.get_by_text("Note or bookmark").click()
    tools.get_by_label("Private note").fill("Who rotates it?")
    tools.get_by_label("Bookmark").check()
    tools.get_by_role("button", name="Keep").click()
    expect(page.get_by_text("Kept, for your eyes only.")).to_be_visible()
    expect(page).to_have_url(re.compile(r"#question-2$"))
    page.goto("/traps/kept")
    expect(page.get_by_text("Who rotates it?")).to_be_visible()
    expect(page.get_by_text("★ bookmarked")).to_be_visible()
    expect_no_axe_faults(page)


def test_a_report_shows_the_proof_at_once(page: Page, quiz: str) -> None:
    page.goto(f"{quiz}/review")
    page.locator("#question-3").get_by_role("link", name="Report a problem").click()
    page.get_by_role("button", name="Send the report").click()
    expect(page.get_by_text("Choose what is wrong.")).to_be_visible()
    page.get_by_label("Something said about AWS is not so").check()
    page.get_by_label("In your words").fill("It changed last week.")
    page.get_by_role("button", name="Send the report").click()
    expect(page.get_by_role("heading", name="This is why we hold it true")).to_be_visible()
    expect(page.get_by_text("It changed last week.")).to_be_visible()
    expect_no_axe_faults(page)


def test_a_report_from_within_a_sitting_waits_with_the_proof(page: Page) -> None:
    attempt = start_quiz(page)
    page.get_by_role("link", name="Report a problem").click()
    page.get_by_label("A mistake in the language").check()
    page.get_by_role("button", name="Send the report").click()
    expect(page.get_by_text("Once this question is graded")).to_be_visible()
    expect(page.get_by_role("heading", name="This is why we hold it true")).to_have_count(0)
    page.get_by_role("link", name="Back to the question").click()
    expect(page).to_have_url(re.compile(rf"{attempt}/1$"))


def test_the_notebook_and_a_whole_drill(page: Page, quiz: str) -> None:
    page.goto("/traps")
    expect_no_axe_faults(page)
    page.get_by_role("button", name=re.compile("^Drill")).first.click()
    page.wait_for_url(re.compile(r"/attempts/[^/]+/1$"))
    drill = page.url.removesuffix("/1")
    position = 1
    while True:
        choose(page, 0)
        page.get_by_role("button", name="Check answer").click()
        expect(page.locator("#verdict")).to_be_visible()
        if page.locator(".moves [value=next]").count() == 0:
            break
        page.locator(".moves [value=next]").click()
        position += 1
        page.wait_for_url(f"{drill}/{position}")
    assert position >= 8, "what was missed came back"
    page.locator(".moves [value=check]").click()
    page.get_by_role("button", name="Finish and see the result").click()
    expect(page.get_by_text(re.compile(r"Tomorrow \d+ traps? (is|are) due"))).to_be_visible()
    expect(page.get_by_role("heading", name="Since the last time")).to_be_visible()
    expect_no_axe_faults(page)


def test_a_trap_a_date_and_a_calendar(page: Page, quiz: str) -> None:
    page.goto("/traps")
    page.locator(".entry h3 a").first.click()
    page.get_by_label("Private note").fill("Mine")
    page.get_by_role("button", name="Keep").click()
    expect(page.get_by_label("Private note")).to_have_value("Mine")
    expect_no_axe_faults(page)
    page.goto("/traps")
    page.get_by_label("CLF-C02").fill("2099-05-04")
    page.get_by_role("button", name="Set the date of CLF-C02").click()
    expect(page.get_by_text("Your CLF-C02 exam is planned for")).to_be_visible()
    page.get_by_role("button", name="Make a calendar address").click()
    expect(page.get_by_role("link", name=re.compile(r"\.ics$"))).to_be_visible()


def test_without_script_the_same_ways_are_there(new_page: NewPage) -> None:
    page = new_page(java_script_enabled=False, viewport=PHONE)
    attempt = start_quiz(page)
    page.goto(f"{attempt}/check")
    page.get_by_role("button", name="Submit and see the result").click()
    page.goto(f"{attempt}/review?show=missed&at=1")
    page.locator(".tools summary").click()
    page.get_by_label("Private note").fill("No script needed")
    page.get_by_role("button", name="Keep").click()
    page.goto("/traps/kept")
    expect(page.get_by_text("No script needed")).to_be_visible()


def test_the_notebook_prints_its_items_without_buttons(page: Page, quiz: str) -> None:
    page.goto("/traps")
    page.emulate_media(media="print")
    expect(page.locator(".entry .where").first).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("^Drill"))).to_be_hidden()
