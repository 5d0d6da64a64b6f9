"""Makes the fresh items of drills and twins, and brings back what was missed."""

from collections import Counter
from collections.abc import Sequence

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.assessment.drill import plan_drill
from app.assessment.sitting import Mode
from app.chance import fresh_random
from app.extensions import db
from app.store import attempts
from app.store.drills import Piece, extend, planned_return, seen_items, start_pieces
from app.store.errors import AttemptRunning
from app.time import utc_now
from question_bank.bank import load_bank
from question_bank.item import Item
from question_bank.singles import item_on_trap, pair_on_trap, twin_of


def start_drill(learner_id: int, exam: str, due: Sequence[str], others: Sequence[str]) -> ResponseReturnValue | None:
    """Start a drill of the `due` traps, filled up from `others`; None where no fresh item can be made on any of them.

    A trap on which none can be made leaves its place to the next.
    """
    maker = _Maker(learner_id, exam)
    while True:
        traps = plan_drill(
            [trap for trap in due if trap not in maker.barren],
            [trap for trap in others if trap not in maker.barren],
        )
        pieces = maker.pieces(traps)
        if pieces is not None:
            return _start(learner_id, exam, pieces, Mode.DRILL)


def start_twin(learner_id: int, item: Item) -> ResponseReturnValue | None:
    """Start one question on the twin of an item's cell, where the owner is the other side; None where there is none."""
    made = twin_of(load_bank(), item, fresh_random(), seen_items(db.session, learner_id))
    return _start(learner_id, item.exam, [Piece(None, made)] if made else [], Mode.STUDY)


def bring_back(learner_id: int, attempt_id: str, position: int) -> None:
    """Append a fresh item on the trap of a drill's item that was just missed, with others between.

    A trap on which none can be made leaves its place between to another of the drill.
    """
    if not planned_return(db.session, learner_id, attempt_id, position):
        return
    maker = _Maker(learner_id, attempts.get(db.session, learner_id, attempt_id, now=utc_now()).exam)
    while wanted := planned_return(db.session, learner_id, attempt_id, position, maker.barren):
        pieces = maker.pieces(wanted)
        if pieces is not None:
            extend(db.session, learner_id, attempt_id, position, pieces, maker.barren, now=utc_now())
            return


class _Maker:
    """Makes items that the learner has never seen, and remembers the traps on which none can be made."""

    def __init__(self, learner_id: int, exam: str) -> None:
        self.exam = exam
        self.barren: set[str] = set()
        self._rng = fresh_random()
        self._seen = set(seen_items(db.session, learner_id))
        self._made: dict[str, list[Piece]] = {}

    def pieces(self, traps: Sequence[str]) -> list[Piece] | None:
        """An item on each trap; None where one turns out barren. What is made is used again in the next try."""
        wanted, used = Counter(traps), Counter[str]()
        found = []
        for trap in traps:
            made = self._made.setdefault(trap, [])
            if len(made) <= used[trap] and not self._make(trap, wanted[trap] - len(made)):
                return None
            found.append(made[used[trap]])
            used[trap] += 1
        return found

    def _make(self, trap: str, wanted: int) -> bool:
        """One more item on the trap; where two are wanted, a minimal pair if it has one. False where it is barren."""
        asked = (load_bank(), self.exam, trap, self._rng, self._seen)
        forms = (wanted > 1 and pair_on_trap(*asked)) or (item_on_trap(*asked),)
        made = [form for form in forms if form is not None]
        self._seen.update(form.items[0].id for form in made)
        self._made[trap] += [Piece(trap, form) for form in made]
        if not made:
            self.barren.add(trap)
        return bool(made)


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
