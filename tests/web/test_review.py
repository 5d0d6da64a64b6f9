"""Result, review and history."""

import re
from itertools import pairwise

import pytest
from flask.testing import FlaskClient

from app.review.routes import headline
from app.store.views import ResultView
from tests.conftest import Clock
from tests.web.reading import answer, start, take_quiz, words


def test_the_result_says_what_it_is_made_of(client: FlaskClient) -> None:
    page = words(client.get(f"{take_quiz(client)}/result"))
    assert "used 0 s of 13 min 51 s" in page
    assert "estimated, of 1000" in page
    assert "AWS publishes no conversion" in page
    assert "pass mark 700" in page
    assert 'href="/about/scoring"' in page
    assert page.count('class="domain"') == 4
    assert page.count('id="question-') == 10
    assert page.count("of the cloud") >= 10
    assert re.search(r"checked \w{3} \d{1,2}, \d{4}|not checked yet", page)
    assert re.search(r'form <span class="code">[0-9A-Z]{7}-[0-9A-Z]{1,4}</span>', page)


def test_unscored_items_are_told_apart_at_the_end(client: FlaskClient) -> None:
    attempt = start(client, mode="simulation")
    assert "<span>unscored</span>" not in client.get(f"{attempt}/1").text
    client.post(f"{attempt}/submit")
    page = client.get(f"{attempt}/result").text
    assert page.count("<span>unscored</span>") == 15
    assert "0 of 50" in page


def test_the_review_filters(client: FlaskClient) -> None:
    attempt = start(client)
    answer(client, f"{attempt}/1", "flag", [])
    client.post(f"{attempt}/submit")
    assert client.get(f"{attempt}/review").text.count('id="question-') == 10
    assert client.get(f"{attempt}/review?show=flagged").text.count('id="question-') == 1
    assert client.get(f"{attempt}/review?show=missed").text.count('id="question-') == 10
    assert "Nothing here" in client.get(f"{attempt}/review?show=unsure").text
    for asked in ("show=nonsense", f"domain={'9' * 5000}", f"at={'9' * 5000}", "at=x", "domain=-1"):
        assert client.get(f"{attempt}/review?{asked}").text.count('id="question-') == 10


def test_a_running_attempt_has_no_result_yet(client: FlaskClient) -> None:
    attempt = start(client)
    response = client.get(f"{attempt}/result", follow_redirects=True)
    assert response.request.path == f"{attempt}/1"
    assert "not submitted yet" in response.text


def test_the_deadline_grades_at_the_next_look(client: FlaskClient, clock: Clock) -> None:
    attempt = start(client)
    clock.advance(3600)
    response = client.get(f"{attempt}/3", follow_redirects=True)
    assert response.request.path == f"{attempt}/result"
    assert "time ran out" in response.text


def test_an_attempt_can_be_deleted(client: FlaskClient, charlie: FlaskClient) -> None:
    attempt = take_quiz(client)
    assert charlie.post(f"{attempt}/delete").status_code == 404
    assert client.post(f"{attempt}/delete", follow_redirects=True).status_code == 200
    assert client.get(f"{attempt}/result").status_code == 404


def test_headings_of_a_result_go_down_in_order(client: FlaskClient) -> None:
    levels = [int(level) for level in re.findall(r"<h([1-6])", client.get(f"{take_quiz(client)}/result").text)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels[1:]))


def test_same_again_starts_fresh(client: FlaskClient) -> None:
    attempt = take_quiz(client)
    assert "Same again, fresh questions" in client.get(f"{attempt}/result").text
    assert start(client) != attempt


def test_the_history_lists_filters_and_pages(client: FlaskClient, clock: Clock) -> None:
    assert "No attempt yet" in client.get("/attempts").text
    for exam in ("saa-c03", *("clf-c02",) * 21):
        attempt = start(client, exam)
        client.post(f"{attempt}/submit")
        clock.advance(60)
    first = client.get("/attempts")
    assert first.text.count("<tr>") == 1 + 20
    assert "Page 1 of 2" in first.text
    assert client.get("/attempts?page=2").text.count("<tr>") == 1 + 2
    assert client.get("/attempts?page=99").status_code == 200
    assert client.get("/attempts?page=x").status_code == 200
    assert client.get("/attempts?exam=saa-c03").text.count("<tr>") == 1 + 1
    assert "No attempt of SCS-C03 yet" in client.get("/attempts?exam=scs-c03").text


def test_the_history_tells_study_from_a_quiz(client: FlaskClient) -> None:
    client.post(f"{start(client, mode='study', length=1)}/submit")
    client.post(f"{start(client)}/submit")
    page = words(client.get("/attempts"))
    assert "CLF-C02, study, 1 question <" in page
    assert "CLF-C02, 10 questions <" in page


def test_dates_are_in_the_learners_time_zone(client: FlaskClient) -> None:
    settings = {"extra_minutes": "0", "theme": "system", "time_zone": "Asia/Tokyo"}
    client.post("/account", data=settings)
    start(client)
    assert "Jan 15, 2027, 6:00 PM" in client.get("/attempts").text


@pytest.mark.parametrize(
    ("passed", "low", "high", "words"),
    [
        (True, 720, 1000, "Above the mark, and clear of it"),
        (True, 600, 1000, "Above the mark, with little to spare"),
        (False, 100, 699, "Below the mark"),
        (False, 500, 720, "Below the mark, but within reach"),
    ],
)
def test_the_headline_says_how_sure_it_is(passed: bool, low: int, high: int, words: str) -> None:
    result = ResultView(
        attempt=None,  # type: ignore[arg-type]
        correct=7,
        counted=10,
        scored_correct=7,
        scored_total=10,
        scaled=700,
        scaled_low=low,
        scaled_high=high,
        passed=passed,
        passing_score=700,
        passing_count=7,
        domains=(),
        time_used=None,  # type: ignore[arg-type]
        already_graded=True,
    )
    assert headline(result) == words
