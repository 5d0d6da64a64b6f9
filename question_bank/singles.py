"""Single fresh items: on a trap, and on the twin of an item's cell, where the owner is the other side.

Each is a form of one item, so that it has a code by which it can be made again.
"""

from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import islice
from random import Random

from question_bank.assembly import AssemblyError, Form, assemble_form
from question_bank.bank import Bank
from question_bank.filters import Filters
from question_bank.item import Item, ItemType
from question_bank.model import Cell, CellKey
from question_bank.pairs import twins_of
from question_bank.scope import ExamScope

SEED_BITS = 40
TRAP_TRIES = 12  # forms with the trap as their strongest
ANY_TRIES = 40  # forms of any kind, for a broad trap that is nowhere the strongest
TWIN_TRIES = 8  # forms of one twin and family
PAIR_TRIES = 12  # fresh items on a trap that are looked at for one that has a twin
MOST_TWINS = 4
TWO_SIDED = (ItemType.MULTIPLE_CHOICE, ItemType.MULTIPLE_RESPONSE)


def item_on_trap(bank: Bank, exam: str, trap: str, rng: Random, seen: Collection[str] = ()) -> Form | None:
    """A form of one item that a holder of `trap` gets wrong, and whose id is not in `seen`; None where none is found.

    Raises UnknownExamError.
    """
    return next(_fresh_on_trap(bank, exam, trap, rng, seen), None)


def pair_on_trap(bank: Bank, exam: str, trap: str, rng: Random, seen: Collection[str] = ()) -> tuple[Form, Form] | None:
    """A form of one item as `item_on_trap` makes it, with that of its twin; None where no item on the trap has one.

    Raises UnknownExamError.
    """
    for form in islice(_fresh_on_trap(bank, exam, trap, rng, seen), PAIR_TRIES):
        twin = twin_of(bank, form.items[0], rng, seen)
        if twin is not None:
            return form, twin
    return None


def twins_in_exam(bank: Bank, item: Item) -> tuple[Cell, ...]:
    """The cells that flip the owner of the cell that bears the item's key, and that its exam may ask about."""
    if item.type not in TWO_SIDED:
        return ()
    cell = bank.model.cells.get(item.proof[0].key)
    if cell is None or cell.owner is not item.proof[0].owner:
        return ()
    asked = bank.scope(item.exam).once("asked", _asked)
    return tuple(twin for twin in twins_of(bank.model, cell) if twin.key in asked)


def _asked(exam: ExamScope) -> frozenset[CellKey]:
    """The cells that may key an item of some task."""
    return frozenset(cell.key for scope in exam.tasks.values() for cells in scope.cells.values() for cell in cells)


def twin_of(bank: Bank, item: Item, rng: Random, seen: Collection[str] = ()) -> Form | None:
    """A form of one fresh item on a twin cell, of the item's own family where that can be; None where none is found."""
    twins = twins_in_exam(bank, item)[:MOST_TWINS]
    for families in ((item.family,), ()):
        for twin in twins:
            filters = Filters(services=(twin.service,), families=families, controls=(twin.control,))
            for form in _of_domains(bank, item.exam, filters, rng, TWIN_TRIES):
                made = form.items[0]
                if made.proof[0].key == twin.key and made.id not in seen:
                    return form
    return None


def _fresh_on_trap(bank: Bank, exam: str, trap: str, rng: Random, seen: Collection[str]) -> Iterator[Form]:
    for form in _with_trap(bank, exam, trap, rng):
        item = form.items[0]
        if item.id not in seen and trap in {option.trap for option in item.options}:
            yield form


def _with_trap(bank: Bank, exam: str, trap: str, rng: Random) -> Iterator[Form]:
    yield from _of_domains(bank, exam, Filters(traps=(trap,)), rng, TRAP_TRIES)
    yield from _of_domains(bank, exam, Filters(), rng, ANY_TRIES)


def _of_domains(bank: Bank, exam: str, filters: Filters, rng: Random, tries: int) -> Iterator[Form]:
    """Forms of one item from each domain in turn; a domain that has none is not asked again."""
    domains = [domain.id for domain in bank.guide(exam).domains]
    rng.shuffle(domains)
    for _ in range(tries):
        if not domains:
            return
        number = domains.pop(0)
        wanted = replace(filters, domains=(number,))
        try:
            yield assemble_form(bank, exam, rng.getrandbits(SEED_BITS), 1, wanted)
        except AssemblyError:
            continue
        domains.append(number)
