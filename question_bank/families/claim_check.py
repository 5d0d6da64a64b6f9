"""Which statement is TRUE, which is FALSE? Claims about one service, each giving one task to one side.

Stem: it names the service (for what holds for a whole account it names the AWS shared responsibility model) and ends
with "is TRUE?" or "is FALSE?".
Options: one of two frames for all four, "AWS is responsible for <part>." and "The company is responsible for <part>.",
or "<Part> is AWS's responsibility." and "<Part> is the company's responsibility." A part is word for word that of one
side of a cell; the statement is true where it gives the part to that side. Two statements speak of each side.
Proof: the cell of each option, each with one owner.
"""

from collections.abc import Sequence
from random import Random

from question_bank.draft import Choice, Claim, Draft
from question_bank.families._duties import FACILITY, area_of, place, possessive
from question_bank.families._even import all_fair, even_trap, names_in_full
from question_bank.families._fairness import fair_stem
from question_bank.families._key_draw import KeyPool
from question_bank.families._plan import plan
from question_bank.families._render import build, fill_stem, level
from question_bank.item import Item, ItemType
from question_bank.lint.text import text_of
from question_bank.model import ACCOUNT_WIDE, Cell, Owner
from question_bank.scope import OTHER, ExamScope, Scope
from question_bank.wording import capital, of_company, sentence, who

TRUE, FALSE = "TRUE", "FALSE"
OF_EACH_SIDE = 2
TRIES = 8
CHOICES = 4
MOST_AREAS = 3  # of the options of one item, as the lint has it
SUBJECT_FIRST, PART_FIRST = "subject first", "part first"
STEMS = {
    "foundational": (
        "A company uses {service}. Which statement is {truth}?",
        "A company starts to use {service}. Which statement about responsibilities is {truth}?",
        "Which statement about a company that uses {service} is {truth}?",
        "Under the AWS shared responsibility model, which statement about the use of {service} is {truth}?",
    ),
    "associate": (
        "A solutions architect explains to a team what {setting} asks of it. Which statement is {truth}?",
        "A design document says who does what for {setting}. Which statement is {truth}?",
        "A team that is new to {service} collects statements about its own work and that of AWS. Which statement is "
        "{truth}?",
        "A design review of {setting} checks assumptions about responsibilities. Which assumption is {truth}?",
    ),
    "specialty": (
        "A security engineer reviews the responsibility matrix for {setting}. Which entry is {truth}?",
        "In an audit of {setting}, several people are asked who does what. Which answer is {truth}?",
        "A security team checks the assumptions in its threat model of {setting}. Which assumption is {truth}?",
        "A runbook for {service} says which work is whose. Which statement is {truth}?",
    ),
}
ACCOUNT_STEMS = {
    "foundational": (
        "Which statement about the AWS shared responsibility model is {truth}?",
        "A company learns about the AWS shared responsibility model. Which statement is {truth}?",
    ),
    "associate": (
        "A solutions architect explains the AWS shared responsibility model to a team. Which statement is {truth}?",
        "A team collects statements about the AWS shared responsibility model. Which statement is {truth}?",
    ),
    "specialty": (
        "A security team applies the AWS shared responsibility model to its accounts. Which assumption is {truth}?",
        "In an audit, several people describe the AWS shared responsibility model. Which answer is {truth}?",
    ),
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
            if len(cells) == CHOICES and _is_fair(scope.exam, cells):
                truth = rng.choice((TRUE, FALSE))
                choices = _choices(scope, key, cells[1:], truth, rng)
                frame = rng.choice((SUBJECT_FIRST, PART_FIRST))
                return plan(self, scope, asked, choices, topic=truth, facts=(frame,))
        return None

    def render(self, draft: Draft, exam: ExamScope, order: tuple[int, ...], rng: Random) -> Item:
        service = exam.model.service("aws", draft.choices[0].cell.service)
        frames = (ACCOUNT_STEMS if service.id == ACCOUNT_WIDE else STEMS)[level(exam)]
        texts = [_statement(choice.claims[0], draft.facts[0]) for choice in draft.choices]
        stem = fair_stem(frames, lambda frame: fill_stem(frame, service, truth=draft.topic), texts, 1, rng)
        reasons = [_reason(exam, choice, rng) for choice in draft.choices]
        return build(draft, exam, stem, texts, reasons, reasons[0], order)


def _fits(exam: ExamScope, cell: Cell) -> bool:
    """Whether a task may be claimed: its text calls no other service by a short name, and says no "not"."""
    text = text_of(cell.part(cell.owner))
    about = exam.model.service(cell.provider, cell.service).phrase
    named = names_in_full(exam.model, text.shown, about)
    return named and not text.negations and area_of(exam.model, cell) != FACILITY


def _is_fair(exam: ExamScope, cells: Sequence[Cell]) -> bool:
    """Whether the tasks are near each other in kind, and none stands out."""
    areas = {area_of(exam.model, cell) for cell in cells}
    named = exam.model.service(cells[0].provider, cells[0].service).phrase
    return len(areas) <= MOST_AREAS and all_fair([cell.part(cell.owner) for cell in cells], [named] * CHOICES)


def _wanted(scope: Scope, cell: Cell) -> bool:
    return not scope.wanted_traps or scope.wants(cell, OTHER[cell.owner])


def _choices(scope: Scope, key: Cell, others: Sequence[Cell], truth: str, rng: Random) -> list[Choice]:
    """The key alone has the asked truth; two statements speak of each side. Traps differ where they can."""
    chosen = [Choice((_claim(key, true=truth == TRUE),), correct=True)]
    used: list[str] = []
    for cell in others:
        traps = scope.traps(cell, OTHER[cell.owner])
        trap = even_trap(scope, traps, used, rng) or traps[0]
        used.append(trap.id)
        chosen.append(Choice((_claim(cell, true=truth == FALSE),), correct=False, trap=trap))
    return chosen


def _claim(cell: Cell, *, true: bool) -> Claim:
    return Claim(cell, cell.owner, cell.owner if true else OTHER[cell.owner])


def _statement(claim: Claim, frame: str) -> str:
    part = claim.cell.part(claim.side)
    if frame == PART_FIRST:
        return sentence(f"{part} is {possessive(claim.given)} responsibility")
    return sentence(f"{who(claim.given)} is responsible for {part}")


def _reason(exam: ExamScope, choice: Choice, rng: Random) -> str:
    claim = choice.claims[0]
    lure = f"{rng.choice(choice.trap.lures)} " if choice.trap else ""
    cell = claim.cell
    told = capital(f"{place(exam.model, cell)}{cell.part(cell.owner)} is {possessive(cell.owner)} work.")
    return f"{lure}{told} {of_company(cell.nuance)}".rstrip()


POOL = KeyPool("claim-check", 1, _fits)
FAMILY = ClaimCheck()
