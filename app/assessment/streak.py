"""Days practised, and how long they went on. A streak forgives a day of rest: it is to please, and never to punish."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

REST = timedelta(days=2)  # between two days of one streak, so that a single day without practice ends nothing


@dataclass(frozen=True, slots=True)
class Practice:
    """`days` are those with an answer, each with how many, oldest first. A streak counts days practised, not calendar
    days; `streak` is the one that today can still go on, 0 where none does. `longest` is the longest ever.
    """

    days: tuple[tuple[date, int], ...]
    practised_today: bool
    streak: int
    longest: int

    @property
    def last_day(self) -> date | None:
        return self.days[-1][0] if self.days else None


def practice_of(answers: Mapping[date, int], today: date) -> Practice:
    """From the number of answers on each day. Days after `today` may come of a change of time zone, and count.

    >>> days = {date(2027, 1, day): 10 for day in (1, 5, 6, 8, 9)}
    >>> practice_of(days, date(2027, 1, 11)).streak, practice_of(days, date(2027, 1, 12)).streak
    (4, 0)
    """
    days = sorted(answers)
    if not days:
        return Practice((), False, 0, 0)
    runs = [1]
    for earlier, later in pairwise(days):
        if later - earlier <= REST:
            runs[-1] += 1
        else:
            runs.append(1)
    return Practice(
        days=tuple((day, answers[day]) for day in days),
        practised_today=today in answers,
        streak=runs[-1] if today - days[-1] <= REST else 0,
        longest=max(runs),
    )
