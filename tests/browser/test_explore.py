"""The explorer by keyboard, without JavaScript, at every width, and with and without motion."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage, Screenshot
from tests.browser.taking import press_until

PAGES = {
    "explore": "/explore?service=elastic-beanstalk",
    "matrix": "/explore/matrix",
    "compare": "/explore/compare?a=ec2&b=rds",
    "clouds": "/explore/clouds",
    "services": "/explore/services",
    "service": "/explore/services/aws/ec2",
    "controls": "/explore/controls",
    "control": "/explore/controls/guest-os-patching",
    "traps": "/explore/traps",
    "trap": "/explore/traps/rds-treated-like-ec2",
    "cell": "/explore/cells/aws/rds/capacity-scaling",
    "frameworks": "/explore/frameworks",
    "glossary": "/explore/glossary",
    "search": "/explore/search?q=lamda",
    "unknown": "/explore/services/aws/ec3",
}
WIDTHS = (320, 360, 768, 1440)
SLOWEST_MOTION_MS = 200

NUMBERS = ("", "ONE", "TWO", "THREE")


def owner_of(page: Page, layer: str) -> str | None:
    """Whose a layer of the shown stack is."""
    return page.locator(f"#tour [data-layer={layer}]").get_attribute("data-owner")


def focused(page: Page) -> str:
    """The words of what has the focus."""
    words: str = page.evaluate("document.activeElement.textContent.trim()")
    return words


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.screenshots
def test_no_page_scrolls_sideways(new_page: NewPage, screenshot: Screenshot, width: int, scheme: str) -> None:
    page = new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    too_wide = []
    for name, path in PAGES.items():
        page.goto(path)
        screenshot(page, f"explore-{name}-{width}-{scheme}")
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            too_wide.append(name)
    assert not too_wide


def test_the_slider_moves_the_line_by_keyboard(page: Page) -> None:
    page.goto("/explore")
    assert owner_of(page, "guest") == "customer"
    slider = page.get_by_role("slider")
    slider.focus()
    page.keyboard.press("End")
    expect(page.locator("#stop")).to_have_text("Amazon S3")
    expect(page).to_have_url(re.compile(r"service=s3$"))
    expect(page).to_have_title(re.compile("Amazon S3"))
    expect(slider).to_have_attribute("aria-valuetext", "Amazon S3")
    assert owner_of(page, "capacity") == "provider"
    expect(page.locator("[role=status]").filter(has_text="layers are the customer’s")).to_have_count(1)
    expect(slider).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#stop")).to_have_text("Amazon DynamoDB")


def test_a_stop_keeps_the_focus_and_the_way_back(page: Page) -> None:
    page.goto("/explore")
    press_until(page, "AWS takes more")
    page.keyboard.press("Enter")
    expect(page.locator("#stop")).to_have_text("Self-managed database on Amazon EC2")
    assert focused(page) == "AWS takes more"
    page.get_by_role("link", name="Lambda", exact=True).first.click()
    expect(page.locator("#stop")).to_have_text("AWS Lambda")
    expect(page.locator(".stops [aria-current]")).to_have_text("Lambda")
    expect(page.locator("#stairs th.here")).to_have_text("Lambda")
    assert owner_of(page, "guest") == "provider"
    page.go_back()
    expect(page.locator("#stop")).to_have_text("Self-managed database on Amazon EC2")


def test_at_the_end_of_the_tour_the_focus_stays_on_the_page(page: Page) -> None:
    page.goto("/explore?service=dynamodb")
    page.get_by_role("link", name="AWS takes more").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#stop")).to_have_text("Amazon S3")
    expect(page.locator("#tour :focus")).to_have_count(1)


@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_only_what_moves_is_animated_and_briefly(new_page: NewPage, motion: str) -> None:
    page = new_page(reduced_motion=motion)
    page.goto("/explore?service=elastic-beanstalk")
    page.evaluate("""() => {
      window.lengths = [];
      const animate = Element.prototype.animate;
      Element.prototype.animate = function (frames, options) {
        window.lengths.push(options.duration);
        return animate.call(this, frames, options);
      };
    }""")
    page.get_by_role("link", name="AWS takes more").click()
    expect(page.locator("#stop")).to_have_text("Amazon ECS on AWS Fargate")
    lengths = page.evaluate("window.lengths")
    assert bool(lengths) is (motion == "no-preference")
    assert all(length <= SLOWEST_MOTION_MS for length in lengths)


def test_without_javascript(new_page: NewPage) -> None:
    page = new_page(java_script_enabled=False)
    page.goto("/explore")
    expect(page.get_by_role("slider")).to_have_count(0)
    page.get_by_role("link", name="AWS takes more").click()
    expect(page.locator("#stop")).to_have_text("Self-managed database on Amazon EC2")
    page.get_by_role("link", name="Matrix").click()
    page.get_by_label("Owner", exact=True).select_option("Shared")
    page.get_by_label("Category").select_option("Databases")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("#owner")).to_have_value("shared")
    assert set(page.locator(".matrix td a").all_inner_texts()) == {"Shared"}
    page.locator(".matrix td a").first.click()
    expect(page.get_by_role("heading", name="Where this is written")).to_be_visible()
    page.get_by_role("link", name="Compare", exact=True).click()
    page.get_by_label("From").select_option("Amazon EC2")
    page.get_by_label("To", exact=True).select_option("AWS Lambda")
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_role("heading", name="Moves to AWS")).to_be_visible()
    page.get_by_role("searchbox").fill("fargte")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("link", name="Amazon ECS on AWS Fargate")).to_be_visible()


def test_arrow_keys_move_between_the_cells_of_the_matrix(page: Page) -> None:
    page.goto("/explore/matrix?category=database&area=platform")
    links = page.locator("[data-grid] td a")
    links.first.focus()
    first = page.evaluate("document.activeElement.getAttribute('href')")
    page.keyboard.press("ArrowDown")
    below = page.evaluate("document.activeElement.getAttribute('href')")
    assert below.rsplit("/", 1)[0] == first.rsplit("/", 1)[0]
    assert below != first
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.getAttribute('href')") == first
    page.keyboard.press("ArrowRight")
    right = page.evaluate("document.activeElement.getAttribute('href')")
    assert right.rsplit("/", 1)[1] == first.rsplit("/", 1)[1]
    page.keyboard.press("Home")
    assert page.evaluate("document.activeElement.closest('th') !== null")
    page.keyboard.press("Control+End")
    last = page.locator("[data-grid] tr").last.locator("a").last
    expect(last).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(last).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".proof--large")).to_be_visible()


def test_the_matrix_is_one_stop_of_tab(page: Page) -> None:
    page.goto("/explore/matrix")
    page.locator("[data-grid] td a").first.focus()
    page.keyboard.press("Tab")
    expect(page.locator("[data-grid] :focus")).to_have_count(0)
    page.keyboard.press("Shift+Tab")
    expect(page.locator("[data-grid] :focus")).to_have_count(1)


def test_headers_of_the_matrix_stay_in_sight_and_do_not_hide_the_focus(new_page: NewPage) -> None:
    page = new_page(viewport={"width": 900, "height": 600}, reduced_motion="reduce")  # else the page is still moving
    page.goto("/explore/matrix")
    page.locator("[data-grid] td a").first.focus()
    for key in ["ArrowDown", "ArrowRight"] * 8 + ["ArrowUp", "ArrowLeft"] * 8:
        page.keyboard.press(key)
        corner = page.locator("[data-grid] thead th").first.bounding_box()
        cell = page.locator("[data-grid] :focus").bounding_box()
        assert corner is not None
        assert cell is not None
        if page.locator("[data-grid] td :focus").count():
            assert cell["x"] >= corner["x"] + corner["width"] - 1
            assert cell["y"] >= corner["y"] + corner["height"] - 1


def test_from_a_reviewed_question_to_its_cell_and_on_to_practice(page: Page) -> None:
    page.goto("/")
    for place in range(NUMBERS.index(page.locator("#choose strong").inner_text())):
        page.locator(".option label").nth(place).click()
    page.get_by_role("button", name="Check").click()
    page.locator("a[href^='/explore/cells/']").first.click()
    expect(page.get_by_role("heading", name="Where this is written")).to_be_visible()
    page.get_by_role("link", name="CLF-C02", exact=True).click()
    expect(page).to_have_url(re.compile(r"/exams/clf-c02/quiz\?"))
