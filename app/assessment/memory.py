"""A learner's memory of one trap, as FSRS-6 keeps it, and how far the trap is mastered.

Elapsed time counts in whole days of the learner's own calendar, so a day stands for its noon in UTC where the `fsrs`
package wants a moment. Source: sections 5.1 to 5.3 of the method reference; the `fsrs` package 6.3 with its own 21
parameters, without steps and fuzzing.
"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from fsrs import Card, Rating, Scheduler
from fsrs import State as CardState

from app.assessment.sitting import Confidence

SCHEDULER = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
NOON = time(12, tzinfo=UTC)
CARD_ID = 1  # a card is made for one calculation; a given id keeps the package from asking the clock for one
EASY_AFTER = 2  # successes before a quick and sure answer counts as easy
PROVEN = 3  # successes, days and cells that make mastery
PROVEN_DAYS, PROVEN_DAYS_NEAR = 7, 3  # from the first success to the last
PROVEN_STABILITY = 21.0  # days
NEAR_EXAM = 21  # days left below which the nearer rule is enough
RECALL_AT_EXAM, RECALL_LOST = 0.90, 0.80
HOLDING_AFTER = 2  # successes


class Pace(StrEnum):
    """How fast an answer came, against the usual time for its item."""

    RAPID = "rapid"  # too fast to have been read
    QUICK = "quick"
    STEADY = "steady"
    SLOW = "slow"


class Mastery(StrEnum):
    """How far a trap is mastered. New ones were met and never reviewed, such as by a lucky guess."""

    NEW = "new"
    LEARNING = "learning"
    HOLDING = "holding"
    MASTERED = "mastered"
    FADING = "fading"


@dataclass(frozen=True, slots=True)
class Encounter:
    """One answer to an item in which a trap lay: it was chosen, or seen through. `day` is the learner's own.

    `cell` names the cell that bore the key. `passed` by is a trap on which the answer did not turn: it was neither
    chosen nor the strongest of an item answered right. That is no review, and only counts as not being chosen.
    """

    day: date
    right: bool
    confidence: Confidence | None
    pace: Pace
    cell: str
    passed: bool = False


@dataclass(frozen=True, slots=True)
class Success:
    """One counted review that went well."""

    day: date
    cell: str


@dataclass(frozen=True, slots=True)
class Memory:
    """What is known of a learner and a trap. `stability` is in days; it and `difficulty` are None before any review.

    `last_day` is that of the last counted review, `due_by` brings the next one forward, `successes` are those since the
    trap was last chosen. `met` counts the answers to items with the trap, `fell` those that chose it, `guessed` the
    lucky ones. `sure_wrong` is the day on which it was chosen by a learner who was sure, until it is put right.
    """

    stability: float | None = None
    difficulty: float | None = None
    last_day: date | None = None
    due_by: date | None = None
    successes: tuple[Success, ...] = ()
    met: int = 0
    fell: int = 0
    guessed: int = 0
    last_right: bool = False
    sure_wrong: date | None = None

    @property
    def noted(self) -> bool:
        """Whether the trap belongs in the learner's notebook: it was chosen, or avoided by luck."""
        return self.fell > 0 or self.guessed > 0


def rating_of(memory: Memory, encounter: Encounter) -> Rating | None:
    """The rating of an answer; None where it is no evidence of memory: too fast to be read, or a lucky guess.

    Source: the table of section 5.2.
    """
    if not encounter.right:
        return Rating.Again
    if encounter.pace is Pace.RAPID or encounter.confidence is Confidence.GUESS:
        return None
    if encounter.pace is Pace.SLOW or encounter.confidence is Confidence.UNSURE:
        return Rating.Hard
    sure_and_quick = encounter.confidence is Confidence.SURE and encounter.pace is Pace.QUICK
    return Rating.Easy if sure_and_quick and len(memory.successes) >= EASY_AFTER else Rating.Good


def remember(memory: Memory, encounter: Encounter) -> Memory:
    """The memory after one more answer. Only the first review of a day counts; later ones are practice.

    Practice that fails brings the next review forward to the next day, which is this project's own rule: else a trap
    seen through by morning and chosen by evening would rest for weeks.
    """
    if encounter.passed:
        return replace(memory, met=memory.met + 1)
    wrong = not encounter.right
    lucky = encounter.right and encounter.confidence is Confidence.GUESS
    after = replace(
        memory,
        met=memory.met + 1,
        fell=memory.fell + wrong,
        guessed=memory.guessed + lucky,
        last_right=encounter.right,
        sure_wrong=encounter.day if wrong and encounter.confidence is Confidence.SURE else memory.sure_wrong,
    )
    rating = rating_of(memory, encounter)
    practice = memory.last_day is not None and encounter.day <= memory.last_day
    if rating is None or practice:
        again = lucky or (practice and wrong)
        return replace(after, due_by=encounter.day + timedelta(days=1)) if again else after
    return _reviewed(after, rating, encounter)


def rate(memory: Memory, rating: Rating, day: date) -> Memory:
    """The memory after a counted review on `day`, as the `fsrs` package schedules it."""
    card, _ = SCHEDULER.review_card(_card(memory, day), rating, noon(day))
    return replace(memory, stability=card.stability, difficulty=card.difficulty, last_day=day, due_by=None)


def recall(memory: Memory, day: date) -> float:
    """The probability, from 0 to 1, that the trap is seen through on `day`; 0 before any review."""
    return SCHEDULER.get_card_retrievability(_card(memory, day), noon(day))


def mastery(memory: Memory, day: date, exam_day: date | None = None) -> Mastery:
    """Where the trap stands on `day`.

    Mastered are three successes on three days and three cells over a week, the last answer right and a stability of 21
    days; within three weeks of the exam, over three days with a recall of 0.90 at the exam. A trap counts as mastered
    from such a review on, where its recall is 1, until recall falls below 0.80 (fading) or it is chosen again.
    """
    if memory.last_day is None:
        return Mastery.NEW
    kept = recall(memory, day) >= RECALL_LOST
    if _proven(memory, PROVEN_DAYS) and (memory.stability or 0.0) >= PROVEN_STABILITY:
        return Mastery.MASTERED if kept else Mastery.FADING
    near = exam_day is not None and 0 <= (exam_day - day).days < NEAR_EXAM
    if near and exam_day and _proven(memory, PROVEN_DAYS_NEAR) and recall(memory, exam_day) >= RECALL_AT_EXAM:
        return Mastery.MASTERED
    holds = memory.last_right and len(memory.successes) >= HOLDING_AFTER and kept
    return Mastery.HOLDING if holds else Mastery.LEARNING


def noon(day: date) -> datetime:
    """The moment that stands for a day."""
    return datetime.combine(day, NOON)


def _reviewed(memory: Memory, rating: Rating, encounter: Encounter) -> Memory:
    after = rate(memory, rating, encounter.day)
    if rating is Rating.Again:
        return replace(after, successes=())
    return replace(after, successes=(*memory.successes, Success(encounter.day, encounter.cell)), sure_wrong=None)


def _proven(memory: Memory, days: int) -> bool:
    if not memory.last_right or len(memory.successes) < PROVEN:
        return False
    dates = [success.day for success in memory.successes]
    span = (dates[-1] - dates[0]).days
    return span >= days and len(set(dates)) >= PROVEN and len({one.cell for one in memory.successes}) >= PROVEN


def _card(memory: Memory, day: date) -> Card:
    if memory.last_day is None:
        return Card(card_id=CARD_ID, due=noon(day))
    return Card(
        card_id=CARD_ID,
        state=CardState.Review,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=noon(day),
        last_review=noon(memory.last_day),
    )
