"""One condition turns the owner: two modes of one thing, and who does what in each.

Stem: it holds "A company " and a sentence of `data/conditions.yaml`. With a sentence of `instead`, the company chose
the mode first named over the other, and the stem asks for a task that a side has because of this choice: "the company
take on because of this choice" (AWS's in the other mode, the company's in this one) or "AWS take on because of this
choice" (the reverse); or for one that a side has in both modes ("is the company's with either choice?").
Options are tasks, word for word the part of their owner in the chosen mode; a distractor has other owners in the two
modes. With the sentence of `both`, each mode is in use, and the stem asks "Where is AWS responsible for <duty>?" or "In
which of the two cases is AWS responsible for <duty>?" (or the company) with the duty of one control as `controls.yaml`
words it. The options are the full two by two, each mode called as `at` says: "On Amazon EC2, but not on Amazon RDS.",
"Both on Amazon EC2 and on Amazon RDS.", "In neither of these two cases.", in one order of the modes or the other. Each
control has one owner in each mode.
Proof: for each option the cells of both modes.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from question_bank.conditions import Condition, conditions_of
from question_bank.draft import Claim, Draft
from question_bank.families._condition_stems import BOTH, CHANGED, EITHER
from question_bank.families._contrasts import MODES, contrast
from question_bank.families._fair_draw import Draws, Group, fitted
from question_bank.families._fairness import fair_stem
from question_bank.families._move_reasons import CHOICE
from question_bank.families._moves import (
    DISTRACTORS,
    Comparison,
    Duty,
    choices,
    duties_at,
    groups,
    is_told_fairly,
    render_duties,
    turns_on,
)
from question_bank.families._plan import plan
from question_bank.families._reasons import Reasons
from question_bank.families._render import build, level
from question_bank.families._two_terms import two_by_two
from question_bank.item import Item, ItemType
from question_bank.model import Owner
from question_bank.scope import OTHER, SIDES, ExamScope, Scope
from question_bank.wording import capital

BOTH_MODES = "both"  # the topic where both modes are in use
CHANGES, STAYS = "changes", "stays"  # the fact of a draft about a choice
PAIR_SHARE = 0.4
EVEN = 0.5
NEITHER = "In neither of these two cases."
OF_CHOICE = {CHANGES: CHANGED, STAYS: EITHER}


@dataclass(frozen=True, slots=True)
class Both:
    """Two modes that are both in use, and duties by their owner in both; those whose owners differ are shared.

    A duty has the first mode before, the second after.
    """

    condition: Condition
    duties: Mapping[Owner, Sequence[Duty]]


class ConditionFlip:
    """What one choice changes and what it leaves, and in which modes a side does a task; each answer is a key."""

    id = "condition-flip"
    title = "One condition turns the owner"
    type = ItemType.MULTIPLE_CHOICE
    simulation = True
    most_share = 1.0
    factorial = True

    def draft(self, scope: Scope, asked: Owner, rng: Random) -> Draft | None:
        if asked is Owner.SHARED or rng.random() < PAIR_SHARE:
            return self._both(scope, asked, rng)
        found = choices(scope, scope.once((self.id, asked), lambda scope: self._draws(scope, asked)), rng)
        if found is None:
            return None
        meeting, options = found
        kind = CHANGES if meeting.pattern[0] is not asked else STAYS
        return plan(self, scope, asked, options, topic=meeting.comparison.sentence, facts=(kind,))

    def _draws(self, scope: Scope, asked: Owner) -> Draws:
        weights = fitted(scope.exam, (self.id,), _groups, is_told_fairly, right=1, wrong=DISTRACTORS)
        return Draws.of(scope, weights, (self.id, scope.task.id, asked), turns_on)

    def _both(self, scope: Scope, asked: Owner, rng: Random) -> Draft | None:
        """Whichever side a form asks for: half of the duties change with the mode, and either side is asked about."""
        found = scope.once((self.id, BOTH_MODES), _in_both)
        if not found:
            return None
        both = rng.choice(found)
        turned = rng.random() < EVEN
        duties = both.duties[Owner.SHARED if turned else asked]
        if not turned and (asked is Owner.SHARED or not duties):
            duties = [duty for side in SIDES for duty in both.duties[side]]
        side = rng.choice(SIDES)
        places = list(zip(_true_claims(rng.choice(duties)), both.condition.at, strict=True))
        (one, first), (other, second) = rng.sample(places, 2)
        options = two_by_two(scope, (one, other), SIDES, rng)
        return plan(self, scope, asked, options, topic=BOTH_MODES, facts=(both.condition.both, first, second, side))

    def render(self, draft: Draft, exam: ExamScope, order: tuple[int, ...], rng: Random) -> Item:
        if draft.topic != BOTH_MODES:
            (kind,) = draft.facts
            return render_duties(draft, exam, OF_CHOICE[kind][(level(exam), draft.asked)], order, rng, CHOICE)
        sentence, first, second, asked = draft.facts
        side = Owner(asked)
        duty = exam.model.controls[draft.choices[0].cell.control].duty
        texts = [_where(first, second, [claim.given is side for claim in choice.claims]) for choice in draft.choices]
        frames = BOTH[(level(exam), side)]
        stem = fair_stem(frames, lambda frame: frame.format(sentence=sentence, duty=duty), texts, 1, rng)
        said = Reasons(exam.model, rng)
        reasons = [contrast(said, MODES, choice, (first, second)) for choice in draft.choices]
        return build(draft, exam, stem, texts, reasons, "", order)


def _where(first: str, second: str, there: Sequence[bool]) -> str:
    """In which of two modes something is so."""
    if there[0] is there[1]:
        return f"Both {first} and {second}." if there[0] else NEITHER
    here, elsewhere = (first, second) if there[0] else (second, first)
    return f"{capital(here)}, but not {elsewhere}."


def _groups(family: str, scope: Scope) -> Iterator[Group]:
    """A task changes its owner with the choice, or has it with either: it is right in the one item or in the other."""
    exam, found = scope.exam, list[Comparison]()
    for condition in conditions_of(exam.model):
        first, second = condition.modes
        for chosen, other, sentence in zip((first, second), (second, first), condition.instead, strict=True):
            found.append(Comparison(sentence, duties_at(exam, other, chosen, condition.unlike)))
    return groups(scope, family, found, {side: ((OTHER[side], side), (side, side)) for side in SIDES})


def _in_both(scope: Scope) -> Sequence[Both]:
    """The conditions with duties of the task that the mode turns, and with others that it does not."""
    within = {cell.key for cells in scope.cells.values() for cell in cells}
    found = []
    for condition in conditions_of(scope.exam.model):
        duties: dict[Owner, list[Duty]] = {owner: [] for owner in Owner}
        for duty in duties_at(scope.exam, *condition.modes):
            known = duty.before is not None and not within.isdisjoint((duty.before.key, duty.after.key))
            if known and duty.after.control in condition.duties:
                first, second = duty.pattern
                duties[first if first is second else Owner.SHARED].append(duty)
        if duties[Owner.SHARED] and any(duties[side] for side in SIDES):
            found.append(Both(condition, duties))
    return found


def _true_claims(duty: Duty) -> Sequence[Claim]:
    """Who does the duty in each mode, in the order of the condition."""
    return [Claim(cell, cell.owner, cell.owner) for cell in (duty.before, duty.after) if cell]


FAMILY = ConditionFlip()
