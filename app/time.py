"""The one clock of the web application. Tests set `app.config["CLOCK"]` to a callable of their own."""

from datetime import UTC, datetime

from flask import current_app, has_app_context


def system_clock() -> datetime:
    """The machine's time, for commands that run outside of the web application."""
    return datetime.now(UTC)


def utc_now() -> datetime:
    """The time now, aware, in UTC."""
    clock = current_app.config.get("CLOCK") if has_app_context() else None
    now: datetime = (clock or system_clock)()
    return now
