"""Derives an item's key again, by reading its sentences as a candidate would and looking up the cells of its proof.

It shares no code with the families: a family says what it meant, this says what is written. An item whose key it cannot
confirm is never shown.
"""

import re
from collections.abc import Iterable

from question_bank.item import Item, ItemType, Option
from question_bank.model import Cell, Confidence, Owner, ResponsibilityModel

SELECT = re.compile(r" \(Select (TWO|THREE|FOUR|FIVE)\.\)$")
COUNTS = {"TWO": 2, "THREE": 3, "FOUR": 4, "FIVE": 5}
SINGLE = 4  # options of a multiple-choice item
FEWEST = 5  # options of a multiple-response item
SPLIT = "when it comes to"
SPLIT_OPTION = re.compile(r"^(AWS|The company) for (.+?)(?:; (AWS|the company) for (.+)|, and for (.+))\.$")

ASKS_PROVIDER = re.compile(
    r"AWS's responsibility\?|does AWS carry out\b|leave to AWS\?|falls? to AWS\b|because AWS (?:carries|performs) |"
    r"(?:map|attribute) to AWS\?|inherit from AWS\?|is AWS the owner\?|relies on AWS for|"
    r"does not want to be responsible|relieves a company|has nobody for|must no longer spend|must leave .+ to AWS|"
    r"must not fall to the company|forbids designs in which the company's"
)
ASKS_CUSTOMER = re.compile(
    r"the company's responsibility\?|remains? with the company\b|must the company carry out|falls? to a company|"
    r"company's own team plan|must the company assign|must the company have completed|assign to the company\?|"
    r"must the company produce|map to the company\?|is the company's own\?|does the company itself remain responsible|"
    r"leaves .+ to the company that uses|needs staff for|in its own hands|to the work of the company\?|"
    r"is the company the owner\?|must the procedure cover\?"
)


class UnverifiedError(ValueError):
    """The key of an item does not follow from its proof. The message says why, for whoever writes families."""


def verify(item: Item, model: ResponsibilityModel) -> None:
    """Returns where every option's truth follows from the proof and the true ones are the key; else UnverifiedError."""
    _check_form(item)
    cells = [_proved(item, model, proof.key) for proof in item.proof]
    truths = _truths(item, cells, model)
    if frozenset(option.id for option in item.options if truths[option.id]) != item.key:
        raise UnverifiedError(f"the key does not follow from the proof: {truths} against {sorted(item.key)}")


def _check_form(item: Item) -> None:
    """The number of options, and of keys, that the type and the stem promise."""
    said = SELECT.search(item.stem)
    wanted = COUNTS[said.group(1)] if said else 1
    if len(item.key) != wanted:
        raise UnverifiedError(f"the stem asks for {wanted}, the key has {len(item.key)}")
    if item.type is ItemType.MULTIPLE_CHOICE and (said or len(item.options) != SINGLE):
        raise UnverifiedError("multiple choice has four options and asks for one")
    if item.type is ItemType.MULTIPLE_RESPONSE and not (said and FEWEST <= len(item.options) > wanted + 1):
        raise UnverifiedError("multiple response has five options or more and says how many to choose")
    if len({option.id for option in item.options}) != len(item.options):
        raise UnverifiedError("two options share an id")


def _proved(item: Item, model: ResponsibilityModel, key: tuple[str, str, str]) -> Cell:
    """The cell of the proof as the model has it today, certain enough to bear a key."""
    cell = model.cells.get(key)
    cited = next(proof for proof in item.proof if proof.key == key)
    if cell is None or (cell.owner, cell.source) != (cited.owner, cited.source):
        raise UnverifiedError(f"the proof cites {key}, which the model does not hold in this form")
    certain = cell.confidence is Confidence.HIGH
    if not certain and not (cell.confidence is Confidence.MEDIUM and cell.nuance and cell.nuance in item.stem):
        raise UnverifiedError(f"{key} is of {cell.confidence} confidence and its condition is not in the stem")
    return cell


def _truths(item: Item, cells: list[Cell], model: ResponsibilityModel) -> dict[str, bool]:
    if SPLIT in item.stem:
        return {option.id: _split_is_true(option, cells, item, model) for option in item.options}
    asked = _asked_side(item.stem)
    if all(_service_named(option, cells, model) for option in item.options):
        return {option.id: _service_is_right(option, cells, asked, item, model) for option in item.options}
    return {option.id: _task_is_right(option, cells, asked, item, model) for option in item.options}


def _asked_side(stem: str) -> Owner:
    """The side whose work the stem asks for. Raises UnverifiedError where it names none, or both."""
    provider, customer = bool(ASKS_PROVIDER.search(stem)), bool(ASKS_CUSTOMER.search(stem))
    if provider is customer:
        raise UnverifiedError(f"the stem does not say whose work it asks for: {stem!r}")
    return Owner.PROVIDER if provider else Owner.CUSTOMER


def _task_is_right(option: Option, cells: list[Cell], asked: Owner, item: Item, model: ResponsibilityModel) -> bool:
    """A task is right where the asked side owns it, for the service that the stem names."""
    for cell in cells:
        for side in (Owner.PROVIDER, Owner.CUSTOMER):
            if cell.part(side) and _same(option.text, cell.part(side)):
                _need_service(cell, item, model)
                if cell.owner is Owner.SHARED:
                    raise UnverifiedError(
                        f"{option.text!r} is one side's part of a shared control: either can be defended"
                    )
                return side is asked and cell.owner is side
    raise UnverifiedError(f"nothing in the proof decides {option.text!r}")


def _service_named(option: Option, cells: list[Cell], model: ResponsibilityModel) -> list[Cell]:
    return [
        cell for cell in cells if _same(option.text, cell.named or model.service(cell.provider, cell.service).phrase)
    ]


def _service_is_right(option: Option, cells: list[Cell], asked: Owner, item: Item, model: ResponsibilityModel) -> bool:
    """A service is right where the asked side owns the duty that the stem names."""
    decided = [cell for cell in _service_named(option, cells, model) if model.controls[cell.control].duty in item.stem]
    if len(decided) != 1 or decided[0].owner is Owner.SHARED:
        raise UnverifiedError(f"nothing in the proof decides {option.text!r} for the duty in the stem")
    return decided[0].owner is asked


def _split_is_true(option: Option, cells: list[Cell], item: Item, model: ResponsibilityModel) -> bool:
    """A division is right where each of its tasks goes to the side that owns it."""
    for first, second in _readings(option.text):
        owners = [(given, _owner_of(task, cells, item, model)) for given, task in (first, second)]
        if all(owner is not None for _, owner in owners):
            return all(given is owner for given, owner in owners)
    raise UnverifiedError(f"nothing in the proof decides {option.text!r}")


def _readings(text: str) -> Iterable[tuple[tuple[Owner, str], tuple[Owner, str]]]:
    sides = {"AWS": Owner.PROVIDER, "the company": Owner.CUSTOMER, "The company": Owner.CUSTOMER}
    match = SPLIT_OPTION.match(text)
    if match:
        who, task, other, others_task, same_task = match.groups()
        yield (sides[who], task), (sides[other or who], others_task or same_task)


def _owner_of(task: str, cells: list[Cell], item: Item, model: ResponsibilityModel) -> Owner | None:
    """Who does a task that an option names by one side's part, or by the duty of an unconditional control."""
    for cell in cells:
        _need_service(cell, item, model)
        for side in (Owner.PROVIDER, Owner.CUSTOMER):
            if _same(task, cell.part(side)) and cell.owner in (side, Owner.SHARED):
                return side
        if cell.owner is not Owner.SHARED and not cell.nuance and _same(task, model.controls[cell.control].duty):
            return cell.owner
    return None


def _need_service(cell: Cell, item: Item, model: ResponsibilityModel) -> None:
    if model.service(cell.provider, cell.service).phrase not in item.stem:
        raise UnverifiedError(f"the stem does not name {cell.service}, on which the proof rests")


def _same(shown: str, known: str) -> bool:
    return shown.rstrip(".").casefold() == known.rstrip(".").casefold()
