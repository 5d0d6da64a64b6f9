"""A whole exam of 65 items by keyboard alone, offline in the middle; and orders and matches without a drag."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.taking import expect_saved, how_many, lose_network, press_until, set_deadline, start_quiz

ITEMS = 65
OFFLINE_AT = 30
FLAGGED = 12


def choose_by_keys(page: Page, position: int) -> None:
    """Choose by number keys, beginning elsewhere on each question; a place of an order or match takes arrow keys."""
    places = page.locator("select[name=choice]")
    if places.count():
        fill_places(page)
        return
    count = page.locator(".option").count()
    for number in range(how_many(page)):
        page.keyboard.press(str((position + number) % count + 1))


def fill_places(page: Page) -> None:
    """The nth option into the nth place: Tab to it, then the arrow key n times."""
    count = page.locator("select[name=choice]").count()
    for place in range(1, count + 1):
        for _ in range(60):
            if page.evaluate("document.activeElement.id") == f"place-{place}":
                break
            page.keyboard.press("Tab")
        for _ in range(place):
            page.keyboard.press("ArrowDown")


def test_a_full_exam_by_keyboard_alone_and_offline_in_the_middle(page: Page) -> None:
    page.goto("/exams/clf-c02")
    press_until(page, "Full simulation")
    page.keyboard.press("Enter")
    for position in range(1, ITEMS + 1):
        expect(page).to_have_url(re.compile(rf"/{position}$"))
        page.wait_for_load_state()
        if position == OFFLINE_AT:
            lose_network(page)
        choose_by_keys(page, position)
        if position == FLAGGED:
            page.keyboard.press("f")
        if position == OFFLINE_AT:
            expect(page.locator("[data-saved]")).to_have_attribute("data-state", "failed")
            page.keyboard.press("n")
            expect(page.get_by_text("The server cannot be reached")).to_be_visible()
            page.context.set_offline(False)
        expect_saved(page)
        page.keyboard.press("n")
    expect(page).to_have_url(re.compile(r"/check$"))
    expect(page.get_by_text("Every question is answered.")).to_be_visible()
    expect(page.get_by_text("1 question is flagged")).to_be_visible()
    page.wait_for_load_state()
    press_until(page, "Submit and see the result", 200)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/result$"))
    expect(page.locator(".reviewed")).to_have_count(ITEMS)
    expect(page.locator(".reviewed").filter(has_text="not answered")).to_have_count(0)
    expect(page.locator(".score")).to_have_text(re.compile(r"^\d{3,4}$"))


def test_orders_and_matches_are_made_by_keyboard(page: Page) -> None:
    """Each place is saved as it is filled, from the first one on."""
    kinds = "&families=".join(("response-order", "order-by-share", "match-owner", "match-service"))
    page.goto(f"/exams/scs-c03/quiz?mode=quick&length=4&families={kinds}")
    page.get_by_role("button", name="Start", exact=True).click()
    for position in range(1, 5):
        expect(page).to_have_url(re.compile(rf"/{position}$"))
        page.wait_for_load_state("networkidle")
        places = page.locator("select[name=choice]")
        count = places.count()
        assert count > 1, "a place for each step or prompt"
        places.first.focus()
        page.keyboard.press("ArrowDown")
        expect(page.locator("[data-saved]")).to_have_text(f"saved, choose {count - 1} more")
        page.keyboard.press("ArrowUp")
        fill_places(page)
        expect(page.locator("[data-saved]")).to_have_text("saved")
        chosen = [places.nth(place).input_value() for place in range(count)]
        page.reload()
        assert [places.nth(place).input_value() for place in range(count)] == chosen
        page.wait_for_load_state("networkidle")
        page.locator(".moves .button--primary").focus()
        page.keyboard.press("Enter")
    expect(page.get_by_text("Every question is answered.")).to_be_visible()


def test_a_deadline_with_the_page_closed_grades_what_was_saved(page: Page, database: Path) -> None:
    attempt = start_quiz(page)
    page.keyboard.press("1")
    expect(page.locator("input[name=choice]:checked")).to_have_count(1)
    if how_many(page) > 1:
        page.keyboard.press("2")
    expect_saved(page)
    context = page.context
    page.close()
    set_deadline(database, attempt, -60)
    later = context.new_page()
    later.goto(attempt)
    expect(later).to_have_url(re.compile(r"/result$"))
    expect(later.get_by_text("time ran out").first).to_be_visible()
    expect(later.locator(".reviewed").filter(has_text="not answered")).to_have_count(9)
