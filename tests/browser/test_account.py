"""Changing a password on one device, with another that is signed in too."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, NewPage

EMAIL, OLD, NEW = "two-devices@example.com", "four plain words here", "five other plain words here"


def fill_in(page: Page, *passwords: str) -> None:
    for field, password in zip(page.locator("input[type=password]").all(), passwords, strict=True):
        field.fill(password)


def sign_in(page: Page, password: str) -> None:
    page.goto("/account/login")
    page.get_by_label("Email").fill(EMAIL)
    fill_in(page, password)
    page.get_by_role("button", name="Sign in").click()


def test_a_new_password_signs_the_other_device_out(new_page: NewPage) -> None:
    desk, phone = new_page(), new_page(viewport=PHONE)
    desk.goto("/account/register")
    desk.get_by_label("Email").fill(EMAIL)
    fill_in(desk, OLD, OLD)
    desk.get_by_role("button", name="Make the account").click()
    desk.wait_for_url(lambda url: "/register" not in url)
    sign_in(phone, OLD)
    phone.goto("/account")
    expect(phone.get_by_text(f"Signed in as {EMAIL}.")).to_be_visible()

    desk.goto("/account")
    desk.get_by_role("link", name="Change password").click()
    fill_in(desk, "not the one", NEW, NEW)
    desk.get_by_role("button", name="Change the password").click()
    expect(desk.get_by_text("This is not the password of your account.")).to_be_visible()
    fill_in(desk, OLD, NEW, NEW)
    desk.get_by_role("button", name="Change the password").click()
    expect(desk.get_by_text("Your password is changed. Other devices are signed out.")).to_be_visible()
    expect(desk.get_by_text(f"Signed in as {EMAIL}.")).to_be_visible()

    phone.reload()
    expect(phone.get_by_text("You are a guest.")).to_be_visible()
    sign_in(phone, OLD)
    expect(phone.get_by_text("Email and password do not fit together.")).to_be_visible()
    sign_in(phone, NEW)
    phone.goto("/account")
    expect(phone.get_by_text(f"Signed in as {EMAIL}.")).to_be_visible()
