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
from question_bank.families._fairness import fair_stem
from question_bank.families._render import build, level
from question_bank.families._situation_family import StepFamily
from question_bank.families._situation_stems import REQUIREMENT
from question_bank.families._situations import (
    action_reasons,
    has_requirement,
    phrase,
    situation_of,
    step_text,
)
from question_bank.item import Item
from question_bank.scope import ExamScope
from question_bank.situations import Situation


class RequirementToStep(StepFamily):
    """A requirement, and the step that meets it."""

    id = "requirement-to-step"
    title = "Which step meets the requirement"

    def render(self, draft: Draft, exam: ExamScope, order: tuple[int, ...], rng: Random) -> Item:
        cell = draft.choices[0].cell
        needs, service = situation_of(exam, draft, cell).requirement, phrase(exam, cell)
        texts = [step_text(exam, draft, choice) for choice in draft.choices]
        frames = REQUIREMENT[(level(exam), draft.asked)]
        stem = fair_stem(frames, lambda frame: frame.format(service=service, needs=needs), texts, 1, rng)
        reasons = action_reasons(exam, draft, rng, required=True)
        return build(draft, exam, stem, texts, reasons, "", order)

    def keyed(self, situation: Situation) -> bool:
        return has_requirement(situation)


FAMILY = RequirementToStep()
