"""Reads items whose options are statements of who does what: which of them is TRUE, which FALSE, which are correct?"""

import re

from question_bank.model import Owner
from question_bank.verify.errors import UnverifiedError
from question_bank.verify.page import Page, Reading, Verdict

SUBJECT_FIRST = re.compile(r"^(AWS|The company) has the job of (.+)\.$")
TASK_FIRST = re.compile(r"^(.+) is the responsibility of (AWS|the company)\.$")
ASKS = {" is TRUE?": True, " is FALSE?": False, " are correct?": True}
SIDES = {"AWS": Owner.PROVIDER, "The company": Owner.CUSTOMER, "the company": Owner.CUSTOMER}


def read_claims(page: Page) -> Reading:
    """A statement is right where it is as true as the stem asks."""
    asks_true = _asks_true(page)
    return Reading({option.id: _verdict(page, option.text, asks_true) for option in page.item.options})


def _asks_true(page: Page) -> bool:
    for end, asks_true in ASKS.items():
        if page.lead.endswith(end):
            return asks_true
    raise UnverifiedError("the stem asks neither for the true statements nor for the false ones")


def _verdict(page: Page, text: str, asked: bool) -> Verdict:
    if match := SUBJECT_FIRST.match(text):
        given, task = match.groups()
    elif match := TASK_FIRST.match(text):
        task, given = match.groups()
    else:
        raise UnverifiedError(f"{text!r} does not say who does what")
    cell, side = page.stated(task)
    page.need_named(cell)
    if cell.owner not in (side, Owner.SHARED):
        raise UnverifiedError(f"{task!r} explains what the other side does")
    return Verdict((SIDES[given] is side) is asked, ((cell, side),))
