"""Why a task changes its owner between two places or keeps it: after a move, or with one mode instead of another.

An option is worded as the second place has it. What is said of the first place is said of such work there.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from question_bank.draft import Choice, Claim
from question_bank.families._contrasts import answer, ended, filled
from question_bank.families._reasons import Reasons
from question_bank.model import ACCOUNT_WIDE, Cell, Owner, ResponsibilityModel
from question_bank.wording import capital

Frames = Sequence[str]
PROVIDER, CUSTOMER = Owner.PROVIDER, Owner.CUSTOMER


@dataclass(frozen=True, slots=True)
class Places:
    """How sentences tell whose a task is: at both places alike, at the first and at the second, and against an option.

    {at} is the place with its comma, {why} a reason; `kept_bare` and `now_bare` have none, for a limit follows.
    """

    kept: Mapping[Owner, Frames]
    kept_bare: Mapping[Owner, Frames]
    before: Mapping[Owner, Frames]
    turned: Frames


NOW: Mapping[Owner, Frames] = {
    PROVIDER: (
        "{at} AWS does it, because {why}",
        "{at} {why}, so it is AWS's",
        "{at} it falls to AWS: {why}",
        "{at} it can be left to AWS, since {why}",
        "{at} AWS takes care of it: {why}",
    ),
    CUSTOMER: (
        "{at} the company does it, because {why}",
        "{at} {why}, so it is the company's",
        "{at} it falls to the company: {why}",
        "{at} the company has to do it, since {why}",
        "{at} it is up to the company: {why}",
    ),
}
NOW_BARE: Mapping[Owner, Frames] = {
    PROVIDER: ("{at} AWS does it", "{at} it falls to AWS", "{at} AWS takes care of it"),
    CUSTOMER: ("{at} the company does it", "{at} it falls to the company", "{at} the company has to do it"),
}
OWN = (
    "In its own data center, the company did this itself.",
    "Before the move, the company's own staff did this.",
    "In its own data center, the company had to do this itself.",
)
MOVE = Places(
    kept={
        PROVIDER: (
            "the move leaves this with AWS, because {why}",
            "{why}, before the move as well as after it, so this is AWS's throughout",
            "this was AWS's before and stays so: {why}",
            "AWS keeps this work, since {why}",
        ),
        CUSTOMER: (
            "the move leaves this with the company, because {why}",
            "{why}, and no move changes that: this is the company's",
            "this was the company's before and stays so: {why}",
            "the company keeps this work, since {why}",
        ),
    },
    kept_bare={
        PROVIDER: ("the move leaves this with AWS", "AWS keeps this work", "this was AWS's before and stays so"),
        CUSTOMER: (
            "the move leaves this with the company",
            "the company keeps this work",
            "this was the company's before and stays so",
        ),
    },
    before={
        PROVIDER: (
            "{at} such work was AWS's, because {why}",
            "{at} AWS did such work: {why}",
            "{at} this kind of task fell to AWS, since {why}",
        ),
        CUSTOMER: (
            "{at} such work was the company's, because {why}",
            "{at} the company did such work itself: {why}",
            "{at} this kind of task fell to the company, since {why}",
        ),
    },
    turned=("this goes the other way", "the move turns this around"),
)
CHOICE = Places(
    kept={
        PROVIDER: (
            "the choice leaves this with AWS, because {why}",
            "{why}, whichever is chosen, so this is AWS's",
            "this is AWS's either way: {why}",
            "AWS has this work with either choice, since {why}",
        ),
        CUSTOMER: (
            "the choice leaves this with the company, because {why}",
            "{why}, whichever is chosen, so this is the company's",
            "this is the company's either way: {why}",
            "the company has this work with either choice, since {why}",
        ),
    },
    kept_bare={
        PROVIDER: (
            "the choice leaves this with AWS",
            "this is AWS's either way",
            "AWS has this work with either choice",
        ),
        CUSTOMER: (
            "the choice leaves this with the company",
            "this is the company's either way",
            "the company has this work with either choice",
        ),
    },
    before={
        PROVIDER: (
            "{at} such work would be AWS's, because {why}",
            "{at} AWS would do such work: {why}",
            "{at} this kind of task would fall to AWS, since {why}",
        ),
        CUSTOMER: (
            "{at} such work would be the company's, because {why}",
            "{at} the company would do such work itself: {why}",
            "{at} this kind of task would fall to the company, since {why}",
        ),
    },
    turned=("it is the other way around", "the choice does the reverse"),
)


def told(model: ResponsibilityModel, reasons: Reasons, choice: Choice, places: Places) -> str:
    """Why an option is right or wrong. Its claims are of the second place and, unless it is the company's, the first.

    A key that changes its owner is told at both places, any other option where it is wrong.
    """
    after, *before = choice.claims
    if (before[0].cell.owner if before else CUSTOMER) is after.cell.owner:
        return answer(reasons, choice, _kept(reasons, choice, places))
    if choice.correct:
        there = _there(model, reasons, choice, places) if before else reasons.frame(OWN)
        return f"{capital(there)} {capital(_here(model, reasons, after))}"
    wrong = [_here(model, reasons, after)] if not after.true else []
    if before and not before[0].true:
        wrong.insert(0, _there(model, reasons, choice, places))
    if len(wrong) > 1:
        return answer(reasons, choice, " ".join((ended(reasons.frame(places.turned)), *map(capital, wrong))))
    return answer(reasons, choice, wrong[0])


def _kept(reasons: Reasons, choice: Choice, places: Places) -> str:
    """That the task is the same side's at both places, and why."""
    after, *before = choice.claims
    ground, side = reasons.ground(after, before[0].cell if before else None), after.cell.owner
    frames = places.kept if ground.clause else places.kept_bare
    return ended(filled(reasons.frame(frames[side]), why=ground.clause), ground.limit)


def _here(model: ResponsibilityModel, reasons: Reasons, after: Claim) -> str:
    """Whose the task is at the second place, and what limits that."""
    ground = reasons.ground(after)
    frames = (NOW if ground.clause else NOW_BARE)[after.cell.owner]
    return ended(filled(reasons.frame(frames), at=_at(model, after.cell), why=ground.clause), ground.limit)


def _there(model: ResponsibilityModel, reasons: Reasons, choice: Choice, places: Places) -> str:
    """Whose such work is at the first place, with a reason: what limits that cell is not the item's matter."""
    before = choice.claims[1]
    why = reasons.ground(before, before.cell).clause
    return ended(filled(reasons.frame(places.before[before.cell.owner]), at=_at(model, before.cell), why=why))


def _at(model: ResponsibilityModel, cell: Cell) -> str:
    """A place as a sentence goes on to it, with its comma."""
    if cell.service == ACCOUNT_WIDE:
        return "on AWS,"
    service = model.service(cell.provider, cell.service).phrase
    return f"{'on' if ' with ' in service else 'with'} {service},"
