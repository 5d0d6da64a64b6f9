"""Reads items whose options are tasks, each one side's part of a cell: which of them are whose?"""

from question_bank.model import ACCOUNT_WIDE, Confidence, Owner
from question_bank.verify.asking import asked_by, side_asked
from question_bank.verify.errors import UnverifiedError
from question_bank.verify.page import Page, Reading, Verdict, one_owner

# Stems with NOT: the asked side is the one that is left.
NOT_COMPANY = (
    "NOT the company's",
    "NOT have to carry out itself?",
    "NOT have to plan for?",
    "NOT the duty of a company that",
    "NOT assign to the company?",
    "NOT have to produce evidence of its own work?",
    "NOT map to the company?",
)
NOT_AWS = (
    "NOT AWS's",
    "does AWS NOT carry out",
    "NOT leave to AWS?",
    "NOT the duty of AWS when",
    "NOT count on AWS?",
    "NOT inherit from AWS?",
    "NOT map to AWS?",
)
ABOUT_COST = "tasks that bear on cost"
COSTLY = frozenset(
    "usage-cost hardware-cost hardware-lifecycle capacity-scaling licensing cost-monitoring decommissioning".split()
)
ARTIFACT = ("aws", "artifact")
SHOWN_BY = {Owner.CUSTOMER: "compliance-of-workload", Owner.PROVIDER: "compliance-of-infrastructure"}
CLOUDS = {"aws", "azure", "gcp"}
BY_ANY_PROVIDER = ("to the cloud provider?", "is the cloud provider's?", "does the cloud provider")
BY_COMPANY = ("to the company?", "is the company's?", "must the company itself")
FRAMEWORKS = ("PCI DSS", "SOC 2", "ISO 27001")


def read_tasks(page: Page) -> Reading:
    """A task is right where the asked side alone owns it, for a service that the stem names."""
    asked = side_asked(page.lead)
    return Reading({option.id: _task(page, option.text, asked) for option in page.item.options})


def read_exceptions(page: Page) -> Reading:
    """As `read_tasks`, for stems that ask whose task one is NOT."""
    if page.stem.count(" NOT ") != 1:
        raise UnverifiedError("the stem does not say NOT once")
    asked = asked_by(page.stem, NOT_COMPANY, NOT_AWS)
    return Reading({option.id: _task(page, option.text, asked) for option in page.item.options})


def read_parts(page: Page) -> Reading:
    """As `read_tasks`, but one side's part of shared work counts as that side's: the words say which part is meant."""
    asked = side_asked(page.lead)
    return Reading({option.id: _part(page, option.text, asked) for option in page.item.options})


def read_shared(page: Page) -> Reading:
    """As `read_parts`, for stems that say that work is shared; where they name one duty, all parts are of that one."""
    if "share" not in page.stem:
        raise UnverifiedError("the stem does not say that work is shared")
    duty, asked = page.book.duty_in(page.stem), side_asked(page.lead)
    verdicts = {option.id: _part(page, option.text, asked) for option in page.item.options}
    for cell in page.cells.values():
        if duty and cell.control != duty:
            raise UnverifiedError(f"{cell.service}/{cell.control} is not the duty that the stem calls shared")
        if cell.owner is not Owner.SHARED and cell.service != ACCOUNT_WIDE:
            raise UnverifiedError(f"{cell.service}/{cell.control} is not shared")
    return Reading(verdicts)


def read_evidence(page: Page) -> Reading:
    """As `read_parts`: AWS's reports cover the work that AWS does, and the company has to show its own."""
    asked = side_asked(page.lead)
    if not any(framework in page.stem for framework in FRAMEWORKS):
        raise UnverifiedError("the stem names no framework for which AWS offers a report")
    if one_owner(page.cell(ARTIFACT, SHOWN_BY[asked])) is not asked:
        raise UnverifiedError("whoever does the work does not have to show it")
    return Reading({option.id: _part(page, option.text, asked) for option in page.item.options})


def read_clouds(page: Page) -> Reading:
    """As `read_parts`, over services of three providers: a part says by itself of which service it is."""
    if "three public clouds" not in page.stem or {cell.provider for cell in page.cells.values()} != CLOUDS:
        raise UnverifiedError("stem and options are not about three clouds")
    if any(cell.confidence is not Confidence.HIGH for cell in page.cells.values()):
        raise UnverifiedError("a cell is not certain enough to stand without its condition")
    asked = asked_by(page.lead, BY_ANY_PROVIDER, BY_COMPANY)
    verdicts = {}
    for option in page.item.options:
        cell, side = page.stated(option.text)
        if cell.owner not in (side, Owner.SHARED):
            raise UnverifiedError(f"{option.text!r} explains what the other side does")
        verdicts[option.id] = Verdict(side is asked, ((cell, side),))
    return Reading(verdicts)


def _task(page: Page, text: str, asked: Owner) -> Verdict:
    """Whether a task, which is one side's part of a cell, is the asked side's."""
    cell, side = page.stated(text)
    page.need_named(cell)
    if ABOUT_COST in page.stem and cell.control not in COSTLY:
        raise UnverifiedError(f"{text!r} does not bear on cost")
    return Verdict(one_owner(cell) is side is asked, ((cell, side),))


def _part(page: Page, text: str, asked: Owner) -> Verdict:
    cell, side = page.stated(text)
    page.need_named(cell)
    if cell.owner not in (side, Owner.SHARED):
        raise UnverifiedError(f"{text!r} explains what the other side does")
    return Verdict(side is asked, ((cell, side),))
