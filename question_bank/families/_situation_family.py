"""What the families share that show the evidence of one situation: how a draft is made, and how its sentences are."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from question_bank.draft import Choice, Draft
from question_bank.families._drawing import next_not_spent
from question_bank.families._fairness import fair_stem
from question_bank.families._render import build, level
from question_bank.families._situation_fits import Test
from question_bank.families._situation_sets import Corners, Steps, corners_of, is_spent, steps_of
from question_bank.families._situations import (
    actions,
    corner_reasons,
    corners,
    evidence,
    phrase,
    situation_of,
)
from question_bank.item import Item, ItemType
from question_bank.model import Owner
from question_bank.scope import ExamScope, Scope
from question_bank.situations import Situation


@dataclass
class CornerFamily:
    """The full two by two of side and cause: `frames` by exam level, `text` writes an option."""

    id: str
    title: str
    frames: Mapping[str, Sequence[str]]
    text: Callable[[ExamScope, Draft, Choice], str]
    test: Test
    most_share: float = 1.0
    type: ItemType = ItemType.MULTIPLE_CHOICE
    simulation: bool = True
    factorial: bool = True

    def draft(self, scope: Scope, asked: Owner, rng: Random) -> Draft | None:
        pairs = scope.once(self.id, self._corners)
        members = next_not_spent(lambda: pairs.one(asked, rng), lambda found: is_spent(scope, found))
        return corners(self, scope, members, rng) if members else None

    def _corners(self, scope: Scope) -> Corners:
        return corners_of(scope, self.test)

    def render(self, draft: Draft, exam: ExamScope, order: tuple[int, ...], rng: Random) -> Item:
        seen = seen_in(draft, exam)
        texts = [self.text(exam, draft, choice) for choice in draft.choices]
        stem = fair_stem(self.frames[level(exam)], lambda frame: frame.format(evidence=seen), texts, 1, rng)
        reasons = corner_reasons(exam, draft, rng)
        return build(draft, exam, stem, texts, reasons, "", order)


class StepFamily:
    """A step of the side asked for, one more of that side with another cause, and two of the other side."""

    id: str
    title: str
    type = ItemType.MULTIPLE_CHOICE
    simulation = True
    most_share = 1.0

    def draft(self, scope: Scope, asked: Owner, rng: Random) -> Draft | None:
        steps = scope.once(self.id, self._steps)
        members = next_not_spent(lambda: steps.one(asked, rng), lambda found: is_spent(scope, found))
        return actions(self, scope, members[:1], members[1:], rng) if members else None

    def _steps(self, scope: Scope) -> Steps:
        return steps_of(scope, self, self.keyed)

    def keyed(self, situation: Situation) -> bool:
        """Whether the situation may be that of the key."""
        raise NotImplementedError

    def render(self, draft: Draft, exam: ExamScope, order: tuple[int, ...], rng: Random) -> Item:
        raise NotImplementedError


def seen_in(draft: Draft, exam: ExamScope) -> str:
    """The evidence of the key's situation, in its service."""
    cell = draft.choices[0].cell
    return evidence(exam, situation_of(exam, draft, cell), phrase(exam, cell))
