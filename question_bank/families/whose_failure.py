"""An incident: whose failure was it, and what remedies it?

Stem: as in the family `omission`, the evidence of one situation word for word; and a question with "Whose failure",
"On whose side was the failure", "Who was at fault" or "What belongs in".
Options: the full two by two of side and cause, where the causes are that situation and one other of the same service.
Either the stem names the `step` of both, word for word, and the options call them the first and the second, in its
order ("It was AWS's failure, and the first step remedies it.", "The company failed, and the second step is the
remedy.", "AWS was at fault, and the first step is called for."); or each option names its step, "The company's failure,
remedied by STEP." and "AWS's failure, remedied by STEP.", where STEP is `step` of the situation. Right is the option
that has the situation of the stem and the owner of the cell (service, its control).
Proof: the two cells.
"""

from question_bank.families._situation_family import CornerFamily, Wordings
from question_bank.families._situation_stems import FAILURE, FAILURE_OF_TWO
from question_bank.situations import Kind, Situation

KINDS = frozenset((Kind.LOSS, Kind.EXPOSURE, Kind.SYMPTOM, Kind.FINDING, Kind.AUDIT))
REMEDIED = ("{Whose} failure, remedied by {step}.",)
REMEDIES = (
    "It was {whose} failure, and the {place} step remedies it.",
    "{Who} failed, and the {place} step is the remedy.",
    "{Who} was at fault, and the {place} step is called for.",
)


def _is_failure(situation: Situation) -> bool:
    return situation.kind in KINDS


FAMILY = CornerFamily(
    "whose-failure",
    "Whose failure it is, and what remedies it",
    named=Wordings(FAILURE, REMEDIED),
    numbered=Wordings(FAILURE_OF_TWO, REMEDIES),
    test=_is_failure,
    most_share=0.08,
)
