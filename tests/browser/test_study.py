"""Study in a browser: nothing is shown by accident, and what is shown is final. With and without JavaScript."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, NewPage
from tests.browser.taking import FLAG, choose, how_many, lose_network, start_quiz

RIGHT = ".option--right"


def start_study(page: Page) -> str:
    attempt = start_quiz(page, button="Study")
    page.wait_for_load_state("networkidle")
    return attempt


def check(page: Page) -> None:
    page.get_by_role("button", name="Check answer").click()


def test_choosing_and_going_on_show_nothing(page: Page) -> None:
    attempt = start_study(page)
    choose(page)
    page.wait_for_timeout(300)
    expect(page.locator(RIGHT)).to_have_count(0)
    page.keyboard.press("n")
    expect(page.locator(".toast")).to_have_text(re.compile("not checked your answer"))
    expect(page).to_have_url(re.compile(rf"{attempt}/1$"))
    expect(page.locator(RIGHT)).to_have_count(0)


def test_what_is_not_checked_yet_survives_a_reload(page: Page) -> None:
    attempt = start_study(page)
    chosen = page.locator("input[name=choice]:checked")
    choose(page)
    page.locator(".sure label").first.click()
    count = how_many(page)
    page.reload()
    expect(chosen).to_have_count(count)
    expect(page.locator("[name=confidence]:checked")).to_have_value("sure")
    expect(page.locator(RIGHT)).to_have_count(0)
    page.wait_for_load_state("networkidle")
    page.get_by_role("button", name="Clear answer").click()
    page.reload()
    page.wait_for_load_state("networkidle")
    expect(chosen).to_have_count(0)
    choose(page)
    check(page)
    expect(page.locator(RIGHT).first).to_be_visible()
    assert page.evaluate("sessionStorage.length") == 0
    page.goto(f"{attempt}/2", wait_until="networkidle")
    expect(chosen).to_have_count(0)


def test_keys_of_an_answered_question(page: Page) -> None:
    """What the list of keys names works: no option can be chosen any more, the time can be read."""
    start_study(page)
    choose(page)
    check(page)
    expect(page.locator("#verdict")).to_be_focused()
    page.wait_for_load_state("networkidle")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    expect(page.locator("#keys dt")).to_have_text(["N P", "F", "T", "?"])
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_hidden()
    page.keyboard.press("t")
    expect(page.locator(".toast")).to_have_text(re.compile("spent"))


def test_a_checked_answer_is_explained_by_keyboard_alone(page: Page) -> None:
    start_study(page)
    page.keyboard.press("Enter")
    for number in range(1, how_many(page) + 1):
        page.keyboard.press(str(number))
    page.keyboard.press("Enter")
    expect(page.locator(RIGHT).first).to_be_visible()
    expect(page.locator("#verdict")).to_be_focused()
    expect(page.locator(".proof__sources a").first).to_have_attribute("href", re.compile("^https://"))
    page.keyboard.press("f")
    expect(page.locator(FLAG)).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("n")
    expect(page).to_have_url(re.compile(r"/2$"))
    expect(page.get_by_role("button", name="Question 1, answered, flagged")).to_be_visible()
    expect(page.locator(RIGHT)).to_have_count(0)


def test_a_check_without_network_waits_and_is_then_shown(page: Page) -> None:
    start_study(page)
    lose_network(page)
    choose(page)
    check(page)
    expect(page.locator("[data-saved]")).to_have_attribute("data-state", "failed")
    expect(page.locator(RIGHT)).to_have_count(0)
    page.context.set_offline(False)
    expect(page.locator(RIGHT).first).to_be_visible()


def test_another_tab_cannot_change_a_checked_answer(page: Page) -> None:
    attempt = start_study(page)
    other = page.context.new_page()
    other.goto(f"{attempt}/1", wait_until="networkidle")
    choose(page)
    check(page)
    expect(page.locator(RIGHT).first).to_be_visible()
    choose(other, 2)
    check(other)
    expect(other.get_by_text("You have seen the answer to this question")).to_be_visible()
    other.get_by_role("link", name="Reload this question").click()
    expect(other.locator(RIGHT).first).to_be_visible()


def test_time_spent_runs_and_can_be_read_and_hidden(page: Page) -> None:
    start_study(page)
    face = page.locator(".clock__time")
    expect(face).to_have_text(re.compile(r"^0:0[2-9]$"))
    page.keyboard.press("t")
    expect(page.locator(".toast")).to_have_text(re.compile(r"\d seconds spent\."))
    with page.expect_response("**/account/clock"):
        page.get_by_role("button", name="Hide the clock").click()
    expect(face).to_be_hidden()


def test_one_can_stop_and_go_on(page: Page) -> None:
    attempt = start_study(page)
    choose(page)
    check(page)
    expect(page.locator(RIGHT).first).to_be_visible()
    page.get_by_role("link", name="Stop for now").click()
    page.get_by_role("link", name="Go on").click()
    expect(page).to_have_url(re.compile(rf"{attempt}/1$"))
    page.locator("#palette").get_by_role("button", name="Finish").click()
    expect(page.get_by_text("19 questions are not answered, and will not count")).to_be_visible()
    page.get_by_role("button", name="Finish and see the result").click()
    expect(page.locator("#headline")).to_have_text(re.compile(r"^[01] of 1 right$"))


def test_without_javascript_on_a_phone(new_page: NewPage) -> None:
    page = new_page(java_script_enabled=False, viewport=PHONE)
    start_quiz(page, button="Study")
    choose(page)
    page.locator(".moves [value=next]").click()
    expect(page.get_by_text("not checked your answer")).to_be_visible()
    check(page)
    expect(page.locator(RIGHT).first).to_be_visible()
    page.locator(".moves .button--primary").click()
    expect(page).to_have_url(re.compile(r"/2$"))
    expect(page.locator(RIGHT)).to_have_count(0)


def test_a_custom_quiz_is_picked_kept_and_started(page: Page) -> None:
    page.goto("/exams/clf-c02/quiz")
    page.locator("summary", has_text="Domains").click()
    page.get_by_label("Security and Compliance").check()
    page.get_by_label("Questions").fill("3")
    page.get_by_label("Name of the preset").fill("Security")
    page.get_by_role("button", name="Keep as a preset").click()
    expect(page.get_by_text("Kept as “Security”")).to_be_visible()
    page.get_by_role("button", name="Start Security").click()
    page.wait_for_url(re.compile(r"/attempts/[^/]+/1$"))
    expect(page.locator("h1")).to_have_text(re.compile("1 of 3"))
