"""Which two of these services take the work over, and which two leave it? One duty, five services.

Stem: it holds the duty of one control, word for word as in `controls.yaml`, and asks for the services with which AWS
does it, or for those with which the company does. The phrases are those of `service-by-duty`, in the plural.
Options: the service as a sentence names it, with its condition where the cell has one. Every cell has one owner.
Proof: the cell of that control for each option.
"""

from random import Random

from question_bank.draft import Choice, Claim, Draft
from question_bank.families._duties import fresh_trap, rationale
from question_bank.families._fairness import fair_stem, is_fair
from question_bank.families._plan import plan
from question_bank.families._render import Stems, build, level
from question_bank.families.service_by_duty import KINDS, MIXED, NEAR, nameable, option_name
from question_bank.item import Item, ItemType
from question_bank.model import Cell, Owner
from question_bank.scope import OTHER, ExamScope, Scope
from question_bank.wording import sentence

# Cells whose part is other work than the duty of their control says: to name the service for the duty would mislead.
NO_CONTRAST = frozenset(("physical-security",))  # AWS guards its buildings whatever the service: nothing to compare
KEYS = 2
DISTRACTORS = 3
STEMS: Stems = {
    ("foundational", Owner.PROVIDER): (
        "A company does not want to be responsible for {duty}. Which {kind} meet this requirement?",
        "Which {kind} relieve a company of {duty}?",
        "A small team has nobody for {duty}. Which {kind} take this work over?",
        "With which {kind} is AWS responsible for {duty}?",
    ),
    ("foundational", Owner.CUSTOMER): (
        "A company compares {kind}. With which services does the company itself remain responsible for {duty}?",
        "Which {kind} leave {duty} to the company that uses them?",
        "A company lists the services for which it needs staff for {duty}. Which {kind} belong on the list?",
        "With which {kind} is the company responsible for {duty}?",
    ),
    ("associate", Owner.PROVIDER): (
        "A company moves workloads to AWS and compares {kind}. The operations team must no longer spend time on "
        "{duty}. Which services meet this requirement?",
        "Two designs are wanted that leave {duty} to AWS. Which of these {kind} fit?",
        "A solutions architect has to reduce operational work: {duty} must not fall to the company. Which {kind} can "
        "the architect choose?",
        "A team plans a workload without staff for {duty}. With which {kind} does AWS do this work?",
    ),
    ("associate", Owner.CUSTOMER): (
        "A company reviews workloads that use five {kind}. For which services must the company's own team plan {duty}?",
        "A company wants to keep {duty} in its own hands. Which of these {kind} leave this work to the company?",
        "A solutions architect estimates operational work. Which {kind} add {duty} to the work of the company?",
        "A team plans its staff for the coming year. With which {kind} does the company do {duty} itself?",
    ),
    ("specialty", Owner.PROVIDER): (
        "A security policy forbids designs in which the company's engineers are responsible for {duty}. Which of "
        "these {kind} comply with the policy?",
        "An auditor asks for which services the company relies on AWS for {duty}. Which {kind} does the company name?",
        "A security team maps {duty} to owners, service by service. For which {kind} is AWS the owner?",
        "A security engineer marks inherited controls. With which {kind} does the company inherit {duty} from AWS?",
    ),
    ("specialty", Owner.CUSTOMER): (
        "An auditor requires evidence of {duty} from the company, for each service where the work is the company's "
        "own. For which {kind} must the company produce it?",
        "A security team maps {duty} to owners, service by service. For which {kind} is the company the owner?",
        "A security engineer looks for gaps in the company's procedure for {duty}. Which of these {kind} must the "
        "procedure cover?",
        "A security engineer marks inherited controls. With which {kind} does the company NOT inherit {duty} from AWS?",
    ),
}


class ServicesByDuty:
    """As `service-by-duty`, with two keys: whoever knows one service of a kind may still miss the other."""

    id = "services-by-duty"
    title = "Which two services take the work over"
    type = ItemType.MULTIPLE_RESPONSE
    simulation = True
    most_share = 1.0

    def draft(self, scope: Scope, asked: Owner, rng: Random) -> Draft | None:
        if asked is Owner.SHARED:
            return None
        keys = scope.once(self.id, _keys)[asked]
        if not keys:
            return None
        control, services = rng.choice(keys)
        first = rng.choice(services)
        kind = _category(scope.exam, first)
        like = [cell for cell in services if cell is not first and _near(scope.exam, cell, kind)]
        if not like:
            return None
        chosen = [first, rng.choice(like)]
        wrong = _wrong(scope, control, kind, asked, rng)
        names = [sentence(option_name(scope.exam, cell)) for cell in (*chosen, *(choice.cell for choice in wrong))]
        duty = scope.exam.model.controls[control].duty
        if len(wrong) < DISTRACTORS or not is_fair(duty, names[:KEYS], names[KEYS:]):
            return None
        right = [Choice((Claim(cell, cell.owner, asked),), correct=True) for cell in chosen]
        cells = [*chosen, *(choice.cell for choice in wrong)]
        alike = all(_category(scope.exam, cell) == kind for cell in cells)
        return plan(self, scope, asked, [*right, *wrong], topic=KINDS.get(kind, MIXED) if alike else MIXED)

    def render(self, draft: Draft, exam: ExamScope, order: tuple[int, ...], rng: Random) -> Item:
        duty = exam.model.controls[draft.choices[0].cell.control].duty
        texts = [sentence(option_name(exam, choice.cell)) for choice in draft.choices]
        frames = STEMS[(level(exam), draft.asked)]
        stem = fair_stem(frames, lambda frame: frame.format(kind=draft.topic, duty=duty), texts, KEYS, rng)
        reasons = [rationale(exam.model, choice, rng) for choice in draft.choices]
        return build(draft, exam, stem, texts, reasons, " ".join(reasons[:KEYS]), order)


def _keys(scope: Scope) -> dict[Owner, list[tuple[str, list[Cell]]]]:
    """Controls of the task with the services that may be keys, at least two, by side."""
    found: dict[Owner, dict[str, list[Cell]]] = {owner: {} for owner in Owner}
    for owner, cells in scope.cells.items():
        for cell in cells:
            if _says_it(scope.exam, cell):
                found[owner].setdefault(cell.control, []).append(cell)
    return {
        owner: [(control, cells) for control, cells in by_control.items() if len(cells) >= KEYS]
        for owner, by_control in found.items()
    }


def _wrong(scope: Scope, control: str, kind: str, asked: Owner, rng: Random) -> list[Choice]:
    """Services with which the other side does it, those of the kind first, each tempting by a trap."""
    exam = scope.exam
    others = [
        cell
        for cell in exam.by_control[control][OTHER[asked]]
        if _says_it(exam, cell) and _near(exam, cell, kind) and scope.traps(cell, asked)
    ]
    rng.shuffle(others)
    others.sort(key=lambda cell: (not scope.wants(cell, asked), _category(exam, cell) != kind))
    used: set[str] = set()
    chosen = []
    for cell in others[:DISTRACTORS]:
        trap = fresh_trap(scope.traps(cell, asked), used) or scope.traps(cell, asked)[0]
        used.add(trap.id)
        chosen.append(Choice((Claim(cell, cell.owner, asked),), correct=False, trap=trap))
    return chosen


def _says_it(exam: ExamScope, cell: Cell) -> bool:
    """Whether the service may stand for the duty of the cell's control."""
    return cell.control not in NO_CONTRAST and nameable(exam, cell)


def _category(exam: ExamScope, cell: Cell) -> str:
    return exam.model.service(cell.provider, cell.service).category


def _near(exam: ExamScope, cell: Cell, kind: str) -> bool:
    other = _category(exam, cell)
    return other == kind or any({other, kind} <= group for group in NEAR)


FAMILY = ServicesByDuty()
