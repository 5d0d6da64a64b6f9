"""Observed difficulties: counted with the answers, calibrated by day, used by what is started afterwards."""

from collections.abc import Callable
from datetime import date, timedelta
from math import sqrt

import pytest
from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from app.assessment.clock import seconds_for
from app.assessment.difficulty import PRIOR_SD
from app.assessment.readiness import PRIOR_ABILITY, PRIOR_DOMAIN_SD
from app.assessment.readiness import PRIOR_SD as ABILITY_SD
from app.assessment.sitting import Mode
from app.store import attempts, leaving
from app.store.difficulties import agreement_of, calibrate_all, latest, observed_of, take_up_older
from app.store.evidence_rows import read_log
from app.store.item_statistics import unit_statistics
from app.store.item_tallies import Level
from app.store.progress_tables import DifficultyRow, DifficultyTallyRow, EvidenceRow, ItemTallyRow
from app.store.tables import AttemptItemRow
from app.store.views import AttemptView, Learner
from question_bank.exam_guide import ExamGuide
from tests.conftest import Clock
from tests.samples import sample_form
from tests.unit.store.conftest import Start
from tests.unit.store.progress_rows import everything

EXAM = "clf-c02"
DAY = date(2027, 1, 16)
TEMPLATE = "pick-task/guest-os-patching/provider"  # of every sample item
HARD = "who-owns/bucket-policy/customer"
AS_EXPECTED = {"exam": EXAM, "margin": 0, "spread": 2, "chance": 250, "answers": 200, "right": 125, "estimate": 0}
Sit = Callable[..., AttemptView]


@pytest.fixture
def sit(session: Session, alice_account: Learner, start: Start, clock: Clock) -> Sit:
    """Starts and submits an attempt of Alice's whose every answer is the first option, as `start` starts it."""

    def take(**options: object) -> AttemptView:
        clock.advance(24 * 3600)
        view = start(**options)
        for position in range(1, view.length + 1):
            shown = attempts.question(session, alice_account.id, view.id, position, now=clock())
            choice = [option.id for option in shown.options[: shown.choose]]
            saved = {"confidence": None, "seconds": 40.0, "now": clock.advance(40)}
            attempts.save_answer(session, alice_account.id, view.id, position, choice, 1, **saved)  # type: ignore[arg-type]
        attempts.submit(session, alice_account.id, view.id, now=clock())
        return view

    return take


@pytest.fixture
def tallies(session: Session) -> None:
    """Two hundred templates that are as hard as estimated, the samples' one which is harder, and one rarely met."""
    rows = [AS_EXPECTED | {"template": f"fine/{number}/shared"} for number in range(200)]
    rows.append(AS_EXPECTED | {"template": TEMPLATE, "right": 90})
    rows.append(AS_EXPECTED | {"template": HARD, "answers": 9, "right": 1, "estimate": 9 * 25_000})
    session.execute(insert(DifficultyTallyRow), rows)
    session.commit()


def tallied(session: Session) -> int:
    return session.scalar(select(func.sum(DifficultyTallyRow.answers))) or 0


def test_what_was_believed_before_an_answer_is_taken_down(session: Session, alice_account: Learner, sit: Sit) -> None:
    sit()
    log = sorted(read_log(session, alice_account.id), key=lambda entry: entry.position)
    assert log[0].ability == PRIOR_ABILITY
    assert log[0].ability_sd == pytest.approx(sqrt(ABILITY_SD**2 + PRIOR_DOMAIN_SD**2))
    weighed = [entry for entry in log if entry.weight]
    assert all(entry.ability is not None for entry in weighed)
    assert len({entry.ability for entry in weighed}) == len(weighed)
    assert tallied(session) == len(weighed)


@pytest.mark.parametrize("mode", [Mode.STUDY, Mode.DRILL])
def test_only_answers_against_the_clock_tell_of_difficulty(mode: Mode, session: Session, sit: Sit) -> None:
    sit(mode=mode)
    assert tallied(session) == 0


def test_deleting_takes_the_answers_back(session: Session, alice_account: Learner, sit: Sit, clock: Clock) -> None:
    first, second = sit(first=1), sit(first=100)
    before = {entry.place: entry.ability for entry in read_log(session, alice_account.id)}
    both = tallied(session)
    attempts.delete(session, alice_account.id, first.id)
    log = read_log(session, alice_account.id)
    assert {entry.attempt for entry in log} == {second.id}
    assert all(entry.ability == before[entry.place] for entry in log), "it was believed then, whatever is deleted now"
    assert 0 < tallied(session) < both
    leaving.delete_learner(session, alice_account.id, now=clock())
    assert session.scalar(select(func.count()).select_from(DifficultyTallyRow)) == 0


def test_a_calibration_keeps_what_has_moved(session: Session, tallies: None) -> None:
    found = calibrate_all(session, day=DAY)
    assert len(found) == 201, "nine answers are too few to keep anything"
    held = latest(session, EXAM)
    assert (held[TEMPLATE].is_calibrated, held[TEMPLATE].answers) == (True, 200)
    assert held[TEMPLATE].value > 0.5
    assert held["fine/7/shared"].value == pytest.approx(0, abs=0.02)
    assert calibrate_all(session, day=DAY) == ()
    assert calibrate_all(session, day=DAY + timedelta(days=1)) == ()


def test_versions_are_by_day(session: Session, tallies: None) -> None:
    calibrate_all(session, day=DAY)
    before = latest(session, EXAM)[TEMPLATE]
    mine = DifficultyTallyRow.template == TEMPLATE
    session.execute(update(DifficultyTallyRow).where(mine).values(answers=400, right=160))
    session.commit()
    tomorrow = DAY + timedelta(days=1)
    (version,) = calibrate_all(session, day=tomorrow)
    assert (version.template, version.day, version.difficulty.answers) == (TEMPLATE, tomorrow, 400)
    after = latest(session, EXAM, [TEMPLATE, "no template"])
    assert after == {TEMPLATE: version.difficulty}
    assert after[TEMPLATE].value > before.value
    session.execute(update(DifficultyTallyRow).where(mine).values(answers=390, right=150))
    session.commit()
    assert len(calibrate_all(session, day=tomorrow)) == 1
    days = select(DifficultyRow.day).where(DifficultyRow.template == TEMPLATE).order_by(DifficultyRow.day)
    assert session.scalars(days).all() == [DAY, tomorrow], "the same day is written over"


def test_a_template_without_answers_goes_back_to_its_estimate(session: Session, tallies: None) -> None:
    calibrate_all(session, day=DAY)
    session.execute(delete(DifficultyTallyRow))
    session.commit()
    found = calibrate_all(session, day=DAY + timedelta(days=1))
    assert len(found) == 201
    held = latest(session, EXAM)[TEMPLATE]
    assert (held.value, held.sd, held.answers) == (0.0, PRIOR_SD, 0)
    assert calibrate_all(session, day=DAY + timedelta(days=2)) == ()


def test_a_quiz_is_weighed_by_the_difficulties_it_was_made_with(
    session: Session, alice_account: Learner, sit: Sit, tallies: None
) -> None:
    before = sit(first=1)
    calibrate_all(session, day=DAY)
    shift = latest(session, EXAM)[TEMPLATE].shift
    after, drill = sit(first=100), sit(first=200, mode=Mode.DRILL)
    weighed = {entry.place: entry.difficulty for entry in read_log(session, alice_account.id)}
    assert {weighed[before.id, place] for place in range(1, 11)} == {0.0}
    assert {weighed[after.id, place] for place in range(1, 11)} == {shift}
    assert {weighed[drill.id, place] for place in range(1, 11)} == {0.0}
    attempts.delete(session, alice_account.id, before.id)
    kept = {entry.place: entry.difficulty for entry in read_log(session, alice_account.id)}
    assert kept == {place: value for place, value in weighed.items() if place[0] != before.id}
    estimated = DifficultyTallyRow.template == TEMPLATE
    assert set(session.scalars(select(DifficultyTallyRow.estimate).where(estimated))) == {0}, (
        "margins are from estimates"
    )


def test_what_a_form_asks_does_not_depend_on_it(
    session: Session, start: Start, tallies: None, guide: ExamGuide, clock: Clock, charlie_account: Learner
) -> None:
    first = start()
    calibrate_all(session, day=DAY)
    form = sample_form(guide)
    other = attempts.start(session, charlie_account.id, form, guide, Mode.QUICK, seconds_for(guide, 10), now=clock())

    def asked(attempt: AttemptView) -> list[str]:
        query = select(AttemptItemRow.item_hash).where(AttemptItemRow.attempt_id == attempt.id)
        return list(session.scalars(query.order_by(AttemptItemRow.position)))

    assert asked(first) == asked(other) == [item.id for item in form.items]
    assert set(observed_of(session, EXAM, form.items)) == {item.id for item in form.items}


def test_answers_of_an_older_version_are_taken_up(session: Session, sit: Sit) -> None:
    """After an upgrade nobody knows what was believed, until the log is folded again."""
    sit(first=1)
    sit(first=100, mode=Mode.STUDY)
    before = everything(session)
    session.execute(delete(DifficultyTallyRow))
    session.execute(update(EvidenceRow).values(ability=None, ability_sd=None))
    session.commit()
    assert take_up_older(session) == 1
    assert everything(session) == before
    assert take_up_older(session) == 0


def test_statistics_say_whether_difficulty_is_observed(
    session: Session, sit: Sit, tallies: None, clock: Clock, guide: ExamGuide
) -> None:
    sit(first=1)
    session.execute(update(ItemTallyRow).values(answers=ItemTallyRow.answers * 10, chance=ItemTallyRow.chance * 10))
    session.commit()
    (template,) = unit_statistics(session, EXAM, Level.TEMPLATE)
    assert template.difficulty is None, "nothing was calibrated yet"
    item = unit_statistics(session, EXAM, Level.ITEM).items[0].difficulty
    assert item is not None
    assert (item.value, item.sd, item.answers, item.observed) == (0.0, PRIOR_SD, 0, False)
    calibrate_all(session, day=DAY)
    held = latest(session, EXAM)[TEMPLATE]
    for level in (Level.TEMPLATE, Level.ITEM):
        shown = unit_statistics(session, EXAM, level).items[0].difficulty
        assert shown is not None
        assert (shown.value, shown.sd, shown.answers, shown.observed) == (held.value, held.sd, held.answers, True)
    assert unit_statistics(session, EXAM, Level.FAMILY).items[0].difficulty is None


def test_agreement_is_told_from_two_hundred_templates_on(session: Session) -> None:
    rows = [
        {"exam": EXAM, "template": f"t{number}", "day": DAY, "sd": 0.2, "answers": 150}
        | {"estimate": number / 400, "value": number / 400 + (number % 7 - 3) / 10}
        for number in range(200)
    ]
    session.execute(insert(DifficultyRow), rows[1:])
    assert agreement_of(session, [EXAM]) is None
    session.execute(insert(DifficultyRow), [rows[0] | {"exam": "saa-c03"}])
    assert agreement_of(session, [EXAM]) is None
    agreed = agreement_of(session, [EXAM, "saa-c03"])
    assert agreed is not None
    assert (agreed.templates, agreed.is_enough) == (200, True)
