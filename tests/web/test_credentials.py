"""Changing email and password: whoever knew the old one is out, and nothing of the learner's is lost."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web.reading import answer, enough, question_form, start, take_quiz
from tests.web.test_account import EMAIL, PASSWORD, login, quick_hashes, register

__all__ = ["quick_hashes"]
NEW_PASSWORD = "five other plain words here"


def change_password(client: FlaskClient, **typed: str) -> tuple[int, str]:
    data = {"current": PASSWORD, "password": NEW_PASSWORD, "again": NEW_PASSWORD} | typed
    response = client.post("/account/password", data=data)
    return response.status_code, response.text


def change_email(client: FlaskClient, **typed: str) -> tuple[int, str]:
    response = client.post("/account/email", data={"email": "dora@example.com", "current": PASSWORD} | typed)
    return response.status_code, response.text


def test_a_new_password_is_the_one_to_sign_in_with(app: Flask, client: FlaskClient) -> None:
    attempt = take_quiz(client)
    register(client)
    assert change_password(client)[0] == 303
    assert "Other devices are signed out" in client.get("/account").text
    assert client.get(f"{attempt}/result").status_code == 200, "this device stays signed in"
    assert login(app.test_client()) == 422
    other = app.test_client()
    assert login(other, password=NEW_PASSWORD) == 303
    assert other.get(f"{attempt}/result").status_code == 200


def test_other_sessions_are_signed_out(app: Flask, client: FlaskClient) -> None:
    """Also for what a sitting's script saves, which reads no learner."""
    register(client)
    attempt = start(client)
    other = app.test_client()
    login(other)
    form = question_form(other.get(f"{attempt}/1"))
    save = {"choice": enough(form), "sequence": 1, "seen": 0, "page": "two"}
    assert change_password(client)[0] == 303
    assert other.post(f"{attempt}/1/answer", json=save).status_code == 404
    assert other.get(f"{attempt}/1").status_code == 404
    assert EMAIL not in other.get("/account").text
    assert client.post(f"{attempt}/1/answer", json=save).status_code == 200
    assert answer(client, f"{attempt}/2").status_code == 303


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"current": ""}, "Type your password."),
        ({"current": "not this one"}, "not the password of your account"),
        ({"password": "short", "again": "short"}, "10 to 128 characters"),
        ({"again": "another password"}, "The two passwords differ"),
    ],
)
def test_a_password_that_cannot_be_is_refused(
    app: Flask, client: FlaskClient, typed: dict[str, str], words: str
) -> None:
    register(client)
    other = app.test_client()
    login(other)
    status, page = change_password(client, **typed)
    assert status == 422
    assert words in page
    assert 'aria-invalid="true"' in page
    assert NEW_PASSWORD not in page
    assert EMAIL in other.get("/account").text, "nobody is signed out"
    assert login(app.test_client()) == 303


def test_a_new_email_is_the_one_to_sign_in_with(app: Flask, client: FlaskClient) -> None:
    attempt = take_quiz(client)
    register(client)
    assert change_email(client, email=" Dora@Example.com ")[0] == 303
    assert "dora@example.com" in client.get("/account").text
    assert login(app.test_client()) == 422
    other = app.test_client()
    assert login(other, "dora@example.com") == 303
    assert other.get(f"{attempt}/result").status_code == 200


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"email": "dora"}, "This is not an email address"),
        ({"email": "EVE@example.com"}, "There is another account with this email"),
        ({"current": "not this one"}, "not the password of your account"),
    ],
)
def test_an_email_that_cannot_be_is_refused_and_stays_typed(
    app: Flask, client: FlaskClient, typed: dict[str, str], words: str
) -> None:
    register(client)
    register(app.test_client(), "eve@example.com")
    status, page = change_email(client, **typed)
    assert status == 422
    assert words in page
    assert f'value="{typed.get("email", "dora@example.com")}"' in page
    assert login(app.test_client()) == 303


def test_a_new_email_may_be_the_old_one(client: FlaskClient) -> None:
    register(client)
    assert change_email(client, email=EMAIL.upper())[0] == 303


@pytest.mark.parametrize("what", ["password", "email"])
def test_a_guest_signs_in_first_and_comes_back(client: FlaskClient, what: str) -> None:
    stranger = client.get(f"/account/{what}")
    start(client)
    guest = client.get(f"/account/{what}")
    for response in (stranger, guest):
        assert response.status_code == 303
        assert response.headers["Location"] == f"/account/login?next=/account/{what}"


@pytest.mark.parametrize("what", ["password", "email"])
def test_guessing_the_current_password_is_slowed_down(client: FlaskClient, what: str) -> None:
    register(client)
    typed = {"email": "dora@example.com", "password": NEW_PASSWORD, "again": NEW_PASSWORD}
    for number in range(20):
        reply = client.post(f"/account/{what}", data=typed | {"current": f"guess number {number}"})
        assert reply.status_code == 422
    assert client.post(f"/account/{what}", data=typed | {"current": PASSWORD}).status_code == 429


def test_a_session_from_before_there_were_numbers_goes_on(app: Flask, client: FlaskClient) -> None:
    attempt = take_quiz(client)
    with client.session_transaction() as cookie:
        learner_id, number = cookie["_user_id"].split(".")
        cookie["_user_id"] = learner_id
    assert number == "0"
    assert client.get(f"{attempt}/result").status_code == 200


@pytest.mark.parametrize("damaged", ["", "1.x", "x", ".", "1.2.3", "-1", 7])
def test_a_damaged_session_is_nobodys(client: FlaskClient, damaged: object) -> None:
    attempt = take_quiz(client)
    with client.session_transaction() as cookie:
        cookie["_user_id"] = damaged
    assert client.get(f"{attempt}/result").status_code == 404
    assert client.get("/account").status_code == 200
