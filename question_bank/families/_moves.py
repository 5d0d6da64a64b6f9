"""What families share that compare who does a task here and there: before a move and after it, in one mode or another.

A duty is one control at two places. Its pattern says who does it at the first place and at the second. An item asks for
one pattern; each option is the task as the second place has it, and claims that pattern for its own control.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from question_bank.draft import Choice, Claim, Draft
from question_bank.families._duties import FACILITY, MOST_FACILITY, area_of, duty_text, fact, fresh_trap
from question_bank.families._fairness import fair_stem, is_fair
from question_bank.families._render import build
from question_bank.item import Item
from question_bank.model import ACCOUNT_WIDE, Cell, Owner
from question_bank.scope import SIDES, ExamScope, Scope

DISTRACTORS = 3
TRIES = 4  # choices of distractors looked at for one key
MOST_LOOKED_AT = 8
LIKE_SHARE = 0.7  # of items in which a distractor has the owner of the key, at the second place
Pattern = tuple[Owner, Owner]


@dataclass(frozen=True, slots=True)
class Duty:
    """One control at two places. `before` is None for the company's own data center, where all work is its own."""

    before: Cell | None
    after: Cell

    @property
    def pattern(self) -> Pattern:
        return (self.before.owner if self.before else Owner.CUSTOMER, self.after.owner)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two places and every duty that has one owner at each. `sentence` follows "A company"."""

    sentence: str
    duties: tuple[Duty, ...]


@dataclass(frozen=True, slots=True)
class Lead:
    """A duty that may be the key, with those of other patterns that may stand beside it, in its area and elsewhere."""

    comparison: Comparison
    duty: Duty
    near: tuple[Duty, ...]
    far: tuple[Duty, ...]


Leads = Mapping[Pattern, Sequence[Lead]]


def duties_at(exam: ExamScope, before: str, after: str, unlike: frozenset[str] = frozenset()) -> tuple[Duty, ...]:
    """The controls that have one owner at both services, without those whose work there is unlike."""
    first = _single_owner(exam, before)
    return tuple(
        Duty(first[control], cell)
        for control, cell in _single_owner(exam, after).items()
        if control in first and control not in unlike
    )


def duties_from_own(exam: ExamScope, after: str, controls: frozenset[str]) -> tuple[Duty, ...]:
    """The duties of a company that leaves its own data center; what holds for the whole account counts as well."""
    there = _single_owner(exam, after)
    cells = {**_single_owner(exam, ACCOUNT_WIDE), **there} if there else {}
    return tuple(Duty(None, cell) for control, cell in cells.items() if control in controls)


def _single_owner(exam: ExamScope, service: str) -> Mapping[str, Cell]:
    owners = exam.by_service.get(service, {})
    return {cell.control: cell for side in SIDES for cell in owners.get(side, ())}


def leads(scope: Scope, comparisons: Iterable[Comparison]) -> Leads:
    """Every key that the task allows, by its pattern: its control is the task's, and its second place in scope."""
    model = scope.exam.model
    within = {cell.key for cells in scope.cells.values() for cell in cells}
    found: dict[Pattern, list[Lead]] = {(first, second): [] for first in SIDES for second in SIDES}
    for comparison in comparisons:
        for duty in comparison.duties:
            if duty.after.key in within:
                others = [other for other in comparison.duties if other.pattern != duty.pattern]
                area = area_of(model, duty.after)
                near = [other for other in others if area_of(model, other.after) == area]
                far = [other for other in others if area_of(model, other.after) != area]
                found[duty.pattern].append(Lead(comparison, duty, tuple(near), tuple(far)))
    return found


def choices(scope: Scope, lead: Lead, rng: Random) -> list[Choice] | None:
    """The key and three duties of another pattern, each with its own trap; None where none of a few tries is fair."""
    for _ in range(TRIES):
        chosen = _chosen(scope, lead, rng)
        if chosen is None:
            return None
        texts = [duty_text(choice.cell) for choice in chosen]
        if is_fair(lead.comparison.sentence, texts[:1], texts[1:]):
            return chosen
    return None


def _chosen(scope: Scope, lead: Lead, rng: Random) -> list[Choice] | None:
    pattern, used = lead.duty.pattern, set[str]()
    chosen = [Choice(_claims(lead.duty, pattern), correct=True)]
    facility = int(area_of(scope.exam.model, lead.duty.after) == FACILITY)
    for duty in _ordered(scope, lead, rng):
        claims = _claims(duty, pattern)
        trap = fresh_trap(
            (trap for claim in claims if not claim.true for trap in scope.traps(claim.cell, claim.given)), used
        )
        in_facility = area_of(scope.exam.model, duty.after) == FACILITY
        if trap is None or (in_facility and facility >= MOST_FACILITY):
            continue
        facility += in_facility
        used.add(trap.id)
        chosen.append(Choice(claims, correct=False, trap=trap))
        if len(chosen) > DISTRACTORS:
            return chosen
    return None


def _ordered(scope: Scope, lead: Lead, rng: Random) -> list[Duty]:
    """The other duties, those near in topic first; mostly one of the key's side, so that it is not alone."""
    pool = [duty for group in (lead.near, lead.far) for duty in rng.sample(group, min(len(group), MOST_LOOKED_AT))]
    if rng.random() < LIKE_SHARE:
        like = next((duty for duty in pool if duty.pattern[1] is lead.duty.pattern[1]), None)
        pool.sort(key=lambda duty: duty is not like)
    if scope.wanted_traps:
        pool.sort(key=lambda duty: not _wanted(scope, duty))
    return pool


def _claims(duty: Duty, pattern: Pattern) -> tuple[Claim, ...]:
    """That the duty follows the pattern: what an option says of the second place first, then of the first place."""
    claims = [Claim(duty.after, duty.after.owner, pattern[1])]
    if duty.before:
        claims.append(Claim(duty.before, duty.before.owner, pattern[0]))
    return tuple(claims)


def _wanted(scope: Scope, duty: Duty) -> bool:
    cells = (duty.after, duty.before) if duty.before else (duty.after,)
    return any(scope.wants(cell, side) for cell in cells for side in SIDES if side is not cell.owner)


def render_duties(draft: Draft, exam: ExamScope, frames: Sequence[str], order: tuple[int, ...], rng: Random) -> Item:
    """The item; an option is the task as the second place has it, the draft's topic is the sentence of the stem."""
    texts = [duty_text(choice.cell) for choice in draft.choices]
    stem = fair_stem(frames, lambda frame: frame.format(sentence=draft.topic), texts, 1, rng)
    reasons = [_reason(exam, choice, rng) for choice in draft.choices]
    return build(draft, exam, stem, texts, reasons, reasons[0], order)


def _reason(exam: ExamScope, choice: Choice, rng: Random) -> str:
    """Belief first, then who does the task at the second place, then at the first where that decides."""
    after, *before = choice.claims
    parts = [rng.choice(choice.trap.lures)] if choice.trap else []
    parts.append(fact(exam.model, after.cell, rng))
    if before and (choice.correct or not before[0].true):
        parts.append(_elsewhere(exam, before[0].cell))
    if not before and choice.correct:
        parts.append("In its own data center the company does such work itself.")
    return " ".join(parts)


def _elsewhere(exam: ExamScope, cell: Cell) -> str:
    service = exam.model.service(cell.provider, cell.service).phrase
    owner = "AWS's" if cell.owner is Owner.PROVIDER else "the company's"
    return f"With {service}, {cell.part(cell.owner)} is {owner} work."
