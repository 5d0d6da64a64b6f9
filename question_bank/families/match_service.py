"""Which service meets which need, or reports which case? Four prompts to be matched with five services.

Stem: it ends with "Which service meets each need?" over purposes, where it says that the company sets up one service
for each need or that AWS runs one for each; with "Which service deals with each case?" over findings, where it says
that the company has set up five services.
Prompts: purposes from the model, or texts of data/findings.yaml, word for word. Responses: services by name; each fits
one prompt at most, one fits none.
Proof: for each prompt a cell of its service with work of the asked side; for a finding the cell that it names.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from random import Random

from question_bank.draft import Choice, Claim, Draft
from question_bank.families._areas import FACILITY, area_of
from question_bank.families._clues import ALIKE, MANAGEMENT, VERB, lowered
from question_bank.families._plan import plan
from question_bank.families._reasons import Reasons
from question_bank.families._render import build_matching
from question_bank.findings import Finding, findings_of
from question_bank.item import Item, ItemType
from question_bank.model import Cell, Owner, Service
from question_bank.scope import AWS, SIDES, ExamScope, Scope
from question_bank.wording import capital, sentence

PROMPTS = 4
OF_TASK = 2  # findings of an item that rest on cells of the exam's task, at least
TRIES = 8
FINDING_SHARE = 0.6  # of the items asked of the company, where the task has enough findings
STEMS = {
    Owner.CUSTOMER: (
        "After a review a company sets up one service for each of these needs. Which service meets each need?",
        "An audit finds gaps, and the company sets up one service for each of them. Which service meets each need?",
        "A security team writes its baseline: for each need the company sets up one service. Which service meets each "
        "need?",
        "To replace tools that it built itself, a company sets up one service for each. Which service meets each need?",
    ),
    Owner.PROVIDER: (
        "A company would rather not build tools for these needs, and AWS runs one service for each. Which service "
        "meets each need?",
        "An architecture review replaces tools of the company's own: AWS runs one service for each. Which service "
        "meets each need?",
        "A security team lists what it need not develop, since AWS runs one service for each need. Which service "
        "meets each need?",
        "A company gives up tools that it has run itself, because AWS runs one service for each. Which service "
        "meets each need?",
    ),
}
FINDING_STEMS = (
    "A company has set up five services as their guides advise. In one week these cases come up. Which service deals "
    "with each case?",
    "A security team practices with cases from the past. The company has set up five services. Which service deals "
    "with each case?",
    "A runbook says where responders look first. The company has set up five services for this. Which service deals "
    "with each case?",
    "An auditor asks how certain cases would be noticed or stopped. The company has set up five services. Which "
    "service deals with each case?",
)

DOES = ("{service} {does}.", "This is a case for {service}, which {does}.")
IS_FOR = (
    "{service} is there for this.",
    "This is what {service} is for.",
    "This need is met by {service}.",
    "{service} was made for this.",
)
WITH_IT = {  # {part} is a part of the cell on which the match rests
    Owner.CUSTOMER: (
        "With it, the company still sees to {part}.",
        "The company's own work with it includes {part}.",
        "AWS runs it, and the company is left with {part}, for example.",
        "What it leaves to the company includes {part}.",
    ),
    Owner.PROVIDER: (
        "With it, AWS sees to {part}.",
        "AWS's work with it includes {part}.",
        "AWS runs it, {part} included.",
        "What AWS takes over with it includes {part}.",
    ),
}
EXPLAINED = {
    Owner.CUSTOMER: (
        "Look for what each service is made to watch or hold, for names alone mislead. AWS runs such services; "
        "turning them on, setting them up and acting on what they say is the company's.",
        "Services that sound alike differ in what they look at: identities, data, software, settings or traffic. "
        "Whichever one fits, it starts with a step of the company's.",
        "A tool meets a need only where it has been set up. AWS keeps the tool running and up to date, the company "
        "gives it something to do.",
    ),
    Owner.PROVIDER: (
        "Look for what each service is made to watch or hold, for names alone mislead. With any of them AWS runs and "
        "patches the tool, and the company keeps the decisions about its use.",
        "Services that sound alike differ in what they look at: identities, data, software, settings or traffic. "
        "Whichever one fits, the systems behind it are AWS's.",
        "A managed tool takes over the building and running, not the deciding. AWS operates the service, the company "
        "says what it is to do.",
    ),
}

Kind = Mapping[str, Sequence[Cell]]  # services of the task, each with cells on which it may rest


class MatchService:
    """Services whose purposes overlap, and those that would hold for just as fitting, never meet in an item."""

    id = "match-service"
    title = "Which service meets which need"
    type = ItemType.MATCHING
    simulation = True
    most_share = 1.0

    def draft(self, scope: Scope, asked: Owner, rng: Random) -> Draft | None:
        if asked is Owner.SHARED:
            return None
        of_task, others = scope.once("findings", _findings)
        if asked is Owner.CUSTOMER and len(of_task) >= OF_TASK and rng.random() < FINDING_SHARE:
            found = self._with_findings(scope, of_task, others, rng)
            if found:
                return found
        kinds = scope.once(self.id, _kinds)[asked]
        for _ in range(TRIES if kinds else 0):
            keys = rng.choice(kinds)
            *services, extra = named = rng.sample(list(keys), PROMPTS + 1)
            if any(frozenset((one, other)) in ALIKE for one in named for other in named):
                continue
            prompts = [_prompt(rng.choice(keys[service]), asked) for service in services]
            draft = plan(self, scope, asked, (), topic=rng.choice(STEMS[asked]), facts=(extra,))
            return replace(draft, prompts=tuple(prompts))
        return None

    def _with_findings(
        self, scope: Scope, of_task: Sequence[Finding], others: Sequence[Finding], rng: Random
    ) -> Draft | None:
        beside = sorted({finding.cell.service for finding in others})
        for _ in range(TRIES):
            chosen = [*rng.sample(of_task, OF_TASK), *rng.sample(others, PROMPTS - OF_TASK)]
            services, extra = {finding.cell.service for finding in chosen}, rng.choice(beside)
            too_near = frozenset[str]().union(*(finding.near for finding in chosen))
            if len(services) < PROMPTS or extra in services or not too_near.isdisjoint({*services, extra}):
                continue
            rng.shuffle(chosen)
            texts = [finding.text for finding in chosen]
            draft = plan(self, scope, Owner.CUSTOMER, (), topic=rng.choice(FINDING_STEMS), facts=(extra, *texts))
            return replace(draft, prompts=tuple(_prompt(finding.cell, Owner.CUSTOMER) for finding in chosen))
        return None

    def render(self, draft: Draft, exam: ExamScope, order: tuple[int, ...], rng: Random) -> Item:
        extra, *texts = draft.facts
        cells = [choice.cell for choice in draft.prompts]
        services = [exam.model.service(AWS, service) for service in (*(cell.service for cell in cells), extra)]
        names = [sentence(service.phrase) for service in services]
        responses = sorted(names)
        reasons, findings = Reasons(exam.model, rng), texts or [""] * PROMPTS
        prompts = [
            (
                sentence(text or service.purpose),
                responses.index(name),
                _reason(service, text, cell, draft.asked, reasons),
            )
            for text, name, service, cell in zip(findings, names[:-1], services[:-1], cells, strict=True)
        ]
        explanation = rng.choice(EXPLAINED[draft.asked])
        spare = f"Nothing in the list calls for this service, which {lowered(services[-1].purpose)}."
        return build_matching(draft, exam, draft.topic, responses, prompts, explanation, spare)


def _prompt(cell: Cell, asked: Owner) -> Choice:
    return Choice((Claim(cell, asked, asked),), correct=True)


def _findings(scope: Scope) -> tuple[Sequence[Finding], Sequence[Finding]]:
    """Findings that rest on cells of the task, and all that the exam allows."""
    within = {cell.key for cells in scope.cells.values() for cell in cells}
    allowed = {cell.key for cell in scope.exam.cells}
    found = [finding for finding in findings_of(scope.exam.model) if finding.cell.key in allowed]
    return [finding for finding in found if finding.cell.key in within], found


def _kinds(scope: Scope) -> Mapping[Owner, Sequence[Kind]]:
    """Services of security and the network are one kind, those of management another: likes are confused."""
    model = scope.exam.model
    described = [s for s in scope.exam.by_service if VERB.match(model.service(AWS, s).purpose)]
    found = {}
    for side in SIDES:
        kinds: dict[bool, dict[str, list[Cell]]] = {}
        for cell in scope.cells[side]:
            if cell.service in described and area_of(model, cell) != FACILITY:
                kind = kinds.setdefault(model.service(AWS, cell.service).category == MANAGEMENT, {})
                kind.setdefault(cell.service, []).append(cell)
        found[side] = [kind for kind in kinds.values() if len(kind) > PROMPTS]
    return found


def _reason(service: Service, finding: str, cell: Cell, side: Owner, reasons: Reasons) -> str:
    """What the service does about a finding, or that it is there for the need; and what is left to whom with it."""
    frames = DOES if finding else IS_FOR
    fits = reasons.frame(frames).format(service=service.phrase, does=lowered(service.purpose))
    return f"{capital(fits)} {reasons.frame(WITH_IT[side]).format(part=cell.part(side))}"


FAMILY = MatchService()
