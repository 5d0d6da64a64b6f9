"""The charts of a learner's progress, each with its figures as a table. Shares come in from 0 to 1."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any, TypeVar

from flask import url_for
from markupsafe import Markup

from app.assessment.calibration import Calibration
from app.assessment.memory import Mastery
from app.assessment.readiness_advice import percent_label
from app.assessment.sitting import Confidence, Mode
from app.home.display import count_of, day, duration, zone_of_learner
from app.progress.drawing import MANY, SETTINGS, Bars, Course, Trend, Weeks, dots, drawn, spread
from app.store.progress_views import PaceProgress, ReadinessPoint, ScorePoint

T = TypeVar("T")
MOST = 60  # points that a picture of this size can tell apart
PERCENT = {"range": (0, 100), "y_labels": (0, 25, 50, 75, 100), "value_formatter": lambda value: f"{value:.0f} %"}
SECONDS_A_DAY = 86_400
WEEKS = 12
ROOM_ABOVE = 1.15  # over the largest value, for its label
STEPS_OF_SECONDS = (15, 30, 60, 120, 300, 600)
STATED = {Confidence.SURE: "Sure", Confidence.UNSURE: "Unsure", Confidence.GUESS: "Guess"}
MODES = {
    Mode.SIMULATION: "Full simulation",
    Mode.QUICK: "Quiz",
    Mode.STUDY: "Study",
    Mode.DRILL: "Drill",
}


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture and its figures: `heads` of the table, and `rows` of which each has its name first.

    `links` are the addresses that the rows' names lead to, as many as rows, or none.
    """

    svg: Markup
    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    links: tuple[str, ...] = ()


def score_chart(points: Sequence[ScorePoint], share_at_passing: float) -> Chart:
    """The share of right answers of the latest sittings, with intervals, beside the share at the pass mark."""
    shown = points[-MOST:]
    title = "Share of right answers, sitting by sitting"
    chart = Trend(**SETTINGS | PERCENT | spread([day(point.at) for point in shown]) | dots(len(shown)))
    chart.level = 100 * share_at_passing
    chart.add("Right", [_interval(one.share, one.low, one.high, f"{day(one.at)}: {one.percent} %") for one in shown])
    latest = shown[-1]
    description = (
        f"{count_of(len(shown), 'sitting', 'sittings')} from {day(shown[0].at)} to {day(latest.at)}. The latest has "
        f"{latest.percent} % right, likely {_range(latest.low, latest.high)}. The table has every figure."
    )
    return Chart(
        drawn(chart, "scores", title, description),
        title,
        ("Sitting", "Right", "90 % interval", "Estimated scale (an estimate)", "Pass"),
        tuple(_score_row(one) for one in reversed(shown)),
        _results(shown),
    )


def readiness_chart(points: Sequence[ReadinessPoint]) -> Chart:
    """What readiness was when sittings were graded: the last of each day, thinned out evenly where days are many."""
    shown = thinned(last_of_days(points), MOST)
    title = "Readiness over time"
    at = [_days(one.at) for one in shown]
    labels = [{"value": at[0], "label": day(shown[0].at)}]
    if len(shown) > 1:
        labels.append({"value": at[-1], "label": day(shown[-1].at)})
    alone = {"xrange": (at[0] - 1, at[0] + 1)} if len(shown) == 1 else {}
    chart = Course(**SETTINGS | PERCENT | alone, x_labels=labels, show_dots=len(shown) <= MANY)
    chart.ribbon = [(x, 100 * one.low, 100 * one.high) for x, one in zip(at, shown, strict=True)]
    chart.add("Readiness", [_over_time(one, alone=len(shown) == 1) for one in shown])
    latest = shown[-1]
    description = (
        f"The chance of passing one of our full simulations, from {day(shown[0].at)} to {day(latest.at)}: at the end "
        f"{percent_label(latest.probability)}, likely {_range(latest.low, latest.high)}. The table has every figure."
    )
    return Chart(
        drawn(chart, "readiness-trend", title, description),
        title,
        ("Day", "Readiness", "90 % interval"),
        tuple((day(one.at), percent_label(one.probability), _range(one.low, one.high)) for one in reversed(shown)),
        _results(shown),
    )


def mastery_chart(counts: Mapping[Mastery, int]) -> Chart:
    """How many traps stand at each step of mastery."""
    title = "Traps by mastery"
    top = max(1, *counts.values()) * ROOM_ABOVE
    chart = Bars(
        **SETTINGS,
        range=(0, top),
        show_y_labels=False,
        print_values=True,
        print_values_position="top",
        x_labels=[str(mastery) for mastery in counts],
        value_formatter=str,
    )
    chart.add("Traps", list(counts.values()))
    description = "; ".join(f"{mastery}: {count}" for mastery, count in counts.items()) + "."
    rows = tuple((str(mastery).capitalize(), str(count)) for mastery, count in counts.items())
    return Chart(drawn(chart, "mastery", title, description), title, ("State", "Traps"), rows)


def pace_chart(pace: PaceProgress) -> Chart:
    """Median seconds of an answer in the latest sittings against the clock, beside what the clock allots."""
    shown = pace.points[-MOST:]
    title = "Seconds for an answer, sitting by sitting"
    allotted = shown[-1].allotted
    top = max(allotted, *(one.median for one in shown)) * ROOM_ABOVE
    step = next((step for step in STEPS_OF_SECONDS if top / step <= 5), STEPS_OF_SECONDS[-1])
    chart = Trend(
        **SETTINGS | spread([day(point.at) for point in shown]) | dots(len(shown)),
        range=(0, top),
        y_labels=list(range(0, int(top) + 1, step)),
        value_formatter=lambda seconds: f"{seconds:.0f} s",
    )
    chart.level = allotted
    chart.add("Median", [_titled(one.median, f"{day(one.at)}: {duration(one.median)}") for one in shown])
    description = (
        f"Half of the answers of the latest sitting took less than {duration(shown[-1].median)}; the clock allots "
        f"{duration(allotted)} each. The table has every figure."
    )
    rows = tuple((day(one.at), duration(one.median), duration(one.allotted)) for one in reversed(shown))
    heads = ("Sitting", "Median of an answer", "Allotted")
    return Chart(drawn(chart, "pace", title, description), title, heads, rows, _results(shown))


def confidence_chart(calibration: Calibration) -> Chart:
    """How often answers were right that were rated sure, unsure or a guess, beside what each rating states."""
    title = "Right when sure, unsure, or guessing"
    shown = [(STATED[rating], calibration.groups[rating]) for rating in STATED if rating in calibration.groups]
    chart = Bars(**SETTINGS | PERCENT, x_labels=[name for name, _ in shown])
    chart.ticks = [100 * group.stated for _, group in shown]
    said = {name: f"{name}: {_percent(one.share)}" for name, one in shown}
    chart.add("Right", [_interval(one.share, one.low, one.high, said[name]) for name, one in shown])
    described = (f"{name}: {_percent(one.share)} right, where {_percent(one.stated)} was stated" for name, one in shown)
    rows = tuple(
        (name, f"{one.right} of {one.count}", _percent(one.share), _range(one.low, one.high), _percent(one.stated))
        for name, one in shown
    )
    heads = ("You said", "Right", "Share", "90 % interval", "Stated")
    return Chart(drawn(chart, "confidence", title, "; ".join(described) + "."), title, heads, rows)


def practice_chart(days: Sequence[tuple[date, int]], today: date) -> Chart:
    """Questions answered in each of the last twelve weeks; a week begins on Monday."""
    title = "Questions answered, week by week"
    monday = today - timedelta(days=today.weekday())
    weeks = {monday - timedelta(weeks=WEEKS - 1 - number): 0 for number in range(WEEKS)}
    for one, answers in days:
        week = one - timedelta(days=one.weekday())
        if week in weeks:
            weeks[week] += answers
    top = max(1, *weeks.values()) * ROOM_ABOVE
    labels = spread([day(week) for week in weeks])
    chart = Weeks(**SETTINGS | labels, range=(0, top), show_y_labels=False, print_values=True, value_formatter=str)
    chart.print_values_position = "top"
    chart.add("Questions", [count or None for count in weeks.values()])
    description = f"{sum(weeks.values())} questions in the twelve weeks to {day(today)}. The table has each week."
    rows = tuple((f"Week of {day(week)}", str(count)) for week, count in reversed(weeks.items()))
    return Chart(drawn(chart, "practice", title, description), title, ("Week", "Questions"), rows)


def thinned(points: Sequence[T], most: int) -> Sequence[T]:
    """At most so many of the points, evenly, the first and the last among them. `most` is at least 2."""
    if len(points) <= most:
        return points
    step = (len(points) - 1) / (most - 1)
    return [points[round(number * step)] for number in range(most)]


def last_of_days(points: Sequence[ReadinessPoint]) -> Sequence[ReadinessPoint]:
    """The last point of each of the learner's days."""
    zone = zone_of_learner()
    days = [one.at.astimezone(zone).date() for one in points]
    ends = [one for one, (today, after) in zip(points, pairwise(days), strict=False) if today != after]
    return [*ends, *points[-1:]]


def _interval(share: float, low: float, high: float, words: str) -> dict[str, Any]:
    return _titled(100 * share, words) | {"ci": {"low": 100 * low, "high": 100 * high}}


def _over_time(one: ReadinessPoint, *, alone: bool) -> dict[str, Any]:
    """A point of readiness; its interval is in the ribbon, unless there is no other to draw a ribbon to."""
    point = _interval(one.probability, one.low, one.high, f"{day(one.at)}: {percent_label(one.probability)}")
    point["value"] = (_days(one.at), point["value"])
    return point if alone else {name: point[name] for name in ("value", "formatter")}


def _days(moment: datetime) -> float:
    return moment.timestamp() / SECONDS_A_DAY


def _titled(value: float, words: str) -> dict[str, Any]:
    """A point, with the words that show when the pointer rests on it."""

    def formatter(_: Any) -> str:
        return words

    return {"value": value, "formatter": formatter}


def _score_row(one: ScorePoint) -> tuple[str, ...]:
    scaled, passed = "", ""
    if one.scaled is not None:
        scaled = f"{one.scaled}, likely {one.scaled_low} to {one.scaled_high}"
        passed = "✓ yes" if one.passed else "✗ no"
    right = f"{one.correct} of {one.total} ({one.percent} %)"
    return f"{day(one.at)}, {MODES[one.mode]}", right, _range(one.low, one.high), scaled, passed


def _results(points: Sequence[Any]) -> tuple[str, ...]:
    return tuple(url_for("review.result", attempt_id=one.attempt_id) for one in reversed(points))


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def _range(low: float, high: float) -> str:
    return f"{100 * low:.0f} to {100 * high:.0f} %"
