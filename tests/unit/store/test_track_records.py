"""Which statement a simulation is held against: the last one before it began, of the same exam and learner."""

import json
from datetime import timedelta

import pytest
from click.testing import CliRunner
from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from app.assessment.item_flags import SHOW_RELIABILITY
from app.assessment.readiness import Belief, Evidence, shape_of
from app.assessment.reliability import ability_in_form, marginal_reliability
from app.assessment.sitting import Mode
from app.assessment.standing import Standing
from app.assessment.track_record import Tried
from app.cli import main
from app.store import attempts, learners
from app.store.progress_tables import ForecastRow
from app.store.standings import write_standing
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


def test_how_well_readiness_tells_learners_apart(
    session: Session, database_url: str, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", database_url)
    guide = load_exam_guides()["clf-c02"]
    told = [answered(guide, 45, right=place % 10) for place in range(SHOW_RELIABILITY)]
    for belief in [*told, answered(guide, 10, right=9)]:  # after ten answers nothing is told
        learner = learners.create_guest(session, now=clock())
        write_standing(session, learner.id, guide.id, Standing(belief))
    session.commit()
    printed = CliRunner().invoke(main, ["track-record", "--reliability"])
    assert printed.exit_code == 0, printed.output
    clf, *others = map(json.loads, printed.stdout.splitlines())
    expected = marginal_reliability(ability_in_form(belief, shape_of(guide)) for belief in told).value
    assert clf == {"exam": "clf-c02", "learners": SHOW_RELIABILITY, "reliability": pytest.approx(expected)}
    assert all(other["learners"] == 0 and other["reliability"] is None for other in others)
    assert "saa-c03: too few learners to say anything, 100 are wanted" in printed.stderr


def answered(guide: ExamGuide, count: int, *, right: int) -> Belief:
    """What is believed after so many answers, of ten `right` many right, in every domain in turn."""
    belief = Belief(len(guide.domains))
    for place in range(count):
        belief.observe(Evidence(20_000.0, place % belief.domains + 1, 0.0, 0.25, place % 10 < right))
    return belief
