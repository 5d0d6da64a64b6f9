"""From most to least left to whom? Three services to be put in order, counted over a list of tasks.

Stem: it lists two or three duties of controls, word for word, after a colon. "from the one that leaves the most of it
to the company" asks for the company's share in falling order, "from the one with which AWS does the most of it" for
AWS's.
Options: services, under the name that their cells have in common, all of them part of the order. Each step down the
order leaves the asked side a part of what the step before leaves it.
Proof: for each option the cell of each listed duty.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from question_bank.draft import Draft
from question_bank.families._plan import plan
from question_bank.families._render import Stems, build, level
from question_bank.families._shares import Table, exam_tables, in_task, service_text, share_choice, shares, tasks_text
from question_bank.item import Item, ItemType
from question_bank.model import Owner
from question_bank.scope import SIDES, ExamScope, Scope

STEPS = 3
COMPANY_END = "In which order do they stand, from the one that leaves the most of it to the company?"
AWS_END = "In which order do they stand, from the one with which AWS does the most of it?"
FRAMES = (
    "A security team ranks services by this work alone: {tasks}. ",
    "An auditor plans where to look first and compares services by who does this: {tasks}. ",
    "A patch and repair policy covers these tasks: {tasks}. The services concerned are put in order. ",
    "A company replaces services step by step and tracks how this work moves: {tasks}. ",
)
STEMS: Stems = {
    (exam, side): tuple(frame + end for frame in FRAMES)
    for exam in ("foundational", "associate", "specialty")
    for side, end in ((Owner.CUSTOMER, COMPANY_END), (Owner.PROVIDER, AWS_END))
}


@dataclass(frozen=True, slots=True)
class Chain:
    """Services over a table in falling order of what each leaves to a side."""

    table: Table
    services: tuple[str, ...]


class OrderByShare:
    """Services of different kinds may meet here: that is the step from infrastructure to abstracted services."""

    id = "order-by-share"
    title = "From most to least left to whom"
    type = ItemType.ORDERING
    simulation = True
    most_share = 0.04

    def draft(self, scope: Scope, asked: Owner, rng: Random) -> Draft | None:
        chains = () if asked is Owner.SHARED else scope.once(self.id, _chains)[asked]
        if not chains:
            return None
        chain = rng.choice(chains)
        choices = [share_choice(chain.table.rows[service], correct=True) for service in chain.services]
        controls = rng.sample(chain.table.controls, len(chain.table.controls))
        frame = rng.choice(STEMS[(level(scope.exam), asked)])
        return plan(self, scope, asked, choices, topic=frame, facts=tuple(controls))

    def render(self, draft: Draft, exam: ExamScope, order: tuple[int, ...], rng: Random) -> Item:
        stem = draft.topic.format(tasks=tasks_text(exam, draft.facts))
        texts = [service_text(exam, choice) for choice in draft.choices]
        reasons = [shares(exam, choice, rng) for choice in draft.choices]
        return build(draft, exam, stem, texts, reasons, " ".join(reasons), order)


def _chains(scope: Scope) -> Mapping[Owner, Sequence[Chain]]:
    return {
        side: [
            Chain(table, chain)
            for table in exam_tables(scope)
            for first in table.rows
            for chain in _falling(table, side, (first,))
            if any(in_task(scope, table.rows[service]) for service in chain)
        ]
        for side in SIDES
    }


def _falling(table: Table, side: Owner, chain: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Every way to go on from a chain, each step leaving less to the side, until it is long enough."""
    if len(chain) == STEPS:
        yield chain
        return
    share = table.left(chain[-1], side)
    for service in table.rows:
        if table.left(service, side) < share:
            yield from _falling(table, side, (*chain, service))


FAMILY = OrderByShare()
