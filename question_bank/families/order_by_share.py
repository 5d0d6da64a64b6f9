"""From most to least left to whom? Three services for one job to be put in order, counted over a list of tasks.

Stem: it lists one to three duties of controls, word for word, after a colon. "starting with the service that leaves the
most of this work to the company" asks for the company's share in falling order, "starting with the service with which
AWS does the most of this work" for AWS's.
Options: services, under the name that their cells have in common, all of them part of the order. Each step down the
order leaves the asked side less of some listed task and no more of any: shared work lies between the sides.
Proof: for each option the cell of each listed duty.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from question_bank.draft import Draft
from question_bank.families._plan import plan
from question_bank.families._reasons import Reasons
from question_bank.families._render import build
from question_bank.families._shares import (
    Table,
    exam_tables,
    in_task,
    leaves_less,
    service_text,
    share_choice,
    shares,
    tasks_text,
)
from question_bank.item import Item, ItemType
from question_bank.model import Owner
from question_bank.scope import SIDES, ExamScope, Scope

STEPS = 3
ENDS = {
    Owner.CUSTOMER: "Which order is correct, starting with the service that leaves the most of this work to the "
    "company?",
    Owner.PROVIDER: "Which order is correct, starting with the service with which AWS does the most of this work?",
}
FRAMES = (
    "A security team compares services for {job} and looks at this work alone: {tasks}.",
    "A company weighs services for {job}. Its security standard covers this work: {tasks}.",
    "An auditor asks how the choice among services for {job} divides the following work: {tasks}.",
    "A review ranks services for {job} by who does this work: {tasks}.",
    "A risk review of services for {job} asks who does this work: {tasks}.",
)


@dataclass(frozen=True, slots=True)
class Chain:
    """Services over a table in falling order of what each leaves to a side."""

    table: Table
    services: tuple[str, ...]


class OrderByShare:
    """Services of different kinds meet here where they serve one job: the steps from infrastructure to abstracted."""

    id = "order-by-share"
    title = "From most to least left to whom"
    type = ItemType.ORDERING
    simulation = True
    most_share = 0.04

    def draft(self, scope: Scope, asked: Owner, rng: Random) -> Draft | None:
        by_job = {} if asked is Owner.SHARED else scope.once(self.id, _chains)[asked]
        if not by_job:
            return None
        chain = rng.choice(by_job[rng.choice(tuple(by_job))])
        choices = [share_choice(chain.table.rows[service], correct=True) for service in chain.services]
        controls = rng.sample(chain.table.controls, len(chain.table.controls))
        frame = f"{rng.choice(FRAMES)} {ENDS[asked]}"
        return plan(self, scope, asked, choices, topic=frame, facts=(chain.table.job, *controls))

    def render(self, draft: Draft, exam: ExamScope, order: tuple[int, ...], rng: Random) -> Item:
        job, *controls = draft.facts
        stem = draft.topic.format(job=job, tasks=tasks_text(exam, controls))
        texts = [service_text(exam, choice) for choice in draft.choices]
        said = Reasons(exam.model, rng)
        reasons = [shares(exam, choice, said) for choice in draft.choices]
        return build(draft, exam, stem, texts, reasons, "", order)


def _chains(scope: Scope) -> Mapping[Owner, Mapping[str, Sequence[Chain]]]:
    """By side and job: a job with many services must not crowd out the others."""
    found: dict[Owner, dict[str, list[Chain]]] = {side: {} for side in SIDES}
    for table in exam_tables(scope.exam):
        for side in SIDES:
            for chain in (chain for first in table.rows for chain in _falling(table, side, (first,))):
                if any(in_task(scope, table.rows[service]) for service in chain):
                    found[side].setdefault(table.job, []).append(Chain(table, chain))
    return found


def _falling(table: Table, side: Owner, chain: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Every way to go on from a chain, each step leaving less to the side, until it is long enough."""
    if len(chain) == STEPS:
        yield chain
        return
    share = table.left(chain[-1], side)
    for service in table.rows:
        if leaves_less(table.left(service, side), share):
            yield from _falling(table, side, (*chain, service))


FAMILY = OrderByShare()
