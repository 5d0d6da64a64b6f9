"""Which two of these five tasks are whose? As with one key, but both must be known."""

from collections.abc import Sequence
from random import Random

from question_bank.draft import Draft
from question_bank.families._duties import key_choice
from question_bank.families._key_draw import KeyPool
from question_bank.families._plan import plan
from question_bank.families._render import render_tasks
from question_bank.families._stems import MANY_TASKS
from question_bank.families._tempting import are_fair_tasks, tempting
from question_bank.item import Item, ItemType
from question_bank.model import Cell, Owner
from question_bank.scope import OTHER, ExamScope, Scope

TRIES = 4
POOL = KeyPool("pick-two-tasks", paired=True, same_side=1.0)


class PickTwoTasks:
    """Two keys of one service: the first of the task's controls, the second so that each cell is a key in its share."""

    id = "pick-two-tasks"
    title = "Which two tasks are whose"
    type = ItemType.MULTIPLE_RESPONSE
    simulation = True
    most_share = 0.12

    def draft(self, scope: Scope, asked: Owner, rng: Random) -> Draft | None:
        first = None if asked is Owner.SHARED else POOL.key(scope, asked, rng)
        second = first and (POOL.second(scope, first, rng) or _any_second(scope, first, rng))
        return self._with_keys(scope, [first, second], rng) if first and second else None

    def _with_keys(self, scope: Scope, keys: Sequence[Cell], rng: Random) -> Draft | None:
        """An item with these keys; distractors alone are drawn again, else tasks hard to hide would be keys seldom."""
        asked = keys[0].owner
        for _ in range(TRIES):
            wrong = tempting(scope, POOL.beside(scope, keys, OTHER[asked], rng), keys, asked, rng)
            if wrong is None:
                return None
            cells = [*keys, *(choice.cell for choice in wrong)]
            if not scope.worn(cells) and are_fair_tasks(scope.exam, cells, len(keys)):
                return plan(self, scope, asked, [*(key_choice(key, asked) for key in keys), *wrong])
        return None

    def render(self, draft: Draft, exam: ExamScope, order: tuple[int, ...], rng: Random) -> Item:
        return render_tasks(draft, exam, MANY_TASKS, order, rng)


def _any_second(scope: Scope, first: Cell, rng: Random) -> Cell | None:
    """Where filters leave other services than exams ask for: a task of the first one's service and side."""
    beside = [cell for cell in scope.cells[first.owner] if cell.service == first.service and cell is not first]
    return rng.choice(beside) if beside else None


FAMILY = PickTwoTasks()
