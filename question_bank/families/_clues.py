"""What families share that describe a service without naming it: options are tasks of it and of a service near it.

The options are a full two by two: two services, and of each a task of the company and one of AWS. The description
decides the service, the lead-in the side, so that every task is key under one stem and wrong under three others.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from question_bank.draft import Choice, Draft
from question_bank.families._areas import FACILITY, area_of
from question_bank.families._parts import Part, part_text
from question_bank.families._reasons import Reasons
from question_bank.families._render import Stems, build
from question_bank.item import Item, ItemType
from question_bank.lint.text import text_of
from question_bank.model import Cell, Owner, Service
from question_bank.scope import AWS, ExamScope
from question_bank.wording import sentence

MANAGEMENT = "management"  # services of this category are one kind, those of security and the network another
VERB = re.compile(r"^[A-Z][a-z]+s[ ,]")  # a purpose that says what the service does
# Of a task that the asked side has in a service that is not the one described.
ELSEWHERE = {
    Owner.PROVIDER: (
        "AWS does this too, but for another service: {described}.",
        "This is on AWS's side as well, yet it belongs to another service: {described}.",
        "The side is right, since AWS does this; the service is not: {described}.",
        "AWS takes care of this in a service other than the one asked about: {described}.",
    ),
    Owner.CUSTOMER: (
        "The company does this too, but in another service: {described}.",
        "This is on the company's side as well, yet it belongs to another service: {described}.",
        "The side is right, since the company does this; the service is not: {described}.",
        "The company takes care of this in a service other than the one asked about: {described}.",
    ),
}
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

    def render(self, draft: Draft, exam: ExamScope, order: tuple[int, ...], rng: Random) -> Item:
        stem = draft.topic.format(clue=draft.facts[0])
        reasons = Reasons(exam.model, rng)
        told = [self._reason(exam, choice, reasons) for choice in draft.choices]
        return build(draft, exam, stem, [part_text(choice) for choice in draft.choices], told, "", order)

    def _offers(self, exam: ExamScope, cell: Cell, side: Owner) -> bool:
        offered = area_of(exam.model, cell) != FACILITY and cell.control in self.controls.get(side, (cell.control,))
        return offered and not text_of(sentence(cell.part(side))).unknown

    def _told_apart(self, exam: ExamScope, place: Place, other: Place) -> bool:
        """Whether the two are of one kind, so that they may be confused, and the clue still says which is meant."""
        first, second = (exam.model.service(AWS, one.service).category for one in (place, other))
        near = (first == MANAGEMENT) is (second == MANAGEMENT)
        return near and place.clue != other.clue and frozenset((place.service, other.service)) not in self.alike

    def _reason(self, exam: ExamScope, choice: Choice, reasons: Reasons) -> str:
        """As in other families; where the side is right and the service is not, what that service is there for."""
        claim = choice.claims[0]
        if choice.correct or choice.trap:
            return reasons.of(choice)
        service = exam.model.service(AWS, claim.cell.service)
        return reasons.frame(ELSEWHERE[claim.side]).format(described=_described(service))


def _described(service: Service) -> str:
    """What a service is there for, as a clause."""
    if VERB.match(service.purpose):
        return f"{service.phrase} {lowered(service.purpose)}"
    return f"{service.phrase} is not the service described"


def lowered(text: str) -> str:
    """A text of the model within a sentence: its first letter small unless it begins with initials, no period."""
    text = text.rstrip(".")
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
