"""What does a framework ask of whom? One task that it brings to the asked side, among tasks of the other side.

Stem: it names the framework (its name in data/frameworks.yaml without "/IEC") and gives the company's need, word for
word from data/framework_tasks.yaml. Its last sentence asks for the company's work with "the company's own", "must the
company do", "left for the company" or "falls to the company"; for AWS's with "does AWS", "is AWS's", "to AWS" or "from
AWS?".
Options: two texts of data/framework_tasks.yaml, true for the side under which they stand there, and two parts, word for
word, of account-wide and AWS Artifact cells. The key is one of them, a text of the framework or a part; of the others
one is a text of the framework.
Proof: the cell of each option; a text of the data file rests on the cell that it names.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from question_bank.draft import Choice, Draft
from question_bank.families._areas import area_of
from question_bank.families._even import all_fair, even_trap, names_in_full
from question_bank.families._fairness import fair_stem
from question_bank.families._parts import Controls, key_part, parts_of, wrong_part
from question_bank.families._plan import plan
from question_bank.families._reasons import Reasons
from question_bank.families._render import Stems, build, level
from question_bank.framework_tasks import framework_tasks_of
from question_bank.item import Item, ItemType
from question_bank.model import ACCOUNT_WIDE, Cell, Owner, ResponsibilityModel
from question_bank.per_model import per_model
from question_bank.scope import OTHER, SIDES, ExamScope, Scope
from question_bank.wording import sentence

TEXT_KEYS = 0.5  # share of items whose key is the framework's own task
TRIES = 16
MOST_AREAS = 3  # of the options of one item, as the lint has it
RULES = frozenset(("compliance-of-workload", "compliance-of-infrastructure"))  # a task must be about these
SERVICES = frozenset((ACCOUNT_WIDE, "artifact"))
CONTROLS: Controls = {
    Owner.CUSTOMER: frozenset(
        (
            *("customer-staff-training", "iam-policies", "root-account", "incident-response-workload", "forensics"),
            *("penetration-testing", "disaster-recovery-plan", "workload-monitoring", "decommissioning", "quotas"),
        )
    ),
    Owner.PROVIDER: frozenset(
        (
            *("physical-security", "infrastructure-monitoring", "provider-staff-training", "hardware-lifecycle"),
            *(
                "infrastructure-configuration",
                "incident-response-infrastructure",
                "vulnerability-handling",
                "hypervisor",
            ),
        )
    ),
}
STEMS: Stems = {
    ("foundational", Owner.CUSTOMER): (
        "A company {need} and prepares for {framework}. Which task is the company's own?",
        "A company {need}. With {framework} in view, which task must the company do itself?",
        "A company {need}. Which task is left for the company under {framework}?",
        "A company that prepares for {framework} {need}. Which task falls to the company?",
    ),
    ("foundational", Owner.PROVIDER): (
        "A company {need} and prepares for {framework}. Which task is AWS's?",
        "A company {need}. With {framework} in view, which task does AWS do?",
        "A company {need}. Which task can it leave to AWS under {framework}?",
        "A company that prepares for {framework} {need}. Which task does AWS take care of?",
    ),
    ("associate", Owner.CUSTOMER): (
        "A company {need}. Its solutions architect plans for {framework} from the start. Which task must the company "
        "do itself?",
        "A company {need}. A design review checks the design against {framework}. Which task falls to the company?",
        "A company {need}. Before {framework} is discussed with an auditor, tasks are split. Which is the company's "
        "own?",
        "A company {need} and relies on AWS for much of {framework}. Which task is left for the company?",
    ),
    ("associate", Owner.PROVIDER): (
        "A company {need}. Its solutions architect plans for {framework} from the start. Which task does AWS do?",
        "A company {need}. A design review checks the design against {framework}. Which task can the company leave to "
        "AWS?",
        "A company {need}. Before {framework} is discussed with an auditor, tasks are split. Which of them is AWS's?",
        "A company {need} and relies on AWS for a part of {framework}. Which task does AWS take care of?",
    ),
    ("specialty", Owner.CUSTOMER): (
        "A company {need}. An assessor for {framework} asks for what cannot be inherited. Which task must the company "
        "do itself?",
        "A company {need}. Its compliance team maps {framework} to owners before the assessment. Which task falls to "
        "the company?",
        "A company {need}. In the last {framework} review a task had been taken for AWS's and was left undone. Which "
        "task is the company's own?",
        "A company {need} and reads what AWS publishes about {framework}. Which task is left for the company?",
    ),
    ("specialty", Owner.PROVIDER): (
        "A company {need}. An assessor for {framework} asks what the company relies on. Which task does AWS do?",
        "A company {need}. Its compliance team maps {framework} to owners before the assessment. Which task can it "
        "leave to AWS?",
        "A company {need}. Its last {framework} plan sets people aside for a task that AWS performs. Which of these "
        "tasks does it inherit from AWS?",
        "A company {need} and asks what AWS contributes to {framework}. Which of these tasks is AWS's?",
    ),
}


@dataclass(frozen=True, slots=True)
class Offer:
    """What an option says, and the cell by which it is whose it is."""

    text: str
    cell: Cell


@dataclass(frozen=True, slots=True)
class Known:
    """A framework with what it asks of each side. `need` says why it applies."""

    id: str
    need: str
    texts: Mapping[Owner, Sequence[Offer]]


@dataclass(frozen=True, slots=True)
class Pool:
    """The frameworks, and by side the tasks that any audit meets."""

    frameworks: Sequence[Known]
    common: Mapping[Owner, Sequence[Offer]]


class FrameworkScope:
    """Two options speak of a framework, two of what any audit meets, and the key is as often of the one kind."""

    id = "framework-scope"
    title = "What a framework asks of whom"
    type = ItemType.MULTIPLE_CHOICE
    simulation = True
    most_share = 1.0

    def draft(self, scope: Scope, asked: Owner, rng: Random) -> Draft | None:
        references = scope.exam.references
        if asked is Owner.SHARED or references is None or RULES.isdisjoint(scope.task.controls):
            return None
        pool = scope.once(self.id, _pool)
        framework, with_text = rng.choice(pool.frameworks), rng.random() < TEXT_KEYS
        key = rng.choice(framework.texts[asked] if with_text else pool.common[asked])
        for _ in range(TRIES):
            offered = [key, *_foils(pool, framework, OTHER[asked], rng, second_text=not with_text)]
            shown = [sentence(offer.text) for offer in offered]
            if _stand_together(scope, offered, shown):
                choices = _choices(scope, offered, asked, rng)
                frame = fair_stem(STEMS[(level(scope.exam), asked)], str, shown, 1, rng)
                name = references.frameworks[framework.id].name.replace("/IEC", "")
                facts = (name, framework.need, *(offer.text for offer in offered))
                return plan(self, scope, asked, choices, topic=frame, facts=facts)
        return None

    def render(self, draft: Draft, exam: ExamScope, order: tuple[int, ...], rng: Random) -> Item:
        framework, need, *texts = draft.facts
        stem = draft.topic.format(framework=framework, need=need)
        said, why = Reasons(exam.model, rng), _because(exam.model)
        reasons = [_reason(said, choice, why.get(text, "")) for choice, text in zip(draft.choices, texts, strict=True)]
        return build(draft, exam, stem, [sentence(text) for text in texts], reasons, "", order)


def _pool(scope: Scope) -> Pool:
    model = scope.exam.model
    frameworks = [
        Known(
            found.framework,
            found.need,
            {
                side: [
                    Offer(task.text, model.cells[task.cell])
                    for task in found.tasks[side]
                    if scope.traps(model.cells[task.cell], OTHER[side])
                ]
                for side in SIDES
            },
        )
        for found in framework_tasks_of(model).values()
    ]
    parts = parts_of(scope.exam.cells, CONTROLS, SERVICES)
    common = {
        side: [Offer(cell.part(side), cell) for cell, whose in parts if _is_common(scope, cell, whose, side)]
        for side in SIDES
    }
    return Pool([known for known in frameworks if all(len(texts) >= 2 for texts in known.texts.values())], common)


def _is_common(scope: Scope, cell: Cell, whose: Owner, side: Owner) -> bool:
    """Whether a part may be key and distractor: it is the side's alone, it tempts, and names are in full."""
    tempts = whose is side and cell.owner is side and bool(scope.traps(cell, OTHER[side]))
    return tempts and names_in_full(scope.exam.model, cell.part(side))


def _foils(pool: Pool, framework: Known, other: Owner, rng: Random, *, second_text: bool) -> list[Offer]:
    """The framework's task of the other side stands in each item, beside a second text and a part, or two parts."""
    foil = rng.choice(framework.texts[other])
    if second_text:
        second = rng.choice([text for text in framework.texts[other] if text is not foil])
        return [foil, second, rng.choice(pool.common[other])]
    return [foil, *rng.sample(pool.common[other], 2)]


def _stand_together(scope: Scope, offered: Sequence[Offer], shown: Sequence[str]) -> bool:
    """Whether the options are of different cells and near areas, one is of the task, and each may be the key."""
    cells = {offer.cell.key: area_of(scope.exam.model, offer.cell) for offer in offered}
    of_task = any(offer.cell.control in scope.task.controls for offer in offered)
    return of_task and len(cells) == len(offered) and len(set(cells.values())) <= MOST_AREAS and all_fair(shown)


def _choices(scope: Scope, offered: Sequence[Offer], asked: Owner, rng: Random) -> list[Choice]:
    """The choices, each with its own trap where it can be."""
    used: list[str] = []
    choices = [key_part((offered[0].cell, asked), asked)]
    for offer in offered[1:]:
        traps = scope.traps(offer.cell, asked)
        trap = even_trap(scope, traps, used, rng) or traps[0]
        used.append(trap.id)
        choices.append(wrong_part((offer.cell, OTHER[asked]), asked, trap))
    return choices


@per_model
def _because(model: ResponsibilityModel) -> Mapping[str, str]:
    """Why each task of a framework is whose it is."""
    known = framework_tasks_of(model).values()
    return {task.text: task.because for found in known for side in SIDES for task in found.tasks[side]}


def _reason(said: Reasons, choice: Choice, why: str) -> str:
    """Belief first, then why the task is whose it is: a framework's by its own reason, a part by that of its cell."""
    if not why:
        return said.of(choice)
    return said.lured(choice.trap, said.since(choice.claims[0].side, why, told_right=choice.correct))


FAMILY = FrameworkScope()
