"""From a draft with its sentences to an item: what is the same for every family."""

from collections.abc import Mapping, Sequence
from random import Random

from question_bank.difficulty import estimate
from question_bank.draft import Draft
from question_bank.families._duties import duty_text, fact, rationale
from question_bank.families._fairness import fair_stem
from question_bank.families._stems import LEVELS
from question_bank.item import Item, ItemType, Option, Proof
from question_bank.model import CellKey, Owner, ResponsibilityModel, Service
from question_bank.per_model import per_model
from question_bank.scope import AWS, OTHER, SIDES, ExamScope
from question_bank.wording import capital, of_aws, select, who

IDS = "abcdefgh"
WATCHING = frozenset(("identity-and-security", "management"))
Stems = Mapping[tuple[str, Owner], Sequence[str]]


def level(exam: ExamScope) -> str:
    """How much an exam lays into a stem: foundational, associate or specialty."""
    return LEVELS[exam.guide.id]


def build(
    draft: Draft,
    exam: ExamScope,
    stem: str,
    texts: Sequence[str],
    reasons: Sequence[str],
    explanation: str,
    order: tuple[int, ...],
) -> Item:
    """The item; `texts` and `reasons` follow the draft's choices, `order` says which choice stands at each position."""
    choices = draft.choices
    options = [
        Option(
            IDS[position],
            texts[index],
            choices[index].correct,
            reasons[index],
            trap.id if (trap := choices[index].trap) else None,
        )
        for position, index in enumerate(order)
    ]
    ordered = draft.type is ItemType.ORDERING
    return Item(
        exam=draft.exam,
        domain=draft.domain,
        task=draft.task,
        family=draft.family,
        type=draft.type,
        stem=select(stem, draft.type, len(draft.keys)),
        options=tuple(options),
        explanation=explanation,
        proof=_proof(draft, exam),
        difficulty=estimate(draft, exam, stem),
        bank_version=exam.model.version,
        order=tuple([IDS[order.index(index)] for index in range(len(draft.keys))]) if ordered else (),
    )


def _proof(draft: Draft, exam: ExamScope) -> tuple[Proof, ...]:
    proofs = _proofs(exam.model)
    return tuple([proofs[cell.key] for cell in draft.cells])


@per_model
def _proofs(model: ResponsibilityModel) -> Mapping[CellKey, Proof]:
    """What each cell proves, made once."""
    return {key: Proof.of(cell) for key, cell in model.cells.items()}


def build_matching(
    draft: Draft,
    exam: ExamScope,
    stem: str,
    responses: Sequence[str],
    prompts: Sequence[tuple[str, int, str]],
    explanation: str,
    spare: str = "",
) -> Item:
    """A matching item: `responses` in their natural order; each prompt with the index of its response and its reason.

    `draft.prompts` follow `prompts`; a trap of a prompt is that of its tempting wrong response. `spare` says why a
    response fits no prompt, where there is one.
    """
    used = {index for _, index, _ in prompts}
    options = tuple(
        Option(IDS[index], text, index in used, _pairs_of(index, prompts) or spare, None)
        for index, text in enumerate(responses)
    )
    return Item(
        exam=draft.exam,
        domain=draft.domain,
        task=draft.task,
        family=draft.family,
        type=draft.type,
        stem=stem,
        options=options,
        explanation=explanation,
        proof=_proof(draft, exam),
        difficulty=estimate(draft, exam, stem),
        bank_version=exam.model.version,
        pairs=tuple((text, IDS[index]) for text, index, _ in prompts),
        prompt_rationales=tuple((text, reason) for text, _, reason in prompts),
    )


def _pairs_of(index: int, prompts: Sequence[tuple[str, int, str]]) -> str:
    """The prompts that a response fits; "" where it fits none."""
    fitting = [text.rstrip(".") for text, response, _ in prompts if response == index]
    return f"This response fits: {'; '.join(fitting)}." if fitting else ""


def taught(draft: Draft, exam: ExamScope, reasons: Sequence[str]) -> list[str]:
    """The reasons, those of keys with the lesson of their cells: a key has no belief to correct, and so less to say.

    A lesson stands once in an item.
    """
    told, lessons = list(reasons), _lessons(exam.model)
    for place, choice in enumerate(draft.keys):
        claim = choice.claims[0]
        lesson = lessons.get((claim.cell.key, claim.side), "")
        if lesson and not any(lesson in reason for reason in told):
            told[place] = f"{told[place]} {lesson}"
    return told


@per_model
def _lessons(model: ResponsibilityModel) -> Mapping[tuple[CellKey, Owner], str]:
    """For each side of an AWS cell without a nuance: what corrects the most special belief that it is the other's."""
    found = {}
    for cell in model.cells_of(AWS):
        for side in SIDES:
            traps = [trap for trap in model.traps_of(cell) if trap.wrong_owner is OTHER[side]]
            if traps and cell.part(side) and not cell.nuance:
                found[cell.key, side] = of_aws(min(traps, key=lambda trap: (len(trap.cells), trap.id)).correction)
    return found


def fill_stem(template: str, service: Service, **words: str) -> str:
    """A stem about a service: workloads run on most, an account uses those that only watch or manage."""
    kind = "an account" if service.category in WATCHING else "a workload"
    setting = f"{kind} that uses {service.phrase}"
    return template.format(service=service.phrase, setting=setting, Setting=capital(setting), **words)


def render_tasks(draft: Draft, exam: ExamScope, stems: Stems, order: tuple[int, ...], rng: Random) -> Item:
    """An item whose options are tasks of one service."""
    service = exam.model.service("aws", draft.choices[0].cell.service)
    texts = [duty_text(choice.cell) for choice in draft.choices]
    frames = stems[(level(exam), draft.asked)]
    stem = fair_stem(frames, lambda frame: fill_stem(frame, service), texts, len(draft.keys), rng)
    reasons = taught(draft, exam, [rationale(exam.model, choice, rng) for choice in draft.choices])
    return build(draft, exam, stem, texts, reasons, _explain(draft, exam, rng), order)


def _explain(draft: Draft, exam: ExamScope, rng: Random) -> str:
    facts = " ".join(fact(exam.model, choice.cell, rng) for choice in draft.keys)
    others = {choice.cell.owner for choice in draft.wrong}
    rest = " and ".join(who(owner) for owner in sorted(others))
    return f"{facts} {capital('the other tasks listed')} belong to {rest}."
