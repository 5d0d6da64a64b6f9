"""A draft: which cells an item turns on, before any sentence is written. Cheap, so that a form can look at many."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from random import Random
from typing import NamedTuple, Protocol, runtime_checkable

from question_bank.item import Item, ItemType
from question_bank.lazy import lazy
from question_bank.model import Cell, CellKey, Owner, Trap
from question_bank.scope import ExamScope, Scope

LEAD_WORDS = 4

# More items of these than that only where no other family has any: whoever knows many items by their words, or can tell
# whose words are whose, guesses them best (docs/decisions/0008-items.md).
USUAL_SHARES = {
    "claim-check": 0.06,
    "incident-prevention": 0.03,
    "pick-task": 0.08,
    "pick-three-tasks": 0.015,
    "pick-two-tasks": 0.015,
}
SELDOM = 0.02  # weight of a family that has its usual share: others come first


class Claim(NamedTuple):
    """That `given` does the part of the cell that is `side`'s. True where the two are one."""

    cell: Cell
    side: Owner
    given: Owner

    @property
    def true(self) -> bool:
        return self.side is self.given


class Choice(NamedTuple):
    """What one option says: one claim or two. `trap` is why a wrong one tempts."""

    claims: tuple[Claim, ...]
    correct: bool
    trap: Trap | None = None

    @property
    def cell(self) -> Cell:
        return self.claims[0].cell


@dataclass(frozen=True)
class Draft:
    """The plan of an item. Keys stand first in `choices` (for ordering in their sequence); display order comes later.

    `asked` is the side that the stem asks for, and whose work the key states. `topic` and `facts` are what a family
    needs to say beyond the cells. `prompts` are those of a matching item. `further` are cells that belong to the proof
    though no option states them. `stories` name the events that the stem tells, if any: no form tells one twice.
    """

    family: str
    type: ItemType
    exam: str
    domain: int
    task: str
    asked: Owner
    choices: tuple[Choice, ...]
    topic: str = ""
    facts: tuple[str, ...] = ()
    prompts: tuple[Choice, ...] = ()
    further: tuple[Cell, ...] = ()
    stories: tuple[str, ...] = ()

    @lazy
    def keys(self) -> tuple[Choice, ...]:
        return tuple([choice for choice in self.choices if choice.correct])

    @lazy
    def wrong(self) -> tuple[Choice, ...]:
        return tuple([choice for choice in self.choices if not choice.correct])

    @lazy
    def key_cells(self) -> frozenset[CellKey]:
        """The cells that bear the key: no other item of a form may turn on them."""
        bearing = self.prompts or self.keys
        return frozenset([claim.cell.key for choice in bearing for claim in choice.claims])

    @lazy
    def key_leads(self) -> frozenset[str]:
        """How the texts of the key tasks begin: those of two services that begin alike say the same of both."""
        bearing = self.prompts or self.keys
        return frozenset([_lead(claim.cell.part(claim.side)) for choice in bearing for claim in choice.claims])

    @lazy
    def cells(self) -> tuple[Cell, ...]:
        """Every cell of every option, each once, in the order of the options."""
        stated = {claim.cell.key: claim.cell for choice in self.choices for claim in choice.claims}
        for choice in self.prompts:
            stated |= {claim.cell.key: claim.cell for claim in choice.claims}
        for cell in self.further:
            stated[cell.key] = cell
        return tuple(stated.values())

    @lazy
    def services(self) -> frozenset[str]:
        """Services of the key: spread over a form counts these."""
        return frozenset([service for _, service, _ in self.key_cells])

    @lazy
    def traps(self) -> tuple[Trap, ...]:
        """The traps of its distractors and prompts."""
        return tuple([choice.trap for choice in (*self.wrong, *self.prompts) if choice.trap])

    @lazy
    def strongest_trap(self) -> str | None:
        """The trap that counts for this item in a form and in a learner's memory: the most special belief."""
        return min([(len(trap.cells), trap.id) for trap in self.traps])[1] if self.traps else None


@lru_cache(maxsize=1 << 14)
def _lead(part: str) -> str:
    return " ".join(part.split(maxsplit=LEAD_WORDS)[:LEAD_WORDS])


class Family(Protocol):
    """One idea, thousands of items. `draft` chooses cells; `render` writes the sentences of a chosen draft."""

    id: str
    title: str
    type: ItemType
    simulation: bool  # whether exam simulations may hold its items; else they come where the family is asked for
    most_share: float  # share of a form that may be its items at the most, as a part of 1

    def draft(self, scope: Scope, asked: Owner, rng: Random) -> Draft | None:
        """A plan keyed by a cell of the scope, or None where this try could not fill an item."""
        ...

    def render(self, draft: Draft, exam: ExamScope, order: tuple[int, ...], rng: Random) -> Item:
        """The item; `order` says which choice stands at each position."""
        ...


@runtime_checkable
class CaseFamily(Protocol):
    """A family whose items share a scenario with others, which a form keeps beside them."""

    def companions(self, draft: Draft, exam: ExamScope, rng: Random) -> Sequence[Draft]:
        """Drafts of the other items of the case, each of a domain of its own."""
        ...
