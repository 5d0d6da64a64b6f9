"""Which part of a shared control is whose? Shared work is asked by its parts, never as a bare word.

Stem: it says that a control is shared and asks for one part, "Which part is the company's?" or "Which part is AWS's?"
(also "falls to the company", "falls to AWS" and the like). Either it names one to three services and that a control is
shared in each, by its duty where it is one control and without where there are several; or it speaks of the three
shared controls that AWS names, patch management, configuration management, and awareness and training.
Options: parts, word for word, of cells: the key is the asked side's part of a shared cell; a distractor is the other
side's part, of a shared cell of a service named, or of one that the other side owns alone in the same control.
Proof: the cell of each option.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from question_bank.draft import Choice, Claim, Draft
from question_bank.families._duties import area_of, fresh_trap, possessive
from question_bank.families._fairness import fair_stem, is_fair
from question_bank.families._plan import plan
from question_bank.families._render import build, level
from question_bank.item import Item, ItemType
from question_bank.model import ACCOUNT_WIDE, Cell, Owner
from question_bank.scope import OTHER, SIDES, ExamScope, Scope
from question_bank.wording import capital, listing, sentence

DISTRACTORS = 3
MOST_SERVICES = 3
TRIES = 6
MANY = ""  # the topic of an item over several controls
NAMED = "named"  # the topic of an item on the three controls that AWS names
LAYERS = {  # what each side does alone in the controls that AWS names
    "patch-management": ("host-os", "hypervisor", "guest-os-patching", "engine-patching", "container-image"),
    "configuration-management": ("infrastructure-configuration", "network-infrastructure", "guest-os-hardening"),
    "awareness-and-training": ("provider-staff-training", "customer-staff-training"),
}
SITUATIONS = {
    NAMED: {
        "foundational": (
            "AWS names three shared controls: patch management, configuration management, and awareness and training.",
            "In the AWS shared responsibility model, patch management, configuration management, and awareness and "
            "training are shared controls.",
        ),
        "associate": (
            "A design review assigns the shared controls of the AWS shared responsibility model: patch management, "
            "configuration management, and awareness and training.",
            "A team plans for the three shared controls that AWS names: patch management, configuration management, "
            "and awareness and training.",
        ),
        "specialty": (
            "An auditor asks how a company meets the shared controls that AWS names: patch management, configuration "
            "management, and awareness and training.",
            "A control catalog lists patch management, configuration management, and awareness and training as shared "
            "with AWS.",
        ),
    },
    MANY: {
        "foundational": (
            "A company uses {services}, where AWS and the company share some of the work.",
            "With {services}, some of the work is shared between AWS and the company.",
        ),
        "associate": (
            "A design uses {services}, where some controls are shared between AWS and the company.",
            "A design review of {services} divides the shared controls into their parts.",
        ),
        "specialty": (
            "A responsibility matrix marks some controls of {services} as shared and states each side's part.",
            "An auditor asks for the parts of the controls that a company shares with AWS for {services}.",
        ),
    },
    "one": {
        "foundational": (
            "A company uses {services}, where {duty} is shared between AWS and the company.",
            "With {services}, {duty} is a shared control.",
        ),
        "associate": (
            "A design uses {services}. A review notes that {duty} is shared between AWS and the company there.",
            "A team plans for {services}, where {duty} is a shared control.",
        ),
        "specialty": (
            "A responsibility matrix for {services} marks {duty} as shared and states each side's part.",
            "An auditor asks who does what where a control is shared. With {services}, that is so for {duty}.",
        ),
    },
}
QUESTIONS = {
    Owner.CUSTOMER: (
        "Which part is the company's?",
        "Which part falls to the company?",
        "Which part does the company carry out itself?",
    ),
    Owner.PROVIDER: ("Which part is AWS's?", "Which part falls to AWS?", "Which part does AWS carry out?"),
}


@dataclass(frozen=True, slots=True)
class Group:
    """Shared cells that may be asked together. `topic` is NAMED, the id of their one control, or MANY."""

    topic: str
    cells: tuple[Cell, ...]


class PartOfShared:
    """The key and the distractors are parts of shared work; each side is asked for equally often."""

    id = "part-of-shared"
    title = "Which part of shared work is whose"
    type = ItemType.MULTIPLE_CHOICE
    simulation = True
    most_share = 1.0

    def draft(self, scope: Scope, asked: Owner, rng: Random) -> Draft | None:
        if asked is not Owner.SHARED:
            return None
        groups = scope.once(self.id, _groups)
        if not groups:
            return None
        side = rng.choice(SIDES)
        for _ in range(TRIES):
            key, group = rng.choice(groups)
            choices = _choices(scope, key, side, _others(scope, key, group, side, rng))
            if choices:
                services = list(dict.fromkeys(choice.cell.service for choice in choices))
                rng.shuffle(services)
                facts = () if group.topic == NAMED else tuple(services)
                if _is_fair(scope, group, facts, choices):
                    return plan(self, scope, asked, choices, topic=group.topic, facts=facts)
        return None

    def render(self, draft: Draft, exam: ExamScope, order: tuple[int, ...], rng: Random) -> Item:
        side = draft.choices[0].claims[0].side
        texts = [sentence(claim.cell.part(claim.side)) for choice in draft.choices for claim in choice.claims]
        known = draft.topic in (NAMED, MANY)
        duty = "" if known else exam.model.controls[draft.topic].duty
        services = listing([exam.model.service("aws", service).phrase for service in draft.facts])
        situations = SITUATIONS[draft.topic if known else "one"][level(exam)]
        frames = [f"{situation} {question}" for situation in situations for question in QUESTIONS[side]]
        stem = fair_stem(frames, lambda frame: frame.format(services=services, duty=duty), texts, 1, rng)
        reasons = [_reason(choice, rng) for choice in draft.choices]
        return build(draft, exam, stem, texts, reasons, reasons[0], order)


def _groups(scope: Scope) -> Sequence[tuple[Cell, Group]]:
    """Every shared cell of the task with each group in which it may be asked."""
    model, found = scope.exam.model, list[tuple[Cell, Group]]()
    shared = [cell for cell in scope.exam.cells if cell.owner is Owner.SHARED]
    for key in scope.cells[Owner.SHARED]:
        if key.service == ACCOUNT_WIDE:
            if key.control in LAYERS:
                named = tuple(cell for cell in shared if cell.service == ACCOUNT_WIDE and cell.control in LAYERS)
                found.append((key, Group(NAMED, named)))
            continue
        alike = tuple(cell for cell in shared if cell.control == key.control and cell.service != ACCOUNT_WIDE)
        if len(alike) >= DISTRACTORS:
            found.append((key, Group(key.control, alike)))
        kin = tuple(
            cell
            for cell in shared
            if cell.service != ACCOUNT_WIDE
            and (cell.service == key.service or area_of(model, cell) == area_of(model, key))
        )
        if len(kin) >= DISTRACTORS:
            found.append((key, Group(MANY, kin)))
    return found


def _others(scope: Scope, key: Cell, group: Group, side: Owner, rng: Random) -> list[Cell]:
    """Cells of which the other side's part may stand beside the key: the key's own, then those of few services."""
    if group.topic == NAMED:
        others = [cell for cell in group.cells if cell is not key] + _alone(scope, OTHER[side])
        return [key, *rng.sample(others, len(others))]
    services = list(dict.fromkeys(cell.service for cell in group.cells if cell.service != key.service))
    named = {key.service, *rng.sample(services, min(len(services), MOST_SERVICES - 1))}
    others = [cell for cell in group.cells if cell.service in named and cell is not key]
    return [key, *rng.sample(others, len(others))]


def _is_fair(scope: Scope, group: Group, services: Sequence[str], choices: Sequence[Choice]) -> bool:
    model = scope.exam.model
    known = [model.service("aws", service).phrase for service in services]
    known += [model.controls[group.topic].duty] if group.topic in model.controls else []
    texts = [claim.cell.part(claim.side) for choice in choices for claim in choice.claims]
    return is_fair(" ".join(known), texts[:1], texts[1:])


def _alone(scope: Scope, side: Owner) -> list[Cell]:
    """What `side` does alone on its layer of the controls that AWS names, for a whole account."""
    controls = {control for layers in LAYERS.values() for control in layers}
    return [cell for cell in scope.exam.by_service[ACCOUNT_WIDE][side] if cell.control in controls]


def _choices(scope: Scope, key: Cell, side: Owner, others: Sequence[Cell]) -> list[Choice] | None:
    """The asked side's part of the key, and three parts of the other side."""
    chosen = [Choice((Claim(key, side, side),), correct=True)]
    used: set[str] = set()
    for cell in others:
        traps = scope.traps(cell, side)
        if not traps:
            continue
        trap = fresh_trap(traps, used) or traps[0]
        used.add(trap.id)
        chosen.append(Choice((Claim(cell, OTHER[side], side),), correct=False, trap=trap))
        if len(chosen) > DISTRACTORS:
            return chosen
    return None


def _reason(choice: Choice, rng: Random) -> str:
    claim = choice.claims[0]
    lure = f"{rng.choice(choice.trap.lures)} " if choice.trap else ""
    words = "part of shared work" if claim.cell.owner is Owner.SHARED else "task alone"
    text = f"{lure}{capital(claim.cell.part(claim.side))} is {possessive(claim.side)} {words}."
    return f"{text} {claim.cell.nuance}" if claim.cell.nuance else text


FAMILY = PartOfShared()
