"""What a change of the model does: which cells differ, and which items made before it would be keyed otherwise."""

from collections.abc import Iterable
from dataclasses import dataclass

from question_bank.item import Item
from question_bank.model import Cell, CellKey, ResponsibilityModel
from question_bank.verify import UnverifiedError, verify

COMPARED = ("owner", "provider_part", "customer_part", "nuance", "source", "confidence", "checked", "named")


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell before and after; None where it did not exist. `fields` are those that differ."""

    key: CellKey
    before: Cell | None
    after: Cell | None
    fields: tuple[str, ...]

    @property
    def moves_owner(self) -> bool:
        return self.before is not None and self.after is not None and self.before.owner is not self.after.owner


def changed_cells(old: ResponsibilityModel, new: ResponsibilityModel) -> tuple[CellChange, ...]:
    """Every cell that was added, removed or changed, in the order of the old model and then of the new."""
    changes = []
    for key in dict.fromkeys((*old.cells, *new.cells)):
        before, after = old.cells.get(key), new.cells.get(key)
        fields = COMPARED if before is None or after is None else _differing(before, after)
        if fields:
            changes.append(CellChange(key, before, after, fields))
    return tuple(changes)


def _differing(before: Cell, after: Cell) -> tuple[str, ...]:
    return tuple(name for name in COMPARED if getattr(before, name) != getattr(after, name))


@dataclass(frozen=True, slots=True)
class ItemChange:
    """An item whose key no longer follows, and why."""

    item: Item
    reason: str


def changed_items(items: Iterable[Item], new: ResponsibilityModel) -> tuple[ItemChange, ...]:
    """The items whose key the new model does not confirm."""
    changes = []
    for item in items:
        try:
            verify(item, new)
        except UnverifiedError as error:
            changes.append(ItemChange(item, str(error)))
    return tuple(changes)
