import json
import re

from flask.testing import FlaskClient


def test_the_manifest_names_icons_that_are_there(client: FlaskClient) -> None:
    response = client.get("/manifest.webmanifest")
    manifest = json.loads(response.data)
    assert response.mimetype == "application/manifest+json"
    assert manifest["short_name"] == "Whose?"
    assert {icon["sizes"] for icon in manifest["icons"]} == {"192x192", "512x512"}
    assert any(icon.get("purpose") == "maskable" for icon in manifest["icons"])
    for icon in manifest["icons"]:
        with client.get(icon["src"]) as picture:
            assert picture.data.startswith(b"\x89PNG")


def test_the_worker_is_asked_for_again_each_time_and_knows_its_files(client: FlaskClient) -> None:
    response = client.get("/worker.js")
    assert response.mimetype == "text/javascript"
    assert response.headers["Cache-Control"] == "no-cache"
    settings = json.loads(re.match(r"const SETTINGS = (.*);", response.text)[1])  # type: ignore[index]
    for path in settings["shell"]:
        with client.get(path) as kept:
            assert kept.status_code == 200, path


def test_the_page_without_network_is_the_same_for_all(client: FlaskClient) -> None:
    """It is fetched once and shown to whoever comes."""
    response = client.get("/offline")
    assert "There is no connection" in response.text
    assert "csrf_token" not in response.text
    assert "Set-Cookie" not in response.headers


def test_public_pages_have_a_card_and_those_of_a_learner_have_none(client: FlaskClient) -> None:
    page = client.get("/explore").text
    card = re.search(r'property="og:image" content="([^"]+)"', page)
    assert card
    assert card[1].startswith("http")
    with client.get(card[1]) as picture:
        assert picture.data[16:24] == (1200).to_bytes(4) + (630).to_bytes(4), "the size stands at the head of a PNG"
    assert "og:image" not in client.get("/attempts").text
