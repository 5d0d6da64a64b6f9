"""What the store says of a learner's progress: counted by hand, kept through everything that may happen to answers."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.assessment.clock import seconds_for
from app.assessment.readiness import Belief, days_since_1970, forecast, replay, shape_of
from app.assessment.readiness_advice import Missing, Statement
from app.assessment.sitting import Confidence, Mode
from app.store import attempts, learners, leaving
from app.store.evidence import rebuild
from app.store.evidence_rows import Corrected, read_log
from app.store.exports import export_learner
from app.store.learners import SettingsChange
from app.store.plans import set_exam_date
from app.store.progress import exam_progress, offered_shares, overview
from app.store.progress_tables import ForecastRow, FormTallyRow, ItemTallyRow, StandingRow
from app.store.tables import AttemptItemRow
from app.store.views import AttemptView, Learner
from question_bank.assembly import Form, assemble_form
from question_bank.bank import load_bank
from question_bank.exam_guide import ExamGuide, UnknownExamError
from question_bank.filters import Filters
from question_bank.item import ItemType
from tests.conftest import START, Clock, make_account
from tests.samples import right_answer
from tests.unit.assessment.replaying import evidence_from
from tests.unit.store.progress_rows import TABLES, everything, forget_progress

EXAM = "clf-c02"
Sit = Callable[..., AttemptView]


def real_form(seed: int, length: int = 20, filters: Filters | None = None) -> Form:
    bank = load_bank()
    return assemble_form(bank, EXAM, seed, length, filters) if filters else assemble_form(bank, EXAM, seed, length)


@pytest.fixture
def sit(session: Session, alice_account: Learner, guide: ExamGuide, clock: Clock) -> Sit:
    """Sits a form of the bank: `sit(3)` answers the form of seed 3, two of three right. A day passes before it."""

    def take(
        seed: int,
        mode: Mode = Mode.QUICK,
        *,
        length: int = 20,
        learner: Learner = alice_account,
        clocked: bool = True,
        filters: Filters | None = None,
        seconds: float = 45.0,
        submit: bool = True,
    ) -> AttemptView:
        clock.advance(24 * 3600)
        form = real_form(seed, length, filters)
        limit = seconds_for(guide, length) if clocked and not mode.reveals else None
        view = attempts.start(session, learner.id, form, guide, mode, limit, now=clock())
        for position, item in enumerate(form.items, start=1):
            clock.advance(60)  # nobody looks at a question for longer than it is there
            shown = shown_ids(session, learner.id, view.id, position)
            by_content = dict(zip((option.id for option in item.options), shown, strict=True))
            key = [by_content[option] for option in right_answer(item)]
            chosen = item.type in (ItemType.MULTIPLE_CHOICE, ItemType.MULTIPLE_RESPONSE)
            wrong = [one for one in shown if one not in key][: len(key)] if chosen else [*key[1:], key[0]]
            choice = wrong if position % 3 == 0 else key
            attempts.save_answer(
                session,
                learner.id,
                view.id,
                position,
                choice,
                1,
                confidence="sure" if position % 2 else "guess",
                seconds=seconds,
                now=clock(),
            )
        if submit:
            attempts.submit(session, learner.id, view.id, now=clock())
        return view

    return take


def shown_ids(session: Session, learner_id: int, attempt_id: str, position: int) -> tuple[str, ...]:
    where = (AttemptItemRow.learner_id == learner_id, AttemptItemRow.attempt_id == attempt_id)
    return session.scalars(select(AttemptItemRow.option_ids).where(*where, AttemptItemRow.position == position)).one()


def belief_of(session: Session, learner_id: int) -> dict[str, object]:
    text = session.scalars(select(StandingRow.belief).where(StandingRow.learner_id == learner_id)).one()
    found: dict[str, object] = json.loads(text)
    return found


def test_a_learner_without_answers(session: Session, alice_account: Learner, clock: Clock) -> None:
    found = exam_progress(session, alice_account.id, EXAM, now=clock())
    assert found.is_empty
    assert (found.sittings, found.scores, found.readiness_trend, found.steps) == (0, (), (), ())
    assert isinstance(found.readiness, Missing)
    assert found.readiness.answers == 40
    assert [(domain.total, domain.share, domain.low) for domain in found.domains] == [(0, None, None)] * 4
    assert found.pace.review is None
    assert session.scalar(select(StandingRow.exam)) is None, "looking writes nothing"


def test_an_unknown_exam(session: Session, alice_account: Learner, clock: Clock) -> None:
    with pytest.raises(UnknownExamError):
        exam_progress(session, alice_account.id, "nonsense", now=clock())


def test_one_sitting(session: Session, alice_account: Learner, sit: Sit, clock: Clock) -> None:
    view = sit(1)
    found = exam_progress(session, alice_account.id, EXAM, now=clock())
    (point,) = found.scores
    assert (point.attempt_id, point.correct, point.total, point.percent) == (view.id, 14, 20, 70)
    assert point.low < point.share < point.high
    assert point.scaled is not None
    assert isinstance(found.readiness, Missing)
    assert sum(domain.total for domain in found.domains) + _unweighted(session, alice_account) == 20
    assert found.practice.days == ((clock().date(), 20),)
    assert found.pace.points[0].median == pytest.approx(45)
    assert found.pace.points[0].allotted == pytest.approx(83.1, abs=0.1)
    assert found.pace.review is not None
    assert found.pace.review.all is not None
    assert found.pace.review.all.count == 20
    assert (found.rated, found.calibration) == (20, None)


def _unweighted(session: Session, learner: Learner) -> int:
    return sum(not entry.weight for entry in read_log(session, learner.id))


def test_readiness_is_that_of_a_replay(
    session: Session, alice_account: Learner, sit: Sit, guide: ExamGuide, clock: Clock
) -> None:
    """The reference takes the answers as the core has them, without the store's fold."""
    for seed in range(4):
        sit(seed)
    log = sorted(read_log(session, alice_account.id), key=lambda entry: entry.order)
    reference = replay(evidence_from(entry.given for entry in log), len(guide.domains))
    assert belief_of(session, alice_account.id) == reference.to_json()
    found = exam_progress(session, alice_account.id, EXAM, now=clock())
    assert isinstance(found.readiness, Statement)
    assert found.readiness.forecast == forecast(reference, shape_of(guide), days_since_1970(clock()))
    assert found.readiness_trend[-1].probability == found.readiness.forecast.probability
    assert len(found.readiness_trend) < found.sittings == 4, "the first sittings did not suffice"
    assert found.steps == tuple(sorted(found.steps, key=lambda step: -step.gain))
    assert all(step.name and step.gain > 0 for step in found.steps)
    assert found.calibration is not None
    assert found.calibration.groups[Confidence.SURE].count == 40


def test_the_same_form_again_is_no_evidence(session: Session, alice_account: Learner, sit: Sit) -> None:
    sit(1)
    before = belief_of(session, alice_account.id)
    tallies = everything(session)[3:]
    sit(1)
    assert belief_of(session, alice_account.id) == before
    assert everything(session)[3:] == tallies


def test_drills_raise_nothing(session: Session, alice_account: Learner, sit: Sit, guide: ExamGuide) -> None:
    sit(1, Mode.DRILL)
    assert belief_of(session, alice_account.id) == Belief(len(guide.domains)).to_json()
    assert session.scalar(select(ItemTallyRow.unit)) is None
    assert session.scalar(select(ForecastRow.attempt_id)) is None


@pytest.mark.parametrize(
    ("settings", "most"),
    [
        ({"mode": Mode.QUICK}, 1.0),
        ({"mode": Mode.STUDY}, 0.8),
        ({"mode": Mode.QUICK, "clocked": False}, 0.8),
        ({"mode": Mode.STUDY, "filters": Filters(services=("ec2",))}, 0.4),
        ({"mode": Mode.QUICK, "seconds": 2.0}, 0.0),
    ],
)
def test_what_an_answer_weighs(
    session: Session, alice_account: Learner, sit: Sit, settings: dict[str, object], most: float
) -> None:
    sit(1, **{"length": 10} | settings)
    assert max(entry.weight for entry in read_log(session, alice_account.id)) == pytest.approx(most)


def test_study_counts_with_each_answer_and_in_the_statistics_at_its_end(
    session: Session, alice_account: Learner, sit: Sit, clock: Clock
) -> None:
    view = sit(1, Mode.STUDY, submit=False)
    assert belief_of(session, alice_account.id)["answers"]
    assert session.scalar(select(ItemTallyRow.unit)) is None
    attempts.submit(session, alice_account.id, view.id, now=clock())
    assert session.scalar(select(ItemTallyRow.answers).where(ItemTallyRow.level == "item").limit(1)) == 1


def test_an_older_database_is_taken_up_when_its_learner_looks(
    session: Session, alice_account: Learner, sit: Sit, clock: Clock
) -> None:
    sit(1)
    sit(2, Mode.STUDY)
    sit(3, Mode.STUDY, submit=False)
    before = everything(session)
    forget_progress(session)
    exam_progress(session, alice_account.id, EXAM, now=clock())
    assert everything(session) == before


def test_an_older_database_is_taken_up_with_the_next_grade(
    session: Session, alice_account: Learner, sit: Sit, clock: Clock
) -> None:
    sit(1)
    forget_progress(session)
    sit(2)
    assert len(read_log(session, alice_account.id)) == 40
    before = everything(session)
    forget_progress(session)
    overview(session, alice_account.id, now=clock())
    assert everything(session) == before


def test_a_belief_of_an_older_model_is_made_again(
    session: Session, alice_account: Learner, sit: Sit, clock: Clock
) -> None:
    sit(1)
    before = everything(session)
    session.execute(update(StandingRow).values(belief=json.dumps({"version": 0, "weights": []})))
    session.commit()
    exam_progress(session, alice_account.id, EXAM, now=clock())
    assert everything(session) == before


def test_deleting_an_attempt_is_as_if_it_had_never_been(session: Session, alice_account: Learner, sit: Sit) -> None:
    sit(1)
    before = everything(session)
    second = sit(2)
    attempts.delete(session, alice_account.id, second.id)
    assert everything(session) == before


def test_deleting_a_learner_leaves_no_trace(session: Session, alice_account: Learner, sit: Sit, clock: Clock) -> None:
    sit(1)
    leaving.delete_learner(session, alice_account.id, now=clock())
    assert everything(session) == [[]] * len(TABLES)


def test_abandoned_guests_leave_no_trace(session: Session, sit: Sit, clock: Clock) -> None:
    guest = learners.create_guest(session, now=clock())
    sit(1, learner=guest)
    assert leaving.clear_abandoned_guests(session, now=clock.advance(91 * 86400)) == 1
    assert everything(session) == [[]] * len(TABLES)


def test_a_merged_guests_second_look_at_an_item_is_no_first_answer(
    session: Session, alice_account: Learner, sit: Sit, clock: Clock
) -> None:
    guest = learners.create_guest(session, now=clock())
    sit(1, learner=guest)
    sit(1)
    learners.merge_guest(session, guest.id, alice_account.id, now=clock())
    log = read_log(session, alice_account.id)
    assert len(log) == 40
    assert sum(entry.first for entry in log) == 20
    assert session.scalar(select(FormTallyRow.learners)) == 1
    assert session.scalars(select(ItemTallyRow.answers).where(ItemTallyRow.level == "item")).all() == [1] * 20


def test_a_deadline_that_nobody_noticed_counts_when_it_was(
    session: Session, alice_account: Learner, sit: Sit, clock: Clock
) -> None:
    """It counts at its deadline, whenever it was graded."""
    view = sit(1, submit=False)
    clock.advance(3600)
    attempts.running(session, alice_account.id, now=clock())
    entry = next(one for one in read_log(session, alice_account.id) if one.attempt == view.id)
    assert entry.at == view.deadline
    assert len(exam_progress(session, alice_account.id, EXAM, now=clock()).scores) == 1


def test_days_are_those_of_the_learners_zone(session: Session, alice_account: Learner, sit: Sit, clock: Clock) -> None:
    learners.update_settings(session, alice_account.id, SettingsChange(time_zone="Pacific/Auckland"))
    clock.advance(6 * 3600)  # 15:00 in London is the next day in Auckland
    sit(1)
    found = exam_progress(session, alice_account.id, EXAM, now=clock())
    assert found.today == START.date() + timedelta(days=2)
    assert found.practice.days == ((found.today, 20),)
    assert (found.practice.practised_today, found.practice.streak) == (True, 1)


def test_the_exam_date_and_the_overview(
    session: Session, alice_account: Learner, sit: Sit, guide: ExamGuide, clock: Clock
) -> None:
    sit(1)
    set_exam_date(session, alice_account.id, EXAM, clock().date() + timedelta(days=12))
    assert exam_progress(session, alice_account.id, EXAM, now=clock()).days_left == 12
    rows = {row.exam: row for row in overview(session, alice_account.id, now=clock())}
    assert list(rows) == list(load_bank().guides)
    mine = rows[EXAM]
    assert (mine.sittings, mine.days_left, mine.last and mine.last.percent) == (1, 12, 70)
    other = rows["saa-c03"]
    assert (other.sittings, other.last, other.exam_date, other.practice.days) == (0, None, None, ())


def test_another_learners_answers_change_nothing(
    session: Session, alice_account: Learner, sit: Sit, clock: Clock
) -> None:
    sit(1)
    before = exam_progress(session, alice_account.id, EXAM, now=clock())
    sit(2, learner=make_account(session, "bob@example.com", clock()))
    after = exam_progress(session, alice_account.id, EXAM, now=clock())
    assert after.scores == before.scores
    assert after.domains == before.domains


def test_how_often_traps_are_offered() -> None:
    shares = offered_shares(EXAM)
    assert shares
    assert all(0 < share <= 1 for share in shares.values())


def test_the_export_holds_what_progress_is_made_of(session: Session, alice_account: Learner, sit: Sit) -> None:
    for seed in range(4):
        sit(seed)
    found = export_learner(session, alice_account.id)
    json.dumps(found, default=str)
    assert [one["exam"] for one in found["readiness"]] == [EXAM]
    assert found["readiness"][0]["belief"] == belief_of(session, alice_account.id)
    first, last = found["attempts"][0], found["attempts"][-1]
    assert first["readiness"] is None
    assert 0 < last["readiness"]["low"] < last["readiness"]["probability"] < last["readiness"]["high"] < 1
    assert {question["weight"] for question in first["questions"]} <= {0.0, 1.0}


def test_a_correction_of_the_model_moves_readiness_and_statistics(
    session: Session, alice_account: Learner, sit: Sit, clock: Clock
) -> None:
    """The key of one item is turned round by hand, so that a right answer of Alice's becomes a wrong one, and back."""
    sit(1)
    before = everything(session)
    item = next(entry for entry in read_log(session, alice_account.id) if entry.correct and entry.rest is not None)
    other = Corrected(correct=False, withdrawn=False)
    rebuild(session, alice_account.id, EXAM, {item.place: other})
    changed = next(one for one in read_log(session, alice_account.id) if one.place == item.place)
    assert not changed.correct
    right = select(ItemTallyRow.right).where(ItemTallyRow.level == "item", ItemTallyRow.unit == item.item)
    assert session.scalar(right) == 0
    rebuild(session, alice_account.id, EXAM, {item.place: Corrected(correct=True, withdrawn=True)})
    assert session.scalar(right) is None
    assert session.scalar(select(FormTallyRow.learners)) is None, "the form has lost an item"
    rebuild(session, alice_account.id, EXAM, {item.place: Corrected(correct=True, withdrawn=False)})
    session.flush()
    assert everything(session) == before
