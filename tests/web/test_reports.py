"""Reports of problems, from the learner to whoever answers, and corrections of marks."""

import json
import re
from dataclasses import replace
from typing import Any

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.cli import main
from app.store import leaving, regrades, reports
from app.store.learners import grant_admin
from app.store.views import Learner
from question_bank.bank import load_bank
from question_bank.item import grade
from question_bank.model import Owner, ResponsibilityModel
from question_bank.rekey import rekeyed
from tests.conftest import Clock
from tests.web.answering import answer_known, at
from tests.web.reading import start, take_quiz, words

REPORT = {"reason": "wrong-fact", "text": "The <docs> say otherwise"}


def test_a_report_from_the_review_shows_the_proof_at_once(alice: FlaskClient, session: Session) -> None:
    quiz = take_quiz(alice)
    assert f'href="{quiz}/3/report"' in alice.get(f"{quiz}/review").text
    page = words(alice.post(f"{quiz}/3/report", data=REPORT, follow_redirects=True))
    assert "Thank you" in page
    assert "This is why we hold it true" in page
    assert at(session, quiz, 3).item.proof[0].source.replace("&", "&amp;") in page
    assert "The &lt;docs&gt; say otherwise" in page


def test_a_report_before_grading_tells_nothing_of_the_key(alice: FlaskClient, session: Session) -> None:
    attempt = start(alice)
    assert f'href="{attempt}/3/report"' in alice.get(f"{attempt}/3").text
    pages = [
        alice.get(f"{attempt}/3/report"),
        alice.post(f"{attempt}/3/report", data={}),
        alice.post(f"{attempt}/3/report", data=REPORT, follow_redirects=True),
        alice.get("/reports"),
    ]
    item = at(session, attempt, 3).item
    assert [page.status_code for page in pages] == [200, 422, 200, 200]
    for page in pages:
        assert "This is why we hold it true" not in page.text
        assert item.explanation not in page.text
        assert item.id not in page.text
        assert not [cell.source for cell in item.proof if cell.source in page.text]
        assert not [option.rationale for option in item.options if option.rationale in page.text]
    alice.post(f"{attempt}/submit")
    assert "This is why we hold it true" in alice.get(f"{attempt}/3/report").text


def test_a_report_needs_a_reason_and_other_needs_words(alice: FlaskClient) -> None:
    quiz = take_quiz(alice)
    assert "Choose what is wrong." in alice.post(f"{quiz}/1/report", data={"text": "kept words"}).text
    response = alice.post(f"{quiz}/1/report", data={"reason": "other", "text": " "})
    assert response.status_code == 422
    assert "Say in a few words" in response.text
    assert "kept words" in alice.post(f"{quiz}/1/report", data={"text": "kept words"}).text


def test_strangers_and_unknown_places_get_404(alice: FlaskClient, charlie: FlaskClient, client: FlaskClient) -> None:
    quiz = take_quiz(alice)
    assert charlie.get(f"{quiz}/1/report").status_code == 404
    assert charlie.post(f"{quiz}/1/report", data=REPORT).status_code == 404
    assert alice.post(f"{quiz}/99/report", data=REPORT).status_code == 404
    assert client.get("/admin/reports").status_code == 404
    assert alice.get("/admin/reports").status_code == 404


def test_an_answer_reaches_its_learner(
    alice: FlaskClient, charlie: FlaskClient, session: Session, charlie_account: Learner
) -> None:
    quiz = take_quiz(alice)
    alice.post(f"{quiz}/3/report", data=REPORT)
    grant_admin(session, "charlie@example.com")
    listed = charlie.get("/admin/reports").text
    one = re.search(r'href="(/admin/reports/\d+/[^"]+)"', listed)
    assert one
    detail = words(charlie.get(one[1]))
    played = at(session, quiz, 3)
    assert f"--item {played.item.id}" in detail
    assert charlie.post(one[1], data={"answer": ""}).status_code == 422
    assert charlie.post(one[1], data={"answer": "Right you are."}).status_code == 303
    assert "No report is open" in charlie.get("/admin/reports").text
    assert "1 report</strong> of yours has an answer" in words(alice.get("/"))
    assert "Right you are." in alice.get("/reports").text
    assert "has an answer" not in words(alice.get("/")), "it is seen now"


def test_looking_at_one_answer_leaves_the_others_news(
    alice: FlaskClient, session: Session, alice_account: Learner, clock: Clock
) -> None:
    quiz = take_quiz(alice)
    for position in (3, 4):
        alice.post(f"{quiz}/{position}/report", data=REPORT)
        reports.resolve(session, alice_account.id, quiz.split("/")[2], position, "Mended.", now=clock())
    assert "Mended." in alice.get(f"{quiz}/3/report").text
    assert "1 report</strong> of yours has an answer" in words(alice.get("/"))


@pytest.fixture
def whose(database_url: str, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    monkeypatch.setenv("DATABASE_URL", database_url)
    return CliRunner()


def test_the_commands_print_the_report_and_make_its_item_again(
    alice: FlaskClient, session: Session, whose: CliRunner
) -> None:
    quiz = take_quiz(alice)
    alice.post(f"{quiz}/3/report", data=REPORT)
    printed = whose.invoke(main, ["reports"])
    row = json.loads(printed.stdout)
    assert (row["reason"], row["position"]) == ("wrong-fact", 3)
    assert row["item"]["proof"]
    again = whose.invoke(main, row["again"].split()[1:])
    assert json.loads(again.stdout) == row["item"] == at(session, quiz, 3).item.to_json()
    assert json.loads(printed.stdout)["bank_version"] == load_bank().version


def test_a_drills_item_is_made_again_by_its_own_code(alice: FlaskClient, session: Session, whose: CliRunner) -> None:
    quiz = start(alice)
    for position in range(1, 11):
        answer_known(alice, session, quiz, position, right=False, do="next")
    alice.post(f"{quiz}/submit")
    drill = alice.post("/traps/drill").headers["Location"].rsplit("/", 1)[0]
    alice.post(f"{drill}/5/report", data=REPORT)
    row = json.loads(whose.invoke(main, ["reports"]).stdout)
    again = whose.invoke(main, row["again"].split()[1:])
    assert json.loads(again.stdout)["id"] == at(session, drill, 5).item.id


def corrected_model(session: Session, quiz: str) -> tuple[ResponsibilityModel, int]:
    """The model with the owner of one cell of the quiz turned around, and the position whose mark that changes."""
    model = load_bank().model
    for position in range(1, 11):
        asked = at(session, quiz, position)
        item = asked.item
        cell = model.cells[item.proof[0].key]
        if cell.owner is Owner.SHARED:
            continue
        other = Owner.CUSTOMER if cell.owner is Owner.PROVIDER else Owner.PROVIDER
        turned = replace(model, cells={**model.cells, cell.key: replace(cell, owner=other)})
        for found in rekeyed([item], turned):
            if found.today is None or grade(found.today, asked.choice) != grade(item, asked.choice):
                return turned, position
    raise AssertionError("no cell of the quiz can be turned")


def exported(client: FlaskClient, attempt: int, position: int) -> dict[str, Any]:
    """One question of the export."""
    export = json.loads(client.get("/account/export").text)
    found: dict[str, Any] = export["attempts"][attempt]["questions"][position - 1]
    return found


def test_a_correction_keeps_the_old_mark_and_tells_the_learner(
    alice: FlaskClient, session: Session, clock: Clock
) -> None:
    quiz = take_quiz(alice)
    turned, position = corrected_model(session, quiz)
    was = at(session, quiz, position)
    found = regrades.regrade(session, turned, now=clock())
    assert [one.position for one in found] == [position]
    assert found[0].was_right == grade(was.item, was.choice)
    assert regrades.regrade(session, turned, now=clock()) == (), "a second call changes nothing"
    assert "A correction" in words(alice.get("/"))
    page = words(alice.get(f"{quiz}/result"))
    assert "Corrected since:" in page
    assert "Corrected since.</strong>" in page
    assert "A correction" not in words(alice.get("/")), "it is seen now"
    marks = exported(alice, 0, position)["marks"]
    assert [mark["mark"] for mark in marks] == ["right" if found[0].was_right else "wrong", found[0].now]
    assert marks[1]["reason"] == found[0].reason
    assert exported(alice, 0, position)["item"] == was.item.to_json(), "the item as it was asked"
    assert regrades.regrade(session, load_bank().model, now=clock()) == ()
    assert "Corrected since" not in words(alice.get(f"{quiz}/result")), "the correction was taken back"
    assert len(exported(alice, 0, position)["marks"]) == 1


def test_the_command_finds_nothing_where_nothing_changed(alice: FlaskClient, whose: CliRunner) -> None:
    take_quiz(alice)
    done = whose.invoke(main, ["regrade"])
    assert done.exit_code == 0
    assert done.stdout == ""
    assert "0 answers" in done.stderr


def test_everything_kept_is_exported_and_goes_with_its_learner(
    alice: FlaskClient, session: Session, alice_account: Learner, clock: Clock
) -> None:
    quiz = take_quiz(alice)
    alice.post(f"{quiz}/3/report", data=REPORT)
    alice.post(f"{quiz}/3/keep", data={"text": "my note"})
    alice.post("/traps/exam-date", data={"exam": "clf-c02", "exam_date": "2027-02-01"})
    alice.post("/traps/calendar")
    export = json.loads(alice.get("/account/export").text)
    assert export["exam_dates"] == {"clf-c02": "2027-02-01"}
    assert [note["text"] for note in export["notes"]] == ["my note"]
    assert [report["text"] for report in export["reports"]] == [REPORT["text"]]
    assert export["traps"]
    leaving.delete_learner(session, alice_account.id, now=clock())
