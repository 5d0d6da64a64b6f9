"""Draws drafts and items of one family, over every service of the model, whatever services the exams list today."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from random import Random

from question_bank.bank import load_bank
from question_bank.draft import Draft
from question_bank.item import Item
from question_bank.making import display_order
from question_bank.model import Cell, Owner
from question_bank.scope import ExamScope, Scope

SIDES = (Owner.PROVIDER, Owner.CUSTOMER)
EXAMS = ("clf-c02", "saa-c03", "scs-c03")
TRIES = 60


@cache
def exam_scope(exam: str) -> ExamScope:
    """The exam's scope with every AWS service of the model."""
    bank = load_bank()
    services = tuple(service.id for service in bank.model.services.values() if service.provider == "aws")
    scope = bank.scope(exam)
    return replace(scope, guide=replace(scope.guide, services=services), memo={})


def task_scopes(exam: str) -> list[Scope]:
    return list(exam_scope(exam).tasks.values())


def drafts(family: str, exam: str, seed: int, asked: Owner, count: int = 5) -> Iterator[Draft]:
    """Up to `count` drafts, each of a task drawn at random, one that offers the family if any does; or fewer."""
    rng, found = Random(seed), 0
    scopes = [scope for scope in task_scopes(exam) if family in scope.task.families] or task_scopes(exam)
    for _ in range(TRIES):
        draft = load_bank().families[family].draft(rng.choice(scopes), asked, rng)
        if draft is not None:
            found += 1
            yield draft
        if found == count:
            return


def written(draft: Draft, seed: int = 1) -> Item:
    rng = Random(seed)
    return (
        load_bank().families[draft.family].render(draft, exam_scope(draft.exam), display_order(draft, rng, None), rng)
    )


def cell(service: str, control: str) -> Cell:
    return load_bank().model.cells[("aws", service, control)]
