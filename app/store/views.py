"""The plain values that the store returns. None of them is a row, and none that is shown before grading holds a key."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Generic, TypeVar

from app.assessment.intervals import Verdict
from app.assessment.pace import Pace
from app.assessment.sitting import Confidence, Mode, State
from question_bank.filters import NO_FILTERS, Filters
from question_bank.item import Item, ItemType

T = TypeVar("T")


class Filled(StrEnum):
    """How far a question is answered: a choice of two may have its first option only."""

    ANSWERED = "answered"
    PARTLY = "partly"
    UNANSWERED = "unanswered"


@dataclass(frozen=True, slots=True)
class Learner:
    """A person; a guest has no email. `extra_minutes` are on a whole exam, `extra_factor` multiplies the standard time.

    Sessions with another `session_number` are ended. `password_hash` is only set by `learners.find_by_email`.
    """

    id: int
    email: str | None
    display_name: str
    is_admin: bool
    time_zone: str | None
    extra_minutes: int
    extra_factor: float
    hide_clock: bool
    single_keys: bool
    theme: str
    created_at: datetime
    last_seen_at: datetime
    session_number: int
    password_hash: str | None = field(default=None, repr=False)

    @property
    def is_guest(self) -> bool:
        return self.email is None


@dataclass(frozen=True, slots=True)
class Plan:
    """What a quiz is made from, apart from its seed. `clocked`: the exam's pace sets a deadline."""

    exam: str
    mode: Mode
    length: int
    clocked: bool
    filters: Filters = NO_FILTERS


@dataclass(frozen=True, slots=True)
class Preset:
    """A plan that a learner keeps under a name."""

    id: str
    name: str
    plan: Plan


@dataclass(frozen=True, slots=True)
class PaletteEntry:
    """One question in the palette of a sitting."""

    position: int
    filled: Filled
    flagged: bool


@dataclass(frozen=True, slots=True)
class AttemptView:
    """One attempt without its questions. `resume_position` is where the learner last saved, else the first question.

    `seconds_spent` is how long its questions were looked at, all together, `pace` how it runs against its clock: None
    without one, and once it is over.
    """

    id: str
    exam: str
    mode: Mode
    state: State
    form_code: str
    seed: int
    length: int
    bank_version: str
    started_at: datetime
    deadline: datetime | None
    seconds_left: int | None
    extra_seconds: int
    submitted_at: datetime | None
    palette: tuple[PaletteEntry, ...]
    resume_position: int
    filters: Filters = NO_FILTERS
    seconds_spent: float = 0.0
    pace: Pace | None = None

    @property
    def plan(self) -> Plan:
        """What this attempt's form was made from, to make another one like it."""
        return Plan(self.exam, self.mode, self.length, self.deadline is not None, self.filters)

    @property
    def answered(self) -> int:
        return sum(entry.filled is Filled.ANSWERED for entry in self.palette)

    @property
    def unanswered(self) -> tuple[int, ...]:
        """Positions that are not, or only partly, answered."""
        return tuple(entry.position for entry in self.palette if entry.filled is not Filled.ANSWERED)

    @property
    def flagged(self) -> tuple[int, ...]:
        return tuple(entry.position for entry in self.palette if entry.flagged)


@dataclass(frozen=True, slots=True)
class ShownOption:
    """An option as an ungraded page may show it: `id` is random and means nothing outside this attempt."""

    id: str
    text: str
    struck: bool
    chosen: bool


@dataclass(frozen=True, slots=True)
class QuestionView:
    """One question of an attempt, without its key. `choose` is how many options to choose (or order, or match).

    `prompts` are those of a matching item, `choice` has one option id each ("" for none yet). `sequence` is that of the
    saved answer: the next save sends a higher one. `revealed` says that `results.feedback` may be shown.
    """

    attempt: AttemptView
    position: int
    type: ItemType
    stem: str
    choose: int
    options: tuple[ShownOption, ...]
    prompts: tuple[str, ...]
    choice: tuple[str, ...]
    confidence: Confidence | None
    flagged: bool
    struck: tuple[str, ...]
    seconds: float
    sequence: int
    revealed: bool

    @property
    def previous_position(self) -> int | None:
        return self.position - 1 if self.position > 1 else None

    @property
    def next_position(self) -> int | None:
        return self.position + 1 if self.position < self.attempt.length else None


@dataclass(frozen=True, slots=True)
class Saved:
    """What the page is told once an answer is on disk. `seconds_left` is None without a clock."""

    sequence: int
    seconds_left: int | None
    answered: int
    mode: Mode


@dataclass(frozen=True, slots=True)
class DomainRow:
    """One domain's scored items, with a Jeffreys 90 % interval as shares from 0 to 1."""

    id: int
    name: str
    weight_percent: int
    correct: int
    total: int
    low: float
    high: float
    verdict: Verdict

    @property
    def percent(self) -> int:
        return round(100 * self.correct / self.total)


@dataclass(frozen=True, slots=True)
class ResultView:
    """What a graded attempt came to.

    `scored_correct` of `scored_total` decide; `correct` of `counted` is over all items (65 in a simulation).
    `scaled` is the estimate on the exam's scale with its 90 % interval, `passed` is against `passing_score`; both are
    None in study and drill, where only what was answered counts, and where filters left out a part of the exam.
    `already_graded`: this call graded nothing.
    """

    attempt: AttemptView
    correct: int
    counted: int
    scored_correct: int
    scored_total: int
    scaled: int | None
    scaled_low: int | None
    scaled_high: int | None
    passed: bool | None
    passing_score: int
    passing_count: int | None
    domains: tuple[DomainRow, ...]
    time_used: timedelta
    already_graded: bool

    @property
    def percent(self) -> int:
        return round(100 * self.scored_correct / self.scored_total) if self.scored_total else 0

    @property
    def has_unscored(self) -> bool:
        return self.scored_total < self.counted


@dataclass(frozen=True, slots=True)
class ReviewOption:
    """An option after grading. `id` is the attempt's random id, `trap` the trap's id."""

    id: str
    text: str
    correct: bool
    rationale: str
    trap: str | None
    chosen: bool
    struck: bool


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """One item after grading (in study and drill: after its answer).

    `choice` and `key` are the texts, in order for ordering and matching. `trap` is the trap behind a wrong choice.
    """

    position: int
    item: Item
    options: tuple[ReviewOption, ...]
    choice: tuple[str, ...]
    key: tuple[str, ...]
    answered: bool
    correct: bool
    trap: str | None
    scored: bool
    seconds: float
    confidence: Confidence | None
    flagged: bool


@dataclass(frozen=True, slots=True)
class AttemptSummary:
    """One line of the history. The figures are None until the attempt is graded."""

    id: str
    exam: str
    mode: Mode
    state: State
    length: int
    started_at: datetime
    submitted_at: datetime | None
    scored_correct: int | None
    scored_total: int | None
    scaled: int | None
    passed: bool | None

    @property
    def percent(self) -> int | None:
        if not self.scored_total or self.scored_correct is None:
            return None
        return round(100 * self.scored_correct / self.scored_total)


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list; `number` counts from 1 and `pages` is at least 1."""

    items: tuple[T, ...]
    number: int
    pages: int
    total: int

    def __iter__(self) -> Iterator[T]:
        return iter(self.items)

    @property
    def previous_number(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def next_number(self) -> int | None:
        return self.number + 1 if self.number < self.pages else None


Export = Mapping[str, object]
