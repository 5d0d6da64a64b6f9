"""The rules of a sitting, one by one, and any interleaving of them."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from app.assessment.sitting import (
    AlreadyGraded,
    AnswerFinal,
    BadSequence,
    Confidence,
    Mode,
    NoSuchPosition,
    NotRunning,
    Question,
    Sitting,
    SittingError,
    Slot,
    StaleSequence,
    State,
    TooLate,
    UnknownOption,
    WrongNumber,
    abandon,
    answer,
    begin,
    check_choice,
    clear,
    expire,
    flag,
    spend,
    strike,
    submit,
)
from question_bank.item import ItemType

START = datetime(2027, 1, 15, 9, 0, tzinfo=UTC)
ONE = Question(ItemType.MULTIPLE_CHOICE, ("o1", "o2", "o3", "o4"), 1)
TWO = Question(ItemType.MULTIPLE_RESPONSE, ("p1", "p2", "p3", "p4", "p5"), 2)
STEPS = Question(ItemType.ORDERING, ("s1", "s2", "s3", "s4"), 3)
PAIRS = Question(ItemType.MATCHING, ("m1", "m2", "m3"), 2)


def at(seconds: float) -> datetime:
    return START + timedelta(seconds=seconds)


def running(mode: Mode = Mode.QUICK, seconds: int | None = 600) -> Sitting:
    questions = {1: Slot(ONE), 2: Slot(TWO), 3: Slot(STEPS), 4: Slot(PAIRS)}
    return begin(Sitting(mode, State.CREATED, questions), seconds, now=START)


def choice_of(sitting: Sitting, position: int = 1) -> tuple[str, ...]:
    return sitting.slots[position].answer.choice


def test_a_sitting_starts_once() -> None:
    begun = running()
    assert (begun.state, begun.started_at, begun.deadline) == (State.IN_PROGRESS, START, at(600))
    assert begin(begun, 900, now=at(5)) is begun
    assert running(seconds=None).deadline is None
    assert begin(Sitting(Mode.QUICK, State.CREATED, {}), 60, 30, now=START).deadline == at(90)
    with pytest.raises(AlreadyGraded):
        begin(submit(begun, now=at(5)), 600, now=at(6))


def test_an_answer_replaces_the_one_before() -> None:
    first = answer(running(), 1, ["o2"], 1, confidence=Confidence.SURE, now=at(1))
    second = answer(first, 1, ["o3"], 2, now=at(2))
    assert choice_of(second) == ("o3",)
    assert second.slots[1].answer.confidence is None
    assert choice_of(first) == ("o2",), "a value never changes"
    assert choice_of(clear(second, 1, 3, now=at(3))) == ()


def test_the_same_write_again_changes_nothing_even_after_the_end() -> None:
    saved = answer(running(), 1, ["o2"], 1, now=at(1))
    assert answer(saved, 1, ["o2"], 1, now=at(2)) is saved
    assert answer(saved, 1, ["o2"], 1, now=at(9999)) is saved
    graded = submit(saved, now=at(3))
    assert answer(graded, 1, ["o2"], 1, now=at(4)) is graded


def test_a_late_retry_never_overwrites_a_newer_choice() -> None:
    newer = answer(running(), 1, ["o3"], 2, now=at(2))
    with pytest.raises(StaleSequence) as refused:
        answer(newer, 1, ["o2"], 1, now=at(3))
    assert refused.value.current.choice == ("o3",)
    with pytest.raises(StaleSequence):
        answer(newer, 1, ["o2"], 2, now=at(3))


def test_a_page_that_has_not_seen_the_newest_answer_is_told() -> None:
    """Two tabs: the one that was offline counts higher, but it has not seen what the other saved meanwhile."""
    saved = answer(running(), 1, ["o2"], 1, page="phone", seen=0, now=at(1))
    with pytest.raises(StaleSequence):
        answer(saved, 1, ["o4"], 5, page="laptop", seen=0, now=at(2))
    after = answer(saved, 1, ["o4"], 5, page="laptop", seen=1, now=at(3))
    assert choice_of(after) == ("o4",)


def test_a_page_need_not_see_its_own_acknowledgment() -> None:
    """The acknowledgment of write 1 was lost; write 2 of the same page still counts."""
    saved = answer(running(), 1, ["o2"], 1, page="phone", seen=0, now=at(1))
    assert choice_of(answer(saved, 1, ["o4"], 2, page="phone", seen=0, now=at(2))) == ("o4",)


@pytest.mark.parametrize("sequence", [0, -1, 2**53])
def test_a_sequence_that_no_page_counts_is_refused(sequence: int) -> None:
    with pytest.raises(BadSequence):
        answer(running(), 1, ["o2"], sequence, now=at(1))


def test_the_last_moment_before_the_deadline_counts_and_the_deadline_does_not() -> None:
    assert choice_of(answer(running(), 1, ["o2"], 1, now=at(599.999))) == ("o2",)
    for late in (600, 601, 10**6):
        with pytest.raises(TooLate):
            answer(running(), 1, ["o2"], 1, now=at(late))


def test_after_the_end_nothing_changes() -> None:
    graded = submit(running(), now=at(5))
    for change in (
        lambda: answer(graded, 1, ["o2"], 1, now=at(6)),
        lambda: flag(graded, 1, True, now=at(6)),
        lambda: strike(graded, 1, ["o2"], now=at(6)),
        lambda: spend(graded, 1, 5, now=at(6)),
        lambda: abandon(graded, now=at(6)),
    ):
        with pytest.raises(AlreadyGraded):
            change()


def test_an_expired_sitting_says_time_is_up_whether_or_not_it_is_graded_yet() -> None:
    begun = running()
    for sitting in (begun, expire(begun, now=at(600))):
        with pytest.raises(TooLate):
            answer(sitting, 1, ["o2"], 1, now=at(700))


def test_submitting_after_the_deadline_is_expiring() -> None:
    begun = running()
    by_page, by_timer = submit(begun, now=at(600.4)), expire(begun, now=at(5000))
    assert by_page == by_timer
    assert (by_page.state, by_page.ended_at) == (State.EXPIRED, at(600))


def test_ending_twice_is_ending_once() -> None:
    once = submit(running(), now=at(5))
    assert submit(once, now=at(700)) is once
    assert expire(once, now=at(700)) is once
    assert expire(running(), now=at(599)).state is State.IN_PROGRESS
    assert expire(running(seconds=None), now=at(10**6)).state is State.IN_PROGRESS


def test_an_abandoned_sitting_stays_ungraded() -> None:
    given_up = abandon(running(), now=at(5))
    assert given_up.state is State.ABANDONED
    assert abandon(given_up, now=at(6)) is given_up
    assert not given_up.state.graded
    for change in (lambda: submit(given_up, now=at(6)), lambda: answer(given_up, 1, ["o2"], 1, now=at(6))):
        with pytest.raises(NotRunning):
            change()
    with pytest.raises(TooLate):
        abandon(running(), now=at(600))


def test_nothing_happens_before_the_start() -> None:
    created = Sitting(Mode.QUICK, State.CREATED, {1: Slot(ONE)})
    for change in (lambda: answer(created, 1, ["o1"], 1, now=START), lambda: submit(created, now=START)):
        with pytest.raises(NotRunning):
            change()
    assert abandon(created, now=START).state is State.ABANDONED


def test_a_position_that_is_not_there() -> None:
    with pytest.raises(NoSuchPosition):
        answer(running(), 5, ["o1"], 1, now=at(1))


@pytest.mark.parametrize("mode", [Mode.STUDY, Mode.DRILL])
def test_a_revealed_answer_is_final(mode: Mode) -> None:
    saved = answer(running(mode, None), 1, ["o2"], 1, now=at(1))
    assert answer(saved, 1, ["o2"], 7, now=at(2)) is saved, "the same answer again is no change"
    for choice in (["o1"], []):
        with pytest.raises(AnswerFinal):
            answer(saved, 1, choice, 2, now=at(2))
    with pytest.raises(WrongNumber):
        answer(saved, 2, ["p1"], 1, partial=True, now=at(2))


@pytest.mark.parametrize(
    ("question", "choice", "error"),
    [
        (ONE, ["x"], UnknownOption),
        (ONE, ["o1", "o2"], WrongNumber),
        (ONE, ["o1", "o1"], WrongNumber),
        (TWO, ["p1"], WrongNumber),
        (TWO, ["p1", "p1"], WrongNumber),
        (TWO, ["p1", "p2", "p3"], WrongNumber),
        (TWO, ["p1", "o1"], UnknownOption),
        (STEPS, ["s1", "s2"], WrongNumber),
        (STEPS, ["s1", "s2", "s2"], WrongNumber),
        (PAIRS, ["m1", ""], UnknownOption),
        (PAIRS, ["m1"], WrongNumber),
        (PAIRS, ["m1", "m2", "m3"], WrongNumber),
    ],
)
def test_choices_that_cannot_be(question: Question, choice: list[str], error: type[SittingError]) -> None:
    with pytest.raises(error):
        check_choice(question, choice)


@pytest.mark.parametrize(
    ("question", "choice"),
    [(ONE, []), (ONE, ["o4"]), (TWO, ["p5", "p1"]), (STEPS, ["s3", "s1", "s2"]), (PAIRS, ["m1", "m1"])],
)
def test_choices_that_can_be(question: Question, choice: list[str]) -> None:
    check_choice(question, choice)


def test_the_sentence_says_how_many() -> None:
    with pytest.raises(WrongNumber, match="Choose 2 options; you chose 3"):
        check_choice(TWO, ["p1", "p2", "p3"])
    with pytest.raises(WrongNumber, match="Choose 1 option; you chose 2"):
        check_choice(ONE, ["o1", "o2"])


def test_a_partial_choice_is_kept_but_not_complete() -> None:
    sitting = answer(running(), 2, ["p4"], 1, partial=True, now=at(1))
    assert choice_of(sitting, 2) == ("p4",)
    assert not sitting.slots[2].complete
    assert answer(sitting, 2, ["p4", "p1"], 2, partial=True, now=at(2)).slots[2].complete
    gap = answer(sitting, 4, ["", "m2"], 1, partial=True, now=at(3))
    assert not gap.slots[4].complete
    assert choice_of(answer(gap, 4, ["", ""], 2, partial=True, now=at(4)), 4) == ()
    with pytest.raises(WrongNumber):
        answer(sitting, 2, ["p1", "p2", "p3"], 2, partial=True, now=at(2))


def test_the_first_step_of_an_order_is_kept() -> None:
    """Places that are empty yet are no options, so two of them are not one option twice."""
    sitting = answer(running(), 3, ["s2", "", ""], 1, partial=True, now=at(1))
    assert choice_of(sitting, 3) == ("s2", "", "")
    assert not sitting.slots[3].complete
    assert answer(sitting, 3, ["s2", "s1", "s4"], 2, partial=True, now=at(2)).slots[3].complete
    with pytest.raises(WrongNumber, match="only once"):
        answer(sitting, 3, ["s2", "", "s2"], 2, partial=True, now=at(2))
    with pytest.raises(UnknownOption):
        answer(sitting, 3, ["s2", "", ""], 2, now=at(2))


def test_a_set_is_the_same_in_any_order_and_a_sequence_is_not() -> None:
    sitting = answer(running(), 2, ["p4", "p1"], 1, now=at(1))
    assert answer(sitting, 2, ["p1", "p4"], 1, now=at(2)) is sitting
    steps = answer(running(), 3, ["s1", "s2", "s3"], 1, now=at(1))
    with pytest.raises(StaleSequence):
        answer(steps, 3, ["s2", "s1", "s3"], 1, now=at(2))


def test_flags_and_strikes_stay() -> None:
    sitting = strike(flag(running(), 1, True, now=at(1)), 1, ["o4", "o1"], now=at(2))
    kept = answer(sitting, 1, ["o2"], 1, now=at(3)).slots[1].answer
    assert (kept.flagged, kept.struck) == (True, ("o1", "o4"))
    assert not flag(sitting, 1, False, now=at(4)).slots[1].answer.flagged
    with pytest.raises(UnknownOption):
        strike(sitting, 1, ["p1"], now=at(5))


def test_time_on_a_question_only_grows_and_stays_possible() -> None:
    sitting = spend(running(), 1, 20, now=at(30))
    assert spend(sitting, 1, 10, now=at(31)).slots[1].answer.seconds == 20
    assert spend(sitting, 1, 10**9, now=at(40)).slots[1].answer.seconds == 40
    assert spend(sitting, 1, float("nan"), now=at(40)).slots[1].answer.seconds == 20


CHOICES: dict[int, tuple[list[str], ...]] = {
    1: ([], ["o1"], ["o2"], ["o3"]),
    2: ([], ["p1", "p2"], ["p2", "p3"], ["p4", "p5"]),
}


class Interleaving(RuleBasedStateMachine):
    """Two pages, a clock that jumps, retries, submitting and expiring in any order.

    The model is what a learner would expect: the last acknowledged answer of each question, and one end.
    """

    def __init__(self) -> None:
        super().__init__()
        self.time = 0.0
        self.acknowledged: dict[int, tuple[str, ...]] = {1: (), 2: ()}
        self.known = {"phone": {1: 0, 2: 0}, "laptop": {1: 0, 2: 0}}
        self.sent: list[dict[str, Any]] = []
        self.ends: set[tuple[State, datetime | None]] = set()

    @initialize(seconds=st.sampled_from([60, 600]))
    def start(self, seconds: int) -> None:
        self.sitting = running(seconds=seconds)
        self.limit = seconds

    def send(self, write: dict[str, Any]) -> None:
        before = self.sitting
        position = write["position"]
        repeats = self.acknowledged[position] == tuple(sorted(write["choice"])) and (
            before.slots[position].answer.sequence == write["sequence"]
        )
        try:
            self.sitting = answer(before, **write, now=at(self.time))
        except StaleSequence as stale:
            self.known[write["page"]][position] = stale.current.sequence
        except SittingError:
            assert before.state is not State.IN_PROGRESS or self.time >= self.limit
        else:
            assert repeats or (self.time < self.limit and before.state is State.IN_PROGRESS), "no late answer counts"
            self.acknowledged[position] = choice_of(self.sitting, position)
            self.known[write["page"]][position] = write["sequence"]
        assert self.sitting is before or self.sitting.slots[position].answer.choice == self.acknowledged[position]

    @rule(page=st.sampled_from(["phone", "laptop"]), position=st.sampled_from([1, 2]), pick=st.integers(0, 3))
    def choose(self, page: str, position: int, pick: int) -> None:
        known = self.known[page][position]
        choice = CHOICES[position][pick]
        write = {"position": position, "choice": choice, "sequence": known + 1, "page": page, "seen": known}
        self.sent.append(write)
        self.send(write)

    @rule(data=st.data())
    def retry(self, data: st.DataObject) -> None:
        """The network delivers an old write once more."""
        if self.sent:
            self.send(data.draw(st.sampled_from(self.sent)))

    @rule(page=st.sampled_from(["phone", "laptop"]))
    def reload(self, page: str) -> None:
        for position, slot in self.sitting.slots.items():
            if position in self.known[page]:
                self.known[page][position] = slot.answer.sequence

    @rule(position=st.sampled_from([1, 2]), flagged=st.booleans())
    def set_flag(self, position: int, flagged: bool) -> None:
        try:
            self.sitting = flag(self.sitting, position, flagged, now=at(self.time))
        except SittingError:
            assert self.sitting.state.graded or self.time >= self.limit

    @rule(seconds=st.sampled_from([1, 30, 59, 300, 86400]))
    def wait(self, seconds: int) -> None:
        self.time += seconds

    @rule()
    def end_by_page(self) -> None:
        self.sitting = submit(self.sitting, now=at(self.time))

    @rule()
    def end_by_timer(self) -> None:
        self.sitting = expire(self.sitting, now=at(self.time))

    @invariant()
    def no_acknowledged_answer_is_lost(self) -> None:
        for position, choice in self.acknowledged.items():
            assert choice_of(self.sitting, position) == choice

    @invariant()
    def it_ends_once(self) -> None:
        if self.sitting.state.graded:
            self.ends.add((self.sitting.state, self.sitting.ended_at))
        assert len(self.ends) <= 1
        if self.sitting.state is State.EXPIRED:
            assert self.sitting.ended_at == self.sitting.deadline


TestInterleaving = Interleaving.TestCase
TestInterleaving.settings = settings(max_examples=150, stateful_step_count=40)
