"""The pages of progress: for whoever has done nothing, one quiz, or a lot; what they start; the exam's date."""

import re
from datetime import date, timedelta
from random import Random
from xml.etree import ElementTree as ET

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.assessment.intervals import wilson_interval
from app.assessment.memory import Mastery
from app.assessment.readiness import Forecast
from app.assessment.readiness_advice import Missing, Statement, Verdict
from app.assessment.sitting import Mode
from app.assessment.streak import practice_of
from app.progress.charts import (
    MOST,
    Chart,
    mastery_chart,
    pace_chart,
    practice_chart,
    readiness_chart,
    score_chart,
    thinned,
)
from app.progress.words import likely_words, missing_words, practice_words
from app.store.progress_views import PacePoint, PaceProgress, ReadinessPoint, ScorePoint
from app.store.views import Learner
from question_bank.exam_guide import ExamGuide
from tests.conftest import START, Clock
from tests.practicing import sit_quiz
from tests.web.reading import forms_of, words

EXAM = "clf-c02"
PAGE = f"/progress/{EXAM}"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def practiced(session: Session, alice_account: Learner, clock: Clock) -> list[str]:
    """Three quizzes of Alice's on three days, about six in ten right and all of it rated sure; their ids."""
    chance = Random(1)
    ids = []
    for day in range(3):
        clock.time = START + timedelta(days=day)
        quiz = sit_quiz(
            session, alice_account.id, EXAM, day, 30, lambda _: chance.random() < 0.6, confidence="sure", now=clock()
        )
        ids.append(quiz)
    clock.advance(3600)
    return ids


def pictures(page: str) -> list[ET.Element]:
    return [ET.fromstring(svg) for svg in re.findall(r'<svg [^>]*class="plotted".*?</svg>', page)]  # noqa: S314


def score_points(count: int) -> list[ScorePoint]:
    chance = Random(2)
    found = []
    for number in range(count):
        right = chance.randint(0, 20)
        figures = (right, 20, right / 20, *wilson_interval(right, 20))
        at = START + timedelta(hours=7 * number)
        found.append(ScorePoint(f"a{number}", at, Mode.QUICK, *figures, 700, 600, 800, True))
    return found


def test_a_first_visit_is_told_what_comes_here_and_where_to_start(client: FlaskClient) -> None:
    page = words(client.get("/progress"))
    assert "Nothing to show yet" in page
    assert page.count(">10 questions</button>") == 3
    assert "SCS-C02" not in page
    one = words(client.get(PAGE))
    assert "Nothing to show yet" in one
    assert "<svg" not in one.split("<main")[1]
    assert client.get("/progress/dva-c02").status_code == 404


def test_an_account_without_answers_sees_the_same(alice: FlaskClient) -> None:
    assert "Nothing to show yet" in alice.get("/progress").text
    assert "Nothing to show yet" in alice.get(PAGE).text


def test_one_quiz_is_no_readiness(
    alice: FlaskClient, charlie: FlaskClient, session: Session, alice_account: Learner, clock: Clock
) -> None:
    sit_quiz(session, alice_account.id, EXAM, 1, 10, lambda position: position != 4, now=clock())
    clock.advance(3600)
    page = words(alice.get(PAGE))
    assert "Not enough answers yet." in page
    assert re.search(r"Needed: \d+ more answers to fresh questions", page)
    assert "What would raise it most" not in page
    assert "9 of 10 (90 %)" in page
    assert "Practiced on 1 day." in page
    assert [picture.findtext(f"{SVG}title") for picture in pictures(page)] == [
        "Share of right answers, sitting by sitting",
        "Traps by mastery",
        "Seconds for an answer, sitting by sitting",
        "Questions answered, week by week",
    ]
    assert "not enough answers yet" in alice.get("/progress").text
    assert "Nothing to show yet" in charlie.get(PAGE).text


def test_enough_answers_are_a_readiness_with_its_interval(alice: FlaskClient, practiced: list[str]) -> None:
    page = words(alice.get(PAGE))
    assert re.search(r'class="score number">(under |over )?\d+ %<', page)
    assert re.search(r"chance of passing one of our full simulations today, likely", page)
    assert "drills never raise it" in page
    assert len(pictures(page)) == 6
    assert f"/attempts/{practiced[0]}/result" in page
    assert "Practiced on 3 days. 3 days in this run" in page
    assert "a day of rest does not end it" in page
    assert "When you say sure, you are right less often than sure means." in page
    assert "ready, likely" in words(alice.get("/progress"))


def test_every_chart_says_what_it_shows_and_breaks_no_content_policy(alice: FlaskClient, practiced: list[str]) -> None:
    page = words(alice.get(PAGE))
    for picture in pictures(page):
        assert picture.get("role") == "img"
        named = str(picture.get("aria-labelledby")).split()
        said = {str(node.get("id")): node.text for node in picture if node.get("id")}
        assert list(said) == named
        assert all(said.values())
    main = page.split("<main")[1]
    assert not re.search(r"<style|<script|\sstyle=|\son\w+=|https?://(?!www\.w3\.org/2000/svg)", main)
    assert main.count("<table") == len(pictures(page))


def test_what_to_do_next_is_a_button_that_starts_it(alice: FlaskClient, practiced: list[str]) -> None:
    page = alice.get(PAGE)
    assert "What would raise it most" in page.text
    assert re.search(r"worth about \d+ points?", words(page))
    steps = [form for form in forms_of(page) if form.action in ("/traps/drill", f"/exams/{EXAM}/quiz")]
    assert 1 <= len(steps) <= 4
    for step in steps[:1]:
        started = alice.post(step.action, data=step.fields)
        assert started.status_code == 303
        assert re.fullmatch(r"/attempts/[^/]+/1", started.headers["Location"])


def test_a_quiz_on_a_domain_starts_with_a_clock(alice: FlaskClient) -> None:
    fields = {"domains": "2", "mode": "quick", "length": "10", "clocked": "y", "do": "start"}
    started = alice.post(f"/exams/{EXAM}/quiz", data=fields)
    assert started.status_code == 303
    assert 'role="timer"' in alice.get(started.headers["Location"]).text


def test_the_date_of_the_exam_is_set_and_taken_back(alice: FlaskClient, clock: Clock) -> None:
    day = (clock() + timedelta(days=20)).date()
    assert alice.post(f"{PAGE}/date", data={"exam": EXAM, "exam_date": day.isoformat()}).headers["Location"] == PAGE
    page = words(alice.get(PAGE))
    assert "20 days to your exam" in page
    assert f'value="{day}"' in page
    assert "20 days to your exam" in words(alice.get("/progress"))
    alice.post(f"{PAGE}/date", data={"exam": EXAM, "exam_date": ""})
    assert "days to your exam" not in alice.get(PAGE).text


def test_a_day_that_has_passed_is_refused_at_the_field(alice: FlaskClient, clock: Clock) -> None:
    response = alice.post(f"{PAGE}/date", data={"exam": EXAM, "exam_date": "2020-01-01"})
    assert response.status_code == 422
    assert "This day has passed." in response.text
    assert 'aria-invalid="true"' in response.text
    assert alice.post("/progress/dva-c02/date", data={}).status_code == 404


def test_the_pages_lead_here(alice: FlaskClient, practiced: list[str]) -> None:
    for address in ("/", f"/exams/{EXAM}", f"/attempts/{practiced[0]}/result"):
        assert 'href="/progress' in alice.get(address).text.split("<main")[1]
    assert 'href="/progress" aria-current="page"' in words(alice.get("/progress"))


def test_scoring_says_how_readiness_is_made(client: FlaskClient) -> None:
    page = words(client.get("/about/scoring"))
    assert 'id="readiness"' in page
    assert "Drills never count" in page
    assert "worth 40 in full, 20 of them against the clock and 3 in every domain" in page
    assert "“Sure” is read as a chance of 90 %, “unsure” as 60 %" in page


@pytest.mark.parametrize("count", [1, 2, 60, 500])
def test_charts_of_few_and_of_many_sittings(app: Flask, count: int) -> None:
    points = score_points(count)
    ready = [ReadinessPoint(one.attempt_id, one.at, 0.6, 0.4, 0.8) for one in points]
    pace = PaceProgress(83.0, tuple(PacePoint(one.attempt_id, one.at, 40.0, 83.0) for one in points), None)
    with app.test_request_context():
        charts = [score_chart(points, 0.7), readiness_chart(ready), pace_chart(pace)]
    for chart in charts:
        assert 1 <= len(chart.rows) <= MOST
        assert len(chart.links) == len(chart.rows)
        assert all(len(row) == len(chart.heads) for row in chart.rows)
        assert len(chart.svg) < 16_000
    assert inside(charts[0])
    assert charts[0].rows[0][1] == f"{points[-1].correct} of 20 ({points[-1].percent} %)"
    assert charts[0].svg.count("<circle") == min(count, MOST)


def inside(chart: Chart) -> bool:
    """Whether every point lies in the picture."""
    root = ET.fromstring(chart.svg)  # noqa: S314
    places = [(float(dot.get("cx", "")), float(dot.get("cy", ""))) for dot in root.iter(f"{SVG}circle")]
    return bool(places) and all(0 <= x <= 400 and 0 <= y <= 220 for x, y in places)


def test_bars_of_nothing_and_of_much(app: Flask) -> None:
    with app.test_request_context():
        few = mastery_chart(dict.fromkeys(Mastery, 0) | {Mastery.NEW: 1})
        weeks = practice_chart([(START.date() - timedelta(days=number), 500) for number in range(400)], START.date())
    assert few.rows == (("New", "1"), ("Learning", "0"), ("Holding", "0"), ("Mastered", "0"), ("Fading", "0"))
    assert len(weeks.rows) == 12
    assert weeks.rows[1] == ("Week of Jan 4, 2027", "3500")


def test_thinning_keeps_both_ends() -> None:
    assert thinned(range(500), 60)[0] == 0
    assert thinned(range(500), 60)[-1] == 499
    assert len(set(thinned(range(500), 60))) == 60
    assert list(thinned([1, 2], 60)) == [1, 2]


def test_missing_evidence_in_words(guide: ExamGuide) -> None:
    assert missing_words(Missing(12, 5, {}, None), guide) == (
        "12 more answers to fresh questions, 5 of them against the clock."
    )
    assert missing_words(Missing(1, 1, {}, None), guide) == "1 more answer to fresh questions, against the clock."
    assert missing_words(Missing(20, 20, dict.fromkeys(range(1, 5), 3), None), guide) == (
        "20 more answers to fresh questions, all of them against the clock."
    )
    assert missing_words(Missing(3, 0, {4: 3}, None), guide).endswith(f", 3 in {guide.domain(4).name}.")
    assert missing_words(Missing(1, 0, {}, 70), guide).endswith("Your last one that counts was 70 days ago.")


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (0.4, 0.7, "likely between 40 and 70 %"),
        (0.96, 0.999, "likely over 95 %"),
        (0.0, 0.01, "likely under 5 %"),
        (0.0, 0.9999, "likely between 1 and 99 %"),
    ],
)
def test_an_interval_never_claims_certainty(low: float, high: float, said: str) -> None:
    seen = Forecast(probability=(low + high) / 2, low=low, high=high, raw_low=1, raw_high=2, expected=1.5)
    assert likely_words(Statement(seen, 50, "50 %", Verdict.CLOSE, 1)) == said


def test_a_streak_that_ended_is_no_loss(app: Flask) -> None:
    days = {date(2027, 1, day): 10 for day in (1, 2, 4)}
    with app.test_request_context():
        ended = practice_words(practice_of(days, date(2027, 1, 20)))
        going = practice_words(practice_of(days, date(2027, 1, 6)))
    assert ended == (
        "Practiced on 3 days. The last one was Jan 4, 2027; pick up wherever you like. Your longest run: 3 days."
    )
    assert going == "Practiced on 3 days. 3 days in this run; a day of rest does not end it."
