"""What a sitting's script saves, and what it is told."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.conftest import Clock
from tests.web.reading import enough, question_form, start


@pytest.fixture
def attempt(client: FlaskClient) -> str:
    return start(client)


def body_of(client: FlaskClient, url: str, **changes: Any) -> dict[str, Any]:
    form = question_form(client.get(url))
    return {"choice": enough(form), "sequence": 1, "seen": 0, "page": "one", "confidence": None} | changes


def test_saved_is_said_with_the_time_left(client: FlaskClient, attempt: str, clock: Clock) -> None:
    body = body_of(client, f"{attempt}/1", seconds=12.5, confidence="guess")
    clock.advance(100)
    reply = client.post(f"{attempt}/1/answer", json=body)
    assert reply.status_code == 200
    assert reply.json == {"sequence": 1, "seconds_left": 831 - 100, "answered": 1}
    assert question_form(client.get(f"{attempt}/1")).checked == [*body["choice"], "guess"]


def test_the_same_write_again_changes_nothing(client: FlaskClient, attempt: str) -> None:
    body = body_of(client, f"{attempt}/1")
    assert client.post(f"{attempt}/1/answer", json=body).json == client.post(f"{attempt}/1/answer", json=body).json


def test_an_older_tab_learns_that_it_is_old(client: FlaskClient, attempt: str) -> None:
    client.post(f"{attempt}/1/answer", json=body_of(client, f"{attempt}/1"))
    reply = client.post(f"{attempt}/1/answer", json=body_of(client, f"{attempt}/1", choice=[], sequence=5, page="two"))
    assert reply.status_code == 409
    assert reply.json is not None
    assert reply.json["error"] == "stale-sequence"
    assert "newer answer" in reply.json["message"]


def test_a_late_answer_is_refused(client: FlaskClient, attempt: str, clock: Clock) -> None:
    body = body_of(client, f"{attempt}/1")
    clock.advance(831)
    reply = client.post(f"{attempt}/1/answer", json=body)
    assert reply.status_code == 409
    assert reply.json is not None
    assert reply.json["error"] == "too-late"
    assert client.get(f"{attempt}/clock").json == {"seconds_left": None, "over": True}


@pytest.mark.parametrize(
    "changes",
    [
        {"choice": "a"},
        {"choice": [1]},
        {"choice": ["a"]},
        {"choice": None},
        {"sequence": "1"},
        {"sequence": 0},
        {"sequence": 2**60},
        {"sequence": True},
        {"seen": None},
        {"confidence": "certain"},
        {"confidence": ["sure"]},
        {"seconds": "long"},
        {"seconds": -1},
        {"seconds": 1e9},
        {"page": 7},
    ],
)
def test_a_damaged_save_is_refused_and_nothing_lost(client: FlaskClient, attempt: str, changes: dict[str, Any]) -> None:
    reply = client.post(f"{attempt}/1/answer", json=body_of(client, f"{attempt}/1", **changes))
    assert reply.status_code == 422
    assert reply.json is not None
    assert reply.json["message"].endswith(".")
    assert question_form(client.get(f"{attempt}/1")).checked == []


@pytest.mark.parametrize("data", [b"", b"[]", b"{", b'"text"'])
def test_what_is_no_answer_is_refused(client: FlaskClient, attempt: str, data: bytes) -> None:
    reply = client.post(f"{attempt}/1/answer", data=data, content_type="application/json")
    assert reply.status_code == 422


def test_flag_strikes_and_time_are_noted(client: FlaskClient, attempt: str) -> None:
    options = question_form(client.get(f"{attempt}/1")).options
    for note in ({"flagged": True}, {"struck": options[1:2]}, {"seconds": 3}):
        assert client.post(f"{attempt}/1/note", json=note).status_code == 200
    page = client.get(f"{attempt}/1").text
    assert page.count("option--struck") == 1
    assert "unanswered, flagged" in page
    assert client.post(f"{attempt}/1/note", json={"struck": ["nope"]}).status_code == 422


def test_the_clock_is_the_servers(client: FlaskClient, attempt: str, clock: Clock) -> None:
    clock.advance(31)
    assert client.get(f"{attempt}/clock").json == {"seconds_left": 800, "over": False}
