"""From a requirement to the step that meets it: one that the company must take, or work that AWS does.

Stem: names one service by its phrase and holds the `requirement` of one situation, word for word; then a question
that names the side asked for: "the company take", "by the company", "left to the company", or "by AWS", "does AWS
carry out", "does AWS do", "left to AWS". Options: `step` of four situations of that service, each with a capital and
a period: that of the stem, one more of the side asked for, two of the other side. Right is the step of the situation
whose requirement stands in the stem, if its cell (service, control) is of the side asked for.
Proof: the four cells.
"""

from random import Random

from question_bank.draft import Draft
from question_bank.families._drawing import next_not_spent
from question_bank.families._fairness import fair_stem
from question_bank.families._render import build, level
from question_bank.families._situation_sets import Steps, is_spent, steps_of
from question_bank.families._situation_stems import REQUIREMENT
from question_bank.families._situations import (
    action_reasons,
    actions,
    has_requirement,
    phrase,
    situation_of,
    step_text,
)
from question_bank.item import Item, ItemType
from question_bank.model import Owner
from question_bank.scope import ExamScope, Scope


class RequirementToStep:
    """One distractor is of the right side and meets another requirement, two are of the other side."""

    id = "requirement-to-step"
    title = "Which step meets the requirement"
    type = ItemType.MULTIPLE_CHOICE
    simulation = True
    most_share = 1.0

    def draft(self, scope: Scope, asked: Owner, rng: Random) -> Draft | None:
        steps = scope.once(self.id, self._steps)
        members = next_not_spent(lambda: steps.one(asked, rng), lambda found: is_spent(scope, found))
        return actions(self, scope, members[:1], members[1:], rng) if members else None

    def render(self, draft: Draft, exam: ExamScope, order: tuple[int, ...], rng: Random) -> Item:
        cell = draft.choices[0].cell
        needs, service = situation_of(exam, draft, cell).requirement, phrase(exam, cell)
        texts = [step_text(exam, draft, choice) for choice in draft.choices]
        frames = REQUIREMENT[(level(exam), draft.asked)]
        stem = fair_stem(frames, lambda frame: frame.format(service=service, needs=needs), texts, 1, rng)
        reasons = action_reasons(exam, draft, rng, required=True)
        return build(draft, exam, stem, texts, reasons, "", order)

    def _steps(self, scope: Scope) -> Steps:
        return steps_of(scope, self, has_requirement)


FAMILY = RequirementToStep()
