"""Which service takes this work off the team's hands, and which leaves it there? One duty, four services."""

from collections.abc import Mapping, Sequence
from random import Random

from question_bank.draft import Choice, Claim, Draft
from question_bank.families._duties import rationale
from question_bank.families._render import build, level
from question_bank.families._stems import SERVICE_STEMS
from question_bank.item import Item, ItemType
from question_bank.model import Cell, Owner
from question_bank.scope import OTHER, ExamScope, Scope
from question_bank.wording import sentence

DISTRACTORS = 3
KINDS = {
    "compute": "compute services",
    "database": "database services",
    "storage": "storage services",
    "network": "network services",
    "integration": "integration services",
    "analytics-and-ml": "analytics and machine learning services",
    "end-user-and-hybrid": "end-user and hybrid services",
    "identity-and-security": "security services",
    "management": "management services",
}
NEAR = (
    frozenset(("compute", "end-user-and-hybrid")),
    frozenset(("database", "storage")),
    frozenset(("network", "end-user-and-hybrid")),
    frozenset(("integration", "analytics-and-ml")),
    frozenset(("identity-and-security", "management")),
)
MIXED = "services"


class ServiceByDuty:
    """Only duties that move with the service, and only cells that hold for the service as it is named."""

    id = "service-by-duty"
    title = "Which service takes the work over"
    type = ItemType.MULTIPLE_CHOICE
    simulation = True
    most_share = 1.0

    def draft(self, scope: Scope, asked: Owner, rng: Random) -> Draft | None:
        exam = scope.exam
        keys = scope.once(self.id, _keys)[asked]
        if asked is Owner.SHARED or not keys:
            return None
        key = rng.choice(keys)
        kind = exam.model.service("aws", key.service).category
        others = [cell for cell in exam.by_control[key.control][OTHER[asked]] if nameable(exam, cell)]
        others = [cell for cell in others if _near(exam, cell, kind)]
        rng.shuffle(others)
        others.sort(key=lambda cell: exam.model.service("aws", cell.service).category != kind)
        if scope.wanted_traps:
            others.sort(key=lambda cell: not scope.wants(cell, asked))
        wrong = [
            Choice((Claim(cell, cell.owner, asked),), correct=False, trap=traps[0])
            for cell in others
            if (traps := scope.traps(cell, asked))
        ][:DISTRACTORS]
        if len(wrong) < DISTRACTORS:
            return None
        alike = all(exam.model.service("aws", choice.cell.service).category == kind for choice in wrong)
        return Draft(
            family=self.id,
            type=self.type,
            exam=exam.guide.id,
            domain=scope.domain.id,
            task=scope.task.id,
            asked=asked,
            choices=(Choice((Claim(key, key.owner, asked),), correct=True), *wrong),
            topic=KINDS.get(kind, MIXED) if alike else MIXED,
        )

    def render(self, draft: Draft, exam: ExamScope, order: tuple[int, ...], rng: Random) -> Item:
        duty = exam.model.controls[draft.choices[0].cell.control].duty
        stem = rng.choice(SERVICE_STEMS[(level(exam), draft.asked)]).format(kind=draft.topic, duty=duty)
        texts = [sentence(option_name(exam, choice.cell)) for choice in draft.choices]
        reasons = [rationale(exam.model, choice, rng) for choice in draft.choices]
        return build(draft, exam, stem, texts, reasons, reasons[0], order)


def _keys(scope: Scope) -> Mapping[Owner, Sequence[Cell]]:
    return {owner: [c for c in cells if nameable(scope.exam, c)] for owner, cells in scope.cells.items()}


def _near(exam: ExamScope, cell: Cell, kind: str) -> bool:
    """Whether a service is of the kind, or of one that a team would compare with it."""
    other = exam.model.service("aws", cell.service).category
    return other == kind or any({other, kind} <= group for group in NEAR)


def nameable(exam: ExamScope, cell: Cell) -> bool:
    """Whether the service may stand for the cell: its control moves, and no unsaid condition turns the owner."""
    return exam.model.controls[cell.control].moves and cell.literal and bool(cell.named or not cell.nuance)


def option_name(exam: ExamScope, cell: Cell) -> str:
    """The service as an option names it, with its condition where the cell has one."""
    return cell.named or exam.model.service(cell.provider, cell.service).phrase


FAMILY = ServiceByDuty()
