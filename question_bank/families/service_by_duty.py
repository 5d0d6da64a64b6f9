"""Which service takes this work off the team's hands, and which leaves it there? One duty, four services.

Stem: it holds the duty of one control, word for word as in `controls.yaml`, and asks for the service with which AWS
does it, or for the one with which the company does.
Options: the service as a sentence names it, with its condition where the cell has one. Every cell has one owner.
Proof: the cell of that control for each option.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from question_bank.draft import Choice, Claim, Draft
from question_bank.families._duties import rationale
from question_bank.families._even import even_trap
from question_bank.families._fair_draw import Draws, Group, fitted
from question_bank.families._fairness import fair_stem, is_fair
from question_bank.families._plan import plan
from question_bank.families._render import build, level
from question_bank.families._stems import SERVICE_STEMS
from question_bank.item import Item, ItemType
from question_bank.model import Cell, CellKey, Owner
from question_bank.scope import OTHER, SIDES, ExamScope, Scope
from question_bank.wording import sentence

NO_CONTRAST = frozenset(("physical-security",))  # AWS guards its buildings whatever the service: nothing to compare
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
WIDER = (  # where those have too few: what a workload runs on, and where its data are
    frozenset(("compute", "end-user-and-hybrid", "integration", "analytics-and-ml")),
    frozenset(("database", "storage", "integration", "analytics-and-ml")),
)
MIXED = "services"
TRIES = 4


@dataclass(frozen=True, slots=True)
class Compared:
    """What a group of services is about: one control, and the cell of each service by the name that options give it."""

    control: str
    cells: Mapping[str, Cell]


class ServiceByDuty:
    """Only duties that move with the service, and only cells that hold for the service as it is named."""

    id = "service-by-duty"
    title = "Which service takes the work over"
    type = ItemType.MULTIPLE_CHOICE
    simulation = True
    most_share = 1.0

    def draft(self, scope: Scope, asked: Owner, rng: Random) -> Draft | None:
        if asked is Owner.SHARED:
            return None
        draws = scope.once((self.id, asked), lambda scope: draws_of(scope, self.id, asked, right=1))
        for _ in range(TRIES):
            if (group := draws.group(rng)) is None:
                return None
            names = [draws.keys(group, rng)[0], *chosen_others(scope, group, asked, draws.others(group, rng))]
            if is_told_fairly(scope.exam, group, names[:1], names[1:]):
                choices, kind = compared_choices(scope, group, asked, names, 1, rng)
                return plan(self, scope, asked, choices, topic=kind)
        return None

    def render(self, draft: Draft, exam: ExamScope, order: tuple[int, ...], rng: Random) -> Item:
        duty = exam.model.controls[draft.choices[0].cell.control].duty
        frames = SERVICE_STEMS[(level(exam), draft.asked)]
        texts = [sentence(option_name(exam, choice.cell)) for choice in draft.choices]
        stem = fair_stem(frames, lambda frame: frame.format(kind=draft.topic, duty=duty), texts, 1, rng)
        reasons = [rationale(exam.model, choice, rng) for choice in draft.choices]
        return build(draft, exam, stem, texts, reasons, reasons[0], order)


def draws_of(scope: Scope, family: str, asked: Owner, right: int) -> Draws:
    """What may be drawn for a family that compares services in one duty."""
    exam = scope.exam

    def told_fairly(group: Group, key: str, others: Sequence[str]) -> bool:
        return is_told_fairly(exam, group, [key], others[:DISTRACTORS])

    weights = fitted(exam, (family,), _groups, told_fairly, right=right, wrong=DISTRACTORS)
    return Draws.of(scope, weights, (family, scope.task.id, asked), _turns_on)


def _turns_on(group: Group, name: str) -> CellKey:
    compared: Compared = group.about
    return compared.cells[name].key


def _groups(family: str, scope: Scope) -> Iterator[Group]:
    """For each control of the task the services of like kinds: those of one side are right, of the other wrong."""
    exam = scope.exam
    for asked in SIDES:
        for control in scope.task.controls:
            if control in NO_CONTRAST or control not in exam.by_control:
                continue
            keys = [c for c in scope.cells[asked] if c.control == control and nameable(exam, c)]
            others = [c for c in exam.by_control[control][OTHER[asked]] if nameable(exam, c) and exam.traps(c, asked)]
            cells = {option_name(exam, cell): cell for cell in (*keys, *others)}
            for kinds in clusters([_category(exam, c) for c in keys], [_category(exam, c) for c in others]):
                right, wrong = (
                    tuple(option_name(exam, cell) for cell in some if _category(exam, cell) in kinds)
                    for some in (keys, others)
                )
                yield Group((family, scope.task.id, asked), right, wrong, Compared(control, cells))


def clusters(keys: Sequence[str], others: Sequence[str]) -> Sequence[frozenset[str]]:
    """Kinds that may stand together, given those of keys and of distractors: one alone where it has enough of these,
    else those that a team compares with it.
    """
    found: list[frozenset[str]] = []
    for kind in dict.fromkeys(keys):
        near = [frozenset((kind,)), *(kinds for kinds in (*NEAR, *WIDER) if kind in kinds)]
        found += [kinds for kinds in near if sum(other in kinds for other in others) >= DISTRACTORS][:1]
    return list(dict.fromkeys(found))


def chosen_others(scope: Scope, group: Group, asked: Owner, names: Sequence[str]) -> Sequence[str]:
    """The first three distractors, those that a wanted trap concerns before others."""
    if scope.wanted_traps:
        compared: Compared = group.about
        names = sorted(names, key=lambda name: not scope.wants(compared.cells[name], asked))
    return names[:DISTRACTORS]


def is_told_fairly(exam: ExamScope, group: Group, keys: Sequence[str], others: Sequence[str]) -> bool:
    """Whether there are enough distractors, and the duty does not point at a key."""
    compared: Compared = group.about
    right, wrong = ([sentence(name) for name in names] for names in (keys, others))
    kind = _kind_of(exam, [compared.cells[name] for name in (*keys, *others)])
    said = f"{kind} {exam.model.controls[compared.control].duty}"
    return len(wrong) == DISTRACTORS and is_fair(said, right, wrong)


def compared_choices(
    scope: Scope, group: Group, asked: Owner, names: Sequence[str], right: int, rng: Random
) -> tuple[Sequence[Choice], str]:
    """The services as choices, of which the first `right` are keys, and what to call their kind."""
    compared: Compared = group.about
    cells, used = [compared.cells[name] for name in names], list[str]()
    choices = [Choice((Claim(cell, cell.owner, asked),), correct=True) for cell in cells[:right]]
    for cell in cells[right:]:
        traps = scope.traps(cell, asked)
        trap = even_trap(scope, traps, used, rng) or traps[0]
        used.append(trap.id)
        choices.append(Choice((Claim(cell, cell.owner, asked),), correct=False, trap=trap))
    return choices, _kind_of(scope.exam, cells)


def _kind_of(exam: ExamScope, cells: Sequence[Cell]) -> str:
    """What the services of the cells are called together."""
    kinds = {_category(exam, cell) for cell in cells}
    return KINDS.get(kinds.pop(), MIXED) if len(kinds) == 1 else MIXED


def _category(exam: ExamScope, cell: Cell) -> str:
    return exam.model.service(cell.provider, cell.service).category


def nameable(exam: ExamScope, cell: Cell) -> bool:
    """Whether the service may stand for the cell: its control moves, and no unsaid condition turns the owner."""
    return exam.model.controls[cell.control].moves and cell.literal and bool(cell.named or not cell.nuance)


def option_name(exam: ExamScope, cell: Cell) -> str:
    """The service as an option names it, with its condition where the cell has one."""
    return cell.named or exam.model.service(cell.provider, cell.service).phrase


FAMILY = ServiceByDuty()
