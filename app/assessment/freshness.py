"""Fresh questions: what a learner has just seen chooses a form's seed, never its contents. Same code, same form."""

from collections.abc import Callable
from dataclasses import dataclass

from question_bank.assembly import AssemblyError, Form
from question_bank.model import CellKey

MOST_TRIES = 12  # seeds looked at
MOST_ITEMS = 200  # items that they may make in all, which bounds the wait before a long form
MOST_REFUSALS = 3  # filters that leave too little mostly do so for every seed
REPEATED_CELLS = 0.10  # share of a form's proof that may rest on cells of the learner's last forms


@dataclass(frozen=True, slots=True)
class Seen:
    """What a learner has met of an exam: ids of all items, and the cells that proved those of the last forms."""

    items: frozenset[str] = frozenset()
    cells: frozenset[CellKey] = frozenset()


@dataclass(frozen=True, slots=True, order=True)
class Repeats:
    """How much of a form a learner knows already, in the order in which it weighs."""

    items: int
    share_of_cells: float

    @property
    def fresh(self) -> bool:
        return not self.items and self.share_of_cells <= REPEATED_CELLS


def repeats_of(form: Form, seen: Seen) -> Repeats:
    """Items of the form that were seen, and the share of its cells, from 0 to 1, that proved an item lately."""
    cells = {cell.key for item in form.items for cell in item.proof}
    known = len(cells & seen.cells) / len(cells) if cells else 0.0
    return Repeats(sum(item.id in seen.items for item in form.items), known)


def fresh_form(make: Callable[[int], Form], first_seed: int, seen: Seen) -> Form:
    """The form of the first seed from `first_seed` on that is fresh; where none is, the one that repeats least.

    `make` gives the form of a seed. Raises AssemblyError where it gives none for any of these seeds. Long forms over
    few cells cannot be fresh: two simulations rest on a good part of all cells of an exam.
    """
    best: tuple[Repeats, int, Form] | None = None
    refusal: AssemblyError | None = None
    made = 0
    for seed in range(first_seed, first_seed + MOST_TRIES):
        if made >= MOST_ITEMS:
            break
        try:
            form = make(seed)
        except AssemblyError as error:
            refusal = error
            made += MOST_ITEMS // MOST_REFUSALS
            continue
        made += form.length
        repeats = repeats_of(form, seen)
        if repeats.fresh:
            return form
        if best is None or (repeats, seed) < best[:2]:
            best = (repeats, seed, form)
    if best is not None:
        return best[2]
    assert refusal is not None, "each seed gives a form or a refusal"
    raise refusal
