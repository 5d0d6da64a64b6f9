"""Infrastructure, container, or abstracted service? AWS's three kinds, by how much of the stack AWS runs.

Stem: either it asks for one service of a kind ("which of these is a container service?"), and the options are services;
or it names two services and asks for their kinds, and the options are the full two by two: "Both are abstracted
services.", "The first is an infrastructure service, and the second is a container service."; the order is that of the
stem.
Kind: `service_model` of the service. Asked are only services that AWS's own paper names, and close kin of them; not
Amazon EMR and AWS Elastic Beanstalk, whose operating system the company keeps up in part.
Proof: for each service a cell that shows what AWS runs of it, or what the company runs.
Source: https://d1.awsstatic.com/whitepapers/Security/AWS_Security_Best_Practices.pdf
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from random import Random

from question_bank.draft import Choice, Claim, Draft
from question_bank.families._contrasts import answer, filled
from question_bank.families._even import even_trap
from question_bank.families._fair_draw import Draws, Group, fitted
from question_bank.families._fairness import fair_stem
from question_bank.families._kind_stems import ONE, RUNS, TWO
from question_bank.families._plan import plan
from question_bank.families._reasons import Reasons
from question_bank.families._render import build, level
from question_bank.families._two_terms import Term, says
from question_bank.item import Item, ItemType
from question_bank.model import Cell, Owner, ServiceModel
from question_bank.scope import OTHER, SIDES, ExamScope, Scope
from question_bank.wording import capital, of_company, sentence

INFRASTRUCTURE, CONTAINER, ABSTRACTED = ServiceModel
DISTRACTORS = 3
PAIR_SHARE = 0.4
TRIES = 4
# By the side whose work shows them.
OFFERED = {Owner.PROVIDER: (CONTAINER, ABSTRACTED), Owner.CUSTOMER: (INFRASTRUCTURE, CONTAINER)}
NAMED = frozenset("ec2 ebs vpc lightsail rds aurora documentdb neptune s3 dynamodb sqs sns ses lambda athena".split())
# Work that shows a kind, most telling first.
SHOWS = {
    Owner.PROVIDER: ("guest-os-patching", "engine-patching", "engine-installation", "capacity-scaling", "host-os"),
    Owner.CUSTOMER: (
        "guest-os-patching",
        "vpc-design",
        "security-groups",
        "in-service-users",
        "capacity-scaling",
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
# What shows the kind: work of the owner's.
SHOWN = {
    Owner.PROVIDER: (
        "{named} {kind}, since {part} is AWS's work.",
        "{named} {kind}: AWS sees to {part}.",
        "with {named}, {part} is left to AWS, so it {kind}.",
        "{named} {kind}, which shows in {part}: AWS does that.",
    ),
    Owner.CUSTOMER: (
        "{named} {kind}, since {part} is the company's work.",
        "{named} {kind}: the company sees to {part}.",
        "with {named}, {part} is left to the company, so it {kind}.",
        "{named} {kind}, which shows in {part}: the company does that.",
    ),
}
LESSON = (
    "Ask how far up AWS runs the stack: the hardware and what divides it, the operating system and the platform too, "
    "or all that lies behind an endpoint. What is above is the company's."
)
Witnesses = Mapping[str, Mapping[Owner, Cell]]  # by service and owner: a cell that shows the service's kind


class ServiceKind:
    """From kind to service, and from two services to their kinds."""

    id = "service-kind"
    title = "Infrastructure, container, or abstracted service"
    type = ItemType.MULTIPLE_CHOICE
    simulation = True
    most_share = 0.015
    factorial = True

    def draft(self, scope: Scope, asked: Owner, rng: Random) -> Draft | None:
        if asked is Owner.SHARED:
            return None
        keys = scope.once(self.id, _keys)[asked]
        witnesses = scope.once((self.id, "all"), lambda scope: _witnesses(scope.exam))
        if rng.random() < PAIR_SHARE:
            for _ in range(TRIES):
                if pair := _pair(scope, asked, witnesses, rng):
                    return plan(self, scope, asked, pair[1], facts=pair[0])
            return None
        draws = scope.once((self.id, asked), lambda scope: self._draws(scope, asked))
        if (group := draws.group(rng)) is None:
            return None
        kind: ServiceModel = group.about
        service = draws.keys(group, rng)[0]
        key = next(cell for cell in keys[kind] if cell.service == service)
        choices = _one(scope, key, draws.others(group, rng)[:DISTRACTORS], witnesses, rng)
        return plan(self, scope, asked, choices, topic=str(kind), facts=(str(kind),) * len(choices))

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
        said = Reasons(exam.model, rng)
        reasons = [_reason(exam, said, choice) for choice in draft.choices]
        return build(draft, exam, stem, texts, reasons, LESSON, order)

    def _draws(self, scope: Scope, asked: Owner) -> Draws:
        whole = scope.exam.tasks[scope.task.id]
        cells = {c.service: c.key for found in _keys(whole)[asked].values() for c in found}
        weights = fitted(scope.exam, (self.id,), _groups, lambda *_: True, right=1, wrong=DISTRACTORS)
        return Draws.of(scope, weights, (self.id, scope.task.id, asked), lambda _, service: cells[service])


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
    """Cells that show the kind of a service, most telling first; its hosts do so only where AWS runs all of it."""
    abstracted = _kind(exam, service) is ABSTRACTED
    cells = {cell.control: cell for cell in exam.by_service[service][owner] if abstracted or cell.control != "host-os"}
    return [cells[control] for control in SHOWS[owner] if control in cells]


def _keys(scope: Scope) -> Mapping[Owner, Mapping[ServiceModel, Sequence[Cell]]]:
    """Cells of the task that show a kind, by the side whose work they are: an abstracted service by AWS's alone."""
    within = {cell.key for side in SIDES for cell in scope.cells[side]}
    witnesses = _witnesses(scope.exam)
    return {
        side: {
            kind: [
                cells[side]
                for service, cells in witnesses.items()
                if side in cells and cells[side].key in within and _kind(scope.exam, service) is kind
            ]
            for kind in kinds
        }
        for side, kinds in OFFERED.items()
    }


def _groups(family: str, scope: Scope) -> Iterator[Group]:
    """Services of one kind, and those of the others that are taken for it."""
    exam, witnesses = scope.exam, _witnesses(scope.exam)
    for asked, kinds in _keys(scope).items():
        for kind, cells in kinds.items():
            claims = {
                service: _claim(witnesses, true, service, kind)
                for service in witnesses
                if (true := _kind(exam, service)) is not kind
            }
            others = tuple(s for s, claim in claims.items() if claim and exam.traps(claim.cell, claim.given))
            yield Group((family, scope.task.id, asked), tuple(cell.service for cell in cells), others, kind)


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


def _one(scope: Scope, key: Cell, others: Sequence[str], witnesses: Witnesses, rng: Random) -> list[Choice]:
    """The service of the key and others, taken for its kind."""
    kind = _kind(scope.exam, key.service)
    choices, used = [Choice((Claim(key, key.owner, key.owner),), correct=True)], list[str]()
    for service in others:
        claim = _claim(witnesses, _kind(scope.exam, service), service, kind)
        assert claim is not None, "groups hold such services alone"
        traps = scope.traps(claim.cell, claim.given)
        trap = even_trap(scope, traps, used, rng) or traps[0]
        used.append(trap.id)
        choices.append(Choice((claim,), correct=False, trap=trap))
    return choices


def _telling(witnesses: Witnesses, true: ServiceModel, service: str, other: ServiceModel) -> Cell | None:
    """What tells a service's kind from the other one offered, whichever of the two an option gives to it."""
    kinds = list(ServiceModel)
    more = true is INFRASTRUCTURE or kinds.index(other) > kinds.index(true)
    return witnesses[service].get(Owner.CUSTOMER if more else Owner.PROVIDER)


def _pair(scope: Scope, asked: Owner, witnesses: Witnesses, rng: Random) -> tuple[tuple[str, ...], list[Choice]] | None:
    """Two services and the full two by two of two kinds: each of the four is right as often as any other."""
    exam = scope.exam
    within = scope.once("cells", lambda made: {cell.key for cells in made.cells.values() for cell in cells})
    kinds = OFFERED[asked]
    true = (rng.choice(kinds), rng.choice(kinds))
    named = [[service for service in witnesses if _kind(exam, service) is kind] for kind in true]
    pair = [rng.choice(found) for found in named]
    other = {kind: next(one for one in kinds if one is not kind) for kind in kinds}
    cells = [_telling(witnesses, kind, service, other[kind]) for service, kind in zip(pair, true, strict=True)]
    first, second = cells
    if pair[0] == pair[1] or first is None or second is None or within.isdisjoint((first.key, second.key)):
        return None
    found, used = [], list[str]()
    for said in product(kinds, kinds):
        claims = tuple(
            Claim(cell, cell.owner, cell.owner if taken is right else OTHER[cell.owner])
            for cell, right, taken in zip((first, second), true, said, strict=True)
        )
        traps = [trap for claim in claims if not claim.true for trap in scope.traps(claim.cell, claim.given)]
        trap = even_trap(scope, traps, used, rng) or next(iter(traps), None)
        used += [trap.id] if trap else []
        found.append((said, Choice(claims, said == true, trap)))
    found.sort(key=lambda one: not one[1].correct)
    return tuple(str(kind) for said, _ in found for kind in said), [choice for _, choice in found]


def _reason(exam: ExamScope, said: Reasons, choice: Choice) -> str:
    """The kind of each service that an option has wrong, or of all for the key, and the work that shows it."""
    wrong = [claim for claim in choice.claims if not claim.true] or list(choice.claims)
    first, *rest = [_shown(exam, said, claim.cell, limited=len(wrong) == 1) for claim in wrong]
    return answer(said, choice, " ".join((first, *map(capital, rest))))


def _shown(exam: ExamScope, said: Reasons, cell: Cell, *, limited: bool) -> str:
    kind = _kind(exam, cell.service)
    named = exam.model.service("aws", cell.service).phrase
    frame = said.frame(SHOWN[cell.owner])
    text = filled(frame, named=named, kind=TERMS[kind].one, part=cell.part(cell.owner))
    limit = said.once(of_company(cell.nuance)) if limited else ""
    return " ".join(filter(None, (text, limit, said.once(RUNS[kind]))))


FAMILY = ServiceKind()
