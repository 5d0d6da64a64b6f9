"""A sitting by plain forms: every button, and what bad input gets."""

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.assessment.sitting import Mode
from app.store import attempts
from app.store.views import Learner
from question_bank.exam_guide import ExamGuide
from tests.conftest import Clock
from tests.samples import sample_form
from tests.web.reading import answer, enough, forms_of, question_form, start, words


def test_a_guest_takes_a_quiz_by_forms_alone(client: FlaskClient) -> None:
    attempt = start(client)
    for position in range(1, 10):
        response = answer(client, f"{attempt}/{position}")
        assert response.headers["Location"] == f"{attempt}/{position + 1}"
    assert answer(client, f"{attempt}/10").headers["Location"] == f"{attempt}/check"
    assert "Every question is answered." in client.get(f"{attempt}/check").text
    assert client.post(f"{attempt}/submit").headers["Location"] == f"{attempt}/result"
    assert client.get(f"{attempt}/result").status_code == 200


def test_an_answer_stays(client: FlaskClient) -> None:
    attempt = start(client)
    form = question_form(client.get(f"{attempt}/1"))
    client.post(f"{attempt}/1", data=form.fields | {"choice": enough(form), "confidence": "unsure", "do": "next"})
    again = question_form(client.get(f"{attempt}/1"))
    assert again.checked == [*enough(form), "unsure"]
    assert again.options == form.options


def test_buttons_lead_where_they_say(client: FlaskClient) -> None:
    attempt = start(client)
    assert answer(client, f"{attempt}/1", "previous").headers["Location"] == f"{attempt}/1"
    assert answer(client, f"{attempt}/2", "previous").headers["Location"] == f"{attempt}/1"
    assert answer(client, f"{attempt}/2", "go-7").headers["Location"] == f"{attempt}/7"
    for nowhere in ("go-99", "go-0", "go-x", f"go-{'9' * 5000}", f"strike-{'9' * 5000}"):
        assert answer(client, f"{attempt}/2", nowhere).headers["Location"] == f"{attempt}/2"
    assert answer(client, f"{attempt}/2", "check").headers["Location"] == f"{attempt}/check"
    assert answer(client, f"{attempt}/2", "nonsense").headers["Location"] == f"{attempt}/2"


def test_flag_and_strike_toggle(client: FlaskClient) -> None:
    attempt = start(client)
    answer(client, f"{attempt}/1", "flag", [])
    answer(client, f"{attempt}/1", "strike-2", [])
    page = client.get(f"{attempt}/1").text
    assert page.count("option--struck") == 1
    assert "unanswered, flagged" in page
    assert "flagged" in client.get(f"{attempt}/check").text
    answer(client, f"{attempt}/1", "flag", [])
    answer(client, f"{attempt}/1", "strike-2", [])
    page = client.get(f"{attempt}/1").text
    assert "option--struck" not in page
    assert ", flagged" not in page


def test_clear_takes_the_answer_back(client: FlaskClient) -> None:
    attempt = start(client)
    answer(client, f"{attempt}/1")
    answer(client, f"{attempt}/1", "clear")
    assert question_form(client.get(f"{attempt}/1")).checked == []


def test_the_check_page_lists_what_is_left(client: FlaskClient) -> None:
    attempt = start(client)
    answer(client, f"{attempt}/1")
    page = client.get(f"{attempt}/check").text
    assert "9 questions are not answered" in page
    assert f'href="{attempt}/2"' in page
    assert 'aria-label="Question 1"' not in page


def test_the_check_page_says_what_is_flagged_or_half_done(client: FlaskClient) -> None:
    attempt = start(client)
    answer(client, f"{attempt}/1", "flag")
    answer(client, f"{attempt}/2", "flag", [])
    page = words(client.get(f"{attempt}/check"))
    assert 'Not answered <span class="soft number">9</span>' in page
    assert 'Flagged <span class="soft number">2</span>' in page
    assert page.count('aria-label="Question 1"') == 1
    assert page.count('aria-label="Question 2, flagged"') == 1
    for position in range(3, 11):
        assert page.count(f'aria-label="Question {position}"') == 1


@pytest.fixture
def select_two(session: Session, alice_account: Learner, clock: Clock, guide: ExamGuide) -> str:
    """The address of a "Select TWO" question in a running attempt of Alice's."""
    made = attempts.start(session, alice_account.id, sample_form(guide), guide, Mode.QUICK, 600, now=clock())
    return f"/attempts/{made.id}/5"


@pytest.mark.parametrize("count", [1, 3])
def test_the_wrong_number_of_choices_is_refused_and_kept(alice: FlaskClient, select_two: str, count: int) -> None:
    chosen = question_form(alice.get(select_two)).options[:count]
    response = answer(alice, select_two, "next", chosen)
    assert response.status_code == 422
    assert f"Choose 2 options; you chose {count}." in response.text
    assert question_form(response).checked == chosen


def test_half_an_answer_survives_a_look_elsewhere(alice: FlaskClient, select_two: str) -> None:
    chosen = question_form(alice.get(select_two)).options[:1]
    assert answer(alice, select_two, "go-1", chosen).status_code == 303
    assert question_form(alice.get(select_two)).checked == chosen
    assert "Partly answered" in alice.get(select_two.replace("/5", "/check")).text


def test_an_option_of_another_question_is_refused(client: FlaskClient) -> None:
    attempt = start(client)
    before = question_form(client.get(f"{attempt}/1"))
    response = answer(client, f"{attempt}/2", "next", before.options[:1])
    assert response.status_code == 422
    assert "not among this question" in response.text
    assert question_form(client.get(f"{attempt}/2")).checked == []


def test_a_stale_form_shows_the_newer_answer(client: FlaskClient) -> None:
    attempt = start(client)
    url = f"{attempt}/1"
    old = question_form(client.get(url))
    newer, older = old.options[-1 * len(enough(old)) :], enough(old)
    client.post(url, data=old.fields | {"choice": newer, "do": "go-1"})
    response = client.post(url, data=old.fields | {"choice": older, "do": "next"})
    assert response.status_code == 409
    assert "newer answer" in response.text
    assert question_form(response).checked == newer
    assert question_form(client.get(url)).checked == newer


def test_a_double_click_is_one_answer(client: FlaskClient) -> None:
    url = f"{start(client)}/1"
    form = question_form(client.get(url))
    data = form.fields | {"choice": enough(form), "do": "next"}
    assert client.post(url, data=data).status_code == 303
    assert client.post(url, data=data).status_code == 303


def test_an_answer_after_the_deadline_is_refused(client: FlaskClient, clock: Clock) -> None:
    attempt = start(client)
    answer(client, f"{attempt}/1")
    form = question_form(client.get(f"{attempt}/2"))
    clock.advance(3600)
    response = client.post(f"{attempt}/2", data=form.fields | {"choice": enough(form), "do": "next"})
    assert response.status_code == 409
    assert "after the deadline" in response.text
    assert f'href="{attempt}/result"' in response.text
    result = client.get(f"{attempt}/result").text
    assert "time ran out" in result
    assert result.count("not answered") == 9


def test_a_second_submit_shows_the_first_result(client: FlaskClient) -> None:
    attempt = start(client)
    client.post(f"{attempt}/submit")
    again = client.post(f"{attempt}/submit", follow_redirects=True)
    assert again.status_code == 200
    assert "was submitted before" in again.text


def test_a_submitted_attempt_takes_no_answers(client: FlaskClient) -> None:
    attempt = start(client)
    form = question_form(client.get(f"{attempt}/1"))
    client.post(f"{attempt}/submit")
    response = client.post(f"{attempt}/1", data=form.fields | {"choice": enough(form), "do": "next"})
    assert response.status_code == 409
    assert "submitted and graded" in response.text
    assert client.get(f"{attempt}/1").headers["Location"] == f"{attempt}/result"


def test_one_attempt_an_exam_runs(client: FlaskClient) -> None:
    attempt = start(client)
    response = client.post("/attempts", data={"exam": "clf-c02", "mode": "quick", "length": 10})
    assert response.status_code == 409
    assert f"{attempt}/1" in response.text
    assert client.post("/attempts", data={"exam": "saa-c03"}).status_code == 303
    page = words(response)
    assert page.index("<details>") < page.index("This cannot be undone.") < page.index("Give up without a result")


def test_a_study_stands_in_no_quizs_way(client: FlaskClient) -> None:
    """It may stay open for days. A second study has to wait for it."""
    study = start(client, mode="study", length=5)
    quiz = start(client)
    again = client.post("/attempts", data={"exam": "clf-c02", "mode": "study", "length": 5})
    assert again.status_code == 409
    assert re.search(r"<h1>Study of <span[^>]*>CLF-C02</span> is running</h1>", again.text)
    assert f"{study}/1" in again.text
    home = words(client.get("/"))
    assert "CLF-C02, study, is running:" in home
    assert "CLF-C02 is running:" in home
    assert client.get(f"{quiz}/1").status_code == 200


def test_giving_up_makes_room(client: FlaskClient) -> None:
    attempt = start(client)
    assert client.post(f"{attempt}/abandon").status_code == 303
    assert client.get(f"{attempt}/1").status_code == 410
    assert client.post(f"{attempt}/submit").status_code == 409
    assert client.get(f"{attempt}/result").status_code == 303
    start(client)


def test_a_simulation_has_the_exams_length_and_minutes(client: FlaskClient) -> None:
    attempt = start(client, "scs-c03", "simulation", 10)
    page = client.get(f"{attempt}/1").text
    assert "of 65" in page
    assert "2:50:00" in page


def test_every_start_button_of_an_exam_page_starts(client: FlaskClient) -> None:
    forms = forms_of(client.get("/exams/saa-c03"))
    assert [form.fields["length"] for form in forms] == ["10", "20", "30", "65", "20"]
    for form in forms:
        response = client.post(form.action, data=form.fields)
        assert response.status_code == 303
        attempt = response.headers["Location"].rsplit("/", 1)[0]
        assert f"of {form.fields['length']}" in client.get(f"{attempt}/1").text
        client.post(f"{attempt}/abandon")


def test_extra_time_moves_the_deadline(client: FlaskClient) -> None:
    settings = {"extra_minutes": "30", "extra_factor": "1", "theme": "system", "single_keys": "y", "time_zone": ""}
    assert client.post("/account", data=settings).status_code == 303
    assert "2:00:00" in client.get(f"{start(client, mode='simulation')}/1").text


@pytest.mark.parametrize(
    ("data", "status", "words"),
    [
        ({"exam": "clf-c01"}, 404, "known are"),
        ({}, 404, "known are"),
        ({"exam": "clf-c02", "mode": "cram"}, 422, "quick quiz, a full simulation or study"),
        ({"exam": "clf-c02", "length": "11"}, 422, "10, 20 or 30"),
        ({"exam": "clf-c02", "length": "many"}, 422, ""),
    ],
)
def test_a_start_that_cannot_be_says_why(client: FlaskClient, data: dict[str, str], status: int, words: str) -> None:
    response = client.post("/attempts", data=data)
    assert response.status_code == status
    assert words in response.text


@pytest.mark.parametrize("path", ["/1", "/11", "/check", "/result", "/review", "/clock", ""])
def test_a_stranger_gets_404(client: FlaskClient, charlie: FlaskClient, path: str) -> None:
    """Another learner's attempt looks as if it did not exist."""
    attempt = start(client)
    mine = charlie.get(f"{attempt}{path}")
    nobodys = charlie.get(f"/attempts/AAAAAAAAAAAAAAAA{path}")
    assert mine.status_code == nobodys.status_code == 404
    assert mine.text.replace(attempt, "") == nobodys.text.replace("/attempts/AAAAAAAAAAAAAAAA", "")


@pytest.mark.parametrize("path", ["/1", "/submit", "/abandon", "/1/answer", "/1/note"])
def test_a_stranger_cannot_write(client: FlaskClient, charlie: FlaskClient, path: str) -> None:
    attempt = start(client)
    body = {"choice": [], "sequence": 1, "seen": 0}
    is_json = path.endswith(("answer", "note"))
    response = charlie.post(f"{attempt}{path}", json=body) if is_json else charlie.post(f"{attempt}{path}")
    assert response.status_code == 404
    assert client.get(f"{attempt}/1").status_code == 200


def test_a_question_that_is_not_there_is_404(client: FlaskClient) -> None:
    attempt = start(client)
    assert client.get(f"{attempt}/11").status_code == 404
    assert client.get(f"{attempt}/0").status_code == 404
