"""Reads items about two modes of one thing: what one choice changes, and who does one task in either mode."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from question_bank.model import Owner
from question_bank.verify.errors import UnverifiedError
from question_bank.verify.page import Page, Reading, Verdict, one_owner
from question_bank.verify.source import rows

AWS = "aws"
WHERE = re.compile(r"\. (?:Where|In which of the two cases) is (AWS|the company) responsible for (.+)\?$")
NAMES = {"AWS": Owner.PROVIDER, "the company": Owner.CUSTOMER}
BECAUSE_COMPANY = (
    "does the company take on because of this choice?",
    "is the company's because of this choice, and would otherwise be AWS's?",
)
BECAUSE_AWS = (
    "does AWS take on because of this choice?",
    "is AWS's because of this choice, and would otherwise be the company's?",
)


EITHER_COMPANY, EITHER_AWS = "is the company's with either choice?", "is AWS's with either choice?"


@dataclass(frozen=True, slots=True)
class Choice:
    """A mode that a stem says was chosen, the other one, and controls whose work in the two is not the same."""

    chosen: str
    other: str
    unlike: frozenset[str]


def read_modes(page: Page) -> Reading:
    """Which task a side has through a choice alone or with either choice, or in which of two modes it does one task."""
    return _read_both(page) if WHERE.search(page.stem) else _read_choice(page)


def _read_choice(page: Page) -> Reading:
    elsewhere, here = _owners(page.stem)
    choice = _choice(page.stem)
    return Reading({option.id: _verdict(page, option.text, elsewhere, here, choice) for option in page.item.options})


def _owners(stem: str) -> tuple[Owner, Owner]:
    """Who does a right task in the other mode, and who in the chosen one."""
    asks = (
        (BECAUSE_COMPANY, (Owner.PROVIDER, Owner.CUSTOMER)),
        (BECAUSE_AWS, (Owner.CUSTOMER, Owner.PROVIDER)),
        ((EITHER_COMPANY,), (Owner.CUSTOMER, Owner.CUSTOMER)),
        ((EITHER_AWS,), (Owner.PROVIDER, Owner.PROVIDER)),
    )
    found = [owners for ends, owners in asks if stem.endswith(ends)]
    if len(found) != 1:
        raise UnverifiedError(f"the stem does not say whose work it asks for: {stem!r}")
    return found[0]


def _verdict(page: Page, text: str, elsewhere: Owner, here: Owner, choice: Choice) -> Verdict:
    """A task is right where the sides do it, in the other mode and in the chosen one, that the stem asks for."""
    chosen, side = page.stated(text)
    if chosen.service != choice.chosen or one_owner(chosen) is not side:
        raise UnverifiedError(f"{text!r} is nobody's task in the chosen mode")
    if chosen.control in choice.unlike:
        raise UnverifiedError(f"{text!r} is other work in the other mode")
    there = page.cell((AWS, choice.other), chosen.control)
    right = side is here and one_owner(there) is elsewhere
    return Verdict(right, ((chosen, side),), ((there, there.owner),))


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
    said = WHERE.search(page.stem)
    control = page.book.duties.get(said.group(2).casefold()) if said else None
    if said is None or len(row) != 1 or control is None or control not in row[0]["duties"]:
        raise UnverifiedError("the stem does not name two modes and a task that has one owner in each")
    asked = NAMES[said.group(1)]
    cells = [page.cell((AWS, mode), control) for mode in row[0]["modes"]]
    owners = tuple(one_owner(cell) for cell in cells)
    true = tuple(owner is asked for owner in owners)
    answers = _answers(tuple(row[0]["at"]))
    verdicts = {}
    for option in page.item.options:
        if option.text not in answers:
            raise UnverifiedError(f"{option.text!r} does not say in which modes")
        verdicts[option.id] = Verdict(answers[option.text] == true, tuple(zip(cells, owners, strict=True)))
    return Reading(verdicts)


@cache
def _answers(at: tuple[str, str]) -> Mapping[str, tuple[bool, bool]]:
    """Every answer, in either order of the modes: whether it says yes of the first mode, and of the second."""
    first, second = at
    found = {"In neither of these two cases.": (False, False)}
    for one, other, yes in ((first, second, (True, False)), (second, first, (False, True))):
        found[f"{one[0].upper()}{one[1:]}, but not {other}."] = yes
        found[f"Both {one} and {other}."] = (True, True)
    return found
