"""Which of these tasks is whose? One task of a service that the asked side owns, three that the other side owns."""

from random import Random

from question_bank.draft import Draft
from question_bank.families._duties import fair_tasks
from question_bank.families._key_draw import KeyPool
from question_bank.families._plan import plan
from question_bank.families._render import render_tasks
from question_bank.families._stems import ONE_TASK
from question_bank.item import Item, ItemType
from question_bank.model import Owner
from question_bank.scope import ExamScope, Scope

DISTRACTORS = 3
POOL = KeyPool("pick-task", 1)


class PickTask:
    """One key. Shared cells stay out: each could be defended both as key and as distractor."""

    id = "pick-task"
    title = "Which task is whose"
    type = ItemType.MULTIPLE_CHOICE
    simulation = True
    most_share = 0.12

    def draft(self, scope: Scope, asked: Owner, rng: Random) -> Draft | None:
        key = None if asked is Owner.SHARED else POOL.key(scope, asked, rng)
        choices = key and fair_tasks(scope, POOL, [key], asked, DISTRACTORS, rng)
        return plan(self, scope, asked, choices) if choices else None

    def render(self, draft: Draft, exam: ExamScope, order: tuple[int, ...], rng: Random) -> Item:
        return render_tasks(draft, exam, ONE_TASK, order, rng)


FAMILY = PickTask()
