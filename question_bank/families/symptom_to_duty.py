"""A symptom of performance, capacity or cost: which action of which side addresses it?

Stem: as in the family `omission`, the evidence of one situation word for word (its kind is symptom or cost); then a
question that names the side asked for: "by the company", "the company do about this", "does the company remedy", "of
the company is called for", or the same of AWS. Options: `step` of four situations of the same service, each with a
capital and a period: that of the stem, one more of the side asked for, two of the other side. Right is the step of
the situation in the stem, if its cell (service, control) is of the side asked for.
Proof: the four cells.
"""

from question_bank.families._situation_family import ActionFamily
from question_bank.families._situation_sets import Draw, action_sets, draw_of
from question_bank.families._situation_stems import SYMPTOM
from question_bank.families._situations import STEP_TESTS, is_symptom
from question_bank.scope import Scope


def _draw(scope: Scope) -> Draw:
    return draw_of(scope, "steps", action_sets, STEP_TESTS, is_symptom)


FAMILY = ActionFamily("symptom-to-duty", "Which action addresses the symptom", SYMPTOM, _draw)
