"""Writes docs/families.md: each family with a printed item, and its share of each domain of each exam.

The page follows the data and the code, so it is made (`make families`), never edited.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from question_bank.assembly import AssemblyError, assemble_form, sample_items
from question_bank.bank import Bank, load_bank
from question_bank.draft import Family
from question_bank.filters import Filters
from question_bank.item import Item, ItemType

PAGE = Path(__file__).parents[1] / "docs" / "families.md"
FORMS = 20  # forms an exam, by which shares are counted
LENGTH = 65
SEED = 1
INTRODUCTION = """# The families of items

A family is one idea for a question. It chooses cells of the model and writes the sentences; a reader of its own in
`question_bank/verify/` derives the key again from the text alone. This page is made by `make families`: each family
with one item as it is shown, its keys marked, and how much of each domain it fills ({forms} forms of {length} items an
exam).
"""
Shares = Mapping[tuple[str, int], Counter[str]]


def page(bank: Bank) -> str:
    """The page as text."""
    shares = count_shares(bank)
    parts = [INTRODUCTION.format(forms=FORMS, length=LENGTH), *_tables(bank, shares), "\n## A sample of each\n"]
    for name, family in sorted(bank.families.items()):
        parts += _section(bank, name, family)
    return "\n".join(parts).rstrip() + "\n"


def count_shares(bank: Bank) -> Shares:
    """Items by family, for each exam and domain, over some forms."""
    found: dict[tuple[str, int], Counter[str]] = {}
    for exam in bank.guides:
        for seed in range(1, FORMS + 1):
            for item in assemble_form(bank, exam, seed, LENGTH).items:
                found.setdefault((exam, item.domain), Counter())[item.family] += 1
    return found


def _tables(bank: Bank, shares: Shares) -> Iterator[str]:
    """For each exam the families of each domain, in percent of its items."""
    for exam, guide in bank.guides.items():
        domains = [domain.id for domain in guide.domains]
        yield f"\n## {guide.code}: percent of each domain\n"
        yield "| family | " + " | ".join(f"domain {domain}" for domain in domains) + " |"
        yield "|---|" + "---:|" * len(domains)
        names = sorted({name for domain in domains for name in shares[exam, domain]})
        for name in names:
            yield f"| {name} | " + " | ".join(_percent(shares[exam, domain], name) for domain in domains) + " |"


def _percent(counts: Counter[str], name: str) -> str:
    return f"{100 * counts[name] / counts.total():.0f}" if counts[name] else ""


def _section(bank: Bank, name: str, family: Family) -> Iterator[str]:
    exam, item = sample(bank, name)
    tasks = sum(name in task.families for guide in bank.guides.values() for _, task in guide.tasks())
    kind = str(family.type).replace("-", " ")
    alone = "" if family.simulation else " Kept for practice: simulations do not hold it."
    yield f"### {name}\n"
    yield f"{family.title}. {kind.capitalize()}, in {tasks} {'task' if tasks == 1 else 'tasks'}.{alone}\n"
    yield f"> **{bank.guide(exam).code}, task {item.task}.** {item.stem}\n>"
    yield from _answers(item)
    yield ""


def sample(bank: Bank, name: str) -> tuple[str, Item]:
    """The first item of a family in the first exam that has it. Raises LookupError where none has."""
    for exam in bank.guides:
        try:
            return exam, next(sample_items(bank, exam, 1, SEED, Filters(families=(name,))))
        except AssemblyError:
            continue
    raise LookupError(f"no exam has an item of the family {name}")


def _answers(item: Item) -> Iterator[str]:
    if item.type is ItemType.MATCHING:
        texts = {option.id: option.text.rstrip(".") for option in item.options}
        yield from (f"> - {prompt} → **{texts[response]}**" for prompt, response in item.pairs)
        return
    places = {option: place for place, option in enumerate(item.order, 1)}
    for option in item.options:
        place = f" (step {places[option.id]})" if option.id in places else ""
        yield f"> - **{option.text}**{place}" if option.correct else f"> - {option.text}"


if __name__ == "__main__":
    PAGE.write_text(page(load_bank()), encoding="utf-8")
