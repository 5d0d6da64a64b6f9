"""Which two of these five tasks are whose? As with one key, but both must be known."""

from collections.abc import Sequence
from random import Random

from question_bank.draft import Draft
from question_bank.families._duties import fair_tasks
from question_bank.families._key_draw import KeyPool
from question_bank.families._plan import plan
from question_bank.families._render import render_tasks
from question_bank.families._stems import MANY_TASKS
from question_bank.item import Item, ItemType
from question_bank.model import Cell, Owner
from question_bank.scope import ExamScope, Scope

KEYS = 2
DISTRACTORS = 3
POOL = KeyPool("pick-two-tasks", KEYS)


class PickTwoTasks:
    """Two keys of one service, both of the task's controls where the service has them."""

    id = "pick-two-tasks"
    title = "Which two tasks are whose"
    type = ItemType.MULTIPLE_RESPONSE
    simulation = True
    most_share = 1.0

    def draft(self, scope: Scope, asked: Owner, rng: Random) -> Draft | None:
        first = None if asked is Owner.SHARED else POOL.key(scope, asked, rng)
        if first is None:
            return None
        seconds = scope.once((self.id, first.key), lambda scope: _seconds(scope, first))
        choices = fair_tasks(scope, POOL, [first, rng.choice(seconds)], asked, DISTRACTORS, rng) if seconds else None
        return plan(self, scope, asked, choices) if choices else None

    def render(self, draft: Draft, exam: ExamScope, order: tuple[int, ...], rng: Random) -> Item:
        return render_tasks(draft, exam, MANY_TASKS, order, rng)


def _seconds(scope: Scope, first: Cell) -> Sequence[Cell]:
    """What may be a key beside the first: tasks of its service and side that the exam's task allows."""
    beside = [c for c in scope.cells[first.owner] if c.service == first.service and c.control != first.control]
    uses = POOL.draw(scope.exam).uses
    return [cell for cell in beside if cell.key in uses] or beside


FAMILY = PickTwoTasks()
