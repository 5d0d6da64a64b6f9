"""What families about situations share: the evidence decides the control, the cell of the service the side."""

from collections.abc import Sequence
from random import Random

from question_bank.draft import Choice, Draft, Family
from question_bank.families._duties import fact, possessive
from question_bank.families._even import even_trap
from question_bank.families._plan import plan
from question_bank.families._render import level
from question_bank.families._situation_fits import Fit, Members
from question_bank.model import Cell
from question_bank.scope import ExamScope, Scope
from question_bank.situations import SERVICE, Kind, Situation, situations_of
from question_bank.wording import capital, sentence, who

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

    The trap of the last corner is another belief about the key: who gives that work to the other side blames it.
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
    return plan(family, scope, fit.owner, choices, facts=(fit.situation.id, other.situation.id))


def actions(family: Family, scope: Scope, keys: Sequence[Fit], others: Sequence[Fit], rng: Random) -> Draft:
    """Steps of both sides, of which the keys answer what the stem says and one more of their side does not.

    The trap of that one is a belief about the key: who gives that work to the other side has to look for another step.
    """
    same, *theirs = others
    used: list[str] = []
    wrong = []
    for fit in sorted(theirs, key=lambda fit: len(fit.traps)):
        trap = even_trap(scope, fit.traps, used, rng) or fit.traps[0]
        used.append(trap.id)
        wrong.append(Choice(fit.moved, correct=False, trap=trap))
    choices = (
        *(Choice(fit.held, correct=True) for fit in keys),
        Choice(same.held, correct=False, trap=even_trap(scope, keys[0].traps, used, rng)),
        *wrong,
    )
    facts = tuple(fit.situation.id for fit in (*keys, *others))
    return plan(family, scope, keys[0].owner, choices, facts=facts)


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
    """Why each step answers what the stem says, or does not. `required` where the stem has a requirement."""
    return [
        _right_step(exam, draft, choice, rng, required=required)
        if choice.correct
        else _wrong_step(exam, draft, choice, rng)
        for choice in draft.choices
    ]


def _right_step(exam: ExamScope, draft: Draft, choice: Choice, rng: Random, *, required: bool) -> str:
    situation = situation_of(exam, draft, choice.cell)
    met = "meets the requirement" if required else f"is the step against {situation.matter}"
    return f"{capital(situation.step)} {met}. {fact(exam.model, choice.cell, rng)}"


def _wrong_step(exam: ExamScope, draft: Draft, choice: Choice, rng: Random) -> str:
    """Belief first. The trap of a step of the asked side is one about the key, which a believer passes by."""
    lure = f"{rng.choice(choice.trap.lures)} " if choice.trap else ""
    if choice.cell.owner is not draft.asked:
        return f"{lure}{fact(exam.model, choice.cell, rng)}"
    key, step = draft.choices[0].cell, situation_of(exam, draft, choice.cell).step
    passed = f"Then {situation_of(exam, draft, key).step} is passed over. " if lure else ""
    whose, matter = possessive(choice.cell.owner), _matter(exam, draft, choice)
    return f"{lure}{passed}{capital(step)} is {whose} work as well, but a step against {matter}."


def _matter(exam: ExamScope, draft: Draft, choice: Choice) -> str:
    return situation_of(exam, draft, choice.cell).matter


def corner_reasons(exam: ExamScope, draft: Draft, rng: Random) -> list[str]:
    """Why side and cause of each option are right or wrong. The order of choices is that of `corners`."""
    key, _, _, last = draft.choices
    right, wrong = (situation_of(exam, draft, choice.cell) for choice in (key, last))
    theirs, blamed = possessive(last.cell.owner), who(last.cell.owner)
    lures = [f"{rng.choice(choice.trap.lures)} " if choice.trap else "" for choice in draft.choices]
    blame = f"{lures[3]}So the blame seems to lie with {blamed}. " if lures[3] else ""
    return [
        f"{capital(right.step)} is the step against {right.matter}. {fact(exam.model, key.cell, rng)}",
        f"{lures[1]}The cause is right, the side is not. {fact(exam.model, key.cell, rng)}",
        f"{lures[2]}Yet {wrong.step} is {theirs} work, and the step against {wrong.matter}.",
        f"{blame}{capital(wrong.step)} is {theirs} work indeed, but it helps against {wrong.matter}, not against "
        f"{right.matter}.",
    ]


def step_text(exam: ExamScope, draft: Draft, choice: Choice) -> str:
    """A step as an option reads."""
    return sentence(situation_of(exam, draft, choice.cell).step)
