"""Full two by twos whose stem names both steps: an option says side and place alone, and is the key in one of four."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from question_bank.bank import load_bank
from question_bank.draft import Draft
from question_bank.families._situations import BESIDE, ELSEWHERE, STEP_ELSEWHERE
from question_bank.item import Item
from question_bank.lint import flaws, words
from question_bank.lint.stems import STEM_WORDS
from question_bank.situations import situations_of
from question_bank.verify import UnverifiedError, verify
from tests.unit.question_bank.families.drafting import EXAMS, SIDES, drafts, written

FAMILIES = ("omission", "whose-failure")
SEEDS = st.integers(0, 2**32)
PLACE = re.compile(r"\b(first|second) step\b")
FEWEST_NAMED, MOST_NAMED = 0.1, 0.35  # share of the items whose options name their causes, where the stem has room
FEWEST_NUMBERED = 0.8  # of the foundational exam, whose stems hardly have it


def some(family: str, exam: str, seed: int) -> Iterator[tuple[Draft, Item]]:
    for asked in SIDES:
        for draft in drafts(family, exam, seed, asked):
            yield draft, written(draft, seed)


def places(item: Item) -> list[str]:
    """The place that each option names."""
    return [found[1] for option in item.options if (found := PLACE.search(option.text))]


def numbered(family: str, exam: str, seeds: range) -> Iterator[tuple[Draft, Item]]:
    for seed in seeds:
        yield from (pair for pair in some(family, exam, seed) if places(pair[1]))


def steps_of(draft: Draft) -> list[str]:
    """The step of the key's situation, and that of the other."""
    known = situations_of(load_bank().model).situations
    return [known[name].step for name in draft.facts]


@pytest.mark.parametrize("family", FAMILIES)
@given(exam=st.sampled_from(EXAMS), seed=SEEDS)
@settings(max_examples=15, deadline=None)
def test_the_stem_names_both_steps_or_each_option_its_own(family: str, exam: str, seed: int) -> None:
    for draft, item in some(family, exam, seed):
        named = [step for step in steps_of(draft) if step in item.stem]
        if places(item):
            bank = load_bank()
            assert not [flaw for flaw in flaws(item, bank.model, bank.families[family]) if flaw.rule != "L27"]
            first, _ = sorted(steps_of(draft), key=item.stem.index)
            key = next(option.text for option in item.options if option.correct)
            assert (first == steps_of(draft)[0]) is ("first" in key)
            assert Counter(places(item)) == {"first": 2, "second": 2}
            assert len(item.stem.split()) <= STEM_WORDS[exam]
        else:
            assert not named
        verify(item, load_bank().model)


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("exam", EXAMS)
def test_most_items_call_the_steps_by_their_place(family: str, exam: str) -> None:
    items = [item for seed in range(60) for _, item in some(family, exam, seed)]
    share = sum(bool(places(item)) for item in items) / len(items)
    if exam == "clf-c02":
        assert share >= FEWEST_NUMBERED
    else:
        assert FEWEST_NAMED <= 1 - share <= MOST_NAMED


@pytest.mark.parametrize("family", FAMILIES)
def test_no_option_is_the_better_guess_and_none_is_worn_out(family: str) -> None:
    uses: Counter[str] = Counter()
    keys: Counter[str] = Counter()
    for exam in EXAMS:
        for _, item in numbered(family, exam, range(60)):
            uses.update(option.text for option in item.options)
            keys.update(option.text for option in item.options if option.correct)
    assert len(uses) >= 3 * 4
    assert all(0.1 <= keys[text] / count <= 0.45 for text, count in uses.items())


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("exam", EXAMS)
def test_each_rationale_says_which_step_its_option_means(family: str, exam: str) -> None:
    for draft, item in numbered(family, exam, range(12)):
        first, second = sorted(steps_of(draft), key=item.stem.index)
        for option in item.options:
            match = PLACE.search(option.text)
            assert match
            step = {"first": first, "second": second}[match[1]]
            assert f"the {match[1]} step, {step}," in option.rationale.replace("The ", "the ")
            assert ",." not in option.rationale
            other = second if step is first else first
            assert other not in option.rationale


def test_a_step_that_does_not_help_is_told_so_in_other_words_by_each_rationale() -> None:
    def turns(frames: tuple[str, ...]) -> set[tuple[str, ...]]:
        """Three words that follow each other, without the one that joins the sentence to those before."""
        texts = [words(text.replace("{step}", "").replace("{matter}", "")) for text in frames]
        return {three for found in texts for three in zip(found, found[1:], found[2:], strict=False)}

    assert turns(BESIDE).isdisjoint(turns(ELSEWHERE))
    assert turns(BESIDE).isdisjoint(turns(STEP_ELSEWHERE))


def one(family: str) -> tuple[Draft, Item]:
    return next(numbered(family, "scs-c03", range(20)))


@pytest.mark.parametrize("family", FAMILIES)
def test_a_stem_that_names_the_steps_in_the_other_order_has_another_key(family: str) -> None:
    for draft, item in numbered(family, "scs-c03", range(8)):
        right, other = steps_of(draft)
        stem = item.stem.replace(right, "#").replace(other, right).replace("#", other)
        with pytest.raises(UnverifiedError):
            verify(replace(item, stem=stem), load_bank().model)


@pytest.mark.parametrize("family", FAMILIES)
def test_a_stem_that_does_not_name_two_steps_is_not_read(family: str) -> None:
    draft, item = one(family)
    right, other = steps_of(draft)
    third = "absorbing network layer floods, keeping sign-in available"
    for stem in (
        item.stem.replace(other, "something else"),
        item.stem.replace(other, right),
        item.stem.replace(right, f"{right}, {third}"),
    ):
        with pytest.raises(UnverifiedError, match="does not name two steps"):
            verify(replace(item, stem=stem), load_bank().model)


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("text", ["AWS did not take the third step.", "AWS did not offer TLS to callers.", "AWS did."])
def test_an_option_that_does_not_say_which_step_is_not_read(family: str, text: str) -> None:
    """Neither as the first of them nor as another."""
    _, item = one(family)
    for place in range(4):
        options = [replace(option, text=text) if at == place else option for at, option in enumerate(item.options)]
        with pytest.raises(UnverifiedError):
            verify(replace(item, options=tuple(options)), load_bank().model)
