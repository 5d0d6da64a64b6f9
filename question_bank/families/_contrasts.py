"""Why an option is right or wrong that sets two things against each other: two tasks, two modes, two kinds of control.

A wrong option is answered where it is wrong: one half by its own reason, both halves in one sentence where one side has
both. Its belief comes first, and no reason is given twice in an item as long as there is another.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from question_bank.draft import Choice, Claim
from question_bank.families._reasons import Reasons
from question_bank.model import Owner
from question_bank.wording import KEPT, capital

Frames = Sequence[str]
Half = tuple[Claim, str]  # and how a sentence calls what it is about
PROVIDER, CUSTOMER, SHARED = Owner.PROVIDER, Owner.CUSTOMER, Owner.SHARED
ANSWERS = ("Yet ", "In fact, ", "But ", "However, ", "Actually, ", "In reality, ")
TURNED = ("it is the other way around", "each half is turned around", "this mixes up the two")


@dataclass(frozen=True, slots=True)
class Wording:
    """How sentences tell whose a half is, by its owner: with {it} and {why}, without a reason, and of both halves.

    `both` has the reasons of either half, {first} and {second}; `alike` has {why}, where they share one, and `neither`
    has none.
    """

    one: Mapping[Owner, Frames]
    bare: Mapping[Owner, Frames]
    both: Mapping[Owner, Frames]
    alike: Mapping[Owner, Frames]
    neither: Mapping[Owner, Frames]


TASKS = Wording(
    one={
        PROVIDER: (
            "{it} falls to AWS, because {why}",
            "{why}, so {it} is AWS's",
            "AWS does {it}: {why}",
            "{why}, and so {it} is left to AWS",
            "{it} can be left to AWS, since {why}",
            "{it} is on AWS's side: {why}",
        ),
        CUSTOMER: (
            "{it} falls to the company, because {why}",
            "{why}, so {it} is the company's",
            "the company does {it} itself: {why}",
            "{why}, and so {it} is left to the company",
            "{it} stays with the company, since {why}",
            "{it} is up to the company: {why}",
        ),
    },
    bare={
        PROVIDER: ("{it} falls to AWS", "AWS does {it}", "{it} is on AWS's side", "AWS takes care of {it}"),
        CUSTOMER: (
            "{it} falls to the company",
            "the company does {it} itself",
            "{it} is up to the company",
            "the company takes care of {it}",
        ),
    },
    both={
        PROVIDER: (
            "neither is left to the company, because {first}, and {second}",
            "both fall to AWS: {first}, and {second}",
            "AWS does both, since {first}, and {second}",
        ),
        CUSTOMER: (
            "neither can be left to AWS, because {first}, and {second}",
            "both fall to the company: {first}, and {second}",
            "the company does both, since {first}, and {second}",
        ),
    },
    alike={
        PROVIDER: ("both fall to AWS, because {why}", "neither is left to the company: {why}"),
        CUSTOMER: ("both fall to the company, because {why}", "neither can be left to AWS: {why}"),
    },
    neither={PROVIDER: ("both fall to AWS",), CUSTOMER: ("both fall to the company",)},
)
MODES = Wording(
    one={
        PROVIDER: (
            "{it}, it falls to AWS, because {why}",
            "{it}, {why}, so it is AWS's",
            "{it}, AWS does it: {why}",
            "it is AWS's {it}, since {why}",
            "{it}, AWS takes care of it: {why}",
            "{it}, it can be left to AWS, since {why}",
        ),
        CUSTOMER: (
            "{it}, it falls to the company, because {why}",
            "{it}, {why}, so it is the company's",
            "{it}, the company does it: {why}",
            "it is the company's {it}, since {why}",
            "{it}, the company has to take care of it: {why}",
            "{it}, it stays with the company, since {why}",
        ),
    },
    bare={
        PROVIDER: ("{it}, it falls to AWS", "{it}, AWS does it", "it is AWS's {it}", "{it}, AWS takes care of it"),
        CUSTOMER: (
            "{it}, it falls to the company",
            "{it}, the company does it",
            "it is the company's {it}",
            "{it}, the company has to take care of it",
        ),
    },
    both={
        PROVIDER: (
            "it is AWS's both times: {first}, and {second}",
            "AWS does it in both cases, because {first}, and {second}",
        ),
        CUSTOMER: (
            "it is the company's both times: {first}, and {second}",
            "the company does it in both cases, because {first}, and {second}",
        ),
    },
    alike={
        PROVIDER: (
            "it is AWS's both times, because {why}",
            "the mode makes no difference: {why}, so AWS does it",
            "{why}, and so AWS does it in both cases",
        ),
        CUSTOMER: (
            "it is the company's both times, because {why}",
            "the mode makes no difference: {why}, so the company does it",
            "{why}, and so the company does it in both cases",
        ),
    },
    neither={PROVIDER: ("it is AWS's both times",), CUSTOMER: ("it is the company's both times",)},
)
KINDS = Wording(
    one={
        PROVIDER: (
            "{it} is inherited, because {why}",
            "{why}, so the company inherits {it}",
            "AWS alone takes care of {it}: {why}",
            "the company has no part in {it}, since {why}",
        ),
        CUSTOMER: (
            "{it} is customer specific, because {why}",
            "{why}, so {it} is the company's alone",
            "AWS cannot take {it} over, since {why}",
            "{it} is the company's alone: {why}",
        ),
    },
    bare={
        PROVIDER: ("{it} is inherited from AWS", "AWS alone takes care of {it}", "the company has no part in {it}"),
        CUSTOMER: ("{it} is customer specific, and so the company's alone", "AWS cannot take {it} over"),
        SHARED: (
            "AWS and the company each have a part in {it}",
            "neither AWS nor the company can do the other's part of {it}",
            "{it} is shared: AWS and the company each do their own part",
            "{it} belongs to neither AWS nor the company alone",
        ),
    },
    both={
        PROVIDER: (
            "the company inherits both: {first}, and {second}",
            "AWS alone takes care of both, because {first}, and {second}",
        ),
        CUSTOMER: (
            "both are the company's alone: {first}, and {second}",
            "AWS cannot take over either, because {first}, and {second}",
        ),
    },
    alike={
        PROVIDER: ("the company inherits both, because {why}", "AWS alone takes care of both: {why}"),
        CUSTOMER: ("both are the company's alone, because {why}", "AWS cannot take over either, since {why}"),
    },
    neither={
        PROVIDER: ("the company inherits both from AWS",),
        SHARED: ("AWS and the company each have a part in both", "both are shared between AWS and the company"),
        CUSTOMER: ("both are the company's alone",),
    },
)
ORDINALS = ("the first", "the second")


def contrast(reasons: Reasons, wording: Wording, choice: Choice, names: Sequence[str]) -> str:
    """Why an option is right in both halves, or what it has wrong; `names` are those of its claims."""
    halves = list(zip(choice.claims, names, strict=True))
    wrong = halves if choice.correct else [half for half in halves if not half[0].true]
    if len(wrong) > 1 and not choice.correct:
        return answer(reasons, choice, _turned(reasons, wording, wrong))
    first, *rest = (_told(reasons, wording, half) for half in wrong)
    return answer(reasons, choice, " ".join((first, *map(capital, rest))))


def answer(reasons: Reasons, choice: Choice, text: str) -> str:
    """A sentence as a key has it, or after the belief of a wrong option."""
    if choice.trap is None:
        return capital(text)
    return reasons.lured(choice.trap, reasons.frame(ANSWERS) + text)


def _turned(reasons: Reasons, wording: Wording, halves: Sequence[Half]) -> str:
    """What an option has wrong in both halves."""
    (first, _), (second, _) = halves
    if first.side is not second.side:
        return " ".join((ended(reasons.frame(TURNED)), *(capital(_told(reasons, wording, half)) for half in halves)))
    grounds = [reasons.ground(claim) for claim, _ in halves]
    limits = dict.fromkeys(ground.limit for ground in grounds)
    clauses = list(dict.fromkeys(ground.clause for ground in grounds if ground.clause))
    if len(clauses) > 1:
        text = filled(reasons.frame(wording.both[first.side]), first=clauses[0], second=clauses[1])
    elif clauses:
        text = filled(reasons.frame(wording.alike[first.side]), why=clauses[0])
    else:
        text = reasons.frame(wording.neither[first.side])
    return ended(text, *limits)


def _told(reasons: Reasons, wording: Wording, half: Half) -> str:
    """Whose a half is, and what limits that."""
    claim, name = half
    ground = reasons.ground(claim)
    frames = (wording.one if ground.clause else wording.bare)[claim.side]
    return ended(filled(reasons.frame(frames), it=name, why=ground.clause), ground.limit)


def ended(text: str, *limits: str) -> str:
    """A sentence, and those that limit it."""
    return " ".join((f"{text}.", *filter(None, limits)))


def filled(frame: str, **words: str) -> str:
    """A frame with its words, kept: the model has few reasons."""
    return _filled(frame, tuple(words.items()))


@lru_cache(maxsize=KEPT)
def _filled(frame: str, words: tuple[tuple[str, str], ...]) -> str:
    return frame.format(**dict(words))
