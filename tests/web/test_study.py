"""Study: no clock, each answer final and explained once it is checked, and nothing shown by accident."""

import re

import pytest
from flask.testing import FlaskClient

from tests.conftest import Clock
from tests.web.reading import answer, enough, question_form, start, words

SHOWN = ("option--right", "proof__half", "rationale")


@pytest.fixture
def attempt(client: FlaskClient) -> str:
    return start(client, mode="study", length=5)


def reveals(page: str) -> bool:
    return any(sign in page for sign in SHOWN)


def test_a_checked_answer_is_explained(client: FlaskClient, attempt: str) -> None:
    assert not reveals(client.get(f"{attempt}/1").text)
    assert answer(client, f"{attempt}/1", "reveal").headers["Location"] == f"{attempt}/1"
    page = client.get(f"{attempt}/1")
    assert all(sign in page.text for sign in SHOWN)
    assert "your answer, " in words(page)
    assert 'value="reveal"' not in page.text
    assert not reveals(client.get(f"{attempt}/2").text)


@pytest.mark.parametrize("do", ["next", "previous", "check", "go-3"])
def test_going_on_never_checks(client: FlaskClient, attempt: str, do: str) -> None:
    """What is chosen and not checked is asked about, kept, and not saved."""
    url = f"{attempt}/2"
    chosen = enough(question_form(client.get(url)))
    response = answer(client, url, do, chosen)
    assert response.status_code == 422
    assert "not checked your answer" in response.text
    assert question_form(response).checked == chosen
    assert not reveals(response.text)
    assert question_form(client.get(url)).checked == []
    assert answer(client, url, do, []).status_code == 303


@pytest.mark.parametrize("do", ["flag", "strike-2"])
def test_flag_and_strike_keep_what_is_chosen(client: FlaskClient, attempt: str, do: str) -> None:
    chosen = enough(question_form(client.get(f"{attempt}/1")))
    response = answer(client, f"{attempt}/1", do, chosen)
    assert response.status_code == 200
    assert question_form(response).checked == chosen
    assert ("flagged" if do == "flag" else "option--struck") in response.text
    assert not reveals(response.text)


@pytest.mark.parametrize("count", [0, 2])
def test_the_wrong_number_is_not_checked(client: FlaskClient, attempt: str, count: int) -> None:
    form = question_form(client.get(f"{attempt}/1"))
    count = count if count != form.choose else 1
    response = answer(client, f"{attempt}/1", "reveal", form.options[:count])
    assert response.status_code == 422
    assert not reveals(response.text)
    assert question_form(client.get(f"{attempt}/1")).checked == []


def test_a_checked_answer_is_final(client: FlaskClient, attempt: str) -> None:
    url = f"{attempt}/1"
    form = question_form(client.get(url))
    data = form.fields | {"do": "reveal"}
    client.post(url, data=data | {"choice": enough(form)})
    assert client.post(url, data=data | {"choice": form.options[-form.choose :]}).status_code == 303
    save = {"choice": form.options[-form.choose :], "sequence": 9, "seen": 8, "page": "two", "confidence": None}
    refused = client.post(f"{url}/answer", json=save)
    assert refused.status_code == 409
    assert refused.json is not None
    assert refused.json["error"] == "answer-final"


def test_the_script_saves_whole_answers_only(client: FlaskClient, attempt: str) -> None:
    for position in range(1, 6):
        url = f"{attempt}/{position}"
        form = question_form(client.get(url))
        save = {"choice": enough(form), "sequence": 1, "seen": 0, "page": "one", "confidence": None}
        if form.choose > 1:
            assert client.post(f"{url}/answer", json=save | {"choice": form.options[:1]}).status_code == 422
            assert not reveals(client.get(url).text)
        reply = client.post(f"{url}/answer", json=save)
        assert reply.json == {"sequence": 1, "seconds_left": None, "answered": position}
        assert reveals(client.get(url).text)


def test_study_goes_on_another_day_and_counts_what_was_answered(
    client: FlaskClient, attempt: str, clock: Clock
) -> None:
    answer(client, f"{attempt}/1", "reveal")
    assert re.search("Stop(<[^>]+>)* for now", client.get(f"{attempt}/2").text)
    clock.advance(40 * 86_400)
    assert "1 of 5 answered" in words(client.get("/"))
    assert client.get(attempt).headers["Location"] == f"{attempt}/1"
    answer(client, f"{attempt}/2", "reveal")
    page = words(client.get(f"{attempt}/check"))
    assert "3 questions are not answered, and will not count" in page
    client.post(f"{attempt}/submit")
    result = words(client.get(f"{attempt}/result"))
    assert " of 2 right" in result
    assert "estimated, of" not in result


def test_time_is_shown_and_counted_without_script(client: FlaskClient, attempt: str, clock: Clock) -> None:
    url = f"{attempt}/1"
    form = question_form(client.get(url))
    clock.advance(75)
    client.post(url, data=form.fields | {"choice": enough(form), "do": "reveal"})
    page = words(client.get(f"{attempt}/2"))
    assert "time spent" in page
    assert '<span class="clock__time">1:15</span>' in page
    client.post(f"{attempt}/submit")
    assert "1 min 15 s" in words(client.get(f"{attempt}/result"))


def test_a_simulation_shows_no_pause(client: FlaskClient) -> None:
    attempt = start(client, mode="simulation")
    page = client.get(f"{attempt}/1").text.casefold()
    assert "stop for now" not in page
    assert "pause" not in page


@pytest.mark.parametrize("length", ["0", "66", "-1"])
def test_study_has_a_length_that_can_be(client: FlaskClient, length: str) -> None:
    response = client.post("/attempts", data={"exam": "clf-c02", "mode": "study", "length": length})
    assert response.status_code == 422
    assert "1 to 65 questions" in response.text
