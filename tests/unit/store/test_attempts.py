from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.assessment.sitting import Mode, NotRunning, State, TooLate
from app.store import attempts, learners, results
from app.store.errors import AttemptRunning, NotFound, NotGraded
from app.store.learners import SettingsChange
from app.store.tables import AttemptItemRow, AttemptRow, ItemRow
from app.store.views import AttemptView, Filled, Learner
from question_bank.exam_guide import ExamGuide
from question_bank.item import ItemType
from question_bank.loading import load_exam_guides
from tests.conftest import START, Clock
from tests.samples import sample_form, sample_item
from tests.unit.store.conftest import Start

Ids = Callable[[AttemptView, int], tuple[str, ...]]


def test_an_attempt_starts_with_its_clock_running(start: Start) -> None:
    attempt = start()
    assert (attempt.exam, attempt.mode, attempt.state) == ("clf-c02", Mode.QUICK, State.IN_PROGRESS)
    assert (attempt.started_at, attempt.deadline) == (START, START + timedelta(seconds=831))
    assert (attempt.seconds_left, attempt.length, attempt.answered, attempt.resume_position) == (831, 10, 0, 1)
    assert attempt.unanswered == tuple(range(1, 11))
    assert attempt.form_code == "CODE1"


def test_study_has_no_clock(start: Start) -> None:
    attempt = start(Mode.STUDY)
    assert attempt.deadline is None
    assert attempt.seconds_left is None


def test_extra_time_of_the_learner_moves_the_deadline(
    session: Session, alice_account: Learner, guide: ExamGuide, start: Start
) -> None:
    learners.update_settings(session, alice_account.id, SettingsChange(extra_minutes=30))
    attempt = start(Mode.SIMULATION, 65)
    assert attempt.deadline == START + timedelta(minutes=guide.minutes + 30)
    assert attempt.extra_seconds == 1800


def test_one_attempt_of_an_exam_runs_at_a_time(
    session: Session, alice_account: Learner, charlie_account: Learner, start: Start, clock: Clock
) -> None:
    first = start()
    with pytest.raises(AttemptRunning, match="CLF-C02") as refused:
        start(Mode.STUDY)
    assert refused.value.attempt_id == first.id
    start(learner=charlie_account)
    other = load_exam_guides()["saa-c03"]
    attempts.start(session, alice_account.id, sample_form(other), other, Mode.QUICK, 1200, now=clock())
    attempts.abandon(session, alice_account.id, first.id, now=clock())
    start()


def test_what_runs_side_by_side(start: Start) -> None:
    """Study, a drill, and one quiz or simulation of an exam; never one item in two of them, since study explains it."""
    quiz = start()
    with pytest.raises(AttemptRunning) as same_item:
        start(Mode.STUDY)
    start(Mode.STUDY, first=11)
    start(Mode.DRILL, first=21)
    for mode in (Mode.STUDY, Mode.DRILL, Mode.QUICK):
        with pytest.raises(AttemptRunning):
            start(mode, first=31)
    with pytest.raises(AttemptRunning) as rival:
        start(Mode.SIMULATION, 65, first=31)
    assert same_item.value.attempt_id == rival.value.attempt_id == quiz.id


def test_a_forgotten_attempt_does_not_stand_in_the_way(
    session: Session, alice_account: Learner, start: Start, clock: Clock
) -> None:
    first = start()
    clock.advance(831)
    start()
    assert attempts.get(session, alice_account.id, first.id, now=clock()).state is State.EXPIRED


def test_a_form_must_fit_its_exam_and_mode(
    session: Session, alice_account: Learner, guide: ExamGuide, clock: Clock
) -> None:
    with pytest.raises(ValueError, match="no simulation"):
        attempts.start(session, alice_account.id, sample_form(guide, 10), guide, Mode.SIMULATION, 600, now=clock())
    other = load_exam_guides()["saa-c03"]
    with pytest.raises(ValueError, match="saa-c03"):
        attempts.start(session, alice_account.id, sample_form(guide, 10), other, Mode.QUICK, 600, now=clock())
    with pytest.raises(NotFound):
        attempts.start(session, 999, sample_form(guide, 10), guide, Mode.QUICK, 600, now=clock())


def test_another_learners_attempt_is_not_found(
    session: Session, charlie_account: Learner, start: Start, ids: Ids, clock: Clock
) -> None:
    attempt = start()
    option = ids(attempt, 1)[0]
    own = (session, charlie_account.id, attempt.id)
    for look in (
        lambda: attempts.get(*own, now=clock()),
        lambda: attempts.question(*own, 1, now=clock()),
        lambda: attempts.save_answer(*own, 1, [option], 1, now=clock()),
        lambda: attempts.set_flag(*own, 1, True, now=clock()),
        lambda: attempts.set_struck(*own, 1, [option], now=clock()),
        lambda: attempts.set_seconds(*own, 1, 5, now=clock()),
        lambda: attempts.submit(*own, now=clock()),
        lambda: attempts.abandon(*own, now=clock()),
        lambda: attempts.delete(*own),
        lambda: results.result(*own, now=clock()),
        lambda: results.review(*own, now=clock()),
        lambda: results.feedback(*own, 1, now=clock()),
    ):
        with pytest.raises(NotFound, match="no such attempt"):
            look()
    assert attempts.running(session, charlie_account.id, now=clock()) == ()
    assert attempts.history(session, charlie_account.id, now=clock()).total == 0


def test_a_question_holds_nothing_that_tells_the_key(
    session: Session, alice_account: Learner, start: Start, clock: Clock
) -> None:
    attempt = start()
    shown = attempts.question(session, alice_account.id, attempt.id, 1, now=clock())
    item = sample_item(1)
    assert shown.stem == item.stem
    assert [option.text for option in shown.options] == [option.text for option in item.options]
    assert (shown.choose, shown.type, shown.sequence, shown.revealed) == (1, ItemType.MULTIPLE_CHOICE, 0, False)
    told = str(asdict(shown))
    for secret in (item.id, "rationale", "explanation", "'trap'", "guest-os-patching", "correct"):
        assert secret not in told


@pytest.mark.parametrize("name", ["", "no such id", "x" * 5000, "\0", "\ud800", "ä"])
def test_any_text_may_stand_where_an_id_should(
    name: str, session: Session, alice_account: Learner, clock: Clock
) -> None:
    own = (session, alice_account.id, name)
    for look in (
        lambda: attempts.get(*own, now=clock()),
        lambda: attempts.question(*own, 1, now=clock()),
        lambda: attempts.save_answer(*own, 1, ["x"], 1, now=clock()),
        lambda: attempts.submit(*own, now=clock()),
        lambda: attempts.delete(*own),
        lambda: results.feedback(*own, 1, now=clock()),
    ):
        with pytest.raises(NotFound, match="no such attempt"):
            look()


def test_option_ids_are_random_for_each_attempt(
    session: Session, alice_account: Learner, charlie_account: Learner, start: Start, clock: Clock
) -> None:
    one, other = start(), start(learner=charlie_account)
    mine = attempts.question(session, alice_account.id, one.id, 1, now=clock()).options
    theirs = attempts.question(session, charlie_account.id, other.id, 1, now=clock()).options
    assert [option.text for option in mine] == [option.text for option in theirs]
    assert not {option.id for option in mine} & {option.id for option in theirs}
    again = attempts.question(session, alice_account.id, one.id, 1, now=clock()).options
    assert again == mine, "order and ids stay for the whole attempt"


def test_questions_know_their_neighbors(session: Session, alice_account: Learner, start: Start, clock: Clock) -> None:
    attempt = start()
    pages = [attempts.question(session, alice_account.id, attempt.id, place, now=clock()) for place in (1, 5, 10)]
    assert [(page.previous_position, page.next_position) for page in pages] == [(None, 2), (4, 6), (9, None)]
    for place in (0, 11, -1, 10**30):
        with pytest.raises(NotFound, match="no such question"):
            attempts.question(session, alice_account.id, attempt.id, place, now=clock())


def test_matching_and_ordering_say_what_to_choose(session: Session, alice_account: Learner, clock: Clock) -> None:
    guide = load_exam_guides()["scs-c03"]
    items = tuple(sample_item(n, n, kind, guide.id) for n, kind in enumerate((ItemType.MATCHING, ItemType.ORDERING), 1))
    form = replace(sample_form(guide, 2), items=items)
    attempt = attempts.start(session, alice_account.id, form, guide, Mode.QUICK, 600, now=clock())
    matching, ordering = (
        attempts.question(session, alice_account.id, attempt.id, place, now=clock()) for place in (1, 2)
    )
    assert matching.prompts == tuple(prompt for prompt, _ in items[0].pairs)
    assert (matching.choose, len(matching.options)) == (3, 4)
    assert (ordering.choose, ordering.prompts) == (3, ())


def test_the_palette_and_where_to_go_on(
    session: Session, alice_account: Learner, start: Start, ids: Ids, clock: Clock
) -> None:
    attempt = start()
    for place, count in ((7, 1), (5, 1)):
        clock.advance(10)
        options = ids(attempt, place)[:count]
        attempts.save_answer(session, alice_account.id, attempt.id, place, options, 1, partial=True, now=clock())
    attempts.set_flag(session, alice_account.id, attempt.id, 2, True, now=START)
    view = attempts.get(session, alice_account.id, attempt.id, now=clock())
    filled = {entry.position: entry.filled for entry in view.palette if entry.filled is not Filled.UNANSWERED}
    assert filled == {5: Filled.PARTLY, 7: Filled.ANSWERED}, "question 5 asks for two"
    assert (view.flagged, view.answered, view.resume_position) == ((2,), 1, 5)
    assert attempts.running(session, alice_account.id, now=clock()) == (view,)


def test_items_are_kept_once_as_they_were_first_shown(session: Session, start: Start, charlie_account: Learner) -> None:
    start()
    start(learner=charlie_account)
    assert session.scalar(select(func.count()).select_from(ItemRow)) == 10
    assert session.scalar(select(func.count()).select_from(AttemptItemRow)) == 20


def test_a_simulation_has_fifteen_unscored_items_that_nothing_shows(
    session: Session, alice_account: Learner, start: Start, clock: Clock
) -> None:
    attempt = start(Mode.SIMULATION, 65)
    flags = session.scalars(select(AttemptItemRow.scored).where(AttemptItemRow.attempt_id == attempt.id)).all()
    assert (len(flags), sum(flags)) == (65, 50)
    shown = attempts.question(session, alice_account.id, attempt.id, 1, now=clock())
    assert "scored" not in str(asdict(shown))


def test_giving_up(session: Session, alice_account: Learner, start: Start, clock: Clock) -> None:
    attempt = start()
    attempts.abandon(session, alice_account.id, attempt.id, now=clock.advance(60))
    attempts.abandon(session, alice_account.id, attempt.id, now=clock())
    assert attempts.get(session, alice_account.id, attempt.id, now=clock()).state is State.ABANDONED
    with pytest.raises(NotRunning):
        attempts.submit(session, alice_account.id, attempt.id, now=clock())
    with pytest.raises(NotGraded, match="abandoned"):
        results.result(session, alice_account.id, attempt.id, now=clock())


def test_giving_up_too_late_is_graded(session: Session, alice_account: Learner, start: Start, clock: Clock) -> None:
    attempt = start()
    with pytest.raises(TooLate):
        attempts.abandon(session, alice_account.id, attempt.id, now=clock.advance(9999))
    assert attempts.get(session, alice_account.id, attempt.id, now=clock()).state is State.EXPIRED


def test_deleting_an_attempt(session: Session, alice_account: Learner, start: Start, clock: Clock) -> None:
    attempt = start()
    attempts.delete(session, alice_account.id, attempt.id)
    for _ in range(2):
        with pytest.raises(NotFound):
            attempts.delete(session, alice_account.id, attempt.id)
    assert session.scalar(select(func.count()).select_from(AttemptRow)) == 0


def test_the_history_in_pages(session: Session, alice_account: Learner, start: Start, clock: Clock) -> None:
    for _ in range(21):
        attempts.submit(session, alice_account.id, start().id, now=clock.advance(60))
    first = attempts.history(session, alice_account.id, now=clock())
    assert (len(first.items), first.number, first.pages, first.total) == (20, 1, 2, 21)
    assert (first.previous_number, first.next_number) == (None, 2)
    assert [line.started_at for line in first] == sorted((line.started_at for line in first), reverse=True)
    last = attempts.history(session, alice_account.id, "clf-c02", 99, now=clock())
    assert (len(last.items), last.number, last.previous_number, last.next_number) == (1, 2, 1, None)
    assert last.items[0].percent == 0
    assert attempts.history(session, alice_account.id, "saa-c03", now=clock()).pages == 1


def test_the_history_grades_what_is_over(session: Session, alice_account: Learner, start: Start, clock: Clock) -> None:
    start()
    line = attempts.history(session, alice_account.id, now=clock()).items[0]
    assert (line.state, line.percent, line.passed) == (State.IN_PROGRESS, None, None)
    line = attempts.history(session, alice_account.id, now=clock.advance(9999)).items[0]
    assert (line.state, line.percent, line.passed) == (State.EXPIRED, 0, False)
