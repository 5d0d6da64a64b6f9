"""Which statement is TRUE, which is FALSE? Claims about one service, each giving one task to one side.

Stem: it names the service (for what holds for a whole account it names the AWS shared responsibility model) and ends
with "is TRUE?" or "is FALSE?".
Options: one of two frames for all four, "AWS is responsible for <part>." and "The company is responsible for <part>.",
or "<Part> is AWS's responsibility." and "<Part> is the company's responsibility." A part is word for word that of one
side of a cell; the statement is true where it gives the part to that side. Two statements speak of each side.
Proof: the cell of each option. Of a shared cell each part is a claim of its own.
"""

from collections.abc import Sequence
from random import Random

from question_bank.draft import Choice, Claim, Draft
from question_bank.families._duties import (
    FACILITY,
    MOST_FACILITY,
    area_of,
    fact,
    fresh_trap,
    possessive,
)
from question_bank.families._fairness import fair_stem, is_fair
from question_bank.families._plan import plan
from question_bank.families._render import build, fill_stem, level
from question_bank.item import Item, ItemType
from question_bank.lint.text import text_of
from question_bank.model import ACCOUNT_WIDE, Cell, Owner
from question_bank.scope import OTHER, SIDES, ExamScope, Scope
from question_bank.wording import capital, sentence, who

TRUE, FALSE = "TRUE", "FALSE"
OF_EACH_SIDE = 2
TRIES = 3
LOOKED_AT = 7  # tasks of each side
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
    """The key is the one true or the one false statement; both truths and both sides are asked for equally often."""

    id = "claim-check"
    title = "Which statement is true, which is false"
    type = ItemType.MULTIPLE_CHOICE
    simulation = True
    most_share = 0.06

    def draft(self, scope: Scope, asked: Owner, rng: Random) -> Draft | None:
        if not scope.cells[asked]:
            return None
        truth = rng.choice((TRUE, FALSE))
        for _ in range(TRIES):
            choices = _choices(scope, rng.choice(scope.cells[asked]), truth, rng)
            if choices:
                return plan(self, scope, asked, choices, topic=truth, facts=(rng.choice((SUBJECT_FIRST, PART_FIRST)),))
        return None

    def render(self, draft: Draft, exam: ExamScope, order: tuple[int, ...], rng: Random) -> Item:
        service = exam.model.service("aws", draft.choices[0].cell.service)
        frames = (ACCOUNT_STEMS if service.id == ACCOUNT_WIDE else STEMS)[level(exam)]
        texts = [_statement(choice.claims[0], draft.facts[0]) for choice in draft.choices]
        stem = fair_stem(frames, lambda frame: fill_stem(frame, service, truth=draft.topic), texts, 1, rng)
        reasons = [_reason(exam, choice, rng) for choice in draft.choices]
        return build(draft, exam, stem, texts, reasons, reasons[0], order)


def _choices(scope: Scope, key: Cell, truth: str, rng: Random) -> list[Choice] | None:
    """Four claims about the key's service, of which the key alone has the asked truth; two give a task to each side."""
    side = rng.choice(SIDES) if key.owner is Owner.SHARED else key.owner
    claim = Claim(key, side, side if truth == TRUE else OTHER[side])
    chosen = [Choice((claim,), correct=True)]
    left = dict.fromkeys(SIDES, OF_EACH_SIDE)
    left[claim.given] -= 1
    used: set[str] = set()
    facility = int(area_of(scope.exam.model, key) == FACILITY)
    for other in _others(scope, key, truth, rng):
        cell = other.cell
        in_facility = area_of(scope.exam.model, cell) == FACILITY
        trap = fresh_trap(scope.traps(cell, OTHER[other.side]), used)
        if not left[other.given] or trap is None or (in_facility and facility >= MOST_FACILITY):
            continue
        left[other.given] -= 1
        facility += in_facility
        used.add(trap.id)
        chosen.append(Choice((other,), correct=False, trap=trap))
        if not any(left.values()):
            parts = [choice.cell.part(choice.claims[0].side) for choice in chosen]
            riddle = any(text_of(part).negations for part in parts)
            named = scope.exam.model.service(cell.provider, cell.service).phrase
            return None if riddle or not is_fair(named, parts[:1], parts[1:]) else chosen
    return None


def _others(scope: Scope, key: Cell, truth: str, rng: Random) -> Sequence[Claim]:
    """Claims of the other truth about the same service, those near the key in topic first."""
    model, owned = scope.exam.model, scope.exam.by_service[key.service]
    cells = [
        (cell, side)
        for side in SIDES
        for cell in rng.sample(owned[side], min(len(owned[side]), LOOKED_AT))
        if cell.control != key.control
    ]
    rng.shuffle(cells)
    area, controls = area_of(model, key), frozenset(scope.task.controls)
    cells.sort(key=lambda pair: (pair[0].control not in controls) + (area_of(model, pair[0]) != area))
    if scope.wanted_traps:
        cells.sort(key=lambda pair: not scope.wants(pair[0], OTHER[pair[1]]))
    return [Claim(cell, side, OTHER[side] if truth == TRUE else side) for cell, side in cells]


def _statement(claim: Claim, frame: str) -> str:
    part = claim.cell.part(claim.side)
    if frame == PART_FIRST:
        return sentence(f"{part} is {possessive(claim.given)} responsibility")
    return sentence(f"{who(claim.given)} is responsible for {part}")


def _reason(exam: ExamScope, choice: Choice, rng: Random) -> str:
    claim = choice.claims[0]
    lure = f"{rng.choice(choice.trap.lures)} " if choice.trap else ""
    if claim.cell.owner is Owner.SHARED:
        part = f"{capital(claim.cell.part(claim.side))} is {possessive(claim.side)} part of shared work."
        return lure + (f"{part} {claim.cell.nuance}" if claim.cell.nuance else part)
    return lure + fact(exam.model, claim.cell, rng)


FAMILY = ClaimCheck()
