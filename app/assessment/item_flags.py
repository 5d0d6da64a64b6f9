"""Which units of the bank somebody should look at. Source: psychometrics 2.3; 15 % efficiency is Moodle's threshold.

A unit is flagged only where its interval clears the threshold and, over all units tested for the same thing, the
Benjamini-Hochberg procedure still rejects: a large bank of good items raises no parade of false alarms.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

from app.assessment.item_stats import (
    Choice,
    Correlation,
    Tally,
    choice_stats,
    discrimination,
    facility,
    fisher_z,
    largest_discrimination,
)
from app.assessment.readiness import normal_cdf

FALSE_SHARE = 0.10  # of the flags of one kind
SHOW_FACILITY, SHOW_DISCRIMINATION, SHOW_CHOICES, SHOW_BAND, SHOW_RELIABILITY = 10, 50, 100, 200, 100
FLAG_FACILITY, FLAG_NEGATIVE, FLAG_WEAK, FLAG_CHOICES = 50, 50, 100, 100
OVER_CHANCE, TOO_EASY_ABOVE = 0.05, 0.95
WEAK_BELOW, IDLE_BELOW, DUBIOUS_BELOW = 0.10, 0.05, 0.15
SIGNATURE = 0.15  # discrimination of the distractor that may be the true key
LEAST_RELIABILITY = 0.70
REPORT_VIEWS, REPORT_SHARE, REPORT_LEARNERS = 20, 0.02, 3
BANDS = ((0.30, "good"), (0.20, "fair"), (0.10, "weak"))


class Flag(StrEnum):
    """What may be wrong with a unit."""

    WRONG_KEY = "wrong-key"
    NEGATIVE = "negative-discrimination"
    TOO_HARD = "too-hard"
    BETTER_THAN_KEY = "better-than-key"
    REPORTED = "reported"
    WEAK = "weak-discrimination"
    INEFFICIENT = "low-efficiency"
    TOO_EASY = "too-easy"
    IDLE_DISTRACTOR = "idle-distractor"


class Action(StrEnum):
    """What to do about a flag."""

    QUARANTINE = "quarantine"
    CHECK_KEY = "check the key"
    REVIEW = "review"
    RETIRE = "retire as too easy"
    REPLACE = "replace the distractor's trap or wording"


ACTIONS = {
    Flag.WRONG_KEY: Action.QUARANTINE,
    Flag.NEGATIVE: Action.QUARANTINE,
    Flag.TOO_HARD: Action.CHECK_KEY,
    Flag.BETTER_THAN_KEY: Action.CHECK_KEY,
    Flag.REPORTED: Action.QUARANTINE,
    Flag.WEAK: Action.REVIEW,
    Flag.INEFFICIENT: Action.REVIEW,
    Flag.TOO_EASY: Action.RETIRE,
    Flag.IDLE_DISTRACTOR: Action.REPLACE,
}


@dataclass(frozen=True, slots=True)
class Unit:
    """A tally with the chance of a blind guess, the ids of its distractors, and what learners reported of it."""

    tally: Tally
    chance: float
    distractors: Sequence[str] = ()
    views: int = 0
    reports: int = 0
    reporters: int = 0


@dataclass(frozen=True, slots=True)
class Raised:
    """A flag on a unit. `choice` is the distractor that it is about, where it is about one."""

    flag: Flag
    choice: str | None = None

    @property
    def action(self) -> Action:
        return ACTIONS[self.flag]


@dataclass(frozen=True, slots=True)
class _Test:
    """A question put to one unit: the one-sided p value, and whether its interval clears the threshold on its own."""

    unit: str
    raised: Raised
    p: float
    clears: bool


def raise_flags(units: Mapping[str, Unit]) -> dict[str, tuple[Raised, ...]]:
    """The flags of each unit that has any, gravest first as in `Flag`."""
    tests = [test for name, unit in units.items() for test in _tests_of(name, unit)]
    found: dict[str, list[Raised]] = {}
    for flag in Flag:
        own = [test for test in tests if test.raised.flag is flag]
        bound = rejection_bound([test.p for test in own])
        for test in own:
            if test.clears and test.p <= bound:
                found.setdefault(test.unit, []).append(test.raised)
    for name, unit in units.items():
        if is_reported(unit):
            found.setdefault(name, []).append(Raised(Flag.REPORTED))
    rank = {flag: place for place, flag in enumerate(Flag)}
    return {name: tuple(sorted(raised, key=lambda one: rank[one.flag])) for name, raised in found.items()}


def rejection_bound(p_values: Sequence[float], false_share: float = FALSE_SHARE) -> float:
    """The largest p value that Benjamini and Hochberg's procedure rejects, 0 where it rejects none.

    Source: Benjamini, Hochberg (1995), J. R. Stat. Soc. B 57(1), 289-300.
    >>> rejection_bound([0.01, 0.04, 0.30, 0.90])
    0.04
    """
    ordered = sorted(p_values)
    passing = [p for rank, p in enumerate(ordered, start=1) if p <= false_share * rank / len(ordered)]
    return passing[-1] if passing else 0.0


def is_reported(unit: Unit) -> bool:
    """Whether more than 2 % of at least 20 views, or 3 learners, reported a problem."""
    often = unit.views >= REPORT_VIEWS and unit.reports > REPORT_SHARE * unit.views
    return often or unit.reporters >= REPORT_LEARNERS


def band(found: Correlation | None) -> str | None:
    """The usual word for a discrimination, from 200 answers on; before that None."""
    if found is None or found.count < SHOW_BAND:
        return None
    return next((word for least, word in BANDS if found.value >= least), "poor")


def _tests_of(name: str, unit: Unit) -> list[_Test]:
    n = unit.tally.count
    tests = _facility_tests(name, unit) if n >= FLAG_FACILITY else []
    key = discrimination(unit.tally)
    choices = choice_stats(unit.tally, unit.distractors)
    if key is not None and n >= FLAG_NEGATIVE:
        tests.append(_Test(name, Raised(Flag.NEGATIVE), _p_below(key, 0.0), key.high < 0))
        tests += _key_tests(name, key, choices)
    if key is not None and n >= FLAG_WEAK:
        tests += _weakness_tests(name, unit.tally, key)
    if n >= FLAG_CHOICES:
        tests += [
            _Test(
                name,
                Raised(Flag.IDLE_DISTRACTOR, choice.id),
                _p_share(choice.share.value, IDLE_BELOW, n),
                choice.share.high < IDLE_BELOW,
            )
            for choice in choices
        ]
    return tests


def _facility_tests(name: str, unit: Unit) -> list[_Test]:
    found = facility(unit.tally)
    if found is None:
        return []
    floor = unit.chance + OVER_CHANCE
    return [
        _Test(name, Raised(Flag.TOO_HARD), _p_share(found.value, floor, found.count), found.high < floor),
        _Test(
            name,
            Raised(Flag.TOO_EASY),
            _p_share(1 - found.value, 1 - TOO_EASY_ABOVE, found.count),
            found.low > TOO_EASY_ABOVE,
        ),
    ]


def _key_tests(name: str, key: Correlation, choices: Sequence[Choice]) -> list[_Test]:
    """Whether a distractor looks more like the key than the key does."""
    rivals = [(choice.discrimination, choice) for choice in choices if choice.discrimination is not None]
    if not rivals:
        return []
    rival, choice = max(rivals, key=lambda pair: pair[0].value)
    p = 1 - normal_cdf((fisher_z(rival.value) - fisher_z(key.value)) / sqrt(2 / (key.count - 3)))
    signature = key.value < 0 and rival.value > SIGNATURE
    return [
        _Test(name, Raised(Flag.WRONG_KEY, choice.id), p, signature),
        _Test(name, Raised(Flag.BETTER_THAN_KEY, choice.id), p, rival.value > key.value and rival.low > 0),
    ]


def _weakness_tests(name: str, tally: Tally, key: Correlation) -> list[_Test]:
    """Moodle's threshold on efficiency is one on the discrimination too, once the facility is known."""
    thresholds = {
        Flag.WEAK: WEAK_BELOW,
        Flag.INEFFICIENT: DUBIOUS_BELOW * largest_discrimination(tally.right / tally.count),
    }
    return [
        _Test(name, Raised(flag), _p_below(key, threshold), key.high < threshold)
        for flag, threshold in thresholds.items()
    ]


def _p_below(found: Correlation, threshold: float) -> float:
    """One-sided p value against the correlation being at least `threshold`, by Fisher's z."""
    return normal_cdf((fisher_z(found.value) - fisher_z(threshold)) * sqrt(found.count - 3))


def _p_share(share: float, threshold: float, count: int) -> float:
    """One-sided p value against the share being at least `threshold`, by the score test behind Wilson's interval."""
    return normal_cdf((share - threshold) / sqrt(threshold * (1 - threshold) / count))
