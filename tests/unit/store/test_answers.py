from collections.abc import Callable

import pytest
from sqlalchemy import Engine, event, func, select
from sqlalchemy.orm import Session

from app.assessment.sitting import (
    AlreadyGraded,
    AnswerFinal,
    BadSequence,
    Confidence,
    Mode,
    NoSuchPosition,
    StaleSequence,
    State,
    TooLate,
    UnknownOption,
    WrongNumber,
)
from app.store import attempts, learners, results
from app.store.errors import NotFound, NotGraded
from app.store.tables import AttemptItemRow, AttemptRow, MarkRow, ResponseRow
from app.store.views import AttemptView, Learner, QuestionView, Saved
from tests.conftest import Clock
from tests.unit.store.conftest import Start

Ids = Callable[[AttemptView, int], tuple[str, ...]]
Save = Callable[..., Saved]


@pytest.fixture
def save(session: Session, alice_account: Learner, clock: Clock) -> Save:
    """Saves an answer of Alice's at the clock's time."""

    def write(attempt: AttemptView, position: int, choice: list[str], sequence: int, **more: object) -> Saved:
        own = (session, alice_account.id, attempt.id)
        return attempts.save_answer(*own, position, choice, sequence, now=clock(), **more)  # type: ignore[arg-type]

    return write


@pytest.fixture
def look(session: Session, alice_account: Learner, clock: Clock) -> Callable[[AttemptView, int], QuestionView]:
    """Looks at a question of Alice's at the clock's time."""
    return lambda attempt, place: attempts.question(session, alice_account.id, attempt.id, place, now=clock())


Look = Callable[[AttemptView, int], QuestionView]


def test_an_answer_is_kept(start: Start, ids: Ids, save: Save, look: Look, clock: Clock) -> None:
    attempt = start()
    clock.advance(20.5)
    option = ids(attempt, 1)[2]
    saved = save(attempt, 1, [option], 1, confidence="unsure", seconds=18.5)
    assert saved == Saved(sequence=1, seconds_left=811, answered=1, mode=Mode.QUICK)
    shown = look(attempt, 1)
    assert (shown.choice, shown.confidence, shown.sequence) == ((option,), Confidence.UNSURE, 1)
    assert [o.chosen for o in shown.options] == [False, False, True, False]
    assert shown.seconds == 18.5
    assert not shown.revealed


def test_without_a_clock_no_seconds_are_left(start: Start, ids: Ids, save: Save) -> None:
    attempt = start(Mode.STUDY)
    assert save(attempt, 1, [ids(attempt, 1)[2]], 1).seconds_left is None


def test_answers_are_counted(start: Start, ids: Ids, save: Save) -> None:
    attempt = start()
    assert save(attempt, 1, [ids(attempt, 1)[0]], 1).answered == 1
    assert save(attempt, 5, [ids(attempt, 5)[0]], 1, partial=True).answered == 1, "one of two is no answer"
    assert save(attempt, 5, list(ids(attempt, 5)[:2]), 2).answered == 2
    assert save(attempt, 1, [], 2).answered == 1


def test_a_retry_is_acknowledged_again(start: Start, ids: Ids, save: Save, look: Look, clock: Clock) -> None:
    attempt = start()
    option = ids(attempt, 1)[1]
    first = save(attempt, 1, [option], 1)
    assert save(attempt, 1, [option], 1) == first
    clock.advance(9999)
    assert save(attempt, 1, [option], 1).sequence == 1, "it does count, so the page is told that it is saved"


def test_a_late_retry_is_refused_with_the_newer_answer(start: Start, ids: Ids, save: Save, look: Look) -> None:
    attempt = start()
    options = ids(attempt, 1)
    save(attempt, 1, [options[1]], 2)
    with pytest.raises(StaleSequence) as refused:
        save(attempt, 1, [options[0]], 1)
    assert refused.value.current.choice == (options[1],)
    assert look(attempt, 1).choice == (options[1],)


def test_two_tabs_converge(start: Start, ids: Ids, save: Save, look: Look) -> None:
    attempt = start()
    options = ids(attempt, 1)
    save(attempt, 1, [options[1]], 1, page="phone", seen=0)
    save(attempt, 1, [options[2]], 2, page="phone", seen=0)
    with pytest.raises(StaleSequence) as refused:
        save(attempt, 1, [options[0]], 9, page="laptop", seen=0)
    assert refused.value.current.sequence == 2
    save(attempt, 1, [options[0]], 9, page="laptop", seen=2)
    assert look(attempt, 1).choice == (options[0],)


@pytest.mark.parametrize("late", [831, 831.5, 100_000])
def test_after_the_deadline_an_answer_is_refused_and_the_attempt_graded(
    late: float, start: Start, ids: Ids, save: Save, session: Session, alice_account: Learner, clock: Clock
) -> None:
    attempt = start()
    options = ids(attempt, 1)
    save(attempt, 1, [options[1]], 1)
    clock.advance(late)
    with pytest.raises(TooLate, match="deadline"):
        save(attempt, 1, [options[0]], 2)
    assert session.scalars(select(AttemptRow.state)).one() == State.EXPIRED, "graded by the late answer itself"
    view = attempts.get(session, alice_account.id, attempt.id, now=clock())
    assert view.state is State.EXPIRED
    assert view.submitted_at == attempt.deadline
    assert results.review(session, alice_account.id, attempt.id, now=clock())[0].choice == ("option b of item 1",)


def test_the_last_moment_counts(start: Start, ids: Ids, save: Save, clock: Clock) -> None:
    attempt = start()
    clock.advance(830.999)
    assert save(attempt, 1, [ids(attempt, 1)[0]], 1).seconds_left == 1


def test_wrong_things_change_nothing(
    start: Start, ids: Ids, save: Save, look: Look, session: Session, alice_account: Learner, clock: Clock
) -> None:
    attempt = start()
    one, two = ids(attempt, 1), ids(attempt, 5)
    save(attempt, 1, [one[1]], 3)
    for choice, sequence, error in (
        ([two[0]], 4, UnknownOption),
        (["a"], 4, UnknownOption),
        ([one[0], one[1]], 4, WrongNumber),
        ([one[0]], 0, BadSequence),
        ([one[0]], 2**63, BadSequence),
        ([one[0]], 3, StaleSequence),
    ):
        with pytest.raises(error):
            save(attempt, 1, choice, sequence)
    for choice in ([two[0]], list(two[:3]), [two[0], two[0]]):
        with pytest.raises(WrongNumber):
            save(attempt, 5, choice, 1)
    with pytest.raises(NoSuchPosition):
        save(attempt, 11, [one[0]], 1)
    with pytest.raises(NotFound):
        save(attempt, 10**30, [one[0]], 1)
    with pytest.raises(ValueError, match="certain"):
        save(attempt, 1, [one[0]], 4, confidence="certain")
    with pytest.raises(UnknownOption):
        attempts.set_struck(session, alice_account.id, attempt.id, 1, [two[0]], now=clock())
    assert (look(attempt, 1).choice, look(attempt, 1).sequence) == ((one[1],), 3)
    assert look(attempt, 5).sequence == 0


def test_after_submitting_nothing_changes(
    start: Start, ids: Ids, save: Save, session: Session, alice_account: Learner, clock: Clock
) -> None:
    attempt = start()
    own = (session, alice_account.id, attempt.id)
    attempts.submit(*own, now=clock())
    for change in (
        lambda: save(attempt, 1, [ids(attempt, 1)[0]], 1),
        lambda: attempts.set_flag(*own, 1, True, now=clock()),
        lambda: attempts.set_struck(*own, 1, [], now=clock()),
        lambda: attempts.set_seconds(*own, 1, 3, now=clock()),
        lambda: attempts.abandon(*own, now=clock()),
    ):
        with pytest.raises(AlreadyGraded):
            change()


def test_flags_strikes_and_time_stay(
    start: Start, ids: Ids, save: Save, look: Look, session: Session, alice_account: Learner, clock: Clock
) -> None:
    attempt = start()
    options = ids(attempt, 1)
    clock.advance(60)
    own = (session, alice_account.id, attempt.id, 1)
    attempts.set_flag(*own, True, now=clock())
    attempts.set_struck(*own, [options[3], options[0]], now=clock())
    attempts.set_seconds(*own, 12, now=clock())
    save(attempt, 1, [options[1]], 1, seconds=7)
    shown = look(attempt, 1)
    assert (shown.flagged, shown.struck, shown.seconds) == (True, (options[0], options[3]), 12)
    assert [o.struck for o in shown.options] == [True, False, False, True]
    attempts.set_flag(*own, False, now=clock())
    attempts.set_struck(*own, [], now=clock())
    assert (look(attempt, 1).flagged, look(attempt, 1).struck) == (False, ())


@pytest.mark.parametrize("mode", [Mode.STUDY, Mode.DRILL])
def test_study_reveals_after_the_answer_and_then_it_is_final(
    mode: Mode,
    start: Start,
    ids: Ids,
    save: Save,
    look: Look,
    session: Session,
    alice_account: Learner,
    clock: Clock,
) -> None:
    attempt = start(mode)
    own = (session, alice_account.id, attempt.id)
    with pytest.raises(NotGraded):
        results.feedback(*own, 1, now=clock())
    options = ids(attempt, 1)
    save(attempt, 1, [options[2]], 1)
    assert look(attempt, 1).revealed
    told = results.feedback(*own, 1, now=clock())
    assert (told.correct, told.trap, told.key) == (False, "trap-2", ("option a of item 1",))
    assert told.options[0].rationale == "rationale a of item 1"
    with pytest.raises(AnswerFinal):
        save(attempt, 1, [options[0]], 2)
    assert save(attempt, 1, [options[2]], 2).sequence == 1
    with pytest.raises(NotGraded):
        results.feedback(*own, 2, now=clock())
    assert not look(attempt, 2).revealed


def test_a_mark_is_written_once_with_a_revealed_answer(
    start: Start, ids: Ids, save: Save, session: Session, alice_account: Learner, clock: Clock
) -> None:
    attempt = start(Mode.STUDY)
    save(attempt, 1, [ids(attempt, 1)[0]], 1)
    save(attempt, 1, [ids(attempt, 1)[0]], 1)
    save(attempt, 2, [ids(attempt, 2)[3]], 1)
    assert session.scalars(select(MarkRow.correct).order_by(MarkRow.position)).all() == [True, False]
    attempts.submit(session, alice_account.id, attempt.id, now=clock.advance(86400 * 20))
    assert session.scalar(select(func.count()).select_from(MarkRow)) == 2


def test_before_grading_no_mark_exists_in_other_modes(start: Start, ids: Ids, save: Save, session: Session) -> None:
    attempt = start(Mode.SIMULATION, 65)
    save(attempt, 1, [ids(attempt, 1)[0]], 1)
    assert session.scalar(select(func.count()).select_from(MarkRow)) == 0


def test_a_strange_page_name_is_cut(start: Start, ids: Ids, save: Save, session: Session) -> None:
    attempt = start()
    save(attempt, 1, [ids(attempt, 1)[0]], 1, page="\0\ud800" + "x" * 500, seen=0)
    save(attempt, 1, [ids(attempt, 1)[1]], 2, page="x" * 500, seen=0)
    assert session.scalars(select(ResponseRow.page).where(ResponseRow.position == 1)).one() == "x" * 32


def test_saving_takes_two_statements(start: Start, save: Save, ids: Ids, engine: Engine) -> None:
    """One reads what the rules must know, one writes; the rest is begin and commit."""
    attempt = start()
    option = ids(attempt, 1)[0]
    statements: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *call: statements.append(call[2]))
    save(attempt, 1, [option], 1)
    own = [line.split()[0] for line in statements if not line.startswith("BEGIN") and "FOR UPDATE" not in line]
    assert own == ["SELECT", "UPDATE"]


def test_random_ids_are_stored_for_each_position(start: Start, session: Session) -> None:
    attempt = start()
    rows = session.scalars(select(AttemptItemRow.option_ids).where(AttemptItemRow.attempt_id == attempt.id)).all()
    every = [option for row in rows for option in row]
    assert len(set(every)) == len(every) == 8 * 4 + 2 * 5


def test_an_ended_session_saves_nothing(
    session: Session, alice_account: Learner, start: Start, ids: Ids, clock: Clock
) -> None:
    attempt = start()
    option = ids(attempt, 1)[0]
    place = (session, alice_account.id, attempt.id, 1)
    attempts.save_answer(*place, [option], 1, session_number=0, now=clock())
    learners.change_password(session, alice_account.id, "another hash")
    writes: tuple[Callable[[int], object], ...] = (
        lambda number: attempts.save_answer(*place, [], 2, seen=1, session_number=number, now=clock()),
        lambda number: attempts.set_flag(*place, True, session_number=number, now=clock()),
        lambda number: attempts.set_struck(*place, [option], session_number=number, now=clock()),
        lambda number: attempts.set_seconds(*place, 5.0, session_number=number, now=clock()),
    )
    for write in writes:
        with pytest.raises(NotFound):
            write(0)
    assert attempts.question(*place, now=clock()).choice == (option,)
    for write in writes:
        write(1)
    with pytest.raises(NoSuchPosition):
        attempts.set_flag(session, alice_account.id, attempt.id, 99, True, session_number=1, now=clock())
