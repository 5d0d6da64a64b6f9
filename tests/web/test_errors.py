import pytest
from flask import Flask, Response, abort, redirect
from flask.testing import FlaskClient

from app.assessment import sitting
from app.assessment.sitting import Answer, Confidence
from app.errors import KNOWN
from app.store import errors as store
from question_bank.bank import load_bank

JSON = {"Accept": "application/json"}


@pytest.fixture
def faulty(app: Flask) -> Flask:
    """The application with addresses that fail in the ways that a test names."""
    app.testing = False  # what breaks is answered, as for a learner
    app.add_url_rule("/raise/<name>", view_func=raise_known, methods=["GET", "POST"])
    app.add_url_rule("/break", view_func=break_down)
    app.add_url_rule("/abort/<int:code>", view_func=abort)
    app.add_url_rule("/moved", view_func=lambda: abort(redirect("/healthz")))
    return app


def raise_known(name: str) -> Response:
    error = next(known for known in KNOWN if known.__name__ == name)
    if error is sitting.StaleSequence:
        raise sitting.StaleSequence("A newer answer.", Answer(("o1",), 7, confidence=Confidence.SURE))
    if error is store.AttemptRunning:
        raise store.AttemptRunning("One runs.", "abc")
    raise error(f"The sentence of {name}.")


def break_down() -> Response:
    raise RuntimeError("the secret of the house")


@pytest.mark.parametrize("error", list(KNOWN), ids=lambda error: error.__name__)
def test_a_known_error_is_its_own_sentence(faulty: Flask, error: type[Exception]) -> None:
    page = faulty.test_client().get(f"/raise/{error.__name__}")
    told = faulty.test_client().get(f"/raise/{error.__name__}", headers=JSON)
    status, name, title = KNOWN[error]
    assert (page.status_code, told.status_code) == (status, status)
    assert title in page.text
    assert told.json is not None
    assert told.json["error"] == name
    assert told.json["message"] in page.text


def test_an_error_written_for_a_terminal_becomes_a_sentence(app: Flask) -> None:
    app.add_url_rule("/exam", view_func=lambda: load_bank().guide("clf-c99").name)
    told = app.test_client().get("/exam", headers=JSON)
    assert told.json is not None
    assert told.json["message"].startswith("There is no exam 'clf-c99'")
    assert told.json["message"].endswith(".")


def test_every_refusal_of_a_sitting_has_a_status() -> None:
    assert set(sitting.SittingError.__subclasses__()) <= set(KNOWN)
    commands_only = {store.DatabaseTooNewError, store.DatabaseUnusableError}
    assert set(store.StoreError.__subclasses__()) - commands_only <= set(KNOWN)


def test_an_old_page_is_told_the_newer_answer(faulty: Flask) -> None:
    told = faulty.test_client().post("/raise/StaleSequence", json={})
    assert told.json is not None
    assert told.json["current"] == {"choice": ["o1"], "sequence": 7, "confidence": "sure"}


def test_what_runs_is_named(faulty: Flask) -> None:
    told = faulty.test_client().post("/raise/AttemptRunning", json={})
    assert told.json is not None
    assert told.json["attempt"] == "abc"


@pytest.mark.parametrize("code", [400, 401, 403, 404, 405, 413, 415, 422, 429, 500, 503])
def test_what_http_refuses_is_a_sentence(faulty: Flask, code: int) -> None:
    page = faulty.test_client().get(f"/abort/{code}")
    told = faulty.test_client().get(f"/abort/{code}", headers=JSON)
    assert (page.status_code, told.status_code) == (code, code)
    assert told.json is not None
    assert told.json["message"].endswith(".")
    assert told.json["message"] in page.text
    assert page.mimetype == "text/html"


def test_an_unknown_address(client: FlaskClient) -> None:
    page = client.get("/no/such/page")
    assert page.status_code == 404
    assert "There is no such page" in page.text


def test_a_wrong_method_says_which_are_right(client: FlaskClient) -> None:
    refused = client.delete("/healthz")
    assert refused.status_code == 405
    assert "GET" in refused.headers["Allow"]


def test_a_redirect_is_no_refusal(faulty: Flask) -> None:
    assert faulty.test_client().get("/moved").status_code == 302


def test_a_breakdown_tells_nothing_of_itself(faulty: Flask) -> None:
    page = faulty.test_client().get("/break")
    assert page.status_code == 500
    assert "on us" in page.text
    assert "secret" not in page.text
    assert "Traceback" not in page.text


def test_a_breakdown_of_the_page_itself_still_answers(faulty: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.errors.render_template", break_down)
    page = faulty.test_client().get("/nowhere")
    assert page.status_code == 404
    assert page.mimetype == "text/plain"
    assert "There is no such page" in page.text


def test_too_much_at_once(client: FlaskClient) -> None:
    refused = client.post("/check", data={"choice": "x" * 300_000})
    assert refused.status_code == 413
    assert "larger" in refused.text


def test_an_old_form_is_explained(app: Flask, client: FlaskClient) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    for given in ({}, {"csrf_token": "from another session"}):
        refused = client.post("/check", data=given, headers={"Referer": "http://localhost/?exam=clf-c02"})
        assert refused.status_code == 400
        assert "older than your session" in refused.text
        assert 'href="/?exam=clf-c02"' in refused.text


@pytest.mark.parametrize("referrer", ["https://evil.example/", "http://localhost//evil.example", "javascript:x", ""])
def test_the_way_back_stays_on_this_site(app: Flask, client: FlaskClient, referrer: str) -> None:
    page = client.get("/nowhere", headers={"Referer": referrer})
    assert "evil" not in page.text
    assert "Go back" not in page.text
