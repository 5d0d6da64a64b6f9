"""Why an option is right or wrong, and what an item teaches as a whole.

A key's rationale says what lets one side do the work and not the other: a reason of data/lines.yaml, and what limits
its cell. A distractor's says the belief that tempts, then the truth. Neither repeats the option, which stands above it
on the page; and neither is the explanation, which is the line of the key's control.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from random import Random
from typing import NamedTuple
from zlib import crc32

from question_bank.draft import Choice, Claim
from question_bank.lines import Lines, lines_of, sentences
from question_bank.model import Cell, Owner, ResponsibilityModel, Trap
from question_bank.scope import AWS, OTHER
from question_bank.wording import KEPT, capital, of_aws, who

MOST_SENTENCES = 3  # of an explanation
# Turns of phrase of the lures in data/traps.yaml, none of which an item should have twice.
MANNERS = (
    " seem",
    " look",
    "taken for",
    "mistaken",
    "confused",
    "carried over",
    "habit",
    " easily ",
    "tempting",
    "xpect",
    "elieve",
    "hought",
    "any ",
    "eople ",
)
# How a rationale says whose work it is before its reason: of a key, and of a distractor, after the belief.
WHY = {
    (True, Owner.PROVIDER): (
        "AWS does this: {why}.",
        "{Why}, so this falls to AWS.",
        "This is on AWS's side, because {why}.",
        "AWS takes care of this, since {why}.",
        "{Why}, and so the work is AWS's.",
        "This can be left to AWS: {why}.",
        "AWS handles this, because {why}.",
        "{Why}. That is why AWS does this.",
    ),
    (True, Owner.CUSTOMER): (
        "The company does this itself: {why}.",
        "{Why}, so this falls to the company.",
        "This stays with the company, because {why}.",
        "The company must do this, since {why}.",
        "{Why}, and so the work is the company's.",
        "This is up to the company: {why}.",
        "The company takes care of this, because {why}.",
        "{Why}. That is why the company does this.",
    ),
    (False, Owner.PROVIDER): (
        "In fact, AWS does it: {why}.",
        "Yet {why}, so it falls to AWS.",
        "But AWS takes care of it, because {why}.",
        "The work is AWS's, though, since {why}.",
        "Actually, this is AWS's job: {why}.",
        "But {why}, and so the work is AWS's.",
        "However, this can be left to AWS: {why}.",
        "In reality, it is on AWS's side, because {why}.",
    ),
    (False, Owner.CUSTOMER): (
        "In fact, the company has to do it: {why}.",
        "Yet {why}, so it falls to the company.",
        "But it stays with the company, because {why}.",
        "The work is the company's, though, since {why}.",
        "Actually, this is the company's job: {why}.",
        "But {why}, and so the work is the company's.",
        "However, this is up to the company: {why}.",
        "In reality, it is on the company's side, because {why}.",
    ),
}
# The same before what limits the cell, a sentence of its own.
WHOSE = {
    (True, Owner.PROVIDER): (
        "AWS does this.",
        "This falls to AWS.",
        "This is on AWS's side.",
        "AWS takes care of this.",
        "This can be left to AWS.",
        "AWS handles this.",
        "This is done by AWS.",
        "This is AWS's job.",
    ),
    (True, Owner.CUSTOMER): (
        "The company does this itself.",
        "This falls to the company.",
        "This stays with the company.",
        "The company must do this.",
        "This is up to the company.",
        "The company takes care of this.",
        "This is done by the company.",
        "This is the company's job.",
    ),
    (False, Owner.PROVIDER): (
        "In fact, AWS does it.",
        "Yet it falls to AWS.",
        "But AWS takes care of it.",
        "The work is AWS's, though.",
        "Actually, this is AWS's job.",
        "However, this can be left to AWS.",
        "But AWS is the one that does it.",
        "In reality, it is on AWS's side.",
    ),
    (False, Owner.CUSTOMER): (
        "In fact, the company has to do it.",
        "Yet it falls to the company.",
        "But it stays with the company.",
        "The work is the company's, though.",
        "Actually, this is the company's job.",
        "However, this is up to the company.",
        "But the company is the one that does it.",
        "In reality, it is on the company's side.",
    ),
}
# Of a part of a shared cell: what the other side has.
HALVES = (
    "The task is shared: {other} has the other half, {part}.",
    "Of this shared task {other} has another part: {part}.",
    "What {other} does in this shared task is {part}.",
)
# What a service does or leaves, where options are services: {part} is the cell's, a gerund.
HERE = {
    (True, Owner.PROVIDER): (
        "Here, AWS takes care of {part}.",
        "With this service, {part} falls to AWS.",
        "{Part} is AWS's job here.",
        "{Part} can be left to AWS here.",
    ),
    (True, Owner.CUSTOMER): (
        "Here, the company takes care of {part}.",
        "With this service, {part} falls to the company.",
        "{Part} is the company's job here.",
        "{Part} is up to the company here.",
    ),
    (False, Owner.PROVIDER): (
        "Yet here, AWS takes care of {part}.",
        "In fact, {part} falls to AWS with this service.",
        "But AWS takes care of {part}.",
        "However, {part} can be left to AWS here.",
        "In reality, {part} is part of what AWS does here.",
        "Actually, {part} falls to AWS.",
        "But here, {part} is AWS's job.",
        "Yet {part} is on AWS's side.",
    ),
    (False, Owner.CUSTOMER): (
        "Yet here, the company takes care of {part}.",
        "In fact, {part} falls to the company with this service.",
        "But the company takes care of {part}.",
        "However, {part} is up to the company here.",
        "In reality, {part} stays with the company.",
        "Actually, {part} falls to the company.",
        "But here, {part} is the company's job.",
        "Yet {part} is on the company's side.",
    ),
}


class Ground(NamedTuple):
    """What a side's work rests on: a clause that may follow "because", and a sentence that limits it; "" for none."""

    clause: str
    limit: str


class Reasons:
    """Writes the rationales of one item: nothing is said twice in it as long as there is something else to say."""

    __slots__ = ("_lines", "_manners", "_model", "_rng", "_said")

    def __init__(self, model: ResponsibilityModel, rng: Random) -> None:
        self._model, self._lines, self._rng = model, lines_of(model), rng
        self._said, self._manners = set[str](), frozenset[str]()

    def of(self, choice: Choice) -> str:
        """Why a choice of one claim is right; or which belief makes it tempting, and what is true instead."""
        claim = choice.claims[0]
        return self.lured(choice.trap, self.truth(claim, told_right=choice.correct))

    def lured(self, trap: Trap | None, text: str) -> str:
        """The text, after the belief of a trap where there is one; each belief of an item has a turn of its own."""
        if trap is None:
            return text
        new = [lure for lure in trap.lures if self._manners.isdisjoint(_manners(lure))]
        lure = self._fresh(new or trap.lures)
        self._manners |= _manners(lure)
        return f"{lure} {text}"

    def truth(self, claim: Claim, *, told_right: bool) -> str:
        """Whose part it is, and why: as a key has it, or as an answer to a belief."""
        cell, side = claim.cell, claim.side
        limit, clauses = of_aws(cell.nuance), self._lines.of(self._model, cell).clauses(cell, side)
        if cell.owner is side and clauses:
            return f"{self.since(side, self._fresh(clauses), told_right=told_right)} {limit}".rstrip()
        if not limit:
            other = OTHER[side]
            limit = self._fresh(HALVES).format(other=who(other), part=of_aws(cell.part(other)))
        return f"{self._fresh(WHOSE[told_right, side])} {limit}"

    def since(self, side: Owner, why: str, *, told_right: bool) -> str:
        """Whose the work is and why, where the clause is given."""
        return _filled(self._fresh(WHY[told_right, side]), why)

    def why(self, cell: Cell) -> str:
        """What limits a cell with one owner, or a reason for its owner; as `truth` has it where that names no side."""
        limit = of_aws(cell.nuance)
        text = limit or f"{capital(self._fresh(self._lines.of(self._model, cell).clauses(cell, cell.owner)))}."
        named = "AWS" in text or "company" in text
        return text if named else self.truth(Claim(cell, cell.owner, cell.owner), told_right=True)

    def ground(self, claim: Claim, beside: Cell | None = None) -> Ground:
        """Why the side of a claim has its work, where the item says whose it is in words of its own.

        What limits the cell comes once in an item, then a reason of its area. With `beside`, the clause is true of that
        cell of the control as well.
        """
        cell, side = claim.cell, claim.side
        if side is Owner.SHARED:
            both = f"AWS's part is {cell.part(Owner.PROVIDER)}, and the company's is {cell.part(Owner.CUSTOMER)}."
            return Ground("", self.once(both))
        limit = of_aws(cell.nuance)
        new = limit not in self._said
        line, area = self._lines.of(self._model, cell), self._lines.areas[self._model.controls[cell.control].area]
        own, clauses = line.clauses(cell, side), area.reasons[side] or line.reasons[side]
        if own and (beside is None or line.clauses(beside, side) == own):
            clauses = own if self._any_new(own) else clauses
        elif limit and new and beside is None:
            clauses = ()
        return Ground(self._fresh(clauses) if clauses else "", self.once(limit) if clauses or new else limit)

    def here(self, choice: Choice) -> str:
        """As `of`, where the option is a service: what a side does with it."""
        cell = choice.cell
        text = _filled(self._fresh(HERE[choice.correct, cell.owner]), cell.part(cell.owner), "part")
        return self.lured(choice.trap, f"{text} {of_aws(cell.nuance)}".rstrip())

    def frame(self, frames: Sequence[str]) -> str:
        """One of the frames that the item has not used."""
        return self._fresh(frames)

    def _any_new(self, texts: Sequence[str]) -> bool:
        return any(text not in self._said for text in texts)

    def once(self, text: str) -> str:
        """The text where the item has not said it yet; "" after that."""
        if text in self._said:
            return ""
        self._said.add(text)
        return text

    def _fresh(self, texts: Sequence[str]) -> str:
        chosen, said = self._rng.choice(texts), self._said
        if chosen in said:
            new = [text for text in texts if text not in said]
            chosen = self._rng.choice(new) if new else chosen
        said.add(chosen)
        return chosen


@lru_cache(maxsize=KEPT)
def _manners(lure: str) -> frozenset[str]:
    """The turns of phrase by which a belief is told as one."""
    return frozenset(manner for manner in MANNERS if manner in lure)


@lru_cache(maxsize=KEPT)
def _filled(frame: str, text: str, name: str = "why") -> str:
    return frame.format(**{name: text, capital(name): capital(text)})


def reasons_of(model: ResponsibilityModel, choices: Iterable[Choice], rng: Random) -> list[str]:
    """The rationales of choices with one claim each, in their order."""
    reasons = Reasons(model, rng)
    return [reasons.of(choice) for choice in choices]


def lesson(model: ResponsibilityModel, cells: Iterable[Cell], seed: str) -> str:
    """The line of the first cell's control, with those of others as long as it stays short; "" outside AWS.

    Which of several wordings is taken follows from `seed`, so that an item always has the same.
    """
    lines, number, found, length = lines_of(model), crc32(seed.encode()), list[str](), 0
    for cell in cells:
        if cell.provider != AWS:
            return ""
        text = _wording(lines, model, cell, number)
        longer = length + sentences(text)
        if longer <= MOST_SENTENCES and text not in found:
            found.append(text)
            length = longer
    return " ".join(found)


def _wording(lines: Lines, model: ResponsibilityModel, cell: Cell, number: int) -> str:
    texts = lines.of(model, cell).texts
    return texts[number % len(texts)]
