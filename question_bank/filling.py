"""Finds an item for one slot of a form: drafts are looked at until one may join, and only that one is written out."""

from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from random import Random

from question_bank.arrange import Filled
from question_bank.bank import Bank
from question_bank.draft import Draft, Family
from question_bank.exam_guide import Domain, Task
from question_bank.filters import NO_FILTERS, Filters
from question_bank.item import ItemType
from question_bank.making import make_item
from question_bank.model import Owner
from question_bank.scope import OTHER, SIDES, Scope
from question_bank.spread import Spread
from question_bank.supply import Supply

COMMON_TYPES = (ItemType.MULTIPLE_CHOICE, ItemType.MULTIPLE_RESPONSE)
MOST_LEAD = 4  # items
LEADS = {ahead: 4.0**-ahead for ahead in range(-MOST_LEAD, MOST_LEAD + 1)}  # weight by the lead of the side asked for
PASSES = 8  # drafts of each family at each place where filters leave a domain without an item
DRY = 3  # drafts in a row that a family may fail to find
SPENT = 4  # drafts in a row that the form may refuse a family: what it keeps out, it keeps out to the end
OWNER_RULE, TYPE_RULE = "owner of the key", "item type"
TRIES = 40  # drafts looked at before a soft rule gives way


Place = tuple[str, str, Owner]  # a family, a task and the side asked for there


@dataclass(frozen=True, slots=True)
class Slot:
    """One place of a form, planned before any item is drafted. `key_position` counts from 0; one key stands there."""

    domain: Domain
    task: Task
    type: ItemType
    owner: Owner
    key_position: int


class Filler:
    """Fills slots in turn; `relaxed` says which soft rules had to give way, each once."""

    def __init__(
        self, bank: Bank, exam: str, filters: Filters, spread: Spread, rng: Random, supply: Supply | None = None
    ) -> None:
        self.bank = bank
        self.filters = filters
        self.spread = spread
        self.rng = rng
        self.relaxed: list[str] = []
        self.dry: Counter[Place] = Counter()
        self.spent: Counter[tuple[Place, bool]] = Counter()
        self.asked: Counter[tuple[str, Owner]] = Counter()
        self.supply = supply
        self.families: dict[tuple[str, ItemType], tuple[Family, ...]] = {}
        self.most = {
            strict: {name: spread.most_of(family, strict=strict) for name, family in bank.families.items()}
            for strict in (True, False)
        }
        self.exam = bank.scope(exam)
        scopes = self.exam.tasks
        self.tasks = tuple(
            task for domain, task in self.exam.guide.tasks() if domain.id in (filters.domains or (domain.id,))
        )
        asked = [bank.families[name].type for name in filters.families]
        self.kinds = tuple(dict.fromkeys(asked)) or COMMON_TYPES
        self.scopes = (
            {task: replace(scope, spent=spread.is_spent) for task, scope in scopes.items()}
            if filters == NO_FILTERS
            else {task: narrow(scope, filters) for task, scope in scopes.items()}
        )

    def fill_as_planned(self, slot: Slot) -> Filled | None:
        """An item for the slot with its draft, or None where some rule would have to give way."""
        for rule, wanted, tasks, strict in self._levels(slot):
            if rule:
                return None
            if found := self._search(wanted, tasks, strict=strict):
                return found
        return None

    def fill(self, slot: Slot) -> Filled | None:
        """An item for the slot with its draft, or None where even with every soft rule relaxed there is no new one."""
        self.dry.clear()
        self.spent.clear()
        for rule, wanted, tasks, strict in self._levels(slot):
            found = self._search(wanted, tasks, strict=strict)
            if found is not None:
                self._note(rule)
                return found
        return self._fill_anywhere(slot) if self.filters != NO_FILTERS else None

    def _fill_anywhere(self, slot: Slot) -> Filled | None:
        """An item of any domain for filters that leave the slot's own without one; each place is looked at."""
        owners = (slot.owner, *(owner for owner in Owner if owner is not slot.owner))
        kinds = dict.fromkeys((slot.type, *self.kinds))
        tasks = self.rng.sample(self.tasks, len(self.tasks))
        for _, kind, owner, task in product(range(PASSES), kinds, owners, tasks):
            for family in self._of_type(task, kind):
                if self.spread.families[family.id] >= self.most[False][family.id]:
                    continue
                found = self._drafted(family, task, replace(slot, type=kind, owner=owner), strict=False)
                if found is not None:
                    self._note("shares of the domains")
                    return found
        return None

    def _levels(self, slot: Slot) -> Iterator[tuple[str, Slot, tuple[Task, ...], bool]]:
        """The slot as planned, then with more and more given way: task, owner of the key, type, spread of services."""
        tasks = slot.domain.tasks
        others = [owner for owner in (*self.rng.sample(SIDES, 2), Owner.SHARED) if owner is not slot.owner]
        kinds = [kind for kind in self.kinds if kind is not slot.type]
        yield "", slot, (slot.task,), True
        yield "", slot, tasks, True
        for owner in others:
            yield OWNER_RULE, replace(slot, owner=owner), tasks, True
        for kind in kinds:
            for owner in (slot.owner, *others):
                yield TYPE_RULE, replace(slot, type=kind, owner=owner), tasks, True
        for kind in (slot.type, *kinds):
            for owner in (slot.owner, *others):
                yield "spread of services", replace(slot, type=kind, owner=owner), tasks, False

    def _search(self, slot: Slot, tasks: tuple[Task, ...], *, strict: bool) -> Filled | None:
        left = list(tasks)
        for _ in range(TRIES):
            task = left[0] if len(left) == 1 else self.rng.choice(left)
            family = self._family(task, slot, strict=strict)
            if family is None:
                left.remove(task)
                if left:
                    continue
                return None
            found = self._drafted(family, task, slot, strict=strict)
            if found is not None:
                return found
        return None

    def _drafted(self, family: Family, task: Task, slot: Slot, *, strict: bool) -> Filled | None:
        """An item of the family's next draft, or None where that may not join.

        A family that finds nothing at a place, or nothing new for the form, again and again is not asked any more.
        """
        draft = family.draft(self.scopes[task.id], slot.owner, self.rng)
        place = (family.id, task.id, slot.owner)
        self.dry[place] = 0 if draft else self.dry[place] + 1
        if draft is None or not self.filters.admit(draft):
            return None
        if not self.spread.admits(draft, strict=strict):
            self.spent[place, strict] += self.filters == NO_FILTERS  # with filters every draft that is left is wanted
            return None
        self.spent[place, strict] = 0
        return self.write(draft, slot)

    def _note(self, rule: str) -> None:
        if rule and rule not in self.relaxed:
            self.relaxed.append(rule)

    def _family(self, task: Task, slot: Slot, *, strict: bool) -> Family | None:
        """A family of the task that may still be used, those used and refused least the likeliest; or None.

        One that has asked for this side more often than for the other is the less likely: else its texts of one side
        would be keys more often than those of the other.
        """
        used, dry, spent, most = self.spread.families, self.dry, self.spent, self.most[strict]
        asked, owner = self.asked, slot.owner
        other = OTHER.get(owner, owner)
        families, weights, whole = [], [], 0.0
        for family in self._offered(task, slot):
            count = used[family.id]
            place = (family.id, task.id, owner)
            refused = spent[place, strict]
            if count < most[family.id] and dry[place] < DRY and refused < SPENT:
                ahead = asked[family.id, owner] - asked[family.id, other]
                whole += LEADS[min(MOST_LEAD, max(-MOST_LEAD, ahead))] / ((1 + count) * (1 + refused)) ** 2
                families.append(family)
                weights.append(whole)
        if not families:
            return None
        return families[bisect(weights, self.rng.random() * whole, 0, len(weights) - 1)]

    def _offered(self, task: Task, slot: Slot) -> tuple[Family, ...]:
        if self.supply:
            return self.supply.families.get((task.id, (slot.type, slot.owner)), ())
        return self._of_type(task, slot.type)

    def _of_type(self, task: Task, kind: ItemType) -> tuple[Family, ...]:
        key = (task.id, kind)
        if key not in self.families:
            allowed = self.filters.families or task.families
            found = (self.bank.families[name] for name in task.families if name in allowed)
            self.families[key] = tuple(
                family for family in found if family.type is kind and (family.simulation or self.filters.families)
            )
        return self.families[key]

    def write(self, draft: Draft, slot: Slot) -> Filled | None:
        """The item of a draft, noted as part of the form; None where it may not be shown or copies another."""
        item = make_item(self.bank, draft, self.rng, slot.key_position)
        if item is None or self.spread.is_copy(draft, item):
            return None
        self.spread.add(draft, item)
        self.asked[draft.family, draft.asked] += 1
        return Filled.of(draft, item)

    def companions(self, draft: Draft) -> Sequence[Draft]:
        """The drafts of the other items of a case; none where the draft's family has no cases."""
        family = self.bank.case_families.get(draft.family)
        return family.companions(draft, self.exam, self.rng) if family else ()


def narrow(scope: Scope, filters: Filters) -> Scope:
    """The scope with only the filters' services and controls among its keys, and their traps before all others."""
    services, controls = frozenset(filters.services), frozenset(filters.controls)
    cells = {
        owner: tuple(
            cell
            for cell in found
            if (not services or cell.service in services) and (not controls or cell.control in controls)
        )
        for owner, found in scope.cells.items()
    }
    return replace(scope, cells=cells, wanted_traps=frozenset(filters.traps), narrowed=True, memo={})
