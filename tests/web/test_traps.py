"""The notebook of traps, drills, twins, notes, exam dates and the calendar."""

import re
from collections.abc import Callable
from itertools import pairwise
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from markupsafe import escape
from sqlalchemy.orm import Session

from question_bank.bank import load_bank
from question_bank.pairs import flipped_between
from question_bank.singles import item_on_trap, twins_in_exam
from tests.conftest import START, Clock
from tests.samples import right_answer
from tests.web.answering import answer_known, at
from tests.web.reading import start, words

Sit = Callable[..., tuple[str, list[str]]]


# Common in CLF-C02, and on both sides of the line: questions on them and their twins do not run out.
COMMON = (
    "rds-treated-like-ec2",
    "aws-scales-everything",
    "the-best-price-is-applied",
    "software-inside-the-service-is-mine-to-update",
)
SHORT = 4  # questions


@pytest.fixture
def fall(alice: FlaskClient, session: Session) -> Sit:
    """Sits a quiz of Alice's and falls into every trap; the attempt's address and the traps."""

    def take(sure: str = "") -> tuple[str, list[str]]:
        attempt = start(alice)
        traps = []
        for position in range(1, 11):
            response, trap = answer_known(alice, session, attempt, position, right=False, do="next", sure=sure)
            assert response.status_code == 303
            traps += [trap] if trap else []
        assert alice.post(f"{attempt}/submit").status_code == 303
        return attempt, traps

    return take


@pytest.fixture
def fallen(alice: FlaskClient, session: Session, clock: Clock) -> list[str]:
    """The addresses of Alice's quizzes of yesterday, one on each common trap; she fell into that trap alone."""
    attempts = []
    for trap in COMMON:
        data = {"mode": "quick", "length": SHORT, "traps": [trap], "do": "start"}
        attempt = alice.post("/exams/clf-c02/quiz", data=data).headers["Location"].rsplit("/", 1)[0]
        fell = {
            answer_known(alice, session, attempt, position, right=False, do="next", by=(trap,))[1]
            for position in range(1, SHORT + 1)
        }
        assert trap in fell
        assert alice.post(f"{attempt}/submit").status_code == 303
        attempts.append(attempt)
    clock.advance(86_400)
    return attempts


def start_drill(client: FlaskClient) -> str:
    """Start a drill of what is due; its address."""
    response = client.post("/traps/drill")
    assert response.status_code == 303
    return response.headers["Location"].rsplit("/", 1)[0]


def length_of(client: FlaskClient, attempt: str) -> int:
    """How many questions an attempt has by now."""
    found = re.search(r"of (\d+)", words(client.get(f"{attempt}/1")))
    assert found
    return int(found[1])


def test_a_first_visit_is_told_what_the_notebook_is(client: FlaskClient) -> None:
    page = words(client.get("/traps"))
    assert "Nothing here yet" in page
    assert "Take a quiz" in page


def test_the_notebook_shows_belief_correction_and_items(alice: FlaskClient, fall: Sit, clock: Clock) -> None:
    attempt, traps = fall()
    page = words(alice.get("/traps"))
    known = load_bank().model.traps[traps[0]]
    assert f"“{known.belief}”".replace("'", "&#39;") in page
    assert known.correction.replace("'", "&#39;") in page
    assert f'href="{attempt.removesuffix("/")}/review#question-' in page
    assert "Nothing is due today" in page
    assert "come back tomorrow" in page
    assert 'class="due number"' not in page
    clock.advance(86_400)
    page = words(alice.get("/traps"))
    assert f"{len(set(traps))} traps are due today" in page
    assert f'<span class="due number">{len(set(traps))} due</span>' in page
    assert "traps are due today" in words(alice.get("/"))


def test_sure_and_wrong_is_the_first_list(alice: FlaskClient, fall: Sit, clock: Clock) -> None:
    fall(sure="sure")
    clock.advance(86_400)
    headings = re.findall(r'id="section-(\w+)"', alice.get("/traps").text)
    assert headings[0] == "sure"


def test_a_page_a_trap(alice: FlaskClient, fall: Sit, charlie: FlaskClient) -> None:
    _, traps = fall()
    page = words(alice.get(f"/traps/{traps[0]}"))
    assert "When you met it" in page
    assert "✗" in page or "mark--wrong" in page
    assert "You have not met this trap yet" in words(charlie.get(f"/traps/{traps[0]}"))
    assert alice.get("/traps/no-such-trap").status_code == 404


def test_a_drill_from_start_to_what_is_due_tomorrow(alice: FlaskClient, session: Session, fallen: list[str]) -> None:
    drill = start_drill(alice)
    asked = [at(session, drill, position) for position in range(1, 9)]
    old = {at(session, quiz, position).item.id for quiz in fallen for position in range(1, SHORT + 1)}
    assert {one.trap for one in asked} == set(COMMON)
    assert old.isdisjoint(one.item.id for one in asked)

    for position in (1, 2, 3):
        shown, missed = answer_known(alice, session, drill, position, right=False, do="reveal")
        assert shown.status_code == 303
        feedback = words(alice.get(f"{drill}/{position}"))
        assert "Not this time" in feedback
        assert escape(load_bank().model.traps[str(missed)].name) in feedback
        later = [at(session, drill, place).trap for place in range(position + 1, length_of(alice, drill) + 1)]
        assert missed in later[3:], "after three others"
    for position in range(4, length_of(alice, drill) + 1):
        answer_known(alice, session, drill, position, right=True, do="reveal")
    assert alice.post(f"{drill}/submit").status_code == 303
    page = words(alice.get(f"{drill}/result"))
    assert re.search(r"Tomorrow \d+ traps? (is|are) due", page)
    assert "Since the last time" in page
    assert "Fixed" in page


def test_a_drill_with_script_brings_back_what_was_missed_too(
    alice: FlaskClient, session: Session, fallen: list[str]
) -> None:
    """Each answer is saved twice, as by a page that did not hear of the first."""
    drill = start_drill(alice)
    for position in range(1, 9):
        one = at(session, drill, position)
        shown = {content: random for random, content in one.content_ids.items()}
        wrong = sorted(one.item.options, key=lambda option: (option.correct, option.trap != one.trap))
        choice = (wrong[0].id, *right_answer(one.item)[1:])
        body = {"choice": [shown[part] for part in choice], "sequence": 1, "seen": 0, "seconds": 30}
        for _retry in range(2):
            assert alice.post(f"{drill}/{position}/answer", json=body).status_code == 200
    assert 8 < length_of(alice, drill) <= 16


def test_a_trap_without_a_fresh_question_leaves_its_place_between_to_another(
    alice: FlaskClient, session: Session, fallen: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    drill = start_drill(alice)
    asked = [str(at(session, drill, position).trap) for position in range(1, 9)]
    spent = asked[4]  # the first that would come between
    monkeypatch.setattr(
        "app.practice.drilling.item_on_trap",
        lambda bank, exam, trap, *rest: item_on_trap(bank, exam, trap, *rest) if trap != spent else None,
    )
    for position in range(1, 8):
        answer_known(alice, session, drill, position, right=True, do="reveal")
    answer_known(alice, session, drill, 8, right=False, do="reveal")
    added = [at(session, drill, position).trap for position in range(9, length_of(alice, drill) + 1)]
    assert len(added) == 4
    assert added[-1] == asked[7]
    assert spent not in added


def test_the_second_question_on_a_trap_stands_beside_the_first_where_the_owner_moves(
    alice: FlaskClient, session: Session, fallen: list[str]
) -> None:
    drill = start_drill(alice)
    asked = [at(session, drill, position) for position in range(1, 9)]
    paired: set[str | None] = set()
    for position, one in enumerate(asked, 1):
        answer_known(alice, session, drill, position, right=True, do="reveal")
        page = words(alice.get(f"{drill}/{position}"))
        before = [(place, other) for place, other in enumerate(asked[: position - 1], 1) if other.trap == one.trap]
        flipped = [place for place, other in before if flipped_between(other.item.proof, one.item.proof)]
        assert ("Side by side:" in page) is bool(flipped)
        if flipped:
            paired.add(one.trap)
            assert f"Question {flipped[-1]}" in page
            assert "AWS does it" in page
            assert "The customer does it" in page
    assert paired == set(COMMON), "each has twins"


def test_a_drill_on_one_trap_mixes_in_others(alice: FlaskClient, session: Session, fall: Sit) -> None:
    _, traps = fall()
    drill = alice.post("/traps/drill", data={"trap": traps[0]}).headers["Location"].rsplit("/", 1)[0]
    asked = [at(session, drill, position).trap for position in range(1, 9)]
    assert asked[0] == traps[0]
    assert all(one != other for one, other in pairwise(asked))


def test_no_drill_without_traps(alice: FlaskClient) -> None:
    response = alice.post("/traps/drill", follow_redirects=True)
    assert "There is no trap to drill yet" in response.text
    assert alice.post("/traps/drill", data={"trap": "nonsense"}).status_code == 404
    assert alice.post("/traps/drill", data={"exam": "nonsense"}).status_code == 404


def test_a_second_drill_waits_for_the_first(alice: FlaskClient, fall: Sit) -> None:
    fall()
    assert alice.post("/traps/drill").status_code == 303
    again = alice.post("/traps/drill")
    assert again.status_code == 409
    assert "is running" in again.text


def test_the_twin_flips_the_owner(alice: FlaskClient, session: Session, fallen: list[str]) -> None:
    bank = load_bank()
    quiz = fallen[0]
    page = alice.get(f"{quiz}/review").text
    twinned = [int(number) for number in re.findall(rf'action="{quiz}/(\d+)/twin"', page)]
    for position in range(1, SHORT + 1):
        one = at(session, quiz, position)
        has = bool(twins_in_exam(bank, one.item))
        assert (position in twinned) == (has and f'id="question-{position}"' in page and not right(one))
    response = alice.post(f"{quiz}/{twinned[0]}/twin")
    twin = at(session, response.headers["Location"].removesuffix("/1"), 1).item
    old = at(session, quiz, twinned[0]).item
    assert twin.proof[0].control == old.proof[0].control
    assert {twin.proof[0].owner, old.proof[0].owner} == {"provider", "customer"}


def right(one: object) -> bool:
    from app.store.grades import Played
    from question_bank.item import grade

    assert isinstance(one, Played)
    return grade(one.item, one.choice)


def test_notes_and_bookmarks_are_private_and_found_again(alice: FlaskClient, charlie: FlaskClient, fall: Sit) -> None:
    quiz, traps = fall()
    note = {"text": "Ask <whose> job", "bookmarked": "y", "next": f"{quiz}/review#question-2"}
    response = alice.post(f"{quiz}/2/keep", data=note)
    assert response.headers["Location"] == f"{quiz}/review#question-2"
    assert alice.post(f"/traps/{traps[0]}/note", data={"text": "Mine", "bookmarked": "y"}).status_code == 303
    page = words(alice.get("/traps/kept"))
    assert "Ask &lt;whose&gt; job" in page
    assert "Mine" in page
    assert page.count("★ bookmarked") == 2
    assert "Ask &lt;whose&gt; job" in alice.get(f"{quiz}/review").text
    assert "Nothing kept yet" in charlie.get("/traps/kept").text
    assert charlie.post(f"{quiz}/2/keep", data=note).status_code == 404
    assert alice.post(f"{quiz}/2/keep", data={"text": ""}).status_code == 303
    assert "Ask" not in alice.get("/traps/kept").text


def test_a_note_needs_a_graded_question(alice: FlaskClient) -> None:
    attempt = start(alice)
    assert alice.post(f"{attempt}/1/keep", data={"text": "x"}).status_code == 409
    assert alice.post("/traps/no-such-trap/note", data={"text": "x"}).status_code == 404


def test_a_note_that_is_too_long_is_kept_in_its_field(alice: FlaskClient, fall: Sit) -> None:
    _, traps = fall()
    response = alice.post(f"/traps/{traps[0]}/note", data={"text": "x" * 4001})
    assert response.status_code == 422
    assert "at most 4,000 characters" in response.text
    assert "x" * 4001 in response.text


def test_an_exam_date_is_set_and_a_past_one_refused(alice: FlaskClient, fall: Sit) -> None:
    fall()
    ahead = {"exam": "clf-c02", "exam_date": "2027-02-01"}
    assert alice.post("/traps/exam-date", data=ahead).status_code == 303
    assert 'value="2027-02-01"' in alice.get("/traps").text
    past = alice.post("/traps/exam-date", data=ahead | {"exam_date": "2026-01-01"})
    assert past.status_code == 422
    assert "This day has passed" in past.text
    assert alice.post("/traps/exam-date", data=ahead | {"exam_date": ""}).status_code == 303
    assert 'value="2027-02-01"' not in alice.get("/traps").text
    assert alice.post("/traps/exam-date", data={"exam": "nonsense"}).status_code == 404


def test_the_calendar_has_a_secret_address_that_can_be_taken_back(
    alice: FlaskClient, client: FlaskClient, fall: Sit
) -> None:
    _, traps = fall()
    assert alice.post("/traps/calendar").status_code == 303
    found = re.search(r'href="(http[^"]+\.ics)"', alice.get("/traps").text)
    assert found
    path = urlsplit(found[1]).path
    feed = client.get(path)
    assert feed.mimetype == "text/calendar"
    assert feed.text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert feed.text.endswith("END:VCALENDAR\r\n")
    assert f"SUMMARY:{len(set(traps))} trap" in feed.text
    assert f"DTSTART;VALUE=DATE:{START:%Y%m}16" in feed.text
    assert all(len(line.encode()) <= 75 for line in feed.text.split("\r\n"))
    alice.post("/traps/calendar", data={"do": "drop"})
    assert client.get(path).status_code == 404


def test_the_review_filters_by_trap_domain_and_shows_one_a_screen(alice: FlaskClient, fall: Sit) -> None:
    quiz, traps = fall()
    every = alice.get(f"{quiz}/review").text
    assert f"{quiz}/review?trap={traps[0]}" in every
    by_trap = alice.get(f"{quiz}/review?trap={traps[0]}").text
    assert 1 <= by_trap.count('id="question-') < 10
    by_domain = alice.get(f"{quiz}/review?domain=2").text
    assert by_domain.count('id="question-') == 3
    one = alice.get(f"{quiz}/review?at=2").text
    assert one.count('id="question-') == 1
    assert "2 of 10" in words(alice.get(f"{quiz}/review?at=2"))
    assert f"{quiz}/review?at=3" in one
    assert alice.get(f"{quiz}/review?at=99&domain=x&trap=none").status_code == 200
