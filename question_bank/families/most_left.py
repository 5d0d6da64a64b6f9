"""Which service leaves the most of these tasks to the company, or takes the most of them over? Counted over a list.

Stem: it lists two or three duties of controls, word for word, after a colon, with commas and "and". It asks for the
company's share with "to the company than the other three", for AWS's with "does AWS do more".
Options: services, under the name that their cells have in common. Right is the one whose share of the asked side holds
all of each other service's share and more.
Proof: for each option the cell of each listed duty.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from question_bank.draft import Draft
from question_bank.families._fairness import is_fair
from question_bank.families._plan import plan
from question_bank.families._render import Stems, build, level
from question_bank.families._shares import (
    Table,
    exam_tables,
    in_task,
    is_near,
    service_text,
    share_choice,
    shares,
    tasks_text,
    trap_for,
)
from question_bank.item import Item, ItemType
from question_bank.model import Owner
from question_bank.scope import SIDES, ExamScope, Scope

DISTRACTORS = 3
FEWEST_TRAPS = 2
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
class Lead:
    """A service that may be the key, over a table, and those whose share it exceeds, the nearest in kind first."""

    table: Table
    service: str
    less: Sequence[str]


class MostLeft:
    """The key exceeds each distractor, so that the count alone decides; distractors of the key's kind come first."""

    id = "most-left"
    title = "Which service leaves the most to whom"
    type = ItemType.MULTIPLE_CHOICE
    simulation = True
    most_share = 1.0

    def draft(self, scope: Scope, asked: Owner, rng: Random) -> Draft | None:
        leads = () if asked is Owner.SHARED else scope.once(self.id, _leads)[asked]
        if not leads:
            return None
        frame = rng.choice(STEMS[(level(scope.exam), asked)])
        for _ in range(TRIES):
            lead = rng.choice(leads)
            rows, used = lead.table.rows, set[str]()
            choices = [share_choice(rows[lead.service], correct=True)]
            for service in rng.sample(lead.less, DISTRACTORS):
                trap = trap_for(scope, rows[service], asked, used)
                used |= {trap.id} if trap else set()
                choices.append(share_choice(rows[service], correct=False, trap=trap))
            texts = [service_text(scope.exam, choice) for choice in choices]
            if len(used) >= FEWEST_TRAPS and is_fair(
                f"{frame} {tasks_text(scope.exam, lead.table.controls)}", texts[:1], texts[1:]
            ):
                controls = rng.sample(lead.table.controls, len(lead.table.controls))
                return plan(self, scope, asked, choices, topic=frame, facts=tuple(controls))
        return None

    def render(self, draft: Draft, exam: ExamScope, order: tuple[int, ...], rng: Random) -> Item:
        stem = draft.topic.format(tasks=tasks_text(exam, draft.facts))
        reasons = [shares(exam, choice, rng) for choice in draft.choices]
        texts = [service_text(exam, choice) for choice in draft.choices]
        return build(draft, exam, stem, texts, reasons, " ".join(reasons[:1]), order)


def _leads(scope: Scope) -> Mapping[Owner, Sequence[Lead]]:
    found: dict[Owner, list[Lead]] = {side: [] for side in SIDES}
    exam = scope.exam
    for table in exam_tables(scope):
        for service, row in table.rows.items():
            if not in_task(scope, row):
                continue
            for side in SIDES:
                share = table.left(service, side)
                less = [o for o in table.rows if table.left(o, side) < share and is_near(exam, o, service)]
                if len(less) >= DISTRACTORS:
                    found[side].append(Lead(table, service, tuple(less)))
    return found


FAMILY = MostLeft()
