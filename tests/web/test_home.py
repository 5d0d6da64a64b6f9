"""The home page's live question, and the pages of the exams."""

import re
from itertools import pairwise

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.home.live import read_question
from question_bank.bank import load_bank
from tests.web.reading import enough, question_form, start, words


def key_of(app: Flask, token: str) -> list[str]:
    """The shown ids of the right options."""
    with app.test_request_context():
        live = read_question(load_bank(), token)
        return [shown for shown, option in zip(live.ids, live.item.options, strict=True) if option.correct]


def test_the_key_is_not_in_the_page_before_the_answer(app: Flask, client: FlaskClient) -> None:
    page = client.get("/")
    with app.test_request_context():
        item = read_question(load_bank(), question_form(page).fields["token"]).item
    assert item.id not in page.text
    assert not [option.rationale for option in item.options if option.rationale in page.text]
    assert not [option.trap for option in item.options if option.trap and option.trap in page.text]


def test_the_right_answer_is_praised_and_explained(app: Flask, client: FlaskClient) -> None:
    form = question_form(client.get("/"))
    page = client.post("/check", data=form.fields | {"choice": key_of(app, form.fields["token"])})
    assert page.status_code == 200
    assert "your answer, right" in page.text
    assert "your answer, wrong" not in page.text
    assert "of the cloud" in page.text
    assert "Another one" in page.text


def test_a_wrong_answer_names_its_trap(app: Flask, client: FlaskClient) -> None:
    form = question_form(client.get("/?exam=saa-c03"))
    wrong = [option for option in form.options if option not in key_of(app, form.fields["token"])]
    page = client.post("/check", data=form.fields | {"choice": wrong[: len(enough(form))]})
    assert page.status_code == 200
    assert "your answer, wrong" in page.text


def test_no_answer_keeps_the_question(client: FlaskClient) -> None:
    form = question_form(client.get("/"))
    page = client.post("/check", data=form.fields)
    assert page.status_code == 422
    assert "Choose an option first." in page.text
    assert question_form(page).options == form.options


def test_too_many_options_are_refused_and_kept(client: FlaskClient) -> None:
    form = question_form(client.get("/"))
    chosen = form.options[: form.choose + 1]
    page = client.post("/check", data=form.fields | {"choice": chosen})
    assert page.status_code == 422
    assert f"you chose {len(chosen)}" in page.text


def test_an_unknown_option_is_refused(client: FlaskClient) -> None:
    form = question_form(client.get("/"))
    page = client.post("/check", data=form.fields | {"choice": "a"})
    assert page.status_code == 422
    assert "not among" in page.text


@pytest.mark.parametrize("token", ["", "forged", "WyJjbGYtYzAyIiwieCIsInkiXQ.AAAA"])
def test_a_forged_token_gets_another_question(client: FlaskClient, token: str) -> None:
    page = client.post("/check", data={"token": token, "choice": "a"})
    assert page.status_code == 409
    assert "Here is another one." in page.text
    assert question_form(page).fields["token"] != token


def test_another_one_is_another_one(client: FlaskClient) -> None:
    tokens = {question_form(client.get("/")).fields["token"] for _ in range(3)}
    assert len(tokens) == 3


def test_the_home_page_offers_every_exam(client: FlaskClient) -> None:
    page = client.get("/").text
    for exam in ("clf-c02", "saa-c03", "scs-c03", "scs-c02"):
        assert f'href="/exams/{exam}"' in page
    assert "not affiliated" in page


def test_a_running_attempt_is_offered_again(client: FlaskClient) -> None:
    attempt = start(client)
    page = client.get("/").text
    assert "CLF-C02 is running" in page
    assert f'href="{attempt}"' in page
    assert client.get(attempt).headers["Location"] == f"{attempt}/1"


def test_an_exam_page_says_what_is_not_asked(client: FlaskClient) -> None:
    page = words(client.get("/exams/saa-c03"))
    assert "What they do not ask" in page
    assert "prices, service limits, the evaluation of policies" in page


def test_a_retired_exam_says_so(client: FlaskClient) -> None:
    assert "retired" in client.get("/exams/scs-c02").text


@pytest.mark.parametrize("path", ["/exams/clf-c01", "/?exam=nope", "/attempts?exam=nope"])
def test_an_unknown_exam_names_the_known_ones(client: FlaskClient, path: str) -> None:
    page = client.get(path)
    assert page.status_code == 404
    assert "saa-c03" in page.text


def test_the_process_says_that_it_lives(client: FlaskClient) -> None:
    assert client.get("/healthz").json == {"status": "ok", "bank_version": load_bank().version}


@pytest.mark.parametrize("path", ["/", "/exams/clf-c02", "/about/scoring", "/account", "/account/login", "/nowhere"])
def test_pages_keep_to_the_strict_policy(client: FlaskClient, path: str) -> None:
    """No inline script or style, one h1, a language, a skip link, and nothing from elsewhere."""
    response = client.get(path)
    page = response.text
    assert "script-src 'self'" in response.headers["Content-Security-Policy"]
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:", page)
    assert page.count("<h1") == 1
    assert '<html lang="en"' in page
    assert 'href="#main"' in page
    assert not re.findall(r'(?:src|href)="https?://[^"]*\.(?:js|css|woff2?|png|svg)"', page)


def test_headings_go_down_in_order(client: FlaskClient) -> None:
    for path in ("/", "/exams/clf-c02", "/about/scoring", "/account"):
        levels = [int(level) for level in re.findall(r"<h([1-6])", client.get(path).text)]
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels)), path
