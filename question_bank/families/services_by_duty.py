"""Which two of these services take the work over, and which two leave it? One duty, five services.

Stem: it holds the duty of one control, word for word as in `controls.yaml`, and asks for the services with which AWS
does it, or for those with which the company does. The phrases are those of `service-by-duty`, in the plural.
Options: the service as a sentence names it, with its condition where the cell has one. Every cell has one owner.
Proof: the cell of that control for each option.
"""

from random import Random

from question_bank.draft import Draft
from question_bank.families._fairness import fair_stem
from question_bank.families._plan import plan
from question_bank.families._reasons import Reasons
from question_bank.families._render import Stems, build, level
from question_bank.families.service_by_duty import (
    TRIES,
    chosen_others,
    compared_choices,
    draws_of,
    frames_for,
    is_told_fairly,
    option_name,
)
from question_bank.item import Item, ItemType
from question_bank.model import Owner
from question_bank.scope import ExamScope, Scope
from question_bank.wording import sentence

KEYS = 2
STEMS: Stems = {  # frames with {kind} as in `service-by-duty`
    ("foundational", Owner.PROVIDER): (
        "A company compares {kind} and does not want to be responsible for {duty}. Which services meet this "
        "requirement?",
        "A small team has nobody for {duty}. Which of these {kind} take this work over?",
        "With which services is AWS responsible for {duty}?",
        "A company lists the services for which {duty} is left to AWS. Which services belong on the list?",
    ),
    ("foundational", Owner.CUSTOMER): (
        "A company compares {kind}. With which services does the company itself remain responsible for {duty}?",
        "Which of these {kind} leave {duty} to the company that uses them?",
        "With which services is the company responsible for {duty}?",
        "A company lists the services for which it needs staff for {duty}. Which services belong on the list?",
    ),
    ("associate", Owner.PROVIDER): (
        "A company moves workloads to AWS and compares {kind}. The operations team must no longer spend time on "
        "{duty}. Which services meet this requirement?",
        "A solutions architect has to reduce operational work: {duty} must not fall to the company. Which of these "
        "{kind} can the architect choose?",
        "A design review notes for each service of a workload who is responsible for {duty}. For which services does "
        "it note AWS?",
        "A team plans a workload without staff for {duty}. With which services does AWS do this work?",
    ),
    ("associate", Owner.CUSTOMER): (
        "A company wants to keep {duty} in its own hands. Which of these {kind} leave this work to the company?",
        "A solutions architect compares {kind} and estimates operational work. Which services add {duty} to the "
        "company's own tasks?",
        "A company reviews a workload that uses five services. For which ones must the company's own team plan {duty}?",
        "A team plans its staff for the coming year. With which services does the company itself take care of {duty}?",
    ),
    ("specialty", Owner.PROVIDER): (
        "A security policy forbids designs in which the company's engineers are responsible for {duty}. Which of "
        "these {kind} comply with the policy?",
        "An auditor asks for which services the company relies on AWS for {duty}. Which services does the company "
        "name?",
        "A security team maps {duty} to owners, service by service. For which services is AWS the owner?",
        "A security engineer marks inherited controls. For which services does the company inherit {duty} from AWS?",
    ),
    ("specialty", Owner.CUSTOMER): (
        "A security policy demands that {duty} stays with the company's own engineers. Which of these {kind} leave "
        "this work to the company?",
        "An auditor requires evidence of {duty} from the company, for each service where the work is the company's "
        "own. For which services must the company produce it?",
        "A security team maps {duty} to owners, service by service. For which services is the company the owner?",
        "A security engineer looks for gaps in the company's procedure for {duty}. Which services must the procedure "
        "cover?",
    ),
}


class ServicesByDuty:
    """As `service-by-duty`, with two keys: whoever knows one service of a kind may still miss the other."""

    id = "services-by-duty"
    title = "Which two services take the work over"
    type = ItemType.MULTIPLE_RESPONSE
    simulation = False
    most_share = 1.0

    def draft(self, scope: Scope, asked: Owner, rng: Random) -> Draft | None:
        if asked is Owner.SHARED:
            return None
        draws = scope.once((self.id, asked), lambda scope: draws_of(scope, self.id, asked, right=KEYS))
        for _ in range(TRIES):
            if (group := draws.group(rng)) is None:
                return None
            keys = draws.keys(group, rng)[:KEYS]
            if any(scope.spent(group.about.cells[key]) for key in keys):
                continue
            others = chosen_others(scope, group, asked, draws.others(group, rng))
            worn = scope.worn([group.about.cells[name] for name in (*keys, *others)])
            if not worn and len(keys) == KEYS and is_told_fairly(scope.exam, group, keys, others):
                choices, kind = compared_choices(scope, group, asked, [*keys, *others], KEYS, rng)
                return plan(self, scope, asked, choices, topic=kind)
        return None

    def render(self, draft: Draft, exam: ExamScope, order: tuple[int, ...], rng: Random) -> Item:
        duty = exam.model.controls[draft.choices[0].cell.control].duty
        texts = [sentence(option_name(exam, choice.cell)) for choice in draft.choices]
        frames = frames_for(STEMS[(level(exam), draft.asked)], draft.topic)
        stem = fair_stem(frames, lambda frame: frame.format(kind=draft.topic, duty=duty), texts, KEYS, rng)
        reasons = Reasons(exam.model, rng)
        told = [reasons.of(choice) if choice.correct else reasons.here(choice) for choice in draft.choices]
        return build(draft, exam, stem, texts, told, "", order)


FAMILY = ServicesByDuty()
