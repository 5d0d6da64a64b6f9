"""Whose omission explains what was seen? The evidence decides the cause, the model the side.

Stem: sentences, among them the evidence of one situation of `data/situations.yaml`, word for word (the first sentence
for the foundational exam, all for the others), with {service} replaced by the service's phrase and a capital at the
start; then a question with "Which omission", "Which missed task" or "Who failed to do what". Options: the
full two by two of side and cause, "The company did not OMITTED." and "AWS did not OMITTED.", where OMITTED is `omitted`
of that situation or of one other of the same service. Right is the option that has the situation of the stem and the
owner of the cell (service, its control).
Proof: the two cells. The owner of the second cell is the other side.
"""

from question_bank.draft import Choice, Draft
from question_bank.families._situation_family import CornerFamily
from question_bank.families._situation_stems import OMISSION
from question_bank.families._situations import situation_of
from question_bank.scope import ExamScope
from question_bank.situations import Kind, Situation
from question_bank.wording import capital, who


def _is_failure(situation: Situation) -> bool:
    return situation.kind is not Kind.REQUIREMENT


def not_done(exam: ExamScope, draft: Draft, choice: Choice) -> str:
    """An option: who did not do what."""
    return f"{capital(who(choice.claims[0].given))} did not {situation_of(exam, draft, choice.cell).omitted}."


FAMILY = CornerFamily("omission", "Which omission explains it", OMISSION, not_done, _is_failure, most_share=0.08)
