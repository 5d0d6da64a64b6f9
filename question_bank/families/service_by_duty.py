"""Which service takes this work off the team's hands, and which leaves it there? One duty, four services.

Stem: it holds the duty of one control, word for word as in `controls.yaml`, and asks for the service with which AWS
does it, or for the one with which the company does.
Options: the service as a sentence names it, with its condition where the cell has one. Every cell has one owner.
Proof: the cell of that control for each option.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from question_bank.alternatives import nearness_of
from question_bank.draft import Choice, Claim, Draft
from question_bank.families._even import even_trap
from question_bank.families._fair_draw import Draws, Group, fitted
from question_bank.families._fairness import fair_stem, is_fair
from question_bank.families._plan import plan
from question_bank.families._reasons import Reasons
from question_bank.families._render import build, level
from question_bank.families._stems import SERVICE_STEMS
from question_bank.item import Item, ItemType
from question_bank.model import ACCOUNT_WIDE, Cell, CellKey, Owner
from question_bank.scope import AWS, OTHER, SIDES, ExamScope, Scope
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
ANY = "services"
TRIES = 4


@dataclass(frozen=True, slots=True)
class Compared:
    """What a group of services is about: one control, the cell of each service by the name that options give it, and
    what the services are called together.
    """

    control: str
    cells: Mapping[str, Cell]
    kind: str


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
            key = draws.keys(group, rng)[0]
            if scope.spent(group.about.cells[key]):
                continue
            names = [key, *chosen_others(scope, group, asked, draws.others(group, rng))]
            worn = scope.worn([group.about.cells[name] for name in names])
            if not worn and is_told_fairly(scope.exam, group, names[:1], names[1:]):
                choices, kind = compared_choices(scope, group, asked, names, 1, rng)
                return plan(self, scope, asked, choices, topic=kind)
        return None

    def render(self, draft: Draft, exam: ExamScope, order: tuple[int, ...], rng: Random) -> Item:
        duty = exam.model.controls[draft.choices[0].cell.control].duty
        frames = frames_for(SERVICE_STEMS[(level(exam), draft.asked)], draft.topic)
        texts = [sentence(option_name(exam, choice.cell)) for choice in draft.choices]
        stem = fair_stem(frames, lambda frame: frame.format(kind=draft.topic, duty=duty), texts, 1, rng)
        reasons = Reasons(exam.model, rng)
        told = [reasons.of(choice) if choice.correct else reasons.here(choice) for choice in draft.choices]
        return build(draft, exam, stem, texts, told, "", order)


def frames_for(frames: Sequence[str], kind: str) -> Sequence[str]:
    """The frames for services that a stem calls `kind`: those that compare them suit services of one kind alone."""
    return frames if kind != ANY else [frame for frame in frames if "{kind}" not in frame]


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
    """For each control of the task the services that a team would compare: of one side right, of the other wrong."""
    exam = scope.exam
    for asked in SIDES:
        for control in scope.task.controls:
            if control in NO_CONTRAST or control not in exam.by_control:
                continue
            keys = [c for c in scope.cells[asked] if c.control == control and nameable(exam, c)]
            others = [c for c in exam.by_control[control][OTHER[asked]] if nameable(exam, c) and exam.traps(c, asked)]
            for kind, services in exam.once("compared services", _kinds):
                right, wrong = ([cell for cell in cells if cell.service in services] for cells in (keys, others))
                cells = {option_name(exam, cell): cell for cell in (*right, *wrong)}
                names = [tuple(option_name(exam, cell) for cell in some) for some in (right, wrong)]
                yield Group((family, scope.task.id, asked), names[0], names[1], Compared(control, cells, kind))


def _kinds(exam: ExamScope) -> Sequence[tuple[str, frozenset[str]]]:
    """Services that may stand together, with what a stem calls them: of one category, for one job, in one workload."""
    near = nearness_of(exam.model)
    found = [(f"services for {group.name}", group.services) for group in near.alternatives]
    for category, kind in KINDS.items():
        found.append((kind, frozenset(s for s in exam.by_service if _category(exam, s) == category)))
    return [*found, *((ANY, group.services) for group in near.companions)]


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
    said = f"{compared.kind} {exam.model.controls[compared.control].duty}"
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
    return choices, compared.kind


def _category(exam: ExamScope, service: str) -> str:
    return "" if service == ACCOUNT_WIDE else exam.model.service(AWS, service).category


def nameable(exam: ExamScope, cell: Cell) -> bool:
    """Whether the service may stand for the cell: its control moves, and no unsaid condition turns the owner."""
    return exam.model.controls[cell.control].moves and cell.literal and bool(cell.named or not cell.nuance)


def option_name(exam: ExamScope, cell: Cell) -> str:
    """The service as an option names it, with its condition where the cell has one."""
    return cell.named or exam.model.service(cell.provider, cell.service).phrase


FAMILY = ServiceByDuty()
