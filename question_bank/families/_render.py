"""From a draft with its sentences to an item: what is the same for every family."""

from collections.abc import Iterable, Mapping, Sequence
from random import Random

from question_bank.difficulty import estimate
from question_bank.draft import Draft
from question_bank.families._duties import duty_text
from question_bank.families._fairness import fair_stem
from question_bank.families._reasons import lesson, reasons_of
from question_bank.families._stems import LEVELS
from question_bank.item import Item, ItemType, Option, Proof
from question_bank.model import ACCOUNT_WIDE, Cell, CellKey, Owner, ResponsibilityModel, Service
from question_bank.per_model import per_model
from question_bank.scope import ExamScope
from question_bank.wording import capital, select

IDS = "abcdefgh"
LONGEST_CONDITION = 4  # words
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
    """The item; `texts` and `reasons` follow the draft's choices, `order` says which choice stands at each position.

    Where there is no `explanation`, or it repeats the key's reason, the item teaches the line of the key's controls.
    """
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
        explanation=_explained(draft, exam, stem, reasons[0], explanation),
        proof=_proof(draft, exam),
        difficulty=estimate(draft, exam, stem),
        bank_version=exam.model.version,
        order=tuple([IDS[order.index(index)] for index in range(len(draft.keys))]) if ordered else (),
    )


def _explained(draft: Draft, exam: ExamScope, stem: str, reason: str, explanation: str) -> str:
    if explanation and reason not in explanation:
        return explanation
    return lesson(exam.model, [claim.cell for choice in draft.keys for claim in choice.claims], stem) or explanation


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
    fitting = [f"“{text.rstrip('.')}”" for text, response, _ in prompts if response == index]
    return f"It belongs to {' and '.join(fitting)}." if fitting else ""


def fill_stem(template: str, service: Service, cells: Iterable[Cell] = (), **words: str) -> str:
    """A stem about a service: workloads run on most, an account uses those that only watch or manage.

    The name is that under whose condition the cells of the options hold.
    """
    phrase = phrase_of(service, cells)
    setting = setting_of(phrase, [service])
    return template.format(service=phrase, setting=setting, Setting=capital(setting), **words)


def setting_of(named: str, services: Sequence[Service]) -> str:
    """Where services that a sentence calls `named` are used: by an account, where all only watch or manage."""
    if any(service.id == ACCOUNT_WIDE for service in services):
        return f"a workload on {named}"
    kind = "an account" if all(service.category in WATCHING for service in services) else "a workload"
    return f"{kind} that uses {named}"


def setting_said(exam: ExamScope, cells: Sequence[Cell]) -> str:
    """What nearly every stem says of the one service of the cells, found once for each name that conditions give it."""

    def made(exam: ExamScope) -> str:
        service = exam.model.service(cells[0].provider, cells[0].service)
        return setting_of(phrase_of(service, cells), [service])

    return exam.once(("setting", cells[0].service, frozenset([cell.named for cell in cells if cell.named])), made)


def phrase_of(service: Service, cells: Iterable[Cell]) -> str:
    """The service as a sentence calls it, with the condition of its cells where they have one and the same.

    A condition that does not begin with the name, or is long, is one for options, which stand alone: a long one would
    be the key of another item.
    """
    named = {cell.named for cell in cells if cell.service == service.id and cell.named.startswith(f"{service.phrase} ")}
    condition = named.pop() if len(named) == 1 else ""
    return (
        condition if 0 < len(condition.split()) - len(service.phrase.split()) <= LONGEST_CONDITION else service.phrase
    )


def render_tasks(draft: Draft, exam: ExamScope, stems: Stems, order: tuple[int, ...], rng: Random) -> Item:
    """An item whose options are tasks of one service."""
    service = exam.model.service("aws", draft.choices[0].cell.service)
    texts = [duty_text(choice.cell) for choice in draft.choices]
    frames = stems[(level(exam), draft.asked)]
    cells = [choice.cell for choice in draft.choices]
    stem = fair_stem(frames, lambda frame: fill_stem(frame, service, cells), texts, len(draft.keys), rng)
    return build(draft, exam, stem, texts, reasons_of(exam.model, draft.choices, rng), "", order)
