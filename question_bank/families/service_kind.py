"""Infrastructure, container, or abstracted service? AWS's three kinds, by how much of the stack AWS runs.

Stem: either it asks for one service of a kind ("which of these is a container service?"), and the options are services;
or it names two services and asks for their kinds, and the options are the full two by two: "Both are abstracted
services.", "The first is an infrastructure service, and the second is a container service."; the order is that of the
stem.
Kind: `service_model` of the service. Asked are only services that AWS's own paper names, and close kin of them.
Proof: for each service a cell that shows what AWS runs of it, or what the company runs.
Source: https://d1.awsstatic.com/whitepapers/Security/AWS_Security_Best_Practices.pdf
"""

from collections.abc import Mapping, Sequence
from itertools import product
from random import Random

from question_bank.draft import Choice, Claim, Draft
from question_bank.families._duties import fact, fresh_trap
from question_bank.families._fairness import fair_stem
from question_bank.families._plan import plan
from question_bank.families._render import build, level
from question_bank.families._two_terms import Term, says
from question_bank.item import Item, ItemType
from question_bank.model import Cell, Owner, ServiceModel
from question_bank.scope import OTHER, SIDES, ExamScope, Scope
from question_bank.wording import sentence

INFRASTRUCTURE, CONTAINER, ABSTRACTED = ServiceModel
DISTRACTORS = 3
PAIR_SHARE = 0.4
EVEN = 0.5
NAMED = frozenset(
    "ec2 ebs vpc lightsail rds aurora documentdb neptune emr elastic-beanstalk s3 s3-glacier dynamodb sqs sns ses "
    "lambda athena".split()
)
# Work that shows a kind, most telling first.
SHOWS = {
    Owner.PROVIDER: ("guest-os-patching", "engine-patching", "engine-installation", "capacity-scaling", "host-os"),
    Owner.CUSTOMER: (
        "guest-os-patching",
        "vpc-design",
        "security-groups",
        "in-service-users",
        "encryption-at-rest-setting",
        "engine-version-choice",
        "application-code",
        "backup-configuration",
    ),
}
TERMS = {
    INFRASTRUCTURE: Term("is an infrastructure service", "are infrastructure services"),
    CONTAINER: Term("is a container service", "are container services"),
    ABSTRACTED: Term("is an abstracted service", "are abstracted services"),
}
RUNS = {
    INFRASTRUCTURE: "With an infrastructure service the company runs everything from the guest operating system up.",
    CONTAINER: "With a container service AWS runs operating system and platform, the company network rules, users and "
    "settings.",
    ABSTRACTED: "With an abstracted service AWS runs all layers behind an endpoint, the company looks after data and "
    "permissions.",
}
ONE = {
    "foundational": (
        "AWS divides services into infrastructure, container and abstracted ones. Which of these {kind}?",
        "By how much of the stack AWS runs, there are infrastructure, container and abstracted services. Which of "
        "these {kind}?",
    ),
    "associate": (
        "A solutions architect sorts services into infrastructure, container and abstracted ones, by how much AWS "
        "runs. Which of these {kind}?",
    ),
    "specialty": (
        "A responsibility matrix sorts services into infrastructure, container and abstracted ones, by how much AWS "
        "runs. Which of these {kind}?",
    ),
}
TWO = {
    "foundational": (
        "AWS divides services into infrastructure, container and abstracted ones. Where do {first} and {second} "
        "belong?",
        "By how much of the stack AWS runs, there are infrastructure, container and abstracted services. What is "
        "{first}, and what is {second}?",
    ),
    "associate": (
        "A solutions architect sorts services into infrastructure, container and abstracted ones, by how much AWS "
        "runs. Where do {first} and {second} belong?",
    ),
    "specialty": (
        "A responsibility matrix sorts services into infrastructure, container and abstracted ones, by how much AWS "
        "runs. Where do {first} and {second} belong?",
    ),
}
Witnesses = Mapping[str, Mapping[Owner, Cell]]  # by service and owner: a cell that shows the service's kind


class ServiceKind:
    """From kind to service, and from two services to their kinds."""

    id = "service-kind"
    title = "Infrastructure, container, or abstracted service"
    type = ItemType.MULTIPLE_CHOICE
    simulation = True
    most_share = 0.03
    factorial = True

    def draft(self, scope: Scope, asked: Owner, rng: Random) -> Draft | None:
        keys = scope.once(self.id, _keys).get(asked, ())
        if not keys:
            return None
        key, witnesses = rng.choice(keys), scope.once((self.id, "all"), lambda scope: _witnesses(scope.exam))
        if rng.random() < PAIR_SHARE:
            facts, choices = _pair(scope, key, witnesses, rng)
            return plan(self, scope, asked, choices, facts=facts)
        facts, choices = _one(scope, key, witnesses, rng)
        topic = str(_kind(scope.exam, key.service))
        return plan(self, scope, asked, choices, topic=topic, facts=facts) if len(choices) > DISTRACTORS else None

    def render(self, draft: Draft, exam: ExamScope, order: tuple[int, ...], rng: Random) -> Item:
        """In `facts` stand the kinds that the options claim: one for each, or two where there are two services."""
        named = [exam.model.service("aws", claim.cell.service).phrase for claim in draft.choices[0].claims]
        if draft.topic:
            texts = [sentence(exam.model.service("aws", choice.cell.service).phrase) for choice in draft.choices]
            frames, fill = ONE[level(exam)], {"kind": TERMS[ServiceModel(draft.topic)].one}
        else:
            pairs = zip(draft.facts[::2], draft.facts[1::2], strict=True)
            texts = [says(*(TERMS[ServiceModel(kind)] for kind in pair)) for pair in pairs]
            frames, fill = TWO[level(exam)], dict(zip(("first", "second"), named, strict=True))
        stem = fair_stem(frames, lambda frame: frame.format(**fill), texts, 1, rng)
        reasons = [_reason(exam, choice, rng) for choice in draft.choices]
        return build(draft, exam, stem, texts, reasons, reasons[0], order)


def _kind(exam: ExamScope, service: str) -> ServiceModel:
    kind = exam.model.service("aws", service).service_model
    assert kind is not None, "services of NAMED have a kind"
    return kind


def _witnesses(exam: ExamScope) -> Witnesses:
    """For each service the first cell of each owner that shows its kind."""
    return {
        service: {
            owner: cell
            for owner in SIDES
            for cell in [next((c for c in _in_order(exam, service, owner) if exam.traps(c, OTHER[owner])), None)]
            if cell
        }
        for service in sorted(NAMED & exam.by_service.keys())
    }


def _in_order(exam: ExamScope, service: str, owner: Owner) -> Sequence[Cell]:
    cells = {cell.control: cell for cell in exam.by_service[service][owner]}
    return [cells[control] for control in SHOWS[owner] if control in cells]


def _keys(scope: Scope) -> Mapping[Owner, Sequence[Cell]]:
    """Cells of the task that show a kind, by the side whose work they are: an abstracted service by AWS's alone."""
    within = {cell.key for side in SIDES for cell in scope.cells[side]}
    found: dict[Owner, list[Cell]] = {side: [] for side in SIDES}
    for service, cells in _witnesses(scope.exam).items():
        kind = _kind(scope.exam, service)
        for owner, cell in cells.items():
            if cell.key in within and kind is not {Owner.PROVIDER: INFRASTRUCTURE, Owner.CUSTOMER: ABSTRACTED}[owner]:
                found[owner].append(cell)
    return found


def _claim(witnesses: Witnesses, true: ServiceModel, service: str, said: ServiceModel) -> Claim | None:
    """What a believer gets wrong who takes the service for the kind `said`, or what shows its kind where that is true.

    Whoever takes it for a kind of which AWS runs more gives AWS some work of the company's, and the reverse.
    """
    kinds = list(ServiceModel)
    more = kinds.index(said) > kinds.index(true) or (said is true and true is INFRASTRUCTURE)
    cell = witnesses[service].get(Owner.CUSTOMER if more else Owner.PROVIDER)
    if cell is None:
        return None
    return Claim(cell, cell.owner, cell.owner if said is true else OTHER[cell.owner])


def _one(scope: Scope, key: Cell, witnesses: Witnesses, rng: Random) -> tuple[tuple[str, ...], list[Choice]]:
    """The service of the key and three of other kinds, taken for its kind."""
    kind = _kind(scope.exam, key.service)
    choices, used = [Choice((Claim(key, key.owner, key.owner),), correct=True)], set[str]()
    for service in rng.sample(tuple(witnesses), len(witnesses)):
        true = _kind(scope.exam, service)
        claim = None if true is kind else _claim(witnesses, true, service, kind)
        if claim and len(choices) <= DISTRACTORS:
            traps = scope.traps(claim.cell, claim.given)
            trap = fresh_trap(traps, used) or traps[0]
            used.add(trap.id)
            choices.append(Choice((claim,), correct=False, trap=trap))
    return (str(kind),) * len(choices), choices


def _shown(key: Cell, service: str, true: ServiceModel, said: ServiceModel) -> Claim | None:
    """What shows the kind of the key's service where an option has it right: the cell of the exam task."""
    return Claim(key, key.owner, key.owner) if service == key.service and said is true else None


def _pair(scope: Scope, key: Cell, witnesses: Witnesses, rng: Random) -> tuple[tuple[str, ...], list[Choice]]:
    """Two services and the full two by two of two kinds, one of them the kind of the key."""
    exam, kind = scope.exam, _kind(scope.exam, key.service)
    same = rng.random() < EVEN
    others = [s for s in witnesses if s != key.service and (_kind(exam, s) is kind) is same]
    pair = rng.sample((key.service, rng.choice(others)), 2)
    true = tuple(_kind(exam, service) for service in pair)
    kinds = list(dict.fromkeys(true))
    if len(kinds) == 1:
        kinds.append(rng.choice([other for other in ServiceModel if other is not kind]))
    found = []
    for said in product(kinds, kinds):
        claims = tuple(
            claim
            for service, right, taken in zip(pair, true, said, strict=True)
            if (claim := _shown(key, service, right, taken) or _claim(witnesses, right, service, taken))
        )
        correct = said == true
        traps = (
            [] if correct else [t for claim in claims if not claim.true for t in scope.traps(claim.cell, claim.given)]
        )
        found.append((said, Choice(claims, correct, next(iter(traps), None))))
    found.sort(key=lambda one: not one[1].correct)
    return tuple(str(kind) for said, _ in found for kind in said), [choice for _, choice in found]


def _reason(exam: ExamScope, choice: Choice, rng: Random) -> str:
    lure = f"{rng.choice(choice.trap.lures)} " if choice.trap else ""
    wrong = [claim for claim in choice.claims if not claim.true] or list(choice.claims)
    parts = [
        f"{exam.model.service('aws', claim.cell.service).phrase} {TERMS[_kind(exam, claim.cell.service)].one}: "
        f"{fact(exam.model, claim.cell, rng)} {RUNS[_kind(exam, claim.cell.service)]}"
        for claim in wrong
    ]
    return lure + " ".join(parts)


FAMILY = ServiceKind()
