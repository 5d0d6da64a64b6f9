"""Two services beside each other: what moves from one side to the other, what stays, what is new."""

from collections.abc import Iterator
from dataclasses import dataclass

from question_bank.model import Cell, Control, Owner, ResponsibilityModel, Service, UnknownCellError

CUSTOMERS_SHARE = {Owner.CUSTOMER: 2, Owner.SHARED: 1, Owner.PROVIDER: 0}
STAYS = {Owner.CUSTOMER: "stays-customer", Owner.SHARED: "stays-shared", Owner.PROVIDER: "stays-provider"}
# In the order in which a page shows them.
KINDS = ("to-provider", "to-customer", "stays-customer", "stays-shared", "new", "gone", "stays-provider")


@dataclass(frozen=True, slots=True)
class Change:
    """One control on both services; None where one of them has no such duty."""

    control: Control
    before: Cell | None
    after: Cell | None

    @property
    def kind(self) -> str:
        """One of KINDS. What moves in part, to or from a shared cell, moves too."""
        if self.before is None or self.after is None:
            return "new" if self.before is None else "gone"
        if self.before.owner is self.after.owner:
            return STAYS[self.after.owner]
        less = CUSTOMERS_SHARE[self.after.owner] < CUSTOMERS_SHARE[self.before.owner]
        return "to-provider" if less else "to-customer"


def compare(model: ResponsibilityModel, before: Service, after: Service) -> dict[str, tuple[Change, ...]]:
    """Every control that either service has a cell of, by kind; kinds without any are left out."""
    changes = tuple(_changes(model, before, after))
    found = {kind: tuple(change for change in changes if change.kind == kind) for kind in KINDS}
    return {kind: listed for kind, listed in found.items() if listed}


def _changes(model: ResponsibilityModel, before: Service, after: Service) -> Iterator[Change]:
    said = {cell.control for service in (before, after) for cell in model.cells_of(service.provider, service.id)}
    for control in model.controls.values():
        if control.id in said:
            yield Change(control, cell_or_none(model, before, control), cell_or_none(model, after, control))


def cell_or_none(model: ResponsibilityModel, service: Service, control: Control) -> Cell | None:
    """What holds for the service: its own cell, else the one of the whole account."""
    try:
        return model.cell(service.provider, service.id, control.id)
    except UnknownCellError:
        return None
