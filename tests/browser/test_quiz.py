"""The main job, from the home page to the score: by mouse, by keyboard alone, and with JavaScript off."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, NewPage
from tests.browser.taking import FLAG, LENGTH, choose, expect_saved, how_many, press_until, start_quiz


def expect_result(page: Page, answered: int = LENGTH) -> None:
    expect(page).to_have_url(re.compile(r"/result$"))
    expect(page.locator(".score")).to_have_text(re.compile(r"^\d{3,4}$"))
    expect(page.locator(".reviewed")).to_have_count(LENGTH)
    expect(page.locator(".reviewed").filter(has_text="not answered")).to_have_count(LENGTH - answered)
    expect(page.locator(".domain")).to_have_count(4)


def test_by_mouse(page: Page) -> None:
    page.goto("/")
    page.locator(".exam").first.get_by_role("button", name="10 questions").click()
    for position in range(1, LENGTH + 1):
        expect(page).to_have_url(re.compile(rf"/{position}$"))
        choose(page, position % 3)
        expect_saved(page)
        page.locator(".moves .button--primary").click()
    expect(page.get_by_text("Every question is answered.")).to_be_visible()
    page.get_by_role("button", name="Submit and see the result").click()
    expect_result(page)


def test_by_keyboard_alone(page: Page) -> None:
    page.goto("/")
    press_until(page, "10 questions")
    page.keyboard.press("Enter")
    for position in range(1, LENGTH + 1):
        expect(page).to_have_url(re.compile(rf"/{position}$"))
        expect(page.locator("#question")).to_be_visible()
        page.wait_for_load_state()
        for number in range(1, how_many(page) + 1):
            page.keyboard.press(str(number))
        expect_saved(page)
        page.keyboard.press("n")
    expect(page).to_have_url(re.compile(r"/check$"))
    page.wait_for_load_state()
    press_until(page, "Submit and see the result")
    page.keyboard.press("Enter")
    expect_result(page)


def test_without_javascript(new_page: NewPage) -> None:
    page = new_page(java_script_enabled=False)
    page.goto("/")
    page.locator(".exam").first.get_by_role("button", name="10 questions").click()
    for position in range(1, LENGTH + 1):
        expect(page).to_have_url(re.compile(rf"/{position}$"))
        choose(page)
        if position == 1:
            page.locator(FLAG).click()
            expect(page.locator(FLAG)).to_have_attribute("aria-pressed", "true")
            page.get_by_role("button", name="Strike out option 4").click()
            expect(page.locator(".option--struck")).to_have_count(1)
            page.get_by_role("button", name="Question 3, unanswered").click()
            expect(page).to_have_url(re.compile(r"/3$"))
            page.get_by_role("button", name="Question 1, answered, flagged").click()
        page.locator(".moves .button--primary").click()
    expect(page.get_by_text("1 question is flagged")).to_be_visible()
    page.get_by_role("button", name="Submit and see the result").click()
    expect_result(page)


def test_the_live_question_without_javascript(new_page: NewPage) -> None:
    page = new_page(java_script_enabled=False)
    page.goto("/")
    page.get_by_role("button", name="Check").click()
    expect(page.get_by_text("Choose an option first.")).to_be_visible()
    choose(page)
    page.get_by_role("button", name="Check").click()
    expect(page.locator("#verdict")).to_be_visible()
    expect(page.locator(".option--right").first).to_be_visible()
    expect(page.locator(".proof__sources a").first).to_have_attribute("href", re.compile("^https://"))
    page.get_by_role("link", name="Another one").click()
    expect(page.get_by_role("button", name="Check")).to_be_visible()


def test_a_phone_has_the_palette_in_a_drawer(new_page: NewPage) -> None:
    page = new_page(viewport=PHONE)
    start_quiz(page)
    choose(page)
    expect_saved(page)
    drawer = page.locator("#palette")
    expect(drawer).to_be_hidden()
    page.locator(".palette-button").click()
    expect(drawer).to_be_visible()
    page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    page.locator(".palette-button").click()
    drawer.get_by_role("button", name="Question 5, unanswered").click()
    expect(page).to_have_url(re.compile(r"/5$"))


def test_an_account_shows_the_guests_attempts_in_another_browser(new_page: NewPage) -> None:
    first = new_page()
    attempt = start_quiz(first)
    first.goto("/account/register")
    first.get_by_label("Email").fill("browser@example.com")
    first.get_by_label("Password", exact=True).fill("four plain words here")
    first.get_by_label("Password again").fill("four plain words here")
    first.get_by_role("button", name="Make the account").click()
    expect(first.get_by_text("Your account is made")).to_be_visible()
    second = new_page()
    second.goto("/account/login")
    second.get_by_label("Email").fill("browser@example.com")
    second.get_by_label("Password").fill("four plain words here")
    second.get_by_role("button", name="Sign in").click()
    second.goto("/attempts")
    expect(second.locator(f"a[href='{attempt}']")).to_be_visible()


@pytest.mark.parametrize("button", ["10 questions", "Full simulation", "Study"])
def test_the_quiz_page_is_light(new_page: NewPage, button: str) -> None:
    """Under 60 KB compressed on it in all, under 15 KB after the first visit. With the worker it is less still."""
    page = new_page(service_workers="block")
    sizes: list[int] = []
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    network.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
    attempt = start_quiz(page, button=button)
    sizes.clear()
    network.send("Network.clearBrowserCache")
    page.goto(f"{attempt}/2", wait_until="networkidle")
    first = sum(sizes)
    sizes.clear()
    page.goto(f"{attempt}/3", wait_until="networkidle")
    assert 0 < first < 60_000
    assert 0 < sum(sizes) < 15_000
