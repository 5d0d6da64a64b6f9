"""Which service leaves the most of these tasks to the company, or takes the most of them over? Counted over a list.

Stem: it lists two or three duties of controls, word for word, after a colon, with commas and "and". It asks for the
company's share with "to the company than the other three", for AWS's with "does AWS do more".
Options: services, under the name that their cells have in common. Right is the one whose share of the asked side holds
all of each other service's share and more.
Proof: for each option the cell of each listed duty.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from question_bank.draft import Draft
from question_bank.families._fair_draw import Draws, Group, fitted
from question_bank.families._fairness import is_fair
from question_bank.families._plan import plan
from question_bank.families._render import Stems, build, level
from question_bank.families._shares import (
    Row,
    Table,
    category,
    exam_tables,
    in_task,
    service_text,
    share_choice,
    shares,
    tasks_text,
    tempts,
    trap_for,
)
from question_bank.families.service_by_duty import clusters, option_name
from question_bank.item import Item, ItemType
from question_bank.model import CellKey, Owner
from question_bank.scope import SIDES, ExamScope, Scope
from question_bank.wording import sentence

DISTRACTORS = 3
TRIES = 3
STEMS: Stems = {
    ("foundational", Owner.CUSTOMER): (
        "A company compares services by this work alone: {tasks}. Which service leaves more of it to the company than "
        "the other three?",
        "Count these tasks alone: {tasks}. Which service leaves more of them to the company than the other three?",
        "A team would have to do some of this: {tasks}. Which service leaves more of it to the company than the other "
        "three?",
        "A company wants to do much of this itself: {tasks}. Which service leaves more of it to the company than the "
        "other three?",
    ),
    ("foundational", Owner.PROVIDER): (
        "A company compares services by this work alone: {tasks}. With which service does AWS do more of it than with "
        "the other three?",
        "Count these tasks alone: {tasks}. With which service does AWS do more of them than with the other three?",
        "A small team would like to be rid of this: {tasks}. With which service does AWS do more of it than with the "
        "other three?",
        "A company wants to do little of this itself: {tasks}. With which service does AWS do more of it than with "
        "the other three?",
    ),
    ("associate", Owner.CUSTOMER): (
        "A solutions architect compares services by the operations that they leave to a team, counting these tasks "
        "alone: {tasks}. Which service leaves more of them to the company than the other three?",
        "A company keeps control where it can and lists what it wants to do itself: {tasks}. Which service leaves "
        "more of it to the company than the other three?",
        "A design review estimates effort from these tasks alone: {tasks}. Which service leaves more of them to the "
        "company than the other three?",
        "A company has staff for this work and wants to use it: {tasks}. Which service leaves more of it to the "
        "company than the other three?",
    ),
    ("associate", Owner.PROVIDER): (
        "A solutions architect must keep operations low and counts these tasks alone: {tasks}. With which service "
        "does AWS do more of them than with the other three?",
        "A company lists work that it no longer wants to do: {tasks}. With which service does AWS do more of it than "
        "with the other three?",
        "A design review estimates effort from these tasks alone: {tasks}. With which service does AWS do more of "
        "them than with the other three?",
        "A company has lost the staff for this work: {tasks}. With which service does AWS do more of it than with the "
        "other three?",
    ),
    ("specialty", Owner.CUSTOMER): (
        "A security team writes one standard and estimates where it causes the most work, counting these tasks alone: "
        "{tasks}. Which service leaves more of them to the company than the other three?",
        "An auditor samples services by how much of this list the company must evidence: {tasks}. Which service "
        "leaves more of it to the company than the other three?",
        "A vulnerability report led to a review of who does this work: {tasks}. Which service leaves more of it to the "
        "company than the other three?",
        "A security team ranks services by its own exposure to neglect, counting these tasks alone: {tasks}. Which "
        "service leaves more of them to the company than the other three?",
    ),
    ("specialty", Owner.PROVIDER): (
        "A security team wants to shrink its own duties and counts these tasks alone: {tasks}. With which service "
        "does AWS do more of them than with the other three?",
        "An auditor asks where the company inherits much of this list: {tasks}. With which service does AWS do more "
        "of it than with the other three?",
        "A vulnerability report led to a review of who does this work: {tasks}. With which service does AWS do more "
        "of it than with the other three?",
        "A security team ranks services by what it can inherit, counting these tasks alone: {tasks}. With which "
        "service does AWS do more of them than with the other three?",
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
    """The key exceeds each distractor, so that the count alone decides; all are of kinds that a team would compare."""

    id = "most-left"
    title = "Which service leaves the most to whom"
    type = ItemType.MULTIPLE_CHOICE
    simulation = True
    most_share = 1.0

    def draft(self, scope: Scope, asked: Owner, rng: Random) -> Draft | None:
        if asked is Owner.SHARED:
            return None
        draws = scope.once((self.id, asked), lambda scope: self._draws(scope, asked))
        frame = rng.choice(STEMS[(level(scope.exam), asked)])
        for _ in range(TRIES):
            if (group := draws.group(rng)) is None:
                return None
            weighing: Weighing = group.about
            key, others = draws.keys(group, rng)[0], draws.others(group, rng)[:DISTRACTORS]
            if _is_told_fairly(scope.exam, group, key, others, frame):
                choices, used = [share_choice(weighing.row(key), correct=True)], list[str]()
                for name in others:
                    trap = trap_for(scope, weighing.row(name), asked, used, rng)
                    used += [trap.id] if trap else []
                    choices.append(share_choice(weighing.row(name), correct=False, trap=trap))
                controls = rng.sample(weighing.table.controls, len(weighing.table.controls))
                return plan(self, scope, asked, choices, topic=frame, facts=tuple(controls))
        return None

    def _draws(self, scope: Scope, asked: Owner) -> Draws:
        exam = scope.exam

        def told_fairly(group: Group, key: str, others: Sequence[str]) -> bool:
            return _is_told_fairly(exam, group, key, others[:DISTRACTORS], "")

        weights = fitted(exam, (self.id,), _groups, told_fairly, right=1, wrong=DISTRACTORS)
        return Draws.of(scope, weights, (self.id, scope.task.id, asked), _turns_on)

    def render(self, draft: Draft, exam: ExamScope, order: tuple[int, ...], rng: Random) -> Item:
        stem = draft.topic.format(tasks=tasks_text(exam, draft.facts))
        reasons = [shares(exam, choice, rng) for choice in draft.choices]
        texts = [service_text(exam, choice) for choice in draft.choices]
        return build(draft, exam, stem, texts, reasons, " ".join(reasons[:1]), order)


def _turns_on(group: Group, name: str) -> CellKey:
    weighing: Weighing = group.about
    return next(iter(weighing.row(name).values())).key


def _is_told_fairly(exam: ExamScope, group: Group, key: str, others: Sequence[str], frame: str) -> bool:
    weighing: Weighing = group.about
    said = f"{frame} {tasks_text(exam, weighing.table.controls)}"
    return len(others) == DISTRACTORS and is_fair(said, [sentence(key)], [sentence(name) for name in others])


def _groups(family: str, scope: Scope) -> Iterator[Group]:
    """For each table and each share of it that is some service's whole: those services, and those that have less."""
    exam = scope.exam
    for table in exam_tables(scope):
        names = {service: option_name(exam, next(iter(row.values()))) for service, row in table.rows.items()}
        weighing = Weighing(table, {name: service for service, name in names.items()})
        for asked in SIDES:
            by_share: dict[frozenset[str], list[str]] = {}
            for service, row in table.rows.items():
                if in_task(scope, row):
                    by_share.setdefault(table.left(service, asked), []).append(service)
            for share, equal in by_share.items():
                less = [o for o, row in table.rows.items() if table.left(o, asked) < share and tempts(exam, row, asked)]
                for kinds in clusters([category(exam, one) for one in equal], [category(exam, one) for one in less]):
                    right, wrong = (
                        tuple(names[one] for one in some if category(exam, one) in kinds) for some in (equal, less)
                    )
                    yield Group((family, scope.task.id, asked), right, wrong, weighing)


FAMILY = MostLeft()
