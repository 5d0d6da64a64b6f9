"""Makes the fresh items of drills and twins, and brings back what was missed."""

import secrets
from collections.abc import Sequence
from random import Random

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.assessment.sitting import Mode
from app.extensions import db
from app.store import attempts
from app.store.drills import Piece, extend, planned_return, seen_items, start_pieces
from app.store.errors import AttemptRunning
from app.time import utc_now
from question_bank.bank import load_bank
from question_bank.item import Item
from question_bank.singles import item_on_trap, twin_of

SEED_BITS = 64


def start_drill(learner_id: int, exam: str, traps: Sequence[str]) -> ResponseReturnValue | None:
    """Start a drill with an item on each of `traps`, in their order; None where no fresh item can be made on any."""
    return _start(learner_id, exam, _pieces(learner_id, exam, traps), Mode.DRILL)


def start_twin(learner_id: int, item: Item) -> ResponseReturnValue | None:
    """Start one question on the twin of an item's cell, where the owner is the other side; None where there is none."""
    made = twin_of(load_bank(), item, _chance(), seen_items(db.session, learner_id))
    return _start(learner_id, item.exam, [Piece(None, made)] if made else [], Mode.STUDY)


def bring_back(learner_id: int, attempt_id: str, position: int) -> None:
    """Append a fresh item on the trap of a drill's item that was just missed, with others between."""
    wanted = planned_return(db.session, learner_id, attempt_id, position)
    if not wanted:
        return
    exam = attempts.get(db.session, learner_id, attempt_id, now=utc_now()).exam
    pieces = _pieces(learner_id, exam, wanted)
    extend(db.session, learner_id, attempt_id, position, pieces, now=utc_now())


def _pieces(learner_id: int, exam: str, traps: Sequence[str]) -> list[Piece]:
    """An item on each trap, none of which the learner has ever seen. A trap without one is left out."""
    bank, rng = load_bank(), _chance()
    seen = set(seen_items(db.session, learner_id))
    pieces: list[Piece] = []
    barren: set[str] = set()
    for trap in traps:
        made = None if trap in barren else item_on_trap(bank, exam, trap, rng, seen)
        if made is None:
            barren.add(trap)
            continue
        seen.add(made.items[0].id)
        pieces.append(Piece(trap, made))
    return pieces


def _start(learner_id: int, exam: str, pieces: list[Piece], mode: Mode) -> ResponseReturnValue | None:
    if not pieces:
        return None
    guide = load_bank().guide(exam)
    try:
        attempt = start_pieces(db.session, learner_id, pieces, guide, mode, now=utc_now())
    except AttemptRunning as error:
        other = attempts.get(db.session, learner_id, error.attempt_id, now=utc_now())
        return render_template("practice/running.html", guide=guide, attempt=other), 409
    return redirect(url_for("practice.show", attempt_id=attempt.id, position=1), 303)


def _chance() -> Random:
    return Random(secrets.randbits(SEED_BITS))
