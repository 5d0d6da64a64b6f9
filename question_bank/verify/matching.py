"""Reads matching items: tasks to whoever does them, needs to the services that meet them."""

from collections.abc import Mapping
from functools import cache

from question_bank.model import Cell, Owner, ResponsibilityModel
from question_bank.per_model import per_model
from question_bank.phrasebook import ServiceKey, plain
from question_bank.verify.asking import asked_by
from question_bank.verify.errors import UnverifiedError
from question_bank.verify.page import Page, Reading, Verdict, one_owner
from question_bank.verify.source import rows
from question_bank.yaml_rows import Row

AWS = "aws"
UNASKED, SET_UP, COMPANY = "AWS, without being asked.", "AWS, after the company has set it up.", "The company."
# Work of AWS that waits for no setting of the company's.
WITHOUT_SETTING = frozenset(
    "host-os key-hardware endpoint-tls hypervisor infrastructure-monitoring ddos-infrastructure network-infrastructure "
    "storage-durability orchestration-control-plane default-telemetry".split()
)
AWS_RUNS = ("AWS runs one service",)
COMPANY_SETS_UP = ("company sets up one service",)


def read_doers(page: Page) -> Reading:
    """Each task goes to AWS, to AWS once the company has made a setting, or to the company."""
    responses = {option.text: option.id for option in page.item.options}
    if set(responses) != {UNASKED, SET_UP, COMPANY}:
        raise UnverifiedError("the responses are not the three ways in which work is done")
    verdicts, pairs = {}, []
    for prompt, _ in page.item.pairs:
        response, verdict = _doer(page, prompt)
        verdicts[prompt] = verdict
        pairs.append((prompt, responses[response]))
    return Reading(verdicts, pairs=tuple(pairs))


def _doer(page: Page, prompt: str) -> tuple[str, Verdict]:
    waiting = _after_setup().get(plain(prompt))
    if waiting is not None:
        cell = page.cell((AWS, waiting[0]), waiting[1])
        return SET_UP, Verdict(True, ((cell, Owner.PROVIDER),))
    cell, side = page.stated(prompt)
    if side is Owner.PROVIDER and (cell.service, cell.control) in _waits():
        return SET_UP, Verdict(True, ((cell, side),))
    if one_owner(cell) is not side or cell.nuance:
        raise UnverifiedError(f"{prompt!r} has a condition that is not said")
    if side is Owner.PROVIDER and cell.control not in WITHOUT_SETTING:
        raise UnverifiedError(f"{prompt!r} may wait for a setting")
    return COMPANY if side is Owner.CUSTOMER else UNASKED, Verdict(True, ((cell, side),))


@cache
def _after_setup() -> Mapping[str, tuple[str, str]]:
    """Service and control of each task that AWS does once the company has made a setting."""
    waiting = rows("after_setup.yaml")["after_setup"]
    return {plain(row["text"]): (row["cell"][0], row["cell"][1]) for row in waiting if row.get("text")}


@cache
def _waits() -> frozenset[tuple[str, str]]:
    """Service and control of all work that waits for a setting."""
    return frozenset((row["cell"][0], row["cell"][1]) for row in rows("after_setup.yaml")["after_setup"])


def read_needs(page: Page) -> Reading:
    """Each need goes to the service whose purpose it is, each case to the service that reports or stops it."""
    cases = page.stem.endswith("Which service deals with each case?")
    asked = Owner.CUSTOMER if cases else asked_by(page.stem, AWS_RUNS, COMPANY_SETS_UP)
    responses: dict[ServiceKey, str] = {}
    for option in page.item.options:
        named = page.book.services_in(option.text)
        if len(named) != 1 or named[0] in responses:
            raise UnverifiedError(f"{option.text!r} is not one service that no other response names")
        responses[named[0]] = option.id
    verdicts, pairs = {}, []
    for prompt, _ in page.item.pairs:
        cell = _case(page, prompt, responses) if cases else _need(page, prompt)
        service = (cell.provider, cell.service)
        if service not in responses or cell.owner not in (asked, Owner.SHARED):
            raise UnverifiedError(f"no response meets {prompt!r} by work of the asked side")
        verdicts[prompt] = Verdict(True, ((cell, asked),))
        pairs.append((prompt, responses[service]))
    return Reading(verdicts, pairs=tuple(pairs))


def _need(page: Page, prompt: str) -> Cell:
    """The cell of the proof that shows work in the service whose purpose is the need."""
    service = _purposes(page.book.model).get(plain(prompt))
    cells = [cell for cell in page.cells.values() if (cell.provider, cell.service) == service]
    if len(cells) != 1:
        raise UnverifiedError(f"the proof does not show one task in the service for {prompt!r}")
    return page.use(cells[0])


def _case(page: Page, prompt: str, responses: Mapping[ServiceKey, str]) -> Cell:
    """The cell by which the company sets up the service that deals with the case, and no other response does."""
    row = _cases().get(plain(prompt))
    if row is None or any((AWS, near) in responses for near in row.get("near", ())):
        raise UnverifiedError(f"nothing says which one of the services deals with {prompt!r}")
    return page.cell((AWS, row["cell"][0]), row["cell"][1])


@cache
def _cases() -> Mapping[str, Row]:
    return {plain(row["text"]): row for row in rows("findings.yaml")["findings"]}


@per_model
def _purposes(model: ResponsibilityModel) -> Mapping[str, ServiceKey]:
    return {plain(service.purpose): key for key, service in model.services.items() if service.purpose}
