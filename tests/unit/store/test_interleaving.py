"""Any interleaving of two tabs, retries, flags, clock jumps, submitting and expiring, on a real database."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.assessment.sitting import Mode, SittingError, StaleSequence, State
from app.store import attempts, learners, results
from app.store.engine import new_engine
from app.store.tables import AttemptItemRow, MarkRow
from question_bank.loading import load_exam_guides
from tests.conftest import Clock
from tests.samples import sample_form

PLACES = st.sampled_from([1, 2])
PAGES = st.sampled_from(["phone", "laptop"])
SECONDS = 600


class Sitting(RuleBasedStateMachine):
    """The model: the last acknowledged choice of each question, and the one result."""

    empty: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        path = Path(self.folder.name) / "whose.sqlite"
        shutil.copy(self.empty, path)
        self.engine = new_engine(f"sqlite:///{path}")
        self.session = Session(self.engine, expire_on_commit=False)
        self.clock = Clock()
        self.acknowledged: dict[int, tuple[str, ...]] = {1: (), 2: ()}
        self.known = {page: {1: 0, 2: 0} for page in ("phone", "laptop")}
        self.flags = {1: False, 2: False}
        self.sent: list[tuple[int, tuple[str, ...], int, str, int]] = []
        self.results: set[Any] = set()

    @initialize()
    def start(self) -> None:
        guide = load_exam_guides()["clf-c02"]
        self.learner = learners.create_guest(self.session, now=self.clock()).id
        form = sample_form(guide, 4)
        view = attempts.start(self.session, self.learner, form, guide, Mode.QUICK, SECONDS, now=self.clock())
        self.attempt, self.deadline = view.id, view.deadline
        columns = select(AttemptItemRow.position, AttemptItemRow.option_ids)
        self.options = {row.position: row.option_ids for row in self.session.execute(columns)}

    @property
    def own(self) -> tuple[Session, int, str]:
        return self.session, self.learner, self.attempt

    @property
    def over(self) -> bool:
        return bool(self.results) or (self.deadline is not None and self.clock() >= self.deadline)

    @rule(page=PAGES, place=PLACES, pick=st.integers(0, 4))
    def choose(self, page: str, place: int, pick: int) -> None:
        known = self.known[page][place]
        self.sent.append((place, self.options[place][pick : pick + 1], known + 1, page, known))
        self.send(self.sent[-1])

    @rule(data=st.data())
    def retry(self, data: st.DataObject) -> None:
        if self.sent:
            self.send(data.draw(st.sampled_from(self.sent)))

    def send(self, write: tuple[int, tuple[str, ...], int, str, int]) -> None:
        place, choice, sequence, page, seen = write
        repeats = self.stored(place) == (choice, sequence)
        try:
            saved = attempts.save_answer(*self.own, place, choice, sequence, page=page, seen=seen, now=self.clock())
        except StaleSequence as stale:
            self.known[page][place] = stale.current.sequence
        except SittingError:
            assert self.over
        else:
            assert repeats or not self.over, "no late answer counts"
            assert saved.sequence == sequence
            self.acknowledged[place] = choice
            self.known[page][place] = sequence

    @rule(place=PLACES, flagged=st.booleans())
    def flag(self, place: int, flagged: bool) -> None:
        try:
            attempts.set_flag(*self.own, place, flagged, now=self.clock())
            self.flags[place] = flagged
        except SittingError:
            assert self.over

    @rule(page=PAGES, place=PLACES)
    def reload(self, page: str, place: int) -> None:
        shown = attempts.question(*self.own, place, now=self.clock())
        assert (shown.choice, shown.flagged) == (self.acknowledged[place], self.flags[place])
        self.known[page][place] = shown.sequence

    @rule(seconds=st.sampled_from([1, 60, 299, 600, 86400]))
    def wait(self, seconds: int) -> None:
        self.clock.advance(seconds)

    @rule()
    def submit(self) -> None:
        self.remember(attempts.submit(*self.own, now=self.clock()))

    @rule()
    def expire(self) -> None:
        results.expire_due(self.session, now=self.clock())
        if attempts.get(*self.own, now=self.clock()).state is not State.IN_PROGRESS:
            self.remember(results.result(*self.own, now=self.clock()))

    def remember(self, result: Any) -> None:
        self.results.add((result.scored_correct, result.scored_total, result.scaled, result.attempt.submitted_at))

    def stored(self, place: int) -> tuple[tuple[str, ...], int]:
        shown = attempts.question(*self.own, place, now=self.clock())
        return shown.choice, shown.sequence

    @invariant()
    def no_acknowledged_answer_is_lost(self) -> None:
        for place, choice in self.acknowledged.items():
            assert self.stored(place)[0] == choice

    @invariant()
    def there_is_one_grade_and_it_is_of_what_was_saved(self) -> None:
        assert len(self.results) <= 1
        marks = self.session.scalar(select(func.count()).select_from(MarkRow))
        assert marks == (4 if self.over else 0)
        for correct, total, *_ in self.results:
            right = sum(choice == self.options[place][:1] for place, choice in self.acknowledged.items())
            assert (correct, total) == (right, 4)

    def teardown(self) -> None:
        self.session.close()
        self.engine.dispose()
        self.folder.cleanup()


@pytest.fixture
def machine(empty_database: Path) -> Iterator[type[Sitting]]:
    Sitting.empty = empty_database
    yield Sitting
    del Sitting.empty


def test_any_interleaving_keeps_what_was_acknowledged(machine: type[Sitting]) -> None:
    run_state_machine_as_test(machine, settings=settings(max_examples=25, stateful_step_count=20, deadline=None))


@pytest.mark.gate
def test_any_long_interleaving_keeps_what_was_acknowledged(machine: type[Sitting]) -> None:
    many = settings(max_examples=400, stateful_step_count=60, deadline=None, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(machine, settings=many)
