"""Checks of the options beside each other: how many, how alike, and what tells the key from the rest."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations
from statistics import median

from question_bank.item import ItemType
from question_bank.lint.look import Look
from question_bank.lint.text import NUMBER, Text

CLAUSE = re.compile(r",|\(|\b(?:by|when|using|while|because|unless)\b")
ANSWERS_ONE = 4  # options of multiple choice
FEWEST_OPTIONS = 5  # of multiple response
STEPS, PROMPTS = range(3, 6), range(3, 8)
NEAR_SAME = 0.9
FEWEST_MARKS = 10  # of two texts in all, one of which they need not share to be nearly the same
FEWEST_CONTAINED = 3  # words: "Amazon S3" within "Amazon S3 Glacier" is no clue
LONGEST_PREFIX = 3  # words
LONGER, LONGER_CHARACTERS = 1.25, 12
SHORTER = 0.75
MORE_CLAUSES = 2
MEETING_POINT = 1.5


def key_count(look: Look) -> Iterator[str]:
    """L01"""
    item = look.item
    count, keys = len(item.options), len(look.keys)
    if item.type is ItemType.MULTIPLE_CHOICE and (count, keys) != (ANSWERS_ONE, 1):
        yield f"multiple choice has one key of four options, not {keys} of {count}"
    if item.type is ItemType.MULTIPLE_RESPONSE and not (count >= FEWEST_OPTIONS and 1 < keys < count - 1):
        yield f"multiple response has two keys or more of at least five options, not {keys} of {count}"
    steps = len(item.order) if len(set(item.order)) == len(item.order) else 0
    if item.type is ItemType.ORDERING and not (steps in STEPS and frozenset(item.order) == item.key):
        yield f"ordering has three to five steps, each of them a key once, not {item.order}"
    if item.type is ItemType.MATCHING:
        responses = {option.id for option in item.options}
        if len(item.pairs) not in PROMPTS or not responses.issuperset(response for _, response in item.pairs):
            yield "matching has three to seven prompts, each with one of the responses"


def duplicates(look: Look) -> Iterator[str]:
    """L05: a full two by two repeats its words by design, so that only equal texts are refused there."""
    texts = look.options
    if len({text.folded for text in texts}) < len(texts):
        yield "two options are the same"
    if look.declares("factorial"):
        return
    if max([len(text.marks) for text in texts]) < FEWEST_MARKS and len({text.marks for text in texts}) == len(texts):
        return
    for place, one in enumerate(texts):
        for other in texts[place + 1 :]:
            sizes = len(one.marks), len(other.marks)
            if min(sizes) < NEAR_SAME * max(sizes):  # they cannot have enough in common
                continue
            both = len(one.marks & other.marks)
            if both and both >= NEAR_SAME * (sum(sizes) - both):
                yield f"two options say nearly the same: {one.shown!r} and {other.shown!r}"


def containment(look: Look) -> Iterator[str]:
    """L06: an option within another, and numeric ranges that meet."""
    for text in look.options:
        if text.spaced >= FEWEST_CONTAINED:
            folded = text.folded
            for other in look.options:
                if folded in other.folded and folded != other.folded:
                    yield f"an option contains another: {text.shown!r}"
    ranges = [found for text in look.options for found in text.ranges]
    if ranges and any(max(a[0], b[0]) <= min(a[1], b[1]) for a, b in combinations(ranges, 2)):
        yield "ranges of two options meet"


def contained_words(look: Look) -> Iterator[str]:
    """L06, by words"""
    for one, other in combinations(look.options, 2):
        for small, large in ((one, other), (other, one)):
            if len(small.tokens) >= FEWEST_CONTAINED and small.tokens < large.tokens:
                yield f"all words of {small.shown!r} stand in {large.shown!r}"


def all_or_none(look: Look) -> Iterator[str]:
    """L07"""
    for text in look.options:
        if text.refers:
            yield f"an option speaks of other options: {text.shown!r}"


def _tells_apart(keys: Sequence[bool], wrong: Sequence[bool]) -> bool:
    return len(set(keys)) == len(set(wrong)) == 1 and keys[0] is not wrong[0]


def absolutes(look: Look) -> Iterator[str]:
    """L08"""
    if look.chooses and _tells_apart([text.absolute for text in look.keys], [text.absolute for text in look.wrong]):
        yield "absolute words tell key and distractors apart"


def hedges(look: Look) -> Iterator[str]:
    """L09"""
    if look.chooses and _tells_apart([text.hedged for text in look.keys], [text.hedged for text in look.wrong]):
        yield "hedging words tell key and distractors apart"


def longest(look: Look) -> Iterator[str]:
    """L10"""
    if look.item.type is not ItemType.MULTIPLE_CHOICE or not look.keys or not look.wrong:
        return
    key, lengths = len(look.keys[0].shown), [len(text.shown) for text in look.options]
    others = max(len(text.shown) for text in look.wrong)
    if key > LONGER * others and key > median(lengths) + LONGER_CHARACTERS:
        yield "the key is visibly the longest option"


def shortest(look: Look) -> Iterator[str]:
    """L11"""
    if look.item.type is not ItemType.MULTIPLE_CHOICE or not look.keys or not look.wrong:
        return
    if len(look.keys[0].shown) < SHORTER * min(len(text.shown) for text in look.wrong):
        yield "the key is visibly the shortest option"


def detailed(look: Look) -> Iterator[str]:
    """L12"""
    if look.item.type is ItemType.MULTIPLE_CHOICE and look.keys and look.wrong:
        others = max(len(CLAUSE.findall(text.shown)) for text in look.wrong)
        if len(CLAUSE.findall(look.keys[0].shown)) >= others + MORE_CLAUSES:
            yield "the key alone is qualified"


def clang(look: Look) -> Iterator[str]:
    """L13: a word of the stem, or two that follow each other, in a key and in no distractor."""
    if not look.chooses:
        return
    for text in look.keys:
        found = look.stem.tokens & text.tokens
        for other in look.wrong:
            found -= other.tokens
        if found:
            yield f"{min(found)!r} stands in the stem and among the options in a key alone"
            return
    for text in look.keys:
        pairs = look.stem.runs & text.runs
        for other in look.wrong:
            pairs -= other.runs
        if pairs:
            yield f"{' '.join(min(pairs))!r} stands in the stem and among the options in a key alone"
            return


def parallel(look: Look) -> Iterator[str]:
    """L15"""
    first = look.options[0]
    for text in look.options:
        if text.form:
            yield text.form
        if text.gerund is not first.gerund or text.infinitive is not first.infinitive:
            yield "options are not of one grammar"


def convergence(look: Look) -> Iterator[str]:
    """L17: in a full two by two all options share as much, so that it is exempt."""
    if look.item.type is not ItemType.MULTIPLE_CHOICE or not look.keys or look.declares("factorial"):
        return
    scores = [_shared(text, look.options) for text in look.options]
    key, others = _shared(look.keys[0], look.options), [_shared(text, look.options) for text in look.wrong]
    if key == max(scores) and key > 0 and key >= MEETING_POINT * max(others):
        yield "the key is where the options meet"


def _shared(text: Text, options: Sequence[Text]) -> int:
    return sum(len(text.tokens & other.tokens) for other in options if other is not text)


def common_prefix(look: Look) -> Iterator[str]:
    """L31"""
    shared = 0
    for column in zip(*(text.shown.split() for text in look.options), strict=False):
        if len(set(column)) > 1:
            break
        shared += 1
    if shared >= LONGEST_PREFIX:
        yield "all options begin alike: what they share belongs in the stem"


def numbers_sorted(look: Look) -> Iterator[str]:
    """L32: options that differ in a number stand in its order."""
    if not look.chooses or not all(text.numbers for text in look.options):
        return
    frames = {NUMBER.sub("#", text.shown) for text in look.options}
    values = [float(text.numbers[0]) for text in look.options if len(text.numbers) == 1]
    if len(frames) == 1 and len(values) == len(look.options) and values not in (sorted(values), sorted(values)[::-1]):
        yield "numbers among the options are not in order"
