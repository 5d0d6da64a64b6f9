"""Finds an item for one slot of a form: drafts are looked at until one may join, and only that one is written out."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

from question_bank.bank import Bank
from question_bank.draft import Draft, Family
from question_bank.exam_guide import Domain, Task
from question_bank.filters import NO_FILTERS, Filters
from question_bank.item import Item, ItemType
from question_bank.making import make_item
from question_bank.model import Owner
from question_bank.scope import SIDES, Scope
from question_bank.spread import Spread

COMMON_TYPES = (ItemType.MULTIPLE_CHOICE, ItemType.MULTIPLE_RESPONSE)
TRIES = 40  # drafts looked at before a soft rule gives way


@dataclass(frozen=True, slots=True)
class Slot:
    """One place of a form, planned before any item is drafted. `key_position` counts from 0."""

    domain: Domain
    task: Task
    type: ItemType
    owner: Owner
    key_position: int


class Filler:
    """Fills slots in turn; `relaxed` says which soft rules had to give way, each once."""

    def __init__(self, bank: Bank, exam: str, filters: Filters, spread: Spread, rng: Random) -> None:
        self.bank = bank
        self.filters = filters
        self.spread = spread
        self.rng = rng
        self.relaxed: list[str] = []
        scopes = bank.scope(exam).tasks
        self.scopes = scopes if filters == NO_FILTERS else {task: narrow(s, filters) for task, s in scopes.items()}

    def fill(self, slot: Slot) -> Item | None:
        """An item for the slot, or None where even with every soft rule relaxed there is no new one."""
        for rule, wanted, tasks, strict in self._levels(slot):
            item = self._search(wanted, tasks, strict=strict)
            if item is not None:
                if rule and rule not in self.relaxed:
                    self.relaxed.append(rule)
                return item
        return None

    def _levels(self, slot: Slot) -> Iterator[tuple[str, Slot, tuple[Task, ...], bool]]:
        """The slot as planned, then with more and more given way: task, owner of the key, type, spread of services."""
        tasks = slot.domain.tasks
        others = [owner for owner in (*SIDES, Owner.SHARED) if owner is not slot.owner]
        kinds = [kind for kind in COMMON_TYPES if kind is not slot.type]
        yield "", slot, (slot.task,), True
        yield "", slot, tasks, True
        for owner in others:
            yield "owner of the key", replace(slot, owner=owner), tasks, True
        for kind in kinds:
            for owner in (slot.owner, *others):
                yield "item type", replace(slot, type=kind, owner=owner), tasks, True
        for kind in (slot.type, *kinds):
            for owner in (slot.owner, *others):
                yield "spread of services", replace(slot, type=kind, owner=owner), tasks, False

    def _search(self, slot: Slot, tasks: tuple[Task, ...], *, strict: bool) -> Item | None:
        for _ in range(TRIES):
            task = tasks[0] if len(tasks) == 1 else self.rng.choice(tasks)
            families = self._families(task, slot.type)
            if not families:
                continue
            draft = self.rng.choice(families).draft(self.scopes[task.id], slot.owner, self.rng)
            if draft is None or not self.filters.admit(draft) or not self.spread.admits(draft, strict=strict):
                continue
            item = self._write(draft, slot)
            if item is not None:
                return item
        return None

    def _families(self, task: Task, kind: ItemType) -> list[Family]:
        allowed = self.filters.families or task.families
        found = (self.bank.families[name] for name in task.families if name in allowed)
        return [family for family in found if family.type is kind]

    def _write(self, draft: Draft, slot: Slot) -> Item | None:
        item = make_item(self.bank, draft, self.rng, slot.key_position)
        if item is None or self.spread.is_copy(draft, item):
            return None
        self.spread.add(draft, item)
        return item


def narrow(scope: Scope, filters: Filters) -> Scope:
    """The scope with only the filters' services among its keys, and their traps before all others."""
    services = frozenset(filters.services)
    cells = {
        owner: tuple(cell for cell in found if not services or cell.service in services)
        for owner, found in scope.cells.items()
    }
    return replace(scope, cells=cells, wanted_traps=frozenset(filters.traps), memo={})
