"""What an exam's tasks have to offer: which families find items there for which side. Tried out once an exam.

A form is planned by it, so that no slot asks for what its domain does not have.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from question_bank.draft import Family
from question_bank.item import ItemType
from question_bank.model import Owner
from question_bank.scope import ExamScope, Scope

TRIES = 8  # drafts, one of which must be found
Need = tuple[ItemType, Owner]


@dataclass(frozen=True, slots=True)
class Supply:
    """The families of each task by type and side, and what each domain can be asked for."""

    families: Mapping[tuple[str, Need], tuple[Family, ...]]
    domains: Mapping[int, frozenset[Need]]


def supply_of(exam: ExamScope, families: Mapping[str, Family]) -> Supply:
    """The supply of a whole exam, without filters."""
    return exam.once("supply", lambda exam: _tried(exam, families))


def _tried(exam: ExamScope, families: Mapping[str, Family]) -> Supply:
    found: dict[tuple[str, Need], tuple[Family, ...]] = {}
    domains: dict[int, set[Need]] = {domain.id: set() for domain in exam.guide.domains}
    for task, scope in exam.tasks.items():
        for name in scope.task.families:
            family = families[name]
            for owner in Owner if family.simulation else ():
                if _finds(family, scope, owner):
                    need = (family.type, owner)
                    found[task, need] = (*found.get((task, need), ()), family)
                    domains[scope.domain.id].add(need)
    return Supply(found, {domain: frozenset(needs) for domain, needs in domains.items()})


def _finds(family: Family, scope: Scope, owner: Owner) -> bool:
    rng = Random(f"{scope.exam.guide.id}|{scope.task.id}|{family.id}|{owner}")
    return any(family.draft(scope, owner, rng) is not None for _ in range(TRIES))
