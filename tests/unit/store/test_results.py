from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.assessment.intervals import Verdict
from app.assessment.sitting import Confidence, Mode, State
from app.store import attempts, learners, results
from app.store.errors import NotGraded
from app.store.learners import SettingsChange
from app.store.tables import AttemptRow, MarkRow
from app.store.views import AttemptView, Learner
from tests.conftest import START, Clock
from tests.unit.store.conftest import Start

Ids = Callable[[AttemptView, int], tuple[str, ...]]
Answer = Callable[[AttemptView, int, int], None]


@pytest.fixture
def answer(session: Session, alice_account: Learner, ids: Ids, clock: Clock) -> Answer:
    """Chooses, of a question with one key, the option at an index; 0 is right."""

    def choose(attempt: AttemptView, position: int, index: int) -> None:
        option = ids(attempt, position)[index]
        attempts.save_answer(session, alice_account.id, attempt.id, position, [option], 1, now=clock())

    return choose


def test_a_result(session: Session, alice_account: Learner, start: Start, answer: Answer, clock: Clock) -> None:
    attempt = start()
    for position in (1, 2, 3, 4, 6, 7):
        answer(attempt, position, 0)
    answer(attempt, 8, 2)
    result = attempts.submit(session, alice_account.id, attempt.id, now=clock.advance(300))
    assert result.attempt.state is State.SUBMITTED
    assert (result.correct, result.counted, result.scored_correct, result.scored_total) == (6, 10, 6, 10)
    assert (result.percent, result.scaled, result.passed, result.passing_count) == (60, 614, False, 7)
    assert result.scaled_low is not None
    assert result.scaled_high is not None
    assert result.scaled_low < 614 < result.scaled_high
    assert result.time_used == timedelta(minutes=5)
    assert not result.already_graded
    assert not result.has_unscored
    rows = [(row.id, row.correct, row.total) for row in result.domains]
    assert rows == [(1, 3, 3), (2, 2, 3), (3, 1, 3), (4, 0, 1)]
    assert result.domains[0].verdict is Verdict.UNCLEAR
    assert (result.domains[1].percent, result.domains[1].name) == (67, "Security and Compliance")


def test_submitting_again_gives_the_same_result(
    session: Session, alice_account: Learner, start: Start, answer: Answer, clock: Clock
) -> None:
    attempt = start()
    answer(attempt, 1, 0)
    first = attempts.submit(session, alice_account.id, attempt.id, now=clock.advance(60))
    second = attempts.submit(session, alice_account.id, attempt.id, now=clock.advance(60))
    assert second.already_graded
    assert second.time_used == first.time_used
    assert second.attempt == first.attempt
    assert session.scalar(select(func.count()).select_from(MarkRow)) == 10
    assert results.result(session, alice_account.id, attempt.id, now=clock()) == second


def test_a_running_attempt_has_no_result(session: Session, alice_account: Learner, start: Start, clock: Clock) -> None:
    attempt = start()
    for look in (results.result, results.review):
        with pytest.raises(NotGraded, match="not submitted"):
            look(session, alice_account.id, attempt.id, now=clock())


def ends(session: Session, learner: Learner, attempt: AttemptView, way: str, clock: Clock) -> None:
    own = (session, learner.id, attempt.id)
    if way == "page":
        attempts.submit(*own, now=clock.advance(831.2))
    elif way == "look":
        attempts.get(*own, now=clock.advance(3600))
    else:
        assert results.expire_due(session, now=clock.advance(86400)) == 1


@pytest.mark.parametrize("way", ["page", "look", "timer"])
def test_page_look_and_timer_agree_and_never_grade_twice(
    way: str, session: Session, alice_account: Learner, start: Start, answer: Answer, clock: Clock
) -> None:
    attempt = start()
    answer(attempt, 1, 0)
    answer(attempt, 2, 3)
    ends(session, alice_account, attempt, way, clock)
    result = results.result(session, alice_account.id, attempt.id, now=clock())
    assert (result.attempt.state, result.attempt.submitted_at) == (State.EXPIRED, attempt.deadline)
    assert (result.scored_correct, result.scored_total, result.time_used) == (1, 10, timedelta(seconds=831))
    graded_at = session.scalar(select(AttemptRow.graded_at))
    for other in ("page", "look"):
        ends(session, alice_account, attempt, other, clock)
    assert results.expire_due(session, now=clock.advance(10)) == 0
    assert session.scalar(select(AttemptRow.graded_at)) == graded_at
    assert session.scalar(select(func.count()).select_from(MarkRow)) == 10


def test_the_timer_leaves_alone_what_still_runs(
    session: Session, alice_account: Learner, charlie_account: Learner, start: Start, clock: Clock
) -> None:
    start()
    study = start(Mode.STUDY, learner=charlie_account)
    assert results.expire_due(session, now=clock.advance(830)) == 0
    assert results.expire_due(session, now=clock.advance(1)) == 1
    assert attempts.get(session, charlie_account.id, study.id, now=clock()).state is State.IN_PROGRESS


def test_the_timer_grades_in_batches(
    session: Session, start: Start, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(results, "EXPIRE_BATCH", 2)
    for _ in range(5):
        start(learner=learners.create_guest(session, now=clock()), length=1)
    assert results.expire_due(session, now=clock.advance(9999)) == 5


def test_a_simulation_is_decided_by_its_fifty(
    session: Session, alice_account: Learner, start: Start, answer: Answer, ids: Ids, clock: Clock
) -> None:
    attempt = start(Mode.SIMULATION, 65)
    for position in range(1, 66):
        if position % 5:
            answer(attempt, position, 0)
    result = attempts.submit(session, alice_account.id, attempt.id, now=clock.advance(60))
    items = results.review(session, alice_account.id, attempt.id, now=clock())
    assert (result.counted, result.correct, result.scored_total) == (65, 52, 50)
    assert result.scored_correct == sum(item.correct for item in items if item.scored)
    assert result.has_unscored
    assert sum(row.total for row in result.domains) == 50
    assert result.passed == (result.scored_correct >= 35)


def test_extra_time_does_not_change_the_grade(
    session: Session, alice_account: Learner, start: Start, answer: Answer, clock: Clock
) -> None:
    """Extended time moves the deadline and nothing else: method reference 9.3."""
    figures = []
    for minutes in (0, 30):
        learners.update_settings(session, alice_account.id, SettingsChange(extra_minutes=minutes))
        attempt = start()
        for position in (1, 2, 3):
            answer(attempt, position, position - 1)
        result = attempts.submit(session, alice_account.id, attempt.id, now=clock.advance(60))
        figures.append((result.scored_correct, result.scored_total, result.scaled, result.domains))
    assert figures[0] == figures[1]


def test_confidence_does_not_change_the_grade(
    session: Session, alice_account: Learner, start: Start, ids: Ids, clock: Clock
) -> None:
    figures = []
    for confidence in (None, "sure", "unsure", "guess"):
        attempt = start()
        own = (session, alice_account.id, attempt.id)
        attempts.save_answer(*own, 1, [ids(attempt, 1)[0]], 1, confidence=confidence, now=clock())
        result = attempts.submit(*own, now=clock.advance(60))
        figures.append((result.scored_correct, result.scaled, result.passed))
    assert len(set(figures)) == 1


def test_study_counts_what_was_answered(
    session: Session, alice_account: Learner, start: Start, answer: Answer, clock: Clock
) -> None:
    attempt = start(Mode.STUDY)
    answer(attempt, 1, 0)
    answer(attempt, 3, 1)
    result = attempts.submit(session, alice_account.id, attempt.id, now=clock.advance(86400))
    assert (result.scored_correct, result.scored_total, result.percent) == (1, 2, 50)
    assert (result.scaled, result.passed, result.passing_count) == (None, None, None)


def test_study_without_an_answer_has_an_empty_result(
    session: Session, alice_account: Learner, start: Start, clock: Clock
) -> None:
    attempt = start(Mode.STUDY)
    result = attempts.submit(session, alice_account.id, attempt.id, now=clock())
    assert (result.scored_total, result.percent, result.domains) == (0, 0, ())
    assert attempts.history(session, alice_account.id, now=clock()).items[0].percent is None


def test_a_review_has_everything(
    session: Session, alice_account: Learner, start: Start, ids: Ids, clock: Clock
) -> None:
    attempt = start()
    own = (session, alice_account.id, attempt.id)
    options = ids(attempt, 1)
    clock.advance(30)
    attempts.save_answer(*own, 1, [options[2]], 1, confidence="sure", seconds=21, now=clock())
    attempts.set_struck(*own, 1, [options[0]], now=clock())
    attempts.set_flag(*own, 1, True, now=clock())
    attempts.submit(*own, now=clock())
    first, second, *_ = items = results.review(*own, now=clock())
    assert [item.position for item in items] == list(range(1, 11))
    assert (first.correct, first.answered, first.trap) == (False, True, "trap-2")
    assert (first.choice, first.key) == (("option c of item 1",), ("option a of item 1",))
    assert (first.confidence, first.seconds, first.flagged) == (Confidence.SURE, 21, True)
    assert [option.id for option in first.options] == list(options), "the order stays"
    assert [option.chosen for option in first.options] == [False, False, True, False]
    assert [option.struck for option in first.options] == [True, False, False, False]
    assert [option.correct for option in first.options] == [True, False, False, False]
    assert (second.answered, second.correct, second.choice, second.trap) == (False, False, (), None)
    assert results.feedback(*own, 1, now=clock()) == first
    assert first.item.explanation == "explanation of item 1"


def test_history_does_not_change_with_the_bank(
    session: Session, alice_account: Learner, start: Start, answer: Answer, clock: Clock
) -> None:
    """The result is what was written when it was graded, and the items are those that were shown."""
    attempt = start()
    answer(attempt, 1, 0)
    before = attempts.submit(session, alice_account.id, attempt.id, now=clock())
    clock.advance(10**8)
    after = results.result(session, alice_account.id, attempt.id, now=clock())
    assert (after.scaled, after.passed, after.domains) == (before.scaled, before.passed, before.domains)
    assert after.attempt.started_at == START
