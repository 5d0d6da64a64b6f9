"""Forms: ordered sets of items that meet an exam guide's weights, the same for the same seed on any machine."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from question_bank.arrange import Filled, arrange
from question_bank.bank import Bank
from question_bank.exam_guide import Domain, ExamGuide, Task, largest_remainder
from question_bank.filling import Filler, Slot
from question_bank.filters import NO_FILTERS, Filters
from question_bank.form_code import FormRequest, encode
from question_bank.item import Item, ItemType
from question_bank.model import Owner
from question_bank.scope import SIDES
from question_bank.spread import Spread

LONGEST = 65
RESPONSE_SHARE = 0.20  # share of multiple-response items: section 7.1 of the method reference
SHARED_SHARE = 0.07  # share of items whose key splits the work between the sides
CHOICES = 4
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
    rng = Random(f"{exam}|{seed}|{length}|{filters}")
    spread = Spread(length, many_families=_many_families(bank, filters), filters=filters)
    filler = Filler(bank, exam, filters, spread, rng)
    slots = plan_slots(guide, length, filters, rng)
    filled: dict[int, Filled] = {}
    for place, slot in enumerate(slots):
        if place in filled:
            continue
        found = filler.fill(slot)
        if found is None:
            raise AssemblyError(
                f"only {len(filled)} of {length} different items could be made of domain {slot.domain.id} "
                "with these filters; ask for fewer items or wider filters"
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
        tuple(filler.relaxed),
    )


def _add_companions(found: Filled, slots: Sequence[Slot], filled: dict[int, Filled], filler: Filler) -> None:
    """The other items of a case go into open slots of their own domains; where none is open, the case is shorter."""
    for draft in filler.companions(found.draft):
        for place, slot in enumerate(slots):
            if place not in filled and slot.domain.id == draft.domain and slot.type is draft.type:
                member = filler.write(draft, slot)
                if member is not None:
                    filled[place] = member
                break


def plan_slots(guide: ExamGuide, length: int, filters: Filters, rng: Random) -> list[Slot]:
    """Domains by weight in whole items, tasks by share; types, owners and key positions balanced; then shuffled."""
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
    kinds = [(ItemType.MULTIPLE_RESPONSE, SIDES[place % 2]) for place in range(responses)]
    rare = [kind for kind in RARE_TYPES if kind in guide.item_types]
    kinds += [(rare[place % len(rare)], SIDES[place % 2]) for place in range(round(length * RARE_SHARE) if rare else 0)]
    kinds += [(ItemType.MULTIPLE_CHOICE, Owner.SHARED)] * shared
    kinds += [(ItemType.MULTIPLE_CHOICE, SIDES[place % 2]) for place in range(length - len(kinds))]
    rng.shuffle(kinds)
    positions = balanced_positions(length, rng)
    return [
        Slot(domain, task, kind, owner, position)
        for (domain, task), (kind, owner), position in zip(places, kinds, positions, strict=True)
    ]


def balanced_positions(length: int, rng: Random) -> list[int]:
    """Key positions, each as often as any other within one, in an order that tells nothing of the next."""
    positions = [place % CHOICES for place in range(length)]
    rng.shuffle(positions)
    return positions


def sample_items(bank: Bank, exam: str, count: int, seed: int, filters: Filters = NO_FILTERS) -> Iterator[Item]:
    """`count` items drawn one by one, domains by weight; unlike a form's they may turn on the same cells.

    Raises UnknownExamError for an unknown exam and AssemblyError where the filters leave nothing to ask.
    """
    guide = bank.guide(exam)
    rng = Random(f"{exam}|{seed}|{filters}")
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
