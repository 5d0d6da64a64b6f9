"""What does a move take off the company, what does it put on it, and what does it leave where it was?

Stem: it holds "A company " and one sentence of `data/migrations.yaml`: `sentence` leads from `from` to `to`, `back`
from `to` to `from`. The last sentence asks for a duty that the company does at the first place and AWS at the second
("take over from the company", "passes from the company to AWS", "hand over to AWS", "relieve the company", "changes
from the company to AWS"), for the reverse ("take over from AWS", "passes from AWS to the company", "add to the
company's own work", "relieve AWS", "changes from AWS to the company"), for one that is the company's at both places
("was the company's before the move and remains the company's after it", "is the company's before the move and after
it", "does the company do both before the move and after it", "is the company responsible both before the move and
after it"), or AWS's at both (the same of AWS).
Options: the task as the second place has it, word for word the part of its owner there; after a move from a company's
own data center the general duty of the control, as `controls.yaml` words it. Each control has one owner at each place;
in its own data center the company owns every control that the file lists. A distractor's control has other owners at
the two places than the key's.
Proof: for each option the cell of the second place and, unless that is an own data center, the cell of the first.
"""

from collections.abc import Iterator, Mapping
from random import Random

from question_bank.draft import Draft
from question_bank.families._fair_draw import Draws, Group, fitted
from question_bank.families._migration_stems import MOVED, STAYED, Stems
from question_bank.families._moves import (
    DISTRACTORS,
    Comparison,
    choices,
    duties_at,
    duties_from_own,
    groups,
    is_told_fairly,
    render_duties,
    turns_on,
)
from question_bank.families._plan import plan
from question_bank.families._render import level
from question_bank.item import Item, ItemType
from question_bank.migrations import migrations_of
from question_bank.model import Owner
from question_bank.scope import OTHER, SIDES, ExamScope, Scope

MOVES, STAYS = "moves", "stays"  # the fact of a draft
STEMS: Mapping[str, Stems] = {MOVES: MOVED, STAYS: STAYED}


class DutyMovesAway:
    """A task that moves is the key of one item, and beside a task that stays in another."""

    id = "duty-moves-away"
    title = "Which task changes its owner in a move, and which does not"
    type = ItemType.MULTIPLE_CHOICE
    simulation = True
    most_share = 1.0

    def draft(self, scope: Scope, asked: Owner, rng: Random) -> Draft | None:
        if asked is Owner.SHARED:
            return None
        found = choices(scope, scope.once((self.id, asked), lambda scope: self._draws(scope, asked)), rng)
        if found is None:
            return None
        meeting, options = found
        kind = MOVES if meeting.pattern[0] is not asked else STAYS
        return plan(self, scope, asked, options, topic=meeting.comparison.sentence, facts=(kind,))

    def render(self, draft: Draft, exam: ExamScope, order: tuple[int, ...], rng: Random) -> Item:
        (kind,) = draft.facts
        return render_duties(draft, exam, STEMS[kind][(level(exam), draft.asked)], order, rng)

    def _draws(self, scope: Scope, asked: Owner) -> Draws:
        weights = fitted(scope.exam, (self.id,), _groups, is_told_fairly, right=1, wrong=DISTRACTORS)
        return Draws.of(scope, weights, (self.id, scope.task.id, asked), turns_on)


def _groups(family: str, scope: Scope) -> Iterator[Group]:
    return groups(scope, family, _comparisons(scope), {side: ((OTHER[side], side), (side, side)) for side in SIDES})


def _comparisons(scope: Scope) -> Iterator[Comparison]:
    """The moves that the task may ask about, each in the directions that the file says."""
    exam, categories = scope.exam, frozenset(scope.task.categories)
    known = migrations_of(exam.model)
    for move in known.moves:
        if categories and categories.isdisjoint(move.categories):
            continue
        if move.from_own_data_center:
            yield Comparison(move.sentence, duties_from_own(exam, move.target, known.own_controls))
            continue
        yield Comparison(move.sentence, duties_at(exam, move.source, move.target, move.unlike))
        if move.back:
            yield Comparison(move.back, duties_at(exam, move.target, move.source, move.unlike))


FAMILY = DutyMovesAway()
