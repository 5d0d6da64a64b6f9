"""What a custom quiz of an exam may be made of, in the order and with the names that its page shows."""

from collections.abc import Iterable
from dataclasses import dataclass

from question_bank.bank import Bank
from question_bank.exam_guide import ExamGuide
from question_bank.filters import Filters
from question_bank.scope import AWS

CATEGORY_WORDS = {"iot": "IoT", "ml": "ML"}


@dataclass(frozen=True, slots=True)
class Pick:
    """Something to pick: its id and its name."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Group:
    """Picks that stand together under a title."""

    title: str
    picks: tuple[Pick, ...]


@dataclass(frozen=True, slots=True)
class Choices:
    """Everything that can be picked for one exam."""

    domains: tuple[Pick, ...]
    services: tuple[Group, ...]
    traps: tuple[Pick, ...]
    families: tuple[Pick, ...]


def choices_of(bank: Bank, guide: ExamGuide) -> Choices:
    """Only what the exam can ask: services that some task may be keyed by, traps and families that belong to it."""
    families = {family for _, task in guide.tasks() for family in task.families}
    return Choices(
        domains=tuple(Pick(str(domain.id), domain.name) for domain in guide.domains),
        services=_services(bank, guide),
        traps=_by_name(Pick(trap.id, trap.name) for trap in bank.model.traps.values() if guide.id in trap.exams),
        families=_by_name(Pick(name, bank.families[name].title) for name in families),
    )


def described(bank: Bank, guide: ExamGuide, filters: Filters) -> tuple[tuple[str, str], ...]:
    """Filters in words, as label and names; nothing where there is no limit."""
    traps, services = bank.model.traps, bank.model.services
    parts = (
        ("Domains", [guide.domain(number).name for number in filters.domains]),
        ("Services", [services[AWS, service].name for service in filters.services]),
        ("Controls", [bank.model.controls[control].name for control in filters.controls]),
        ("Traps", [traps[trap].name for trap in filters.traps]),
        ("Kinds of question", [bank.families[family].title for family in filters.families]),
    )
    return tuple((label, ", ".join(names)) for label, names in parts if names)


def _services(bank: Bank, guide: ExamGuide) -> tuple[Group, ...]:
    keyed = {
        cell.service
        for scope in bank.scope(guide.id).tasks.values()
        for cells in scope.cells.values()
        for cell in cells
    }
    groups: dict[str, list[Pick]] = {}
    for service_id in keyed:
        service = bank.model.service(AWS, service_id)
        groups.setdefault(service.category, []).append(Pick(service.id, service.name))
    return tuple(Group(_title(category), _by_name(groups[category])) for category in sorted(groups))


def _title(category: str) -> str:
    words = category.replace("-", " ").split()
    text = " ".join(CATEGORY_WORDS.get(word, word) for word in words)
    return text[:1].upper() + text[1:]


def _by_name(picks: Iterable[Pick]) -> tuple[Pick, ...]:
    return tuple(sorted(picks, key=lambda pick: (pick.name.casefold(), pick.id)))
