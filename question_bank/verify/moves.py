"""Reads items about a move from one place to another: whose was each task before, and whose is it after?"""

from collections.abc import Mapping
from functools import cache, lru_cache

from question_bank.model import ACCOUNT_WIDE, Cell, Owner
from question_bank.phrasebook import plain
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
    "was the company's before the move and remains the company's after it?": (COMPANY, COMPANY),
    "is the company's before the move and after it?": (COMPANY, COMPANY),
    "does the company do both before the move and after it?": (COMPANY, COMPANY),
    "is the company responsible both before the move and after it?": (COMPANY, COMPANY),
    "was AWS's before the move and remains AWS's after it?": (PROVIDER, PROVIDER),
    "is AWS's before the move and after it?": (PROVIDER, PROVIDER),
    "does AWS do both before the move and after it?": (PROVIDER, PROVIDER),
    "is AWS responsible both before the move and after it?": (PROVIDER, PROVIDER),
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
    if first == OWN_PREMISES:
        return _from_own_premises(page, text, asked, second)
    after, side = page.stated(text)
    if after.service != second or one_owner(after) is not side:
        raise UnverifiedError(f"{text!r} is nobody's task after the move")
    before: Cell = page.cell((AWS, first), after.control)
    return Verdict((one_owner(before), side) == asked, ((after, side),), ((before, before.owner),))


def _from_own_premises(page: Page, text: str, asked: tuple[Owner, Owner], second: str) -> Verdict:
    """A general duty, which was the company's: whose it is after the move the proof says by one cell."""
    control = page.book.duties.get(plain(text))
    if control not in rows("migrations.yaml")["own_data_center"]:
        raise UnverifiedError(f"nothing says that {text!r} was the company's before")
    found = [cell for cell in page.cells.values() if cell.control == control and cell.service in (second, ACCOUNT_WIDE)]
    if len(found) != 1 or found[0].nuance or not found[0].literal:
        raise UnverifiedError(f"nothing in the proof says whose {text!r} is after the move, whatever the settings are")
    after = page.use(found[0])
    side = one_owner(after)
    return Verdict((COMPANY, side) == asked, ((after, side),))
