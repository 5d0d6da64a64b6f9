"""What families share whose options are statements, each of which gives one task of a service to one side.

A statement has one of two frames: "AWS has the job of <part>." or "<Part> is the responsibility of AWS." The part is
word for word that of the one owner of a cell; the statement is true where it gives the part to that side. Either frame
has a "the" whatever side it names: AWS's parts have more of them, and "the company" would make up for that where wrong.
"""

from collections.abc import Sequence
from random import Random

from question_bank.draft import Choice, Claim
from question_bank.families._areas import FACILITY, area_of
from question_bank.families._even import all_fair, even_trap, names_in_full
from question_bank.families._render import setting_said
from question_bank.lint.text import text_of
from question_bank.model import Cell
from question_bank.scope import OTHER, ExamScope, Scope
from question_bank.wording import sentence, who

SUBJECT_FIRST, PART_FIRST = "subject first", "part first"
FRAMES = (SUBJECT_FIRST, PART_FIRST)


def may_be_claimed(exam: ExamScope, cell: Cell) -> bool:
    """Whether a task may be stated: its text calls no other service by a short name, and says no "not"."""
    text = text_of(cell.part(cell.owner))
    about = exam.model.service(cell.provider, cell.service).phrase
    named = names_in_full(exam.model, text.shown, about)
    return named and not text.negations and area_of(exam.model, cell) != FACILITY


def areas_of(exam: ExamScope, cells: Sequence[Cell]) -> set[str]:
    return {area_of(exam.model, cell) for cell in cells}


def are_fair(exam: ExamScope, cells: Sequence[Cell], keys: int, asks: str = "") -> bool:
    """Whether none of the tasks, all of one service, would stand out as one of so many keys.

    `asks` is what every stem says besides the service.
    """
    told = setting_said(exam, cells).replace(" that uses ", " ")  # stems that do without these words are found
    return all_fair([cell.part(cell.owner) for cell in cells], f"{told} {asks}".rstrip(), keys)


def stated(scope: Scope, keys: Sequence[Cell], others: Sequence[Cell], truth: bool, rng: Random) -> list[Choice]:
    """The keys' statements, which alone are as true as `truth`, and those of the others. Traps differ where they can.

    Every other cell needs a trap that gives it to the side that does not own it.
    """
    chosen = [Choice((_claim(cell, truth),), correct=True) for cell in keys]
    used: list[str] = []
    for cell in others:
        traps = scope.traps(cell, OTHER[cell.owner])
        trap = even_trap(scope, traps, used, rng) or traps[0]
        used.append(trap.id)
        chosen.append(Choice((_claim(cell, not truth),), correct=False, trap=trap))
    return chosen


def _claim(cell: Cell, true: bool) -> Claim:
    return Claim(cell, cell.owner, cell.owner if true else OTHER[cell.owner])


def statement(choice: Choice, frame: str) -> str:
    """An option: who does what, in the words of the frame."""
    claim = choice.claims[0]
    part = claim.cell.part(claim.side)
    if frame == PART_FIRST:
        return sentence(f"{part} is the responsibility of {who(claim.given)}")
    return sentence(f"{who(claim.given)} has the job of {part}")
