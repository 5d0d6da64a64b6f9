"""The order of a form: no three neighbors alike, no key position four times in a row, cases kept together."""

from collections.abc import Sequence
from dataclasses import dataclass

from question_bank.draft import Draft
from question_bank.item import Item, ItemType

NEIGHBORS = 2  # so many may be alike before the next must differ
SAME_PLACE = 3  # keys in a row at one position; questions without a single key are skipped


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


Unit = list[Filled]  # the items of a case, or one item


def arrange(filled: Sequence[Filled]) -> tuple[Item, ...]:
    """The items in an order that keeps the rules: one after the other while any fits, the rest set between them."""
    left, order, placed = _units(filled), list[Unit](), list[Filled]()
    while left:
        index = next((index for index, unit in enumerate(left) if _fits(placed, unit)), None)
        if index is None:
            break
        order.append(left.pop(index))
        placed += order[-1]
    for unit in left:
        order.insert(_place_for(unit, order), unit)
    return tuple(one.item for one in _flat(order))


def _place_for(unit: Unit, order: Sequence[Unit]) -> int:
    """A place among the others where all fit; the end where there is none."""
    for place in range(len(order)):
        later = [unit, *order[place:]]
        before = _flat(order[:place])
        for other in later:
            if not _fits(before, other):
                break
            before += other
        else:
            return place
    return len(order)


def _flat(order: Sequence[Unit]) -> list[Filled]:
    return [one for unit in order for one in unit]


def _units(filled: Sequence[Filled]) -> list[Unit]:
    """Each item by itself, and the items of a case as one."""
    units: dict[object, Unit] = {}
    for place, one in enumerate(filled):
        units.setdefault(one.item.case[0] if one.item.case else place, []).append(one)
    return list(units.values())


def _fits(placed: Sequence[Filled], unit: Unit) -> bool:
    if len(placed) >= NEIGHBORS:
        first, before = unit[0], placed[-NEIGHBORS:]
        if {other.draft.family for other in before} == {first.draft.family}:
            return False
        if first.services.intersection(*[other.services for other in before]):
            return False
    last: list[int] = []
    for one in reversed(placed):
        if one.key_place is not None:
            last.append(one.key_place)
        if len(last) == SAME_PLACE:
            break
    coming = [one.key_place for one in unit if one.key_place is not None]
    return _longest_run([*reversed(last), *coming]) <= SAME_PLACE


def _longest_run(places: Sequence[int]) -> int:
    longest = run = 0
    before = None
    for place in places:
        run = run + 1 if place == before else 1
        before, longest = place, max(longest, run)
    return longest
