"""Flaws that only many items together show: tests L-B1 to L-B10 of section 1.2 of the method reference.

Gates are those for 5,000 items; a smaller sample is given as many standard errors as they are there.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import copysign, erfc, exp, gamma, inf, log, sqrt
from statistics import mean, pvariance

from question_bank.guessing import chance, learned_success, of_options, of_stem_too, rules, success
from question_bank.item import Item, ItemType
from question_bank.lint import Flaw, warnings, words
from question_bank.lint.text import option_of
from question_bank.model import Owner, ResponsibilityModel
from question_bank.phrasebook import Part, phrasebook_of
from question_bank.verify import read

FULL_SAMPLE = 5000  # items for which the gates are meant
FEWEST_ITEMS = 200  # below this the statistics say nothing
P_VALUE = 0.001
ERRORS_ALLOWED = 3.3  # standard errors: what 2 points of 25 % are at 5,000 items
OVER_CHANCE = 0.02
POSITION_SHARE, EXTREME_SHARE = 0.02, 0.03  # around a quarter
EFFECT = 0.10  # Cohen's d
ODDS, ODDS_ERRORS = 1.25, 2.0
PLACES = 4  # of a key in multiple choice
OWNERS = {Owner.PROVIDER: (0.30, 0.60), Owner.CUSTOMER: (0.30, 0.60), Owner.SHARED: (0.05, 0.20)}
AREA_SHARE, ONE_SIDED = 0.70, 0.90
AREA_FEWEST = 40  # items of an area, for its balance to mean anything
TRAPS_SET, TRAP_ENTROPY, TRAP_SHARE = 0.90, 0.85, 3.0
STEMS = 40
PHRASE_USES, PHRASE_SHARE, PHRASE_RATE = 20, 0.90, (0.10, 0.45)
TRAINING = 2 / 3  # of the sample teaches the guesser, the rest tests it
BLEU_STEMS = 300
# Share of items that may have a warning, by rule: the rate of false alarms that the method reference expects.
BUDGETS: Mapping[str, float] = {
    "L06": 0.05,
    "L08": 0.05,
    "L09": 0.05,
    "L11": 0.10,
    "L12": 0.05,
    "L16": 0.25,
    "L17": 0.10,
    "L22": 0.01,
    "L24": 0.20,
    "L25": 0.05,
    "L29": 0.15,
    "L30": 0.10,
    "L31": 0.01,
}


@dataclass(frozen=True, slots=True)
class Statistic:
    """A figure of a sample of items and the bounds within which it must lie; None where there is no bound."""

    rule: str
    name: str
    value: float
    low: float | None = None
    high: float | None = None

    @property
    def holds(self) -> bool:
        return (self.low is None or self.value >= self.low) and (self.high is None or self.value <= self.high)

    def __str__(self) -> str:
        bounds = [f"at least {self.low:.3f}"] if self.low is not None else []
        bounds += [f"at most {self.high:.3f}"] if self.high is not None else []
        return f"{self.name}: {self.value:.3f} ({' and '.join(bounds) or 'reported only'})"


def bank_flaws(items: Sequence[Item], model: ResponsibilityModel) -> tuple[Flaw, ...]:
    """The statistics of a sample of one exam's items that do not hold."""
    return tuple(Flaw(one.rule, str(one)) for one in bank_statistics(items, model) if not one.holds)


def bank_statistics(
    items: Sequence[Item], model: ResponsibilityModel, seen: Sequence[Item] = ()
) -> tuple[Statistic, ...]:
    """Every statistic of a sample of one exam's items; none where the sample is too small to tell.

    `seen` are further items from which the learned guesser has learned; without them it learns from a part of `items`.
    """
    if len(items) < FEWEST_ITEMS:
        return ()
    return (*clue_statistics(items, seen), *content_statistics(items, model))


def clue_statistics(items: Sequence[Item], seen: Sequence[Item] = ()) -> Iterator[Statistic]:
    """What the wording and the place of keys tell those who know no AWS: L-B1 to L-B7."""
    for kind in (ItemType.MULTIPLE_CHOICE, ItemType.MULTIPLE_RESPONSE):
        some = _of(items, kind)
        yield from _blind(kind, some)
        yield from _taught(kind, some, _of(seen, kind))
    choice = _of(items, ItemType.MULTIPLE_CHOICE)
    for of_choice in (_positions, _extremes, _effects, _odds, _phrases):
        yield from of_choice(choice)


def content_statistics(items: Sequence[Item], model: ResponsibilityModel) -> Iterator[Statistic]:
    """What the items are about: L-B8 to L-B10, and the warnings."""
    for of_content in (_owners, _trap_coverage, _stem_variety, warning_shares):
        yield from of_content(items, model)


def _of(items: Sequence[Item], kind: ItemType) -> list[Item]:
    return [item for item in items if item.type is kind]


def _margin(share: float, count: int, allowed: float) -> float:
    """The allowed deviation of a share, or as many standard errors as it is at 5,000 items."""
    return max(allowed, ERRORS_ALLOWED * sqrt(share * (1 - share) / max(1, count)))


def _key_place(item: Item) -> int:
    return next(place for place, option in enumerate(item.options) if option.correct)


def _positions(items: Sequence[Item]) -> Iterator[Statistic]:
    """L-B1: where keys stand, and whether the place of the last key tells that of the next."""
    places = [_key_place(item) for item in items]
    counts, expected = Counter(places), len(places) / PLACES
    square = sum((counts[place] - expected) ** 2 / expected for place in range(PLACES))
    yield Statistic("L-B1", "p of key positions", chi_square_tail(square, PLACES - 1), low=P_VALUE)
    worst = max(abs(counts[place] / len(places) - 1 / PLACES) for place in range(PLACES))
    allowed = _margin(1 / PLACES, len(places), POSITION_SHARE)
    yield Statistic("L-B1", "largest deviation of a position from a quarter", worst, high=allowed)
    pairs = Counter(pairwise(places))
    each = (len(places) - 1) / PLACES**2
    square = sum((pairs[(a, b)] - each) ** 2 / each for a in range(PLACES) for b in range(PLACES))
    yield Statistic("L-B1", "p of transitions between positions", chi_square_tail(square, PLACES**2 - 1), low=P_VALUE)


def chi_square_tail(x: float, df: int) -> float:
    """P(X > x) for chi-square with `df` degrees of freedom, by recurrence (Abramowitz and Stegun 26.4.8)."""
    tail, start = (erfc(sqrt(x / 2)), 1) if df % 2 else (exp(-x / 2), 2)
    for v in range(start, df, 2):
        tail += (x / 2) ** (v / 2) * exp(-x / 2) / gamma(v / 2 + 1)
    return tail


def _extremes(items: Sequence[Item]) -> Iterator[Statistic]:
    """L-B2: how often the key is the longest option, and the shortest; ties shared."""
    allowed = _margin(1 / PLACES, len(items), EXTREME_SHARE)
    for name, pick in (("longest", max), ("shortest", min)):
        share = mean(_tied_share(item, pick) for item in items)
        yield Statistic("L-B2", f"share of keys that are the {name}", share, 0.25 - allowed, 0.25 + allowed)


def _tied_share(item: Item, pick: Callable[[list[int]], int]) -> float:
    lengths = [len(option.text) for option in item.options]
    extreme = pick(lengths)
    return (lengths[_key_place(item)] == extreme) / lengths.count(extreme)


def _effects(items: Sequence[Item]) -> Iterator[Statistic]:
    """L-B2 and L-B3: Cohen's d between keys and distractors, of values centered on their item."""
    allowed = max(EFFECT, ERRORS_ALLOWED * sqrt(1 / len(items) + 1 / (3 * len(items))))
    for rule, name, measure in MEASURES:
        value = _effect(items, measure)
        yield Statistic(rule, f"effect of {name} (Cohen's d)", value, -allowed, allowed)


def _effect(items: Sequence[Item], measure: Callable[[str], float]) -> float:
    keys: list[float] = []
    wrong: list[float] = []
    for item in items:
        values = [measure(option.text) for option in item.options]
        center = mean(values)
        for option, value in zip(item.options, values, strict=True):
            (keys if option.correct else wrong).append(value - center)
    spread = sqrt((len(keys) * pvariance(keys) + len(wrong) * pvariance(wrong)) / (len(keys) + len(wrong)))
    difference = mean(keys) - mean(wrong)
    return difference / spread if spread else copysign(inf, difference) if difference else 0.0


def _variety(text: str) -> float:
    found = words(text)
    return len(set(found)) / max(1, len(found))


MEASURES: Sequence[tuple[str, str, Callable[[str], float]]] = (
    ("L-B2", "length", len),
    ("L-B3", "number of words", lambda text: len(words(text))),
    ("L-B3", "digits", lambda text: sum(map(str.isdigit, text))),
    ("L-B3", "capitals", lambda text: sum(map(str.isupper, text))),
    ("L-B3", "punctuation", lambda text: sum(text.count(mark) for mark in ",;:()'-")),
    ("L-B3", "different words", _variety),
)


def _odds(items: Sequence[Item]) -> Iterator[Statistic]:
    """L-B4: the odds that a key has an absolute or a hedging word, against those of a distractor."""
    options = [(option.correct, option_of(option.text)) for item in items for option in item.options]
    for name, marked in (
        ("absolute", [(right, text.absolute) for right, text in options]),
        ("hedging", [(right, text.hedged) for right, text in options]),
    ):
        counts = Counter(marked)
        cells = [counts[pair] + 0.5 for pair in ((True, True), (True, False), (False, True), (False, False))]
        error = sqrt(sum(1 / count for count in cells))
        allowed = exp(max(log(ODDS), ODDS_ERRORS * error))
        ratio = cells[0] * cells[3] / (cells[1] * cells[2])
        yield Statistic("L-B4", f"odds of {name} words, key to distractor", ratio, 1 / allowed, allowed)


def _blind(kind: ItemType, items: Sequence[Item]) -> Iterator[Statistic]:
    """L-B5: what rules of the test-wise get right."""
    if items:
        limit = _limit(items)
        for rule in rules(items):
            yield Statistic("L-B5", f"{kind}, guessing by {rule.name!r}", success(rule, items), high=limit)


def _limit(items: Sequence[Item]) -> float:
    blind = mean(chance(item) for item in items)
    return blind + _margin(blind, len(items), OVER_CHANCE)


def _taught(kind: ItemType, items: Sequence[Item], seen: Sequence[Item]) -> Iterator[Statistic]:
    """L-B6 and L-B7: what a model of words gets right that has learned from other items."""
    known = {item.id for item in seen}
    middle = 0 if seen else int(len(items) * TRAINING)
    train, test = seen or items[:middle], [item for item in items[middle:] if item.id not in known]
    if test and train:
        for rule, name, features in (("L-B6", "options", of_options), ("L-B7", "stem and options", of_stem_too)):
            share = learned_success(train, test, features)
            yield Statistic(rule, f"{kind}, learned guessing from {name}", share, high=_limit(test))


def _phrases(items: Sequence[Item]) -> Iterator[Statistic]:
    """How often each phrase is the key: dead phrases give items away. Section 1.2, below the table."""
    uses = Counter(option.text for item in items for option in item.options)
    keys = Counter(option.text for item in items for option in item.options if option.correct)
    rates = [keys[text] / count for text, count in uses.items() if count >= PHRASE_USES]
    if rates:
        low, high = PHRASE_RATE
        share = sum(low <= rate <= high for rate in rates) / len(rates)
        yield Statistic(
            "L-B6",
            f"share of {len(rates)} frequent phrases that are key and distractor in turn",
            share,
            low=PHRASE_SHARE,
        )


def _owners(items: Sequence[Item], model: ResponsibilityModel) -> Iterator[Statistic]:
    """L-B8: neither side may be the better blind guess, in the whole or in an area."""
    read_items = [(item, key_parts(item, model)) for item in items]
    counts = Counter(owner_of(parts) for _, parts in read_items)
    for owner, (low, high) in OWNERS.items():
        yield Statistic("L-B8", f"share of keys of {owner}", counts[owner] / len(items), low, high)
    areas: dict[str, Counter[Owner]] = {}
    for _, parts in read_items:
        area = model.controls[parts[0][0].control].area
        areas.setdefault(area, Counter())[owner_of(parts)] += 1
    for area, owners in areas.items():
        most = max(owners.values()) / owners.total()
        if owners.total() >= AREA_FEWEST and area not in _one_sided(model):
            allowed = AREA_SHARE + _margin(AREA_SHARE, owners.total(), 0.0)
            yield Statistic("L-B8", f"largest share of one owner among keys about {area}", most, high=allowed)


def _one_sided(model: ResponsibilityModel) -> frozenset[str]:
    """Areas nearly all cells of which have one owner."""
    areas: dict[str, Counter[Owner]] = {}
    for cell in model.cells_of("aws"):
        areas.setdefault(model.controls[cell.control].area, Counter())[cell.owner] += 1
    return frozenset(area for area, owners in areas.items() if max(owners.values()) >= ONE_SIDED * owners.total())


def key_parts(item: Item, model: ResponsibilityModel) -> tuple[Part, ...]:
    """The parts of cells that the key states, as the verifier reads it. Raises UnverifiedError as `read` does."""
    verdicts = read(item, model).verdicts.values()
    return tuple(part for verdict in verdicts if verdict.right for part in verdict.states)


def owner_of(parts: Sequence[Part]) -> Owner:
    """The side whose work the parts are; shared where they are of both, or one side's part of a shared control."""
    owners = {cell.owner for cell, _ in parts}
    return owners.pop() if len(owners) == 1 else Owner.SHARED


def key_owner(item: Item, model: ResponsibilityModel) -> Owner:
    """The side whose work the key states; shared where it states work of both."""
    return owner_of(key_parts(item, model))


def _trap_coverage(items: Sequence[Item], model: ResponsibilityModel) -> Iterator[Statistic]:
    """L-B9: every misconception gets its turn, and nearly every distractor has one."""
    wrong = [
        option for item in items if item.type is not ItemType.MATCHING for option in item.options if not option.correct
    ]
    counts = Counter(option.trap for option in wrong if option.trap)
    concerned = [trap for trap in model.traps.values() if items[0].exam in trap.exams]
    total = counts.total()
    entropy = -sum(count / total * log(count / total) for count in counts.values())
    yield Statistic("L-B9", "share of distractors with a trap", total / len(wrong), low=TRAPS_SET)
    yield Statistic("L-B9", "evenness of traps", entropy / log(len(concerned)), low=TRAP_ENTROPY)
    trap, most = counts.most_common(1)[0]
    share = most / total * len(concerned)
    yield Statistic("L-B9", f"share of the most frequent trap ({trap}) to a fair one", share, high=TRAP_SHARE)


def _stem_variety(items: Sequence[Item], model: ResponsibilityModel) -> Iterator[Statistic]:
    """L-B10: how many stems there are when names and duties are masked, and how much alike they are."""
    book = phrasebook_of(model)
    masked = [book.duty.sub("#", book.mention.sub("#", item.stem)).lower() for item in items]
    different = list(dict.fromkeys(masked))
    yield Statistic("L-B10", "different stems, names masked", len(different), low=STEMS)
    yield Statistic("L-B10", "likeness of stems (BLEU of each with all others)", self_bleu(different[:BLEU_STEMS]))


def self_bleu(texts: Sequence[str]) -> float:
    """Mean share of runs of one to three words that other texts have too (geometric over lengths): 0 to 1."""
    runs = [
        [Counter(zip(*(text.split()[start:] for start in range(size)), strict=False)) for size in (1, 2, 3)]
        for text in texts
    ]
    holders = [Counter(run for of_text in runs for run in of_text[size]) for size in range(3)]
    scores = []
    for of_text in runs:
        shares = [
            sum(count for run, count in of_text[size].items() if holders[size][run] > 1) / max(1, of_text[size].total())
            for size in range(3)
        ]
        scores.append(exp(sum(log(max(share, 1e-9)) for share in shares) / 3))
    return mean(scores)


def warning_shares(items: Sequence[Item], model: ResponsibilityModel) -> Iterator[Statistic]:
    """For each rule of the warnings the share of items that have it, with its budget."""
    counts = Counter(rule for item in items for rule in {flaw.rule for flaw in warnings(item, model)})
    for rule, budget in BUDGETS.items():
        allowed = budget + _margin(budget, len(items), 0.0)
        yield Statistic(rule, f"share of items with a warning {rule}", counts[rule] / len(items), high=allowed)
