"""What every template may use: filters for times and counts, addresses of static files, the main links."""

import hashlib
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from flask import current_app, g, url_for
from flask.blueprints import BlueprintSetupState

from app.account.session import current_learner
from app.extensions import db
from app.store.notebook import due_count
from app.time import utc_now

NUMBER_WORDS = {1: "ONE", 2: "TWO", 3: "THREE", 4: "FOUR", 5: "FIVE"}
VERSION_DIGITS = 10


def register(state: BlueprintSetupState) -> None:
    """Give the application its filters and the values that each page needs."""
    app = state.app
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    filters: dict[str, Callable[..., Any]] = {
        "clock": clock_face,
        "count_of": count_of,
        "day": day,
        "duration": duration,
        "moment": moment,
        "number_word": number_word,
        "sentence": sentence,
    }
    for name, function in filters.items():
        app.add_template_filter(function, name)
    app.add_template_global(asset, "asset")
    app.add_template_global(due_today, "due_today")
    app.context_processor(page_values)


def page_values() -> dict[str, Any]:
    """Theme and main links of whoever looks at the page."""
    learner = current_learner()
    links = [("home.index", "Practice"), ("traps.index", "Traps"), ("progress.index", "Progress")]
    links.append(("explore.index", "Explore"))
    links.append(("review.history", "History"))
    links.append(("account.settings", "Settings"))
    if learner is None or learner.is_guest:
        links.append(("account.login", "Sign in"))
    theme = learner.theme if learner and learner.theme in ("light", "dark") else None
    return {"learner": learner, "main_links": links, "theme": theme}


def due_today() -> int:
    """How many traps of whoever looks are due today. Only pages with the main links ask, so none of a sitting."""
    learner = current_learner()
    if learner is None:
        return 0
    if "due_today" not in g:
        g.due_today = due_count(db.session, learner.id, now=utc_now())
    count: int = g.due_today
    return count


def asset(name: str) -> str:
    """Address of a static file. It changes with the file's content, so that a browser may keep it for ever."""
    folder = current_app.static_folder
    assert folder is not None, "the application serves static files"
    path = Path(folder, name)
    return url_for("static", filename=name, v=_fingerprint(path, path.stat().st_mtime_ns))


@cache
def _fingerprint(path: Path, _modified: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:VERSION_DIGITS]


def zone_of_learner() -> ZoneInfo:
    """The learner's time zone; UTC until it is known."""
    learner = current_learner()
    try:
        return ZoneInfo((learner and learner.time_zone) or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def day(when: date | datetime) -> str:
    """A day as "Nov 24, 2026", in the learner's time zone where it is a moment."""
    if isinstance(when, datetime):
        when = when.astimezone(zone_of_learner())
    return f"{when:%b} {when.day}, {when.year}"


def moment(when: datetime) -> str:
    """A moment as "Nov 24, 2026, 3:05 PM", in the learner's time zone, which is named where it is UTC by default."""
    local = when.astimezone(zone_of_learner())
    zone = " UTC" if str(local.tzinfo) == "UTC" else ""
    return f"{day(when)}, {local.hour % 12 or 12}:{local:%M} {local:%p}{zone}"


def clock_face(seconds: int) -> str:
    """Seconds as "1:44:07" or "4:07"."""
    minutes, rest = divmod(max(0, seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def duration(time: timedelta | float) -> str:
    """A length of time (seconds where it is a number) as "1 h 51 min", "2 min 10 s", "20 min" or "8 s"."""
    seconds = round(time.total_seconds() if isinstance(time, timedelta) else time)
    minutes, rest = divmod(max(0, seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min"
    if not minutes:
        return f"{rest} s"
    return f"{minutes} min {rest} s" if rest else f"{minutes} min"


def count_of(count: int, one: str, many: str) -> str:
    """The number with the words that fit it, as in "1 question is" and "2 questions are"."""
    return f"{count} {one if count == 1 else many}"


def number_word(count: int) -> str:
    """A small number in capitals, as the exams print it in "Choose TWO"."""
    return NUMBER_WORDS.get(count, str(count))


def sentence(text: str) -> str:
    """A phrase of the model with a capital and a full stop."""
    stripped = text.strip()
    return stripped[:1].upper() + stripped[1:] + ("" if stripped.endswith((".", "!", "?")) else ".")
