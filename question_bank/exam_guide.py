"""Exam guides: an exam's official outline, and which cells each of its tasks may be tested with."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from question_bank.item import ItemType


class Fit(StrEnum):
    """How honestly a task can be tested with questions on responsibility."""

    FULL = "full"
    PART = "part"
    TOUCH = "touch"


class UnknownExamError(LookupError):
    """There is no such exam. The message names the known ones."""


@dataclass(frozen=True, slots=True)
class Task:
    """One task of a domain, such as 2.1. Its items are keyed by its controls only.

    `services` and `categories` say in which services, where they do not say any in all; `only` narrows one control
    further, to services and categories by their ids.
    """

    id: str
    title: str
    fit: Fit
    scored_items: int
    families: tuple[str, ...]
    controls: tuple[str, ...]
    categories: tuple[str, ...]
    services: tuple[str, ...]
    only: Mapping[str, frozenset[str]] = field(hash=False)

    def asks(self, control: str, service: str, category: str) -> bool:
        """Whether the task is about a control of a service of that category."""
        if control not in self.controls:
            return False
        places = (service, category)
        allowed = frozenset((*self.services, *self.categories))
        narrowed = self.only.get(control)
        return (not allowed or not allowed.isdisjoint(places)) and (narrowed is None or not narrowed.isdisjoint(places))


@dataclass(frozen=True, slots=True)
class Domain:
    """One domain of an exam; `weight_percent` is its share of the scored items."""

    id: int
    name: str
    weight_percent: int
    tasks: tuple[Task, ...]


@dataclass(frozen=True)
class ExamGuide:
    """An exam's outline. `passing_score` is on the scale from `scale_min` to `scale_max`.

    `assumed_share_at_passing` is this product's own assumption: AWS publishes no conversion.
    """

    id: str
    code: str
    name: str
    short_name: str
    status: str
    status_as_of: str
    successor: str | None
    items: int
    scored: int
    minutes: int
    extra_minutes: int
    passing_score: int
    scale_min: int
    scale_max: int
    assumed_share_at_passing: float
    item_types: tuple[ItemType, ...]
    services: tuple[str, ...]
    domains: tuple[Domain, ...]
    sources: tuple[str, ...]

    @property
    def retired(self) -> bool:
        return self.status == "retired"

    @property
    def seconds_per_item(self) -> float:
        """The exam's pace in seconds an item."""
        return self.minutes * 60 / self.items

    def tasks(self) -> Iterator[tuple[Domain, Task]]:
        """Every task with its domain, in the guide's order."""
        for domain in self.domains:
            for task in domain.tasks:
                yield domain, task

    def domain(self, number: int) -> Domain:
        """Raises UnknownExamError where the exam has no such domain."""
        for domain in self.domains:
            if domain.id == number:
                return domain
        raise UnknownExamError(f"{self.code} has no domain {number}; it has 1 to {len(self.domains)}")


def find_guide(guides: Mapping[str, ExamGuide], exam: str) -> ExamGuide:
    """Raises UnknownExamError, naming the known exams, where `exam` is none of them."""
    found = guides.get(exam)
    if found is None:
        raise UnknownExamError(f"there is no exam {exam!r}; known are {', '.join(guides)}")
    return found


def largest_remainder(weights: Mapping[int, float], total: int) -> dict[int, int]:
    """Split `total` whole items by weight; what rounding leaves goes to the largest remainders, ties to the lower id.

    Raises ValueError where the weights do not add up to more than 0.
    """
    whole = sum(weights.values())
    if whole <= 0:
        raise ValueError("weights must add up to more than 0")
    exact = {key: total * weight / whole for key, weight in weights.items()}
    counts = {key: int(share) for key, share in exact.items()}
    left = total - sum(counts.values())
    for key in sorted(exact, key=lambda key: (counts[key] - exact[key], key))[:left]:
        counts[key] += 1
    return counts
