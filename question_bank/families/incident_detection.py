"""What would have shown this? The evidence decides the source, the stem whether the company has to enable it.

Stem: sentences, among them the evidence of one detection of `data/incidents.yaml`, word for word (the first sentence
for the foundational exam, all for the others); then a question that ends "had the company enabled it?", "once the
company has enabled it?", or "without any step by the company?". Options: `named` of four detections of different
services, each with a period: that of the stem, one more of the same condition, two of the other. Right is the source
of the stem, if the owner of its cell (service, control) is the one that the condition tells: the customer's has to be
enabled by the company, the provider's needs no step.
Proof: the four cells.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from question_bank.draft import Choice, Claim, Draft
from question_bank.families._drawing import next_not_spent
from question_bank.families._even import all_fair, even_trap
from question_bank.families._fairness import fair_stem
from question_bank.families._plan import plan
from question_bank.families._reasons import Reasons
from question_bank.families._render import build, level
from question_bank.families._situation_stems import DETECTION
from question_bank.incidents import Detection, incidents_of
from question_bank.item import Item, ItemType
from question_bank.model import Owner, Trap
from question_bank.scope import OTHER, SIDES, ExamScope, Scope
from question_bank.wording import sentence

CONDITION = {Owner.CUSTOMER: "once it has turned this on", Owner.PROVIDER: "without any setup"}
# Of a source whose condition is the other one, by the side that the stem asks for.
OTHERWISE = {
    Owner.CUSTOMER: " without any setup, so there is nothing to enable",
    Owner.PROVIDER: ", but only once it has turned this on",
}
# Of the belief that turns the condition of the key around, before a source that meets it.
PASSED = {
    Owner.CUSTOMER: "That makes the right source seem to need no setup, so this one is picked instead.",
    Owner.PROVIDER: "That makes the right source seem to need a setup first, so this one is picked instead.",
}
OF_EACH = 2


@dataclass(frozen=True, slots=True)
class Source:
    """A detection that the exam may use, with the traps by which a believer turns its condition around."""

    detection: Detection
    traps: tuple[Trap, ...]

    @property
    def service(self) -> str:
        return self.detection.cell.service


Keys = Mapping[Owner, Sequence[Sequence[Source]]]  # by side, a list for each service


class IncidentDetection:
    """Most detection is the company's to enable; some of it is there unasked."""

    id = "incident-detection"
    title = "What would have shown it"
    type = ItemType.MULTIPLE_CHOICE
    simulation = True
    most_share = 1.0

    def draft(self, scope: Scope, asked: Owner, rng: Random) -> Draft | None:
        keys, whole = scope.once(self.id, _keys), scope.once((self.id, "whole"), _whole)
        if asked not in SIDES or not keys[asked] or any(len(services) < OF_EACH for services in whole.values()):
            return None
        members = next_not_spent(
            lambda: _members(keys[asked], whole, asked, rng), lambda found: _is_spent(scope, found)
        )
        if members is None:
            return None
        choices = _choices(scope, members, asked, rng)
        names = tuple(member.detection.id for member in members)
        return plan(self, scope, asked, choices, facts=names)

    def render(self, draft: Draft, exam: ExamScope, order: tuple[int, ...], rng: Random) -> Item:
        known = incidents_of(exam.model).detections
        sources = [known[name] for name in draft.facts]
        right = sources[0]
        seen = " ".join(right.evidence[:1] if level(exam) == "foundational" else right.evidence)
        texts = [sentence(source.named) for source in sources]
        frames = DETECTION[(level(exam), draft.asked)]
        stem = fair_stem(frames, lambda frame: frame.format(evidence=seen), texts, 1, rng)
        reasons = Reasons(exam.model, rng)
        told = [_reason(reasons, choice, source, draft) for choice, source in zip(draft.choices, sources, strict=True)]
        return build(draft, exam, stem, texts, told, "", order)


def _members(keys: Sequence[Sequence[Source]], whole: Keys, asked: Owner, rng: Random) -> Sequence[Source]:
    """A key, one more source of its side and two of the other, each of a service of its own."""
    key = rng.choice(rng.choice(keys))
    others = [services for services in whole[asked] if services[0].service != key.service]
    same, theirs = rng.choice(others), rng.sample(whole[OTHER[asked]], OF_EACH)
    return [key, *(rng.choice(services) for services in (same, *theirs))]


def _is_spent(scope: Scope, members: Sequence[Source]) -> bool:
    """Whether the form could not take them, or one of them would stand out as the key."""
    cells, texts = zip(*((member.detection.cell, sentence(member.detection.named)) for member in members), strict=True)
    return scope.spent(cells[0]) or scope.worn(cells) or not all_fair(texts)


def _choices(scope: Scope, members: Sequence[Source], asked: Owner, rng: Random) -> list[Choice]:
    """The source of the evidence, one of the same condition and two of the other.

    The trap of the second is a belief about the key: who turns its condition around has to look for another source.
    """
    key, same, *theirs = members
    used: list[str] = []
    wrong = []
    for member in theirs:
        trap = even_trap(scope, member.traps, used, rng) or member.traps[0]
        used.append(trap.id)
        wrong.append(Choice((Claim(member.detection.cell, OTHER[asked], asked),), correct=False, trap=trap))
    return [
        Choice((Claim(key.detection.cell, asked, asked),), correct=True),
        Choice((Claim(same.detection.cell, asked, asked),), correct=False, trap=even_trap(scope, key.traps, used, rng)),
        *wrong,
    ]


def _whole(scope: Scope) -> Keys:
    """The keys of the task, whatever filters leave of them: what stands beside a key is one itself, and as often."""
    return _keys(scope.exam.tasks.get(scope.task.id, scope))


def _every(scope: Scope) -> Sequence[Source]:
    """The detections of the exam, with their traps."""
    exam, found = scope.exam, []
    for detection in incidents_of(exam.model).detections.values():
        traps = scope.traps(detection.cell, OTHER[detection.cell.owner])
        in_exam = not detection.exams or exam.guide.id in detection.exams
        if traps and in_exam and detection.cell.service in exam.guide.services:
            found.append(Source(detection, traps))
    return found


def _keys(scope: Scope) -> Keys:
    in_task = {cell.key for cells in scope.cells.values() for cell in cells}
    keys: dict[Owner, dict[str, list[Source]]] = {side: {} for side in SIDES}
    for source in _every(scope):
        cell = source.detection.cell
        if cell.key in in_task and (not scope.wanted_traps or source.traps[0].id in scope.wanted_traps):
            keys[cell.owner].setdefault(cell.service, []).append(source)
    return {side: list(found.values()) for side, found in keys.items()}


def _reason(reasons: Reasons, choice: Choice, source: Detection, draft: Draft) -> str:
    """What the source shows and on what condition; before it the belief that turns the condition around."""
    shown = f"In {source.named}, the company sees {source.shows}"
    if source.cell.owner is draft.asked:
        met = f"{shown}, {CONDITION[draft.asked]}."
        if choice.correct:
            return met
        passed = f"{PASSED[draft.asked]} " if choice.trap else ""
        return reasons.lured(choice.trap, f"{passed}{met} But what happened here leaves no trace there.")
    return reasons.lured(choice.trap, f"{shown}{OTHERWISE[draft.asked]}.")


FAMILY = IncidentDetection()
