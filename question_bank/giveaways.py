"""Items of which one states the key of another in its stem: section 7.3 of the method reference, rule L33.

The key is stated where four of its content words follow each other in the stem. Names and duties do not count: they say
what is asked, not who does it.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from question_bank.item import Item
from question_bank.lint import tokens, words
from question_bank.lint.text import KEPT, option_of, stem_of
from question_bank.model import ResponsibilityModel
from question_bank.phrasebook import Phrasebook, phrasebook_of

IN_A_ROW = 4  # content words
FEWEST_PAIRS = IN_A_ROW - 1  # of words that follow each other, which so many words in a row have
BREAK = re.compile(r"[|.;:?!]")
Run = tuple[str, ...]
Pairs = frozenset[tuple[str, str]]


def states_key_of(item: Item, other: Item, book: Phrasebook) -> bool:
    """Whether the stem of the item states a key of the other one. Members of a case are no enemies."""
    if item.case and other.case and item.case[0] == other.case[0]:
        return False
    stem = _runs(item.stem, book)
    return any(not stem.isdisjoint(_runs(option.text, book)) for option in other.options if option.correct)


@lru_cache(maxsize=KEPT)
def _runs(text: str, book: Phrasebook) -> frozenset[Run]:
    """Every four content words in a row."""
    found: set[Run] = set()
    for piece in BREAK.split(book.duty.sub("|", book.mention.sub("|", text))):
        content = [word for word in words(piece) if tokens(word)]
        found |= set(zip(*(content[start:] for start in range(IN_A_ROW)), strict=False))
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class _Told:
    """What an item has in its stem and in its keys: pairs of content words that follow each other."""

    item: Item
    stem: Pairs
    keys: Pairs

    @classmethod
    def of(cls, item: Item) -> "_Told":
        keys = [option_of(option.text).runs for option in item.options if option.correct]
        return cls(item, stem_of(item.stem).runs, frozenset().union(*keys))


class Giveaways:
    """The items of a form that is being made, so that the next one neither states a key of theirs nor the reverse.

    Few texts have three pairs in common, and only of those every word is looked at.
    """

    def __init__(self, model: ResponsibilityModel) -> None:
        self._book = phrasebook_of(model)
        self._told: list[_Told] = []
        self._stems: set[tuple[str, str]] = set()
        self._keys: set[tuple[str, str]] = set()

    def admit(self, item: Item) -> bool:
        """Takes the item in, unless it and one of the form give a key of each other away: then False."""
        new = _Told.of(item)
        if len(new.stem & self._keys) >= FEWEST_PAIRS and self._are_told_by(new):
            return False
        if len(new.keys & self._stems) >= FEWEST_PAIRS and self._tell(new):
            return False
        self._told.append(new)
        self._stems |= new.stem
        self._keys |= new.keys
        return True

    def _are_told_by(self, new: _Told) -> bool:
        near = [old.item for old in self._told if len(new.stem & old.keys) >= FEWEST_PAIRS]
        return any(states_key_of(new.item, other, self._book) for other in near)

    def _tell(self, new: _Told) -> bool:
        near = [old.item for old in self._told if len(new.keys & old.stem) >= FEWEST_PAIRS]
        return any(states_key_of(other, new.item, self._book) for other in near)
