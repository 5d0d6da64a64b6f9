"""Accounts: nothing that a guest did is lost, and nobody gets in who should not."""

import json
import re
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.account import passwords
from app.account.routes import safe_next
from tests.web.reading import forms_of, start, take_quiz

EMAIL, PASSWORD = "dana@example.com", "four plain words here"


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Argon2 with the smallest cost: these tests are about what happens around it."""
    from pwdlib import PasswordHash
    from pwdlib.hashers.argon2 import Argon2Hasher

    cheap = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1),))
    monkeypatch.setattr(passwords, "_hasher", lambda: cheap)
    passwords._nobodys_hash.cache_clear()
    yield
    passwords._nobodys_hash.cache_clear()


def register(client: FlaskClient, email: str = EMAIL, query: str = "") -> None:
    data = {"email": email, "password": PASSWORD, "again": PASSWORD}
    response = client.post(f"/account/register{query}", data=data)
    assert response.status_code == 303, response.text


def login(client: FlaskClient, email: str = EMAIL, password: str = PASSWORD) -> int:
    return client.post("/account/login", data={"email": email, "password": password}).status_code


def test_registering_keeps_the_guests_attempts(client: FlaskClient) -> None:
    attempt = take_quiz(client)
    register(client)
    assert client.get(f"{attempt}/result").status_code == 200
    assert f'href="{attempt}/result"' in client.get("/attempts").text


def test_logging_in_elsewhere_shows_them(app: Flask, client: FlaskClient) -> None:
    attempt = take_quiz(client)
    register(client)
    other = app.test_client()
    assert other.get(f"{attempt}/result").status_code == 404
    assert login(other, "DANA@Example.com ") == 303
    assert other.get(f"{attempt}/result").status_code == 200


def test_logging_in_brings_the_guests_attempts_along(app: Flask, client: FlaskClient) -> None:
    register(client)
    other = app.test_client()
    attempt = take_quiz(other)
    assert login(other) == 303
    assert other.get(f"{attempt}/result").status_code == 200
    assert client.get(f"{attempt}/result").status_code == 200


def test_signing_out_ends_it(client: FlaskClient) -> None:
    attempt = take_quiz(client)
    register(client)
    client.post("/account/logout")
    assert client.get(f"{attempt}/result").status_code == 404
    assert "No attempt yet" in client.get("/attempts").text


def test_a_wrong_password_and_an_unknown_email_look_the_same(app: Flask, client: FlaskClient) -> None:
    register(client)
    other = app.test_client()
    wrong = other.post("/account/login", data={"email": EMAIL, "password": "not this one"})
    unknown = other.post("/account/login", data={"email": "eve@example.com", "password": "not this one"})
    assert wrong.status_code == unknown.status_code == 422
    assert "do not fit together" in wrong.text
    assert wrong.text.replace(EMAIL, "") == unknown.text.replace("eve@example.com", "")
    assert "not this one" not in wrong.text


def test_an_unknown_email_takes_the_same_work(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []
    hasher = passwords._hasher()

    class Counting:
        hash = staticmethod(hasher.hash)

        @staticmethod
        def verify(password: str, stored: str) -> bool:
            tried.append(stored)
            return hasher.verify(password, stored)

    monkeypatch.setattr(passwords, "_hasher", Counting)
    login(client, "nobody@example.com")
    assert len(tried) == 1


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"email": ""}, "Type your email address."),
        ({"email": "dana"}, "This is not an email address"),
        ({"password": "short", "again": "short"}, "10 to 128 characters"),
        ({"password": "x" * 129, "again": "x" * 129}, "10 to 128 characters"),
        ({"again": "another password"}, "The two passwords differ"),
    ],
)
def test_errors_stand_at_the_field_and_typed_values_stay(
    client: FlaskClient, changes: dict[str, str], words: str
) -> None:
    data = {"email": "dana@example.com", "password": PASSWORD, "again": PASSWORD} | changes
    response = client.post("/account/register", data=data)
    assert response.status_code == 422
    assert words in response.text
    assert 'aria-invalid="true"' in response.text
    assert f'value="{data["email"]}"' in response.text
    assert PASSWORD not in response.text


def test_an_email_is_taken_once(app: Flask, client: FlaskClient) -> None:
    register(client)
    other = app.test_client()
    attempt = take_quiz(other)
    data = {"email": EMAIL.upper(), "password": PASSWORD, "again": PASSWORD}
    response = other.post("/account/register", data=data)
    assert response.status_code == 422
    assert "Sign in instead" in response.text
    assert other.get(f"{attempt}/result").status_code == 200


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "/a\nb",
        "attempts",
        "",
        None,
    ],
)
def test_no_redirect_leaves_the_site(app: Flask, target: str | None) -> None:
    with app.test_request_context():
        assert safe_next(target) == "/"


def test_a_page_of_this_site_is_gone_back_to(app: Flask, client: FlaskClient) -> None:
    with app.test_request_context():
        assert safe_next("/attempts?page=2") == "/attempts?page=2"
    response = client.post(
        "/account/register?next=/attempts", data={"email": EMAIL, "password": PASSWORD, "again": PASSWORD}
    )
    assert response.headers["Location"] == "/attempts"


def test_a_first_visitors_settings_are_the_standard_ones(client: FlaskClient) -> None:
    page = client.get("/account").text
    assert re.search(r'name="extra_minutes"[^>]* value="0"', page)
    assert re.search(r'<input[^>]* checked[^>]* id="single_keys"', page)


def test_settings_are_checked_and_kept(client: FlaskClient) -> None:
    data = {
        "extra_minutes": "45",
        "extra_factor": "1.25",
        "theme": "dark",
        "time_zone": "Europe/Berlin",
        "hide_clock": "y",
    }
    assert client.post("/account", data=data).status_code == 303
    page = client.get("/account").text
    assert 'data-theme="dark"' in page
    assert 'value="45"' in page
    assert 'value="1.25"' in page
    assert '<option selected value="Europe/Berlin">' in page
    question = client.get(f"{start(client)}/1").text
    assert "clock-hidden" in question
    assert "data-keys" not in question


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"extra_minutes": "-5"}, "0 to 240 minutes"),
        ({"extra_minutes": "soon"}, "Not a valid integer value."),
        ({"extra_factor": "0.5"}, "between 1 and 3"),
        ({"theme": "pink"}, ""),
        ({"time_zone": "Mars/Olympus"}, "Not a valid choice."),
    ],
)
def test_settings_that_cannot_be_are_refused(client: FlaskClient, changes: dict[str, str], words: str) -> None:
    data = {"extra_minutes": "0", "extra_factor": "1", "theme": "system", "time_zone": ""} | changes
    response = client.post("/account", data=data)
    assert response.status_code == 422
    assert words in response.text


def test_the_clock_is_hidden_from_within_a_sitting(client: FlaskClient) -> None:
    url = f"{start(client)}/1"
    response = client.post("/account/clock", data={"hide": "1", "next": url})
    assert response.headers["Location"] == url
    assert "clock-hidden" in client.get(url).text


def test_everything_can_be_taken_away(client: FlaskClient) -> None:
    assert client.get("/account/export").status_code == 303
    take_quiz(client)
    response = client.get("/account/export")
    assert response.headers["Content-Disposition"] == "attachment; filename=whose-export.json"
    export = json.loads(response.text)
    assert len(export["attempts"]) == 1
    assert "password" not in export["learner"]


def test_everything_can_be_deleted_after_a_confirmation(app: Flask, client: FlaskClient) -> None:
    attempt = take_quiz(client)
    register(client)
    refused = client.post("/account/delete")
    assert refused.status_code == 422
    assert "Check the box" in refused.text
    assert client.get(f"{attempt}/result").status_code == 200
    assert client.post("/account/delete", data={"sure": "y"}).status_code == 303
    assert client.get(f"{attempt}/result").status_code == 404
    assert login(app.test_client()) == 422


def test_a_form_without_its_token_is_refused(app: Flask, client: FlaskClient) -> None:
    attempt = start(client)
    app.config["WTF_CSRF_ENABLED"] = True
    for path in ("/attempts", "/check", f"{attempt}/1", f"{attempt}/submit", "/account", "/account/login"):
        response = client.post(path, data={"exam": "saa-c03"})
        assert response.status_code == 400, path
        assert "older than your session" in response.text
    assert client.post(f"{attempt}/1/answer", json={}).status_code == 400
    token = forms_of(client.get("/"))[0].fields["csrf_token"]
    assert client.post("/attempts", data={"exam": "saa-c03", "csrf_token": token}).status_code == 303


def test_guessing_passwords_is_slowed_down(client: FlaskClient) -> None:
    statuses = [login(client, password=f"guess number {number}") for number in range(20)]
    assert statuses == [422] * 20
    response = client.post("/account/login", data={"email": EMAIL, "password": PASSWORD})
    assert response.status_code == 429
    assert "Wait a minute" in response.text
