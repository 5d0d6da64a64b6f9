"""One sitting as an explicit state machine: created → in-progress → submitted | expired | abandoned.

A sitting is a value. Every function returns a new one or raises a `SittingError`, whose text is for the learner. Time
comes in as `now`; the deadline belongs to the sitting. A slot is one position: what is asked there and what was
answered. The store may build a sitting of only the slot that it is about to write.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from app.assessment.clock import deadline_for, is_due
from question_bank.item import ItemType

MAX_SEQUENCE = 2**53 - 1  # the largest integer that JavaScript counts exactly
QUICK_LENGTHS = (10, 20, 30)
GAP = ""  # a prompt of a matching item that has no option yet; only in a partial choice


class State(StrEnum):
    """Where a sitting stands. Submitted and expired ones are graded, abandoned ones never are."""

    CREATED = "created"
    IN_PROGRESS = "in-progress"
    SUBMITTED = "submitted"
    EXPIRED = "expired"
    ABANDONED = "abandoned"

    @property
    def graded(self) -> bool:
        return self in (State.SUBMITTED, State.EXPIRED)


class Mode(StrEnum):
    """What a sitting is for: which form it takes, and when it tells what was right."""

    SIMULATION = "simulation"
    QUICK = "quick"
    STUDY = "study"
    DRILL = "drill"

    @property
    def reveals(self) -> bool:
        """Whether an answer is final once given, and key and rationale are shown at once."""
        return self in (Mode.STUDY, Mode.DRILL)

    @property
    def rivals(self) -> frozenset["Mode"]:
        """The modes of which one attempt an exam runs at a time with this. A study of days stands in no quiz's way."""
        return frozenset({self}) if self.reveals else frozenset({Mode.SIMULATION, Mode.QUICK})


class Confidence(StrEnum):
    """How sure the learner says to be of an answer. Never changes a mark."""

    SURE = "sure"
    UNSURE = "unsure"
    GUESS = "guess"


@dataclass(frozen=True, slots=True)
class Question:
    """What the rules need to know of an item: its type, its option ids as shown, and how many must be chosen.

    For ordering, `choose` is the length of the sequence; for matching, the number of prompts.
    """

    type: ItemType
    option_ids: tuple[str, ...]
    choose: int


@dataclass(frozen=True, slots=True)
class Answer:
    """The latest answer to one position. `sequence` counts its writes, 0 before the first; `page` is who wrote it.

    `looked_up` says that the model explorer was opened with the question open, before this answer or an earlier one.
    """

    choice: tuple[str, ...] = ()
    sequence: int = 0
    page: str = ""
    confidence: Confidence | None = None
    flagged: bool = False
    struck: tuple[str, ...] = ()
    seconds: float = 0.0
    looked_up: bool = False


@dataclass(frozen=True, slots=True)
class Slot:
    """One position: what is asked, and the latest answer."""

    question: Question
    answer: Answer = Answer()

    @property
    def complete(self) -> bool:
        """Whether as many options are chosen as the question asks for."""
        return _count(self.answer.choice) == self.question.choose


@dataclass(frozen=True, slots=True)
class Sitting:
    """One attempt as the rules see it. `slots` maps positions, from 1, to what is asked and answered there."""

    mode: Mode
    state: State
    slots: Mapping[int, Slot]
    started_at: datetime | None = None
    deadline: datetime | None = None
    ended_at: datetime | None = None

    def slot(self, position: int) -> Slot:
        """Raises NoSuchPosition where the sitting has no such question."""
        found = self.slots.get(position)
        if found is None:
            raise NoSuchPosition("This attempt has no such question.")
        return found


class SittingError(Exception):
    """A rule of the sitting refuses something. The text is a sentence for the learner."""


class NoSuchPosition(SittingError):
    """There is no question at that position."""


class TooLate(SittingError):
    """The deadline has passed."""


class AlreadyGraded(SittingError):
    """The attempt is over, so its answers stay as they are."""


class NotRunning(SittingError):
    """The attempt has not been started, or was abandoned."""


class UnknownOption(SittingError):
    """A choice is not among the question's options."""


class WrongNumber(SittingError):
    """Too few or too many options are chosen."""


class BadSequence(SittingError):
    """The sequence number is not one that a page can have counted."""


class AnswerFinal(SittingError):
    """The key has been shown, so the answer cannot change any more."""


class StaleSequence(SittingError):
    """A newer answer is saved already. `current` is that answer, for the page to show."""

    def __init__(self, message: str, current: Answer) -> None:
        super().__init__(message)
        self.current = current


def begin(sitting: Sitting, seconds: int | None, extra_seconds: int = 0, *, now: datetime) -> Sitting:
    """Start the clock: `seconds` plus `extra_seconds`, or none where `seconds` is None. A second call changes nothing.

    Raises AlreadyGraded or NotRunning where the sitting is over.
    """
    if sitting.state is State.IN_PROGRESS:
        return sitting
    if sitting.state is not State.CREATED:
        _refuse_if_over(sitting, now)
    deadline = None if seconds is None else deadline_for(now, seconds, extra_seconds)
    return replace(sitting, state=State.IN_PROGRESS, started_at=now, deadline=deadline)


def answer(
    sitting: Sitting,
    position: int,
    choice: Sequence[str],
    sequence: int,
    *,
    confidence: Confidence | None = None,
    page: str = "",
    seen: int | None = None,
    partial: bool = False,
    looked_up: bool = False,
    now: datetime,
) -> Sitting:
    """Save `choice` (option ids; empty clears) as write number `sequence` of this position.

    `page` names the tab or device that writes, `seen` the sequence it last had from the server: a page that has not
    seen another page's newer answer is refused, even where it counts higher. `partial` allows fewer options than asked
    for, so that a choice of two is not lost between the first and the second. `looked_up` is as in `Answer`. The same
    write again changes nothing, even after the deadline, since the answer it repeats does count.

    Raises TooLate, AlreadyGraded, NotRunning, NoSuchPosition, BadSequence, AnswerFinal, StaleSequence, UnknownOption or
    WrongNumber; the sitting is then as it was.
    """
    slot = sitting.slot(position)
    old = slot.answer
    chosen = _tidy(slot.question, choice)
    if _is_repeat(sitting.mode, old, chosen, sequence, confidence):
        return sitting
    _refuse_if_over(sitting, now)
    _refuse_if_final(sitting.mode, old)
    _refuse_if_stale(old, sequence, page, seen)
    check_choice(slot.question, chosen, partial=partial and not sitting.mode.reveals)
    new = replace(old, choice=chosen, sequence=sequence, page=page, confidence=confidence)
    return _put(sitting, position, replace(new, looked_up=old.looked_up or looked_up))


def flag(sitting: Sitting, position: int, flagged: bool, *, now: datetime) -> Sitting:
    """Mark a question for review, or take the mark off."""
    _refuse_if_over(sitting, now)
    return _put(sitting, position, replace(sitting.slot(position).answer, flagged=flagged))


def strike(sitting: Sitting, position: int, struck: Sequence[str], *, now: datetime) -> Sitting:
    """Strike out exactly these options. Raises UnknownOption where one is not the question's."""
    _refuse_if_over(sitting, now)
    slot = sitting.slot(position)
    _refuse_unknown(slot.question, struck)
    in_order = tuple(option for option in slot.question.option_ids if option in set(struck))
    return _put(sitting, position, replace(slot.answer, struck=in_order))


def clear(sitting: Sitting, position: int, sequence: int, *, page: str = "", now: datetime) -> Sitting:
    """Take the answer back. Raises as `answer` does."""
    return answer(sitting, position, (), sequence, page=page, now=now)


def spend(sitting: Sitting, position: int, seconds: float, *, now: datetime) -> Sitting:
    """Note that the learner looked at a question for `seconds` in all. The larger figure stays, so retries are safe.

    Nobody can have looked longer than the sitting lasts; more is cut.
    """
    _refuse_if_over(sitting, now)
    old = sitting.slot(position).answer
    longest = (now - sitting.started_at).total_seconds() if sitting.started_at else 0.0
    return _put(sitting, position, replace(old, seconds=max(old.seconds, min(seconds, longest))))


def submit(sitting: Sitting, *, now: datetime) -> Sitting:
    """End the sitting. At or after its deadline it has expired instead; once over, it stays as it is.

    Raises NotRunning where it was never started or was abandoned.
    """
    if sitting.state.graded:
        return sitting
    if is_due(sitting.deadline, now) and sitting.state is State.IN_PROGRESS:
        return expire(sitting, now=now)
    _refuse_if_over(sitting, now)
    return replace(sitting, state=State.SUBMITTED, ended_at=now)


def expire(sitting: Sitting, *, now: datetime) -> Sitting:
    """End the sitting as of its deadline if that is reached, whoever calls and when; otherwise it stays as it is."""
    if sitting.state is not State.IN_PROGRESS or not is_due(sitting.deadline, now):
        return sitting
    return replace(sitting, state=State.EXPIRED, ended_at=sitting.deadline)


def abandon(sitting: Sitting, *, now: datetime) -> Sitting:
    """Give the sitting up, ungraded. Raises TooLate or AlreadyGraded where it is over by submission or clock."""
    if sitting.state is State.ABANDONED:
        return sitting
    if sitting.state is not State.CREATED:
        _refuse_if_over(sitting, now)
    return replace(sitting, state=State.ABANDONED, ended_at=now)


def check_choice(question: Question, choice: Sequence[str], *, partial: bool = False) -> None:
    """Raises UnknownOption or WrongNumber where `choice` cannot be an answer; an empty choice is none, and passes."""
    placed = [option for option in choice if option != GAP]
    _refuse_unknown(question, placed if partial else choice)
    if len(placed) > question.choose or (len(placed) < question.choose and choice and not partial):
        raise WrongNumber(_number_sentence(question, len(placed)))
    twice = len(set(placed)) < len(placed)
    if twice and question.type is not ItemType.MATCHING:
        raise WrongNumber("Choose each option only once.")


def _number_sentence(question: Question, count: int) -> str:
    if question.type is ItemType.MATCHING:
        return f"Give each of the {question.choose} prompts one option; {count} have one."
    if question.type is ItemType.ORDERING:
        return f"Put {question.choose} steps in order; you placed {count}."
    noun = "option" if question.choose == 1 else "options"
    return f"Choose {question.choose} {noun}; you chose {count}."


def _refuse_unknown(question: Question, choice: Sequence[str]) -> None:
    if not set(choice) <= set(question.option_ids):
        raise UnknownOption("That choice is not among this question's options.")


def _refuse_if_over(sitting: Sitting, now: datetime) -> None:
    if sitting.state is State.ABANDONED:
        raise NotRunning("This attempt was abandoned, so nothing in it can change.")
    if sitting.state is State.CREATED:
        raise NotRunning("This attempt has not been started yet.")
    if sitting.state is State.SUBMITTED:
        raise AlreadyGraded("This attempt is submitted and graded, so its answers stay as they are.")
    if sitting.state is State.EXPIRED or is_due(sitting.deadline, now):
        raise TooLate("Time is up: this came after the deadline and does not count. What was saved before is graded.")


def _is_repeat(mode: Mode, old: Answer, chosen: tuple[str, ...], sequence: int, confidence: Confidence | None) -> bool:
    if mode.reveals and chosen and chosen == old.choice:
        return True
    return sequence == old.sequence > 0 and (chosen, confidence) == (old.choice, old.confidence)


def _refuse_if_final(mode: Mode, old: Answer) -> None:
    if mode.reveals and old.choice:
        raise AnswerFinal("You have seen the answer to this question, so your choice stays as it is.")


def _refuse_if_stale(old: Answer, sequence: int, page: str, seen: int | None) -> None:
    if not 0 < sequence <= MAX_SEQUENCE:
        raise BadSequence("This page lost count of its answers. Reload it and choose again.")
    others = seen is not None and seen < old.sequence and page != old.page
    if sequence <= old.sequence or others:
        raise StaleSequence("A newer answer to this question is saved already, from another tab or device.", old)


def _tidy(question: Question, choice: Sequence[str]) -> tuple[str, ...]:
    """A set of options in the question's order, so that the same set is the same choice; a sequence stays as it is."""
    if question.type in (ItemType.ORDERING, ItemType.MATCHING):
        return tuple(choice) if any(option != GAP for option in choice) else ()
    known = [option for option in question.option_ids for _ in range(list(choice).count(option))]
    return (*known, *(option for option in choice if option not in question.option_ids))


def _count(choice: Sequence[str]) -> int:
    return sum(option != GAP for option in choice)


def _put(sitting: Sitting, position: int, new: Answer) -> Sitting:
    slot = replace(sitting.slot(position), answer=new)
    return replace(sitting, slots={**sitting.slots, position: slot})
