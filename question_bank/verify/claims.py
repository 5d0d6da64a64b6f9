"""Reads items whose options are statements of who does what: which of them is TRUE, which FALSE?"""

import re
from collections.abc import Mapping
from functools import cache
from itertools import permutations

from question_bank.model import Cell, Confidence, Owner
from question_bank.verify.errors import UnverifiedError
from question_bank.verify.page import Page, Reading, Verdict
from question_bank.verify.source import rows
from question_bank.yaml_rows import Row

SUBJECT_FIRST = re.compile(r"^(AWS|The company) is responsible for (.+)\.$")
TASK_FIRST = re.compile(r"^(.+) is (AWS's|the company's) responsibility\.$")
SIDES = {
    "AWS": Owner.PROVIDER,
    "AWS's": Owner.PROVIDER,
    "The company": Owner.CUSTOMER,
    "the company's": Owner.CUSTOMER,
}


def read_claims(page: Page) -> Reading:
    """A statement is right where it is as true as the stem asks."""
    asks_true = _asks_true(page)
    return Reading({option.id: _verdict(page, option.text, asks_true) for option in page.item.options})


def _asks_true(page: Page) -> bool:
    asks_true, asks_false = (page.stem.endswith(f" is {word}?") for word in ("TRUE", "FALSE"))
    if asks_true is asks_false:
        raise UnverifiedError("the stem asks neither for the true statement nor for the false one")
    return asks_true


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


def read_statements(page: Page) -> Reading:
    """As `read_claims`, for statements about several clouds: each rests on a cell of its own that it is about."""
    asks_true = _asks_true(page)
    told = [_statements().get(option.text) for option in page.item.options]
    for cells in permutations(page.cells.values()):
        if len(cells) == len(told) and all(row and _is_about(row, cell) for row, cell in zip(told, cells, strict=True)):
            return Reading(
                {
                    option.id: Verdict(row is not None and row["true"] is asks_true, ((page.use(cell), cell.owner),))
                    for option, row, cell in zip(page.item.options, told, cells, strict=True)
                }
            )
    raise UnverifiedError("the proof has no cell for each of the statements")


def _is_about(row: Row, cell: Cell) -> bool:
    return bool(
        row["confidence"] == Confidence.HIGH == cell.confidence
        and cell.provider in row["providers"]
        and cell.control in row["controls"]
    )


@cache
def _statements() -> Mapping[str, Row]:
    return {row["statement"]: row for row in rows("comparisons.yaml")["statements"]}
