"""Reads items about a move from one place to another: whose was each task before, and whose is it after?"""

from collections.abc import Mapping
from functools import cache, lru_cache

from question_bank.model import ACCOUNT_WIDE, Cell, Owner
from question_bank.verify.errors import UnverifiedError
from question_bank.verify.page import Page, Reading, Verdict, one_owner
from question_bank.verify.source import rows

AWS = "aws"
OWN_PREMISES = "own-data-center"
COMPANY, PROVIDER = Owner.CUSTOMER, Owner.PROVIDER
# What the last sentence asks for: who did the task at the first place, and who does it at the second.
ASKS: Mapping[str, tuple[Owner, Owner]] = {
    "take over from the company?": (COMPANY, PROVIDER),
    "passes from the company to AWS?": (COMPANY, PROVIDER),
    "does the company hand over to AWS?": (COMPANY, PROVIDER),
    "does the move relieve the company?": (COMPANY, PROVIDER),
    "changes from the company to AWS?": (COMPANY, PROVIDER),
    "take over from AWS?": (PROVIDER, COMPANY),
    "passes from AWS to the company?": (PROVIDER, COMPANY),
    "add to the company's own work?": (PROVIDER, COMPANY),
    "does the move relieve AWS?": (PROVIDER, COMPANY),
    "changes from AWS to the company?": (PROVIDER, COMPANY),
    "stays with the company?": (COMPANY, COMPANY),
    "is the company's before the move and after it?": (COMPANY, COMPANY),
    "leave with the company?": (COMPANY, COMPANY),
    "does the company have to keep up after the move?": (COMPANY, COMPANY),
    "stays with AWS?": (PROVIDER, PROVIDER),
    "is AWS's before the move and after it?": (PROVIDER, PROVIDER),
    "leave with AWS?": (PROVIDER, PROVIDER),
    "does AWS keep up after the move, as it did before?": (PROVIDER, PROVIDER),
}


def read_moves(page: Page) -> Reading:
    """A task is right where it was the side's that the stem says before the move, and is the side's after it."""
    asked = _asked(page.stem)
    first, second = _places(page.stem)
    return Reading({option.id: _verdict(page, option.text, asked, first, second) for option in page.item.options})


@lru_cache(maxsize=65536)
def _asked(stem: str) -> tuple[Owner, Owner]:
    found = {pattern for words, pattern in ASKS.items() if stem.endswith(words)}
    if len(found) != 1:
        raise UnverifiedError(f"the stem does not say which change it asks for: {stem!r}")
    return found.pop()


@lru_cache(maxsize=65536)
def _places(stem: str) -> tuple[str, str]:
    """The services from which and to which the stem says that the company moves."""
    found = {places for sentence, places in _moves().items() if f" company {sentence}." in stem}
    if len(found) != 1:
        raise UnverifiedError(f"the stem does not say from where to where: {stem!r}")
    return found.pop()


@cache
def _moves() -> Mapping[str, tuple[str, str]]:
    """The two places of every sentence about a move."""
    found = {}
    for row in rows("migrations.yaml")["migrations"]:
        found[row["sentence"]] = (row["from"], row["to"])
        if "back" in row:
            found[row["back"]] = (row["to"], row["from"])
    return found


def _verdict(page: Page, text: str, asked: tuple[Owner, Owner], first: str, second: str) -> Verdict:
    after, side = page.stated(text)
    there = (second, ACCOUNT_WIDE) if first == OWN_PREMISES else (second,)
    if after.service not in there or one_owner(after) is not side:
        raise UnverifiedError(f"{text!r} is nobody's task after the move")
    if first == OWN_PREMISES:
        if after.control not in rows("migrations.yaml")["own_data_center"]:
            raise UnverifiedError(f"nothing says that {text!r} was the company's before")
        return Verdict((COMPANY, side) == asked, ((after, side),))
    before: Cell = page.cell((AWS, first), after.control)
    return Verdict((one_owner(before), side) == asked, ((after, side),), ((before, before.owner),))
