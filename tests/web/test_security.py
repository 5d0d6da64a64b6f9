import pytest
from flask import Flask, session
from flask.testing import FlaskClient

from app.factory import create_app
from tests.conftest import Clock


def test_a_page_runs_only_what_this_site_serves(client: FlaskClient) -> None:
    policy = client.get("/").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "script-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy


@pytest.mark.parametrize("path", ["/", "/healthz", "/nowhere", "/static/css/base.css"])
def test_every_response_is_guarded(client: FlaskClient, path: str) -> None:
    with client.get(path) as response:
        headers = response.headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "Strict-Transport-Security" not in headers


def test_pages_are_kept_by_nobody(client: FlaskClient) -> None:
    assert client.get("/").headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"},
    ],
)
def test_a_change_from_another_site_is_refused(client: FlaskClient, headers: dict[str, str]) -> None:
    for refused in (client.post("/check", headers=headers), client.post("/check", headers=headers, json={})):
        assert refused.status_code == 403
        assert "another site" in refused.text


@pytest.mark.parametrize("headers", [{}, {"Origin": "http://localhost"}, {"Sec-Fetch-Site": "same-origin"}])
def test_a_change_from_this_site_passes(client: FlaskClient, headers: dict[str, str]) -> None:
    assert client.post("/check", headers=headers).status_code != 403


def test_another_site_may_link_here(client: FlaskClient) -> None:
    assert client.get("/", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200


def test_json_needs_the_token_in_its_header(app: Flask, alice: FlaskClient) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    refused = alice.post("/attempts/x/1/answer", json={})
    assert refused.status_code == 400
    assert refused.json is not None
    assert refused.json["error"] == "csrf"


def test_a_session_outlives_the_browser_and_is_closed_to_scripts(app: Flask, client: FlaskClient) -> None:
    def remember() -> str:
        session["known"] = True
        return ""

    app.add_url_rule("/remember", view_func=remember)
    cookie = client.get("/remember").headers["Set-Cookie"]
    assert "Expires=" in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie


def test_looking_at_a_page_lengthens_the_session_and_a_static_file_does_not(alice: FlaskClient) -> None:
    """A file that others may keep must not carry anybody's cookie."""
    assert "Set-Cookie" in alice.get("/").headers
    with alice.get("/static/css/base.css?v=1") as style:
        assert "Set-Cookie" not in style.headers


def test_a_visit_that_leaves_nothing_sets_no_cookie(client: FlaskClient) -> None:
    assert "Set-Cookie" not in client.get("/healthz").headers


def test_behind_https(database_url: str, clock: Clock) -> None:
    made = create_app(
        {
            "TESTING": True,
            "SECRET_KEY": "a key for tests",
            "DATABASE_URL": database_url,
            "CLOCK": clock,
            "BEHIND_HTTPS": True,
            "SESSION_COOKIE_SECURE": True,
            "WARM_UP": False,
        }
    )
    proxied = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "whose.example"}
    page = made.test_client().get("/", headers=proxied)
    assert page.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    passed = made.test_client().post("/check", headers=proxied | {"Origin": "https://whose.example"})
    assert passed.status_code != 403
    made.extensions["database"].dispose()
