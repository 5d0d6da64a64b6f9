"""Where a learner stands in one exam: a fold of the log of their graded answers, the same however often it is made.

Which answer says how much is in `readiness_evidence`, how it moves the belief in `readiness`. The end of a sitting
counts too: what was forecast then is kept.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from app.assessment.calibration import Ratings
from app.assessment.item_stats import REST_UNIT, rest_scores
from app.assessment.readiness import Belief, Forecast, FormShape, days_since_1970, forecast
from app.assessment.readiness_advice import missing_evidence
from app.assessment.readiness_evidence import TIMED, Exposures, GivenAnswer, evidence_of
from app.assessment.sitting import Confidence, Mode

Place = tuple[str, int]  # an attempt and a position in it
_LAST = 1 << 30  # after every position of its attempt


@dataclass(frozen=True, slots=True)
class Logged:
    """One graded answer. `at` is when it counts, `day` the learner's; `mode` is drill wherever a trap chose the item.

    A `withdrawn` item has no right answer any more. `first`, `weight` and `rest` are what `fold` and `with_rests` make:
    whether the item was never met before, what the answer weighs for readiness, and its rest score in 1/100,000 where
    it counts for item statistics. `ability` is what was believed just before the answer of the learner in its domain,
    in logits, with the standard deviation of that: None where the answer weighs nothing. It is taken down once and
    stays, whatever becomes of the answers before: the difficulty of items is told by what was believed then.
    """

    attempt: str
    position: int
    at: datetime
    day: date
    item: str
    family: str
    cells: tuple[str, ...]
    domain: int
    difficulty: float
    chance: float
    mode: Mode
    correct: bool
    answered: bool
    filtered: bool
    rapid: bool
    withdrawn: bool
    seconds: float
    confidence: Confidence | None
    first: bool = True
    weight: float = 0.0
    rest: int | None = None
    looked_up: bool = False
    ability: float | None = None
    ability_sd: float | None = None

    @property
    def place(self) -> Place:
        return self.attempt, self.position

    @property
    def order(self) -> tuple[datetime, str, int]:
        """By this the log is sorted; one moment may hold answers of two attempts."""
        return self.at, self.attempt, self.position

    @property
    def given(self) -> GivenAnswer:
        """The answer as the rules of evidence take it."""
        return GivenAnswer(
            at=self.at,
            item=self.item,
            family=self.family,
            cells=self.cells,
            domain=self.domain,
            difficulty=self.difficulty,
            chance=self.chance,
            mode=self.mode,
            correct=self.correct,
            answered=self.answered,
            filtered=self.filtered,
            rapid=self.rapid,
            looked_up=self.looked_up,
        )


@dataclass(frozen=True, slots=True)
class Ending:
    """A sitting that was graded, and when it ended."""

    attempt: str
    at: datetime

    @property
    def order(self) -> tuple[datetime, str, int]:
        return self.at, self.attempt, _LAST


@dataclass(slots=True)
class Standing:
    """What the log comes to. `items` and `exposures` are what was met; a stored standing is given only what matters."""

    belief: Belief
    ratings: Ratings = field(default_factory=Ratings)
    items: set[str] = field(default_factory=set)
    exposures: Exposures = field(default_factory=Exposures)

    def remember(self, answer: Logged) -> None:
        """Note that the item was met, and nothing else."""
        self._meet(answer.given)

    def take(self, answer: Logged) -> Logged:
        """Take one answer in; the answer with what was made of it."""
        given = answer.given
        first = answer.item not in self.items
        evidence = evidence_of(given, repeat=self.exposures.is_repeat(given))
        counts = not answer.withdrawn and answer.domain <= self.belief.domains
        believed = (answer.ability, answer.ability_sd)
        if counts:
            if evidence.weight > 0 and answer.ability is None:
                self.belief.pass_time(evidence.day)
                believed = self.belief.ability(answer.domain)
            self.belief.observe(evidence)
        if first and answer.answered and answer.confidence and not answer.withdrawn:
            self.ratings.add(answer.confidence, correct=answer.correct, chance=answer.chance)
        self._meet(given)
        weight = evidence.weight if counts else 0.0
        return replace(answer, first=first, weight=weight, ability=believed[0], ability_sd=believed[1])

    def _meet(self, given: GivenAnswer) -> None:
        self.items.add(given.item)
        self.exposures.add(given)


def fold(
    standing: Standing, answers: Iterable[Logged], endings: Iterable[Ending], shape: FormShape
) -> tuple[list[Logged], dict[str, Forecast | None]]:
    """Take answers and endings in, in order of time. `standing` changes in place.

    Returns the answers in that order, and by attempt what was forecast at its end: None where the answers did not
    suffice to say.
    """
    taken: list[Logged] = []
    forecasts: dict[str, Forecast | None] = {}
    events: list[Logged | Ending] = [*answers, *endings]
    for event in sorted(events, key=lambda one: one.order):
        if isinstance(event, Logged):
            taken.append(standing.take(event))
        else:
            day = days_since_1970(event.at)
            enough = missing_evidence(standing.belief, day) is None
            forecasts[event.attempt] = forecast(standing.belief, shape, day) if enough else None
    return taken, forecasts


def with_rests(answers: Sequence[Logged]) -> list[Logged]:
    """The answers of one graded sitting, each with its rest score where it counts for item statistics.

    Those count that were first met, and answered or left out in a form or in study that its learner did not choose for
    its subject, and not too fast to be read. What was not reached, the unanswered end, is missing: psychometrics 2.1.
    """
    ordered = sorted(answers, key=lambda one: one.position)
    last = max((one.position for one in ordered if one.answered), default=0)
    reached = [one for one in ordered if one.position <= last and not one.withdrawn]
    rests = dict(zip((one.place for one in reached), rest_scores([one.correct for one in reached]), strict=False))
    return [replace(one, rest=_rest(one, rests)) for one in ordered]


def is_form_counted(answers: Sequence[Logged], length: int) -> bool:
    """Whether a graded sitting counts for its form's reliability: a whole form of which no item was met before."""
    whole = len(answers) == length > 1 and all(one.mode in TIMED for one in answers)
    return whole and all(one.first and not one.withdrawn for one in answers)


def _rest(answer: Logged, rests: Mapping[Place, float]) -> int | None:
    chosen = answer.mode is Mode.DRILL or answer.filtered
    if chosen or answer.rapid or answer.looked_up or not answer.first or answer.place not in rests:
        return None
    return round(rests[answer.place] * REST_UNIT)
