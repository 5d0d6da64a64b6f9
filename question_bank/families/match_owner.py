"""Whose is each task: AWS's unasked, AWS's once the company has set it up, or the company's? Five or six tasks.

Stem: "Who carries out each ...?" with the responses below; responses may be used more than once.
Responses: "AWS, without being asked.", "AWS, after the company has set it up.", "The company."
Prompts: for the first response AWS's part, word for word, of a cell whose one owner AWS is, of a control in UNASKED;
for the second a text of data/after_setup.yaml; for the third the company's part, word for word, of a cell whose one
owner it is. Each response fits one prompt at least and half of them at most.
Proof: the cell of each prompt.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from question_bank.after_setup import after_setup_of
from question_bank.draft import Choice, Claim, Draft
from question_bank.families._areas import area_of
from question_bank.families._even import names_in_full
from question_bank.families._plan import plan as plan_draft
from question_bank.families._reasons import Reasons
from question_bank.families._render import build_matching
from question_bank.item import Item, ItemType
from question_bank.model import Cell, Owner, ResponsibilityModel
from question_bank.scope import OTHER, ExamScope, Scope
from question_bank.wording import of_aws, sentence

RESPONSES = ("AWS, without being asked.", "AWS, after the company has set it up.", "The company.")
UNASKED_RESPONSE, SET_UP_RESPONSE, COMPANY_RESPONSE = range(3)
# What AWS does for every user of a service, whatever is set. Encryption, backups and failover often wait for a
# setting, and what a service does with settings of the company's (rules, policies, jobs) waits for these.
UNASKED = frozenset(
    (
        *("host-os", "key-hardware", "endpoint-tls", "hypervisor", "infrastructure-monitoring", "ddos-infrastructure"),
        *("network-infrastructure", "storage-durability", "orchestration-control-plane", "default-telemetry"),
    )
)
# What a task of AWS's waits for, after the reason why it is AWS's; and a task that waits for the company.
UNASKED_SAYS = ("It waits for no setting.", "No setting is needed for it.", "It happens whatever has been set.")
SET_UP_SAYS = (
    "AWS does this, but only once the company has set it up.",
    "The company sets this up; from then on AWS does it.",
    "Without a setting of the company's nothing happens; with it, AWS does the rest.",
    "Two steps: the company turns it on or configures it, and AWS carries it out.",
)
EXPLAINED = (
    "Ask two questions of each task: on whose systems does it happen, and would it happen in an account in which "
    "nothing has been set? AWS does both the work that runs in any account and the work that a setting starts; the "
    "setting is the company's.",
    "A task that AWS carries out may still wait for the company. What runs in every account needs no request; "
    "rotation, failover or scaling often do; and decisions about the workload never move to AWS.",
    "Automatic work is of two kinds: what AWS does for everyone, and what it does after a setting. Only the first "
    "happens if the company does nothing.",
)
STEMS = (
    "A security team maps tasks to owners and does not stop at AWS and the company. All services concerned are in use; "
    "some of AWS's work on them still waits for a setting. Who carries out each task?",
    "An auditor found that two tasks had been taken for automatic and were not. All services concerned are in use. Who "
    "carries out each task, and what does it wait for?",
    "A company has just started to use all the services concerned and has changed no setting so far. Who carries out "
    "each task, and what does it wait for?",
    "A runbook for services in use distinguishes what AWS does in any case, what AWS does once it is configured, and "
    "what is left. Who carries out each task?",
)
# What begins so may be what a service does once it is set up: then neither of two responses would be wrong.
AUTOMATED = frozenset("encrypting scanning checking masking redacting renewing rotating detecting".split())
PLANS = ((2, 2, 1), (1, 2, 2), (2, 1, 2), (2, 2, 2))  # prompts for each response; none has more than half


@dataclass(frozen=True, slots=True)
class Pool:
    """Cells for each response, and the plans for which they are enough."""

    cells: tuple[Sequence[Cell], Sequence[Cell], Sequence[Cell]]
    plans: Sequence[tuple[int, ...]]


class MatchOwner:
    """Tasks with something that waits for a setting; one prompt of the asked side is of the task's own cells."""

    id = "match-owner"
    title = "Who does it, and what it waits for"
    type = ItemType.MATCHING
    simulation = True
    most_share = 1.0

    def draft(self, scope: Scope, asked: Owner, rng: Random) -> Draft | None:
        pool = scope.once(self.id, _pool)
        if asked is Owner.SHARED or pool is None:
            return None
        drawn = [rng.sample(cells, count) for cells, count in zip(pool.cells, rng.choice(pool.plans), strict=True)]
        if len({cell.key for part in drawn for cell in part}) < sum(map(len, drawn)):
            return None
        prompts = [_prompt(scope, cell) for cell in drawn[0]]
        prompts += [_prompt(scope, cell, Owner.PROVIDER) for cell in drawn[1]]
        prompts += [_prompt(scope, cell) for cell in drawn[2]]
        places = [str(response) for response, part in enumerate(drawn) for _ in part]
        order = rng.sample(range(len(prompts)), len(prompts))
        draft = plan_draft(
            self, scope, asked, (), topic=rng.choice(STEMS), facts=tuple(places[place] for place in order)
        )
        return replace(draft, prompts=tuple(prompts[place] for place in order))

    def render(self, draft: Draft, exam: ExamScope, order: tuple[int, ...], rng: Random) -> Item:
        places = [int(place) for place in draft.facts]
        reasons = Reasons(exam.model, rng)
        prompts = [
            (_text(exam, choice, place), place, reasons.lured(choice.trap, _told(choice, place, reasons)))
            for choice, place in zip(draft.prompts, places, strict=True)
        ]
        return build_matching(draft, exam, draft.topic, RESPONSES, prompts, rng.choice(EXPLAINED))


def _pool(scope: Scope) -> Pool | None:
    """None where the task has nothing that waits for a setting."""
    model, exam = scope.exam.model, scope.exam
    controls = frozenset(scope.task.controls)
    known = after_setup_of(model)
    areas = {area_of(model, cell) for cells in scope.cells.values() for cell in cells}
    waiting = [cell for cell in exam.cells if cell.key in known]
    waiting = [cell for cell in waiting if cell.control in controls or area_of(model, cell) in areas]
    unasked = [c for c in exam.cells if c.owner is Owner.PROVIDER and c.control in UNASKED and not c.nuance]
    unasked = [cell for cell in unasked if cell.control in controls or area_of(model, cell) in areas]
    company = [cell for cell in scope.cells[Owner.CUSTOMER] if not cell.nuance]
    company = [cell for cell in company if cell.customer_part.split()[0] not in AUTOMATED]
    cells = (_in_full(model, unasked), waiting, _in_full(model, company))
    plans = [plan for plan in PLANS if all(len(part) >= count for part, count in zip(cells, plan, strict=True))]
    return Pool(cells, plans) if plans else None


def _in_full(model: ResponsibilityModel, cells: Sequence[Cell]) -> Sequence[Cell]:
    return [cell for cell in cells if names_in_full(model, cell.part(cell.owner))]


def _prompt(scope: Scope, cell: Cell, side: Owner | None = None) -> Choice:
    doer = side or cell.owner
    traps = scope.traps(cell, OTHER[doer])
    return Choice((Claim(cell, doer, doer),), correct=True, trap=traps[0] if traps else None)


def _text(exam: ExamScope, choice: Choice, response: int) -> str:
    cell = choice.cell
    text = after_setup_of(exam.model)[cell.key].text if response == SET_UP_RESPONSE else cell.part(cell.owner)
    return sentence(text)


def _told(choice: Choice, response: int, reasons: Reasons) -> str:
    """Why the task of a prompt is whose it is, and what it waits for."""
    if response == SET_UP_RESPONSE:
        return f"{reasons.frame(SET_UP_SAYS)} {of_aws(choice.cell.nuance)}".rstrip()
    text = reasons.truth(choice.claims[0], told_right=choice.trap is None)
    return f"{text} {reasons.frame(UNASKED_SAYS)}" if response == UNASKED_RESPONSE else text


FAMILY = MatchOwner()
