"""Whose omission explains what was seen? The evidence decides the cause, the model the side.

Stem: sentences, among them the evidence of one situation of `data/situations.yaml`, word for word (the first sentence
for the foundational exam, all for the others), with {service} replaced by the service's phrase and a capital at the
start; and a question with "Which omission", "Whose omission", "Who failed to", "Who left out" or the like.
Options: the full two by two of side and cause, where the causes are that situation and one other of the same service.
Either the stem names the `step` of both, word for word, and the options call them the first and the second, in its
order ("The company did not take the first step.", "AWS left out the second step.", "The first step was missing on AWS's
side."); or each option names its cause, "The company did not OMITTED.", or with "failed to", "omitted to", "neglected
to" or "overlooked the need to", where OMITTED is `omitted` of the situation. Right is the option that has the situation
of the stem and the owner of the cell (service, its control).
Proof: the two cells. The owner of the second cell is the other side.
"""

from question_bank.families._situation_family import CornerFamily, Wordings
from question_bank.families._situation_stems import OMISSION, OMISSION_OF_TWO
from question_bank.situations import Kind, Situation

NOT_DONE = (
    "{Who} did not {omitted}.",
    "{Who} failed to {omitted}.",
    "{Who} omitted to {omitted}.",
    "{Who} neglected to {omitted}.",
    "{Who} overlooked the need to {omitted}.",
)
NOT_TAKEN = (
    "{Who} did not take the {place} step.",
    "{Who} left out the {place} step.",
    "The {place} step was missing on {whose} side.",
)


def _is_failure(situation: Situation) -> bool:
    return situation.kind is not Kind.REQUIREMENT


FAMILY = CornerFamily(
    "omission",
    "Which omission explains it",
    named=Wordings(OMISSION, NOT_DONE),
    numbered=Wordings(OMISSION_OF_TWO, NOT_TAKEN),
    test=_is_failure,
    most_share=0.08,
)
