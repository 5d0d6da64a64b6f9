"""A walk through every page, as somebody who studies: what the pictures and the tests of widths look at."""

import re
from collections.abc import Iterator

from playwright.sync_api import Page, expect

from tests.browser.taking import choose, expect_saved, start_quiz

# Read by anybody, and the same for all; by the name of the picture.
OPEN_PAGES = {
    "exam": "/exams/saa-c03",
    "exam-retired": "/exams/scs-c02",
    "form-code-wrong": "/forms?code=nonsense",
    "scoring": "/about/scoring",
    "register": "/account/register",
    "login": "/account/login",
    "not-found": "/nowhere",
    "explore": "/explore?service=elastic-beanstalk",
    "matrix": "/explore/matrix",
    "matrix-empty": "/explore/matrix?q=xyzzy",
    "compare": "/explore/compare?a=ec2&b=rds",
    "clouds": "/explore/clouds",
    "services": "/explore/services",
    "service": "/explore/services/aws/ec2",
    "controls": "/explore/controls",
    "control": "/explore/controls/guest-os-patching",
    "explore-traps": "/explore/traps",
    "explore-trap": "/explore/traps/rds-treated-like-ec2",
    "cell": "/explore/cells/aws/rds/capacity-scaling",
    "frameworks": "/explore/frameworks",
    "glossary": "/explore/glossary",
    "search": "/explore/search?q=lamda",
    "search-empty": "/explore/search?q=xyzzyq",
    "unknown-service": "/explore/services/aws/ec3",
}
# A learner's own pages before there is anything on them.
EMPTY_PAGES = {
    "history-empty": "/attempts",
    "traps-empty": "/traps",
    "kept-empty": "/traps/kept",
    "reports-empty": "/reports",
    "progress-empty": "/progress",
    "offline": "/offline",
}
TYPES = {"multiple": "pick-two-tasks", "ordering": "response-order", "matching": "match-owner"}


def visit_open(page: Page) -> Iterator[str]:
    """Open what needs no learner, the live question answered and not; yields the name of each while it is open."""
    page.goto("/")
    yield "home"
    choose(page)
    page.get_by_role("button", name="Check").click()
    expect(page.locator("#verdict")).to_be_visible()
    yield "home-answered"
    for name, path in (OPEN_PAGES | EMPTY_PAGES).items():
        page.goto(path)
        yield name


def visit_learner(page: Page) -> Iterator[str]:
    """Take quizzes of every kind, and open all that comes of it."""
    page.goto("/exams/scs-c03/quiz?domains=1&services=s3&services=ec2")
    yield "own-quiz"
    yield from visit_types(page)
    attempt = start_quiz(page, "saa-c03")
    yield "question"
    for position in range(1, 9):
        page.goto(f"{attempt}/{position}")
        choose(page, position)
        expect_saved(page)
    page.locator(".moves [value=flag]").click()
    yield "question-answered"
    page.goto(f"{attempt}/check")
    yield "check"
    page.goto("/")
    yield "home-running"
    page.goto(f"{attempt}/check")
    page.get_by_role("button", name="Submit and see the result").click()
    page.wait_for_url(f"**{attempt}/result")
    yield "result"
    for name, path in {"review": "review", "review-one": "review?at=1", "report": "1/report"}.items():
        page.goto(f"{attempt}/{path}")
        yield name
    page.locator("[name=reason]").first.check()
    page.locator("[name=text]").fill("I expected the other side.")
    page.get_by_role("button", name="Send the report").click()
    for name, path in {"reports": "/reports", "history": "/attempts", "settings": "/account"}.items():
        page.goto(path)
        yield name
    for name, path in {"progress": "/progress", "progress-exam": "/progress/saa-c03"}.items():
        page.goto(path)
        yield name
    yield from visit_study(page)
    yield from visit_traps(page)


def visit_types(page: Page) -> Iterator[str]:
    """A question of each type that is no plain choice of one."""
    for name, family in TYPES.items():
        page.goto(f"/exams/scs-c03/quiz?families={family}&mode=quick&length=2")
        page.get_by_role("button", name="Start", exact=True).click()
        page.wait_for_url(re.compile(r"/attempts/[^/]+/1$"))
        yield f"question-{name}"
        page.goto(page.url.removesuffix("1") + "check")
        page.get_by_role("button", name="Submit and see the result").click()
        page.wait_for_url("**/result")
        page.goto(page.url.removesuffix("result") + "review")
        yield f"review-{name}"


def visit_study(page: Page) -> Iterator[str]:
    """Study one question, and look at the page before the end."""
    page.goto("/exams/saa-c03/quiz?families=pick-task&mode=study")
    page.get_by_role("button", name="Start", exact=True).click()
    page.wait_for_url(re.compile(r"/attempts/[^/]+/1$"))
    yield "study"
    page.wait_for_load_state("networkidle")
    choose(page)
    page.get_by_role("button", name="Check answer").click()
    page.locator(".option--right").first.wait_for()
    yield "revealed"
    page.goto(page.url.removesuffix("1") + "check")
    yield "finish"


def visit_traps(page: Page) -> Iterator[str]:
    """The notebook of traps, one of them, and a drill."""
    page.goto("/traps")
    yield "traps"
    page.locator(".entry h3 a").first.click()
    yield "trap"
