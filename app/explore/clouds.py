"""Services of one kind in the three clouds, beside each other."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.explore.compare import cell_or_none
from app.explore.names import CLOUDS
from question_bank.model import Cell, Control, ResponsibilityModel, Service

FEWEST = 2  # clouds that say something of a control, for there to be something to compare


@dataclass(frozen=True, slots=True)
class ServiceKind:
    """One kind of service, and which service is of that kind in each of CLOUDS."""

    name: str
    services: tuple[str, str, str]


SERVICE_KINDS: Mapping[str, ServiceKind] = {
    "virtual-machines": ServiceKind("Virtual machines", ("ec2", "virtual-machines", "compute-engine")),
    "kubernetes": ServiceKind("Managed Kubernetes", ("eks-managed-node-groups", "aks", "gke-standard")),
    "databases": ServiceKind("Managed SQL databases", ("rds", "azure-sql-database", "cloud-sql")),
    "functions": ServiceKind("Functions", ("lambda", "azure-functions", "cloud-functions")),
    "objects": ServiceKind("Object storage", ("s3", "blob-storage", "cloud-storage")),
    "keys": ServiceKind("Key management", ("kms", "key-vault", "cloud-kms")),
}


@dataclass(frozen=True, slots=True)
class Beside:
    """Three services, and the controls that the model knows of at least two of them; None where it knows nothing."""

    kind: ServiceKind
    services: tuple[Service, ...]
    rows: tuple[tuple[Control, tuple[Cell | None, ...]], ...]


def beside(model: ResponsibilityModel, kind: ServiceKind) -> Beside:
    """The services of a kind with what can be compared."""
    services = tuple(model.service(*place) for place in zip(CLOUDS, kind.services, strict=True))
    rows = (
        (control, tuple(cell_or_none(model, service, control) for service in services))
        for control in model.controls.values()
    )
    kept = tuple((control, cells) for control, cells in rows if sum(map(bool, cells)) >= FEWEST)
    return Beside(kind, services, kept)
