"""The learner's own calendar: days practised and due days follow their time zone, not the server's."""

from datetime import UTC, date, datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def zone_of(name: str | None) -> tzinfo:
    """The zone of an IANA name; UTC where it is unknown or not given."""
    try:
        return ZoneInfo(name) if name else UTC
    except (ZoneInfoNotFoundError, ValueError):
        return UTC


def day_of(moment: datetime, zone: str | None) -> date:
    """The day on which a moment falls in a zone."""
    return moment.astimezone(zone_of(zone)).date()
