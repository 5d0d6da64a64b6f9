"""From a draft with its sentences to an item: what is the same for every family."""

from collections.abc import Mapping, Sequence
from random import Random

from question_bank.difficulty import estimate
from question_bank.draft import Draft
from question_bank.families._duties import duty_text, fact, rationale
from question_bank.families._stems import LEVELS
from question_bank.item import Item, ItemType, Option, Proof
from question_bank.model import Owner, Service
from question_bank.scope import ExamScope
from question_bank.wording import capital, select, who

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
    options = tuple(
        Option(
            id=IDS[position],
            text=texts[index],
            correct=draft.choices[index].correct,
            rationale=reasons[index],
            trap=trap.id if (trap := draft.choices[index].trap) else None,
        )
        for position, index in enumerate(order)
    )
    sequence = [IDS[order.index(index)] for index, choice in enumerate(draft.choices) if choice.correct]
    return Item(
        exam=draft.exam,
        domain=draft.domain,
        task=draft.task,
        family=draft.family,
        type=draft.type,
        stem=select(stem, draft.type, len(draft.keys)),
        options=options,
        explanation=explanation,
        proof=tuple(Proof.of(cell) for cell in draft.cells),
        difficulty=estimate(draft, exam, stem),
        bank_version=exam.model.version,
        order=tuple(sequence) if draft.type is ItemType.ORDERING else (),
    )


def build_matching(
    draft: Draft,
    exam: ExamScope,
    stem: str,
    responses: Sequence[str],
    prompts: Sequence[tuple[str, int, str]],
    explanation: str,
) -> Item:
    """A matching item: `responses` in their natural order; each prompt with the index of its response and its reason.

    `draft.prompts` follow `prompts`; a trap of a prompt is that of its tempting wrong response.
    """
    used = {index for _, index, _ in prompts}
    options = tuple(
        Option(IDS[index], text, index in used, _pairs_of(index, prompts), None) for index, text in enumerate(responses)
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
        proof=tuple(Proof.of(cell) for cell in draft.cells),
        difficulty=estimate(draft, exam, stem),
        bank_version=exam.model.version,
        pairs=tuple((text, IDS[index]) for text, index, _ in prompts),
        prompt_rationales=tuple((text, reason) for text, _, reason in prompts),
    )


def _pairs_of(index: int, prompts: Sequence[tuple[str, int, str]]) -> str:
    """Why a response is right where it is, or that it fits no prompt."""
    fitting = [text.rstrip(".") for text, response, _ in prompts if response == index]
    if not fitting:
        return "Nothing in the list belongs to this response, although it looks as if something should."
    return f"This response fits: {'; '.join(fitting)}."


def fill_stem(template: str, service: Service, **words: str) -> str:
    """A stem about a service: workloads run on most, an account uses those that only watch or manage."""
    kind = "an account" if service.category in WATCHING else "a workload"
    setting = f"{kind} that uses {service.phrase}"
    return template.format(service=service.phrase, setting=setting, Setting=capital(setting), **words)


def render_tasks(draft: Draft, exam: ExamScope, stems: Stems, order: tuple[int, ...], rng: Random) -> Item:
    """An item whose options are tasks of one service."""
    service = exam.model.service("aws", draft.choices[0].cell.service)
    stem = fill_stem(rng.choice(stems[(level(exam), draft.asked)]), service)
    texts = [duty_text(choice.cell) for choice in draft.choices]
    reasons = [rationale(exam.model, choice, rng) for choice in draft.choices]
    return build(draft, exam, stem, texts, reasons, _explain(draft, exam, rng), order)


def _explain(draft: Draft, exam: ExamScope, rng: Random) -> str:
    facts = " ".join(fact(exam.model, choice.cell, rng) for choice in draft.keys)
    others = {choice.cell.owner for choice in draft.wrong}
    rest = " and ".join(who(owner) for owner in sorted(others))
    return f"{facts} {capital('the other tasks listed')} belong to {rest}."
