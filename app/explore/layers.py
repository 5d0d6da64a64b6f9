"""A service as a stack of layers, cut by the line: the customer's above it, the provider's below it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from question_bank.model import Cell, Owner, ResponsibilityModel, Service, UnknownCellError

AWS = "aws"


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer of every stack. A service has the first of `controls` that the model knows of it, or no such layer."""

    id: str
    name: str
    controls: tuple[str, ...]


# From the customer's end to the provider's. In this order a stack of the tour is cut once.
LAYERS = (
    Layer("data", "Data and its classification", ("data-classification",)),
    Layer("access", "Identities and permissions", ("iam-policies",)),
    Layer("network", "Network access rules", ("security-groups",)),
    Layer("code", "Application code", ("application-code",)),
    Layer("users", "Users inside the engine", ("in-service-users",)),
    Layer("image", "Container image", ("container-image",)),
    Layer("capacity", "Capacity and scaling", ("capacity-scaling",)),
    Layer("engine", "Engine or runtime", ("engine-patching", "runtime-patching")),
    Layer("guest", "Guest operating system", ("guest-os-patching",)),
    Layer("hypervisor", "Virtualization", ("hypervisor",)),
    Layer("hardware", "Hardware", ("hardware-lifecycle",)),
    Layer("facilities", "Facilities", ("physical-security",)),
)
# From the service that leaves most to the customer to the one that leaves least; a test holds it to the cells.
TOUR = (
    *("ec2", "database-on-ec2", "ecs-on-ec2", "eks-managed-node-groups", "elastic-beanstalk"),
    *("ecs-on-fargate", "rds", "lambda", "dynamodb", "s3"),
)


@dataclass(frozen=True, slots=True)
class Named:
    """A cell under the name by which a page lists it. `id` stays the same where the same layer moves."""

    id: str
    name: str
    cell: Cell


@dataclass(frozen=True, slots=True)
class Sides:
    """Cells by the side that they lie on; the line runs through the shared ones."""

    customer: tuple[Named, ...]
    shared: tuple[Named, ...]
    provider: tuple[Named, ...]

    @classmethod
    def of(cls, rows: Iterable[Named]) -> "Sides":
        """Each side in the order of the rows."""
        listed = tuple(rows)
        return cls(*(tuple(row for row in listed if row.cell.owner is owner) for owner in _TOP_DOWN))


_TOP_DOWN = (Owner.CUSTOMER, Owner.SHARED, Owner.PROVIDER)


@dataclass(frozen=True, slots=True)
class Stack:
    """The layers of one service, None where it has no such layer."""

    service: Service
    cells: tuple[Cell | None, ...]

    @property
    def sides(self) -> Sides:
        return Sides.of(
            Named(layer.id, layer.name, cell)
            for layer, cell in zip(LAYERS, self.cells, strict=True)
            if cell is not None
        )

    @property
    def cut(self) -> int:
        """Index of the layer above which the line runs: the first that is the provider's alone."""
        owners = [cell.owner if cell else None for cell in self.cells]
        return owners.index(Owner.PROVIDER) if Owner.PROVIDER in owners else len(owners)


@dataclass(frozen=True, slots=True)
class Step:
    """One field of the picture of the whole tour. `cut` and `rise` say that the line runs above it or left of it."""

    cell: Cell | None
    cut: bool
    rise: bool


def stack_of(model: ResponsibilityModel, provider: str, service: str) -> Stack:
    """The stack of a service. Raises UnknownCellError where the provider has no such service."""
    found = model.service(provider, service)
    return Stack(found, tuple(_first_cell(model, found, layer) for layer in LAYERS))


def tour(model: ResponsibilityModel) -> tuple[Stack, ...]:
    """The stacks of the tour in order."""
    return tuple(stack_of(model, AWS, service) for service in TOUR)


def staircase(stacks: Sequence[Stack]) -> tuple[tuple[Layer, tuple[Step, ...]], ...]:
    """Layers as rows and services as columns, with the line as it steps from one service to the next."""
    cuts = [stack.cut for stack in stacks]
    rises = [range(0), *(range(min(pair), max(pair)) for pair in pairwise(cuts))]
    return tuple(
        (layer, tuple(Step(s.cells[row], row == cuts[n], row in rises[n]) for n, s in enumerate(stacks)))
        for row, layer in enumerate(LAYERS)
    )


def _first_cell(model: ResponsibilityModel, service: Service, layer: Layer) -> Cell | None:
    for control in layer.controls:
        try:
            return model.cell(service.provider, service.id, control)
        except UnknownCellError:
            continue
    return None
