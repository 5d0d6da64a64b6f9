"""Minimal pairs: the same control on two services, with another owner. They show where the line moves."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from question_bank.item import Proof
from question_bank.model import Cell, Confidence, Owner, ResponsibilityModel
from question_bank.per_model import per_model

FLIPPED = {Owner.PROVIDER: Owner.CUSTOMER, Owner.CUSTOMER: Owner.PROVIDER}


@dataclass(frozen=True, slots=True)
class MinimalPair:
    """Two cells of one control; `near` says that their services are of one category, which a learner confuses most."""

    customers: Cell
    providers: Cell
    near: bool


def minimal_pairs(model: ResponsibilityModel, *, near_only: bool = False) -> Iterator[MinimalPair]:
    """Every minimal pair of one provider's services, of high confidence on both sides; in file order."""
    for (provider, _), cells in _certain(model).items():
        for customers in cells[Owner.CUSTOMER]:
            for providers in cells[Owner.PROVIDER]:
                near = _category(model, provider, customers) == _category(model, provider, providers)
                if near or not near_only:
                    yield MinimalPair(customers, providers, near)


def twins_of(model: ResponsibilityModel, cell: Cell) -> Sequence[Cell]:
    """The cells that flip the owner of `cell`, those of services of its own category first.

    Empty for a shared cell, and where no other service flips it.
    """
    wanted = FLIPPED.get(cell.owner)
    found = _certain(model).get((cell.provider, cell.control), {}).get(wanted, []) if wanted else []
    category = _category(model, cell.provider, cell)
    return sorted(found, key=lambda other: _category(model, other.provider, other) != category)


def flipped_between(first: Sequence[Proof], second: Sequence[Proof]) -> tuple[Proof, Proof] | None:
    """The two proof cells that make a minimal pair: one control, two services, another owner. None where there is none.

    Those that bear the keys, which stand first, are looked at first.
    """
    for one in first:
        for other in second:
            same = (one.provider, one.control) == (other.provider, other.control)
            if same and one.service != other.service and other.owner is FLIPPED.get(one.owner):
                return one, other
    return None


@per_model
def _certain(model: ResponsibilityModel) -> dict[tuple[str, str], dict[Owner, list[Cell]]]:
    """The cells of high confidence by provider and control, and by owner."""
    found: dict[tuple[str, str], dict[Owner, list[Cell]]] = {}
    for cell in model.cells.values():
        if cell.confidence is Confidence.HIGH:
            sides = found.setdefault((cell.provider, cell.control), {owner: [] for owner in Owner})
            sides[cell.owner].append(cell)
    return found


def _category(model: ResponsibilityModel, provider: str, cell: Cell) -> str:
    return model.service(provider, cell.service).category
