"""What families share whose options are one side's part of cells of several services: which of these tasks is whose?

A part is written to stand alone, so that shared cells serve too, asked for by one side's part.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from question_bank.draft import Choice, Claim, Draft
from question_bank.families._reasons import reasons_of
from question_bank.families._render import Stems, build
from question_bank.item import Item, ItemType
from question_bank.model import ACCOUNT_WIDE, Cell, Owner, ResponsibilityModel, Trap
from question_bank.scope import SIDES, ExamScope
from question_bank.wording import listing, sentence

Part = tuple[Cell, Owner]  # a cell, and the side whose part of it is meant
Controls = Mapping[Owner, frozenset[str]]  # the controls whose parts a family offers, by side
PROVIDERS = {"aws": "AWS", "azure": "Microsoft", "gcp": "Google"}


def parts_of(cells: Iterable[Cell], controls: Controls, services: frozenset[str] | None = None) -> list[Part]:
    """Each side's part of the cells, for the controls that are offered of that side."""
    return [
        (cell, side)
        for cell in cells
        if services is None or cell.service in services
        for side in SIDES
        if cell.control in controls[side] and cell.owner in (side, Owner.SHARED) and cell.part(side)
    ]


def category_of(model: ResponsibilityModel, cell: Cell) -> str:
    return model.service(cell.provider, cell.service).category


def key_part(part: Part, asked: Owner) -> Choice:
    return Choice((Claim(*part, asked),), correct=True)


def wrong_part(part: Part, asked: Owner, trap: Trap | None) -> Choice:
    return Choice((Claim(*part, asked),), correct=False, trap=trap)


def part_text(choice: Choice) -> str:
    """The option: the part, word for word."""
    claim = choice.claims[0]
    return sentence(claim.cell.part(claim.side))


def service_phrases(exam: ExamScope, choices: Sequence[Choice]) -> list[str]:
    """The services of the options as a sentence calls them, in alphabetical order."""
    keys = {(claim.cell.provider, claim.cell.service) for choice in choices for claim in choice.claims}
    return sorted(exam.model.service(*key).phrase for key in keys if key[1] != ACCOUNT_WIDE)


def doer(cell: Cell, side: Owner) -> str:
    """The side by its name in a sentence: the provider by that of its company."""
    return PROVIDERS[cell.provider] if side is Owner.PROVIDER else "the company"


def render_parts(draft: Draft, exam: ExamScope, order: tuple[int, ...], rng: Random, **words: str) -> Item:
    """An item whose options are parts; the draft's topic is the frame of its stem, into which the services go."""
    stem = draft.topic.format(services=listing(service_phrases(exam, draft.choices)), **words)
    texts = [part_text(choice) for choice in draft.choices]
    return build(draft, exam, stem, texts, reasons_of(exam.model, draft.choices, rng), "", order)


@dataclass(eq=False)
class PartsFamily:
    """What a family has that is told apart by the controls whose parts it offers and by the frames of its stems."""

    id: str
    title: str
    controls: Controls
    stems: Stems
    type: ItemType = ItemType.MULTIPLE_CHOICE
    simulation: bool = True
    most_share: float = 1.0

    def render(self, draft: Draft, exam: ExamScope, order: tuple[int, ...], rng: Random) -> Item:
        return render_parts(draft, exam, order, rng)
