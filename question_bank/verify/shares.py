"""Reads items that weigh services by how much of a list of tasks each leaves to a side."""

from collections.abc import Mapping
from itertools import pairwise

from question_bank.model import Cell, Owner
from question_bank.phrasebook import Part, plain
from question_bank.verify.asking import asked_by
from question_bank.verify.errors import UnverifiedError
from question_bank.verify.page import SIDES, Page, Reading, Verdict

MORE_BY_AWS = ("does AWS do more of",)
MORE_BY_COMPANY = ("to the company than the other three?",)
FALLING_FOR_AWS = ("starting with the service with which AWS does the most of this work?",)
FALLING_FOR_COMPANY = ("starting with the service that leaves the most of this work to the company?",)
Share = Mapping[str, float]  # for each listed control how much of it is the side's: all, a half where shared, nothing


def read_most(page: Page) -> Reading:
    """Right is the service whose share of the asked side is larger than that of every other service."""
    asked = asked_by(page.lead, MORE_BY_AWS, MORE_BY_COMPANY)
    rows, shares = _shares(page, asked)
    verdicts = {}
    for name, cells in rows.items():
        most = all(_exceeds(shares[name], share) for other, share in shares.items() if other != name)
        verdicts[name] = _verdict(cells, right=most)
    return Reading(verdicts)


def read_order(page: Page) -> Reading:
    """Right is the order in which each service leaves the asked side less than the one before."""
    asked = asked_by(page.lead, FALLING_FOR_AWS, FALLING_FOR_COMPANY)
    rows, shares = _shares(page, asked)
    falling = tuple(sorted(shares, key=lambda name: -sum(shares[name].values())))
    if not all(_exceeds(shares[one], shares[next_one]) for one, next_one in pairwise(falling)):
        raise UnverifiedError("of two of the services neither leaves more to the side")
    return Reading({name: _verdict(cells, right=True) for name, cells in rows.items()}, sequence=falling)


def _shares(page: Page, asked: Owner) -> tuple[Mapping[str, list[Cell]], Mapping[str, Share]]:
    """For each option the cells of the tasks that the stem lists, and how much of them is the asked side's."""
    listed = page.book.duties_in(page.stem)
    if not listed:
        raise UnverifiedError("the stem does not list the tasks")
    rows = {option.id: service_cells(page, option.text, listed) for option in page.item.options}
    halves = {asked: 1.0, Owner.SHARED: 0.5}
    return rows, {name: {cell.control: halves.get(cell.owner, 0.0) for cell in cells} for name, cells in rows.items()}


def _exceeds(one: Share, other: Share) -> bool:
    """Whether the first holds as much of each task, and more of some."""
    return all(one[task] >= other[task] for task in other) and any(one[task] > other[task] for task in other)


def _verdict(cells: list[Cell], *, right: bool) -> Verdict:
    states: list[Part] = [(cell, side) for cell in cells for side in SIDES if cell.owner in (side, Owner.SHARED)]
    return Verdict(right, tuple(states))


def service_cells(page: Page, text: str, controls: tuple[str, ...]) -> list[Cell]:
    """The cells of the service that an option names, one for each of the controls."""
    model = page.book.model
    named: dict[str, list[Cell]] = {}
    for cell in page.cells.values():
        name = cell.named or model.service(cell.provider, cell.service).phrase
        if plain(name) == plain(text) and cell.control in controls:
            named.setdefault(cell.service, []).append(cell)
    found = list(named.values())
    if len(found) != 1 or {cell.control for cell in found[0]} != set(controls):
        raise UnverifiedError(f"the proof does not say who does each task with {text!r}")
    return [page.use(cell) for cell in found[0]]
