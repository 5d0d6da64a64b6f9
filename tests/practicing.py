"""Lets a learner sit quizzes by the store, as fast as a test needs them."""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from app.assessment.clock import seconds_for
from app.assessment.sitting import Mode
from app.store import attempts, results
from app.store.grades import played
from question_bank.assembly import assemble_form
from question_bank.bank import load_bank
from question_bank.item import Item, ItemType
from tests.samples import right_answer

SECONDS = 40.0  # of an answer: read, and within the clock


def sit_quiz(
    session: Session,
    learner_id: int,
    exam: str,
    seed: int,
    length: int,
    is_right: Callable[[int], bool],
    *,
    confidence: str | None = None,
    now: datetime,
) -> str:
    """A graded quiz against the clock, started at `now`, right where `is_right(position)` is true; the attempt's id.

    A wrong answer takes a trap where the item has one.
    """
    bank = load_bank()
    guide = bank.guide(exam)
    form = assemble_form(bank, exam, seed, length)
    attempt = attempts.start(session, learner_id, form, guide, Mode.QUICK, seconds_for(guide, length), now=now)
    for position in range(1, length + 1):
        one = played(session, learner_id, attempt.id, position)[0]
        session.commit()
        shown = {content: random for random, content in one.content_ids.items()}
        choice = list(right_answer(one.item))
        if not is_right(position):
            choice = _wrong(one.item, choice)
        at = now + timedelta(seconds=SECONDS * position / 2)
        ids = [shown[part] for part in choice]
        attempts.save_answer(
            session, learner_id, attempt.id, position, ids, 1, confidence=confidence, seconds=SECONDS, now=at
        )
    results.submit(session, learner_id, attempt.id, now=now + timedelta(seconds=SECONDS * length / 2 + 1))
    return attempt.id


def _wrong(item: Item, right: list[str]) -> list[str]:
    if item.type in (ItemType.ORDERING, ItemType.MATCHING):
        return right[1:] + right[:1]
    tempting = sorted((option for option in item.options if not option.correct), key=lambda option: not option.trap)
    return [tempting[0].id, *right[1:]]
