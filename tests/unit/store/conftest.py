"""What store tests share: an attempt that runs, and the keys of its questions by random id."""

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.assessment.clock import seconds_for
from app.assessment.sitting import Mode
from app.store import attempts
from app.store.tables import AttemptItemRow
from app.store.views import AttemptView, Learner
from question_bank.exam_guide import ExamGuide
from tests.conftest import Clock
from tests.samples import sample_form

Start = Callable[..., AttemptView]


@pytest.fixture
def start(session: Session, alice_account: Learner, guide: ExamGuide, clock: Clock) -> Start:
    """Starts an attempt of Alice's: `start(mode=Mode.STUDY, length=10)`. Study and drill run without a clock."""

    def begin(
        mode: Mode = Mode.QUICK, length: int = 10, learner: Learner = alice_account, seed: int = 1, first: int = 1
    ) -> AttemptView:
        seconds = None if mode.reveals else seconds_for(guide, length)
        form = sample_form(guide, length, seed, first)
        return attempts.start(session, learner.id, form, guide, mode, seconds, now=clock())

    return begin


@pytest.fixture
def ids(session: Session, alice_account: Learner) -> Callable[[AttemptView, int], tuple[str, ...]]:
    """The random option ids at a position, in the item's order: of `sample_item`, the first ones are right."""

    def read(attempt: AttemptView, position: int) -> tuple[str, ...]:
        found = session.scalars(
            select(AttemptItemRow.option_ids).where(
                AttemptItemRow.learner_id == alice_account.id,
                AttemptItemRow.attempt_id == attempt.id,
                AttemptItemRow.position == position,
            )
        ).one()
        session.commit()
        return found

    return read
