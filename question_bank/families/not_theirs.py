"""Which task is NOT theirs? The negative stem, rare by design: three duties of one side, one of the other.

Stem: it names one service and holds "NOT" once, in capitals. "NOT the company's", "NOT assign to the company" and the
like ask for the one task of AWS; "NOT AWS's", "NOT leave to AWS", "NOT inherit from AWS" and the like for the
company's.
Options: tasks of that service, word for word the part of their single owner.
Proof: the cell of each option.
"""

from random import Random

from question_bank.draft import Draft
from question_bank.families._duties import duty_text
from question_bank.families._exception_stems import EXCEPTIONS
from question_bank.families._fairness import fair_stem
from question_bank.families._reasons import reasons_of
from question_bank.families._render import Stems, build, fill_stem, level
from question_bank.families._task_draw import one_of_four
from question_bank.item import Item, ItemType
from question_bank.lint.text import text_of
from question_bank.model import ACCOUNT_WIDE, Owner
from question_bank.scope import ExamScope, Scope

STEMS: Stems = {
    ("foundational", Owner.PROVIDER): (
        "A company uses {service}. Which task is NOT the company's responsibility?",
        "Which task does a company that uses {service} NOT have to carry out itself?",
        "A company starts to use {service}. Which task does it NOT have to plan for?",
        "Under the AWS shared responsibility model, which task is NOT the duty of a company that uses {service}?",
    ),
    ("foundational", Owner.CUSTOMER): (
        "A company uses {service}. Which task is NOT AWS's responsibility?",
        "Which task does AWS NOT carry out when a company uses {service}?",
        "A company starts to use {service}. Which task can it NOT leave to AWS?",
        "Under the AWS shared responsibility model, which task is NOT the duty of AWS when a company uses {service}?",
    ),
    **EXCEPTIONS,
}


class NotTheirs:
    """The key is the only task of its side. An option that says "not" itself would make a riddle of the stem."""

    id = "not-theirs"
    title = "Which task is not theirs"
    type = ItemType.MULTIPLE_CHOICE
    simulation = True
    most_share = 0.03

    def draft(self, scope: Scope, asked: Owner, rng: Random) -> Draft | None:
        draft = one_of_four(self, scope, asked, rng)
        if draft is None or draft.choices[0].cell.service == ACCOUNT_WIDE:
            return None
        return None if any(text_of(duty_text(choice.cell)).negations for choice in draft.choices) else draft

    def render(self, draft: Draft, exam: ExamScope, order: tuple[int, ...], rng: Random) -> Item:
        service = exam.model.service("aws", draft.choices[0].cell.service)
        texts = [duty_text(choice.cell) for choice in draft.choices]
        frames = STEMS[(level(exam), draft.asked)]
        stem = fair_stem(frames, lambda frame: fill_stem(frame, service), texts, 1, rng)
        return build(draft, exam, stem, texts, reasons_of(exam.model, draft.choices, rng), "", order)


FAMILY = NotTheirs()
