"""Checks against the model: traps, scope, rationales, and what the options claim."""

import re
from collections.abc import Iterator
from functools import cache

from question_bank.item import ItemType, Option
from question_bank.lint.look import Look
from question_bank.lint.text import OptionText
from question_bank.loading import load_exam_guides
from question_bank.model import CellKey

FEWEST_WORDS = 6  # of a rationale
OWNER = re.compile("customer|provider|Microsoft|Google")
SECOND_SIDES = (", and AWS ", ", and the company ")  # a second claim about who does what
MOST_AREAS = 3
AWS = "aws"


def sourced(look: Look) -> Iterator[str]:
    """L03, as far as it can be seen without reading the item: there is a proof, and each cell of it has a source."""
    if not look.item.proof or any(not proof.source.startswith("https://") for proof in look.item.proof):
        yield "the item has no sourced proof"


def two_claims(look: Look) -> Iterator[str]:
    """L21: one option, one claim; two that are joined must be a declared two by two."""
    if look.declares("factorial"):
        return
    for text in look.options:
        if not text.joint:  # none of what is looked for below is without one
            continue
        if text.joint == ";" or any(side in text.shown for side in SECOND_SIDES):
            yield f"an option makes two statements: {text.shown!r}"
        elif _are_two(look, text):
            yield f"an option joins two tasks: {text.shown!r}"


def _are_two(look: Look, text: OptionText) -> bool:
    """Whether both sides of the joint are tasks that the model knows."""
    halves = text.folded.split(text.joint, 1)
    return all(half in look.book.parts or half in look.book.duties for half in halves)


def mixed_areas(look: Look) -> Iterator[str]:
    """L16"""
    if len({look.model.controls[proof.control].area for proof in look.item.proof}) > MOST_AREAS:
        yield f"the options come from more than {MOST_AREAS} areas"
    named = [bool(look.book.services_in(text.shown)) and len(text.words) <= FEWEST_WORDS for text in look.options]
    if look.chooses and len(set(named)) > 1 and len({text.gerund for text in look.options}) > 1:
        yield "some options name a service and others something else"


def unused_context(look: Look) -> Iterator[str]:
    """L25: services in the stem on which nothing in the item turns. A case has further events by design."""
    proved = {(proof.provider, proof.service) for proof in look.item.proof}
    shown = {service for text in look.options for service in look.book.services_in(text.shown)}
    within = " ".join(look.model.service(*service).phrase for service in proved)
    for service in look.book.services_in(look.item.stem):
        if not look.item.case and service not in proved | shown and look.model.service(*service).phrase not in within:
            yield f"the stem names {service[1]}, which decides nothing"


def trapless(look: Look) -> Iterator[str]:
    """L26"""
    options = look.item.options
    wrong = [option for option in options if not option.correct]
    carrying = [place for place, option in enumerate(options) if option.trap and not option.correct]
    needed = min(2, len(wrong)) if look.item.type is ItemType.MULTIPLE_CHOICE else (len(wrong) + 1) // 2
    if len(carrying) < needed and look.item.type is not ItemType.MATCHING:
        yield f"only {len(carrying)} of {len(wrong)} distractors carry a trap"
    cells = [proof.key for proof in look.item.proof]
    for place in carrying:
        if fault := _misfit(look, options[place], look.options[place], cells):
            yield fault
    if len(carrying) < len([option for option in options if option.trap]):
        yield "a key carries a trap"


def _misfit(look: Look, option: Option, text: OptionText, cells: list[CellKey]) -> str:
    """Why the trap of an option cannot be what tempts there; "" where it can."""
    trap = look.model.traps.get(option.trap or "")
    if trap is None or trap.cells.isdisjoint(cells):
        return f"the trap {option.trap!r} concerns no cell of this item"
    stated = look.book.parts.get(text.folded)
    if (
        stated
        and stated[0] not in trap.cells
        and not any(key[2] == stated[0][2] and key in trap.cells for key in cells)
    ):
        return f"the trap {option.trap!r} does not concern {option.text!r}"
    return ""


def out_of_scope(look: Look) -> Iterator[str]:
    """L27"""
    services = _services(look.item.exam)
    for proof in look.item.proof:
        if proof.provider == AWS and proof.service not in services:
            yield f"{proof.service} is not a service of the exam"
        if proof.provider != AWS and not look.declares("compares_clouds"):
            yield f"{proof.service} is a service of another provider"
        if proof.key not in look.model.cells:
            yield f"the model has no cell {proof.control} with {proof.service}"


@cache
def _services(exam: str) -> frozenset[str]:
    return frozenset(load_exam_guides()[exam].services)


def rationales(look: Look) -> Iterator[str]:
    """L28"""
    matching = look.item.type is ItemType.MATCHING
    texts = [reason for _, reason in look.item.prompt_rationales] if matching else _reasons(look)
    if min([text.count(" ") for text in texts], default=FEWEST_WORDS) + 1 < FEWEST_WORDS:
        yield "an option has no rationale worth the name"
    if len(set(texts)) != len(texts):
        yield "two options have the same rationale"
    if "{" in look.item.explanation or "{" in "".join(texts):
        yield "a rationale has a gap"
    for text in texts:
        if not ("AWS" in text or "company" in text or OWNER.search(text)):
            yield "a rationale does not say whose work it is"


def _reasons(look: Look) -> list[str]:
    return [option.rationale for option in look.item.options]
