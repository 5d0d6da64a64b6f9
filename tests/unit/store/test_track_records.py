"""Which statement a simulation is held against: the last one before it began, of the same exam and learner."""

import json
from datetime import timedelta

import pytest
from click.testing import CliRunner
from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from app.assessment.sitting import Mode
from app.assessment.track_record import Tried
from app.cli import main
from app.store import attempts
from app.store.progress_tables import ForecastRow
from app.store.tables import AttemptRow
from app.store.track_records import tried
from app.store.views import Learner
from question_bank.exam_guide import ExamGuide
from question_bank.loading import load_exam_guides
from tests.conftest import START, Clock
from tests.samples import sample_form

HOUR = timedelta(hours=1)


def sat(
    session: Session,
    learner: Learner,
    hour: float,
    *,
    stated: float | None,
    passed: bool | None = None,
    exam: str = "clf-c02",
    lasted: float = 0.5,
) -> None:
    """A graded sitting that began at `hour`; a simulation where `passed` says how it went."""
    guide: ExamGuide = load_exam_guides()[exam]
    start = START + hour * HOUR
    form = sample_form(guide, 10, seed=int(hour * 10), first=int(hour * 1000) + 1)
    made = attempts.start(session, learner.id, form, guide, Mode.QUICK, 600, now=start)
    mode = Mode.QUICK if passed is None else Mode.SIMULATION
    values = {"state": "submitted", "mode": mode, "passed": passed, "submitted_at": start + lasted * HOUR}
    session.execute(update(AttemptRow).where(AttemptRow.id == made.id).values(values))
    told = {"probability": stated, "low": stated, "high": stated, "median_seconds": None, "form_counted": False}
    session.execute(insert(ForecastRow), [{"learner_id": learner.id, "attempt_id": made.id} | told])
    session.commit()


def test_the_last_word_before_it_began(session: Session, alice_account: Learner, charlie_account: Learner) -> None:
    sat(session, alice_account, 1, stated=0.3)
    sat(session, alice_account, 2, stated=0.6, passed=False)
    sat(session, alice_account, 3, stated=0.7, passed=True)
    sat(session, charlie_account, 4, stated=0.9, passed=True)
    assert list(tried(session)) == [Tried(0.3, False), Tried(0.6, True)], "nothing was stated of Charlie before"


def test_what_was_said_meanwhile_or_of_another_exam_is_not_it(session: Session, alice_account: Learner) -> None:
    sat(session, alice_account, 1, stated=0.3)
    sat(session, alice_account, 1.6, stated=0.9, exam="saa-c03")
    sat(session, alice_account, 2, stated=0.5, passed=True, lasted=3)
    sat(session, alice_account, 3, stated=0.8, exam="saa-c03", passed=False)
    assert sorted(tried(session), key=lambda one: one.stated) == [Tried(0.3, True), Tried(0.9, False)]
    assert list(tried(session, "saa-c03")) == [Tried(0.9, False)]


def test_where_nothing_could_be_said_there_is_no_record(session: Session, alice_account: Learner) -> None:
    sat(session, alice_account, 1, stated=0.3)
    sat(session, alice_account, 2, stated=None)
    sat(session, alice_account, 3, stated=0.4, passed=True)
    assert list(tried(session)) == []


def test_the_command(
    session: Session, database_url: str, alice_account: Learner, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", database_url)
    sat(session, alice_account, 1, stated=0.75)
    sat(session, alice_account, 2, stated=0.8, passed=True)
    printed = CliRunner().invoke(main, ["track-record"])
    assert printed.exit_code == 0, printed.output
    band = json.loads(printed.stdout)
    assert (band["low"], band["high"], band["count"], band["passed"]) == (0.7, 0.8, 1, 1)
    assert "1 simulation with readiness stated before, mean squared error 0.062" in printed.stderr
    assert "200 are wanted" in printed.stderr
    refused = CliRunner().invoke(main, ["track-record", "--exam", "nonsense"])
    assert refused.exit_code == 1
