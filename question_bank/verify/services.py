"""Reads items whose options are services: with which of them is the duty that the stem names whose?"""

from collections.abc import Mapping, Sequence

from question_bank.model import Cell, Owner
from question_bank.phrasebook import plain
from question_bank.verify.asking import asked_by
from question_bank.verify.errors import UnverifiedError
from question_bank.verify.page import Page, Reading, Verdict, one_owner

PROVIDER = (
    "does not want to be responsible for",
    "relieves a company of",
    "has nobody for",
    "is left to AWS. Which",
    "must no longer spend time on",
    "A design must leave",
    "must not fall to the company",
    "does it note AWS?",
    "can the plan leave",
    "is AWS responsible for",
    "does AWS do this work?",
    "forbids designs in which the company's engineers are responsible for",
    "the company relies on AWS for",
    "is AWS the owner?",
    "does the company inherit",
)
CUSTOMER = (
    "does the company itself remain responsible for",
    "to the company that uses it?",
    "to the company that uses them?",
    "has staff for",
    "is its own work. Which",
    "must the company's own team plan",
    "in its own hands",
    "to the company's own tasks?",
    "does it note the company?",
    "must the plan assign",
    "is the company responsible for",
    "does the company itself take care of",
    "stays with the company's own engineers",
    "must the company produce it?",
    "is the company the owner?",
    "must the procedure cover?",
)


def read_services(page: Page) -> Reading:
    """A service is right where the asked side owns the duty that the stem names."""
    asked = asked_by(page.stem, PROVIDER, CUSTOMER)
    control = page.book.duty_in(page.stem)
    named: dict[str, list[Cell]] = {}
    for cell in page.cells.values():
        if cell.control == control:
            named.setdefault(plain(_name(page, cell)), []).append(cell)
    return Reading({option.id: _verdict(page, option.text, named, asked) for option in page.item.options})


def _verdict(page: Page, text: str, cells: Mapping[str, Sequence[Cell]], asked: Owner) -> Verdict:
    """Whether the duty in the stem is the asked side's with the service that an option names; `cells` are by name."""
    named = cells.get(plain(text), ())
    if len(named) != 1:
        raise UnverifiedError(f"nothing in the proof decides {text!r} for the duty in the stem")
    owner = one_owner(page.use(named[0]))
    return Verdict(owner is asked, ((named[0], owner),))


def _name(page: Page, cell: Cell) -> str:
    """The service under the condition under which the cell holds."""
    return cell.named or page.book.model.service(cell.provider, cell.service).phrase
