"""How tasks of one side read, as options and as choices."""

from question_bank.draft import Choice, Claim
from question_bank.model import Cell, Owner
from question_bank.wording import sentence


def key_choice(cell: Cell, asked: Owner) -> Choice:
    return Choice((Claim(cell, cell.owner, asked),), correct=True)


def duty_text(cell: Cell) -> str:
    """A task as an option reads: the part of whoever owns the cell."""
    return sentence(cell.part(cell.owner))


def possessive(owner: Owner) -> str:
    return "AWS's" if owner is Owner.PROVIDER else "the company's"
