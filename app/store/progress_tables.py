"""The tables of progress: the evidence of readiness, what it comes to, and the tallies of items and forms.

A change here needs a step in migrations/versions, as one of `tables` does.
"""

from datetime import date, datetime

from sqlalchemy import BigInteger, Index, String, Text, false
from sqlalchemy.orm import Mapped, mapped_column

from app.store.tables import CLUSTERED, Base, of_attempt, of_learner


class EvidenceRow(Base):
    """One graded answer as readiness sees it: `app.assessment.standing.Logged`, the log that makes a standing again.

    `at` is when it counts, `day` the learner's own. `first` says that the item was never met before, `weight` what it
    says of readiness, and `rest` is its sitting's rest score, in 1/100,000, where it counts for item statistics.
    `ability`, with its standard deviation, is what was believed of the learner just before; null where the answer
    weighs nothing, and in rows of an older version until `whose calibrate --take-up`.
    """

    __tablename__ = "evidence"
    __table_args__ = (
        Index(None, "learner_id", "exam", "at", "day"),
        Index(None, "learner_id", "item_hash"),
        *of_attempt(),
    )
    learner_id: Mapped[int] = mapped_column(primary_key=True)
    attempt_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    exam: Mapped[str] = mapped_column(String(32))
    at: Mapped[datetime]
    day: Mapped[date]
    item_hash: Mapped[str] = mapped_column(String(64))
    family: Mapped[str] = mapped_column(String(64))
    cells: Mapped[tuple[str, ...]]
    domain: Mapped[int]
    difficulty: Mapped[float]
    chance: Mapped[float]
    mode: Mapped[str] = mapped_column(String(16))
    correct: Mapped[bool]
    answered: Mapped[bool]
    filtered: Mapped[bool]
    rapid: Mapped[bool]
    looked_up: Mapped[bool] = mapped_column(default=False, server_default=false())
    withdrawn: Mapped[bool]
    seconds: Mapped[float]
    confidence: Mapped[str | None] = mapped_column(String(8))
    first: Mapped[bool]
    weight: Mapped[float]
    rest: Mapped[int | None]
    ability: Mapped[float | None]
    ability_sd: Mapped[float | None]


class StandingRow(Base):
    """What a learner's evidence in one exam comes to: the belief behind readiness, and the sums of rated answers."""

    __tablename__ = "standing"
    __table_args__ = (CLUSTERED,)
    learner_id: Mapped[int] = mapped_column(of_learner(), primary_key=True)
    exam: Mapped[str] = mapped_column(String(32), primary_key=True)
    belief: Mapped[str] = mapped_column(Text)
    ratings: Mapped[str] = mapped_column(Text)


class ForecastRow(Base):
    """What was stated when a sitting was graded. The probabilities are null where the answers did not suffice.

    `median_seconds` are of an answer, where there was a clock. `form_counted`: the sitting is in its form's tally.
    """

    __tablename__ = "forecast"
    __table_args__ = of_attempt()
    learner_id: Mapped[int] = mapped_column(primary_key=True)
    attempt_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    probability: Mapped[float | None]
    low: Mapped[float | None]
    high: Mapped[float | None]
    median_seconds: Mapped[float | None]
    form_counted: Mapped[bool]


class OfUnit:
    """The key of what is kept of one unit of the bank: an item, template, cell, trap or family of an exam."""

    exam: Mapped[str] = mapped_column(String(32), primary_key=True, sort_order=-1)
    level: Mapped[str] = mapped_column(String(8), primary_key=True, sort_order=-1)
    unit: Mapped[str] = mapped_column(String(240), primary_key=True, sort_order=-1)


class ItemTallyRow(OfUnit, Base):
    """Sums over all learners of one unit of the bank.

    The columns are those of `app.assessment.item_stats.Tally`; `chance` adds up the chances of a blind guess, in
    1/100,000.
    """

    __tablename__ = "item_tally"
    __table_args__ = (Index(None, "exam", "level", "answers"), CLUSTERED)
    answers: Mapped[int]
    right: Mapped[int]
    rest: Mapped[int] = mapped_column(BigInteger)
    rest_square: Mapped[int] = mapped_column(BigInteger)
    rest_right: Mapped[int] = mapped_column(BigInteger)
    chance: Mapped[int] = mapped_column(BigInteger)


class ChoiceTallyRow(OfUnit, Base):
    """How often one option of an item was chosen, also never; of templates and families, how often a trap was."""

    __tablename__ = "choice_tally"
    __table_args__ = (CLUSTERED,)
    choice: Mapped[str] = mapped_column(String(80), primary_key=True)
    is_key: Mapped[bool]
    chosen: Mapped[int]
    rest: Mapped[int] = mapped_column(BigInteger)


class DifficultyTallyRow(Base):
    """How often one template was answered, and right, in one `app.assessment.difficulty.Setting`.

    `estimate` adds up the estimated difficulties of the items, in 1/100,000. A template has some dozens of settings,
    however often it is answered.
    """

    __tablename__ = "difficulty_tally"
    __table_args__ = (CLUSTERED,)
    exam: Mapped[str] = mapped_column(String(32), primary_key=True)
    template: Mapped[str] = mapped_column(String(240), primary_key=True)
    margin: Mapped[int] = mapped_column(primary_key=True)
    spread: Mapped[int] = mapped_column(primary_key=True)
    chance: Mapped[int] = mapped_column(primary_key=True)
    answers: Mapped[int]
    right: Mapped[int]
    estimate: Mapped[int] = mapped_column(BigInteger)


class DifficultyRow(Base):
    """What `whose calibrate` found of a template on `day`, where it moved: `app.assessment.difficulty.Difficulty`.

    The latest day holds; earlier ones are its history. A quiz keeps what held when it was made.
    """

    __tablename__ = "difficulty"
    __table_args__ = (CLUSTERED,)
    exam: Mapped[str] = mapped_column(String(32), primary_key=True)
    template: Mapped[str] = mapped_column(String(240), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    estimate: Mapped[float]
    value: Mapped[float]
    sd: Mapped[float]
    answers: Mapped[int]


class FormTallyRow(Base):
    """Sums over the learners who sat the same form with no item that they had met: for its reliability.

    `right` is how often each position was right, as JSON.
    """

    __tablename__ = "form_tally"
    __table_args__ = (Index(None, "exam", "learners"), CLUSTERED)
    form_code: Mapped[str] = mapped_column(Text, primary_key=True)
    exam: Mapped[str] = mapped_column(String(32))
    learners: Mapped[int]
    total: Mapped[int] = mapped_column(BigInteger)
    total_square: Mapped[int] = mapped_column(BigInteger)
    right: Mapped[str] = mapped_column(Text)
