"""Tallies and standings after anything that can happen are those of a full recount from marks and answers."""

import json
import shutil
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.assessment.clock import seconds_for
from app.assessment.sitting import Mode, State
from app.store import attempts, learners, leaving
from app.store.evidence import rebuild_all
from app.store.item_tallies import Level, template_of
from app.store.played import played
from app.store.progress_tables import (
    ChoiceTallyRow,
    DifficultyTallyRow,
    EvidenceRow,
    FormTallyRow,
    ItemTallyRow,
)
from app.store.tables import AttemptRow, LearnerRow, MarkRow
from app.store.upgrade import open_session
from question_bank.exam_guide import ExamGuide
from tests.conftest import Clock
from tests.samples import sample_form
from tests.unit.store.progress_rows import everything

LENGTH = 6
UNIT = 100_000
Step = Callable[["World"], None]


@dataclass
class World:
    """A database with two guests and an account, and what was done in it."""

    session: Session
    guide: ExamGuide
    clock: Clock = field(default_factory=Clock)
    people: list[int] = field(default_factory=list)

    def arrive(self) -> None:
        self.people.append(learners.create_guest(self.session, now=self.clock()).id)

    def sit(self, who: int, mode: Mode, first: int, choices: list[int], *, end: bool) -> None:
        """Answer a form whose items begin with number `first`; a choice of 4 leaves the question out."""
        self.clock.advance(3600)
        learner = self.people[who % len(self.people)]
        form = sample_form(self.guide, LENGTH, seed=first, first=first)
        seconds = None if mode.reveals else seconds_for(self.guide, LENGTH)
        started = attempts.start(self.session, learner, form, self.guide, mode, seconds, now=self.clock())
        for position, choice in enumerate(choices, start=1):
            view = attempts.question(self.session, learner, started.id, position, now=self.clock())
            if choice < 4:
                picked = [view.options[(choice + place) % len(view.options)].id for place in range(view.choose)]
                saved = {"confidence": "sure", "seconds": 40.0 * (choice != 3), "now": self.clock()}
                attempts.save_answer(self.session, learner, started.id, position, picked, 1, **saved)  # type: ignore[arg-type]
        if end:
            attempts.submit(self.session, learner, started.id, now=self.clock())
        else:
            attempts.abandon(self.session, learner, started.id, now=self.clock())

    def forget_attempt(self, number: int) -> None:
        rows = self.session.execute(select(AttemptRow.learner_id, AttemptRow.id).order_by(AttemptRow.started_at)).all()
        if rows:
            attempts.delete(self.session, *rows[number % len(rows)])

    def leave(self, who: int) -> None:
        leaving.delete_learner(self.session, self.people.pop(who % len(self.people)), now=self.clock())
        self.arrive()

    def merge(self, who: int) -> None:
        """One of the guests registers before, and another comes along."""
        account, guest = self.people[who % len(self.people)], self.people[(who + 1) % len(self.people)]
        self.session.get_one(LearnerRow, account).email = f"{account}@example.com"
        self.session.commit()
        learners.merge_guest(self.session, guest, account, now=self.clock())
        self.session.get_one(LearnerRow, account, populate_existing=True).email = None
        self.session.commit()
        self.people.remove(guest)
        self.arrive()


def steps() -> st.SearchStrategy[Step]:
    who = st.integers(0, 2)
    sits = st.builds(
        lambda who, mode, first, choices, end: lambda world: world.sit(who, mode, first, choices, end=end),
        who,
        st.sampled_from([Mode.QUICK, Mode.QUICK, Mode.STUDY, Mode.DRILL]),
        st.sampled_from([1, 4, 100]),
        st.lists(st.integers(0, 4), min_size=LENGTH, max_size=LENGTH),
        st.booleans(),
    )
    deletes = st.builds(lambda number: lambda world: world.forget_attempt(number), st.integers(0, 20))
    leaves = st.builds(lambda who: lambda world: world.leave(who), who)
    merges = st.builds(lambda who: lambda world: world.merge(who), who)
    return st.one_of(sits, sits, sits, deletes, leaves, merges)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(steps(), min_size=1, max_size=12))
def test_whatever_happens_the_tallies_are_those_of_a_recount(
    tmp_path_factory: Any, empty_database: Path, guide: ExamGuide, done: list[Step]
) -> None:
    path = tmp_path_factory.mktemp("tallies") / "whose.sqlite"
    shutil.copy(empty_database, path)
    with open_session(f"sqlite:///{path}") as session:
        world = World(session, guide)
        for _ in range(3):
            world.arrive()
        for step in done:
            step(world)
        assert stored_units(session) == recounted_units(session)
        assert stored_forms(session) == recounted_forms(session)
        assert stored_settings(session) == recounted_settings(session)
        before = everything(session)
        for learner in world.people:
            rebuild_all(session, learner)
        session.flush()
        assert everything(session) == before, "what was kept step by step is what the whole log comes to"


def stored_units(session: Session) -> dict[tuple[str, str], tuple[Any, ...]]:
    choices: dict[tuple[str, str], dict[str, tuple[int, int]]] = defaultdict(dict)
    for row in session.scalars(select(ChoiceTallyRow)):
        choices[row.level, row.unit][row.choice] = (row.chosen, row.rest)
    return {
        (row.level, row.unit): (
            *(row.answers, row.right, row.rest, row.rest_square, row.rest_right, row.chance),
            choices.pop((row.level, row.unit), {}),
        )
        for row in session.scalars(select(ItemTallyRow))
    } | {key: ("no unit", held) for key, held in choices.items()}


def first_marks(session: Session) -> list[tuple[Any, dict[int, Any], set[int], dict[int, Any]]]:
    """Each attempt with marks, in the order in which it counts: its marks, which items are new, and what was played."""
    order = []
    for attempt in session.scalars(select(AttemptRow)).all():
        marks = session.scalars(
            select(MarkRow).where(MarkRow.learner_id == attempt.learner_id, MarkRow.attempt_id == attempt.id)
        ).all()
        if marks:
            order.append((marks[0].graded_at, attempt.id, attempt, marks))
    seen: dict[int, set[str]] = defaultdict(set)
    found = []
    for _, _, attempt, marks in sorted(order, key=lambda one: one[:2]):
        places = {one.position: one for one in played(session, attempt.learner_id, attempt.id)}
        known = seen[attempt.learner_id]
        new = {mark.position for mark in marks if places[mark.position].item.id not in known}
        known |= {places[mark.position].item.id for mark in marks}
        found.append((attempt, {mark.position: mark for mark in marks}, new, places))
    return found


def recounted_units(session: Session) -> dict[tuple[str, str], tuple[Any, ...]]:
    sums: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0] * 6)
    choices: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    rests: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for attempt, marks, new, places in first_marks(session):
        if attempt.mode == Mode.DRILL or not State(attempt.state).graded:
            continue
        last = max((position for position, mark in marks.items() if mark.answered), default=0)
        reached = [mark for position, mark in sorted(marks.items()) if position <= last]
        right = sum(mark.correct for mark in reached)
        for mark in reached:
            one = places[mark.position]
            rapid = mark.answered and 0 < one.response.seconds < 5
            if mark.position not in new or rapid or len(reached) < 2:
                continue
            rest = round((right - mark.correct) / (len(reached) - 1) * UNIT)
            chance = UNIT // 4 if len(one.item.key) == 1 else UNIT // 10
            carried = {option.id: option.trap for option in one.item.options if option.trap}
            fell = sorted({carried[choice] for choice in one.choice if choice in carried})
            about: list[tuple[str, str, bool, list[str], list[str]]] = [
                (Level.ITEM, one.item.id, mark.correct, list(one.choice), [o.id for o in one.item.options]),
                (Level.TEMPLATE, template_of(one.item), mark.correct, fell, []),
                (Level.FAMILY, one.item.family, mark.correct, fell, []),
                (Level.CELL, "aws/rds/guest-os-patching", mark.correct, [], []),
            ]
            if mark.answered:
                about += [(Level.TRAP, trap, trap not in fell, [], []) for trap in sorted(set(carried.values()))]
            for level, unit, good, chosen, offered in about:
                key = (str(level), unit)
                more = (1, good, rest, rest * rest, rest * good, chance)
                sums[key] = [held + one for held, one in zip(sums[key], more, strict=True)]
                choices[key].update(dict.fromkeys(offered, 0))
                choices[key].update(chosen)
                rests[key].update(dict.fromkeys(chosen, rest))
    return {
        key: (*held, {choice: (count, rests[key][choice]) for choice, count in choices[key].items()})
        for key, held in sums.items()
    }


def stored_settings(session: Session) -> dict[tuple[Any, ...], tuple[int, int, int]]:
    rows = session.scalars(select(DifficultyTallyRow))
    return {
        (row.exam, row.template, row.margin, row.spread, row.chance): (row.answers, row.right, row.estimate)
        for row in rows
    }


def recounted_settings(session: Session) -> dict[tuple[Any, ...], tuple[int, int, int]]:
    """From the log: first answers against the clock that weigh something; sample items are estimated at 0."""
    found: dict[tuple[Any, ...], tuple[int, int, int]] = {}
    weighed = (EvidenceRow.mode == Mode.QUICK, EvidenceRow.weight > 0, EvidenceRow.rest.is_not(None))
    for row in session.scalars(select(EvidenceRow).where(*weighed)):
        assert row.ability is not None
        assert row.ability_sd is not None
        setting = (round(row.ability / 0.2), round(row.ability_sd / 0.2), round(row.chance * 1000))
        key = (row.exam, "pick-task/guest-os-patching/provider", *setting)
        answers, right, _ = found.get(key, (0, 0, 0))
        found[key] = (answers + 1, right + row.correct, 0)
    return found


def stored_forms(session: Session) -> dict[str, tuple[int, int, int, list[int]]]:
    rows = session.scalars(select(FormTallyRow))
    return {row.form_code: (row.learners, row.total, row.total_square, json.loads(row.right)) for row in rows}


def recounted_forms(session: Session) -> dict[str, tuple[int, int, int, list[int]]]:
    found: dict[str, tuple[int, int, int, list[int]]] = {}
    for attempt, marks, new, _ in first_marks(session):
        if attempt.mode != Mode.QUICK or len(new) < LENGTH:
            continue
        right = [int(marks[position].correct) for position in sorted(marks)]
        score = sum(right)
        count, total, square, before = found.get(attempt.form_code, (0, 0, 0, [0] * LENGTH))
        added = [held + one for held, one in zip(before, right, strict=True)]
        found[attempt.form_code] = (count + 1, total + score, square + score * score, added)
    return found
