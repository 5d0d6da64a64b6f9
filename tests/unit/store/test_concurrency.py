"""Threads on one real database: what is acknowledged is kept, what is graded is graded once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from app.assessment.sitting import AlreadyGraded, Mode, StaleSequence, TooLate
from app.store import attempts, leaving, notes, plans, presets, reports, results
from app.store.errors import AttemptRunning, NotFound
from app.store.progress import take_up
from app.store.progress_tables import EvidenceRow, FormTallyRow, ItemTallyRow, StandingRow
from app.store.tables import AttemptRow, CalendarFeedRow, LearnerExamRow, MarkRow, NoteRow, PresetRow, ReportRow
from app.store.views import AttemptView, Learner, Plan
from question_bank.exam_guide import ExamGuide
from tests.conftest import Clock
from tests.samples import sample_form
from tests.unit.store.conftest import Start

THREADS = 8
T = TypeVar("T")
Ids = Callable[[AttemptView, int], tuple[str, ...]]


def at_once(session: Session, work: Callable[[Session, int], T]) -> list[T]:
    """Run `work` in threads that begin together, each with a session of its own and its number.

    The test's own session then begins anew, to see what they wrote.
    """
    engine = session.get_bind()
    gate = Barrier(THREADS)

    def run(number: int) -> T:
        with Session(engine, expire_on_commit=False) as session:
            gate.wait()
            return work(session, number)

    session.rollback()
    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(run, range(THREADS)))


def test_no_acknowledged_answer_is_lost(
    session: Session, alice_account: Learner, start: Start, ids: Ids, clock: Clock
) -> None:
    attempt = start(Mode.SIMULATION, 65)
    places = [place for place in range(1, 65) if place % 5]
    options = {place: ids(attempt, place) for place in places}

    def write(own: Session, number: int) -> dict[int, str]:
        acknowledged = {}
        for place in places[number::THREADS]:
            for sequence, option in enumerate(options[place], start=1):
                attempts.save_answer(own, alice_account.id, attempt.id, place, [option], sequence, now=clock())
            acknowledged[place] = options[place][-1]
        return acknowledged

    for acknowledged in at_once(session, write):
        for place, option in acknowledged.items():
            shown = attempts.question(session, alice_account.id, attempt.id, place, now=clock())
            assert (shown.choice, shown.sequence) == ((option,), 4)
    assert attempts.get(session, alice_account.id, attempt.id, now=clock()).answered == len(places)


def test_of_many_tabs_with_one_number_one_wins(
    session: Session, alice_account: Learner, start: Start, ids: Ids, clock: Clock
) -> None:
    attempt = start()
    options = ids(attempt, 1)

    def write(own: Session, number: int) -> str | None:
        option = options[number % 4]
        try:
            attempts.save_answer(own, alice_account.id, attempt.id, 1, [option], 1, now=clock())
        except StaleSequence:
            return None
        return option

    winners = {option for option in at_once(session, write) if option}
    assert len(winners) == 1
    assert attempts.question(session, alice_account.id, attempt.id, 1, now=clock()).choice == tuple(winners)


def test_many_submits_grade_once(session: Session, alice_account: Learner, start: Start, clock: Clock) -> None:
    attempt = start()
    graded = at_once(session, lambda own, _: attempts.submit(own, alice_account.id, attempt.id, now=clock()))
    assert sum(not result.already_graded for result in graded) == 1
    assert session.scalar(select(func.count()).select_from(MarkRow)) == 10


def test_answers_and_the_end_do_not_cross(
    session: Session, alice_account: Learner, start: Start, ids: Ids, clock: Clock
) -> None:
    """Whatever was acknowledged before the end is in the grade, and nothing else is."""
    attempt = start()
    options = {place: ids(attempt, place) for place in range(1, 5)}

    def race(own: Session, number: int) -> tuple[int, str] | None:
        place = number // 2 + 1
        if number % 2:
            attempts.submit(own, alice_account.id, attempt.id, now=clock())
            return None
        try:
            attempts.save_answer(own, alice_account.id, attempt.id, place, [options[place][0]], 1, now=clock())
        except AlreadyGraded:
            return None
        return place, options[place][0]

    acknowledged = {one[0] for one in at_once(session, race) if one}
    review = results.review(session, alice_account.id, attempt.id, now=clock())
    assert {item.position for item in review if item.correct} == acknowledged
    assert {item.position for item in review if item.answered} == acknowledged


def test_page_look_and_timer_at_once_grade_once(
    session: Session, alice_account: Learner, start: Start, ids: Ids, clock: Clock
) -> None:
    attempt = start()
    option = ids(attempt, 1)[0]
    later = clock.advance(9999)

    def end(own: Session, number: int) -> None:
        if number % 4 == 0:
            attempts.submit(own, alice_account.id, attempt.id, now=later)
        elif number % 4 == 1:
            attempts.get(own, alice_account.id, attempt.id, now=later)
        elif number % 4 == 2:
            results.expire_due(own, now=later)
        else:
            try:
                attempts.save_answer(own, alice_account.id, attempt.id, 1, [option], 1, now=later)
            except TooLate:
                return
            raise AssertionError("a late answer was taken")

    at_once(session, end)
    assert session.scalar(select(func.count()).select_from(MarkRow)) == 10
    assert results.result(session, alice_account.id, attempt.id, now=later).scored_correct == 0


def test_of_many_starts_one_runs(session: Session, alice_account: Learner, guide: ExamGuide, clock: Clock) -> None:
    """A double click on "start", with the same form: its items are written once too."""

    def begin(own: Session, number: int) -> str | None:
        try:
            form = sample_form(guide)
            return attempts.start(own, alice_account.id, form, guide, Mode.QUICK, 600, now=clock()).id
        except AttemptRunning:
            return None

    started = [one for one in at_once(session, begin) if one]
    assert session.scalars(select(AttemptRow.id)).all() == started
    assert len(started) == 1


def test_a_form_sent_many_times_at_once_is_kept_once(
    session: Session, alice_account: Learner, start: Start, clock: Clock
) -> None:
    """A double click, or two tabs: neither is an error, and one of them stays."""
    attempt, learner_id = start(), alice_account.id

    def send(own: Session, number: int) -> None:
        day = clock().date()
        notes.keep_trap(own, learner_id, "a-trap", f"words {number}", True, now=clock())
        plans.set_exam_date(own, learner_id, "clf-c02", day)
        plans.new_calendar_token(own, learner_id)
        presets.save(own, learner_id, "mornings", Plan("clf-c02", Mode.QUICK, 10, clocked=True), now=clock())
        reports.report(own, learner_id, attempt.id, 1, reports.Reason.OTHER, f"words {number}", now=clock())

    at_once(session, send)
    for table in (NoteRow, LearnerExamRow, CalendarFeedRow, PresetRow, ReportRow):
        assert session.scalar(select(func.count()).select_from(table)) == 1


def test_what_is_graded_while_its_learner_is_deleted_leaves_nothing(
    session: Session, alice_account: Learner, start: Start, ids: Ids, clock: Clock
) -> None:
    attempt = start()
    for place in range(1, 11):
        choice = ids(attempt, place)[: 2 if place % 5 == 0 else 1]
        attempts.save_answer(session, alice_account.id, attempt.id, place, choice, 1, now=clock())

    def race(own: Session, number: int) -> None:
        try:
            if number == THREADS // 2:
                leaving.delete_learner(own, alice_account.id, now=clock())
            else:
                attempts.submit(own, alice_account.id, attempt.id, now=clock())
        except NotFound:
            return

    at_once(session, race)
    for table in (MarkRow, EvidenceRow, StandingRow, ItemTallyRow, FormTallyRow):
        assert session.scalar(select(func.count()).select_from(table)) == 0


def test_an_old_history_is_taken_up_once(session: Session, alice_account: Learner, start: Start, clock: Clock) -> None:
    """Two pages that find answers of an older version at once log them once."""
    attempt = start()
    attempts.submit(session, alice_account.id, attempt.id, now=clock())
    for table in (EvidenceRow, StandingRow):
        session.execute(delete(table))
    session.commit()
    at_once(session, lambda own, _: take_up(own, alice_account.id, "clf-c02"))
    assert session.scalar(select(func.count()).select_from(EvidenceRow)) == 10
