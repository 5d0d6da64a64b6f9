"""Which two of these services take the work over, and which two leave it? One duty, five services.

Stem: it holds the duty of one control, word for word as in `controls.yaml`, and asks for the services with which AWS
does it, or for those with which the company does. The phrases are those of `service-by-duty`, in the plural.
Options: the service as a sentence names it, with its condition where the cell has one. Every cell has one owner.
Proof: the cell of that control for each option.
"""

from random import Random

from question_bank.draft import Draft
from question_bank.families._duties import rationale
from question_bank.families._fairness import fair_stem
from question_bank.families._plan import plan
from question_bank.families._render import Stems, build, level
from question_bank.families.service_by_duty import (
    TRIES,
    chosen_others,
    compared_choices,
    draws_of,
    is_told_fairly,
    option_name,
)
from question_bank.item import Item, ItemType
from question_bank.model import Owner
from question_bank.scope import ExamScope, Scope
from question_bank.wording import sentence

KEYS = 2
STEMS: Stems = {
    ("foundational", Owner.PROVIDER): (
        "A company does not want to be responsible for {duty}. Which {kind} meet this requirement?",
        "Which {kind} relieve a company of {duty}?",
        "A small team has nobody for {duty}. Which {kind} take this work over?",
        "With which {kind} is AWS responsible for {duty}?",
    ),
    ("foundational", Owner.CUSTOMER): (
        "A company compares {kind}. With which services does the company itself remain responsible for {duty}?",
        "Which {kind} leave {duty} to the company that uses them?",
        "A company lists the services for which it needs staff for {duty}. Which {kind} belong on the list?",
        "With which {kind} is the company responsible for {duty}?",
    ),
    ("associate", Owner.PROVIDER): (
        "A company moves workloads to AWS and compares {kind}. The operations team must no longer spend time on "
        "{duty}. Which services meet this requirement?",
        "Two designs are wanted that leave {duty} to AWS. Which of these {kind} fit?",
        "A solutions architect has to reduce operational work: {duty} must not fall to the company. Which {kind} can "
        "the architect choose?",
        "A team plans a workload without staff for {duty}. With which {kind} does AWS do this work?",
    ),
    ("associate", Owner.CUSTOMER): (
        "A company reviews workloads that use five {kind}. For which services must the company's own team plan {duty}?",
        "A company wants to keep {duty} in its own hands. Which of these {kind} leave this work to the company?",
        "A solutions architect estimates operational work. Which {kind} add {duty} to the work of the company?",
        "A team plans its staff for the coming year. With which {kind} does the company do {duty} itself?",
    ),
    ("specialty", Owner.PROVIDER): (
        "A security policy forbids designs in which the company's engineers are responsible for {duty}. Which of "
        "these {kind} comply with the policy?",
        "An auditor asks for which services the company relies on AWS for {duty}. Which {kind} does the company name?",
        "A security team maps {duty} to owners, service by service. For which {kind} is AWS the owner?",
        "A security engineer marks inherited controls. With which {kind} does the company inherit {duty} from AWS?",
    ),
    ("specialty", Owner.CUSTOMER): (
        "An auditor requires evidence of {duty} from the company, for each service where the work is the company's "
        "own. For which {kind} must the company produce it?",
        "A security team maps {duty} to owners, service by service. For which {kind} is the company the owner?",
        "A security engineer looks for gaps in the company's procedure for {duty}. Which of these {kind} must the "
        "procedure cover?",
        "A security engineer marks inherited controls. With which {kind} does the company NOT inherit {duty} from AWS?",
    ),
}


class ServicesByDuty:
    """As `service-by-duty`, with two keys: whoever knows one service of a kind may still miss the other."""

    id = "services-by-duty"
    title = "Which two services take the work over"
    type = ItemType.MULTIPLE_RESPONSE
    simulation = True
    most_share = 1.0

    def draft(self, scope: Scope, asked: Owner, rng: Random) -> Draft | None:
        if asked is Owner.SHARED:
            return None
        draws = scope.once((self.id, asked), lambda scope: draws_of(scope, self.id, asked, right=KEYS))
        for _ in range(TRIES):
            if (group := draws.group(rng)) is None:
                return None
            keys = draws.keys(group, rng)[:KEYS]
            others = chosen_others(scope, group, asked, draws.others(group, rng))
            if len(keys) == KEYS and is_told_fairly(scope.exam, group, keys, others):
                choices, kind = compared_choices(scope, group, asked, [*keys, *others], KEYS, rng)
                return plan(self, scope, asked, choices, topic=kind)
        return None

    def render(self, draft: Draft, exam: ExamScope, order: tuple[int, ...], rng: Random) -> Item:
        duty = exam.model.controls[draft.choices[0].cell.control].duty
        texts = [sentence(option_name(exam, choice.cell)) for choice in draft.choices]
        frames = STEMS[(level(exam), draft.asked)]
        stem = fair_stem(frames, lambda frame: frame.format(kind=draft.topic, duty=duty), texts, KEYS, rng)
        reasons = [rationale(exam.model, choice, rng) for choice in draft.choices]
        return build(draft, exam, stem, texts, reasons, " ".join(reasons[:KEYS]), order)


FAMILY = ServicesByDuty()
