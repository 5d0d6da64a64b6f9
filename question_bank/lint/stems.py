"""Checks of the stem: what it asks, how it says so, and how long that takes to read."""

import re
from collections.abc import Iterator
from functools import lru_cache

from question_bank.item import ItemType
from question_bank.lint.look import Look
from question_bank.lint.text import KEPT

NEGATIVE = re.compile(r"\b(not|except|never|false)\b", re.IGNORECASE)
SHOWN_NEGATIVE = re.compile(r"\b(?:NOT|EXCEPT|NEVER|FALSE)\b")
VAGUE = re.compile(r"\b(best|most appropriate|recommended)\b", re.IGNORECASE)
CRITERION = re.compile(
    r"\b(cost|effort|latency|secur|overhead|privilege|complian|availab|recover|operat|control)", re.IGNORECASE
)
INTERROGATIVE = re.compile(r"\b(which|what|who|whose|whom|how|when|where|why)\b", re.IGNORECASE)
ASKED_NOUN = re.compile(r"\b[Ww]hich (?:(?:TWO|THREE|FOUR|FIVE) )?([a-z]+)(?: ([a-z]+))?")
ARTICLE_END = re.compile(r"\b(a|an)\s*[?:]?$")
BARE = re.compile(r"^Which (?:one |statement |answer |option )?(?:of (?:these|the following) )?(?:is|are) [a-z]+\?$")
SINGULAR_IN_S = frozenset("access process address is does was has of these".split())
UNCOUNTED = frozenset("combination work evidence of is are does must can".split())
STEM_WORDS = {"clf-c02": 40, "saa-c03": 70, "scs-c03": 90, "scs-c02": 90}
ITEM_WORDS = {"clf-c02": 90, "saa-c03": 140, "scs-c03": 180, "scs-c02": 180}
SECONDS = {"clf-c02": 83, "saa-c03": 120, "scs-c03": 157, "scs-c02": 157}  # of the exam for one item
RESPONSE_EXTRA = 20  # words: other types than multiple choice have an option or two more
WORDS_A_SECOND = 3.3
COMPARING = 8  # seconds for each option after the first
READING_SHARE = 0.60
OPENLY_TRUE = frozenset(("claim-check",))  # the family whose lead-in may ask which statement is true


def select_count(look: Look) -> Iterator[str]:
    """L04"""
    stem, keys = look.item.stem, len(look.keys)
    if look.item.type is ItemType.MULTIPLE_RESPONSE:
        if not stem.endswith(f" (Select {NUMBERS.get(keys)}.)"):
            yield f"the stem must end by asking for {keys}"
    elif "(Select" in stem:
        yield "(Select TWO.) stands on multiple response alone"


NUMBERS = {2: "TWO", 3: "THREE", 4: "FOUR", 5: "FIVE"}


@lru_cache(maxsize=KEPT)
def _lead_faults(lead: str, kind: ItemType) -> tuple[tuple[str, str], ...]:
    """What is wrong with a lead-in, by rule: many items share one."""
    found = []
    if NEGATIVE.search(SHOWN_NEGATIVE.sub("", lead)):
        found.append(("L19", "a negative lead-in says NOT in capitals"))
    if ARTICLE_END.search(lead):
        found.append(("L14", "the lead-in ends with an article, which not every option need fit"))
    if fault := _number(lead, kind):
        found.append(("L14", fault))
    if not lead.endswith("?") or not INTERROGATIVE.search(lead):
        found.append(("L23", "the stem does not end with a question"))
    if VAGUE.search(lead) and not CRITERION.search(lead):
        found.append(("L22", "the lead-in asks for the best without a criterion"))
    return tuple(found)


def _number(lead: str, kind: ItemType) -> str:
    """Whether "which task" and "which tasks" agree with the number of keys; "" where they do."""
    match = ASKED_NOUN.search(lead)
    if not match or kind not in (ItemType.MULTIPLE_CHOICE, ItemType.MULTIPLE_RESPONSE):
        return ""
    noun, second = match.groups()
    plural = (noun.endswith("s") and noun not in SINGULAR_IN_S) or (
        (second or "").endswith("s") and second not in SINGULAR_IN_S
    )
    if kind is ItemType.MULTIPLE_CHOICE and plural and noun.endswith("s"):
        return "the lead-in asks for several, and one option is right"
    if kind is ItemType.MULTIPLE_RESPONSE and not plural and noun not in UNCOUNTED:
        return "the lead-in asks for one, and several options are right"
    return ""


def _of_lead(rule: str, look: Look) -> Iterator[str]:
    for found, message in _lead_faults(look.lead.shown, look.item.type):
        if found == rule:
            yield message


def grammar(look: Look) -> Iterator[str]:
    """L14"""
    yield from _of_lead("L14", look)


def negative(look: Look) -> Iterator[str]:
    """L19"""
    yield from _of_lead("L19", look)
    if SHOWN_NEGATIVE.search(look.lead.shown) and any(text.negations for text in look.options):
        yield "a negative stem has a negated option"


def double_negative(look: Look) -> Iterator[str]:
    """L20"""
    if look.lead.negations + max([text.negations for text in look.options]) > 1:
        yield "two negations meet in lead-in and option"


def vague(look: Look) -> Iterator[str]:
    """L22"""
    yield from _of_lead("L22", look)


def asks(look: Look) -> Iterator[str]:
    """L23"""
    yield from _of_lead("L23", look)
    if "{" in look.item.stem or "  " in look.item.stem:
        yield "the stem has a gap"
    if BARE.match(look.lead.shown) and look.item.family not in OPENLY_TRUE:
        yield "the lead-in asks nothing without the options"


def length(look: Look) -> Iterator[str]:
    """L24"""
    exam, (stem, whole) = look.item.exam, _lengths(look)
    extra = RESPONSE_EXTRA * (look.item.type is not ItemType.MULTIPLE_CHOICE)
    if stem > STEM_WORDS[exam]:
        yield f"the stem has {stem} words, more than {STEM_WORDS[exam]}"
    if whole > ITEM_WORDS[exam] + extra:
        yield f"stem and options have {whole} words, more than {ITEM_WORDS[exam] + extra}"


def long_reading(look: Look) -> Iterator[str]:
    """L24, watched: more than the share of its time that an item may take to read."""
    seconds = reading_seconds(look)
    most = READING_SHARE * SECONDS[look.item.exam]
    if seconds > most:
        yield f"reading and comparing takes {seconds:.0f} seconds, more than {most:.0f}"


def _lengths(look: Look) -> tuple[int, int]:
    """Words of the stem, and of stem, options and prompts."""
    prompts = sum(prompt.count(" ") + 1 for prompt, _ in look.item.pairs)
    return look.stem.spaced, look.stem.spaced + prompts + sum([text.spaced for text in look.options])


def reading_seconds(look: Look) -> float:
    """Seconds to read an item at 200 words a minute and to compare its options: L24."""
    return _lengths(look)[1] / WORDS_A_SECOND + COMPARING * (len(look.options) - 1)
