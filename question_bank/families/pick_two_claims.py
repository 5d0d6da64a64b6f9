"""Which two of these statements are correct? Five about one service, each giving one task to one side.

Stem: as in `claim-check`, with documents of its own; it ends with "are correct?".
Options: the statements of `claim-check`. Two or three of them name AWS, and any two of the five may be the true ones:
one of each side mostly, both AWS's or both the company's else. The first key is of the exam's task, the other is any
task of the service.
Proof: the cell of each option, each with one owner.
"""

from collections.abc import Mapping, Sequence
from random import Random

from question_bank.draft import Draft
from question_bank.families._areas import area_of
from question_bank.families._claim_stems import ACCOUNT_CLAIMS, CLAIMS, some_are_correct
from question_bank.families._claims import FRAMES, are_fair, areas_of, may_be_claimed, stated, statement
from question_bank.families._fairness import fair_stem
from question_bank.families._key_draw import KeyPool
from question_bank.families._plan import plan
from question_bank.families._reasons import reasons_of
from question_bank.families._render import build, fill_stem, level
from question_bank.item import Item, ItemType
from question_bank.lint.text import words
from question_bank.model import ACCOUNT_WIDE, Cell, Owner
from question_bank.scope import OTHER, ExamScope, Scope
from question_bank.wording import who

KEYS, OTHERS = 2, 3
THREE_NAME_AWS = (0.25, 0.5, 0.75)  # how likely three of the five do, not two, by how many keys do: as by chance
TRIES, DRAWS = 6, 3
REDRAWN = 0.5  # of those whose lengths tell the keys: so many that each rank is a key's in its share
MOST_AREAS = 4  # one more than elsewhere: with fewer, tasks of rare areas would be keys far more often than not
ASKS = "correct"
NAMES = frozenset(("aws", "company", "customer", "provider"))
STEMS = {
    "foundational": (
        "A company uses {service}. Which statements are correct?",
        "Which statements about the use of {service} are correct?",
        "A company starts to use {service}. Which statements about responsibilities are correct?",
        "Under the AWS shared responsibility model, which statements about {service} are correct?",
    ),
    **some_are_correct(CLAIMS),
}
ACCOUNT_STEMS = {
    "foundational": (
        "Which statements about the AWS shared responsibility model are correct?",
        "Under the AWS shared responsibility model, which statements are correct?",
        "A company moves to AWS. Which statements about responsibilities are correct?",
    ),
    **some_are_correct(ACCOUNT_CLAIMS),
}


class PickTwoClaims:
    """As `claim-check`, with two keys of either side: whoever sorts the tasks by side has not chosen yet."""

    id = "pick-two-claims"
    title = "Which two statements are correct"
    type = ItemType.MULTIPLE_RESPONSE
    simulation = True
    most_share = 0.12

    def draft(self, scope: Scope, asked: Owner, rng: Random) -> Draft | None:
        for _ in range(0 if asked is Owner.SHARED else TRIES):
            first = POOL.key(scope, asked, rng)
            second = POOL.second(scope, first, rng) if first else None
            others = _others(scope, [first, second], rng) if first and second else ()
            if first and second and others:
                choices = stated(scope, [first, second], others, True, rng)
                return plan(self, scope, asked, choices, facts=(rng.choice(FRAMES),))
        return None

    def render(self, draft: Draft, exam: ExamScope, order: tuple[int, ...], rng: Random) -> Item:
        service = exam.model.service("aws", draft.choices[0].cell.service)
        frames = (ACCOUNT_STEMS if service.id == ACCOUNT_WIDE else STEMS)[level(exam)]
        texts = [statement(choice, draft.facts[0]) for choice in draft.choices]
        stem = fair_stem(frames, lambda frame: fill_stem(frame, service), texts, KEYS, rng)
        return build(draft, exam, stem, texts, reasons_of(exam.model, draft.choices, rng), "", order)


def _others(scope: Scope, keys: Sequence[Cell], rng: Random) -> Sequence[Cell]:
    """Three tasks of the keys' service beside which no text stands out; () where a few tries find none.

    They are drawn again, not the keys: else keys of two sides, which are of more areas, would be fewer.
    """
    aws = sum(cell.owner is Owner.PROVIDER for cell in keys)
    naming_aws = 2 + (rng.random() < THREE_NAME_AWS[aws]) - aws  # by mistake: they are the company's
    counts = {Owner.PROVIDER: OTHERS - naming_aws, Owner.CUSTOMER: naming_aws}  # AWS's are fewer to choose from
    for _ in range(DRAWS):
        others = _near(scope, keys, counts, rng)
        if len(others) < OTHERS:
            return ()
        wanted = not scope.wanted_traps or any(scope.wants(cell, OTHER[cell.owner]) for cell in others)
        if not wanted or (_is_told_by_length(keys, others) and rng.random() < REDRAWN):
            continue
        if are_fair(scope.exam, [*keys, *others], KEYS, ASKS):
            return others
    return ()


def _is_told_by_length(keys: Sequence[Cell], others: Sequence[Cell]) -> bool:
    """Whether one statement is longer than the keys and two are shorter, or all three are.

    AWS's tasks take more words and its name fewer letters: where it is named by mistake the statement is short, where
    the company is it is long, and so true ones would be in the middle too often.
    """
    right = [_length(cell, cell.owner) for cell in keys]
    wrong = sorted([_length(cell, OTHER[cell.owner]) for cell in others])
    return (wrong[1] <= min(right) and max(right) <= wrong[2]) or max(wrong) <= min(right)


def _length(cell: Cell, given: Owner) -> int:
    return len(cell.part(cell.owner)) + len(who(given))


def _near(scope: Scope, keys: Sequence[Cell], counts: Mapping[Owner, int], rng: Random) -> list[Cell]:
    """So many tasks of each side, as far as there are any of few enough areas."""
    model, found = scope.exam.model, list[Cell]()
    areas = areas_of(scope.exam, keys)
    for side, count in counts.items():
        left = count
        for cell in POOL.beside(scope, keys, side, rng) if count else ():
            area = area_of(model, cell)
            if area in areas or len(areas) < MOST_AREAS:
                areas.add(area)
                found.append(cell)
                left -= 1
                if not left:
                    break
    return found


def _fits(exam: ExamScope, cell: Cell) -> bool:
    """Whether a task may be claimed, and names no side: those that do are nearly all of one side."""
    return may_be_claimed(exam, cell) and NAMES.isdisjoint(words(cell.part(cell.owner)))


POOL = KeyPool("pick-two-claims", _fits, paired=True)
FAMILY = PickTwoClaims()
