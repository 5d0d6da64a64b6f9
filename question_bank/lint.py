"""Flaws of item writing that give a key away or confuse: checked on each item before it may be shown.

Rules L01 to L32 are those of section 1 of the method reference, which follows Haladyna, Downing and Rodriguez (2002).
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import median

from question_bank.item import Item, ItemType
from question_bank.model import ResponsibilityModel

ABSOLUTES = frozenset("always never all only every any none must entirely completely solely cannot".split())
HEDGES = frozenset("usually generally may can typically often sometimes".split())
STOP_WORDS = frozenset(
    "a an and are as at be by do does for from has have in into is it its must of off on or own so that the their "
    "them they this to under up what when where which who whose will with without company company's aws aws's task "
    "tasks services each responsible responsibility".split()
)
WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9.'-]*")
ALL_OR_NONE = re.compile(
    r"\b(all|none|both|neither) of (the|these) (above|other|options)\b|\b[A-F] and [A-F]\b", re.IGNORECASE
)
SELECT = re.compile(r" \(Select [A-Z]+\.\)$")
NEGATIVE = re.compile(r"\b(not|except|least|never|false)\b", re.IGNORECASE)
SHOWN_NEGATIVE = re.compile(r"\b(NOT|EXCEPT|LEAST|FALSE)\b")
VAGUE = re.compile(r"\b(best|most appropriate|recommended)\b", re.IGNORECASE)
ENDING = re.compile(r"(ing|ed|es|s)$")
STEM_WORDS = {"clf-c02": 40, "saa-c03": 70, "scs-c03": 90, "scs-c02": 90}
ITEM_WORDS = {"clf-c02": 90, "saa-c03": 140, "scs-c03": 180, "scs-c02": 180}
RESPONSE_EXTRA = 20  # words: a multiple-response item has one option or two more
FEWEST_WORDS = 6  # of a rationale
NEAR_SAME = 0.9
FEWEST_CONTAINED = 3  # words: "Amazon S3" within "Amazon S3 Glacier" is no clue
LONGEST_PREFIX = 3  # words
LONGER, LONGER_CHARACTERS = 1.25, 12


@dataclass(frozen=True, slots=True)
class Flaw:
    """One broken rule, with what an editor needs to mend it."""

    rule: str
    message: str


def flaws(item: Item, model: ResponsibilityModel) -> tuple[Flaw, ...]:
    """Every flaw for which an item is refused, in the order of the rules."""
    return tuple(Flaw(rule, fault) for rule, check in CHECKS for fault in check(item, model))


def words(text: str) -> list[str]:
    """Words as shown, lower case."""
    return [word.rstrip(".").lower() for word in WORD.findall(text)]


@lru_cache(maxsize=16384)
def tokens(text: str) -> frozenset[str]:
    """Content words, without endings: what a test-wise reader could match."""
    found = (word for word in words(text) if word not in STOP_WORDS)
    return frozenset(ENDING.sub("", word) if len(word) > 4 else word for word in found)


def _select_says_how_many(item: Item, _: ResponsibilityModel) -> Iterator[str]:
    if (item.type is ItemType.MULTIPLE_RESPONSE) is not bool(SELECT.search(item.stem)):
        yield "(Select TWO.) stands on multiple response alone"


def _options_differ(item: Item, _: ResponsibilityModel) -> Iterator[str]:
    sets = [(option.text.casefold(), tokens(option.text)) for option in item.options]
    for place, (text, mine) in enumerate(sets):
        for other, theirs in sets[place + 1 :]:
            if text == other or (mine and len(mine & theirs) >= NEAR_SAME * len(mine | theirs) and not _split(item)):
                yield f"two options say nearly the same: {text!r} and {other!r}"


def _no_containment(item: Item, _: ResponsibilityModel) -> Iterator[str]:
    texts = [option.text.rstrip(".").casefold() for option in item.options]
    for text in texts:
        if len(text.split()) >= FEWEST_CONTAINED and any(text != other and text in other for other in texts):
            yield f"an option contains another: {text!r}"


def _no_all_or_none(item: Item, _: ResponsibilityModel) -> Iterator[str]:
    for option in item.options:
        if ALL_OR_NONE.search(option.text):
            yield f"an option speaks of other options: {option.text!r}"


def _marks(item: Item, lexicon: frozenset[str]) -> Iterator[str]:
    marked = [not lexicon.isdisjoint(words(option.text)) for option in item.options]
    keys = {mark for mark, option in zip(marked, item.options, strict=True) if option.correct}
    wrong = {mark for mark, option in zip(marked, item.options, strict=True) if not option.correct}
    if len(keys) == 1 and len(wrong) == 1 and keys != wrong:
        yield "absolute or hedging words tell key and distractors apart"


def _absolutes(item: Item, _: ResponsibilityModel) -> Iterator[str]:
    yield from _marks(item, ABSOLUTES)


def _hedges(item: Item, _: ResponsibilityModel) -> Iterator[str]:
    yield from _marks(item, HEDGES)


def _key_not_longest(item: Item, _: ResponsibilityModel) -> Iterator[str]:
    if item.type is not ItemType.MULTIPLE_CHOICE:
        return
    lengths = [len(option.text) for option in item.options]
    key = next(len(option.text) for option in item.options if option.correct)
    others = [len(option.text) for option in item.options if not option.correct]
    if key > LONGER * max(others) and key > median(lengths) + LONGER_CHARACTERS:
        yield "the key is visibly the longest option"
    if key < 0.75 * min(others):
        yield "the key is visibly the shortest option"


def _no_clang(item: Item, _: ResponsibilityModel) -> Iterator[str]:
    """A word of the stem that stands in the keys and in no distractor points at them."""
    stem = tokens(item.stem)
    key_words = [stem & tokens(option.text) for option in item.options if option.correct]
    wrong_words = frozenset[str]().union(*(tokens(option.text) for option in item.options if not option.correct))
    for found in key_words:
        for word in sorted(found - wrong_words):
            yield f"{word!r} stands in the stem and among the options in a key alone"
            return


def _parallel(item: Item, _: ResponsibilityModel) -> Iterator[str]:
    texts = [option.text for option in item.options]
    if any(not text.endswith(".") or text != text.strip() for text in texts):
        yield "options end with one period each"
    if any(not text[0].isupper() for text in texts):
        yield "options begin with a capital"
    gerunds = {bool(re.match(r"^[A-Za-z-]+ing\b", text)) for text in texts}
    if len(gerunds) > 1:
        yield "options are not of one grammar"


def _negatives(item: Item, _: ResponsibilityModel) -> Iterator[str]:
    lead = _lead_in(item)
    if NEGATIVE.search(lead) and not SHOWN_NEGATIVE.search(lead):
        yield "a negative lead-in says NOT in capitals"
    if SHOWN_NEGATIVE.search(lead) and any(NEGATIVE.search(option.text) for option in item.options):
        yield "a negative stem has a negated option"


def _lead_in(item: Item) -> str:
    return re.split(r"(?<=[.?!:]) (?=[A-Z])", SELECT.sub("", item.stem))[-1]


def _ends_properly(item: Item, _: ResponsibilityModel) -> Iterator[str]:
    if not SELECT.sub("", item.stem).endswith("?"):
        yield "the stem does not end with a question"
    if "{" in item.stem or "  " in item.stem:
        yield "the stem has a gap"
    if VAGUE.search(_lead_in(item)):
        yield "the lead-in asks for the best without a criterion"


def _reading_length(item: Item, _: ResponsibilityModel) -> Iterator[str]:
    stem = len(item.stem.split())
    whole = stem + sum(len(option.text.split()) for option in item.options)
    extra = RESPONSE_EXTRA * (item.type is not ItemType.MULTIPLE_CHOICE)
    if stem > STEM_WORDS[item.exam]:
        yield f"the stem has {stem} words, more than {STEM_WORDS[item.exam]}"
    if whole > ITEM_WORDS[item.exam] + extra:
        yield f"stem and options have {whole} words, more than {ITEM_WORDS[item.exam] + extra}"


def _traps(item: Item, model: ResponsibilityModel) -> Iterator[str]:
    wrong = [option for option in item.options if not option.correct]
    carrying = [option for option in wrong if option.trap]
    needed = 2 if item.type is ItemType.MULTIPLE_CHOICE else (len(wrong) + 1) // 2
    if len(carrying) < needed:
        yield f"only {len(carrying)} of {len(wrong)} distractors carry a trap"
    for option in carrying:
        trap = model.traps.get(option.trap or "")
        if trap is None or trap.cells.isdisjoint(proof.key for proof in item.proof):
            yield f"the trap {option.trap!r} concerns no cell of this item"
    if any(option.trap for option in item.options if option.correct):
        yield "a key carries a trap"


def _rationales(item: Item, _: ResponsibilityModel) -> Iterator[str]:
    texts = [option.rationale for option in item.options]
    if any(len(text.split()) < FEWEST_WORDS for text in texts):
        yield "an option has no rationale worth the name"
    if len(set(texts)) != len(texts):
        yield "two options have the same rationale"
    if any("{" in text for text in (*texts, item.explanation)):
        yield "a rationale has a gap"


def _sourced(item: Item, _: ResponsibilityModel) -> Iterator[str]:
    if not item.proof or any(not proof.source.startswith("https://") for proof in item.proof):
        yield "the item has no sourced proof"


def _no_common_prefix(item: Item, _: ResponsibilityModel) -> Iterator[str]:
    split = [option.text.split() for option in item.options]
    shared = 0
    for column in zip(*split, strict=False):
        if len(set(column)) > 1:
            break
        shared += 1
    if shared >= LONGEST_PREFIX:
        yield "all options begin alike: what they share belongs in the stem"


def _split(item: Item) -> bool:
    """Whether the options are a declared two by two, whose members must resemble each other."""
    return item.family == "who-owns"


Check = Callable[[Item, ResponsibilityModel], Iterator[str]]
CHECKS: Sequence[tuple[str, Check]] = (
    ("L04", _select_says_how_many),
    ("L05", _options_differ),
    ("L06", _no_containment),
    ("L07", _no_all_or_none),
    ("L08", _absolutes),
    ("L09", _hedges),
    ("L10", _key_not_longest),
    ("L13", _no_clang),
    ("L15", _parallel),
    ("L19", _negatives),
    ("L23", _ends_properly),
    ("L24", _reading_length),
    ("L26", _traps),
    ("L28", _rationales),
    ("L29", _sourced),
    ("L31", _no_common_prefix),
)
