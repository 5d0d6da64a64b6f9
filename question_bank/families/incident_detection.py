"""What would have shown this, and on what condition? The evidence decides the source, the model who turns it on.

Stem: sentences, among them the evidence of one detection of `data/incidents.yaml`, word for word (the first sentence
for the foundational exam, all for the others); then a question that ends "and on what condition?". Options: the full
two by two of source and condition: "NAMED, once the company enables it." and "NAMED, with no step by the company.",
where NAMED is `named` of that detection or of one other. Right is the option with the detection of the stem and the
condition that its cell (service, control) gives: the customer's has to be enabled by the company, the provider's
needs no step. The second source is of the other condition.
Proof: the two cells.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from question_bank.draft import Choice, Claim, Draft
from question_bank.families._duties import fact, possessive
from question_bank.families._fairness import fair_stem
from question_bank.families._plan import plan
from question_bank.families._render import build, level
from question_bank.families._situation_stems import DETECTION
from question_bank.incidents import Detection, incidents_of
from question_bank.item import Item, ItemType
from question_bank.model import Owner, Trap
from question_bank.scope import OTHER, SIDES, ExamScope, Scope

CONDITION = {Owner.CUSTOMER: "once the company enables it", Owner.PROVIDER: "with no step by the company"}


@dataclass(frozen=True, slots=True)
class Source:
    """A detection that the exam may use, with the traps by which a believer turns its condition around."""

    detection: Detection
    traps: tuple[Trap, ...]


@dataclass(frozen=True, slots=True)
class Sources:
    """Those that may key an item of the task, a list for each service; what may stand beside each detection; and how
    often the exam's tasks propose it beside any one of those.
    """

    keys: Mapping[Owner, Sequence[Sequence[Source]]]
    beside: Mapping[str, Sequence[Source]]
    rates: Mapping[str, float]


class IncidentDetection:
    """Most detection is the company's to enable; some of it is there unasked."""

    id = "incident-detection"
    title = "What would have shown it"
    type = ItemType.MULTIPLE_CHOICE
    simulation = True
    most_share = 1.0
    factorial = True

    def draft(self, scope: Scope, asked: Owner, rng: Random) -> Draft | None:
        sources = scope.once(self.id, _sources)
        if asked not in SIDES or not sources.keys[asked]:
            return None
        key = rng.choice(rng.choice(sources.keys[asked]))
        other = rng.choice(sources.beside[key.detection.id])
        if rng.random() * sources.rates[key.detection.id] > sources.rates[other.detection.id]:
            return None
        choices = (
            Choice((Claim(key.detection.cell, asked, asked),), correct=True),
            Choice((Claim(key.detection.cell, asked, OTHER[asked]),), correct=False, trap=key.traps[0]),
            Choice((Claim(other.detection.cell, OTHER[asked], asked),), correct=False, trap=other.traps[0]),
            Choice(
                (Claim(other.detection.cell, OTHER[asked], OTHER[asked]),),
                correct=False,
                trap=key.traps[1] if len(key.traps) > 1 else None,
            ),
        )
        return plan(self, scope, asked, choices, facts=(key.detection.id, other.detection.id))

    def render(self, draft: Draft, exam: ExamScope, order: tuple[int, ...], rng: Random) -> Item:
        known = incidents_of(exam.model).detections
        right, wrong = (known[name] for name in draft.facts)
        seen = " ".join(right.evidence[:1] if level(exam) == "foundational" else right.evidence)
        pairs = zip((right, right, wrong, wrong), draft.choices, strict=True)
        texts = [f"{one.named}, {CONDITION[choice.claims[0].given]}." for one, choice in pairs]
        stem = fair_stem(DETECTION[level(exam)], lambda frame: frame.format(evidence=seen), texts, 1, rng)
        reasons = _reasons(draft, right, wrong, rng)
        explanation = f"{reasons[0]} {fact(exam.model, right.cell, rng)}"
        return build(draft, exam, stem, texts, reasons, explanation, order)


def _sources(scope: Scope) -> Sources:
    every = _every(scope)
    beside = {one.detection.id: [other for other in every if _differ(one, other)] for one in every}
    first = next(iter(scope.exam.tasks.values()))
    rates = first.once((IncidentDetection.id, "rates"), lambda one: _rates(one.exam, beside))
    return Sources(_keys(scope, every), beside, rates)


def _rates(exam: ExamScope, beside: Mapping[str, Sequence[Source]]) -> Mapping[str, float]:
    rates: defaultdict[str, float] = defaultdict(float)
    for scope in exam.tasks.values():
        for services in _keys(scope, _every(scope)).values():
            for sources in services:
                for source in sources:
                    name, many = source.detection.id, len(services) * len(sources)
                    rates[name] += scope.task.scored_items / (many * max(1, len(beside[name])))
    return rates


def _every(scope: Scope) -> Sequence[Source]:
    """The detections of the exam, with their traps."""
    exam, found = scope.exam, []
    for detection in incidents_of(exam.model).detections.values():
        traps = scope.traps(detection.cell, OTHER[detection.cell.owner])
        in_exam = not detection.exams or exam.guide.id in detection.exams
        if traps and in_exam and detection.cell.service in exam.guide.services:
            found.append(Source(detection, traps))
    return found


def _keys(scope: Scope, every: Sequence[Source]) -> Mapping[Owner, Sequence[Sequence[Source]]]:
    in_task = {cell.key for cells in scope.cells.values() for cell in cells}
    keys: dict[Owner, dict[str, list[Source]]] = {side: {} for side in SIDES}
    for source in every:
        cell = source.detection.cell
        if cell.key in in_task and (not scope.wanted_traps or source.traps[0].id in scope.wanted_traps):
            keys[cell.owner].setdefault(cell.service, []).append(source)
    return {side: list(found.values()) for side, found in keys.items()}


def _differ(one: Source, other: Source) -> bool:
    """Whether the two may make one item: different sources, of which one has to be enabled."""
    first, second = one.detection, other.detection
    return first.cell.owner is not second.cell.owner and first.cell.service != second.cell.service


def _reasons(draft: Draft, right: Detection, wrong: Detection, rng: Random) -> list[str]:
    lures = [f"{rng.choice(choice.trap.lures)} " if choice.trap else "" for choice in draft.choices]
    mine, other = right.cell, wrong.cell
    nuance = f" {mine.nuance}" if mine.nuance else ""
    return [
        f"{right.named} shows {right.shows}, {CONDITION[mine.owner]}.",
        f"{lures[1]}The source is right, but it shows this {CONDITION[mine.owner]}: {mine.part(mine.owner)} is "
        f"{possessive(mine.owner)} work.{nuance}",
        f"{lures[2]}{wrong.named} shows {wrong.shows}; {other.part(other.owner)} is {possessive(other.owner)} work.",
        f"{lures[3]}{wrong.named} does work {CONDITION[other.owner]}, but it shows {wrong.shows}.",
    ]


FAMILY = IncidentDetection()
