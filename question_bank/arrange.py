"""The order of a form: no three neighbors alike, no key position four times in a row, cases kept together."""

from collections.abc import Sequence
from dataclasses import dataclass

from question_bank.draft import Draft
from question_bank.item import Item, ItemType

NEIGHBORS = 2  # so many may be alike before the next must differ
SAME_PLACE = 3


@dataclass(frozen=True, slots=True)
class Filled:
    """A slot's draft and the item written from it. `key_place` is where a multiple-choice key stands, from 0."""

    draft: Draft
    item: Item
    services: frozenset[str]
    key_place: int | None

    @classmethod
    def of(cls, draft: Draft, item: Item) -> "Filled":
        place = None
        if item.type is ItemType.MULTIPLE_CHOICE:
            place = next(place for place, option in enumerate(item.options) if option.correct)
        return cls(draft, item, draft.services, place)


def arrange(filled: Sequence[Filled]) -> tuple[Item, ...]:
    """The items in an order that keeps the rules wherever one of those left can keep them; else in the order given."""
    left = _units(filled)
    placed: list[Filled] = []
    places: list[int] = []
    while left:
        index = next((index for index, unit in enumerate(left) if _fits(placed, places, unit[0])), 0)
        unit = left.pop(index)
        placed += unit
        places += [one.key_place for one in unit if one.key_place is not None]
    return tuple(one.item for one in placed)


def _units(filled: Sequence[Filled]) -> list[list[Filled]]:
    """Each item by itself, and the items of a case as one."""
    units: dict[object, list[Filled]] = {}
    for place, one in enumerate(filled):
        units.setdefault(one.item.case[0] if one.item.case else place, []).append(one)
    return list(units.values())


def _fits(placed: Sequence[Filled], places: Sequence[int], one: Filled) -> bool:
    before = placed[-NEIGHBORS:]
    if len(before) == NEIGHBORS:
        if all(other.draft.family == one.draft.family for other in before):
            return False
        if one.services.intersection(*(other.services for other in before)):
            return False
    last = places[-SAME_PLACE:]
    return not (len(last) == SAME_PLACE and one.key_place is not None and set(last) == {one.key_place})
