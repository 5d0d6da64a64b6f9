"""Reads items whose options divide two tasks between AWS and the company: which division is right?"""

import re

from question_bank.model import Cell, Owner
from question_bank.phrasebook import Part, plain
from question_bank.verify.errors import UnverifiedError
from question_bank.verify.page import Page, Reading, Verdict

DIVISION = re.compile(r"^(AWS|The company) for (.+?), and (AWS|the company) for (.+)\.$")
SIDES = {"AWS": Owner.PROVIDER, "the company": Owner.CUSTOMER, "The company": Owner.CUSTOMER}


def read_divisions(page: Page) -> Reading:
    """A division is right where each of its tasks goes to the side that owns it."""
    return Reading({option.id: _verdict(page, option.text) for option in page.item.options})


def _verdict(page: Page, text: str) -> Verdict:
    match = DIVISION.match(text)
    if match is None:
        raise UnverifiedError(f"{text!r} does not divide two tasks")
    who, task, other, others_task = match.groups()
    first, second = _task(page, task), _task(page, others_task)
    right = first[1] is SIDES[who] and second[1] is SIDES[other]
    return Verdict(right, (first, second))


def _task(page: Page, text: str) -> Part:
    """The cell and the side that does a task, named by that side's part or by the duty of an unconditional control."""
    control = page.book.duties.get(plain(text))
    if control is not None:
        return _duty(page, control, text)
    cell, side = page.stated(text)
    page.need_named(cell)
    if cell.owner not in (side, Owner.SHARED):
        raise UnverifiedError(f"{text!r} explains what the other side does")
    return cell, side


def _duty(page: Page, control: str, text: str) -> Part:
    found = [cell for cell in page.cells.values() if cell.control == control]
    if len(found) != 1 or found[0].owner is Owner.SHARED or _conditional(found[0]):
        raise UnverifiedError(f"nothing in the proof decides {text!r} without a condition")
    cell: Cell = page.use(found[0])
    page.need_named(cell)
    return cell, cell.owner


def _conditional(cell: Cell) -> bool:
    return bool(cell.nuance) or not cell.literal
