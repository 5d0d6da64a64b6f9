"""Drills and twins: attempts whose items are made one by one, and grow while they run."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.assessment.drill import plan_return
from app.assessment.sitting import Mode, State
from app.store.attempts import Origin, insert_items, insert_positions, start
from app.store.engine import write_transaction
from app.store.sittings import find_attempt, lock_attempt, of
from app.store.tables import AttemptItemRow, AttemptRow, MarkRow
from app.store.views import AttemptView
from question_bank.assembly import Form
from question_bank.exam_guide import ExamGuide
from question_bank.filters import NO_FILTERS


@dataclass(frozen=True, slots=True)
class Piece:
    """One item of a drill: a form of its own, and the trap that it asks about."""

    trap: str | None
    form: Form

    @property
    def origin(self) -> Origin:
        return Origin(self.trap, self.form.code)


def start_pieces(
    session: Session, learner_id: int, pieces: Sequence[Piece], guide: ExamGuide, mode: Mode, *, now: datetime
) -> AttemptView:
    """Start an attempt at these items, without a clock. Raises as `attempts.start` does, ValueError for none."""
    if not pieces:
        raise ValueError("an attempt has an item")
    first = pieces[0].form
    form = Form(
        exam=guide.id,
        seed=first.seed,
        length=len(pieces),
        filters=NO_FILTERS,
        bank_version=first.bank_version,
        code=" ".join(piece.form.code for piece in pieces),
        items=tuple(piece.form.items[0] for piece in pieces),
    )
    origins = [piece.origin for piece in pieces]
    return start(session, learner_id, form, guide, mode, None, origins=origins, now=now)


def planned_return(
    session: Session, learner_id: int, attempt_id: str, position: int, barren: Collection[str] = ()
) -> tuple[str, ...]:
    """The traps to append to a running drill, now that the item at `position` is missed; none where nothing returns.

    No item can be made on those that are `barren`. Raises NotFound.
    """
    attempt = find_attempt(session, learner_id, attempt_id)
    if attempt.mode != Mode.DRILL or attempt.state != State.IN_PROGRESS:
        return ()
    asked = select(AttemptItemRow.trap).where(of(AttemptItemRow, learner_id, attempt_id))
    traps = [trap or "" for trap in session.scalars(asked.order_by(AttemptItemRow.position))]
    missed = select(MarkRow.position).where(of(MarkRow, learner_id, attempt_id), MarkRow.correct.is_(False))
    places = session.scalars(missed).all()
    if position not in places or not traps[position - 1]:
        return ()
    return plan_return(traps, position, places, barren)


def extend(
    session: Session,
    learner_id: int,
    attempt_id: str,
    position: int,
    pieces: Sequence[Piece],
    barren: Collection[str] = (),
    *,
    now: datetime,
) -> bool:
    """Append the items of a planned return; False where the drill is another by now, so that nothing comes twice.

    `barren` is as in the plan.
    """
    with write_transaction(session):
        lock_attempt(session, learner_id, attempt_id)
        wanted = planned_return(session, learner_id, attempt_id, position, barren)
        if not pieces or tuple(piece.trap for piece in pieces) != wanted:
            return False
        attempt = find_attempt(session, learner_id, attempt_id)
        items = [piece.form.items[0] for piece in pieces]
        insert_items(session, items, now)
        insert_positions(
            session,
            learner_id,
            attempt_id,
            items,
            [True] * len(items),
            origins=[piece.origin for piece in pieces],
            first=attempt.length + 1,
        )
        code = " ".join((attempt.form_code, *(piece.form.code for piece in pieces)))
        mine = (AttemptRow.learner_id == learner_id, AttemptRow.id == attempt_id)
        longer = {"length": attempt.length + len(items), "form_code": code}
        session.execute(update(AttemptRow).where(*mine).values(longer))
    return True


def seen_items(session: Session, learner_id: int) -> frozenset[str]:
    """The ids of every item that the learner was ever asked."""
    query = select(AttemptItemRow.item_hash).where(AttemptItemRow.learner_id == learner_id).distinct()
    return frozenset(session.scalars(query))
