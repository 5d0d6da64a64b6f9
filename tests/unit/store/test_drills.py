"""Drills: items made one by one, which come back when they are missed."""

from datetime import datetime
from random import Random

import pytest
from sqlalchemy.orm import Session

from app.assessment.drill import plan_drill
from app.assessment.sitting import Mode
from app.store import attempts
from app.store.drills import Piece, extend, planned_return, seen_items, start_pieces
from app.store.grades import played
from app.store.notebook import notebook
from app.store.views import AttemptView, Learner
from question_bank.assembly import assemble_form
from question_bank.bank import load_bank
from question_bank.exam_guide import ExamGuide
from question_bank.form_code import decode
from question_bank.singles import item_on_trap
from tests.conftest import Clock
from tests.samples import right_answer

TRAPS = ("rds-treated-like-ec2", "aws-scales-everything", "peaks-are-mine-to-provision")


def piece(trap: str, rng: Random, seen: frozenset[str] = frozenset()) -> Piece:
    made = item_on_trap(load_bank(), "clf-c02", trap, rng, seen)
    assert made is not None
    return Piece(trap, made)


@pytest.fixture
def drill(session: Session, alice_account: Learner, guide: ExamGuide, clock: Clock) -> AttemptView:
    rng = Random(1)
    pieces = [piece(trap, rng) for trap in plan_drill(TRAPS)]
    return start_pieces(session, alice_account.id, pieces, guide, Mode.DRILL, now=clock())


def answer(
    session: Session, learner_id: int, attempt: AttemptView, position: int, now: datetime, *, right: bool
) -> None:
    """Answer right, or by the option that carries the trap of the drill."""
    one = played(session, learner_id, attempt.id, position)[0]
    shown = {content: random for random, content in one.content_ids.items()}
    choice = list(right_answer(one.item))
    if not right:
        trapped = next(option.id for option in one.item.options if option.trap == one.trap)
        choice = [trapped, *choice[1:]]
    attempts.save_answer(session, learner_id, attempt.id, position, [shown[part] for part in choice], 1, now=now)


def test_each_item_has_its_trap_and_a_code_that_makes_it_again(
    session: Session, alice_account: Learner, drill: AttemptView
) -> None:
    bank = load_bank()
    for one, trap in zip(played(session, alice_account.id, drill.id), plan_drill(TRAPS), strict=True):
        assert one.trap == trap
        assert trap in {option.trap for option in one.item.options}
        assert one.form_code is not None
        asked = decode(bank, one.form_code)
        assert assemble_form(bank, asked.exam, asked.seed, asked.length, asked.filters).items == (one.item,)


def test_the_answer_is_about_the_trap_of_the_drill(
    session: Session, alice_account: Learner, drill: AttemptView, clock: Clock
) -> None:
    answer(session, alice_account.id, drill, 1, clock(), right=True)
    answer(session, alice_account.id, drill, 2, clock(), right=False)
    book = notebook(session, alice_account.id, now=clock())
    assert [entry.trap for entry in book.entries] == [TRAPS[1]]
    assert TRAPS[0] in {entry.trap for entry in book.others if entry.memory.successes}


def test_what_is_missed_comes_back_once_more(
    session: Session, alice_account: Learner, drill: AttemptView, clock: Clock
) -> None:
    for position in range(1, 8):
        answer(session, alice_account.id, drill, position, clock(), right=True)
    answer(session, alice_account.id, drill, 8, clock(), right=False)
    wanted = planned_return(session, alice_account.id, drill.id, 8)
    assert wanted[-1] == TRAPS[1]
    assert len(wanted) == 4
    rng = Random(2)
    pieces = [piece(trap, rng, seen_items(session, alice_account.id)) for trap in wanted]
    assert extend(session, alice_account.id, drill.id, 8, pieces, now=clock())
    assert not extend(session, alice_account.id, drill.id, 8, pieces, now=clock()), "a double click appends once"
    longer = attempts.get(session, alice_account.id, drill.id, now=clock())
    assert longer.length == len(longer.palette) == 12
    assert len(longer.form_code.split(" ")) == 12
    answer(session, alice_account.id, longer, 12, clock(), right=True)
    assert attempts.submit(session, alice_account.id, drill.id, now=clock()).counted == 9


def test_a_right_answer_and_an_ended_drill_bring_nothing_back(
    session: Session, alice_account: Learner, drill: AttemptView, clock: Clock
) -> None:
    answer(session, alice_account.id, drill, 1, clock(), right=True)
    assert planned_return(session, alice_account.id, drill.id, 1) == ()
    answer(session, alice_account.id, drill, 2, clock(), right=False)
    attempts.submit(session, alice_account.id, drill.id, now=clock())
    assert planned_return(session, alice_account.id, drill.id, 2) == ()


def test_no_item_is_repeated_in_two_hundred_reviews() -> None:
    """Fresh items on a few traps, always excluding what was seen."""
    rng, seen = Random(3), set[str]()
    for number in range(200):
        made = item_on_trap(load_bank(), "saa-c03", TRAPS[number % len(TRAPS)], rng, seen)
        assert made is not None
        assert made.items[0].id not in seen
        seen.add(made.items[0].id)
    assert len(seen) == 200
