"""Answers given too fast to have been read. They keep their mark and say nothing of readiness or of the item.

Source: psychometrics 9.2 (normative threshold of 10 % capped at 10 s; response-time effort).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp
from statistics import median

NORM_FROM = 30  # answers to a template before its own median decides
SHARE_OF_MEDIAN, SHARE_OF_READING = 0.10, 0.25
LEAST, MOST = 3.0, 10.0  # seconds
WORDS_A_SECOND, SECONDS_AN_OPTION = 3.3, 8.0
RUSHED_END = 0.05  # of a sitting's time, where haste is no idling
EFFORT_BELOW = 0.90
CHECK_FROM, CHECK_MARGIN = 300, 0.05


@dataclass(frozen=True, slots=True)
class Effort:
    """How many answers of a sitting were `rapid`, of how many that were `answered`."""

    rapid: int
    answered: int

    @property
    def index(self) -> float:
        """The share of answers given with effort, 0 to 1; 1 where nothing was answered."""
        return 1 - self.rapid / self.answered if self.answered else 1.0

    @property
    def is_low(self) -> bool:
        """Whether the sitting deserves the note that answers were too fast to read."""
        return self.index < EFFORT_BELOW


@dataclass(frozen=True, slots=True)
class EffortCheck:
    """Whether flagged answers are as good as guesses; if not, the threshold is too high."""

    count: int
    accuracy: float
    chance: float

    @property
    def decides(self) -> bool:
        """Whether there are enough of them to say."""
        return self.count >= CHECK_FROM

    @property
    def holds(self) -> bool:
        """Whether their accuracy lies within 5 points of chance."""
        return abs(self.accuracy - self.chance) <= CHECK_MARGIN


def reading_seconds(words: int, options: int) -> float:
    """Seconds to read an item and compare its options: 200 words a minute, and 8 s an option."""
    return words / WORDS_A_SECOND + SECONDS_AN_OPTION * options


def rapid_threshold(reading: float, log_seconds: Sequence[float] = ()) -> float:
    """Seconds below which an answer is rapid, 3 to 10.

    `log_seconds` are natural logs of the times of standard-time answers to the item's template; from 30 on a tenth of
    their median decides, before that a quarter of the `reading` seconds.
    """
    norm = SHARE_OF_READING * reading
    if len(log_seconds) >= NORM_FROM:
        norm = SHARE_OF_MEDIAN * exp(median(log_seconds))
    return min(MOST, max(LEAST, norm))


def is_rapid(seconds: float, threshold: float, left: float | None = None, allotted: float | None = None) -> bool:
    """Whether an answer after `seconds` was too fast. `left` seconds of the `allotted` remained when it was given.

    Never in the last 5 % of the time: running out of time is not idling. Without a clock both stay None.
    """
    if left is not None and allotted is not None and left <= RUSHED_END * allotted:
        return False
    return seconds < threshold


def check_effort(count: int, right: int, chances: float) -> EffortCheck:
    """From all flagged answers: how many, how many right, and the sum of the chances of a blind guess.

    Raises ValueError for none.
    """
    if count <= 0:
        raise ValueError("no flagged answers, nothing to check")
    return EffortCheck(count, right / count, chances / count)
