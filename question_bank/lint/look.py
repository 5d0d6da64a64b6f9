"""An item as the checks look at it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from question_bank.draft import Family
from question_bank.item import Item, ItemType
from question_bank.lint.text import OptionText, Text, option_of, stem_of, text_of
from question_bank.model import ResponsibilityModel
from question_bank.phrasebook import Phrasebook, phrasebook_of


@dataclass(eq=False, slots=True)
class Look:
    """An item with its texts taken apart, keys and distractors separate."""

    item: Item
    model: ResponsibilityModel
    family: Family | None = None
    book: Phrasebook = field(init=False)
    stem: Text = field(init=False)
    lead: Text = field(init=False)  # the last sentence of the stem, which asks
    options: list[OptionText] = field(init=False)
    keys: list[OptionText] = field(init=False)
    wrong: list[OptionText] = field(init=False)

    def __post_init__(self) -> None:
        options = self.item.options
        self.book = phrasebook_of(self.model)
        self.stem = stem_of(self.item.stem)
        self.lead = text_of(self.stem.last)
        self.options, self.keys, self.wrong = [], [], []
        for option in options:
            text = option_of(option.text)
            self.options.append(text)
            (self.keys if option.correct else self.wrong).append(text)

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
