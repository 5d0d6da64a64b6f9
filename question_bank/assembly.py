"""Forms: ordered sets of items that meet an exam guide's weights, the same for the same seed on any machine."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil, floor
from random import Random
from typing import Any

from question_bank.arrange import Filled, arrange
from question_bank.bank import Bank
from question_bank.dice import Dice
from question_bank.exam_guide import Domain, ExamGuide, Task, largest_remainder
from question_bank.filling import CHOICES, OWNER_RULE, TYPE_RULE, Filler, Slot
from question_bank.filters import NO_FILTERS, Filters
from question_bank.form_code import FormRequest, encode
from question_bank.item import Item, ItemType
from question_bank.model import Owner
from question_bank.scope import SIDES
from question_bank.spread import Spread
from question_bank.supply import Need, Supply, supply_of

LONGEST = 65
EXCHANGES = 2  # needs of other slots that are tried where a slot's own cannot be met
PLANNED = 10  # items; shorter forms are drawn without a look at the whole supply
RESPONSE_SHARE = 0.20  # share of multiple-response items: section 7.1 of the method reference
RESPONSE_SHARES, RARE_SHARES = (0.17, 0.23), (0.06, 0.10)  # within which a form keeps its rules
OWNER_SHARES = {Owner.PROVIDER: (0.30, 0.60), Owner.CUSTOMER: (0.30, 0.60), Owner.SHARED: (0.05, 0.20)}
SHARED_SHARE = 0.06  # share of items whose key splits the work between the sides
FEWEST_FAMILIES = 8
RARE_TYPES = (ItemType.ORDERING, ItemType.MATCHING)
RARE_SHARE = 0.08  # share of ordering and matching together, where the exam has them


class AssemblyError(ValueError):
    """No such form can be made. The message is for whoever asked for it."""


@dataclass(frozen=True)
class Form:
    """An ordered set of items. `relaxed` names soft rules that could not hold; hard ones always do."""

    exam: str
    seed: int
    length: int
    filters: Filters
    bank_version: str
    code: str
    items: tuple[Item, ...]
    relaxed: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The form as the public contract prints it, with keys."""
        return {
            "exam": self.exam,
            "seed": self.seed,
            "length": self.length,
            "code": self.code,
            "bank_version": self.bank_version,
            "relaxed": list(self.relaxed),
            "items": [item.to_json() for item in self.items],
        }


def assemble_form(bank: Bank, exam: str, seed: int, length: int, filters: Filters = NO_FILTERS) -> Form:
    """A form of `length` items. Same bank version, exam, seed, length and filters: the same form, byte for byte.

    Raises UnknownExamError for an unknown exam, and AssemblyError where the filters leave too few different items or
    the length is not between 1 and 65.
    """
    guide = bank.guide(exam)
    if not 1 <= length <= LONGEST:
        raise AssemblyError(f"a form has 1 to {LONGEST} items, not {length}")
    rng = Dice(f"{exam}|{seed}|{length}|{filters}")
    spread = Spread(length, many_families=_many_families(bank, filters), filters=filters)
    supply = supply_of(bank.scope(exam), bank.families) if filters == NO_FILTERS and length >= PLANNED else None
    filler = Filler(bank, exam, filters, spread, rng, supply)
    slots = plan_slots(guide, length, filters, rng, supply)
    filled: dict[int, Filled] = {}
    for place, slot in enumerate(slots):
        if place in filled:
            continue
        found = filler.fill_as_planned(slot) or _fill_another_way(place, slots, filled, filler)
        if found is None:
            raise AssemblyError(
                f"only {len(filled)} of {length} different items could be made with these filters; "
                "ask for fewer items or wider filters"
            )
        filled[place] = found
        _add_companions(found, slots, filled, filler)
    code = encode(bank, FormRequest(exam, seed, length, filters))
    return Form(
        exam,
        seed,
        length,
        filters,
        bank.version,
        code,
        arrange([filled[place] for place in sorted(filled)]),
        tuple(rule for rule in filler.relaxed if not _kept(rule, list(filled.values()), guide)),
    )


def _kept(rule: str, filled: Sequence[Filled], guide: ExamGuide) -> bool:
    """Whether the form as a whole keeps a rule from which the plan of some slot departed: the shares decide."""
    if rule == OWNER_RULE:
        counts = Counter(one.draft.asked for one in filled)
        return all(_within(counts[owner], len(filled), shares) for owner, shares in OWNER_SHARES.items())
    if rule == TYPE_RULE:
        types = Counter(one.item.type for one in filled)
        rare = sum(types[kind] for kind in RARE_TYPES)
        return _within(types[ItemType.MULTIPLE_RESPONSE], len(filled), RESPONSE_SHARES) and (
            _within(rare, len(filled), RARE_SHARES) or not set(RARE_TYPES) & set(guide.item_types)
        )
    return False


def _within(count: int, length: int, shares: tuple[float, float]) -> bool:
    low, high = shares
    return floor(low * length) <= count <= ceil(high * length)


def _fill_another_way(place: int, slots: list[Slot], filled: Mapping[int, Filled], filler: Filler) -> Filled | None:
    """The slot with the need of an open one of another domain, which takes over its own; else with rules relaxed."""
    slot, tried = slots[place], {_need(slots[place])}
    for other in range(place + 1, len(slots)):
        need = _need(slots[other])
        if other in filled or need in tried or slots[other].domain is slot.domain or len(tried) > EXCHANGES:
            continue
        tried.add(need)
        taken = replace(slots[other], domain=slot.domain, task=slot.task)
        found = filler.fill_as_planned(taken)
        if found:
            slots[other] = replace(slot, domain=slots[other].domain, task=slots[other].task)
            return found
    return filler.fill(slot)


def _need(slot: Slot) -> Need:
    return slot.type, slot.owner


def _add_companions(found: Filled, slots: Sequence[Slot], filled: dict[int, Filled], filler: Filler) -> None:
    """The other items of a case go into open slots of their own domains; where none is open, the case is shorter.

    They may share cells with each other, and break soft rules, since they share their scenario.
    """
    first = filler.spread.count - 1
    for draft in filler.companions(found.draft):
        if not filler.spread.may_accompany(draft, first):
            continue
        for place, slot in enumerate(slots):
            if place not in filled and slot.domain.id == draft.domain and slot.type is draft.type:
                member = filler.write(draft, slot)
                if member is not None:
                    filled[place] = member
                break


def plan_slots(
    guide: ExamGuide, length: int, filters: Filters, rng: Random, supply: Supply | None = None
) -> list[Slot]:
    """Domains by weight in whole items, tasks by share; types, owners and key positions balanced; then shuffled.

    With a `supply` each domain is asked for what it has, as far as exchanges between slots can bring that about.
    """
    weights = {d.id: d.weight_percent for d in guide.domains if d.id in (filters.domains or (d.id,))}
    counts = largest_remainder(weights, length)
    places = [
        (guide.domain(number), task)
        for number, count in counts.items()
        for task in _tasks(guide.domain(number), count, rng)
    ]
    rng.shuffle(places)
    responses = round(length * RESPONSE_SHARE)
    shared = round(length * SHARED_SHARE)
    kinds: list[Need] = [(ItemType.MULTIPLE_RESPONSE, SIDES[place % 2]) for place in range(responses)]
    rare = [kind for kind in RARE_TYPES if kind in guide.item_types]
    kinds += [(rare[place % len(rare)], SIDES[place % 2]) for place in range(round(length * RARE_SHARE) if rare else 0)]
    kinds += [(ItemType.MULTIPLE_CHOICE, Owner.SHARED)] * shared
    kinds += [(ItemType.MULTIPLE_CHOICE, SIDES[place % 2]) for place in range(length - len(kinds))]
    rng.shuffle(kinds)
    if supply:
        _exchange(kinds, [supply.domains[domain.id] for domain, _ in places])
    one_key = sum(kind is ItemType.MULTIPLE_CHOICE for kind, _ in kinds)
    positions = iter(balanced_positions(one_key, rng))
    return [
        Slot(domain, task, kind, owner, next(positions) if kind is ItemType.MULTIPLE_CHOICE else 0)
        for (domain, task), (kind, owner) in zip(places, kinds, strict=True)
    ]


def _exchange(needs: list[Need], offers: Sequence[frozenset[Need]]) -> None:
    """Gives needs that their place cannot meet to places that can, and takes over what those were to ask for."""
    for place, need in enumerate(needs):
        if need in offers[place]:
            continue
        for other, theirs in enumerate(needs):
            if need in offers[other] and theirs in offers[place]:
                needs[place], needs[other] = theirs, need
                break


def balanced_positions(length: int, rng: Random) -> list[int]:
    """Key positions, each as often as any other within one, in an order that tells nothing of the next.

    Which of them come once more is chance: else the last position would have fewer keys in every form.
    """
    first = rng.randrange(CHOICES)
    positions = [(first + place) % CHOICES for place in range(length)]
    rng.shuffle(positions)
    return positions


def sample_items(bank: Bank, exam: str, count: int, seed: int, filters: Filters = NO_FILTERS) -> Iterator[Item]:
    """`count` items drawn one by one, domains by weight; unlike a form's they may turn on the same cells.

    Raises UnknownExamError for an unknown exam and AssemblyError where the filters leave nothing to ask.
    """
    guide = bank.guide(exam)
    rng = Dice(f"{exam}|{seed}|{filters}")
    shown: set[str] = set()
    while len(shown) < count:
        before = len(shown)
        spread = Spread.unwatched(LONGEST, many_families=_many_families(bank, filters), filters=filters)
        filler = Filler(bank, exam, filters, spread, rng)  # anew, so that families come as often as in forms
        for slot in plan_slots(guide, LONGEST, filters, rng):
            found = filler.fill(slot)
            if found is None or found.item.id in shown:
                continue
            shown.add(found.item.id)
            yield found.item
            if len(shown) == count:
                return
        if len(shown) == before:
            raise AssemblyError(f"no more than {before} different items of {guide.code} can be made with these filters")


def _many_families(bank: Bank, filters: Filters) -> bool:
    """Whether there are so many families that each can keep to its share."""
    return len(bank.families) >= FEWEST_FAMILIES and not filters.families


def _tasks(domain: Domain, count: int, rng: Random) -> list[Task]:
    """`count` tasks of a domain by their share of its scored items; rounding falls by chance, within one item."""
    total = sum(task.scored_items for task in domain.tasks)
    exact = [count * task.scored_items / total for task in domain.tasks]
    chosen = [task for task, share in zip(domain.tasks, exact, strict=True) for _ in range(int(share))]
    rest = [share - int(share) for share in exact]
    while len(chosen) < count:
        index = rng.choices(range(len(rest)), weights=rest)[0]
        chosen.append(domain.tasks[index])
        rest[index] = 0.0
    return chosen
