"""Due traps as a calendar: one all-day event for each day on which some come back. Source: RFC 5545."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta

DAYS_AHEAD = 60
LINE_OCTETS = 75  # of a content line, its break not counted: RFC 5545, 3.1
MOST_NAMES = 12  # of traps in one event
ESCAPES = (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n"))


def due_by_day(due: Iterable[tuple[str, date]], today: date) -> dict[date, list[str]]:
    """The traps of each day in the next two months; what is overdue is due today."""
    days: dict[date, list[str]] = {}
    for trap, day in sorted(due):
        shown = max(day, today)
        if shown <= today + timedelta(days=DAYS_AHEAD):
            days.setdefault(shown, []).append(trap)
    return dict(sorted(days.items()))


def calendar_text(days: Mapping[date, Sequence[str]], *, url: str, host: str, stamp: datetime) -> str:
    """The calendar. `days` has the names of the traps that are due; `url` leads to the notebook."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Whose//Due traps//EN",
        "CALSCALE:GREGORIAN",
        "X-WR-CALNAME:Whose? Due traps",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
    ]
    for day, names in days.items():
        lines += _event(day, names, url, host, stamp)
    return "".join(f"{fold(line)}\r\n" for line in (*lines, "END:VCALENDAR"))


def _event(day: date, names: Sequence[str], url: str, host: str, stamp: datetime) -> list[str]:
    count = len(names)
    more = [f"and {count - MOST_NAMES} more"] if count > MOST_NAMES else []
    text = "\n".join((*names[:MOST_NAMES], *more, url))
    return [
        "BEGIN:VEVENT",
        f"UID:due-{day:%Y%m%d}@{host}",
        f"DTSTAMP:{stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{count} {'trap' if count == 1 else 'traps'} due",
        f"DESCRIPTION:{escape(text)}",
        f"URL:{url}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def escape(text: str) -> str:
    """Text as a value: backslashes, semicolons, commas and line breaks are escaped (RFC 5545, 3.3.11)."""
    for plain, escaped in ESCAPES:
        text = text.replace(plain, escaped)
    return text


def fold(line: str) -> str:
    """A line in pieces of at most 75 octets, each but the first begun by a blank; no character is cut in two."""
    pieces, piece, size = [], "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > LINE_OCTETS:
            pieces.append(piece)
            piece, size = " ", 1
        piece += letter
        size += octets
    return "\r\n".join((*pieces, piece))
