from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.assessment.sitting import Mode
from app.store import attempts, learners, leaving
from app.store.errors import EmailTaken, NotFound
from app.store.exports import export_learner
from app.store.learners import SettingsChange
from app.store.tables import AttemptItemRow, AttemptRow, MarkRow, ResponseRow
from app.store.views import Learner
from question_bank.exam_guide import ExamGuide
from tests.conftest import Clock
from tests.samples import sample_form


@pytest.fixture
def guest(session: Session, clock: Clock) -> Learner:
    return learners.create_guest(session, now=clock())


def quiz(session: Session, learner: Learner, guide: ExamGuide, clock: Clock) -> str:
    form = sample_form(guide)
    return attempts.start(session, learner.id, form, guide, Mode.QUICK, 600, now=clock()).id


def test_a_guest_has_plain_settings(guest: Learner) -> None:
    assert guest.is_guest
    assert (guest.extra_minutes, guest.extra_factor, guest.single_keys, guest.hide_clock) == (0, 1.0, True, False)
    assert not guest.is_admin


def test_registering_keeps_the_learner(session: Session, guest: Learner, clock: Clock) -> None:
    account = learners.register(session, guest.id, " Dora@Example.com ", "hash", display_name="Dora", now=clock())
    assert account.id == guest.id
    assert account.email == "dora@example.com"
    assert account.password_hash is None, "pages have no business with it"
    found = learners.find_by_email(session, "DORA@example.com")
    assert found == replace(account, password_hash="hash")


def test_an_email_is_taken_once(session: Session, guest: Learner, alice_account: Learner, clock: Clock) -> None:
    with pytest.raises(EmailTaken):
        learners.register(session, guest.id, "Alice@Example.com", "hash", now=clock())
    found = learners.get(session, guest.id)
    assert found is not None
    assert found.is_guest


def test_an_account_cannot_be_registered_again(session: Session, alice_account: Learner, clock: Clock) -> None:
    with pytest.raises(NotFound):
        learners.register(session, alice_account.id, "other@example.com", "hash", now=clock())


def test_who_is_not_there(session: Session, clock: Clock) -> None:
    assert learners.get(session, 1) is None
    assert learners.find_by_email(session, "nobody@example.com") is None
    assert not learners.grant_admin(session, "nobody@example.com")
    for change in (
        lambda: leaving.delete_learner(session, 1, now=clock()),
        lambda: learners.change_password(session, 1, "hash"),
        lambda: learners.change_email(session, 1, "new@example.com"),
        lambda: learners.update_settings(session, 1, SettingsChange(theme="dark")),
        lambda: learners.update_settings(session, 1, SettingsChange()),
        lambda: export_learner(session, 1),
    ):
        with pytest.raises(NotFound):
            change()


def test_settings_change_one_by_one(session: Session, guest: Learner) -> None:
    changed = learners.update_settings(session, guest.id, SettingsChange(time_zone="Europe/Rome", extra_minutes=30))
    assert (changed.time_zone, changed.extra_minutes, changed.theme) == ("Europe/Rome", 30, guest.theme)
    again = learners.update_settings(session, guest.id, SettingsChange(hide_clock=True, time_zone=""))
    assert (again.hide_clock, again.time_zone, again.extra_minutes) == (True, None, 30)
    assert learners.update_settings(session, guest.id, SettingsChange()) == again


@pytest.mark.parametrize("change", [SettingsChange(extra_minutes=-1), SettingsChange(extra_factor=0.0)])
def test_extra_time_is_never_less(session: Session, guest: Learner, change: SettingsChange) -> None:
    with pytest.raises(ValueError, match="adds time"):
        learners.update_settings(session, guest.id, change)


def test_an_account_becomes_an_admin(session: Session, alice_account: Learner) -> None:
    assert learners.grant_admin(session, "ALICE@example.com")
    found = learners.get(session, alice_account.id)
    assert found is not None
    assert found.is_admin


def test_an_id_is_never_given_twice(session: Session, guest: Learner, clock: Clock) -> None:
    """The cookie of a deleted guest must not open the next one."""
    leaving.delete_learner(session, guest.id, now=clock())
    assert learners.create_guest(session, now=clock()).id > guest.id


def test_a_guest_who_signs_in_brings_everything(
    session: Session, guest: Learner, alice_account: Learner, guide: ExamGuide, clock: Clock
) -> None:
    own = quiz(session, alice_account, guide, clock)
    brought = quiz(session, guest, guide, clock)
    option = attempts.question(session, guest.id, brought, 1, now=clock()).options[0].id
    attempts.save_answer(session, guest.id, brought, 1, [option], 1, now=clock())
    assert learners.merge_guest(session, guest.id, alice_account.id, now=clock()) == 1
    assert learners.get(session, guest.id) is None
    assert {view.id for view in attempts.running(session, alice_account.id, now=clock())} == {own, brought}
    assert attempts.question(session, alice_account.id, brought, 1, now=clock()).choice == (option,)


def test_only_guests_are_merged(session: Session, guest: Learner, alice_account: Learner, clock: Clock) -> None:
    for one, other in ((alice_account.id, guest.id), (guest.id, guest.id), (guest.id, 999), (999, alice_account.id)):
        with pytest.raises(NotFound):
            learners.merge_guest(session, one, other, now=clock())
    assert learners.get(session, guest.id) is not None


def test_deleting_takes_everything_along(
    session: Session, guest: Learner, alice_account: Learner, guide: ExamGuide, clock: Clock
) -> None:
    gone, kept = quiz(session, guest, guide, clock), quiz(session, alice_account, guide, clock)
    attempts.submit(session, guest.id, gone, now=clock())
    leaving.delete_learner(session, guest.id, now=clock())
    tables: tuple[Any, ...] = (AttemptItemRow, ResponseRow, MarkRow)
    for table in tables:
        assert session.scalars(select(table.attempt_id).where(table.attempt_id == gone)).all() == []
    assert session.scalars(select(AttemptRow.id)).all() == [kept]


def test_guests_who_stay_away_are_cleared(
    session: Session, guest: Learner, alice_account: Learner, clock: Clock
) -> None:
    clock.advance(timedelta(days=89).total_seconds())
    visitor = learners.create_guest(session, now=clock())
    assert leaving.clear_abandoned_guests(session, now=clock()) == 0
    clock.advance(timedelta(days=1).total_seconds())
    assert leaving.clear_abandoned_guests(session, now=clock()) == 1
    assert learners.get(session, guest.id) is None
    assert learners.get(session, visitor.id) is not None
    assert learners.get(session, alice_account.id) is not None, "an account is never cleared"


def test_being_here_is_written_once_an_hour(session: Session, guest: Learner, clock: Clock) -> None:
    clock.advance(3599)
    learners.touch(session, guest.id, now=clock())
    assert learners.get(session, guest.id) == guest
    clock.advance(1)
    learners.touch(session, guest.id, now=clock())
    assert learners.get(session, guest.id) == replace(guest, last_seen_at=clock())


def test_an_export_has_keys_of_graded_attempts_only(
    session: Session, alice_account: Learner, guide: ExamGuide, clock: Clock
) -> None:
    done = quiz(session, alice_account, guide, clock)
    option = attempts.question(session, alice_account.id, done, 1, now=clock()).options[1]
    attempts.save_answer(session, alice_account.id, done, 1, [option.id], 1, confidence="sure", now=clock())
    attempts.submit(session, alice_account.id, done, now=clock())
    clock.advance(60)
    quiz(session, alice_account, guide, clock)
    export = export_learner(session, alice_account.id)
    assert export["learner"]["email"] == "alice@example.com"
    graded, runs = export["attempts"]
    first = graded["questions"][0]
    assert (first["choice"], first["confidence"], first["correct"]) == ([option.text], "sure", False)
    assert first["item"]["explanation"] == "explanation of item 1"
    assert len(runs["questions"]) == 10
    assert "rationale" not in str(runs)
    assert "correct" not in runs["questions"][0]
    assert "password" not in str(export)


def test_a_new_password_ends_the_sessions_of_the_old_one(session: Session, alice_account: Learner) -> None:
    assert learners.is_session_of(session, alice_account.id, 0)
    changed = learners.change_password(session, alice_account.id, "new hash")
    assert changed == replace(alice_account, session_number=1)
    found = learners.find_by_email(session, "alice@example.com")
    assert found is not None
    assert found.password_hash == "new hash"
    assert learners.is_session_of(session, alice_account.id, 1)
    assert not learners.is_session_of(session, alice_account.id, 0)
    assert not learners.is_session_of(session, alice_account.id + 1, 0)


def test_a_new_email_is_taken_once(
    session: Session, guest: Learner, alice_account: Learner, charlie_account: Learner
) -> None:
    with pytest.raises(EmailTaken):
        learners.change_email(session, alice_account.id, "Charlie@Example.com")
    changed = learners.change_email(session, alice_account.id, " Alicia@Example.com ")
    assert changed == replace(alice_account, email="alicia@example.com")
    assert learners.find_by_email(session, "alice@example.com") is None
    for change in (
        lambda: learners.change_email(session, guest.id, "guest@example.com"),
        lambda: learners.change_password(session, guest.id, "hash"),
    ):
        with pytest.raises(NotFound):
            change()
