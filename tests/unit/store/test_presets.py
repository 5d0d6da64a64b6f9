from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from app.assessment.sitting import Mode
from app.store import learners, leaving, presets
from app.store.errors import NotFound, TooManyPresets
from app.store.exports import export_learner
from app.store.seen import seen_of
from app.store.views import Learner, Plan
from question_bank.filters import Filters
from tests.conftest import Clock
from tests.unit.store.conftest import Start

PLAN = Plan("clf-c02", Mode.QUICK, 20, clocked=True, filters=Filters((1, 3), ("s3",), ("pick-task",), ("a-trap",)))


def test_a_preset_is_kept_as_it_was(session: Session, alice_account: Learner, clock: Clock) -> None:
    made = presets.save(session, alice_account.id, "Storage", PLAN, now=clock())
    assert made.plan == PLAN
    assert presets.get(session, alice_account.id, made.id) == made
    assert presets.of_exam(session, alice_account.id, "clf-c02") == (made,)
    assert presets.of_exam(session, alice_account.id, "saa-c03") == ()


def test_the_same_name_replaces(session: Session, alice_account: Learner, clock: Clock) -> None:
    first = presets.save(session, alice_account.id, "Storage", PLAN, now=clock())
    second = presets.save(session, alice_account.id, "Storage", replace(PLAN, length=5), now=clock())
    other = presets.save(session, alice_account.id, "Storage", replace(PLAN, exam="saa-c03"), now=clock())
    assert second.id == first.id != other.id
    assert presets.of_exam(session, alice_account.id, "clf-c02") == (second,)


def test_there_are_not_too_many(
    session: Session, alice_account: Learner, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(presets, "MOST", 2)
    for name in "ab":
        presets.save(session, alice_account.id, name, PLAN, now=clock())
    with pytest.raises(TooManyPresets, match="2 presets"):
        presets.save(session, alice_account.id, "c", PLAN, now=clock())
    presets.save(session, alice_account.id, "a", PLAN, now=clock())


def test_another_learners_preset_is_not_found(
    session: Session, alice_account: Learner, charlie_account: Learner, clock: Clock
) -> None:
    made = presets.save(session, alice_account.id, "Storage", PLAN, now=clock())
    for act in (presets.get, presets.delete):
        with pytest.raises(NotFound):
            act(session, charlie_account.id, made.id)
    presets.delete(session, alice_account.id, made.id)
    with pytest.raises(NotFound):
        presets.get(session, alice_account.id, made.id)


def test_a_guests_presets_come_into_the_account(session: Session, alice_account: Learner, clock: Clock) -> None:
    """Of two with one name the account's stays."""
    guest = learners.create_guest(session, now=clock())
    presets.save(session, guest.id, "Mine", PLAN, now=clock())
    presets.save(session, guest.id, "Both", replace(PLAN, length=1), now=clock())
    presets.save(session, alice_account.id, "Both", PLAN, now=clock())
    learners.merge_guest(session, guest.id, alice_account.id, now=clock())
    kept = presets.of_exam(session, alice_account.id, "clf-c02")
    assert [(one.name, one.plan.length) for one in kept] == [("Both", 20), ("Mine", 20)]


def test_presets_are_exported_and_go_with_the_learner(session: Session, alice_account: Learner, clock: Clock) -> None:
    presets.save(session, alice_account.id, "Storage", PLAN, now=clock())
    exported = export_learner(session, alice_account.id)["presets"]
    assert exported[0]["name"] == "Storage"
    assert exported[0]["filters"]["services"] == ["s3"]
    leaving.delete_learner(session, alice_account.id, now=clock())
    assert presets.of_exam(session, alice_account.id, "clf-c02") == ()


def test_what_was_seen_is_the_learners_own(
    session: Session, alice_account: Learner, charlie_account: Learner, start: Start, clock: Clock
) -> None:
    assert seen_of(session, alice_account.id, "clf-c02").items == frozenset()
    start()
    seen = seen_of(session, alice_account.id, "clf-c02")
    assert len(seen.items) == 10
    assert seen.cells == {("aws", "rds", "guest-os-patching")}
    assert seen_of(session, charlie_account.id, "clf-c02").items == frozenset()
    assert seen_of(session, alice_account.id, "saa-c03").items == frozenset()
