"""Reads items about two modes of one thing: what one choice changes, and who does one task in either mode."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product

from question_bank.model import Owner
from question_bank.verify.errors import UnverifiedError
from question_bank.verify.page import Page, Reading, Verdict, one_owner
from question_bank.verify.source import rows

AWS = "aws"
WHO = re.compile(r"\. (?:.+\. )?Who (?:is responsible for|takes care of) (.+)\?$")
NAMES = {Owner.PROVIDER: ("AWS", "AWS"), Owner.CUSTOMER: ("The company", "the company")}
BECAUSE_COMPANY = (
    "does the company take on because of this choice?",
    "is the company's because of this choice, and would otherwise be AWS's?",
)
BECAUSE_AWS = (
    "does AWS take on because of this choice?",
    "is AWS's because of this choice, and would otherwise be the company's?",
)


@dataclass(frozen=True, slots=True)
class Choice:
    """A mode that a stem says was chosen, the other one, and controls whose work in the two is not the same."""

    chosen: str
    other: str
    unlike: frozenset[str]


def read_modes(page: Page) -> Reading:
    """Either which task a side has through a choice alone, or who does one task in each of two modes."""
    return _read_both(page) if WHO.search(page.stem) else _read_choice(page)


def _read_choice(page: Page) -> Reading:
    asked = _because(page.stem)
    choice = _choice(page.stem)
    return Reading({option.id: _verdict(page, option.text, asked, choice) for option in page.item.options})


def _because(stem: str) -> Owner:
    company, aws = stem.endswith(BECAUSE_COMPANY), stem.endswith(BECAUSE_AWS)
    if company is aws:
        raise UnverifiedError(f"the stem does not say whose work the choice makes: {stem!r}")
    return Owner.CUSTOMER if company else Owner.PROVIDER


def _verdict(page: Page, text: str, asked: Owner, choice: Choice) -> Verdict:
    """A task is right where the asked side does it in the chosen mode, and the other side in the other."""
    here, side = page.stated(text)
    if here.service != choice.chosen or one_owner(here) is not side:
        raise UnverifiedError(f"{text!r} is nobody's task in the chosen mode")
    if here.control in choice.unlike:
        raise UnverifiedError(f"{text!r} is other work in the other mode")
    there = page.cell((AWS, choice.other), here.control)
    right = side is asked and one_owner(there) is not asked
    return Verdict(right, ((here, side),), ((there, there.owner),))


@lru_cache(maxsize=65536)
def _choice(stem: str) -> Choice:
    found = [choice for sentence, choice in _choices().items() if f" company {sentence}." in stem]
    if len(found) != 1:
        raise UnverifiedError(f"the stem does not say which mode was chosen: {stem!r}")
    return found[0]


@cache
def _choices() -> Mapping[str, Choice]:
    found = {}
    for row in rows("conditions.yaml")["conditions"]:
        first, second = row["modes"]
        unlike = frozenset(row.get("unlike", ()))
        found[row["instead"][0]] = Choice(first, second, unlike)
        found[row["instead"][1]] = Choice(second, first, unlike)
    return found


def _read_both(page: Page) -> Reading:
    row = [row for row in rows("conditions.yaml")["conditions"] if f" company {row['both']}." in page.stem]
    said = WHO.search(page.stem)
    control = page.book.duties.get(said.group(1).casefold()) if said else None
    if len(row) != 1 or control is None or control not in row[0]["duties"]:
        raise UnverifiedError("the stem does not name two modes and a task that has one owner in each")
    cells = [page.cell((AWS, mode), control) for mode in row[0]["modes"]]
    true = tuple(one_owner(cell) for cell in cells)
    answers = _answers(tuple(row[0]["at"]))
    verdicts = {}
    for option in page.item.options:
        if option.text not in answers:
            raise UnverifiedError(f"{option.text!r} does not say who does it in each mode")
        verdicts[option.id] = Verdict(answers[option.text] == true, tuple(zip(cells, true, strict=True)))
    return Reading(verdicts)


@cache
def _answers(at: tuple[str, str]) -> Mapping[str, tuple[Owner, Owner]]:
    """Every answer, in either order of the modes, with the side that it gives to the first mode and to the second."""
    found = {}
    for one, other in product(NAMES, NAMES):
        found[f"{NAMES[one][0]} {at[0]}, and {NAMES[other][1]} {at[1]}."] = (one, other)
        found[f"{NAMES[one][0]} {at[1]}, and {NAMES[other][1]} {at[0]}."] = (other, one)
    return found
