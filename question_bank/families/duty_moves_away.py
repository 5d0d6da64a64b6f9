"""What does a move take off the company, and what does it put on it? Items whose key is a duty that changes its owner.

Stem: it holds "A company " and one sentence of `data/migrations.yaml`: `sentence` leads from `from` to `to`, `back`
from `to` to `from`. The last sentence asks for a duty that the company does at the first place and AWS at the second
("take over from the company", "passes from the company to AWS", "hand over to AWS", "relieve the company", "changes
from the company to AWS"), or the reverse ("take over from AWS", "passes from AWS to the company", "add to the company's
own work", "relieve AWS", "changes from AWS to the company").
Options: the task as the second place has it, word for word the part of its owner there. Each control has one owner at
each place; in its own data center the company owns every control that the file lists. A distractor's control stays
where it was, or moves the other way.
Proof: for each option the cell of the second place and, unless that is an own data center, the cell of the first.
"""

from collections.abc import Iterator
from random import Random

from question_bank.draft import Draft
from question_bank.families._migration_stems import MOVES, Stems
from question_bank.families._moves import (
    Comparison,
    Leads,
    Pattern,
    choices,
    duties_at,
    duties_from_own,
    leads,
    render_duties,
)
from question_bank.families._plan import plan
from question_bank.families._render import level
from question_bank.item import Item, ItemType
from question_bank.migrations import migrations_of
from question_bank.model import Owner
from question_bank.scope import OTHER, ExamScope, Scope


class MigrationFamily:
    """An item about a move. Every key follows one pattern of owners before and after."""

    type = ItemType.MULTIPLE_CHOICE
    simulation = True
    most_share = 1.0

    def __init__(self, name: str, title: str, stems: Stems, *, changes: bool) -> None:
        self.id = name
        self.title = title
        self.stems = stems
        self.changes = changes

    def pattern(self, asked: Owner) -> Pattern:
        """Who does the key's task before the move and after it; `asked` is the side that does it after."""
        return (OTHER[asked] if self.changes else asked, asked)

    def draft(self, scope: Scope, asked: Owner, rng: Random) -> Draft | None:
        if asked is Owner.SHARED:
            return None
        found = scope.once("migrations", _leads)[self.pattern(asked)]
        if not found:
            return None
        lead = rng.choice(found)
        options = choices(scope, lead, rng)
        return plan(self, scope, asked, options, topic=lead.comparison.sentence) if options else None

    def render(self, draft: Draft, exam: ExamScope, order: tuple[int, ...], rng: Random) -> Item:
        return render_duties(draft, exam, self.stems[(level(exam), draft.asked)], order, rng)


def _leads(scope: Scope) -> Leads:
    return leads(scope, _comparisons(scope))


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


FAMILY = MigrationFamily("duty-moves-away", "Which task changes its owner in a move", MOVES, changes=True)
