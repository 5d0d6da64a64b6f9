"""What a learner has met already, so that the next form can be a fresh one."""

import json

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.assessment.freshness import Seen
from app.store.sittings import OF_ATTEMPT
from app.store.tables import AttemptItemRow, AttemptRow, ItemRow
from question_bank.item import item_from_json

LAST_FORMS = 2


def seen_of(session: Session, learner_id: int, exam: str) -> Seen:
    """Every item of the learner's attempts of this exam, and the cells behind those of the last two forms."""
    mine = (AttemptRow.learner_id == learner_id, AttemptRow.exam == exam)
    hashes = select(AttemptItemRow.item_hash).join(AttemptRow, OF_ATTEMPT).where(*mine)
    newest = select(AttemptRow.id).where(*mine).order_by(AttemptRow.started_at.desc(), AttemptRow.id)
    last = session.scalars(newest.limit(LAST_FORMS)).all()
    bodies = (
        select(ItemRow.body)
        .join(AttemptItemRow, AttemptItemRow.item_hash == ItemRow.hash)
        .where(AttemptItemRow.learner_id == learner_id, AttemptItemRow.attempt_id.in_(last))
    )
    items = [item_from_json(json.loads(body)) for body in session.scalars(bodies)]
    cells = frozenset(cell.key for item in items for cell in item.proof)
    return Seen(frozenset(session.scalars(hashes)), cells)
