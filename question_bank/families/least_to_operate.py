"""Which design keeps control where it is required, and leaves the rest to AWS? Requirements for two or three tasks.

Stem: it lists duties of controls, word for word. Those after "keep in its own hands" or "do itself" must be the
company's with the service; those after "leave to AWS" or "rid of" must be AWS's.
Options: services, under the name that their cells have in common. Right is the only one with which every listed duty
has the owner that the stem requires.
Proof: for each option the cell of each listed duty.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from question_bank.draft import Choice, Claim, Draft
from question_bank.families._duties import fresh_trap
from question_bank.families._fairness import is_fair
from question_bank.families._plan import plan
from question_bank.families._render import Stems, build, level
from question_bank.families._shares import (
    Row,
    Table,
    exam_tables,
    in_task,
    is_near,
    service_text,
    shares,
    tasks_text,
)
from question_bank.item import Item, ItemType
from question_bank.model import Owner, Trap
from question_bank.scope import SIDES, ExamScope, Scope

DISTRACTORS = 3
FEWEST_TRAPS = 2
TRIES = 3
STEMS: Stems = {
    ("foundational", Owner.CUSTOMER): (
        "A company must keep in its own hands: {keep}. It wants to leave to AWS: {leave}. Which service fits?",
        "A team wants to do itself: {keep}. It wants to be rid of: {leave}. Which service meets both wishes?",
    ),
    ("foundational", Owner.PROVIDER): (
        "A company wants to leave to AWS: {leave}. It must keep in its own hands: {keep}. Which service fits?",
        "A team wants to be rid of: {leave}. It wants to do itself: {keep}. Which service meets both wishes?",
    ),
    ("associate", Owner.CUSTOMER): (
        "A company's policy says what the company must keep in its own hands: {keep}. To lower operations it wants to "
        "leave to AWS: {leave}. Which service meets both requirements?",
        "A workload needs settings that only its team can make, so the team must do itself: {keep}. It wants to be "
        "rid of: {leave}. Which service should a solutions architect choose for this division of work?",
        "A solutions architect must keep in its own hands, for the company: {keep}. The budget for operations makes "
        "it leave to AWS: {leave}. Which service meets both requirements?",
    ),
    ("associate", Owner.PROVIDER): (
        "A company wants to lower operations and to leave to AWS: {leave}. Its policy says what it must keep in its "
        "own hands: {keep}. Which service meets both requirements?",
        "A team wants to be rid of: {leave}. A workload needs settings that only the team can make, so the team must "
        "do itself: {keep}. Which service should a solutions architect choose for this division of work?",
        "Nobody at a company has time to see to what it wants to leave to AWS: {leave}. For reasons of control it "
        "must keep in its own hands: {keep}. Which service meets both requirements?",
    ),
    ("specialty", Owner.CUSTOMER): (
        "A security standard says what a company must keep in its own hands: {keep}. To shrink its attack surface it "
        "wants to leave to AWS: {leave}. Which service meets both requirements?",
        "After an audit a team must do itself, and evidence: {keep}. It wants to be rid of: {leave}. Which service "
        "allows for this division of work?",
    ),
    ("specialty", Owner.PROVIDER): (
        "To shrink its attack surface a company wants to leave to AWS: {leave}. A security standard says what it must "
        "keep in its own hands: {keep}. Which service meets both requirements?",
        "A team wants to be rid of: {leave}. After an audit it must do itself, and evidence: {keep}. Which service "
        "allows for this division of work?",
    ),
}


@dataclass(frozen=True, slots=True)
class Lead:
    """A service whose row alone meets the requirement that it states, and others over the same tasks."""

    table: Table
    service: str
    others: Sequence[str]


class LeastToOperate:
    """The requirement is the key's own division of the tasks; each distractor breaks it for one task or more."""

    id = "least-to-operate"
    title = "Which design keeps control where it is required"
    type = ItemType.MULTIPLE_CHOICE
    simulation = True
    most_share = 1.0

    def draft(self, scope: Scope, asked: Owner, rng: Random) -> Draft | None:
        leads = () if asked is Owner.SHARED else scope.once(self.id, _leads)
        if not leads:
            return None
        frame = rng.choice(STEMS[(level(scope.exam), asked)])
        for _ in range(TRIES):
            lead = rng.choice(leads)
            rows, used = lead.table.rows, set[str]()
            required = {control: cell.owner for control, cell in rows[lead.service].items()}
            choices = [_choice(rows[lead.service], required, None)]
            for service in rng.sample(lead.others, DISTRACTORS):
                trap = _trap(scope, rows[service], required, used)
                used |= {trap.id} if trap else set()
                choices.append(_choice(rows[service], required, trap))
            texts = [service_text(scope.exam, choice) for choice in choices]
            known = f"{frame} {tasks_text(scope.exam, lead.table.controls)}"
            if len(used) >= FEWEST_TRAPS and is_fair(known, texts[:1], texts[1:]):
                return plan(self, scope, asked, choices, topic=frame)
        return None

    def render(self, draft: Draft, exam: ExamScope, order: tuple[int, ...], rng: Random) -> Item:
        required = {claim.cell.control: claim.given for claim in draft.choices[0].claims}
        keep, leave = (
            tasks_text(exam, [control for control, owner in required.items() if owner is side])
            for side in (Owner.CUSTOMER, Owner.PROVIDER)
        )
        reasons = [shares(exam, choice, rng) for choice in draft.choices]
        texts = [service_text(exam, choice) for choice in draft.choices]
        return build(draft, exam, draft.topic.format(keep=keep, leave=leave), texts, reasons, reasons[0], order)


def _leads(scope: Scope) -> Sequence[Lead]:
    exam, found = scope.exam, []
    for table in exam_tables(scope):
        for service, row in table.rows.items():
            if len({cell.owner for cell in row.values()}) < len(SIDES) or not in_task(scope, row):
                continue
            share = table.left(service, Owner.CUSTOMER)
            others = [o for o in table.rows if table.left(o, Owner.CUSTOMER) != share and is_near(exam, o, service)]
            if len(others) >= DISTRACTORS:
                found.append(Lead(table, service, tuple(others)))
    return found


def _choice(row: Row, required: Mapping[str, Owner], trap: Trap | None) -> Choice:
    """A service as an option, which claims that it meets the requirement."""
    claims = tuple(Claim(cell, cell.owner, required[control]) for control, cell in row.items())
    return Choice(claims, all(claim.true for claim in claims), trap)


def _trap(scope: Scope, row: Row, required: Mapping[str, Owner], used: set[str]) -> Trap | None:
    """Why somebody would take a service for one that meets the requirement."""
    broken = [(cell, required[control]) for control, cell in row.items() if cell.owner is not required[control]]
    return fresh_trap((trap for cell, believed in broken for trap in scope.traps(cell, believed)), used)


FAMILY = LeastToOperate()
