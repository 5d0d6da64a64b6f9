"""A symptom of performance, capacity or cost: which action of which side addresses it?

Stem: as in the family `omission`, the evidence of one situation word for word (its kind is symptom or cost); then a
question that names the side asked for: "by the company", "the company do about this", "does the company remedy", "of
the company is called for", or the same of AWS. Options: `step` of four situations of the same service, each with a
capital and a period: that of the stem, one more of the side asked for, two of the other side. Right is the step of
the situation in the stem, if its cell (service, control) is of the side asked for.
Proof: the four cells.
"""

from random import Random

from question_bank.draft import Draft
from question_bank.families._fairness import fair_stem
from question_bank.families._render import build, level
from question_bank.families._situation_sets import Draw, action_sets, draw_of
from question_bank.families._situation_stems import SYMPTOM
from question_bank.families._situations import (
    STEP_TESTS,
    action_reasons,
    actions,
    evidence,
    explain,
    is_symptom,
    phrase,
    situation_of,
    step_text,
)
from question_bank.item import Item, ItemType
from question_bank.model import Owner
from question_bank.scope import ExamScope, Scope


class SymptomToDuty:
    """One distractor is of the right side and addresses something else, two are of the other side."""

    id = "symptom-to-duty"
    title = "Which action addresses the symptom"
    type = ItemType.MULTIPLE_CHOICE
    simulation = True
    most_share = 1.0

    def draft(self, scope: Scope, asked: Owner, rng: Random) -> Draft | None:
        members = scope.once(self.id, _draw).one(asked, rng)
        return actions(self, scope, members[:1], members[1:]) if members else None

    def render(self, draft: Draft, exam: ExamScope, order: tuple[int, ...], rng: Random) -> Item:
        cell = draft.choices[0].cell
        seen = evidence(exam, situation_of(exam, draft, cell), phrase(exam, cell))
        texts = [step_text(exam, draft, choice) for choice in draft.choices]
        frames = SYMPTOM[(level(exam), draft.asked)]
        stem = fair_stem(frames, lambda frame: frame.format(evidence=seen), texts, 1, rng)
        reasons = action_reasons(exam, draft, rng)
        return build(draft, exam, stem, texts, reasons, explain(exam, draft, reasons, rng), order)


def _draw(scope: Scope) -> Draw:
    return draw_of(scope, "steps", action_sets, STEP_TESTS, is_symptom)


FAMILY = SymptomToDuty()
