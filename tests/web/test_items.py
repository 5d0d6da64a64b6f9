"""Item statistics, for whoever runs the site and for nobody else; and the same by the command."""

import json

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient
from sqlalchemy import insert
from sqlalchemy.orm import Session

from app.cli import main
from app.store.learners import grant_admin
from app.store.progress_tables import ChoiceTallyRow, DifficultyTallyRow, FormTallyRow, ItemTallyRow
from question_bank.bank import load_bank
from tests.conftest import Clock
from tests.web.reading import enough, question_form, start, words

EXAM = "clf-c02"
SUMS = {"rest": 12_000_000, "rest_square": 800_000_000_000, "rest_right": 6_000_000, "chance": 5_000_000}


@pytest.fixture
def admin(alice: FlaskClient, session: Session) -> FlaskClient:
    """Alice's browser, who runs the site."""
    assert grant_admin(session, "alice@example.com")
    return alice


@pytest.fixture
def tallies(session: Session) -> None:
    """A family whose rest scores speak against its key, one that is fine, and a form that two learners shared."""
    bad, fine = {"unit": "pick-task"}, {"unit": "who-owns"}
    place = {"exam": EXAM, "level": "family", "answers": 200}
    trap = min(load_bank().model.traps)
    session.execute(
        insert(ItemTallyRow),
        [
            place | bad | SUMS | {"right": 120, "rest_right": 6_500_000},
            place | fine | SUMS | {"right": 120, "rest_right": 8_400_000},
        ],
    )
    chosen = {"exam": EXAM, "level": "family", "choice": trap, "is_key": False, "chosen": 40, "rest": 2_000_000}
    session.execute(insert(ChoiceTallyRow), [chosen | fine])
    form = {"form_code": "SHARED", "exam": EXAM, "learners": 2, "total": 3, "total_square": 5, "right": "[2,1]"}
    session.execute(insert(FormTallyRow), [form])
    session.commit()


@pytest.mark.parametrize("address", ["/admin/items", "/admin/forms"])
def test_only_for_whoever_runs_the_site(address: str, client: FlaskClient, charlie: FlaskClient) -> None:
    assert client.get(address).status_code == 404
    assert charlie.get(address).status_code == 404


def test_nothing_yet(admin: FlaskClient) -> None:
    assert "Nothing has 10 answers yet" in words(admin.get("/admin/items"))
    assert "Nothing is flagged" in words(admin.get("/admin/items?show=flagged"))
    assert "No form was sat by two learners yet" in words(admin.get("/admin/forms"))


def test_what_the_page_shows(admin: FlaskClient, tallies: None) -> None:
    page = words(admin.get(f"/admin/items?exam={EXAM}&level=family"))
    assert "60 %" in page
    assert "those who know more answer it worse" in page
    assert page.index("pick-task") < page.index("who-owns"), "what is flagged comes first"
    trap = load_bank().model.traps[min(load_bank().model.traps)]
    assert trap.name.split("&")[0] in page
    flagged = words(admin.get(f"/admin/items?exam={EXAM}&level=family&show=flagged"))
    assert "pick-task" in flagged
    assert "who-owns" not in flagged
    assert "1.5 of 2" in words(admin.get("/admin/forms"))


@pytest.mark.parametrize("query", ["exam=nonsense", "level=nonsense", "exam=%00"])
def test_unknown_exams_and_levels(query: str, admin: FlaskClient) -> None:
    assert admin.get(f"/admin/items?{query}").status_code == 404


@pytest.mark.parametrize("page", ["0", "-1", "99", "x", "1" * 30])
def test_a_page_that_there_is_not_is_the_nearest(page: str, admin: FlaskClient, tallies: None) -> None:
    assert "pick-task" in admin.get(f"/admin/items?page={page}").text


def test_the_command(database_url: str, tallies: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", database_url)

    def printed(*arguments: str) -> list[dict[str, object]]:
        result = CliRunner().invoke(main, ["item-stats", *arguments])
        assert result.exit_code == 0, result.output
        return [json.loads(line) for line in result.stdout.splitlines()]

    first, second = printed("--level", "family")
    assert (first["unit"], second["unit"], second["flags"]) == ("pick-task", "who-owns", [])
    assert first["flags"][0]["flag"] == "negative-discrimination"  # type: ignore[index]
    assert [row["unit"] for row in printed("--level", "family", "--flagged", "--exam", EXAM)] == ["pick-task"]
    assert printed("--take-up", "--exam", "saa-c03") == []
    (form,) = printed("--forms")
    assert (form["form_code"], form["kr20"], form["low"]) == ("SHARED", None, False)


@pytest.fixture
def templates(session: Session) -> None:
    """Two hundred templates, calibrated or nearly so, of which one has statistics to show."""
    place = {"exam": EXAM, "level": "template", "unit": "pick-task/0/shared", "answers": 200, "right": 120}
    session.execute(insert(ItemTallyRow), [place | SUMS])
    rows = [
        {"exam": EXAM, "template": f"pick-task/{number}/shared", "margin": number % 5 - 2, "spread": 2, "chance": 250}
        | {"answers": 200, "right": 110 + number % 31, "estimate": 200 * number * 500}
        for number in range(200)
    ]
    session.execute(insert(DifficultyTallyRow), rows)
    session.commit()


def test_difficulties_are_calibrated_and_shown(
    admin: FlaskClient, templates: None, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", database_url)
    address = f"/admin/items?exam={EXAM}&level=template"
    assert "± 0." not in words(admin.get(address)), "nothing is told before the first calibration"

    first = CliRunner().invoke(main, ["calibrate", "--take-up"])
    assert first.exit_code == 0, first.output
    found = [json.loads(line) for line in first.stdout.splitlines()]
    assert len(found) == 200
    assert found[0].keys() == {"exam", "template", "day", "estimate", "difficulty", "sd", "answers", "calibrated"}
    assert "took up 0 logs" in first.stderr
    assert "200 templates have moved, 200 of them calibrated" in first.stderr
    assert CliRunner().invoke(main, ["calibrate"]).stdout == ""

    page = words(admin.get(address))
    assert "observed in 200 answers" in page
    assert "Estimated and observed difficulties correlate by" in page
    assert "observed in" not in words(admin.get(f"/admin/items?exam={EXAM}&level=family"))
    printed = CliRunner().invoke(main, ["item-stats", "--exam", EXAM, "--level", "template"])
    assert json.loads(printed.stdout)["difficulty"]["observed"] is True
    assert "estimated and observed difficulties of 200 templates correlate by" in printed.stderr
    assert "correlate" not in CliRunner().invoke(main, ["item-stats", "--exam", "saa-c03"]).stderr


def test_the_command_refuses_an_unknown_exam(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", database_url)
    refused = CliRunner().invoke(main, ["item-stats", "--exam", "nonsense"])
    assert refused.exit_code == 1
    assert "there is no exam 'nonsense'" in refused.stderr


def test_the_command_says_whether_fast_answers_are_guesses(
    database_url: str, session: Session, client: FlaskClient, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", database_url)
    nothing = CliRunner().invoke(main, ["item-stats", "--rapid"])
    assert (nothing.exit_code, nothing.stdout) == (0, "null\n")
    quiz = start(client)
    for position in range(1, 4):
        form = question_form(client.get(f"{quiz}/{position}"))
        clock.advance(1)
        client.post(f"{quiz}/{position}", data=form.fields | {"choice": enough(form), "do": "next"})
    client.post(f"{quiz}/submit")
    found = CliRunner().invoke(main, ["item-stats", "--rapid"])
    figures = json.loads(found.stdout)
    assert figures["count"] == 3
    assert 0 <= figures["accuracy"] <= 1
    assert 0 < figures["chance"] <= 0.5
    assert "too few answers to say" in found.stderr
