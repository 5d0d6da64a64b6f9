"""What would have prevented this? A step of the side that answers for it, which the evidence decides.

Stem: as in the family `omission`, the evidence of one situation word for word; then a question that names the side
asked for: "by the company", "the company have taken", "of the company", "could the company have done", or the same of
AWS ("by AWS", "should AWS have carried out", "of AWS", "does AWS have to do"). Options: `step` of four situations of
the same service, each with a capital and a period: that of the stem, one more of the side asked for, two of the other
side. Right is the step of the situation in the stem, if its cell (service, control) is of the side asked for.
Proof: the four cells.
"""

from random import Random

from question_bank.draft import Draft
from question_bank.families._fairness import fair_stem
from question_bank.families._render import build, level
from question_bank.families._situation_sets import Draw, action_sets, draw_of
from question_bank.families._situation_stems import PREVENTION
from question_bank.families._situations import (
    STEP_TESTS,
    action_reasons,
    actions,
    evidence,
    explain,
    is_incident,
    phrase,
    situation_of,
    step_text,
)
from question_bank.item import Item, ItemType
from question_bank.model import Owner
from question_bank.scope import ExamScope, Scope


class IncidentPrevention:
    """One distractor is of the right side and another cause, two are of the other side."""

    id = "incident-prevention"
    title = "What would have prevented it"
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
        frames = PREVENTION[(level(exam), draft.asked)]
        stem = fair_stem(frames, lambda frame: frame.format(evidence=seen), texts, 1, rng)
        reasons = action_reasons(exam, draft, rng)
        return build(draft, exam, stem, texts, reasons, explain(exam, draft, reasons, rng), order)


def _draw(scope: Scope) -> Draw:
    return draw_of(scope, "steps", action_sets, STEP_TESTS, is_incident)


FAMILY = IncidentPrevention()
