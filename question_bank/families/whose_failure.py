"""An incident: whose failure was it, and what remedies it?

Stem: as in the family `omission`, the evidence of one situation word for word; then a question with "Whose failure",
"On whose side was the failure" or "What belongs in them". Options: the full two by
two, "The company's failure, remedied by STEP." and "AWS's failure, remedied by STEP.", where STEP is `step` of that
situation or of one other of the same service. Right is the option that has the situation of the stem and the owner of
the cell (service, its control).
Proof: the two cells.
"""

from question_bank.draft import Choice, Draft
from question_bank.families._duties import possessive
from question_bank.families._situation_family import CornerFamily
from question_bank.families._situation_stems import FAILURE
from question_bank.families._situations import situation_of
from question_bank.scope import ExamScope
from question_bank.situations import Kind, Situation
from question_bank.wording import capital

KINDS = frozenset((Kind.LOSS, Kind.EXPOSURE, Kind.SYMPTOM, Kind.FINDING, Kind.AUDIT))


def _is_failure(situation: Situation) -> bool:
    return situation.kind in KINDS


def _failure(exam: ExamScope, draft: Draft, choice: Choice) -> str:
    side = capital(possessive(choice.claims[0].given))
    return f"{side} failure, remedied by {situation_of(exam, draft, choice.cell).step}."


FAMILY = CornerFamily(
    "whose-failure", "Whose failure it is, and what remedies it", FAILURE, _failure, _is_failure, most_share=0.08
)
