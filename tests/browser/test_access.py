"""axe-core over every page, in light and dark: as a guest at a desk, and signed in on a phone. No violation is left."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]
from flask import Flask
from playwright.sync_api import Browser, Page, expect
from sqlalchemy.orm import Session

from app.factory import create_app
from app.store.engine import new_engine
from app.store.learners import grant_admin
from tests.browser.conftest import PHONE, NewPage
from tests.browser.taking import choose, start_quiz
from tools.serving import serving

VIOLATIONS = "(options) => axe.run(options).then(({ violations }) => violations)"
EVERYTHING: dict[str, object] = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
COLORS: dict[str, object] = {"resultTypes": ["violations"], "runOnly": ["color-contrast", "link-in-text-block"]}
TALL_PHONE = PHONE | {"height": 5000}  # so that the bars that stay in sight cover nothing
# What is no page, or only leads to one; the style guide has a test of its own.
NO_PAGES = frozenset(
    (
        *("static", "home.healthz", "account.export", "practice.clock", "practice.resume"),
        *("offline.manifest", "offline.worker"),
        *("traps.feed", "styleguide.index"),
    )
)
# A page of each address that takes arguments. An attempt is {running}, {study} or {done}; {code} is a form's, {report}
# the page of a report for whoever runs the site.
PAGES = {
    "home.exam": ("/exams/saa-c03", "/exams/scs-c02"),
    "practice.show": ("{running}/1", "{running}/2", "{study}/1", "{study}/2"),
    "practice.check": ("{running}/check", "{study}/check"),
    "quizzes.edit": ("/exams/clf-c02/quiz?services=rds",),
    "quizzes.form": ("/forms/{code}",),
    "progress.exam": ("/progress/scs-c03", "/progress/saa-c03"),
    "review.result": ("{done}/result",),
    "review.review": ("{done}/review", "{done}/review?show=flagged"),
    "traps.trap": ("/traps/rds-treated-like-ec2",),
    "reports.edit": ("{running}/1/report", "{done}/1/report"),
    "reports.one": ("{report}",),
    "explore.service": ("/explore/services/aws/ec2", "/explore/services/azure/aks"),
    "explore.control": ("/explore/controls/guest-os-patching",),
    "explore.trap": ("/explore/traps/rds-treated-like-ec2",),
    "explore.cell": ("/explore/cells/aws/rds/capacity-scaling", "/explore/cells/aws/ec2/guest-os-patching"),
}
# The same pages in other states, and pages that refuse.
STATES = (
    "/nowhere",
    "/forms?code=nonsense",
    "/explore?service=elastic-beanstalk",
    "/explore/matrix?category=all&provider=all&page=2",
    "/explore/matrix?q=xyzzy",
    "/explore/matrix?owner=me",
    "/explore/compare?a=ec2&b=rds",
    "/explore/services?provider=gcp",
    "/explore/search?q=lamda",
    "/explore/search?q=xyzzyq",
    "/explore/services/aws/ec3",
)


@pytest.fixture(scope="module")
def application(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The application without a server, for its addresses."""
    database = tmp_path_factory.mktemp("addresses") / "whose.sqlite"
    made = create_app({"SECRET_KEY": "a key for tests", "WARM_UP": False, "DATABASE_URL": f"sqlite:///{database}"})
    yield made
    made.extensions["database"].dispose()


@pytest.fixture(scope="module")
def endpoints(application: Flask) -> dict[str, tuple[str, bool]]:
    """Address of every page by endpoint, and whether it takes arguments."""
    rules = [rule for rule in application.url_map.iter_rules() if "GET" in (rule.methods or ())]
    return {rule.endpoint: (rule.rule, bool(rule.arguments)) for rule in rules if rule.endpoint not in NO_PAGES}


@pytest.fixture
def database(server: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The server's SQLite file."""
    return next(tmp_path_factory.getbasetemp().glob("server*/whose.sqlite"))


def faults(page: Page, name: str) -> list[str]:
    """What axe finds on the page as it stands in light, and about its colors in dark, with everything unfolded."""
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    page.evaluate(AXE_SCRIPT)
    found = []
    for scheme, options in (("light", EVERYTHING), ("dark", COLORS)):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        found += [
            f"{name}, {scheme}: {violation['id']} at {node['target']}: {node['html'][:120]}"
            for violation in page.evaluate(VIOLATIONS, options)
            for node in violation["nodes"]
        ]
    return found


def attempts(page: Page) -> dict[str, str]:
    """A running quiz, a study with one answer, and a finished quiz, with the code of its form and a report on it."""
    running = start_quiz(page, "saa-c03")
    choose(page)
    page.locator(".moves [value=flag]").click()
    study = start_quiz(page, "clf-c02", "Study")
    choose(page)
    page.locator(".moves [value=reveal]").click()
    expect(page.locator(".option--right").first).to_be_visible()
    done = start_quiz(page, "scs-c03")
    page.goto(f"{done}/check")
    page.get_by_role("button", name="Submit and see the result").click()
    page.wait_for_url(f"**{done}/result")
    code = page.locator(".code").first.inner_text()
    page.goto(f"{done}/1/report")
    page.locator("[name=reason]").first.check()
    page.locator("[name=text]").fill("I expected the other side.")
    page.get_by_role("button", name="Send the report").click()
    page.goto("/admin/reports")
    links = page.locator("a[href*='/admin/reports/']")
    report = links.first.get_attribute("href") if links.count() else "/admin/reports/1/none/1"
    return {"running": running, "study": study, "done": done, "code": code, "report": report or ""}


def visit(page: Page, endpoints: dict[str, tuple[str, bool]]) -> Iterator[str]:
    """Open every page; yields the name of each while it is open."""
    yield from _open(page, (address for address, arguments in endpoints.values() if not arguments))
    places = attempts(page)
    yield from _open(page, (path.format(**places) for paths in PAGES.values() for path in paths))
    yield from _open(page, (*STATES, "/attempts", "/"))
    choose(page)
    page.get_by_role("button", name="Check").click()
    expect(page.locator("#verdict")).to_be_visible()
    yield "/check"
    page.goto("/exams/saa-c03")
    page.get_by_role("button", name="10 questions").click()
    expect(page.get_by_text(re.compile("is running"))).to_be_visible()
    yield "another one is running"
    page.goto(f"{places['running']}/2")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    yield "the list of keys"


def _open(page: Page, paths: Iterator[str] | tuple[str, ...]) -> Iterator[str]:
    for path in paths:
        page.goto(path)
        yield path


def test_every_page_is_visited(endpoints: dict[str, tuple[str, bool]]) -> None:
    """A new page with arguments needs an entry in PAGES; a new page without is visited by itself."""
    assert {endpoint for endpoint, (_, arguments) in endpoints.items() if arguments} == set(PAGES)


def test_as_a_guest_at_a_desk(page: Page, endpoints: dict[str, tuple[str, bool]]) -> None:
    found = [fault for name in visit(page, endpoints) for fault in faults(page, name)]
    assert not found, "\n".join(found)


def test_signed_in_on_a_phone(new_page: NewPage, database: Path, endpoints: dict[str, tuple[str, bool]]) -> None:
    """As somebody who runs the site, since the admin pages are there for them only."""
    page = new_page(viewport=TALL_PHONE)
    page.goto("/account/register")
    page.get_by_label("Email").fill("access@example.com")
    for field in page.locator("input[type=password]").all():
        field.fill("a few words make a good one")
    page.get_by_role("button", name="Make the account").click()
    page.wait_for_url(lambda url: "/register" not in url)
    engine = new_engine(f"sqlite:///{database}")
    with Session(engine) as session:
        assert grant_admin(session, "access@example.com")
    engine.dispose()
    found = [fault for name in visit(page, endpoints) for fault in faults(page, name)]
    assert not found, "\n".join(found)


def test_the_style_guide(browser: Browser, tmp_path: Path) -> None:
    """Every component in every state. It exists in debug mode only, so it has a server of its own."""
    with serving(tmp_path, FLASK_DEBUG="1") as address:
        context = browser.new_context(base_url=address)
        page = context.new_page()
        page.goto("/styleguide")
        found = faults(page, "/styleguide")
        context.close()
    assert not found, "\n".join(found)
