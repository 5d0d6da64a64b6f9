"""Which of these tasks is whose? One task of a service that the asked side owns, three that the other side owns."""

from random import Random

from question_bank.draft import Draft
from question_bank.families._duties import key_choice, tempting
from question_bank.families._render import render_tasks
from question_bank.families._stems import ONE_TASK
from question_bank.item import Item, ItemType
from question_bank.model import Owner
from question_bank.scope import ExamScope, Scope

DISTRACTORS = 3


class PickTask:
    """One key. Shared cells stay out: each could be defended both as key and as distractor."""

    id = "pick-task"
    title = "Which task is whose"
    type = ItemType.MULTIPLE_CHOICE
    simulation = True
    most_share = 0.12

    def draft(self, scope: Scope, asked: Owner, rng: Random) -> Draft | None:
        if asked is Owner.SHARED or not scope.cells[asked]:
            return None
        key = rng.choice(scope.cells[asked])
        wrong = tempting(scope, [key], asked, DISTRACTORS, rng)
        if wrong is None:
            return None
        return Draft(
            family=self.id,
            type=self.type,
            exam=scope.exam.guide.id,
            domain=scope.domain.id,
            task=scope.task.id,
            asked=asked,
            choices=(key_choice(key, asked), *wrong),
        )

    def render(self, draft: Draft, exam: ExamScope, order: tuple[int, ...], rng: Random) -> Item:
        return render_tasks(draft, exam, ONE_TASK, order, rng)


FAMILY = PickTask()
