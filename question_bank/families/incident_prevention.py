"""What would have prevented this? A step of the side that answers for it, which the evidence decides.

Stem: as in the family `omission`, the evidence of one situation word for word; then a question that names the side
asked for: "by the company", "the company have taken", "of the company", "could the company have done", or the same of
AWS ("by AWS", "should AWS have carried out", "of AWS", "does AWS have to do"). Options: `step` of four situations of
the same service, each with a capital and a period: that of the stem, one more of the side asked for, two of the other
side. Right is the step of the situation in the stem, if its cell (service, control) is of the side asked for.
Proof: the four cells.
"""

from question_bank.families._situation_family import ActionFamily
from question_bank.families._situation_sets import Draw, action_sets, draw_of
from question_bank.families._situation_stems import PREVENTION
from question_bank.families._situations import STEP_TESTS, is_incident
from question_bank.scope import Scope


def _draw(scope: Scope) -> Draw:
    return draw_of(scope, "steps", action_sets, STEP_TESTS, is_incident)


FAMILY = ActionFamily("incident-prevention", "What would have prevented it", PREVENTION, _draw)
