"""Small items and forms made by hand, so that tests of sittings do not depend on the question bank's families."""

from question_bank.assembly import Form
from question_bank.exam_guide import ExamGuide, largest_remainder
from question_bank.filters import NO_FILTERS
from question_bank.item import Item, ItemType, Option, Proof
from question_bank.model import Owner

PROOF = Proof("aws", "rds", "guest-os-patching", Owner.PROVIDER, "https://docs.aws.amazon.com/rds/")
OPTIONS = {
    ItemType.MULTIPLE_CHOICE: (4, 1),
    ItemType.MULTIPLE_RESPONSE: (5, 2),
    ItemType.ORDERING: (4, 3),
    ItemType.MATCHING: (4, 3),
}


def sample_item(
    number: int = 1, domain: int = 1, kind: ItemType = ItemType.MULTIPLE_CHOICE, exam: str = "clf-c02"
) -> Item:
    """Item `number`. Its keys are the first options; the others carry the traps "trap-1", "trap-2" and so on."""
    count, keys = OPTIONS[kind]
    ids = "abcde"[:count]
    options = tuple(
        Option(
            id=letter,
            text=f"option {letter} of item {number}",
            correct=index < keys,
            rationale=f"rationale {letter} of item {number}",
            trap=None if index < keys else f"trap-{index - keys + 1}",
        )
        for index, letter in enumerate(ids)
    )
    prompts = tuple(f"prompt {index} of item {number}" for index in range(keys))
    matches = kind is ItemType.MATCHING
    return Item(
        exam=exam,
        domain=domain,
        task=f"{domain}.1",
        family="pick-task",
        type=kind,
        stem=f"stem of item {number}",
        options=options,
        explanation=f"explanation of item {number}",
        proof=(PROOF,),
        difficulty=0.0,
        bank_version="test",
        order=tuple(ids[:keys]) if kind is ItemType.ORDERING else (),
        pairs=tuple(zip(prompts, ids, strict=False)) if matches else (),
        prompt_rationales=tuple((prompt, f"why {prompt}") for prompt in prompts) if matches else (),
    )


def sample_form(guide: ExamGuide, length: int = 10, seed: int = 1, first: int = 1) -> Form:
    """A form of `length` multiple-choice items, domains by weight; every fifth is a "Select TWO"."""
    weights = {domain.id: domain.weight_percent for domain in guide.domains}
    domains = [domain for domain, count in largest_remainder(weights, length).items() for _ in range(count)]
    items = tuple(
        sample_item(
            number, domain, ItemType.MULTIPLE_RESPONSE if number % 5 == 0 else ItemType.MULTIPLE_CHOICE, guide.id
        )
        for number, domain in enumerate(domains, start=first)
    )
    return Form(guide.id, seed, length, NO_FILTERS, "test", f"CODE{seed}", items)


def right_answer(item: Item) -> tuple[str, ...]:
    """The content option ids that are right, as they must be given."""
    if item.type is ItemType.ORDERING:
        return item.order
    if item.type is ItemType.MATCHING:
        return tuple(option for _, option in item.pairs)
    return tuple(sorted(item.key))
