import gzip
import threading

import pytest
from flask import Flask, Response
from flask.testing import FlaskClient

GZIP = {"Accept-Encoding": "gzip, br"}


def test_a_page_is_compressed_for_who_takes_it(client: FlaskClient) -> None:
    small, plain = client.get("/about/scoring", headers=GZIP), client.get("/about/scoring")
    assert small.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert gzip.decompress(small.data) == plain.data
    assert int(small.headers["Content-Length"]) == len(small.data) < len(plain.data) / 2
    for response in (small, plain):
        assert "Accept-Encoding" in response.headers["Vary"]


def test_style_sheets_are_compressed(client: FlaskClient) -> None:
    style = client.get("/static/css/components.css", headers=GZIP)
    assert style.headers["Content-Encoding"] == "gzip"
    with client.get("/static/css/components.css") as plain:
        assert gzip.decompress(style.data) == plain.data


@pytest.mark.parametrize("refusal", ["gzip;q=0", "br", "identity"])
def test_who_does_not_take_it_gets_it_plain(client: FlaskClient, refusal: str) -> None:
    assert "Content-Encoding" not in client.get("/", headers={"Accept-Encoding": refusal}).headers


def test_what_is_small_or_no_text_stays(app: Flask, client: FlaskClient) -> None:
    app.add_url_rule("/picture", view_func=lambda: Response(b"\x89PNG" * 1000, mimetype="image/png"))
    for path in ("/healthz", "/picture"):
        response = client.get(path, headers=GZIP)
        assert response.status_code == 200
        assert "Content-Encoding" not in response.headers


def test_head_says_what_get_would(client: FlaskClient) -> None:
    assert client.head("/", headers=GZIP).data == b""


def test_a_static_file_under_its_fingerprint_is_kept_for_a_year(client: FlaskClient) -> None:
    with client.get("/static/css/base.css?v=0123456789") as kept:
        assert kept.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    with client.get("/static/css/base.css") as asked:
        assert asked.headers["Cache-Control"] == "no-cache"
        tag = asked.headers["ETag"]
    with client.get("/static/css/base.css", headers={"If-None-Match": tag}) as again:
        assert again.status_code == 304
        assert again.data == b""


def test_a_missing_file_is_not_kept(client: FlaskClient) -> None:
    missing = client.get("/static/css/nothing.css?v=1")
    assert missing.status_code == 404
    assert "immutable" not in missing.headers["Cache-Control"]


def test_forms_are_prepared_once_and_after_the_first_answer(app: Flask, client: FlaskClient) -> None:
    app.config["WARM_UP"] = True
    assert not warming()
    client.get("/healthz")
    (thread,) = warming()
    assert thread.daemon, "it keeps no server from ending"
    thread.join()
    client.get("/healthz")
    assert not warming()


def warming() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "warm-up"]
