"""Two items of a drill side by side: one control, two services, and the owner that moves between them."""

from dataclasses import dataclass

from app.store.views import ReviewItem
from question_bank.item import Proof
from question_bank.model import Owner, ResponsibilityModel
from question_bank.pairs import flipped_between


@dataclass(frozen=True, slots=True)
class PairSide:
    """One of the two: the question that asked it, and who does the work there. `part` may be ""."""

    position: int
    service: str
    owner: Owner
    part: str


@dataclass(frozen=True, slots=True)
class Pair:
    """What a minimal pair shows: the work that both ask about, and its two sides, the earlier first."""

    control: str
    sides: tuple[PairSide, PairSide]


def pair_of(earlier: ReviewItem, later: ReviewItem, model: ResponsibilityModel) -> Pair | None:
    """The pair that two items make; None where they make none."""
    found = flipped_between(earlier.item.proof, later.item.proof)
    if found is None:
        return None
    control = model.controls.get(found[0].control)
    return Pair(
        control.name if control else found[0].control,
        (_side(earlier.position, found[0], model), _side(later.position, found[1], model)),
    )


def _side(position: int, proof: Proof, model: ResponsibilityModel) -> PairSide:
    cell = model.cells.get(proof.key)
    service = model.services.get((proof.provider, proof.service))
    part = cell.part(proof.owner) if cell and cell.owner is proof.owner else ""
    return PairSide(position, service.name if service else proof.service, proof.owner, part)
