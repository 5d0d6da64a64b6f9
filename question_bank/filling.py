"""Finds an item for one slot of a form: drafts are looked at until one may join, and only that one is written out."""

from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product
from random import Random

from question_bank.arrange import Filled
from question_bank.bank import Bank
from question_bank.draft import SELDOM, Draft, Family
from question_bank.exam_guide import Domain, Task
from question_bank.filters import NO_FILTERS, Filters
from question_bank.giveaways import Giveaways
from question_bank.item import ItemType
from question_bank.making import make_item
from question_bank.model import Owner
from question_bank.scope import AWS, SIDES, ExamScope, Scope
from question_bank.spread import Spread
from question_bank.supply import Supply

COMMON_TYPES = (ItemType.MULTIPLE_CHOICE, ItemType.MULTIPLE_RESPONSE)
MOST_LEAD = 4  # items
LEADS = {ahead: 4.0**-ahead for ahead in range(-MOST_LEAD, MOST_LEAD + 1)}  # weight by the lead of the side asked for
PASSES = 8  # drafts of each family at each place where filters leave a domain without an item
TRIED = 3  # drafts in a row that a family may fail to find, or the form refuse: what it keeps out, it keeps out
PATIENT = 6  # the same where a rule would have to give way else
CHOICES = 4  # of multiple choice
OWNER_RULE, TYPE_RULE = "owner of the key", "item type"
TRIES = 40  # drafts looked at before a soft rule gives way
LATEST = 16  # sets of filters whose scopes are kept


SIGNS = {Owner.PROVIDER: 1, Owner.CUSTOMER: -1, Owner.SHARED: 0}  # of what one item adds to its family's lead


@dataclass(frozen=True, slots=True)
class Slot:
    """One place of a form, planned before any item is drafted. `key_position` counts from 0; one key stands there."""

    domain: Domain
    task: Task
    type: ItemType
    owner: Owner
    key_position: int


@dataclass(slots=True, eq=False)
class Offer:
    """A family where a form looks for items, and how many drafts in a row it failed to find there, or saw refused."""

    family: Family
    name: str
    dry: int = 0
    refused: int = 0


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
        self.giveaways = Giveaways(bank.model) if spread.watching and not spread.narrow else None
        self.offers: dict[tuple[str, ItemType, Owner, bool], list[Offer]] = {}
        self.patience = TRIED
        self.ahead: Counter[str] = Counter()  # by how many items each family has asked for AWS's side more often
        self.weights = {owner: dict.fromkeys(bank.families, 1.0) for owner in Owner}
        self.supply = supply
        self.families: dict[tuple[str, ItemType], tuple[Family, ...]] = {}
        self.most = {
            strict: {name: spread.most_of(family, strict=strict) for name, family in bank.families.items()}
            for strict in (True, False)
        }
        self.usual = {name: spread.usual_of(family) for name, family in bank.families.items()}
        self.exam = bank.scope(exam)
        scopes = self.exam.tasks
        self.tasks = tuple(
            task for domain, task in self.exam.guide.tasks() if domain.id in (filters.domains or (domain.id,))
        )
        asked = [bank.families[name].type for name in filters.families]
        self.kinds = tuple(dict.fromkeys(asked)) or COMMON_TYPES
        self.scopes = (
            scopes
            if not (filters.services or filters.controls or filters.traps)
            else _narrowed(self.exam, *map(frozenset, (filters.services, filters.controls, filters.traps)))
        )
        self.strict_scopes = _watching(self.scopes, spread) if filters == NO_FILTERS else self.scopes

    def fill_as_planned(self, slot: Slot) -> Filled | None:
        """An item for the slot with its draft, or None where some rule would have to give way."""
        return self._search(slot, (slot.task,), strict=True) or self._search(slot, slot.domain.tasks, strict=True)

    def fill(self, slot: Slot) -> Filled | None:
        """An item for the slot with its draft, or None where even with every soft rule relaxed there is no new one."""
        self.offers.clear()
        self.patience = PATIENT
        for rule, wanted, tasks, strict in self._levels(slot):
            found = self._search(wanted, tasks, strict=strict)
            if found is not None:
                self.patience = TRIED
                self._note(rule)
                return found
        self.patience = TRIED
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
                found = self._drafted(
                    Offer(family, family.id), task, replace(slot, type=kind, owner=owner), strict=False
                )
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
        elsewhere = replace(slot, key_position=int(self.rng.random() * CHOICES))  # none was planned for another type
        for kind in kinds:
            for owner in (slot.owner, *others):
                yield TYPE_RULE, replace(elsewhere, type=kind, owner=owner), tasks, True
        for kind in (slot.type, *kinds):
            for owner in (slot.owner, *others):
                planned = slot if kind is slot.type else elsewhere
                yield "spread of services", replace(planned, type=kind, owner=owner), tasks, False

    def _search(self, slot: Slot, tasks: tuple[Task, ...], *, strict: bool) -> Filled | None:
        left = list(tasks)
        for _ in range(TRIES):
            task = left[0] if len(left) == 1 else self.rng.choice(left)
            offer = self._offer(task, slot, strict=strict)
            if offer is None:
                left.remove(task)
                if left:
                    continue
                return None
            found = self._drafted(offer, task, slot, strict=strict)
            if found is not None:
                return found
        return None

    def _drafted(self, offer: Offer, task: Task, slot: Slot, *, strict: bool) -> Filled | None:
        """An item of the family's next draft, or None where that may not join.

        A family that finds nothing at a place, or nothing new for the form, again and again is not asked any more.
        """
        scopes = self.strict_scopes if strict else self.scopes
        draft = offer.family.draft(scopes[task.id], slot.owner, self.rng)
        if draft is None:
            offer.dry += 1
            return None
        offer.dry = 0
        if not self.filters.admit(draft):
            return None
        if not self.spread.admits(draft, strict=strict):
            offer.refused += self.filters == NO_FILTERS  # with filters every draft that is left is wanted
            return None
        offer.refused = 0
        return self.write(draft, slot)

    def _note(self, rule: str) -> None:
        if rule and rule not in self.relaxed:
            self.relaxed.append(rule)

    def _offer(self, task: Task, slot: Slot, *, strict: bool) -> Offer | None:
        """A family of the task that may still be used, those used and refused least the likeliest; or None.

        One that has asked for this side more often than for the other is the less likely: else its texts of one side
        would be keys more often than those of the other.
        """
        place = (task.id, slot.type, slot.owner, strict)
        offers = self.offers.get(place)
        if offers is None:
            offers = self.offers[place] = [Offer(family, family.id) for family in self._offered(task, slot)]
        used, usual, most, patience = self.spread.families, self.usual, self.most[strict], self.patience
        weights, left, sums, whole = self.weights[slot.owner], [], [], 0.0
        for offer in offers:
            if offer.dry < patience and offer.refused < patience:
                name = offer.name
                count = used.get(name, 0)
                if count < most[name]:
                    weight = weights[name] if count < usual[name] else weights[name] * SELDOM
                    whole += weight / (1 + offer.refused) ** 2 if offer.refused else weight
                    left.append(offer)
                    sums.append(whole)
        return left[bisect(sums, self.rng.random() * whole, 0, len(sums) - 1)] if left else None

    def _offered(self, task: Task, slot: Slot) -> tuple[Family, ...]:
        if self.supply:
            return self.supply.families.get((task.id, (slot.type, slot.owner)), ())
        return self._of_type(task, slot.type)

    def _of_type(self, task: Task, kind: ItemType) -> tuple[Family, ...]:
        key = (task.id, kind)
        if key not in self.families:
            allowed = self.filters.families or task.families
            found = (self.bank.families[name] for name in task.families if name in allowed)
            any_family = bool(self.filters.families) or self._wants_other_clouds()
            self.families[key] = tuple(
                family for family in found if family.type is kind and (family.simulation or any_family)
            )
        return self.families[key]

    def _wants_other_clouds(self) -> bool:
        """Whether the wanted traps are beliefs about other clouds alone, which no exam asks about."""
        traps = [self.bank.model.traps[trap] for trap in self.filters.traps if trap in self.bank.model.traps]
        return bool(traps) and all(provider != AWS for trap in traps for provider, _, _ in trap.cells)

    def write(self, draft: Draft, slot: Slot) -> Filled | None:
        """The item of a draft, noted as part of the form; None where it may not be shown or copies another."""
        item = make_item(self.bank, draft, self.rng, slot.key_position)
        if item is None or self.spread.is_copy(draft, item):
            return None
        if self.giveaways and not self.giveaways.admit(item):
            return None
        self.spread.add(draft, item)
        self._reweigh(draft)
        return Filled.of(draft, item)

    def _reweigh(self, draft: Draft) -> None:
        """Lets the draft's family come less often, and so less often for the side that it has asked for."""
        name = draft.family
        self.ahead[name] += SIGNS[draft.asked]
        lead = min(MOST_LEAD, max(-MOST_LEAD, self.ahead[name]))
        seldom = 1 / (1 + self.spread.families[name]) ** 2
        for owner, sign in SIGNS.items():
            self.weights[owner][name] = LEADS[sign * lead] * seldom

    def companions(self, draft: Draft) -> Sequence[Draft]:
        """The drafts of the other items of a case; none where the draft's family has no cases."""
        family = self.bank.case_families.get(draft.family)
        return family.companions(draft, self.exam, self.rng) if family else ()


def _watching(scopes: Mapping[str, Scope], spread: Spread) -> Mapping[str, Scope]:
    """The scopes with what the form holds, so that families draft nothing that it would refuse."""
    return {
        task: scope.watching(spread.is_spent, spread.is_worn, spread.keys, spread.stories)
        for task, scope in scopes.items()
    }


@lru_cache(maxsize=LATEST)
def _narrowed(
    exam: ExamScope, services: frozenset[str], controls: frozenset[str], traps: frozenset[str]
) -> Mapping[str, Scope]:
    """The scope of each task with only these services and controls among its keys, and these traps before all others.

    Kept for the latest filters: a drill looks through dozens of forms of the same ones.
    """
    return {task: _narrow(scope, services, controls, traps) for task, scope in exam.tasks.items()}


def _narrow(scope: Scope, services: frozenset[str], controls: frozenset[str], traps: frozenset[str]) -> Scope:
    cells = {
        owner: tuple(
            cell
            for cell in found
            if (not services or cell.service in services) and (not controls or cell.control in controls)
        )
        for owner, found in scope.cells.items()
    }
    return replace(scope, cells=cells, wanted_traps=traps, narrowed=True, memo={})
