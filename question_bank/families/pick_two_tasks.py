"""Which two of these five tasks are whose? As with one key, but both must be known."""

from random import Random

from question_bank.draft import Draft, distinct_controls
from question_bank.families._duties import key_choice, tempting
from question_bank.families._render import render_tasks
from question_bank.families._stems import MANY_TASKS
from question_bank.item import Item, ItemType
from question_bank.model import Owner
from question_bank.scope import ExamScope, Scope

KEYS = 2
DISTRACTORS = 3


class PickTwoTasks:
    """Two keys of one service, both of the task's controls where the service has them."""

    id = "pick-two-tasks"
    title = "Which two tasks are whose"
    type = ItemType.MULTIPLE_RESPONSE
    simulation = True
    most_share = 1.0

    def draft(self, scope: Scope, asked: Owner, rng: Random) -> Draft | None:
        if asked is Owner.SHARED or not scope.cells[asked]:
            return None
        first = rng.choice(scope.cells[asked])
        seconds = [
            cell for cell in scope.cells[asked] if cell.service == first.service and cell.control != first.control
        ]
        if not seconds:
            return None
        keys = [first, rng.choice(seconds)]
        wrong = tempting(scope, keys, asked, DISTRACTORS, rng)
        if wrong is None or not distinct_controls(keys):
            return None
        return Draft(
            family=self.id,
            type=self.type,
            exam=scope.exam.guide.id,
            domain=scope.domain.id,
            task=scope.task.id,
            asked=asked,
            choices=(*(key_choice(key, asked) for key in keys), *wrong),
        )

    def render(self, draft: Draft, exam: ExamScope, order: tuple[int, ...], rng: Random) -> Item:
        return render_tasks(draft, exam, MANY_TASKS, order, rng)


FAMILY = PickTwoTasks()
