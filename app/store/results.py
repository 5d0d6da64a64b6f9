"""What an attempt came to, and its items with keys: only once it is graded, or revealed by study and drill."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session, aliased

from app.assessment import sitting as rules
from app.assessment.grading import DomainCount, Mark, chosen_trap, count_marks
from app.assessment.intervals import jeffreys_interval, verdict
from app.assessment.rapid import Effort
from app.assessment.sitting import GAP, Confidence, Mode, State
from app.store.errors import NotFound, NotGraded
from app.store.grades import Played, end, played, read_marks, settle
from app.store.progress_tables import EvidenceRow
from app.store.sittings import NO_QUESTION, attempt_view, check_place, of
from app.store.tables import AttemptItemRow, AttemptRow
from app.store.views import DomainRow, ResultView, ReviewItem, ReviewOption
from question_bank.exam_guide import ExamGuide, find_guide
from question_bank.item import Item, ItemType
from question_bank.loading import load_exam_guides
from question_bank.pairs import flipped_between

EXPIRE_BATCH = 500


def submit(session: Session, learner_id: int, attempt_id: str, *, now: datetime) -> ResultView:
    """Submit and grade an attempt. Once graded, a further call gives the same result and says `already_graded`.

    From its deadline on it has expired, as of its deadline. Raises NotFound, and NotRunning for an abandoned attempt.
    """
    graded = end(session, learner_id, attempt_id, lambda sitting: rules.submit(sitting, now=now), now=now)
    return replace(result(session, learner_id, attempt_id, now=now), already_graded=not graded)


def expire_due(session: Session, *, now: datetime) -> int:
    """Grade every attempt whose deadline has passed, as of its deadline. Returns how many this call graded."""
    due = (AttemptRow.state == State.IN_PROGRESS, AttemptRow.deadline <= now)
    query = select(AttemptRow.learner_id, AttemptRow.id).where(*due).order_by(AttemptRow.deadline).limit(EXPIRE_BATCH)
    graded = 0
    while batch := session.execute(query).all():
        for learner_id, attempt_id in batch:
            graded += _expire(session, learner_id, attempt_id, now)
    return graded


def result(session: Session, learner_id: int, attempt_id: str, *, now: datetime) -> ResultView:
    """The result of a graded attempt. Raises NotFound, NotGraded while it runs or where it was abandoned."""
    attempt = _graded(session, learner_id, attempt_id, now)
    guide = find_guide(load_exam_guides(), attempt.exam)
    counts = count_marks(read_marks(session, learner_id, attempt_id).values())
    return ResultView(
        attempt=attempt_view(session, attempt, now),
        correct=counts.correct,
        counted=counts.total,
        scored_correct=counts.scored_correct,
        scored_total=counts.scored_total,
        scaled=attempt.scaled,
        scaled_low=attempt.scaled_low,
        scaled_high=attempt.scaled_high,
        passed=attempt.passed,
        passing_score=guide.passing_score,
        passing_count=attempt.passing_count,
        domains=tuple(_domain_row(guide, count) for count in counts.domains),
        time_used=(attempt.submitted_at or now) - attempt.started_at,
        already_graded=True,
    )


def review(session: Session, learner_id: int, attempt_id: str, *, now: datetime) -> tuple[ReviewItem, ...]:
    """Every item of a graded attempt with its key, in order. Raises NotFound and NotGraded as `result` does."""
    _graded(session, learner_id, attempt_id, now)
    marks = read_marks(session, learner_id, attempt_id)
    return tuple(_review_item(one, marks.get(one.position)) for one in played(session, learner_id, attempt_id))


def feedback(session: Session, learner_id: int, attempt_id: str, position: int, *, now: datetime) -> ReviewItem:
    """One item with its key: in study and drill once it is answered, in any mode once the attempt is graded.

    Raises NotFound, and NotGraded where the key may not be shown yet.
    """
    check_place(attempt_id, position)
    attempt = settle(session, learner_id, attempt_id, now=now)
    found = played(session, learner_id, attempt_id, position)
    if not found:
        raise NotFound(NO_QUESTION)
    marks = read_marks(session, learner_id, attempt_id, [position])
    revealed = Mode(attempt.mode).reveals and position in marks
    if not (State(attempt.state).graded or revealed):
        raise NotGraded("The answer to this question is shown once it is graded.")
    return _review_item(found[0], marks.get(position))


def effort(session: Session, learner_id: int, attempt_id: str) -> Effort:
    """How many answers of a graded attempt were too fast to have been read, of how many."""
    given = (of(EvidenceRow, learner_id, attempt_id), EvidenceRow.answered)
    columns = select(func.count(), func.count().filter(EvidenceRow.rapid))
    answered, rapid = session.execute(columns.where(*given)).one()
    return Effort(rapid, answered)


def twin_before(session: Session, learner_id: int, attempt_id: str, position: int) -> ReviewItem | None:
    """The answered item of a drill that makes a minimal pair with the one at `position`; None where there is none.

    It stands earlier, on the same trap. To be shown where `feedback` may be.
    """
    here, asked = aliased(AttemptItemRow), AttemptItemRow
    same_trap = (
        select(asked.position)
        .join(here, and_(here.learner_id == asked.learner_id, here.attempt_id == asked.attempt_id))
        .where(of(asked, learner_id, attempt_id), here.position == position)
        .where(asked.trap == here.trap, asked.position < here.position)
    )
    marks = read_marks(session, learner_id, attempt_id, session.scalars(same_trap).all())
    if not marks:
        return None
    later = played(session, learner_id, attempt_id, position)[0]
    for place in reversed(marks):
        earlier = played(session, learner_id, attempt_id, place)[0]
        if flipped_between(earlier.item.proof, later.item.proof):
            return _review_item(earlier, marks[place])
    return None


def _expire(session: Session, learner_id: int, attempt_id: str, now: datetime) -> bool:
    """Grade one due attempt; False where somebody else has graded or deleted it meanwhile."""
    try:
        return end(session, learner_id, attempt_id, lambda sitting: rules.expire(sitting, now=now), now=now)
    except NotFound:
        return False


def _graded(session: Session, learner_id: int, attempt_id: str, now: datetime) -> AttemptRow:
    attempt = settle(session, learner_id, attempt_id, now=now)
    if attempt.state == State.ABANDONED:
        raise NotGraded("This attempt was abandoned, so it has no result.")
    if not State(attempt.state).graded:
        raise NotGraded("This attempt is not submitted yet, so it has no result.")
    return attempt


def _domain_row(guide: ExamGuide, count: DomainCount) -> DomainRow:
    domain = guide.domain(count.domain)
    low, high = jeffreys_interval(count.correct, count.total)
    words = verdict(count.correct, count.total, guide.assumed_share_at_passing)
    return DomainRow(domain.id, domain.name, domain.weight_percent, count.correct, count.total, low, high, words)


def _review_item(one: Played, mark: Mark | None) -> ReviewItem:
    texts = {option.id: option.text for option in one.item.options}
    response = one.response
    correct = mark is not None and mark.correct
    return ReviewItem(
        position=one.position,
        item=one.item,
        options=_review_options(one),
        choice=tuple(texts.get(option, GAP) for option in one.choice),
        key=tuple(texts[option] for option in _key_in_order(one.item)),
        answered=any(one.choice),
        correct=correct,
        trap=None if correct else chosen_trap(one.item, one.choice),
        scored=one.scored,
        seconds=response.seconds,
        confidence=Confidence(response.confidence) if response.confidence else None,
        flagged=response.flagged,
    )


def _review_options(one: Played) -> tuple[ReviewOption, ...]:
    chosen, struck = set(one.response.choice or ()), set(one.response.struck)
    return tuple(
        ReviewOption(
            shown, option.text, option.correct, option.rationale, option.trap, shown in chosen, shown in struck
        )
        for shown, option in zip(one.shown_ids, one.item.options, strict=True)
    )


def _key_in_order(item: Item) -> tuple[str, ...]:
    if item.type is ItemType.ORDERING:
        return item.order
    if item.type is ItemType.MATCHING:
        return tuple(option for _, option in item.pairs)
    return tuple(option.id for option in item.options if option.correct)
