"""Flaws of item writing that give a key away or confuse: checked on each item before it may be shown.

Rules L01 to L32 are those of section 1 of the method reference, which follows Haladyna, Downing and Rodriguez (2002).
L02 and L03 are the verifier's, L18 is a matter of many items, L33 and L34 of a form.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from question_bank.draft import Family
from question_bank.item import Item
from question_bank.lint import facts, names, options, stems
from question_bank.lint.look import Check, Look
from question_bank.lint.text import ABSOLUTES, HEDGES, tokens, words
from question_bank.model import ResponsibilityModel

__all__ = ["ABSOLUTES", "ERRORS", "HEDGES", "WARNINGS", "Flaw", "flaws", "is_sound", "tokens", "warnings", "words"]


@dataclass(frozen=True, slots=True)
class Flaw:
    """One broken rule, with what an editor needs to mend it."""

    rule: str
    message: str


ERRORS: Sequence[tuple[str, Check]] = (
    ("L24", stems.length),
    ("L13", options.clang),
    ("L10", options.longest),
    ("L01", options.key_count),
    ("L03", facts.sourced),
    ("L04", stems.select_count),
    ("L05", options.duplicates),
    ("L06", options.containment),
    ("L07", options.all_or_none),
    ("L14", stems.grammar),
    ("L15", options.parallel),
    ("L19", stems.negative),
    ("L20", stems.double_negative),
    ("L21", facts.two_claims),
    ("L23", stems.asks),
    ("L26", facts.trapless),
    ("L27", facts.out_of_scope),
    ("L28", facts.rationales),
    ("L29", names.initials),
    ("L32", options.numbers_sorted),
)
WARNINGS: Sequence[tuple[str, Check]] = (
    ("L06", options.contained_words),
    ("L08", options.absolutes),
    ("L09", options.hedges),
    ("L11", options.shortest),
    ("L12", options.detailed),
    ("L16", facts.mixed_areas),
    ("L17", options.convergence),
    ("L22", stems.vague),
    ("L24", stems.long_reading),
    ("L25", facts.unused_context),
    ("L29", names.name_form),
    ("L30", names.neutral),
    ("L31", options.common_prefix),
)


def flaws(item: Item, model: ResponsibilityModel, family: Family | None = None) -> tuple[Flaw, ...]:
    """Every flaw for which an item is refused. What its `family` declares exempts it from some rules."""
    return tuple(_found(Look(item, model, family), ERRORS))


def is_sound(item: Item, model: ResponsibilityModel, family: Family | None = None) -> bool:
    """Whether an item has none of the flaws for which it is refused. Faster than `flaws` where it has one."""
    look = Look(item, model, family)
    for _, check in ERRORS:
        for _ in check(look):
            return False
    return True


def warnings(item: Item, model: ResponsibilityModel, family: Family | None = None) -> tuple[Flaw, ...]:
    """What an item may have, but not many items of a bank: see `BUDGETS` in `lint_bank`."""
    return tuple(_found(Look(item, model, family), WARNINGS))


def _found(look: Look, checks: Sequence[tuple[str, Check]]) -> Iterator[Flaw]:
    for rule, check in checks:
        for message in check(look):
            yield Flaw(rule, message)
