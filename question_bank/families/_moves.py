"""What families share that compare who does a task here and there: before a move and after it, in one mode or another.

A duty is one control at two places. Its pattern says who does it at the first place and at the second. An item asks for
one pattern; each option is the task as the second place has it, and claims that pattern for its own control.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from question_bank.draft import Choice, Claim, Draft
from question_bank.families._duties import FACILITY, area_of, duty_text, fact, place, possessive
from question_bank.families._even import even_trap
from question_bank.families._fair_draw import Draws, Group
from question_bank.families._fairness import fair_stem, is_fair
from question_bank.families._render import build
from question_bank.item import Item
from question_bank.model import ACCOUNT_WIDE, Cell, CellKey, Owner, ResponsibilityModel
from question_bank.scope import SIDES, ExamScope, Scope
from question_bank.wording import capital

DISTRACTORS = 3
TRIES = 8  # choices of distractors looked at for one key
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


@dataclass(frozen=True, slots=True)
class Meeting:
    """What a group of duties is about: the pattern of the key, and the duties of one comparison."""

    pattern: Pattern
    comparison: Comparison
    duties: Mapping[CellKey, Duty]
    facility: frozenset[CellKey]

    def beside(self, key: CellKey, others: Sequence[CellKey]) -> Sequence[CellKey]:
        """The first distractors of an order, at most one option in all being work on buildings and metal."""
        found, full = list[CellKey](), key in self.facility
        for other in others:
            if not (full and other in self.facility):
                found.append(other)
                full = full or other in self.facility
        return found[:DISTRACTORS]


def groups(
    scope: Scope, family: str, comparisons: Iterable[Comparison], patterns: Mapping[Owner, Sequence[Pattern]]
) -> Iterator[Group]:
    """Which duties may be the key of which question: those of the task; beside them those of other patterns."""
    model, within = scope.exam.model, {cell.key for cells in scope.cells.values() for cell in cells}
    for comparison in comparisons:
        duties = {duty.after.key: duty for duty in comparison.duties}
        facility = frozenset(key for key, duty in duties.items() if _tempts_nobody(model, duty))
        for asked, pattern in [(side, pattern) for side in SIDES for pattern in patterns[side]]:
            keys = [key for key, duty in duties.items() if duty.pattern == pattern and key in within]
            others = [
                key for key, duty in duties.items() if duty.pattern != pattern and _traps(scope.exam, duty, pattern)
            ]
            meeting = Meeting(pattern, comparison, duties, facility)
            for mine, beside in _split(keys, others, facility):
                yield Group((family, scope.task.id, asked), tuple(mine), tuple(beside), meeting)


def _split(
    keys: Sequence[CellKey], others: Sequence[CellKey], facility: frozenset[CellKey]
) -> Iterator[tuple[Sequence[CellKey], Sequence[CellKey]]]:
    """Keys with what may stand beside them: beside work on buildings and metal no more of it."""
    yield [key for key in keys if key not in facility], others
    yield [key for key in keys if key in facility], [other for other in others if other not in facility]


def _tempts_nobody(model: ResponsibilityModel, duty: Duty) -> bool:
    """Whether it is work on buildings and metal, of which one is enough; in a company's own data center it is real."""
    return duty.before is not None and area_of(model, duty.after) == FACILITY


def is_told_fairly(group: Group, key: CellKey, others: Sequence[CellKey]) -> bool:
    """Whether there are enough distractors and the move does not point at the key."""
    meeting: Meeting = group.about
    wrong = meeting.beside(key, others)
    key_text, *texts = [duty_text(meeting.duties[one].after) for one in (key, *wrong)]
    return len(wrong) == DISTRACTORS and is_fair(meeting.comparison.sentence, [key_text], texts)


def turns_on(_: Group, key: CellKey) -> CellKey:
    """The cell of a key: the duty at the second place."""
    return key


def choices(scope: Scope, draws: Draws, rng: Random) -> tuple[Meeting, list[Choice]] | None:
    """A key and three duties of another pattern; None where none of a few tries is fair."""
    group = draws.group(rng)
    if group is None:
        return None
    meeting: Meeting = group.about
    key = draws.keys(group, rng)[0]
    for _ in range(TRIES):
        chosen = _chosen(scope, meeting, key, draws.others(group, rng), rng)
        texts = [duty_text(choice.cell) for choice in chosen]
        if len(chosen) > DISTRACTORS and is_fair(meeting.comparison.sentence, texts[:1], texts[1:]):
            return meeting, chosen
    return None


def _chosen(scope: Scope, meeting: Meeting, key: CellKey, others: Sequence[CellKey], rng: Random) -> list[Choice]:
    if scope.wanted_traps:
        others = sorted(others, key=lambda other: not _wanted(scope, meeting.duties[other]))
    pattern, used = meeting.pattern, list[str]()
    chosen = [Choice(_claims(meeting.duties[key], pattern), correct=True)]
    for other in meeting.beside(key, others):
        claims = _claims(meeting.duties[other], pattern)
        traps = [trap for claim in claims if not claim.true for trap in scope.traps(claim.cell, claim.given)]
        trap = even_trap(scope, traps, used, rng) or traps[0]
        used.append(trap.id)
        chosen.append(Choice(claims, correct=False, trap=trap))
    return chosen


def _traps(exam: ExamScope, duty: Duty, pattern: Pattern) -> bool:
    """Whether somebody believes that the duty follows the pattern."""
    return any(exam.traps(claim.cell, claim.given) for claim in _claims(duty, pattern) if not claim.true)


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
        parts.append("In its own data center that was work of the company's.")
    return " ".join(parts)


def _elsewhere(exam: ExamScope, cell: Cell) -> str:
    return capital(f"{place(exam.model, cell)}{cell.part(cell.owner)} is {possessive(cell.owner)} work.")
