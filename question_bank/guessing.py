"""Candidates who know no AWS: rules of the test-wise, and a word model that has seen other items with their keys."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import comb, exp
from random import Random

from question_bank.item import Item, ItemType, Option
from question_bank.lint import tokens, words
from question_bank.lint.text import KEPT, option_of

EPOCHS = 6
STEP = 0.25
PENALTIES = (0.0, 0.001, 0.01)  # L2, of which a fold chooses
FOLD = 5  # every fifth item of the training chooses the penalty
MIDDLE = (1, 2)
Weights = dict[str, float]
Features = Callable[[Item, int], Sequence[str]]


@dataclass(frozen=True, slots=True)
class GuessRule:
    """A rule by which a candidate who knows no AWS could choose among the options of an item."""

    name: str
    score: Callable[[Item, Option], float]


def _shared(item: Item, option: Option) -> int:
    mine = tokens(option.text)
    return sum(len(mine & tokens(other.text)) for other in item.options if other is not option)


def _names_both(_: Item, option: Option) -> bool:
    return {"aws", "company"} <= set(words(option.text))


def rules(items: Sequence[Item]) -> tuple[GuessRule, ...]:
    """The rules; what is rare depends on the items of the bank."""
    seen = Counter(token for item in items for option in item.options for token in tokens(option.text))
    return (
        GuessRule("longest option", lambda _, option: len(option.text)),
        GuessRule("shortest option", lambda _, option: -len(option.text)),
        GuessRule("most words shared with the stem", lambda item, option: len(tokens(item.stem) & tokens(option.text))),
        GuessRule("most words shared with other options", _shared),
        GuessRule("no absolute word", lambda _, option: not option_of(option.text).absolute),
        GuessRule("a hedging word", lambda _, option: option_of(option.text).hedged),
        GuessRule("middle position", lambda item, option: item.options.index(option) in MIDDLE),
        GuessRule("names AWS", lambda _, option: "aws" in words(option.text)),
        GuessRule("names AWS first", lambda _, option: option.text.startswith("AWS")),
        GuessRule("names the company first", lambda _, option: option.text.startswith("The company")),
        GuessRule("names both sides", _names_both),
        GuessRule("rarest word", lambda _, option: -min((seen[token] for token in tokens(option.text)), default=0)),
    )


def chance(item: Item) -> float:
    """Probability of full credit by blind guessing: all-or-nothing, so one in the number of ways to answer."""
    if item.type is ItemType.MULTIPLE_RESPONSE:
        return 1 / comb(len(item.options), len(item.key))
    return 1 / len(item.options)


def hit(item: Item, scores: Sequence[float]) -> float:
    """Probability of full credit if the options of the highest scores are chosen, ties broken by chance."""
    count = len(item.key)
    limit = sorted(scores, reverse=True)[count - 1]
    sure = [option for option, score in zip(item.options, scores, strict=True) if score > limit]
    tied = [option for option, score in zip(item.options, scores, strict=True) if score == limit]
    if not all(option.correct for option in sure):
        return 0.0
    wanted = count - len(sure)
    if sum(option.correct for option in tied) < wanted:
        return 0.0
    return 1 / comb(len(tied), wanted)


def success(rule: GuessRule, items: Sequence[Item]) -> float:
    """Share of items that the rule gets right."""
    return sum(hit(item, [rule.score(item, option) for option in item.options]) for item in items) / len(items)


@lru_cache(maxsize=KEPT)
def _grams(text: str) -> tuple[str, ...]:
    found = words(text)
    return (*dict.fromkeys(found), *dict.fromkeys(f"{first} {second}" for first, second in pairwise(found)))


def of_options(item: Item, place: int) -> Sequence[str]:
    """What an option shows by itself and beside the others: words, pairs of words, rank by length, position."""
    lengths = sorted(len(option.text) for option in item.options)
    rank = lengths.index(len(item.options[place].text))
    return (*_grams(item.options[place].text), f"#length {rank}", f"#position {place}")


def of_stem_too(item: Item, place: int) -> Sequence[str]:
    """As `of_options`, and how much it shares with the stem; not which words, for that would be the subject itself."""
    stem = tokens(item.stem)
    shared = [len(stem & tokens(option.text)) for option in item.options]
    rank = sorted(shared, reverse=True).index(shared[place])
    return (*of_options(item, place), f"#shared {min(3, shared[place])}", f"#share rank {rank}")


def learned_success(train: Sequence[Item], test: Sequence[Item], features: Features, seed: int = 1) -> float:
    """Share of `test` that a model of the features gets right after learning the keys of `train`.

    Logistic over the options of an item (softmax), by stochastic gradient with steps that shrink for what is seen often
    (Duchi, Hazan and Singer 2011). The penalty is the one that does best on a fold of `train`.
    """
    seen = [(item, [features(item, place) for place in range(len(item.options))]) for item in train]
    new = [(item, [features(item, place) for place in range(len(item.options))]) for item in test]
    fold = [pair for place, pair in enumerate(seen) if place % FOLD == 0]
    rest = [pair for place, pair in enumerate(seen) if place % FOLD]
    best = max(PENALTIES, key=lambda penalty: _share(_fit(rest, penalty, seed), fold))
    return _share(_fit(seen, best, seed), new)


Shown = tuple[Item, list[Sequence[str]]]


def _share(weights: Mapping[str, float], shown: Sequence[Shown]) -> float:
    return sum(hit(item, _scores(weights, options)) for item, options in shown) / max(1, len(shown))


def _scores(weights: Mapping[str, float], options: Sequence[Sequence[str]]) -> list[float]:
    get = weights.get
    return [sum([get(feature, 0.0) for feature in features]) for features in options]


def _fit(shown: Sequence[Shown], penalty: float, seed: int) -> Weights:
    weights: Weights = {}
    slopes: Weights = {}
    order = list(shown)
    rng = Random(seed)
    for _ in range(EPOCHS):
        rng.shuffle(order)
        for item, options in order:
            _learn(weights, slopes, item, options)
        for feature in weights:
            weights[feature] *= 1 - penalty * STEP * EPOCHS
    return weights


def _learn(weights: Weights, slopes: Weights, item: Item, options: Sequence[Sequence[str]]) -> None:
    """One step: towards the keys, away from what the model expects."""
    scores = _scores(weights, options)
    top = max(scores)
    powers = [exp(score - top) for score in scores]
    total = sum(powers)
    for option, features, power in zip(item.options, options, powers, strict=True):
        slope = option.correct / len(item.key) - power / total
        square = slope * slope
        for feature in features:
            slopes[feature] = grown = slopes.get(feature, 1e-6) + square
            weights[feature] = weights.get(feature, 0.0) + STEP * slope / grown**0.5
