"""An item as a candidate has it before them, with the cells of the proof to look things up in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from question_bank.item import Item
from question_bank.model import ACCOUNT_WIDE, Cell, CellKey, Confidence, Owner
from question_bank.phrasebook import Part, Phrasebook, ServiceKey, plain
from question_bank.verify.errors import UnverifiedError

SIDES = (Owner.PROVIDER, Owner.CUSTOMER)


class Verdict(NamedTuple):
    """What a reader makes of one option (of one prompt, in matching): whether it is right, and why.

    `states` are the parts of cells that its words state, `compared` further ones that decide whether it is right.
    """

    right: bool
    states: tuple[Part, ...]
    compared: tuple[Part, ...] = ()


class Reading(NamedTuple):
    """A verdict for each option id. For ordering also the right sequence, for matching the response to each prompt."""

    verdicts: Mapping[str, Verdict]
    sequence: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()


@dataclass(eq=False)
class Page:
    """Stem, options, and the cells of the proof as the model has them today. Notes which cells a reader looked at."""

    item: Item
    book: Phrasebook
    cells: dict[CellKey, Cell] = field(init=False)
    used: set[CellKey] = field(init=False, default_factory=set)

    def __post_init__(self) -> None:
        self.cells = {proof.key: self._proved(proof.key, proof.owner, proof.source) for proof in self.item.proof}

    def _proved(self, key: CellKey, owner: Owner, source: str) -> Cell:
        """The cell, certain enough to bear a key. Raises UnverifiedError where the model has changed since."""
        cell = self.book.model.cells.get(key)
        if cell is None or cell.owner is not owner or cell.source != source:
            raise UnverifiedError(f"the proof cites {key}, which the model does not hold in this form")
        certain = cell.confidence is Confidence.HIGH
        if not certain and not (cell.confidence is Confidence.MEDIUM and cell.nuance and cell.nuance in self.stem):
            raise UnverifiedError(f"{key} is of {cell.confidence} confidence and its condition is not in the stem")
        return cell

    @property
    def stem(self) -> str:
        return self.item.stem

    @property
    def lead(self) -> str:
        """The last sentence of the stem, which asks."""
        stem = self.stem.partition(" (Select ")[0]
        return stem[max(stem.rfind(end) for end in (". ", "? ", ": ")) + 1 :].lstrip()

    @property
    def services(self) -> tuple[ServiceKey, ...]:
        """The services that the stem names."""
        return self.book.services_in(self.stem)

    def stated(self, text: str) -> Part:
        """The cell of the proof one side's part of which is `text`, word for word. Raises UnverifiedError if none."""
        found = self.book.parts.get(plain(text))
        if found is None or found[0] not in self.cells:
            raise UnverifiedError(f"nothing in the proof decides {text!r}")
        return self.use(self.cells[found[0]]), found[1]

    def cell(self, service: ServiceKey, control: str) -> Cell:
        """The cell of the proof for a service and a control. Raises UnverifiedError if the proof lacks it."""
        found = self.cells.get((*service, control))
        if found is None:
            raise UnverifiedError(f"the proof says nothing about {control} with {service[1]}")
        return self.use(found)

    def use(self, cell: Cell) -> Cell:
        """The same cell, noted as one on which the key rests."""
        self.used.add(cell.key)
        return cell

    def need_named(self, cell: Cell) -> None:
        """Raises UnverifiedError where the cell is a service's and the stem does not name the service."""
        if cell.service != ACCOUNT_WIDE and (cell.provider, cell.service) not in self.services:
            raise UnverifiedError(f"the stem does not name {cell.service}, on which the proof rests")


def one_owner(cell: Cell) -> Owner:
    """The side that does all of the cell. Raises UnverifiedError where the sides share it: either can be defended."""
    if cell.owner is Owner.SHARED:
        raise UnverifiedError(f"{cell.service}/{cell.control} is shared: either side can be defended")
    return cell.owner
