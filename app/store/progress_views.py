"""The plain values behind a learner's progress in an exam. Shares and probabilities are from 0 to 1."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from app.assessment.calibration import Calibration
from app.assessment.intervals import Verdict
from app.assessment.memory import Mastery
from app.assessment.pace import PaceReview
from app.assessment.readiness_advice import Missing, Statement
from app.assessment.sitting import Mode
from app.assessment.streak import Practice
from app.store.notebook import Entry


@dataclass(frozen=True, slots=True)
class ScorePoint:
    """One graded sitting. `low` and `high` are the Wilson 90 % interval of `share`.

    `scaled` is the estimate on the exam's scale with its 90 % interval, and `passed` is against its passing score; all
    four are None in study, and where filters left out a part of the exam.
    """

    attempt_id: str
    at: datetime
    mode: Mode
    correct: int
    total: int
    share: float
    low: float
    high: float
    scaled: int | None
    scaled_low: int | None
    scaled_high: int | None
    passed: bool | None

    @property
    def percent(self) -> int:
        return round(100 * self.share)


@dataclass(frozen=True, slots=True)
class ReadinessPoint:
    """The readiness that was stated when a sitting was graded: the probability of passing with its 90 % interval."""

    attempt_id: str
    at: datetime
    probability: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class DomainProgress:
    """One domain's share of the latest answers to fresh items, with a Jeffreys 90 % interval; drills are left out.

    `low`, `high` and `verdict` are None where nothing was answered yet.
    """

    id: int
    name: str
    weight_percent: int
    correct: int
    total: int
    low: float | None
    high: float | None
    verdict: Verdict | None

    @property
    def share(self) -> float | None:
        return self.correct / self.total if self.total else None


@dataclass(frozen=True, slots=True)
class NextStep:
    """What to work on next: a domain (`domain` is its number) or a trap (`trap` is its id); `name` is for people.

    `gain` is what it would add to the probability of passing: 0.04 is 4 points of 100.
    """

    name: str
    gain: float
    domain: int | None
    trap: str | None


@dataclass(frozen=True, slots=True)
class PacePoint:
    """One sitting against the clock: the median seconds an answer took, and the seconds that the clock allotted it."""

    attempt_id: str
    at: datetime
    median: float
    allotted: float


@dataclass(frozen=True, slots=True)
class PaceProgress:
    """`standard` is the exam's own pace in seconds an item; `points` are oldest first.

    `review` is over the latest answers against the clock; None where there is none with its time.
    """

    standard: float
    points: tuple[PacePoint, ...]
    review: PaceReview | None


@dataclass(frozen=True, slots=True)
class ExamProgress:
    """Everything that one learner's answers in one exam come to, as of the day `today` in their time zone.

    `readiness` is a statement with its forecast, or what is missing for one. `calibration` is None below 30 rated
    answers; `rated` says how many there are. `traps` are the notebook's entries of this exam, by mastery; traps that
    were never chosen are left out. Trends are oldest first.
    """

    exam: str
    today: date
    sittings: int
    share_at_passing: float
    passing_score: int
    scores: tuple[ScorePoint, ...]
    domains: tuple[DomainProgress, ...]
    readiness: Statement | Missing
    readiness_trend: tuple[ReadinessPoint, ...]
    steps: tuple[NextStep, ...]
    traps: Mapping[Mastery, tuple[Entry, ...]]
    traps_due: int
    pace: PaceProgress
    calibration: Calibration | None
    rated: int
    practice: Practice
    exam_date: date | None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was answered yet."""
        return not self.practice.days

    @property
    def days_left(self) -> int | None:
        """Days to the exam; negative once it is over, None without a date."""
        return None if self.exam_date is None else (self.exam_date - self.today).days


@dataclass(frozen=True, slots=True)
class ExamOverview:
    """One exam in the overview. `last` is the latest graded sitting; the figures are as in `ExamProgress`."""

    exam: str
    today: date
    sittings: int
    last: ScorePoint | None
    readiness: Statement | Missing
    practice: Practice
    exam_date: date | None

    @property
    def days_left(self) -> int | None:
        return None if self.exam_date is None else (self.exam_date - self.today).days
