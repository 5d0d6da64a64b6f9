"""A sitting under trouble: no network, two tabs, a deadline with the page open, shortcuts turned off."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.taking import (
    FLAG,
    choose,
    close_unsent,
    come_back,
    expect_saved,
    how_many,
    lose_network,
    set_deadline,
    start_quiz,
)


def wake(page: Page) -> None:
    """What a tab gets when one comes back to it."""
    page.evaluate("window.dispatchEvent(new Event('focus'))")


def test_at_zero_the_page_submits_itself(page: Page, database: Path) -> None:
    attempt = start_quiz(page)
    choose(page)
    expect_saved(page)
    set_deadline(database, attempt, 5)
    wake(page)
    expect(page.locator(".clock__time")).to_have_text(re.compile(r"^0:0\d$"))
    page.wait_for_url(f"**{attempt}/result")
    expect(page.get_by_text("Time is up. What was saved by the deadline is graded.")).to_be_visible()
    expect(page.locator(".reviewed").filter(has_text="not answered")).to_have_count(9)


def test_the_check_page_submits_itself_too(page: Page, database: Path) -> None:
    attempt = start_quiz(page)
    set_deadline(database, attempt, 2)
    page.goto(f"{attempt}/check")
    page.wait_for_url(f"**{attempt}/result")


def test_a_late_answer_is_explained(page: Page, database: Path) -> None:
    attempt = start_quiz(page)
    expect(page.locator("#question")).to_be_visible()
    set_deadline(database, attempt, -1)
    page.locator(".option label").first.click()
    expect(page.get_by_text("this came after the deadline")).to_be_visible()
    page.get_by_role("link", name="See the result").click()
    expect(page).to_have_url(re.compile(r"/result$"))


def test_an_answer_survives_without_network(page: Page) -> None:
    attempt = start_quiz(page)
    lose_network(page)
    choose(page)
    state = page.locator("[data-saved]")
    expect(state).to_have_attribute("data-state", "failed")
    expect(state).to_have_text("not saved, trying again")
    page.locator(".moves .button--primary").click()
    expect(page.get_by_text("The server cannot be reached")).to_be_visible()
    expect(page).to_have_url(re.compile(rf"{attempt}/1$"))
    page.context.set_offline(False)
    expect_saved(page)
    page.locator(".moves .button--primary").click()
    expect(page).to_have_url(re.compile(r"/2$"))
    expect(page.get_by_role("button", name="Question 1, answered")).to_be_visible()


def test_an_answer_survives_a_closed_tab_without_network(page: Page) -> None:
    attempt = start_quiz(page)
    close_unsent(page)
    later = come_back(page)
    with later.expect_response("**/1/answer"):
        later.goto(f"{attempt}/4")
    later.goto(f"{attempt}/1")
    expect(later.locator("input[name=choice]:checked").first).to_be_visible()


def test_what_a_closed_tab_left_is_sent_before_submitting(page: Page) -> None:
    """Whoever submits at once must not outrun their own last answer."""
    attempt = start_quiz(page)
    close_unsent(page)
    later = come_back(page)
    later.route("**/1/answer", lambda route: route.abort())
    later.goto(f"{attempt}/check", wait_until="networkidle")
    submit = later.get_by_role("button", name="Submit and see the result")
    submit.click()
    expect(later.get_by_text("The server cannot be reached")).to_be_visible()
    expect(later).to_have_url(re.compile("/check$"))
    later.unroute("**/1/answer")
    submit.click()
    later.wait_for_url(f"**{attempt}/result")
    expect(later.locator(".reviewed").filter(has_text="not answered")).to_have_count(9)


def test_the_check_page_counts_what_it_sends(page: Page) -> None:
    attempt = start_quiz(page)
    close_unsent(page)
    later = come_back(page)
    later.goto(f"{attempt}/check")
    expect(later.get_by_text("9 questions are not answered")).to_be_visible()


def test_a_result_says_which_answer_came_too_late(page: Page, database: Path) -> None:
    attempt = start_quiz(page)
    close_unsent(page)
    set_deadline(database, attempt, -1)
    later = come_back(page)
    later.goto(attempt)
    late = later.get_by_text("Your last choice at question 1 reached the server after the end, so it does not count.")
    expect(late).to_be_visible()
    later.reload(wait_until="networkidle")
    expect(late).to_have_count(0)


def test_the_page_warns_before_an_unsaved_answer_is_left(page: Page) -> None:
    start_quiz(page)
    lose_network(page)
    choose(page)
    expect(page.locator("[data-saved]")).to_have_attribute("data-state", "failed")
    with page.expect_event("dialog") as asked:
        page.close(run_before_unload=True)
    assert asked.value.type == "beforeunload"
    asked.value.dismiss()
    expect(page.locator("#question")).to_be_visible()


def test_the_older_of_two_tabs_learns_that_it_is_old(page: Page) -> None:
    attempt = start_quiz(page)
    other = page.context.new_page()
    other.goto(f"{attempt}/1")
    choose(other)
    expect_saved(other)
    page.locator(".option label").nth(2).click()
    expect(page.get_by_text("A newer answer to this question is saved already")).to_be_visible()
    chosen = other.locator("input[name=choice]:checked").first.get_attribute("value")
    page.get_by_role("link", name="Reload this question").click()
    expect(page.locator("input[name=choice]:checked").first).to_have_value(str(chosen))


def test_keys_flag_strike_move_and_tell_the_time(page: Page) -> None:
    start_quiz(page)
    page.wait_for_load_state("networkidle")
    page.keyboard.press("f")
    expect(page.locator(FLAG)).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("s")
    page.keyboard.press("3")
    expect(page.locator(".option").nth(2)).to_have_class(re.compile("option--struck"))
    page.keyboard.press("t")
    expect(page.locator(".toast")).to_have_text(re.compile(r"\d+ minutes .*left\."))
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_hidden()
    page.keyboard.press("n")
    expect(page).to_have_url(re.compile(r"/2$"))
    page.wait_for_load_state("networkidle")
    page.keyboard.press("p")
    expect(page).to_have_url(re.compile(r"/1$"))
    expect(page.locator(".option--struck")).to_have_count(1)
    expect(page.locator(FLAG)).to_have_attribute("aria-pressed", "true")


def test_single_keys_can_be_turned_off(page: Page) -> None:
    page.goto("/account")
    page.get_by_label("Single-key shortcuts").uncheck()
    page.get_by_role("button", name="Save the settings").click()
    expect(page.get_by_text("Your settings are saved.")).to_be_visible()
    start_quiz(page)
    page.wait_for_load_state("networkidle")
    page.keyboard.press("1")
    page.keyboard.press("f")
    expect(page.locator("input[name=choice]:checked")).to_have_count(0)
    expect(page.locator(FLAG)).to_have_attribute("aria-pressed", "false")


def test_a_hidden_clock_stays_hidden(page: Page) -> None:
    attempt = start_quiz(page)
    page.wait_for_load_state("networkidle")
    face = page.locator(".clock__time")
    with page.expect_response("**/account/clock"):
        page.get_by_role("button", name="Hide the clock").click()
    expect(face).to_be_hidden()
    page.goto(f"{attempt}/2")
    expect(face).to_be_hidden()
    page.get_by_role("button", name="Show the clock").click()
    expect(face).to_be_visible()


def test_the_clock_follows_the_server_and_warns(page: Page, database: Path) -> None:
    attempt = start_quiz(page)
    page.wait_for_load_state("networkidle")
    set_deadline(database, attempt, 64)
    wake(page)
    expect(page.locator(".clock__time")).to_have_text(re.compile(r"^1:0\d$"))
    expect(page.locator(".toast")).to_have_text("1 minute left.")


def test_a_part_of_an_answer_is_saved_and_named(page: Page) -> None:
    attempt = start_quiz(page, button="Full simulation")
    for position in range(2, 66):
        if how_many(page) == 2:
            break
        page.goto(f"{attempt}/{position}")
    page.wait_for_load_state("networkidle")
    options = page.locator(".option label")
    options.nth(0).click()
    expect(page.locator("[data-saved]")).to_have_text("saved, choose 1 more")
    page.keyboard.press("n")
    expect(page.locator(".toast")).to_have_text(re.compile("Choose 2 options; you chose 1"))
    options.nth(1).click()
    expect(page.locator("[data-saved]")).to_have_text("saved")
    options.nth(2).click()
    expect(page.locator(".toast")).to_have_text(re.compile("You have chosen 2 already"))
    expect(page.locator("input[name=choice]:checked")).to_have_count(2)
