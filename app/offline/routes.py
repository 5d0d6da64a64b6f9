"""What makes the site installable: its manifest, its service worker, and the page that is shown without network."""

import json
from functools import cache
from hashlib import sha256

from flask import Blueprint, Response, current_app, render_template, url_for
from flask.typing import ResponseReturnValue

from app.home.display import asset

bp = Blueprint("offline", __name__)
# What the page without network consists of.
SHELL = ("css/tokens.css", "css/base.css", "css/components.css", "css/pages.css", "icons/mark.svg", "js/install.js")
WORKER = "js/worker.js"
VERSION_DIGITS = 10


@bp.get("/manifest.webmanifest")
def manifest() -> ResponseReturnValue:
    """Name, colors and icons, for a browser that installs the site."""
    icons = [
        {"src": asset("icons/icon-192.png"), "sizes": "192x192", "type": "image/png"},
        {"src": asset("icons/icon-512.png"), "sizes": "512x512", "type": "image/png"},
        {"src": asset("icons/maskable-512.png"), "sizes": "512x512", "type": "image/png", "purpose": "maskable"},
    ]
    content = {
        "id": "/",
        "name": "Whose? Practice for AWS exams",
        "short_name": "Whose?",
        "description": "Practice questions for AWS exams on who is responsible for what.",
        "lang": "en",
        "start_url": url_for("home.index"),
        "scope": "/",
        "display": "standalone",
        "background_color": "#fbfaf8",
        "theme_color": "#fbfaf8",
        "icons": icons,
    }
    return _unkept(json.dumps(content), "application/manifest+json")


@bp.get("/worker.js")
def worker() -> ResponseReturnValue:
    """The service worker, at the root because it looks after all pages. Its bytes change with any file it may keep."""
    shell = [url_for(".page"), *map(asset, SHELL)]
    version = sha256("".join([_source(), *shell]).encode()).hexdigest()[:VERSION_DIGITS]
    settings = {"version": version, "shell": shell, "page": url_for(".page")}
    return _unkept(f"const SETTINGS = {json.dumps(settings)};\n{_source()}", "text/javascript")


@bp.get("/offline")
def page() -> ResponseReturnValue:
    """What is shown in place of a page that cannot be reached."""
    return render_template("offline/page.html")


@cache
def _source() -> str:
    with current_app.open_resource(f"static/{WORKER}", "r", encoding="utf-8") as file:
        text: str = file.read()
    return text


def _unkept(content: str, mimetype: str) -> Response:
    """A browser asks for it again each time, so that no old version stays."""
    return Response(content, mimetype=mimetype, headers={"Cache-Control": "no-cache"})
