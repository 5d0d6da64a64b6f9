"""What the families share that show the evidence of one situation: how a draft is made, and how its sentences are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import NamedTuple

from question_bank.draft import Choice, Draft
from question_bank.families._drawing import in_turn, next_not_spent
from question_bank.families._duties import possessive
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
from question_bank.lint.stems import STEM_WORDS
from question_bank.model import Owner
from question_bank.scope import ExamScope, Scope
from question_bank.situations import Situation
from question_bank.wording import capital, who

HALF = 0.5
ORDINALS = ("first", "second")
# Of the items whose stem has room for both steps, those whose options name theirs: a form has both kinds then, and yet
# none of these options stands in so many items that it would be known from them.
NAMED_SHARE = {"foundational": 0.0, "associate": 0.22, "specialty": 0.22}


class Wordings(NamedTuple):
    """A way to ask: stems by exam level, and wordings of the options, of which an item has one."""

    stems: Mapping[str, Sequence[str]]
    options: Sequence[str]


@dataclass
class CornerFamily:
    """The full two by two of side and cause. With `numbered` the stem names both steps, and the options say which.

    An option that names side and cause is right wherever its cause is the key, or never, since in nearly every service
    the same side answers for the cause. One that says "the first" is the key in one of four of its items.
    """

    id: str
    title: str
    named: Wordings
    numbered: Wordings
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
        places = ORDINALS if rng.random() < HALF else ORDINALS[::-1]  # of the step that is right, and of the other
        stem = self._naming_both(draft, exam, seen, places, rng) if rng.random() >= NAMED_SHARE[level(exam)] else ""
        if stem:
            texts = corner_texts(exam, draft, rng.choice(self.numbered.options), places)
            return build(draft, exam, stem, texts, corner_reasons(exam, draft, rng, places), "", order)
        texts = corner_texts(exam, draft, rng.choice(self.named.options))
        stem = fair_stem(self.named.stems[level(exam)], lambda frame: frame.format(evidence=seen), texts, 1, rng)
        return build(draft, exam, stem, texts, corner_reasons(exam, draft, rng), "", order)

    def _naming_both(self, draft: Draft, exam: ExamScope, seen: str, places: Sequence[str], rng: Random) -> str:
        """A stem with the steps of both causes; "" where none of them is short enough for the exam."""
        right, _, other, _ = draft.choices
        steps = {
            place: situation_of(exam, draft, choice.cell).step
            for place, choice in zip(places, (right, other), strict=True)
        }
        for frame in in_turn(self.numbered.stems[level(exam)], rng):
            stem = frame.format(evidence=seen, **steps)
            if len(stem.split()) <= STEM_WORDS[exam.guide.id]:
                return stem
        return ""


def corner_texts(exam: ExamScope, draft: Draft, frame: str, places: Sequence[str] = ("", "")) -> list[str]:
    """The options, all in one wording. `places` are those that the stem has given the step of the key and the other."""
    right, other = places
    return [
        _corner_text(exam, draft, choice, frame, place)
        for choice, place in zip(draft.choices, (right, right, other, other), strict=True)
    ]


def _corner_text(exam: ExamScope, draft: Draft, choice: Choice, frame: str, place: str) -> str:
    side, situation = choice.claims[0].given, situation_of(exam, draft, choice.cell)
    return frame.format(
        Who=capital(who(side)),
        Whose=capital(possessive(side)),
        whose=possessive(side),
        omitted=situation.omitted,
        step=situation.step,
        place=place,
    )


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
