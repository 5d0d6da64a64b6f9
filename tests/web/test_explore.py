import gzip
import re
from collections import Counter
from html.parser import HTMLParser

import pytest
from flask import Flask
from flask.testing import FlaskClient

from question_bank.bank import load_bank
from question_bank.model import Confidence
from tests.web.reading import start, words

MOST_BYTES = 15 * 1024  # of a page, compressed
PAGES = (
    "/explore",
    "/explore?service=rds",
    "/explore/matrix",
    "/explore/matrix?provider=all&category=all&q=patch",
    "/explore/compare",
    "/explore/compare?a=ec2&b=rds",
    "/explore/compare?a=ec2&b=azure/virtual-machines",
    "/explore/clouds",
    "/explore/clouds?kind=functions",
    "/explore/services",
    "/explore/services?provider=gcp",
    "/explore/services/aws/ec2",
    "/explore/services/aws/account-wide",
    "/explore/services/azure/aks",
    "/explore/controls",
    "/explore/controls/guest-os-patching",
    "/explore/traps",
    "/explore/traps/rds-treated-like-ec2",
    "/explore/cells/aws/rds/capacity-scaling",
    "/explore/cells/gcp/cloud-sql/in-service-users",
    "/explore/frameworks",
    "/explore/glossary",
    "/explore/search",
    "/explore/search?q=lamda",
    "/explore/services/aws/ec3",
)
EVERY_HUNDREDTH = 100


class Page(HTMLParser):
    """What a page is made of."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.headings: list[int] = []
        self.ids: list[str] = []
        self.references: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "a" and values.get("href", "").startswith(("/", "#")):
            self.links.append(values["href"])
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if "id" in values:
            self.ids.append(values["id"])
        for name in ("aria-labelledby", "aria-describedby", "for"):
            self.references += values.get(name, "").split()


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_small_and_in_order(client: FlaskClient, path: str) -> None:
    response = client.get(path)
    page = Page(response.text)
    assert response.status_code == (404 if path.endswith("/ec3") else 200)
    assert len(gzip.compress(response.data, 5)) <= MOST_BYTES
    assert page.headings.count(1) == 1
    assert page.headings[0] == 1
    assert all(deeper <= level + 1 for level, deeper in zip(page.headings, page.headings[1:], strict=False))
    assert [name for name, count in Counter(page.ids).items() if count > 1] == []
    assert set(page.references) <= set(page.ids)
    assert " style=" not in response.text
    assert "<style" not in response.text
    assert not re.search(r"<script(?![^>]*src=)", response.text)


@pytest.mark.parametrize(
    "path", ["/explore", "/explore/matrix", "/explore/clouds", "/explore/glossary", "/explore/compare?a=ec2&b=rds"]
)
def test_every_link_of_a_page_leads_somewhere(client: FlaskClient, path: str) -> None:
    pages: dict[str, Page] = {}
    for link in dict.fromkeys(Page(client.get(path).text).links):
        address, _, anchor = link.partition("#")
        address = address or path
        if address not in pages:
            response = client.get(address)
            assert response.status_code == 200, address
            pages[address] = Page(response.text)
        assert not anchor or anchor in pages[address].ids, link


def test_every_thing_in_the_model_has_a_page(client: FlaskClient) -> None:
    bank = load_bank()
    paths = [f"/explore/services/{provider}/{service}" for provider, service in bank.model.services]
    paths += [f"/explore/controls/{control}" for control in bank.model.controls]
    paths += [f"/explore/traps/{trap}" for trap in bank.model.traps]
    paths += ["/explore/cells/" + "/".join(key) for key in list(bank.model.cells)[::EVERY_HUNDREDTH]]
    for path in paths:
        response = client.get(path)
        assert response.status_code == 200, path
        assert len(gzip.compress(response.data, 5)) <= MOST_BYTES, path


def test_every_page_of_the_matrix_is_small(client: FlaskClient) -> None:
    for page in range(1, 12):
        response = client.get(f"/explore/matrix?category=all&page={page}")
        assert response.status_code == 200
        assert len(gzip.compress(response.data, 5)) <= MOST_BYTES


def test_a_cell_says_everything(client: FlaskClient) -> None:
    cell = load_bank().model.cell("aws", "rds", "backup-configuration")
    page = words(client.get("/explore/cells/aws/rds/backup-configuration"))
    assert cell.checked is not None
    for said in (cell.provider_part, cell.customer_part, cell.nuance):
        assert said[1:-1] in page.replace("&#39;", "'")
    assert f'href="{cell.source}"' in page
    assert "Nov 24, 2026" in page
    assert "said of this service itself" in page
    assert "Where this is written" in page


def test_a_cell_whose_source_was_not_read_says_so(client: FlaskClient) -> None:
    unread = [cell for cell in load_bank().model.cells.values() if cell.checked is None]
    for cell in unread[:1]:
        assert "<dt>Checked</dt><dd>not yet</dd>" in client.get("/explore/cells/" + "/".join(cell.key)).text


def test_medium_confidence_is_told(client: FlaskClient) -> None:
    cell = next(cell for cell in load_bank().model.cells.values() if cell.confidence is Confidence.MEDIUM)
    assert "medium: asked only together with its nuance" in words(client.get("/explore/cells/" + "/".join(cell.key)))


def test_what_holds_for_the_account_is_a_cell_of_each_service(client: FlaskClient) -> None:
    page = words(client.get("/explore/cells/aws/rds/host-os"))
    assert "Amazon RDS" in page
    assert "said of the whole account" in page


def test_a_cell_leads_to_its_twins_its_traps_and_to_practice(client: FlaskClient) -> None:
    page = client.get("/explore/cells/aws/rds/guest-os-patching").text
    assert 'href="/explore/cells/aws/ec2/guest-os-patching"' in page
    assert 'href="/explore/traps/rds-treated-like-ec2"' in page
    assert "/exams/clf-c02/quiz?mode=study&amp;services=rds" in page


def test_practice_of_a_cell_opens_a_quiz_on_its_service(client: FlaskClient) -> None:
    page = client.get("/exams/clf-c02/quiz?mode=study&services=rds")
    assert page.status_code == 200
    assert re.search(r'value="rds"[^>]*checked', page.text)


@pytest.mark.parametrize(
    ("path", "near"),
    [
        ("/explore/services/aws/lamda", "/explore/services/aws/lambda"),
        ("/explore/services/amazon/ec2", "/explore/services?provider=aws"),
        ("/explore/controls/guest-os-patch", "/explore/controls/guest-os-patching"),
        ("/explore/traps/rds-treated-like-ec3", "/explore/traps/rds-treated-like-ec2"),
        ("/explore/cells/aws/rsd/engine-patching", "/explore/services/aws/rds"),
        ("/explore/cells/aws/s3/guest-os-patching", "/explore/controls/guest-os-patching"),
        ("/explore/cells/aws/s3/bucket-polices", "/explore/controls/resource-policies"),
        ("/explore/compare?a=ec2&b=rsd", "/explore/services/aws/rds"),
        ("/explore/clouds?kind=vm", "/explore/clouds?kind=virtual-machines"),
        ("/explore?service=lamda", "/explore/services/aws/lambda"),
        ("/explore/services?provider=amazon", "/explore/services?provider=aws"),
    ],
)
def test_an_unknown_id_gets_the_nearest_known_ones(client: FlaskClient, path: str, near: str) -> None:
    page = client.get(path)
    assert page.status_code == 404
    assert f'href="{near}"' in page.text
    told = client.get(path, headers={"Accept": "application/json"})
    assert told.status_code == 404
    assert told.json is not None
    assert near in [way["url"] for way in told.json["nearest"]]


def test_what_was_asked_is_shown_as_text(client: FlaskClient) -> None:
    for path in ("/explore/controls/%3Cb%3E", "/explore/search?q=%3Cb%3E", "/explore/services/aws/%3Cb%3E"):
        assert "<b>" not in client.get(path).text


def test_a_service_off_the_tour_leads_to_its_page(client: FlaskClient) -> None:
    response = client.get("/explore?service=vpc")
    assert response.status_code == 302
    assert response.headers["Location"] == "/explore/services/aws/vpc"


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("provider=amazon", "There is no such provider"),
        ("category=x", "There is no such category"),
        ("area=x", "There is no such area"),
        ("owner=me", "There is no such owner"),
        ("page=0", "Pages are numbered"),
        ("page=two", "There is no page “two”"),
        (f"q={'x' * 101}", "At most 100 characters"),
    ],
)
def test_a_wrong_filter_is_told_at_its_field(client: FlaskClient, query: str, sentence: str) -> None:
    page = client.get(f"/explore/matrix?{query}")
    assert page.status_code == 422
    assert sentence in page.text


def test_filters_that_fit_nothing_say_what_to_do(client: FlaskClient) -> None:
    page = client.get("/explore/matrix?q=xyzzy")
    assert page.status_code == 200
    assert "No cell fits these filters" in page.text


def test_what_is_too_long_to_look_for(client: FlaskClient) -> None:
    page = client.get(f"/explore/search?q={'x' * 101}")
    assert page.status_code == 422
    assert "At most 100 characters" in page.text


def test_search_says_where_it_finds_nothing(client: FlaskClient) -> None:
    assert "Nothing is found for" in client.get("/explore/search?q=xyzzyq").text


def test_a_reviewed_question_leads_to_its_cell(alice: FlaskClient) -> None:
    attempt = start(alice)
    alice.post(f"{attempt}/submit")
    links = set(re.findall(r'href="(/explore/cells/[^"]+)"', alice.get(f"{attempt}/review").text))
    assert links
    assert {alice.get(link).status_code for link in links} == {200}


def test_the_style_guide_is_for_development(app: Flask, client: FlaskClient) -> None:
    assert client.get("/styleguide").status_code == 404
    app.config["STYLEGUIDE"] = True
    page = client.get("/styleguide")
    assert page.status_code == 200
    assert "Buttons" in page.text
