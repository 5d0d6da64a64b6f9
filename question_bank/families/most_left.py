"""Which service leaves the most of these tasks to the company, or takes the most of them over? Counted over a list.

Stem: it lists two or three duties of controls, word for word, after a colon, with commas and "and". It asks for the
company's share with "to the company than the other three", for AWS's with "does AWS do more".
Options: services for one job, under the name that their cells have in common. Right is the one of which the asked side
has as much of each task as of each other service, and more of some; shared work lies between the sides.
Proof: for each option the cell of each listed duty.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from question_bank.draft import Draft
from question_bank.families._fair_draw import Draws, Group, fitted
from question_bank.families._fairness import is_fair
from question_bank.families._plan import plan
from question_bank.families._reasons import Reasons
from question_bank.families._render import Stems, build, level
from question_bank.families._shares import (
    Row,
    Table,
    exam_tables,
    in_task,
    leaves_less,
    service_text,
    share_choice,
    shares,
    tasks_text,
    tempts,
    trap_for,
)
from question_bank.families.service_by_duty import option_name
from question_bank.item import Item, ItemType
from question_bank.model import CellKey, Owner
from question_bank.scope import SIDES, ExamScope, Scope
from question_bank.wording import sentence

DISTRACTORS = 3
FEWEST = 2  # tasks in a list: with one, the question is that of `service-by-duty`
TRIES = 3
ENDS = {
    Owner.CUSTOMER: "Which service leaves more of it to the company than the other three?",
    Owner.PROVIDER: "With which service does AWS do more of it than with the other three?",
}
FRAMES: Stems = {
    ("foundational", Owner.CUSTOMER): (
        "A company compares services for {job} by this work alone: {tasks}.",
        "A company has staff for the following work and looks for a service for {job}: {tasks}.",
    ),
    ("foundational", Owner.PROVIDER): (
        "A company compares services for {job} by this work alone: {tasks}.",
        "A company has no staff for the following work and looks for a service for {job}: {tasks}.",
    ),
    ("associate", Owner.CUSTOMER): (
        "A solutions architect compares services for {job} and estimates the effort of this work alone: {tasks}.",
        "A company must keep control of the following work when it chooses a service for {job}: {tasks}.",
        "A design leaves open which service is used for {job}. The team wants to do much of this work itself: {tasks}.",
        "Two proposals differ in the service for {job}. A review compares services by who does this work: {tasks}.",
    ),
    ("associate", Owner.PROVIDER): (
        "A solutions architect compares services for {job} and estimates the effort of this work alone: {tasks}.",
        "A company wants to hand over the following work when it chooses a service for {job}: {tasks}.",
        "A design leaves open which service is used for {job}. The team wants to be rid of this work: {tasks}.",
        "Two proposals differ in the service for {job}. A review compares services by who does this work: {tasks}.",
    ),
    ("specialty", Owner.CUSTOMER): (
        "A security team estimates which service for {job} needs the longest runbook, counting this work alone: "
        "{tasks}.",
        "An auditor asks how much of the following work a company must evidence for each service for {job}: {tasks}.",
        "A risk review of services for {job} asks who does this work: {tasks}.",
        "A company chooses among services for {job}. Its policy demands direct control over this work: {tasks}.",
    ),
    ("specialty", Owner.PROVIDER): (
        "A security team estimates which service for {job} needs the shortest runbook, counting this work alone: "
        "{tasks}.",
        "An auditor asks how much of the following work a company inherits with each service for {job}: {tasks}.",
        "A risk review of services for {job} asks who does this work: {tasks}.",
        "A company chooses among services for {job}. Its policy prefers to inherit this work: {tasks}.",
    ),
}


@dataclass(frozen=True, slots=True)
class Weighing:
    """What a group of services is about: a table, and the services by the name that options give them."""

    table: Table
    services: Mapping[str, str]

    def row(self, name: str) -> Row:
        return self.table.rows[self.services[name]]


class MostLeft:
    """The key exceeds each distractor, so that the count alone decides; all are services for one job."""

    id = "most-left"
    title = "Which service leaves the most to whom"
    type = ItemType.MULTIPLE_CHOICE
    simulation = True
    most_share = 1.0

    def draft(self, scope: Scope, asked: Owner, rng: Random) -> Draft | None:
        if asked is Owner.SHARED:
            return None
        draws = scope.once((self.id, asked), lambda scope: self._draws(scope, asked))
        frame = f"{rng.choice(FRAMES[(level(scope.exam), asked)])} {ENDS[asked]}"
        for _ in range(TRIES):
            if (group := draws.group(rng)) is None:
                return None
            weighing: Weighing = group.about
            key = draws.keys(group, rng)[0]
            if any(scope.spent(cell) for cell in weighing.row(key).values()):
                continue
            others = draws.others(group, rng)[:DISTRACTORS]
            if _is_told_fairly(scope.exam, group, key, others, frame):
                choices, used = [share_choice(weighing.row(key), correct=True)], list[str]()
                for name in others:
                    trap = trap_for(scope, weighing.row(name), asked, used, rng)
                    used += [trap.id] if trap else []
                    choices.append(share_choice(weighing.row(name), correct=False, trap=trap))
                controls = rng.sample(weighing.table.controls, len(weighing.table.controls))
                return plan(self, scope, asked, choices, topic=frame, facts=(weighing.table.job, *controls))
        return None

    def _draws(self, scope: Scope, asked: Owner) -> Draws:
        exam = scope.exam

        def told_fairly(group: Group, key: str, others: Sequence[str]) -> bool:
            return _is_told_fairly(exam, group, key, others[:DISTRACTORS], "")

        weights = fitted(exam, (self.id,), _groups, told_fairly, right=1, wrong=DISTRACTORS)
        return Draws.of(scope, weights, (self.id, scope.task.id, asked), _turns_on)

    def render(self, draft: Draft, exam: ExamScope, order: tuple[int, ...], rng: Random) -> Item:
        job, *controls = draft.facts
        stem = draft.topic.format(job=job, tasks=tasks_text(exam, controls))
        said = Reasons(exam.model, rng)
        reasons = [shares(exam, choice, said) for choice in draft.choices]
        texts = [service_text(exam, choice) for choice in draft.choices]
        return build(draft, exam, stem, texts, reasons, "", order)


def _turns_on(group: Group, name: str) -> CellKey:
    weighing: Weighing = group.about
    return next(iter(weighing.row(name).values())).key


def _is_told_fairly(exam: ExamScope, group: Group, key: str, others: Sequence[str], frame: str) -> bool:
    weighing: Weighing = group.about
    said = f"{frame} {weighing.table.job} {tasks_text(exam, weighing.table.controls)}"
    return len(others) == DISTRACTORS and is_fair(said, [sentence(key)], [sentence(name) for name in others])


def _groups(family: str, scope: Scope) -> Iterator[Group]:
    """For each table and each share of it that is some service's: those services, and those that have less."""
    exam = scope.exam
    for table in exam_tables(exam):
        if len(table.controls) < FEWEST:
            continue
        names = {service: option_name(exam, next(iter(row.values()))) for service, row in table.rows.items()}
        weighing = Weighing(table, {name: service for service, name in names.items()})
        for asked in SIDES:
            by_share: dict[tuple[int, ...], list[str]] = {}
            for service, row in table.rows.items():
                if in_task(scope, row):
                    by_share.setdefault(table.left(service, asked), []).append(service)
            for share, equal in by_share.items():
                less = [
                    other
                    for other, row in table.rows.items()
                    if leaves_less(table.left(other, asked), share) and tempts(exam, row, asked)
                ]
                right, wrong = (tuple(names[one] for one in some) for some in (equal, less))
                yield Group((family, scope.task.id, asked), right, wrong, weighing)


FAMILY = MostLeft()
