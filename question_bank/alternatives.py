"""Which services items may put side by side: alternatives for one job, and companions in one kind of workload."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from question_bank.loading import AWS, DATA
from question_bank.model import ResponsibilityModel
from question_bank.per_model import per_model
from question_bank.yaml_rows import DataError, Faults, Row, nearest, read_rows, refuse_unknown_keys, text_of, words_of

FILE = "alternatives.yaml"
FEWEST = 3  # services of a group: with fewer there is nothing to weigh


@dataclass(frozen=True, slots=True)
class Group:
    """AWS services near each other. `name` is a job, as in "services for running containers", or a workload."""

    name: str
    services: frozenset[str]


@dataclass(frozen=True, slots=True)
class Nearness:
    """`alternatives` may be weighed against each other; `companions` may only be compared in one duty."""

    alternatives: tuple[Group, ...]
    companions: tuple[Group, ...]


@per_model
def nearness_of(model: ResponsibilityModel) -> Nearness:
    """The groups that come with the package. Raises DataError as `read_nearness` does."""
    return read_nearness(DATA / FILE, f"data/{FILE}", model)


def read_nearness(path: Path, shown: str, model: ResponsibilityModel) -> Nearness:
    """The groups in a file. Raises DataError with every fault, by file and line."""
    rows, faults = read_rows(path, shown), Faults()
    known = frozenset(service for provider, service in model.services if provider == AWS)
    alternatives, companions = (
        _groups(rows.get(part) or [], kind, known, faults)
        for part, kind in (("alternatives", "job"), ("companions", "workload"))
    )
    faults.refuse()
    return Nearness(alternatives, companions)


def _groups(rows: Sequence[Row], kind: str, known: frozenset[str], faults: Faults) -> tuple[Group, ...]:
    found: dict[str, Group] = {}
    for row in rows:
        try:
            group = _group(row, kind, known)
            if group.name in found:
                raise DataError(f"{row.where(kind)}: {group.name!r} stands twice")
            found[group.name] = group
        except DataError as error:
            faults.add(error)
    return tuple(found.values())


def _group(row: Row, kind: str, known: frozenset[str]) -> Group:
    refuse_unknown_keys(row, frozenset((kind, "services")))
    named = words_of(row, "services")
    for service in named:
        if service not in known:
            raise DataError(f"{row.where('services')}: there is no service {service!r}{nearest(service, known)}")
    if len(set(named)) < len(named):
        raise DataError(f"{row.where('services')}: a service stands twice")
    if len(named) < FEWEST:
        raise DataError(f"{row.where('services')}: a group has {FEWEST} services or more, found {len(named)}")
    name = text_of(row, kind, required=True)
    if kind == "job" and not name.split()[0].endswith("ing"):
        raise DataError(f"{row.where(kind)}: a job begins with a gerund: {name!r}")
    return Group(name, frozenset(named))
