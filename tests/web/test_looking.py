"""A look into the model explorer with a question open: its answer is graded, and says nothing of readiness."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.conftest import Clock
from tests.web.reading import enough, question_form, start

EXPLORER = "/explore/services/aws/ec2"
SECONDS = 60  # long enough to have read a question


@pytest.fixture
def attempt(client: FlaskClient) -> str:
    return start(client, mode="study", length=3)


def answer_slowly(client: FlaskClient, clock: Clock, url: str, *, look_up: str = "", do: str = "reveal") -> None:
    form = question_form(client.get(url))
    if look_up:
        assert client.get(look_up).status_code == 200
    clock.advance(SECONDS)
    assert client.post(url, data=form.fields | {"choice": enough(form), "do": do}).status_code == 303


def exported(client: FlaskClient, attempt: str) -> list[dict[str, Any]]:
    """The questions of a graded attempt, as its learner takes them away."""
    assert client.post(f"{attempt}/submit").status_code == 303
    found = client.get("/account/export").get_json()["attempts"]
    questions: list[dict[str, Any]] = next(one["questions"] for one in found if attempt.endswith(one["id"]))
    return questions


def test_an_answer_after_a_look_up_weighs_nothing(client: FlaskClient, clock: Clock, attempt: str) -> None:
    answer_slowly(client, clock, f"{attempt}/1")
    answer_slowly(client, clock, f"{attempt}/2", look_up=EXPLORER)
    answer_slowly(client, clock, f"{attempt}/3")
    questions = exported(client, attempt)
    assert [one["looked_up"] for one in questions] == [False, True, False]
    assert [one["weight"] for one in questions] == [0.8, 0.0, 0.8]


def test_reading_on_after_the_answer_is_no_look_up(client: FlaskClient, clock: Clock, attempt: str) -> None:
    answer_slowly(client, clock, f"{attempt}/1")
    client.get(f"{attempt}/1")
    client.get(EXPLORER)
    answer_slowly(client, clock, f"{attempt}/2")
    assert [one["looked_up"] for one in exported(client, attempt)] == [False, False, False]


def test_other_pages_are_no_look_up(client: FlaskClient, clock: Clock, attempt: str) -> None:
    answer_slowly(client, clock, f"{attempt}/1", look_up="/about/scoring")
    assert [one["looked_up"] for one in exported(client, attempt)] == [False, False, False]


def test_a_look_up_is_remembered_over_other_questions(client: FlaskClient, clock: Clock, attempt: str) -> None:
    for position in (1, 2):
        client.get(f"{attempt}/{position}")
        client.get(EXPLORER)
    for position in (3, 1, 2):
        answer_slowly(client, clock, f"{attempt}/{position}")
    assert [one["looked_up"] for one in exported(client, attempt)] == [True, True, False]


def test_in_a_quiz_an_answer_that_was_there_before_stays_evidence(client: FlaskClient, clock: Clock) -> None:
    attempt = start(client)
    answer_slowly(client, clock, f"{attempt}/1", do="next")
    client.get(f"{attempt}/1")
    client.get(EXPLORER)
    answer_slowly(client, clock, f"{attempt}/2", look_up=EXPLORER, do="next")
    assert [one["looked_up"] for one in exported(client, attempt)][:2] == [False, True]


def test_a_page_with_script_says_it_too(client: FlaskClient, attempt: str) -> None:
    form = question_form(client.get(f"{attempt}/1"))
    client.get(EXPLORER)
    body = {"choice": enough(form), "sequence": 1, "seen": 0, "seconds": SECONDS}
    assert client.post(f"{attempt}/1/answer", json=body).status_code == 200
    assert exported(client, attempt)[0]["looked_up"] is True


def test_a_question_fetched_ahead_is_not_looked_at(client: FlaskClient, clock: Clock, attempt: str) -> None:
    """The service worker asks for it to keep it. It brings no cookie back over what was noted meanwhile."""
    client.get(f"{attempt}/1")
    ahead = client.get(f"{attempt}/2", headers={"Purpose": "prefetch"})
    assert ahead.status_code == 200
    assert "Set-Cookie" not in ahead.headers
    client.get(EXPLORER)
    answer_slowly(client, clock, f"{attempt}/1")
    answer_slowly(client, clock, f"{attempt}/2")
    assert [one["looked_up"] for one in exported(client, attempt)] == [True, False, False]
