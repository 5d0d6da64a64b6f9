"""Reads items that weigh services by how much of a list of tasks each leaves to a side."""

import re
from collections.abc import Mapping
from itertools import pairwise

from question_bank.model import Cell, Owner
from question_bank.phrasebook import plain
from question_bank.verify.asking import asked_by
from question_bank.verify.errors import UnverifiedError
from question_bank.verify.page import Page, Reading, Verdict, one_owner

MORE_BY_AWS = ("does AWS do more of",)
MORE_BY_COMPANY = ("to the company than the other three?",)
FALLING_FOR_AWS = ("from the one with which AWS does the most of it?",)
FALLING_FOR_COMPANY = ("from the one that leaves the most of it to the company?",)
FEWEST = 2  # tasks in a list
KEEPS = re.compile(r"(?:keep in its own hands|do itself)[^:.]*: ([^.?]+)\.")
LEAVES = re.compile(r"(?:leave to AWS|be rid of)[^:.]*: ([^.?]+)\.")


def read_most(page: Page) -> Reading:
    """Right is the service whose share of the asked side holds that of every other service, and more."""
    asked = asked_by(page.lead, MORE_BY_AWS, MORE_BY_COMPANY)
    listed = page.book.duties_in(page.stem)
    if len(listed) < FEWEST:
        raise UnverifiedError("the stem does not list the tasks")
    rows, shares = _shares(page, listed, asked)
    verdicts = {}
    for name, cells in rows.items():
        most = all(shares[name] > share for other, share in shares.items() if other != name)
        verdicts[name] = _verdict(cells, right=most)
    return Reading(verdicts)


def read_order(page: Page) -> Reading:
    """Right is the order in which each service leaves the asked side a part of what the one before leaves it."""
    asked = asked_by(page.lead, FALLING_FOR_AWS, FALLING_FOR_COMPANY)
    listed = page.book.duties_in(page.stem)
    if len(listed) < FEWEST:
        raise UnverifiedError("the stem does not list the tasks")
    rows, shares = _shares(page, listed, asked)
    falling = tuple(sorted(shares, key=lambda name: -len(shares[name])))
    if not all(shares[one] > shares[next_one] for one, next_one in pairwise(falling)):
        raise UnverifiedError("two of the services leave as much to the side")
    return Reading({name: _verdict(cells, right=True) for name, cells in rows.items()}, sequence=falling)


def _shares(
    page: Page, listed: tuple[str, ...], asked: Owner
) -> tuple[Mapping[str, list[Cell]], Mapping[str, frozenset[str]]]:
    """For each option the cells of the listed tasks, and those of the tasks that are the asked side's."""
    rows = {option.id: service_cells(page, option.text, listed) for option in page.item.options}
    shares = {name: frozenset(c.control for c in cells if one_owner(c) is asked) for name, cells in rows.items()}
    return rows, shares


def _verdict(cells: list[Cell], *, right: bool) -> Verdict:
    return Verdict(right, tuple((cell, cell.owner) for cell in cells))


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
