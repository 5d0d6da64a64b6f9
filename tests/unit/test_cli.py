import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import text, update

import app.cli
from app.assessment.clock import seconds_for
from app.assessment.sitting import Mode
from app.cli import main
from app.store import attempts, learners
from app.store.tables import LearnerRow
from app.store.upgrade import open_session, upgrade_database
from app.time import system_clock
from question_bank.exam_guide import ExamGuide
from question_bank.yaml_rows import DataError
from tests.conftest import START, make_account
from tests.samples import sample_form

Run = Callable[..., Result]


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    address = f"sqlite:///{tmp_path / 'whose.sqlite'}"
    monkeypatch.setenv("DATABASE_URL", address)
    monkeypatch.setenv("WHOSE_INSTANCE", str(tmp_path))
    return address


@pytest.fixture
def run(url: str) -> Run:
    """Runs `whose` with these arguments on a database of this test's own."""
    return lambda *arguments: CliRunner().invoke(main, arguments)


@pytest.fixture
def used_port() -> Iterator[int]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_expire_grades_what_is_due(run: Run, url: str, guide: ExamGuide) -> None:
    upgrade_database(url)
    with open_session(url) as session:
        learner = learners.create_guest(session, now=START)
        seconds = seconds_for(guide, 10)
        started_long_ago = START.replace(year=2020)
        attempts.start(session, learner.id, sample_form(guide), guide, Mode.QUICK, seconds, now=started_long_ago)
    assert run("expire").output == "graded 1 attempt\n"
    assert run("expire").output == "graded 0 attempts\n"


def test_clear_guests(run: Run, url: str) -> None:
    upgrade_database(url)
    with open_session(url) as session:
        learners.create_guest(session, now=START.replace(year=2020))
        make_account(session, "alice@example.com", START.replace(year=2020))
    assert run("clear-guests").output == "deleted 1 guest\n"
    assert run("clear-guests").output == "deleted 0 guests\n"


def test_admin_grant(run: Run, url: str) -> None:
    upgrade_database(url)
    with open_session(url) as session:
        account = make_account(session, "alice@example.com", START)
    assert run("admin", "grant", "Alice@example.com").exit_code == 0
    with open_session(url) as session:
        found = learners.get(session, account.id)
    assert found is not None
    assert found.is_admin
    refused = run("admin", "grant", "bob@example.com")
    assert refused.exit_code == 1
    assert "there is no account with the email 'bob@example.com'" in refused.stderr
    assert refused.stdout == ""


def test_a_used_port_is_a_sentence(run: Run, used_port: int) -> None:
    refused = run("serve", "--port", str(used_port))
    assert refused.exit_code == 1
    assert f"port {used_port}: Address already in use; choose another with --port" in refused.stderr


def test_an_address_of_another_machine_is_a_sentence(run: Run) -> None:
    refused = run("serve", "--host", "192.0.2.1")
    assert refused.exit_code == 1
    assert "cannot listen at 192.0.2.1 port 8000" in refused.stderr


def test_a_key_that_cannot_be_kept_is_a_sentence(
    run: Run, tmp_path: Path, free_port: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("WHOSE_INSTANCE", str(tmp_path / "file" / "instance"))
    refused = run("serve", "--port", free_port)
    assert refused.exit_code == 1
    assert "set WHOSE_INSTANCE to a folder that can be written" in refused.stderr


@pytest.fixture
def free_port() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


@pytest.mark.parametrize(
    "command", [["serve", "--port", "0"], ["expire"], ["clear-guests"], ["admin", "grant", "a@b.c"]]
)
def test_a_newer_database_is_a_sentence(command: list[str], run: Run, url: str, free_port: str) -> None:
    upgrade_database(url)
    with open_session(url) as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        session.commit()
    refused = run(*[free_port if part == "0" else part for part in command])
    assert refused.exit_code == 1
    assert "written by a newer version of this program" in refused.stderr


def test_wrong_facts_are_told_with_their_line(run: Run, free_port: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise DataError("data/traps.yaml:12: there is no control 'guest-os-paching'")

    monkeypatch.setattr("question_bank.bank.load_bank", fail)
    refused = run("serve", "--port", free_port)
    assert refused.exit_code == 1
    assert refused.stderr == "Error: data/traps.yaml:12: there is no control 'guest-os-paching'\n"


@pytest.mark.parametrize("command", ["clear-guests", "serve"])
def test_an_interrupted_deletion_is_finished(
    command: str, run: Run, url: str, free_port: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app.cli, "run_server", lambda *_: None)
    upgrade_database(url)
    now = system_clock()
    with open_session(url) as session:
        learner = learners.create_guest(session, now=now)
        session.execute(update(LearnerRow).values(leaving_since=now))
        session.commit()
    assert run(*([command, "--port", free_port] if command == "serve" else [command])).exit_code == 0
    with open_session(url) as session:
        assert session.get(LearnerRow, learner.id) is None


def test_serve_upgrades_and_then_serves(
    run: Run, url: str, tmp_path: Path, free_port: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    served: list[object] = []
    monkeypatch.setattr(app.cli, "run_server", lambda *settings: served.extend(settings))
    assert run("serve", "--port", free_port, "--workers", "2").exit_code == 0
    assert served == ["127.0.0.1", int(free_port), 2]
    assert (tmp_path / "whose.sqlite").exists()
