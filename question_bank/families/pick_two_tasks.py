"""Which two of these five tasks are whose? As with one key, but both must be known."""

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

DISTRACTORS = 3
POOL = KeyPool("pick-two-tasks", 1, paired=True, same_side=1.0)


class PickTwoTasks:
    """Two keys of one service: the first of the task's controls, the second so that each cell is a key in its share."""

    id = "pick-two-tasks"
    title = "Which two tasks are whose"
    type = ItemType.MULTIPLE_RESPONSE
    simulation = True
    most_share = 0.06

    def draft(self, scope: Scope, asked: Owner, rng: Random) -> Draft | None:
        first = None if asked is Owner.SHARED else POOL.key(scope, asked, rng)
        second = first and (POOL.second(scope, first, rng) or _any_second(scope, first, rng))
        choices = fair_tasks(scope, POOL, [first, second], asked, DISTRACTORS, rng) if first and second else None
        return plan(self, scope, asked, choices) if choices else None

    def render(self, draft: Draft, exam: ExamScope, order: tuple[int, ...], rng: Random) -> Item:
        return render_tasks(draft, exam, MANY_TASKS, order, rng)


def _any_second(scope: Scope, first: Cell, rng: Random) -> Cell | None:
    """Where filters leave other services than exams ask for: a task of the first one's service and side."""
    beside = [cell for cell in scope.cells[first.owner] if cell.service == first.service and cell is not first]
    return rng.choice(beside) if beside else None


FAMILY = PickTwoTasks()
