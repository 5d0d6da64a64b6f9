"""Pace: on demand during a sitting, and after it what was too fast to be read."""

from flask.testing import FlaskClient

from tests.conftest import Clock
from tests.web.reading import enough, question_form, start, words


def answer_after(client: FlaskClient, clock: Clock, url: str, seconds: float) -> None:
    form = question_form(client.get(url))
    clock.advance(seconds)
    assert client.post(url, data=form.fields | {"choice": enough(form), "do": "next"}).status_code == 303


def test_the_pace_is_told_on_demand(client: FlaskClient, clock: Clock) -> None:
    """Ten questions in 831 seconds: 83 each."""
    quiz = start(client)
    assert "you were even with the clock" in words(client.get(f"{quiz}/1"))
    for position in range(1, 4):
        answer_after(client, clock, f"{quiz}/{position}", 20)
    page = words(client.get(f"{quiz}/4"))
    assert "<summary>Pace</summary>" in page
    assert "you were 2 questions ahead of an even pace" in page
    assert "left unanswered" not in page.split("<summary>Pace</summary>")[1].split("</details>")[0]
    answer_after(client, clock, f"{quiz}/4", 350)
    assert "you were 1 question behind an even pace" in words(client.get(f"{quiz}/5"))


def test_who_is_slow_is_told_what_would_be_left(client: FlaskClient, clock: Clock) -> None:
    quiz = start(client)
    for position in range(1, 3):
        answer_after(client, clock, f"{quiz}/{position}", 250)
    page = words(client.get(f"{quiz}/3"))
    assert "you were 4 questions behind an even pace" in page
    assert "As fast as your last ten answers, about 7 would be left unanswered." in page


def test_without_a_clock_there_is_no_pace(client: FlaskClient) -> None:
    assert "<summary>Pace</summary>" not in client.get(f"{start(client, mode='study', length=5)}/1").text


def test_a_result_says_what_was_too_fast_to_be_read(client: FlaskClient, clock: Clock) -> None:
    quiz = start(client)
    for position in range(1, 11):
        answer_after(client, clock, f"{quiz}/{position}", 1 if position <= 2 else 40)
    client.post(f"{quiz}/submit")
    page = words(client.get(f"{quiz}/result"))
    assert "2 of your 10 answers were given too fast to have been read." in page
    assert "say nothing of your readiness" in page


def test_one_fast_answer_of_ten_is_no_matter(client: FlaskClient, clock: Clock) -> None:
    quiz = start(client)
    for position in range(1, 11):
        answer_after(client, clock, f"{quiz}/{position}", 1 if position == 1 else 40)
    client.post(f"{quiz}/submit")
    assert "too fast to have been read" not in words(client.get(f"{quiz}/result"))


def test_a_page_left_open_is_no_long_thought(client: FlaskClient, clock: Clock) -> None:
    """At most three times what a question is allotted counts: 3 × 83 seconds."""
    quiz = start(client)
    answer_after(client, clock, f"{quiz}/1", 500)
    client.post(f"{quiz}/submit")
    page = words(client.get(f"{quiz}/result"))
    assert "Half of the answers took less than 4 min 9 s" in page
