"""What families about situations share: the evidence decides the control, the cell of the service the side."""

from collections.abc import Sequence
from random import Random

from question_bank.draft import Choice, Draft, Family
from question_bank.families._duties import possessive
from question_bank.families._even import even_trap
from question_bank.families._plan import plan
from question_bank.families._reasons import WHOSE, Reasons
from question_bank.families._render import level
from question_bank.families._situation_fits import Fit, Members
from question_bank.model import Cell, Owner
from question_bank.scope import OTHER, ExamScope, Scope
from question_bank.situations import SERVICE, Kind, Situation, situations_of
from question_bank.wording import capital, sentence

# What a key says of its step and of what the stem shows; then follows whose it is, and why.
ANSWERS = (
    "{step} is the answer to {matter}.",
    "{step} addresses {matter}.",
    "{step} is the remedy for {matter}.",
    "{step} deals with {matter}.",
)
MEETS = (
    "{step} meets {needed}.",
    "{step} is what {needed} calls for.",
    "{needed} is met by {step}.",
    "{needed} calls for {step}.",
)
# Of a step that is on the right side and answers something else, after whose it is.
BESIDE = (
    "But {step} has no bearing on {matter}.",
    "Yet {step} does nothing about {matter}.",
    "But {step} would not change anything about {matter}.",
    "{step} does not help with {matter}, though.",
)
RIGHT = "the right step"
ONLY = "the requirement"
ORDINALS = ("the first requirement", "the second requirement")
# Of the belief that leads to such a step: who holds it gives the right one to the other side.
PASSED = (
    "That makes {right} look like {whose} work, so {step} is picked instead.",
    "Anyone who thinks so mistakes {right} for {whose} work and picks {step} in its place.",
)
# The same, where the stem has a requirement.
MISSES = (
    "But it does not meet the requirement.",
    "Yet the requirement asks for something else.",
    "But it would not meet the requirement.",
    "It is not what the requirement calls for, though.",
)
# The same, where it has two.
MISSES_BOTH = (
    "But it meets neither requirement.",
    "Yet both requirements ask for something else.",
    "But it would not meet either requirement.",
    "It is not what either of the requirements calls for, though.",
)
# Of the right cause on the wrong side, before the belief that leads there: where the option names it, or the stem.
SIDE = (
    "The cause is right, but the wrong side is blamed.",
    "This names the right step but the wrong side.",
    "The step is right; its owner is not.",
    "The step is the right one, but not for this side.",
)
SIDE_OF_STEP = (
    "{step} is the right one, but the wrong side is blamed.",
    "{step} answers what was seen, but it is not this side's work.",
    "{step} was indeed missing, but on the other side.",
    "{step} is called for, but not from this side.",
)
# Of the wrong cause on the wrong side, after the belief and what is true, in words that no text of `BESIDE` has; or
# before them, where it says which step is meant.
ELSEWHERE = (
    "And {matter} must have another cause.",
    "Besides, {matter} calls for another step.",
    "Nor would its absence explain {matter}.",
    "Besides, {matter} cannot come from its absence.",
)
STEP_ELSEWHERE = (
    "{step} is unrelated to {matter}, and it is not this side's work either.",
    "Neither the step nor the side is right: {step} has nothing to do with {matter}.",
    "The absence of {step} would not explain {matter}; nor is it this side's work.",
)

INCIDENTS = frozenset((Kind.LOSS, Kind.EXPOSURE, Kind.FINDING, Kind.AUDIT))
SYMPTOMS = frozenset((Kind.SYMPTOM, Kind.COST))


def is_incident(situation: Situation) -> bool:
    """Whether something went wrong that a step before would have prevented."""
    return situation.kind in INCIDENTS


def is_symptom(situation: Situation) -> bool:
    """Whether something is slow, short or dear, and an action addresses it."""
    return situation.kind in SYMPTOMS


def has_requirement(situation: Situation) -> bool:
    """Whether a sentence says what its step achieves."""
    return bool(situation.requirement)


def corners(family: Family, scope: Scope, members: Members, rng: Random) -> Draft:
    """The full two by two of side and cause: the key, and the cause of a situation that the other side answers for.

    The last corner gives its work to the right side, so that no belief tempts with it but that about the key: who gives
    the key's work to the other side blames it. Stories that one step answers are one story to a form.
    """
    fit, other = members
    mine = even_trap(scope, fit.traps, (), rng) or fit.traps[0]
    theirs = even_trap(scope, other.traps, (mine.id,), rng) or other.traps[0]
    again = even_trap(scope, fit.traps, (mine.id, theirs.id), rng)
    choices = (
        Choice(fit.held, correct=True),
        Choice(fit.moved, correct=False, trap=mine),
        Choice(other.moved, correct=False, trap=theirs),
        Choice(other.held, correct=False, trap=again),
    )
    facts, told = (fit.situation.id, other.situation.id), (fit.situation.step,)
    return plan(family, scope, fit.owner, choices, facts=facts, stories=told)


def actions(family: Family, scope: Scope, keys: Sequence[Fit], others: Sequence[Fit], rng: Random) -> Draft:
    """Steps of both sides, of which the keys answer what the stem says and the others of their side do not.

    The trap of such a one is a belief about a key: who gives that work to the other side has to look for another step.
    """
    asked = keys[0].owner
    same, theirs = ([fit for fit in others if (fit.owner is asked) is mine] for mine in (True, False))
    used: list[str] = []
    wrong, beside = [], []
    for fit in sorted(theirs, key=lambda fit: len(fit.traps)):
        trap = even_trap(scope, fit.traps, used, rng) or fit.traps[0]
        used.append(trap.id)
        wrong.append(Choice(fit.moved, correct=False, trap=trap))
    for place, fit in enumerate(same):
        turned = (*keys[place:], *keys[:place])
        beliefs = (even_trap(scope, key.traps, used, rng) for key in turned)
        belief = next((trap for trap in beliefs if trap), None)
        used += [belief.id] if belief else []
        beside.append(Choice(fit.held, correct=False, trap=belief))
    choices = (*(Choice(fit.held, correct=True) for fit in keys), *beside, *wrong)
    facts = tuple(fit.situation.id for fit in (*keys, *same, *theirs))
    return plan(family, scope, asked, choices, facts=facts, stories=tuple(fit.situation.step for fit in keys))


def situation_of(exam: ExamScope, draft: Draft, cell: Cell) -> Situation:
    """The situation of the draft to which the cell belongs: no two of an item are of one control."""
    known = situations_of(exam.model).situations
    return next(known[name] for name in draft.facts if name in known and known[name].control == cell.control)


def evidence(exam: ExamScope, situation: Situation, service: str) -> str:
    """What was seen, as much of it as the exam's stems have room for."""
    said = situation.evidence[:1] if level(exam) == "foundational" else situation.evidence
    return " ".join(capital(text.replace(SERVICE, service)) for text in said)


def phrase(exam: ExamScope, cell: Cell) -> str:
    return exam.model.service(cell.provider, cell.service).phrase


def action_reasons(exam: ExamScope, draft: Draft, rng: Random, *, required: bool = False) -> list[str]:
    """Why each step answers what the stem says, or does not. `required` where the stem has a requirement, or two.

    They speak of what this item shows alone: what a wrong step is for in another one nobody has read.
    """
    reasons = Reasons(exam.model, rng)
    matter = situation_of(exam, draft, draft.choices[0].cell).matter
    needed = iter(ORDINALS if len(draft.keys) > 1 else (ONLY,))
    meets, misses = (MEETS, MISSES) if required else (ANSWERS, BESIDE)
    told = []
    for choice in draft.choices:
        if choice.correct:
            step = situation_of(exam, draft, choice.cell).step
            text = capital(reasons.frame(meets).format(step=step, matter=matter, needed=next(needed)))
            told.append(f"{text} {reasons.of(choice)}")
        elif choice.cell.owner is draft.asked:
            frames = MISSES_BOTH if len(draft.keys) > 1 else misses
            passed = _passed(reasons, draft.asked, _right_step(exam, draft, choice))
            told.append(_beside(reasons, choice, passed, matter, frames))
        else:  # belief first where a step is given to the wrong side
            told.append(reasons.of(choice))
    return told


def _right_step(exam: ExamScope, draft: Draft, choice: Choice) -> str:
    """The step that the belief of a choice gives to the other side, as a rationale calls it."""
    if len(draft.keys) == 1:
        return RIGHT
    passed = [
        needed
        for key, needed in zip(draft.keys, ORDINALS, strict=True)
        if choice.trap in exam.traps(key.cell, OTHER[draft.asked])
    ]
    return f"what meets {passed[0] if len(passed) == 1 else 'the requirements'}"


def _passed(reasons: Reasons, asked: Owner, right: str, called: str = "this one") -> str:
    """That a belief gives the right step of the side asked for to the other, so that this one is picked."""
    return reasons.frame(PASSED).format(right=right, whose=possessive(OTHER[asked]), step=called)


def _beside(
    reasons: Reasons, choice: Choice, passed: str, matter: str, frames: Sequence[str] = BESIDE, called: str = "it"
) -> str:
    """Why the key was passed over, whose work this is, and that it does not help; what limits the cell is left out.

    `called` is how the text says which step this is, where no belief has done so and the option does not name it.
    """
    why = reasons.ground(choice.claims[0], choice.cell).clause
    side = choice.claims[0].side
    whose = reasons.since(side, why, told_right=True) if why else reasons.frame(WHOSE[True, side])
    if choice.trap is None:
        return f"{whose} {_filled(reasons, frames, called, matter)}"
    return reasons.lured(choice.trap, f"{passed} {whose} {_filled(reasons, frames, 'it', matter)}")


def _filled(reasons: Reasons, frames: Sequence[str], step: str, matter: str) -> str:
    return capital(reasons.frame(frames).format(step=step, matter=matter))


def corner_reasons(exam: ExamScope, draft: Draft, rng: Random, places: Sequence[str] = ()) -> list[str]:
    """Why side and cause of each option are right or wrong. The order of choices is that of `corners`.

    `places` are those that the stem has given the step of the key and the other: options do not name the step then, so
    that each rationale has to.
    """
    reasons = Reasons(exam.model, rng)
    key, moved, theirs, last = draft.choices
    right, other = situation_of(exam, draft, key.cell), situation_of(exam, draft, last.cell)
    if not places:
        return [
            f"{_filled(reasons, ANSWERS, right.step, right.matter)} {reasons.of(key)}",
            f"{reasons.frame(SIDE)} {reasons.of(moved)}",
            f"{reasons.of(theirs)} {_filled(reasons, ELSEWHERE, '', right.matter)}",
            _beside(reasons, last, _passed(reasons, key.cell.owner, RIGHT), right.matter),
        ]
    mine, others = (f"the {place} step, {one.step}," for place, one in zip(places, (right, other), strict=True))
    return [
        f"{_filled(reasons, ANSWERS, mine, right.matter)} {reasons.of(key)}",
        f"{_filled(reasons, SIDE_OF_STEP, mine, right.matter)} {reasons.of(moved)}",
        f"{_filled(reasons, STEP_ELSEWHERE, others, right.matter)} {reasons.of(theirs)}",
        _beside(reasons, last, _passed(reasons, key.cell.owner, RIGHT, others), right.matter, called=others),
    ]


def step_text(exam: ExamScope, draft: Draft, choice: Choice) -> str:
    """A step as an option reads."""
    return sentence(situation_of(exam, draft, choice.cell).step)
