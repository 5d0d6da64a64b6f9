"""Grading of an attempt: all-or-nothing for every item type, every item weighs one, a guess costs nothing."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from question_bank.item import Item, ItemType, grade


@dataclass(frozen=True, slots=True)
class Mark:
    """One graded position. `trap` is the trap behind a wrong choice, None where it is right or no trap tempted."""

    position: int
    correct: bool
    answered: bool
    scored: bool
    trap: str | None
    domain: int
    task: str
    family: str


@dataclass(frozen=True, slots=True)
class DomainCount:
    """The scored items of one domain."""

    domain: int
    correct: int
    total: int


@dataclass(frozen=True, slots=True)
class Result:
    """What an attempt came to. The scored counts decide; `correct` of `total` includes unscored items."""

    marks: tuple[Mark, ...]
    correct: int
    total: int
    scored_correct: int
    scored_total: int
    domains: tuple[DomainCount, ...]


def grade_attempt(
    items: Sequence[Item],
    choices: Sequence[Sequence[str]],
    scored: Sequence[bool] | None = None,
    *,
    count_unanswered: bool = True,
) -> Result:
    """Grade the choices (content option ids, empty where unanswered) of a form's items, position by position from 1.

    Unanswered is wrong, unless `count_unanswered` is off: study and drills may stop anywhere, so there it gets no mark.
    `scored` says which items decide; None means all. Raises ValueError where the lengths differ.
    """
    flags = [True] * len(items) if scored is None else list(scored)
    if not len(items) == len(choices) == len(flags):
        raise ValueError(f"{len(items)} items, {len(choices)} choices and {len(flags)} flags do not match")
    rows = zip(items, choices, flags, strict=True)
    marks = tuple(
        mark_item(item, choice, position=position, scored=flag)
        for position, (item, choice, flag) in enumerate(rows, start=1)
        if choice or count_unanswered
    )
    return count_marks(marks)


def mark_item(item: Item, choice: Sequence[str], *, position: int, scored: bool = True) -> Mark:
    """Grade one item on its own, as study mode does after each answer."""
    correct = grade(item, choice)
    return Mark(
        position=position,
        correct=correct,
        answered=any(choice),
        scored=scored,
        trap=None if correct else chosen_trap(item, choice),
        domain=item.domain,
        task=item.task,
        family=item.family,
    )


def chosen_trap(item: Item, choice: Sequence[str]) -> str | None:
    """The trap of the first wrong part of a choice that has one."""
    traps = {option.id: option.trap for option in item.options}
    return next((trap for option in wrong_parts(item, choice) if (trap := traps.get(option))), None)


def wrong_parts(item: Item, choice: Sequence[str]) -> tuple[str, ...]:
    """The option ids in a choice that do not belong where they were put. A wrong order alone has no such part."""
    if item.type is ItemType.MATCHING:
        right = [option for _, option in item.pairs]
        return tuple(option for option, key in zip(choice, right, strict=False) if option and option != key)
    right_ids = frozenset(item.order) if item.type is ItemType.ORDERING else item.key
    return tuple(option for option in choice if option and option not in right_ids)


def count_marks(marks: Collection[Mark]) -> Result:
    """Add up marks that are there already, in domain order."""
    scored = [mark for mark in marks if mark.scored]
    domains = sorted({mark.domain for mark in scored})
    return Result(
        marks=tuple(marks),
        correct=sum(mark.correct for mark in marks),
        total=len(marks),
        scored_correct=sum(mark.correct for mark in scored),
        scored_total=len(scored),
        domains=tuple(_count_domain(domain, scored) for domain in domains),
    )


def _count_domain(domain: int, marks: Sequence[Mark]) -> DomainCount:
    own = [mark.correct for mark in marks if mark.domain == domain]
    return DomainCount(domain, sum(own), len(own))
