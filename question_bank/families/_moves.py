"""What families share that compare who does a task here and there: before a move and after it, in one mode or another.

A duty is one control at two places. Its pattern says who does it at the first place and at the second. An item asks for
one pattern; each option is the task as the second place has it, and claims that pattern for its own control. Where the
first place is a company's own data center, of which the model has no words, an option is the general duty of the
control.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from question_bank.draft import Choice, Claim, Draft
from question_bank.families._areas import FACILITY, area_of
from question_bank.families._drawing import next_not_spent
from question_bank.families._duties import duty_text
from question_bank.families._even import even_trap
from question_bank.families._fair_draw import Draws, Group
from question_bank.families._fairness import fair_stem, is_fair
from question_bank.families._move_reasons import MOVE, Places, told
from question_bank.families._reasons import Reasons
from question_bank.families._render import build
from question_bank.item import Item
from question_bank.model import ACCOUNT_WIDE, Cell, CellKey, Owner, ResponsibilityModel
from question_bank.scope import SIDES, ExamScope, Scope
from question_bank.wording import sentence

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

    def text(self, model: ResponsibilityModel) -> str:
        """The duty as an option reads."""
        return duty_text(self.after) if self.before else sentence(model.controls[self.after.control].duty)


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
    """The duties of a company that leaves its own data center; what holds for the whole account counts as well.

    The control's general duty must say them: cells whose part is another, or holds under a condition, are left out.
    """
    there = _single_owner(exam, after)
    cells = {**_single_owner(exam, ACCOUNT_WIDE), **there} if there else {}
    return tuple(
        Duty(None, cell) for control, cell in cells.items() if control in controls and cell.literal and not cell.nuance
    )


def _single_owner(exam: ExamScope, service: str) -> Mapping[str, Cell]:
    owners = exam.by_service.get(service, {})
    return {cell.control: cell for side in SIDES for cell in owners.get(side, ())}


@dataclass(frozen=True, slots=True)
class Meeting:
    """What a group of duties is about: the pattern of the key, and the duties of one comparison."""

    pattern: Pattern
    comparison: Comparison
    duties: Mapping[str, Duty]  # by the texts of options
    facility: frozenset[str]

    def beside(self, key: str, others: Sequence[str]) -> Sequence[str]:
        """The first distractors of an order, at most one option in all being work on buildings and metal."""
        found, full = list[str](), key in self.facility
        for other in others:
            if not (full and other in self.facility):
                found.append(other)
                full = full or other in self.facility
        return found[:DISTRACTORS]


def groups(
    scope: Scope, family: str, comparisons: Iterable[Comparison], patterns: Mapping[Owner, Sequence[Pattern]]
) -> Iterator[Group]:
    """Which duties may be the key of which question: those of the task; beside them those of other patterns.

    The services are those of the move, whatever services the task asks about otherwise.
    """
    model, controls = scope.exam.model, frozenset(scope.task.controls)
    for comparison in comparisons:
        duties = {duty.text(model): duty for duty in comparison.duties}
        facility = frozenset(text for text, duty in duties.items() if area_of(model, duty.after) == FACILITY)
        for asked, pattern in [(side, pattern) for side in SIDES for pattern in patterns[side]]:
            keys = [text for text, duty in duties.items() if duty.pattern == pattern and duty.after.control in controls]
            others = [
                key for key, duty in duties.items() if duty.pattern != pattern and _traps(scope.exam, duty, pattern)
            ]
            meeting = Meeting(pattern, comparison, duties, facility)
            for mine, beside in _split(keys, others, facility):
                yield Group((family, scope.task.id, asked), tuple(mine), tuple(beside), meeting)


def _split(
    keys: Sequence[str], others: Sequence[str], facility: frozenset[str]
) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """Keys with what may stand beside them: beside work on buildings and metal no more of it."""
    yield [key for key in keys if key not in facility], others
    yield [key for key in keys if key in facility], [other for other in others if other not in facility]


def is_told_fairly(group: Group, key: str, others: Sequence[str]) -> bool:
    """Whether there are enough distractors and the move does not point at the key."""
    meeting: Meeting = group.about
    wrong = meeting.beside(key, others)
    return len(wrong) == DISTRACTORS and is_fair(meeting.comparison.sentence, [key], wrong)


def turns_on(group: Group, key: str) -> CellKey:
    """The cell of a key: the duty at the second place."""
    meeting: Meeting = group.about
    return meeting.duties[key].after.key


def choices(scope: Scope, draws: Draws, rng: Random) -> tuple[Meeting, list[Choice]] | None:
    """A key and three duties of another pattern; None where none of a few tries is fair."""
    if not draws.groups:
        return None
    drawn = next_not_spent(lambda: draws.key(rng), lambda drawn: _is_spent(scope, *drawn))
    if drawn is None:
        return None
    group, key = drawn
    meeting: Meeting = group.about
    for _ in range(TRIES):
        chosen = _chosen(scope, meeting, key, draws.others(group, rng), rng)
        if scope.worn([claim.cell for choice in chosen for claim in choice.claims]):
            continue
        texts = [_text(scope.exam.model, choice) for choice in chosen]
        if len(chosen) > DISTRACTORS and is_fair(meeting.comparison.sentence, texts[:1], texts[1:]):
            return meeting, chosen
    return None


def _is_spent(scope: Scope, group: Group, key: str) -> bool:
    meeting: Meeting = group.about
    duty = meeting.duties[key]
    return scope.spent(duty.after) or (duty.before is not None and scope.spent(duty.before))


def _text(model: ResponsibilityModel, choice: Choice) -> str:
    """The duty of a choice as an option reads; its claims are about the second place and then the first."""
    after, *before = choice.claims
    return Duty(before[0].cell if before else None, after.cell).text(model)


def _chosen(scope: Scope, meeting: Meeting, key: str, others: Sequence[str], rng: Random) -> list[Choice]:
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


def render_duties(
    draft: Draft,
    exam: ExamScope,
    frames: Sequence[str],
    order: tuple[int, ...],
    rng: Random,
    places: Places = MOVE,
) -> Item:
    """The item; the draft's topic is the sentence of its stem."""
    texts = [_text(exam.model, choice) for choice in draft.choices]
    stem = fair_stem(frames, lambda frame: frame.format(sentence=draft.topic), texts, 1, rng)
    said = Reasons(exam.model, rng)
    reasons = [told(exam.model, said, choice, places) for choice in draft.choices]
    return build(draft, exam, stem, texts, reasons, "", order)
