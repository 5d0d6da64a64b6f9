"""Reads items whose options divide two tasks between AWS and the company: which division is right?"""

import re

from question_bank.model import Owner
from question_bank.phrasebook import Part, plain
from question_bank.verify.errors import UnverifiedError
from question_bank.verify.page import SIDES, Page, Reading, Verdict

NAMED = re.compile(r"^(AWS|The company) for (.+?), and (AWS|the company) for (.+)\.$")
BOTH = re.compile(r"^(AWS|The company) is responsible for both\.$")
EACH = re.compile(r"^(AWS|The company) is responsible for the first, and (AWS|the company) for the second\.$")
DOERS = {"AWS": Owner.PROVIDER, "the company": Owner.CUSTOMER, "The company": Owner.CUSTOMER}


def read_divisions(page: Page) -> Reading:
    """A division is right where each of its tasks goes to the side that owns it."""
    in_stem = None if NAMED.match(page.item.options[0].text) else _in_stem(page)
    return Reading({option.id: _verdict(page, option.text, in_stem) for option in page.item.options})


def _verdict(page: Page, text: str, in_stem: tuple[Part, Part] | None) -> Verdict:
    """What an option says of two tasks: those that it names, or those `in_stem`."""
    if in_stem:
        who, other = _sides(text)
        first, second = in_stem
    elif named := NAMED.match(text):
        who, task, other, others_task = named.groups()
        first, second = _task(page, task), _task(page, others_task)
    else:
        raise UnverifiedError(f"{text!r} does not name two tasks as other options do")
    return Verdict(first[1] is DOERS[who] and second[1] is DOERS[other], (first, second))


def _sides(text: str) -> tuple[str, str]:
    """To whom an option gives the first task of the stem and the second."""
    if both := BOTH.match(text):
        return both.group(1), both.group(1)
    each = EACH.match(text)
    if each is None:
        raise UnverifiedError(f"{text!r} does not divide two tasks")
    return each.group(1), each.group(2)


def _in_stem(page: Page) -> tuple[Part, Part]:
    """The two tasks that the stem names, in its order. Raises UnverifiedError where it does not name two."""
    stem = page.stem.casefold()
    parts = [plain(part) for cell in page.cells.values() for side in SIDES if (part := cell.part(side))]
    found = sorted((part for part in parts if part in stem), key=stem.index)
    if len(found) != 2:
        raise UnverifiedError(f"the stem does not name two tasks of the proof, but {found}")
    return _task(page, found[0]), _task(page, found[1])


def _task(page: Page, text: str) -> Part:
    """The cell and the side that does a task, named by that side's part."""
    cell, side = page.stated(text)
    page.need_named(cell)
    if cell.owner not in (side, Owner.SHARED):
        raise UnverifiedError(f"{text!r} explains what the other side does")
    return cell, side
