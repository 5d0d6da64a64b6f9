"""A learner who leaves is out of sight at once, and gone in the end, also where the deletion is interrupted."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.assessment.sitting import Mode
from app.store import attempts, learners, leaving, plans, reports
from app.store.errors import NotFound, StoreBusy
from app.store.evidence import take_back
from app.store.tables import AttemptRow, LearnerRow
from app.store.views import AttemptView, Learner
from question_bank.exam_guide import ExamGuide
from tests.conftest import Clock
from tests.samples import sample_form
from tests.unit.store.progress_rows import TABLES, everything

Start = Callable[..., AttemptView]
QUIZZES, LENGTH = 7, 10


@pytest.fixture
def history(session: Session, alice_account: Learner, start: Start, clock: Clock) -> list[str]:
    """Alice has finished some quizzes, and one runs."""
    ids = []
    for number in range(QUIZZES):
        ids.append(start(seed=number, first=1 + LENGTH * number).id)
        attempts.submit(session, alice_account.id, ids[-1], now=clock())
        clock.advance(60)
    return [*ids, start(seed=99, first=1000).id]


def break_off(monkeypatch: pytest.MonkeyPatch, after: int, error: BaseException) -> None:
    """Let the deletion fail after this many slices, in the middle of the next."""
    count = 0

    def break_then(session: Session, learner_id: int, attempt_ids: Sequence[str]) -> None:
        nonlocal count
        count += 1
        take_back(session, learner_id, attempt_ids)
        if count > after:
            raise error

    monkeypatch.setattr(leaving, "take_back", break_then)


def left(session: Session, table: Any = LearnerRow) -> int:
    return session.scalar(select(func.count()).select_from(table)) or 0


def test_nothing_is_seen_of_who_is_leaving(
    session: Session,
    alice_account: Learner,
    history: list[str],
    guide: ExamGuide,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    who = alice_account.id
    token = plans.new_calendar_token(session, who)
    reports.report(session, who, history[0], 1, reports.Reason.OTHER, "words", now=clock())
    break_off(monkeypatch, 0, KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        leaving.delete_learner(session, who, now=clock())
    session.rollback()
    assert left(session, AttemptRow) == QUIZZES + 1, "the deletion was interrupted at its first attempt"
    assert learners.get(session, who) is None
    assert learners.find_by_email(session, "alice@example.com") is None
    assert not any(learners.is_session_of(session, who, number) for number in range(3))
    assert plans.learner_of_calendar(session, token) is None
    assert reports.every_report(session) == ()
    with pytest.raises(NotFound):
        attempts.start(session, who, sample_form(guide, 10, 5, 500), guide, Mode.QUICK, 600, now=clock())
    with pytest.raises(NotFound):
        learners.merge_guest(session, who, learners.create_guest(session, now=clock()).id, now=clock())
    with pytest.raises(NotFound):
        leaving.delete_learner(session, who, now=clock())
    guest = learners.create_guest(session, now=clock())
    assert learners.register(session, guest.id, "alice@example.com", "hash", now=clock()), "the email is free again"


@pytest.mark.parametrize("after", [0, 1])
def test_an_interrupted_deletion_is_finished_later(
    session: Session,
    alice_account: Learner,
    history: list[str],
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    after: int,
) -> None:
    with monkeypatch.context() as patch:
        break_off(patch, after, KeyboardInterrupt())
        with pytest.raises(KeyboardInterrupt):
            leaving.delete_learner(session, alice_account.id, now=clock())
        session.rollback()
    assert left(session) == 1
    attempts.expire_due(session, now=clock.advance(86_400))  # what runs between does no harm
    assert leaving.finish_deletions(session) == 1
    assert everything(session) == [[]] * len(TABLES)
    assert (left(session), left(session, AttemptRow)) == (0, 0)
    assert leaving.finish_deletions(session) == 0


def test_a_busy_database_does_not_bring_the_learner_back(
    session: Session, alice_account: Learner, history: list[str], clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        break_off(patch, 1, StoreBusy("busy"))
        leaving.delete_learner(session, alice_account.id, now=clock())
    assert learners.get(session, alice_account.id) is None
    assert leaving.finish_deletions(session) == 1
    assert left(session) == 0


def test_others_write_between_the_slices(
    session: Session,
    alice_account: Learner,
    charlie_account: Learner,
    history: list[str],
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """No write deletes more than a few attempts."""
    sizes: list[int] = []
    erase = leaving._erase_attempts

    def noted(session: Session, learner_id: int, attempt_ids: Sequence[str]) -> None:
        sizes.append(len(attempt_ids))
        erase(session, learner_id, attempt_ids)

    monkeypatch.setattr(leaving, "_erase_attempts", noted)
    leaving.delete_learner(session, alice_account.id, now=clock())
    assert sizes == [leaving.QUESTIONS_AT_ONCE // LENGTH] * 2
    assert learners.get(session, charlie_account.id) == charlie_account
