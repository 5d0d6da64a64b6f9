"""Statistics over all learners, against figures that the test counts for itself from the answers it gives."""

import json
from math import sqrt
from random import Random

import pytest
from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from app.assessment.item_flags import Flag
from app.assessment.sitting import Mode
from app.store import attempts, learners, reports
from app.store.item_statistics import form_statistics, take_up_all, unit_statistics
from app.store.item_tallies import Level
from app.store.progress_tables import FormTallyRow, ItemTallyRow
from app.store.reports import Reason
from app.store.sittings import of
from app.store.tables import AttemptItemRow, ResponseRow
from question_bank.exam_guide import ExamGuide
from question_bank.item import Item
from tests.conftest import Clock
from tests.samples import sample_form
from tests.unit.store.progress_rows import everything, forget_progress

EXAM = "clf-c02"
LENGTH = 6
LEARNERS = 60
KEYED_WRONG = 2  # position whose key the good ones avoid
Answers = list[list[str]]


@pytest.fixture
def items(guide: ExamGuide) -> tuple[Item, ...]:
    return sample_form(guide, LENGTH).items


@pytest.fixture
def answers(items: tuple[Item, ...]) -> Answers:
    """Each learner's choices, letters by position. The able know all but position 2, where they choose b."""
    rng = Random(7)
    found = []
    for number in range(LEARNERS):
        able = number / LEARNERS
        choices = []
        for position, item in enumerate(items, start=1):
            knows = rng.random() < able
            if position == KEYED_WRONG:
                choices.append("b" if knows else rng.choice("acd"))
            elif len(item.key) == 2:
                choices.append("ab" if knows else "ce")
            else:
                choices.append("a" if knows else rng.choice("bcd"))
        found.append(choices)
    return found


@pytest.fixture
def answered(session: Session, guide: ExamGuide, clock: Clock, answers: Answers) -> Answers:
    """Sixty guests who sat the same form."""
    for choices in answers:
        guest = learners.create_guest(session, now=clock())
        form = sample_form(guide, LENGTH)
        view = attempts.start(session, guest.id, form, guide, Mode.QUICK, 600, now=clock())
        for position, letters in enumerate(choices, start=1):
            ids = tuple(f"{position}{letter}" for letter in "abcde"[: len(form.items[position - 1].options)])
            asked = (of(AttemptItemRow, guest.id, view.id), AttemptItemRow.position == position)
            session.execute(update(AttemptItemRow).where(*asked).values(option_ids=ids))
            chosen = tuple(f"{position}{letter}" for letter in letters)
            given = {"choice": chosen, "complete": True, "sequence": 1, "seconds": 30.0, "saved_at": clock()}
            place = (of(ResponseRow, guest.id, view.id), ResponseRow.position == position)
            session.execute(update(ResponseRow).where(*place).values(given))
        session.commit()
        attempts.submit(session, guest.id, view.id, now=clock.advance(300))
    return answers


def rights(answers: Answers) -> list[list[int]]:
    return [[int(choice in ("a", "ab")) for choice in choices] for choices in answers]


def correlation(xs: list[float], ys: list[float]) -> float:
    """Pearson's, from its definition."""
    n = len(xs)
    mx, my = sum(xs) / n, sum(ys) / n
    covariance = sum((x - mx) * (y - my) for x, y in zip(xs, ys, strict=True))
    return covariance / sqrt(sum((x - mx) ** 2 for x in xs) * sum((y - my) ** 2 for y in ys))


def test_items_are_as_counted_by_hand(session: Session, answered: Answers, items: tuple[Item, ...]) -> None:
    marks = rights(answered)
    rows = {one.unit: one for one in unit_statistics(session, EXAM, Level.ITEM)}
    assert set(rows) == {item.id for item in items}
    for position, item in enumerate(items):
        found = rows[item.id]
        own = [float(row[position]) for row in marks]
        rest = [(sum(row) - row[position]) / (LENGTH - 1) for row in marks]
        assert found.answers == LEARNERS
        assert found.stem == item.stem
        assert found.facility is not None
        assert found.facility.value == pytest.approx(sum(own) / LEARNERS)
        assert found.discrimination is not None
        assert found.discrimination.value == pytest.approx(correlation(own, rest), abs=1e-4)
        chance = 0.25 if len(item.key) == 1 else 0.1
        assert found.corrected == pytest.approx(max(0.0, (sum(own) / LEARNERS - chance) / (1 - chance)))
        assert (found.band, found.choices) == (None, ()), "both need more answers"


def test_the_wrong_key_is_flagged_and_comes_first(session: Session, answered: Answers, items: tuple[Item, ...]) -> None:
    first = unit_statistics(session, EXAM, Level.ITEM).items[0]
    assert first.unit == items[KEYED_WRONG - 1].id
    assert (first.flags[0].flag, first.flags[0].choice) == (Flag.WRONG_KEY, "b")
    assert [one.unit for one in unit_statistics(session, EXAM, Level.ITEM, flagged=True)] == [first.unit]


def test_levels_pool_their_items(session: Session, answered: Answers) -> None:
    marks = rights(answered)
    (family,) = unit_statistics(session, EXAM, Level.FAMILY)
    assert (family.unit, family.answers) == ("pick-task", LEARNERS * LENGTH)
    assert family.facility is not None
    assert family.facility.value == pytest.approx(sum(map(sum, marks)) / LEARNERS / LENGTH)
    (cell,) = unit_statistics(session, EXAM, Level.CELL)
    (template,) = unit_statistics(session, EXAM, Level.TEMPLATE)
    assert (cell.unit, template.unit) == ("aws/rds/guest-os-patching", "pick-task/guest-os-patching/provider")
    fell = sum(choice == "b" for choices in answered for choice in choices) + _second(answered)
    chosen = {rate.text: rate.choice.share.value for rate in family.choices}
    assert chosen["trap-1"] == pytest.approx(fell / LEARNERS / LENGTH)
    traps = {one.unit: one for one in unit_statistics(session, EXAM, Level.TRAP)}
    assert traps["trap-1"].facility is not None
    assert traps["trap-1"].facility.value == pytest.approx(1 - fell / LEARNERS / LENGTH)


def _second(answered: Answers) -> int:
    """Of the item with two keys, c carries the first trap."""
    return sum(choice == "ce" for choices in answered for choice in choices)


def test_a_shared_form_has_its_reliability_from_a_hundred_learners_on(
    session: Session, answered: Answers, items: tuple[Item, ...]
) -> None:
    (form,) = form_statistics(session)
    assert (form.form_code, form.learners, form.length, form.kr20) == ("CODE1", LEARNERS, LENGTH, None)
    assert form.mean == pytest.approx(sum(map(sum, rights(answered))) / LEARNERS)
    session.execute(
        insert(FormTallyRow),
        # [[1, 1, 1], [1, 1, 0], [1, 0, 0], [0, 0, 0]], each 25 times
        [
            {
                "form_code": "known",
                "exam": EXAM,
                "learners": 100,
                "total": 150,
                "total_square": 350,
                "right": json.dumps([75, 50, 25]),
            }
        ],
    )
    assert form_statistics(session)[0].kr20 == pytest.approx(0.75)
    assert form_statistics(session, "saa-c03") == ()


def test_too_few_answers_show_nothing(session: Session, clock: Clock) -> None:
    session.execute(
        insert(ItemTallyRow),
        [
            {"exam": EXAM, "level": "family", "unit": f"family-{n:03}", "answers": n, "right": n // 2}
            | {"rest": 0, "rest_square": 0, "rest_right": 0, "chance": 25_000 * n}
            for n in (3, 9, 10, 49)
        ],
    )
    page = unit_statistics(session, EXAM, Level.FAMILY)
    assert [(one.answers, one.discrimination) for one in page] == [(49, None), (10, None)]


def test_pages(session: Session) -> None:
    session.execute(
        insert(ItemTallyRow),
        [
            {"exam": EXAM, "level": "cell", "unit": f"cell-{n:03}", "answers": 10 + n, "right": 5}
            | {"rest": 0, "rest_square": 0, "rest_right": 0, "chance": 25_000 * (10 + n)}
            for n in range(120)
        ],
    )
    pages = [unit_statistics(session, EXAM, Level.CELL, page=number) for number in (1, 2, 3, 99)]
    assert [(page.number, len(page.items), page.total) for page in pages] == [
        (1, 50, 120),
        (2, 50, 120),
        (3, 20, 120),
    ] * 1 + [(3, 20, 120)]
    units = [one.unit for page in pages[:3] for one in page]
    assert len(set(units)) == 120
    assert all(one.flags for one in pages[0].items[:5]), "the flagged ones come first"


def test_a_reported_item_is_flagged(
    session: Session, answered: Answers, items: tuple[Item, ...], guide: ExamGuide, clock: Clock
) -> None:
    for number in range(3):
        guest = learners.create_guest(session, now=clock())
        view = attempts.start(session, guest.id, sample_form(guide, LENGTH), guide, Mode.STUDY, None, now=clock())
        reports.report(session, guest.id, view.id, 4, Reason.FACT, f"wrong {number}", now=clock())
    found = next(one for one in unit_statistics(session, EXAM, Level.ITEM) if one.unit == items[3].id)
    assert Flag.REPORTED in [raised.flag for raised in found.flags]
    assert found.reports == 3


def test_older_answers_are_taken_up_all_at_once(session: Session, answered: Answers) -> None:
    before = everything(session)
    forget_progress(session)
    assert take_up_all(session) == LEARNERS
    assert everything(session) == before
    assert take_up_all(session) == 0
