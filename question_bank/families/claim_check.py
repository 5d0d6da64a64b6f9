"""Which statement is TRUE, which is FALSE? Claims about one service, each giving one task to one side.

Stem: it names the service (for what holds for a whole account it names the AWS shared responsibility model) and ends
with "is TRUE?" or "is FALSE?".
Options: statements in one of two frames for all four (see `_claims`). Two of them speak of each side.
Proof: the cell of each option, each with one owner.
"""

from collections.abc import Sequence
from random import Random

from question_bank.draft import Draft
from question_bank.families._claim_stems import ACCOUNT_CLAIMS, CLAIMS, one_is
from question_bank.families._claims import FRAMES, are_fair, areas_of, may_be_claimed, stated, statement
from question_bank.families._fairness import fair_stem
from question_bank.families._key_draw import KeyPool
from question_bank.families._plan import plan
from question_bank.families._reasons import reasons_of
from question_bank.families._render import build, fill_stem, level
from question_bank.item import Item, ItemType
from question_bank.model import ACCOUNT_WIDE, Cell, Owner
from question_bank.scope import OTHER, ExamScope, Scope

TRUE, FALSE = "TRUE", "FALSE"
OF_EACH_SIDE = 2
TRIES = 8
CHOICES = 4
MOST_AREAS = 3  # of the options of one item, as the lint has it
STEMS = {
    "foundational": (
        "A company uses {service}. Which statement is {truth}?",
        "A company starts to use {service}. Which statement about responsibilities is {truth}?",
        "Which statement about a company that uses {service} is {truth}?",
        "Under the AWS shared responsibility model, which statement about the use of {service} is {truth}?",
    ),
    **one_is(CLAIMS, "{truth}"),
}
ACCOUNT_STEMS = {
    "foundational": (
        "Which statement about the AWS shared responsibility model is {truth}?",
        "A company learns about the AWS shared responsibility model. Which statement is {truth}?",
    ),
    **one_is(ACCOUNT_CLAIMS, "{truth}"),
}


class ClaimCheck:
    """The key is the one true or the one false statement; both truths and both sides are asked for equally often.

    Every task of the item may be the key of another, and is drawn beside a key as often as it is one.
    """

    id = "claim-check"
    title = "Which statement is true, which is false"
    type = ItemType.MULTIPLE_CHOICE
    simulation = True
    most_share = 0.1

    def draft(self, scope: Scope, asked: Owner, rng: Random) -> Draft | None:
        for _ in range(0 if asked is Owner.SHARED else TRIES):
            key = POOL.key(scope, asked, rng)
            if key is None or not _wanted(scope, key):
                continue
            same = POOL.beside(scope, [key], asked, rng)[:OF_EACH_SIDE]
            other = POOL.beside(scope, [key, *same], OTHER[asked], rng)[:1]
            cells = [key, *other, *same]
            if len(cells) < CHOICES or scope.worn(cells):
                continue
            if _are_near(scope.exam, cells) and are_fair(scope.exam, cells, 1):
                truth = rng.choice((TRUE, FALSE))
                choices = stated(scope, [key], cells[1:], truth == TRUE, rng)
                return plan(self, scope, asked, choices, topic=truth, facts=(rng.choice(FRAMES),))
        return None

    def render(self, draft: Draft, exam: ExamScope, order: tuple[int, ...], rng: Random) -> Item:
        service = exam.model.service("aws", draft.choices[0].cell.service)
        frames = (ACCOUNT_STEMS if service.id == ACCOUNT_WIDE else STEMS)[level(exam)]
        texts = [statement(choice, draft.facts[0]) for choice in draft.choices]
        stem = fair_stem(frames, lambda frame: fill_stem(frame, service, truth=draft.topic), texts, 1, rng)
        return build(draft, exam, stem, texts, reasons_of(exam.model, draft.choices, rng), "", order)


def _are_near(exam: ExamScope, cells: Sequence[Cell]) -> bool:
    return len(areas_of(exam, cells)) <= MOST_AREAS


def _wanted(scope: Scope, cell: Cell) -> bool:
    return not scope.wanted_traps or scope.wants(cell, OTHER[cell.owner])


POOL = KeyPool("claim-check", may_be_claimed)
FAMILY = ClaimCheck()
