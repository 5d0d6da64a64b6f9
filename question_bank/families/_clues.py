"""What families share that describe a service without naming it: options are tasks of it and of a service near it.

The options are a full two by two: two services, and of each a task of the company and one of AWS. The description
decides the service, the lead-in the side, so that every task is key under one stem and wrong under three others.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from question_bank.draft import Choice, Draft
from question_bank.families._duties import FACILITY, area_of
from question_bank.families._fairness import is_fair
from question_bank.families._parts import Part, key_part, part_text, reason, told, wrong_part
from question_bank.families._plan import plan
from question_bank.families._render import Stems, build, level
from question_bank.item import Item, ItemType
from question_bank.lint.text import text_of
from question_bank.model import Cell, Owner, Service
from question_bank.scope import AWS, OTHER, SIDES, ExamScope, Scope
from question_bank.wording import capital, sentence

TRIES = 4
MANAGEMENT = "management"  # services of this category are one kind, those of security and the network another
VERB = re.compile(r"^[A-Z][a-z]+s[ ,]")  # a purpose that says what the service does
# Services near enough to be taken for each other whose purposes overlap: beside one another nobody could say which is
# meant.
ALIKE = frozenset(
    frozenset(pair)
    for pair in (
        ("systems-manager", "systems-manager-patch-manager"),
        ("systems-manager", "parameter-store"),
        ("systems-manager", "cloudformation"),
        ("secrets-manager", "parameter-store"),
        ("secrets-manager", "kms"),
        ("trusted-advisor", "cost-explorer"),
        ("trusted-advisor", "compute-optimizer"),
        ("trusted-advisor", "service-quotas"),
        ("trusted-advisor", "security-hub"),
        ("trusted-advisor", "config"),
        ("trusted-advisor", "resilience-hub"),
        ("cost-explorer", "compute-optimizer"),
        ("cost-explorer", "budgets"),
        ("organizations", "control-tower"),
        ("macie", "iam-access-analyzer"),
        ("macie", "guardduty"),
        ("inspector", "systems-manager-patch-manager"),
        ("inspector", "security-hub"),
        ("security-hub", "config"),
        ("security-hub", "audit-manager"),
        ("config", "audit-manager"),
        ("config", "cloudtrail"),
        ("config", "control-tower"),
        ("acm", "private-ca"),
        ("kms", "cloudhsm"),
        ("iam", "iam-identity-center"),
        ("iam", "verified-permissions"),
        ("iam", "organizations"),
        ("firewall-manager", "waf"),
        ("firewall-manager", "network-firewall"),
        ("firewall-manager", "shield"),
        ("cloudwatch", "x-ray"),
        ("cloudwatch", "health-dashboard"),
        ("service-catalog", "cloudformation"),
        ("security-lake", "cloudtrail"),
        ("security-lake", "detective"),
    )
)


@dataclass(frozen=True, slots=True)
class Place:
    """A described service with its tasks by side."""

    service: str
    clue: str
    parts: Mapping[Owner, Sequence[Part]]


@dataclass(frozen=True, slots=True)
class Lead:
    """A task that may be the key, its place, and the places that may stand beside it."""

    key: Part
    place: Place
    near: Sequence[Place]


@dataclass(eq=False)
class CluesFamily:
    """A family that is told apart by what it says of a service (`clue`, "" for none), its controls, and its frames.

    `controls` limits the keys and distractors of a side; where a side is missing, all its cells serve.
    """

    id: str
    title: str
    clue: Callable[[Service], str]
    controls: Mapping[Owner, frozenset[str]]
    stems: Stems
    alike: frozenset[frozenset[str]] = ALIKE
    type: ItemType = ItemType.MULTIPLE_CHOICE
    simulation: bool = True
    most_share: float = 1.0

    def draft(self, scope: Scope, asked: Owner, rng: Random) -> Draft | None:
        if asked is Owner.SHARED:
            return None
        leads = scope.once(self.id, self._leads)[asked]
        if not leads:
            return None
        frame = rng.choice(self.stems[(level(scope.exam), asked)])
        for _ in range(TRIES):
            lead = rng.choice(leads)
            choices = _choices(scope, lead, rng.choice(lead.near), asked, rng)
            texts = [part_text(choice) for choice in choices]
            if len(choices) > 1 and is_fair(f"{frame} {lead.place.clue}", texts[:1], texts[1:]):
                return plan(self, scope, asked, choices, topic=frame, facts=(lead.place.clue,))
        return None

    def render(self, draft: Draft, exam: ExamScope, order: tuple[int, ...], rng: Random) -> Item:
        stem = draft.topic.format(clue=draft.facts[0])
        reasons = [self._reason(exam, choice, rng) for choice in draft.choices]
        return build(draft, exam, stem, [part_text(choice) for choice in draft.choices], reasons, reasons[0], order)

    def _leads(self, scope: Scope) -> Mapping[Owner, Sequence[Lead]]:
        places = {place.service: place for place in self._places(scope)}
        within = {cell.key for cells in scope.cells.values() for cell in cells}
        found: dict[Owner, list[Lead]] = {side: [] for side in SIDES}
        for place in places.values():
            near = [other for other in places.values() if self._told_apart(scope.exam, place, other)]
            for side in SIDES if near else ():
                found[side] += [Lead(part, place, near) for part in place.parts[side] if part[0].key in within]
        return found

    def _places(self, scope: Scope) -> Sequence[Place]:
        """The described services with tasks of both sides: those of the exam task's controls where there are any."""
        exam, found = scope.exam, []
        controls = frozenset(scope.task.controls)
        for service, owners in exam.by_service.items():
            clue = self.clue(exam.model.service(AWS, service))
            parts = {side: [(c, side) for c in owners[side] if self._offers(exam, c, side)] for side in SIDES}
            of_task = {side: [part for part in mine if part[0].control in controls] for side, mine in parts.items()}
            if clue and all(parts.values()):
                found.append(Place(service, clue, {side: of_task[side] or parts[side] for side in SIDES}))
        return found

    def _offers(self, exam: ExamScope, cell: Cell, side: Owner) -> bool:
        offered = area_of(exam.model, cell) != FACILITY and cell.control in self.controls.get(side, (cell.control,))
        return offered and not text_of(sentence(cell.part(side))).unknown

    def _told_apart(self, exam: ExamScope, place: Place, other: Place) -> bool:
        """Whether the two are of one kind, so that they may be confused, and the clue still says which is meant."""
        first, second = (exam.model.service(AWS, one.service).category for one in (place, other))
        near = (first == MANAGEMENT) is (second == MANAGEMENT)
        return near and place.clue != other.clue and frozenset((place.service, other.service)) not in self.alike

    def _reason(self, exam: ExamScope, choice: Choice, rng: Random) -> str:
        """As in other families; where the side is right and the service is not, what that service is there for."""
        claim = choice.claims[0]
        if choice.correct or choice.trap:
            return reason(choice, rng)
        service = exam.model.service(AWS, claim.cell.service)
        return f"The side is right, the service is another: {told(claim.cell, claim.side, rng)} {_described(service)}"


def _choices(scope: Scope, lead: Lead, other: Place, asked: Owner, rng: Random) -> list[Choice]:
    """The key; the other side's task of its service; both sides' tasks of the other service, of like controls."""
    foil = _tempting(scope, lead.place.parts[OTHER[asked]], asked, rng, "")
    if foil is None:
        return []
    trap = scope.traps(foil[0], asked)[0]
    same = _like(other.parts[asked], lead.key, rng)
    wrong = _tempting(scope, other.parts[OTHER[asked]], asked, rng, trap.id)
    if wrong is None:
        return []
    second = next(found for found in scope.traps(wrong[0], asked) if found.id != trap.id)
    key = key_part(lead.key, asked)
    return [key, wrong_part(foil, asked, trap), wrong_part(same, asked, None), wrong_part(wrong, asked, second)]


def _tempting(scope: Scope, parts: Sequence[Part], asked: Owner, rng: Random, taken: str) -> Part | None:
    """A part that some trap other than `taken` gives to the asked side."""
    fitting = [part for part in parts if any(trap.id != taken for trap in scope.traps(part[0], asked))]
    return rng.choice(fitting) if fitting else None


def _like(parts: Sequence[Part], key: Part, rng: Random) -> Part:
    same = [part for part in parts if part[0].control == key[0].control]
    return rng.choice(same or parts)


def _described(service: Service) -> str:
    """What a service is there for, as a sentence."""
    if VERB.match(service.purpose):
        return f"{capital(service.phrase)} {lowered(service.purpose)}."
    return f"{capital(service.phrase)} is not the service described."


def lowered(text: str) -> str:
    """A text of the model within a sentence: its first letter small unless it begins with initials, no period."""
    text = text.rstrip(".")
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
