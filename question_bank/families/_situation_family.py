"""What the families share that show the evidence of one situation: how a draft is made, and how its sentences are."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from question_bank.draft import Choice, Draft
from question_bank.families._fairness import fair_stem
from question_bank.families._render import build, level
from question_bank.families._situation_sets import Draw
from question_bank.families._situations import (
    action_reasons,
    actions,
    corner_reasons,
    corners,
    evidence,
    explain,
    phrase,
    situation_of,
    step_text,
)
from question_bank.item import Item, ItemType
from question_bank.model import Owner
from question_bank.scope import ExamScope, Scope


@dataclass
class CornerFamily:
    """The full two by two of side and cause: `frames` by exam level, `text` writes an option."""

    id: str
    title: str
    frames: Mapping[str, Sequence[str]]
    text: Callable[[ExamScope, Draft, Choice], str]
    draw: Callable[[Scope], Draw]
    most_share: float = 1.0
    type: ItemType = ItemType.MULTIPLE_CHOICE
    simulation: bool = True
    factorial: bool = True

    def draft(self, scope: Scope, asked: Owner, rng: Random) -> Draft | None:
        members = scope.once(self.id, self.draw).one(asked, rng)
        return corners(self, scope, members) if members else None

    def render(self, draft: Draft, exam: ExamScope, order: tuple[int, ...], rng: Random) -> Item:
        seen = _seen(draft, exam)
        texts = [self.text(exam, draft, choice) for choice in draft.choices]
        stem = fair_stem(self.frames[level(exam)], lambda frame: frame.format(evidence=seen), texts, 1, rng)
        reasons = corner_reasons(exam, draft, rng)
        return build(draft, exam, stem, texts, reasons, explain(exam, draft, reasons, rng), order)


@dataclass
class ActionFamily:
    """One distractor is of the right side and another cause, two are of the other side; `frames` by level and side."""

    id: str
    title: str
    frames: Mapping[tuple[str, Owner], Sequence[str]]
    draw: Callable[[Scope], Draw]
    most_share: float = 1.0
    type: ItemType = ItemType.MULTIPLE_CHOICE
    simulation: bool = True

    def draft(self, scope: Scope, asked: Owner, rng: Random) -> Draft | None:
        members = scope.once(self.id, self.draw).one(asked, rng)
        return actions(self, scope, members[:1], members[1:]) if members else None

    def render(self, draft: Draft, exam: ExamScope, order: tuple[int, ...], rng: Random) -> Item:
        seen = _seen(draft, exam)
        texts = [step_text(exam, draft, choice) for choice in draft.choices]
        frames = self.frames[(level(exam), draft.asked)]
        stem = fair_stem(frames, lambda frame: frame.format(evidence=seen), texts, 1, rng)
        reasons = action_reasons(exam, draft, rng)
        return build(draft, exam, stem, texts, reasons, explain(exam, draft, reasons, rng), order)


def _seen(draft: Draft, exam: ExamScope) -> str:
    cell = draft.choices[0].cell
    return evidence(exam, situation_of(exam, draft, cell), phrase(exam, cell))
