"""The calendar of due traps as text."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.traps.calendar import calendar_text, due_by_day, escape, fold

DAY = date(2027, 3, 1)
STAMP = datetime(2027, 3, 1, 9, tzinfo=UTC)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=300))
def test_folding_keeps_the_text_and_the_limit(line: str) -> None:
    folded = fold(line)
    assert folded.replace("\r\n ", "") == line
    assert all(len(part.encode()) <= 75 for part in folded.split("\r\n"))


def test_values_are_escaped() -> None:
    assert escape("a, b; c\\d\ne\r\nf") == "a\\, b\\; c\\\\d\\ne\\nf"


def test_the_overdue_is_due_today_and_the_far_is_left_out() -> None:
    due = [
        ("old", DAY - timedelta(days=9)),
        ("new", DAY),
        ("soon", DAY + timedelta(days=1)),
        ("far", DAY + timedelta(days=61)),
    ]
    assert due_by_day(due, DAY) == {DAY: ["new", "old"], DAY + timedelta(days=1): ["soon"]}


def test_an_event_has_a_stable_id_and_a_day() -> None:
    text = calendar_text({DAY: ["one", "two"]}, url="https://whose.example/traps", host="whose.example", stamp=STAMP)
    lines = text.split("\r\n")
    assert "UID:due-20270301@whose.example" in lines
    assert "DTSTART;VALUE=DATE:20270301" in lines
    assert "DTEND;VALUE=DATE:20270302" in lines
    assert "SUMMARY:2 traps due" in lines
    assert "DTSTAMP:20270301T090000Z" in lines
    assert "DESCRIPTION:one\\ntwo\\nhttps://whose.example/traps" in lines
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == 1
