"""What graded answers leave in the notebook of traps: written with the marks, moved and deleted with the attempts."""

from collections.abc import Callable
from datetime import UTC, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.assessment.memory import Mastery
from app.assessment.movement import Movement
from app.assessment.sitting import Mode
from app.store import attempts, learners
from app.store.learners import SettingsChange
from app.store.notebook import LATEST_MISSES, Notebook, changes, due_count, meetings, misses, notebook
from app.store.plans import exam_dates, set_exam_date
from app.store.tables import TrapReviewRow
from app.store.trap_log import read_memories, rebuild
from app.store.views import AttemptView, Learner
from tests.conftest import START, Clock
from tests.unit.store.conftest import Start

Ids = Callable[[AttemptView, int], tuple[str, ...]]
Sit = Callable[..., AttemptView]


@pytest.fixture
def sit(session: Session, alice_account: Learner, start: Start, ids: Ids, clock: Clock) -> Sit:
    """Sits ten questions of `sample_item`: `sit({1: "b"}, sure={1: "sure"})` answers b at 1, and right elsewhere."""

    def take(wrong: dict[int, str], sure: dict[int, str] | None = None, mode: Mode = Mode.QUICK) -> AttemptView:
        attempt = start(mode=mode, seed=int(clock().timestamp()))
        for position in range(1, 11):
            shown = ids(attempt, position)
            keys = 2 if position % 5 == 0 else 1
            choice = ["abcde".index(letter) for letter in wrong.get(position, "")] or list(range(keys))
            attempts.save_answer(
                session,
                alice_account.id,
                attempt.id,
                position,
                [shown[index] for index in choice],
                1,
                confidence=(sure or {}).get(position),
                now=clock(),
            )
        attempts.submit(session, alice_account.id, attempt.id, now=clock())
        return attempt

    return take


@pytest.fixture
def look(session: Session, alice_account: Learner, clock: Clock) -> Callable[[], Notebook]:
    return lambda: notebook(session, alice_account.id, now=clock())


Look = Callable[[], Notebook]


def test_a_chosen_trap_is_in_the_notebook_and_due_tomorrow(sit: Sit, look: Look, clock: Clock) -> None:
    sit({3: "c"}, sure={3: "sure"})
    book = look()
    entry = book.entry("trap-2")
    assert entry is not None
    assert entry.memory.fell == 1
    assert entry.memory.sure_wrong == START.date()
    assert entry.mastery is Mastery.LEARNING
    assert book.queue == ()
    assert book.due_tomorrow == (entry,)
    clock.advance(86_400)
    assert look().queue == ("trap-2",)


def test_right_answers_alone_leave_the_notebook_empty(sit: Sit, look: Look) -> None:
    sit({})
    book = look()
    assert book.entries == ()
    assert "trap-1" in {entry.trap for entry in book.others}


def test_memories_are_those_of_the_log(session: Session, alice_account: Learner, sit: Sit, clock: Clock) -> None:
    for day in range(5):
        sit({1 + day: "b", 7: "d"} if day % 2 else {2: "c"}, sure={4: "guess"})
        clock.advance(86_400 * (day + 1))
    before = read_memories(session, alice_account.id)
    rebuild(session, alice_account.id, before)
    assert read_memories(session, alice_account.id) == before
    assert {"trap-1", "trap-2", "trap-3"} <= set(before)


def test_study_writes_with_each_answer(
    session: Session, alice_account: Learner, start: Start, ids: Ids, clock: Clock, look: Look
) -> None:
    attempt = start(mode=Mode.STUDY)
    place = (session, alice_account.id, attempt.id, 1)
    attempts.save_answer(*place, [ids(attempt, 1)[2]], 1, now=clock())
    assert [entry.trap for entry in look().entries] == ["trap-2"]
    attempts.submit(session, alice_account.id, attempt.id, now=clock())
    entry = look().entry("trap-2")
    assert entry is not None
    assert entry.memory.fell == 1, "submitting does not write it twice"


def test_the_day_is_the_learners_own(session: Session, alice_account: Learner, sit: Sit, look: Look) -> None:
    learners.update_settings(session, alice_account.id, SettingsChange(time_zone="Pacific/Kiritimati"))
    sit({1: "b"})  # 09:00 in UTC is 23:00 there
    assert look().day == START.date()
    row = session.scalars(select(TrapReviewRow).where(TrapReviewRow.trap == "trap-1")).first()
    assert row is not None
    assert row.day == (START + timedelta(hours=14)).astimezone(UTC).date()


def test_a_late_deadline_is_put_in_its_place(
    session: Session, alice_account: Learner, start: Start, ids: Ids, clock: Clock, look: Look
) -> None:
    """An attempt that nobody looked at is graded after later answers, and counts as of its deadline all the same."""
    first = start(seed=1)
    attempts.save_answer(session, alice_account.id, first.id, 1, [ids(first, 1)[1]], 1, now=clock())
    clock.advance(86_400 * 3)
    guide_two = start(mode=Mode.STUDY, seed=2)  # starting settles the first
    attempts.save_answer(session, alice_account.id, guide_two.id, 1, [ids(guide_two, 1)[0]], 1, now=clock())
    entry = look().entry("trap-1")
    assert entry is not None
    assert (entry.memory.fell, len(entry.memory.successes)) == (1, 1)


def test_deleting_an_attempt_takes_its_evidence_back(
    session: Session, alice_account: Learner, sit: Sit, look: Look, clock: Clock
) -> None:
    first = sit({1: "b"})
    clock.advance(86_400)
    second = sit({1: "b", 2: "c"})
    attempts.delete(session, alice_account.id, second.id)
    assert {entry.trap: entry.memory.fell for entry in look().entries} == {"trap-1": 1}
    attempts.delete(session, alice_account.id, first.id)
    assert look().entries == ()
    assert read_memories(session, alice_account.id) == {}


def test_meetings_name_the_items(session: Session, alice_account: Learner, sit: Sit, clock: Clock) -> None:
    sit({4: "b"}, sure={4: "sure"})
    clock.advance(86_400)
    sit({})
    found = meetings(session, alice_account.id, "trap-1")
    missed = [one for one in found if not one.correct]
    assert [(one.position, one.stem, one.confidence) for one in missed] == [(4, "stem of item 4", "sure")]
    assert found[0].at > found[-1].at, "the latest first"


def test_a_notebook_lists_the_latest_misses_of_each_trap(
    session: Session, alice_account: Learner, sit: Sit, clock: Clock
) -> None:
    taken = []
    for _ in range(LATEST_MISSES + 2):
        taken.append(sit({3: "c", 1: "b"}).id)
        clock.advance(3600)
    found = misses(session, alice_account.id)
    assert [one.attempt_id for one in found["trap-2"]] == taken[:-6:-1]
    assert found["trap-2"] == meetings(session, alice_account.id, "trap-2")[:LATEST_MISSES]
    assert {len(rows) for rows in found.values()} == {LATEST_MISSES}


def test_what_changed_since_the_last_time(session: Session, alice_account: Learner, sit: Sit, clock: Clock) -> None:
    first = sit({1: "b", 2: "c"})
    assert changes(session, alice_account.id, first.id) == ()
    clock.advance(86_400)
    second = sit({2: "c", 3: "d"})
    found = {change.trap: change.movement for change in changes(session, alice_account.id, second.id)}
    assert found == {"trap-1": Movement.FIXED, "trap-2": Movement.STILL_MISSED}
    clock.advance(86_400)
    third = sit({3: "b"})
    found = {change.trap: change.movement for change in changes(session, alice_account.id, third.id)}
    assert found == {"trap-1": Movement.SLIPPED}


def test_an_exam_date_is_set_moved_and_taken_back(
    session: Session, alice_account: Learner, sit: Sit, clock: Clock
) -> None:
    day = START.date() + timedelta(days=30)
    set_exam_date(session, alice_account.id, "clf-c02", day)
    set_exam_date(session, alice_account.id, "clf-c02", day + timedelta(days=1))
    assert exam_dates(session, alice_account.id) == {"clf-c02": day + timedelta(days=1)}
    set_exam_date(session, alice_account.id, "clf-c02", None)
    assert exam_dates(session, alice_account.id) == {}


def test_a_guests_traps_come_along(
    session: Session, alice_account: Learner, sit: Sit, start: Start, clock: Clock, look: Look
) -> None:
    sit({1: "b"})
    guest = learners.create_guest(session, now=clock())
    clock.advance(86_400)
    attempt = start(mode=Mode.STUDY, learner=guest, seed=9)
    options = attempts.question(session, guest.id, attempt.id, 1, now=clock()).options
    wrong = next(option.id for option in options if option.text.startswith("option b"))
    attempts.save_answer(session, guest.id, attempt.id, 1, [wrong], 1, now=clock())
    set_exam_date(session, guest.id, "clf-c02", START.date())
    learners.merge_guest(session, guest.id, alice_account.id, now=clock())
    entry = look().entry("trap-1")
    assert entry is not None
    assert entry.memory.fell == 2
    assert exam_dates(session, alice_account.id) == {"clf-c02": START.date()}


def test_the_count_is_of_today(session: Session, alice_account: Learner, sit: Sit, clock: Clock) -> None:
    sit({1: "b", 2: "c"})
    assert due_count(session, alice_account.id, now=clock()) == 0
    assert due_count(session, alice_account.id, now=clock.advance(86_400)) == 2
