"""Item statistics over all learners, for whoever runs the site: read from the tallies, never from the answers."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, case, exists, func, or_, select
from sqlalchemy.orm import Session

from app.assessment.difficulty import PRIOR_SD, Difficulty
from app.assessment.item_flags import (
    FLAG_FACILITY,
    LEAST_RELIABILITY,
    SHOW_CHOICES,
    SHOW_DISCRIMINATION,
    SHOW_FACILITY,
    SHOW_RELIABILITY,
    Raised,
    Unit,
    band,
    raise_flags,
)
from app.assessment.item_stats import (
    REST_UNIT,
    Choice,
    ChoiceSum,
    Correlation,
    Facility,
    FormTally,
    Tally,
    choice_stats,
    discrimination,
    efficiency,
    facility,
    guess_corrected,
    kr20,
)
from app.assessment.rapid import EffortCheck, check_effort
from app.store.difficulties import latest
from app.store.engine import write_transaction
from app.store.evidence import rebuild
from app.store.item_shrinking import Drawn, draw
from app.store.item_tallies import Level, template_of
from app.store.progress_tables import ChoiceTallyRow, EvidenceRow, FormTallyRow, ItemTallyRow, StandingRow
from app.store.tables import AttemptRow, ItemRow, MarkRow, ReportRow
from app.store.views import Page
from question_bank.item import Item, item_from_json

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class ChoiceRate:
    """One option of an item, or one trap of a template or family, with the share that chose it.

    `text` is the option's, `trap` the one that it carries; of a trap, both are its id.
    """

    choice: Choice
    is_key: bool
    text: str
    trap: str | None


@dataclass(frozen=True, slots=True)
class ShownDifficulty:
    """In logits, 0 for an average item of the exam, with standard deviation. Estimated from features or `observed`.

    `answers` are those to the item's template that a calibration has weighed, also while they are too few for it.
    """

    value: float
    sd: float
    answers: int
    observed: bool


@dataclass(frozen=True, slots=True)
class UnitStatistics:
    """One unit of the bank. What its answers are too few for is None, or empty for `choices`.

    `corrected` is the facility beyond blind guessing, `band` a word for the discrimination. `stem` is an item's, and
    `difficulty` an item's or a template's. `drawn` is what the figures of those are if drawn towards the level above.
    """

    exam: str
    level: Level
    unit: str
    answers: int
    facility: Facility | None
    corrected: float | None
    discrimination: Correlation | None
    efficiency: float | None
    band: str | None
    choices: tuple[ChoiceRate, ...]
    flags: tuple[Raised, ...]
    reports: int
    stem: str | None
    difficulty: ShownDifficulty | None
    drawn: Drawn | None


@dataclass(frozen=True, slots=True)
class FormStatistics:
    """A form that learners have shared. `kr20` is None below 100 of them, and where all had the same score."""

    exam: str
    form_code: str
    length: int
    learners: int
    mean: float
    kr20: float | None

    @property
    def is_unreliable(self) -> bool:
        return self.kr20 is not None and self.kr20 < LEAST_RELIABILITY


def unit_statistics(
    session: Session, exam: str, level: Level, *, page: int = 1, flagged: bool = False
) -> Page[UnitStatistics]:
    """Units with statistics to show, those with flags first and then by answers; with `flagged` only the former.

    A flag is weighed against all units of its exam and level. A page beyond the last gives the last.
    """
    reported = _reports(session, exam) if level is Level.ITEM else {}
    raised = _raised(session, exam, level, reported)
    shown = (ItemTallyRow.exam == exam, ItemTallyRow.level == level)
    others = and_(*shown, ItemTallyRow.answers >= SHOW_FACILITY, ItemTallyRow.unit.not_in(sorted(raised)))
    count = 0 if flagged else session.scalar(select(func.count()).select_from(ItemTallyRow).where(others)) or 0
    total = len(raised) + count
    pages = max(1, -(-total // PER_PAGE))
    number = min(max(1, page), pages)
    start, end = (number - 1) * PER_PAGE, min(number * PER_PAGE, total)
    names = sorted(raised, key=lambda unit: (list(type(raised[unit][0].flag)).index(raised[unit][0].flag), unit))
    wanted = names[start:end]
    if len(wanted) < end - start:
        rest = select(ItemTallyRow.unit).where(others).order_by(ItemTallyRow.answers.desc(), ItemTallyRow.unit)
        skipped = max(0, start - len(names))
        wanted += session.scalars(rest.limit(end - start - len(wanted)).offset(skipped))
    tallies = _tallies(session, exam, level, ItemTallyRow.unit.in_(wanted))
    items = _items(session, wanted) if level is Level.ITEM else {}
    found = _difficulties(session, exam, level, wanted, items)
    drawn = draw(session, exam, level, {unit: held.tally for unit, held in tallies.items()}, items)
    rows = tuple(
        _statistics(
            exam,
            level,
            unit,
            tallies[unit],
            raised.get(unit, ()),
            reported.get(unit, (0, 0))[0],
            items.get(unit),
            found.get(unit),
            drawn.get(unit),
        )
        for unit in wanted
        if unit in tallies
    )
    return Page(rows, number, pages, total)


def form_statistics(session: Session, exam: str | None = None) -> tuple[FormStatistics, ...]:
    """Forms that two or more learners sat, without an item that they had met; the most shared first."""
    query = select(*FormTallyRow.__table__.c).where(FormTallyRow.learners >= 2)
    if exam is not None:
        query = query.where(FormTallyRow.exam == exam)
    rows = session.execute(query.order_by(FormTallyRow.learners.desc(), FormTallyRow.form_code).limit(PER_PAGE))
    return tuple(_form(row) for row in rows)


def rapid_check(session: Session) -> EffortCheck | None:
    """Whether answers too fast to be read are as good as guesses, over all learners; None where there is none.

    The one figure here that reads the answers: for a command, not for a page.
    """
    columns = (func.count(), func.sum(case((EvidenceRow.correct, 1), else_=0)), func.sum(EvidenceRow.chance))
    flagged = select(*columns).where(EvidenceRow.rapid, EvidenceRow.withdrawn.is_(False))
    count, right, chances = session.execute(flagged).one()
    return check_effort(count, int(right), float(chances)) if count else None


def take_up_all(session: Session) -> int:
    """Take up what learners were graded for before there were statistics; how many logs of an exam that made."""
    mark = exists().where(MarkRow.learner_id == AttemptRow.learner_id, MarkRow.attempt_id == AttemptRow.id)
    known = exists().where(StandingRow.learner_id == AttemptRow.learner_id, StandingRow.exam == AttemptRow.exam)
    query = select(AttemptRow.learner_id, AttemptRow.exam).where(mark, ~known).distinct()
    found = session.execute(query.order_by(AttemptRow.learner_id, AttemptRow.exam)).all()
    for learner_id, exam in found:
        with write_transaction(session):
            rebuild(session, learner_id, exam)
    return len(found)


@dataclass(slots=True)
class _Held:
    """A unit's tally as it is stored, the mean chance of a guess, and its options with whether each is a key."""

    tally: Tally
    chance: float
    options: dict[str, bool]

    @property
    def distractors(self) -> list[str]:
        return [option for option, is_key in self.options.items() if not is_key]


def _raised(
    session: Session, exam: str, level: Level, reported: Mapping[str, tuple[int, int]]
) -> dict[str, tuple[Raised, ...]]:
    """The flags of every unit that has any; those with too few answers for any test are not even read."""
    many = or_(ItemTallyRow.answers >= FLAG_FACILITY, ItemTallyRow.unit.in_(sorted(reported)))
    units = {
        name: Unit(
            held.tally,
            held.chance,
            held.distractors if level is Level.ITEM else (),  # a trap is offered by few items of a template
            views=held.tally.count,
            reports=reported.get(name, (0, 0))[0],
            reporters=reported.get(name, (0, 0))[1],
        )
        for name, held in _tallies(session, exam, level, many).items()
    }
    return raise_flags(units)


def _tallies(session: Session, exam: str, level: Level, where: Any) -> dict[str, _Held]:
    shown = (ItemTallyRow.exam == exam, ItemTallyRow.level == level, where)
    own = and_(
        ChoiceTallyRow.exam == ItemTallyRow.exam,
        ChoiceTallyRow.level == ItemTallyRow.level,
        ChoiceTallyRow.unit == ItemTallyRow.unit,
    )
    columns = (ChoiceTallyRow.unit, ChoiceTallyRow.choice, ChoiceTallyRow.is_key, ChoiceTallyRow.chosen)
    choices: dict[str, list[Any]] = defaultdict(list)
    picked = select(*columns, ChoiceTallyRow.rest).join(ItemTallyRow, own).where(*shown)
    for row in session.execute(picked.order_by(ChoiceTallyRow.unit, ChoiceTallyRow.choice)):
        choices[row.unit].append(row)
    rows = session.execute(select(*ItemTallyRow.__table__.c).where(*shown))
    return {row.unit: _held(row, choices[row.unit]) for row in rows}


def _held(row: Any, choices: Sequence[Any]) -> _Held:
    sums = {one.choice: ChoiceSum(one.chosen, one.rest) for one in choices}
    tally = Tally(row.answers, row.right, row.rest, row.rest_square, row.rest_right, sums)
    return _Held(tally, row.chance / REST_UNIT / row.answers, {one.choice: one.is_key for one in choices})


def _statistics(
    exam: str,
    level: Level,
    unit: str,
    held: _Held,
    flags: tuple[Raised, ...],
    reports: int,
    item: Item | None,
    hard: ShownDifficulty | None,
    drawn: Drawn | None,
) -> UnitStatistics:
    tally, n = held.tally, held.tally.count
    share = facility(tally) if n >= SHOW_FACILITY else None
    key = discrimination(tally) if n >= SHOW_DISCRIMINATION else None
    found = choice_stats(tally, list(held.options)) if n >= SHOW_CHOICES else ()
    return UnitStatistics(
        exam=exam,
        level=level,
        unit=unit,
        answers=n,
        facility=share,
        corrected=guess_corrected(share.value, held.chance) if share else None,
        discrimination=key,
        efficiency=efficiency(tally) if key else None,
        band=band(key),
        choices=tuple(_rate(choice, held, item) for choice in found),
        flags=flags,
        reports=reports,
        stem=item.stem if item else None,
        difficulty=hard,
        drawn=drawn if share else None,
    )


def _rate(choice: Choice, held: _Held, item: Item | None) -> ChoiceRate:
    option = next((one for one in item.options if one.id == choice.id), None) if item else None
    if option is None:
        return ChoiceRate(choice, held.options[choice.id], choice.id, None if item else choice.id)
    return ChoiceRate(choice, held.options[choice.id], option.text, option.trap)


def _items(session: Session, hashes: Iterable[str]) -> dict[str, Item]:
    rows = session.execute(select(ItemRow.hash, ItemRow.body).where(ItemRow.hash.in_(list(hashes))))
    return {row.hash: item_from_json(json.loads(row.body)) for row in rows}


def _difficulties(
    session: Session, exam: str, level: Level, units: Sequence[str], items: Mapping[str, Item]
) -> dict[str, ShownDifficulty]:
    """Of items, and of templates that a calibration has weighed; other units mix what is easy and what is hard."""
    if level is Level.TEMPLATE:
        return {unit: _shown(held.estimate, held) for unit, held in latest(session, exam, units).items()}
    held_by = latest(session, exam, map(template_of, items.values())) if items else {}
    return {unit: _shown(item.difficulty, held_by.get(template_of(item))) for unit, item in items.items()}


def _shown(estimate: float, held: Difficulty | None) -> ShownDifficulty:
    if held is None or not held.is_calibrated:
        return ShownDifficulty(estimate, PRIOR_SD, held.answers if held else 0, observed=False)
    return ShownDifficulty(estimate + held.shift, held.sd, held.answers, observed=True)


def _reports(session: Session, exam: str) -> dict[str, tuple[int, int]]:
    """Of each reported item, the reports and the learners who sent them."""
    learners = func.count(func.distinct(ReportRow.learner_id))
    query = (
        select(ReportRow.item_hash, func.count(), learners)
        .join(ItemRow, ItemRow.hash == ReportRow.item_hash)
        .where(ItemRow.exam == exam)
        .group_by(ReportRow.item_hash)
    )
    return {row[0]: (row[1], row[2]) for row in session.execute(query)}


def _form(row: Any) -> FormStatistics:
    right = json.loads(row.right)
    tally = FormTally(row.learners, row.total, row.total_square, right)
    reliability = kr20(tally) if row.learners >= SHOW_RELIABILITY else None
    return FormStatistics(row.exam, row.form_code, len(right), row.learners, row.total / row.learners, reliability)
