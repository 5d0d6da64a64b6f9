"""What would have prevented this, or what mends it? A step of the side that answers for it; the evidence decides which.

Stem: as in the family `omission`, the evidence of one situation word for word; then a question that names the side
asked for. Where something went wrong: "by the company", "the company have taken", "of the company", "could the company
have taken", or the same of AWS ("by AWS", "of AWS", "does AWS have to do"). Where something is slow, short or dear: "by
the company", "should the company take", "does the company remedy", "of the company is called for", or the same of AWS.
Options: `step` of four situations of the same service, each with a capital and a period: that of the stem, one more of
the side asked for, two of the other side. Right is the step of the situation in the stem, if its cell (service,
control) is of the side asked for.
Proof: the four cells.
"""

from random import Random

from question_bank.draft import Draft
from question_bank.families._fairness import fair_stem
from question_bank.families._render import build, level
from question_bank.families._situation_family import StepFamily, seen_in
from question_bank.families._situation_stems import PREVENTION, SYMPTOM
from question_bank.families._situations import (
    action_reasons,
    is_incident,
    is_symptom,
    situation_of,
    step_text,
)
from question_bank.item import Item
from question_bank.scope import ExamScope
from question_bank.situations import Situation


class IncidentPrevention(StepFamily):
    """The evidence of something that went wrong, or is slow, short or dear, and the step that helps."""

    id = "incident-prevention"
    title = "What would have prevented it, or mends it"

    def render(self, draft: Draft, exam: ExamScope, order: tuple[int, ...], rng: Random) -> Item:
        symptom = is_symptom(situation_of(exam, draft, draft.choices[0].cell))
        frames = (SYMPTOM if symptom else PREVENTION)[(level(exam), draft.asked)]
        seen = seen_in(draft, exam)
        texts = [step_text(exam, draft, choice) for choice in draft.choices]
        stem = fair_stem(frames, lambda frame: frame.format(evidence=seen), texts, 1, rng)
        reasons = action_reasons(exam, draft, rng)
        return build(draft, exam, stem, texts, reasons, "", order)

    def keyed(self, situation: Situation) -> bool:
        return is_incident(situation) or is_symptom(situation)


FAMILY = IncidentPrevention()
