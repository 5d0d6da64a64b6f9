"""Which of these tasks is whose? One task of a service that the asked side owns, three that the other side owns."""

from random import Random

from question_bank.draft import Draft
from question_bank.families._render import render_tasks
from question_bank.families._stems import ONE_TASK
from question_bank.families._task_draw import one_of_four
from question_bank.item import Item, ItemType
from question_bank.model import Owner
from question_bank.scope import ExamScope, Scope


class PickTask:
    """One key. Shared cells stay out: each could be defended both as key and as distractor."""

    id = "pick-task"
    title = "Which task is whose"
    type = ItemType.MULTIPLE_CHOICE
    simulation = True
    most_share = 0.12

    def draft(self, scope: Scope, asked: Owner, rng: Random) -> Draft | None:
        return one_of_four(self, scope, asked, rng)

    def render(self, draft: Draft, exam: ExamScope, order: tuple[int, ...], rng: Random) -> Item:
        return render_tasks(draft, exam, ONE_TASK, order, rng)


FAMILY = PickTask()
