"""An item as the checks look at it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from question_bank.draft import Family
from question_bank.item import Item, ItemType
from question_bank.lint.text import KEPT, SENTENCE_END, Text, text_of
from question_bank.model import ResponsibilityModel
from question_bank.phrasebook import Phrasebook, phrasebook_of

SELECT = re.compile(r" \(Select [A-Z]+\.\)$")


@dataclass(eq=False, slots=True)
class Look:
    """An item with its texts taken apart, keys and distractors separate."""

    item: Item
    model: ResponsibilityModel
    family: Family | None = None
    book: Phrasebook = field(init=False)
    stem: Text = field(init=False)
    lead: Text = field(init=False)  # the last sentence of the stem, which asks
    options: list[Text] = field(init=False)
    keys: list[Text] = field(init=False)
    wrong: list[Text] = field(init=False)

    def __post_init__(self) -> None:
        options = self.item.options
        self.book = phrasebook_of(self.model)
        self.stem = text_of(self.item.stem.partition(" (Select ")[0])
        self.lead = text_of(lead_in(self.item.stem))
        self.options = [text_of(option.text) for option in options]
        self.keys = [text for option, text in zip(options, self.options, strict=True) if option.correct]
        self.wrong = [text for option, text in zip(options, self.options, strict=True) if not option.correct]

    @property
    def chooses(self) -> bool:
        """Whether some options are right and the rest wrong, so that a clue could tell them apart."""
        return self.item.type in (ItemType.MULTIPLE_CHOICE, ItemType.MULTIPLE_RESPONSE)

    def declares(self, name: str) -> bool:
        """Whether the family has a true attribute of this name, by which a rule takes its items otherwise. Known are:

        `factorial`: the options are a full two by two, whose members must resemble each other;
        `compares_clouds`: services of other providers may stand in its items.
        """
        return bool(getattr(self.family, name, False))


Check = Callable[[Look], Iterator[str]]


@lru_cache(maxsize=KEPT)
def lead_in(stem: str) -> str:
    """The last sentence of a stem, without what says how many to choose."""
    return SENTENCE_END.split(SELECT.sub("", stem))[-1]
