"""Reads items about a service that the stem describes without naming it, and about a framework that asks for tasks."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from question_bank.model import ACCOUNT_WIDE, CellKey, Owner, ResponsibilityModel, Service
from question_bank.per_model import per_model
from question_bank.phrasebook import ServiceKey, plain
from question_bank.verify.asking import side_asked
from question_bank.verify.errors import UnverifiedError
from question_bank.verify.page import Page, Reading, Verdict, one_owner
from question_bank.verify.source import rows

AWS = "aws"
SHORTEST_CLUE = 6  # characters: less could stand in any stem
EVIDENCE = frozenset((ACCOUNT_WIDE, "artifact"))
Clues = Callable[[ResponsibilityModel], Mapping[str, frozenset[ServiceKey]]]


def read_purpose(page: Page) -> Reading:
    """A task is right where it is the asked side's in the service whose purpose the stem tells."""
    return _read(page, _purposes)


@per_model
def _purposes(model: ResponsibilityModel) -> Mapping[str, frozenset[ServiceKey]]:
    return _by_clue(model, lambda service: service.purpose.rstrip("."))


def _by_clue(model: ResponsibilityModel, clue: Callable[[Service], str]) -> Mapping[str, frozenset[ServiceKey]]:
    found: dict[str, set[ServiceKey]] = {}
    for key, service in model.services.items():
        if service.provider == AWS and len(clue(service)) >= SHORTEST_CLUE:
            found.setdefault(clue(service).casefold(), set()).add(key)
    return {text: frozenset(keys) for text, keys in found.items()}


def _read(page: Page, clues: Clues) -> Reading:
    asked, stem = side_asked(page.lead), page.stem.casefold()
    told = [text for text in clues(page.book.model) if text in stem]
    longest = max(told, key=len, default="")
    described = clues(page.book.model)[longest] if longest else frozenset()
    if not described or any(text not in longest for text in told):
        raise UnverifiedError(f"the stem does not describe one service: {told}")
    verdicts, offered = {}, set()
    for option in page.item.options:
        cell, side = page.stated(option.text)
        if cell.owner not in (side, Owner.SHARED):
            raise UnverifiedError(f"{option.text!r} explains what the other side does")
        service = (cell.provider, cell.service)
        offered |= {service} & described
        verdicts[option.id] = Verdict(service in described and side is asked, ((cell, side),))
    if len(offered) > 1:
        raise UnverifiedError(f"the description fits more than one of the services: {sorted(offered)}")
    return Reading(verdicts)


def read_framework(page: Page) -> Reading:
    """A task is right where the framework, or the model for the whole account, gives it to the asked side."""
    asked, named = side_asked(page.lead), _named(page.stem)
    verdicts = {}
    for option in page.item.options:
        brought = [task for task in _brought() if task.text == plain(option.text)]
        if brought:
            task = _in_proof(page, brought)
            cell, side = page.cell(task.cell[:2], task.cell[2]), task.side
            if side is asked and all(task.framework != named for task in brought):
                raise UnverifiedError(f"{option.text!r} belongs to another framework")
        else:
            cell, side = page.stated(option.text)
        if cell.service not in EVIDENCE or one_owner(cell) is not side:
            raise UnverifiedError(f"nothing says whose task {option.text!r} is")
        verdicts[option.id] = Verdict(side is asked, ((cell, side),))
    return Reading(verdicts)


@dataclass(frozen=True, slots=True)
class Brought:
    """A task that a framework brings to a side, and the cell on which that rests."""

    framework: str
    text: str
    cell: CellKey
    side: Owner


def _in_proof(page: Page, brought: Sequence[Brought]) -> Brought:
    """The one whose cell the proof has; two frameworks may word a task alike and rest it on two cells."""
    found = {task.cell: task for task in brought if task.cell in page.cells}
    if len(found) != 1:
        raise UnverifiedError(f"the proof does not say whose task {brought[0].text!r} is")
    return next(iter(found.values()))


def _named(stem: str) -> str:
    """The framework that the stem names, with the reason why it applies."""
    names = rows("frameworks.yaml")["frameworks"]
    found = [
        framework
        for framework, row in rows("framework_tasks.yaml")["frameworks"].items()
        if names[framework]["name"].replace("/IEC", "") in stem and row["need"] in stem
    ]
    if len(found) != 1:
        raise UnverifiedError("the stem does not name one framework and why it applies")
    return str(found[0])


@cache
def _brought() -> tuple[Brought, ...]:
    return tuple(
        Brought(framework, plain(task["text"]), (AWS, task["cell"][0], task["cell"][1]), side)
        for framework, row in rows("framework_tasks.yaml")["frameworks"].items()
        for side in (Owner.PROVIDER, Owner.CUSTOMER)
        for task in row[str(side)]
    )
