"""Which service helps the company do its side, and which task in it is whose? The service is described, never named.

Stem: it holds one service's purpose from the model, first letter small and without its period, after "that", "which" or
a colon. Its last sentence asks for the company's work with "must the company", "the company's task" or "falls to the
company"; for AWS's with "does AWS", "AWS's task" or "falls to AWS".
Options: two of the described service, two of one other service, each a part of a cell word for word: of each service
one of the company and one of AWS. Right is the asked side's part of the described service.
Proof: the cell of each option.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations, product
from random import Random

from question_bank.draft import Choice, Draft
from question_bank.families._areas import area_of
from question_bank.families._clues import VERB, CluesFamily, Place, lowered
from question_bank.families._even import all_fair, even_trap, names_in_full
from question_bank.families._fairness import fair_stem
from question_bank.families._parts import Part, key_part, wrong_part
from question_bank.families._plan import plan
from question_bank.families._render import Stems, level
from question_bank.lint.text import text_of
from question_bank.model import Cell, Owner, Service
from question_bank.scope import AWS, OTHER, SIDES, Scope
from question_bank.wording import sentence

TRIES = 6
MOST_AREAS = 3  # of the options of one item, as the lint has it

STEMS: Stems = {
    ("foundational", Owner.CUSTOMER): (
        "A company turns to the AWS service that {clue}. Which task in that service falls to the company?",
        "A company needs a service that {clue}. Which task must the company do there?",
        "One AWS service {clue}. Which of these is the company's task in that service?",
        "A company relies on the AWS service that {clue}. Which task must the company see to?",
    ),
    ("foundational", Owner.PROVIDER): (
        "A company turns to the AWS service that {clue}. Which task in that service falls to AWS?",
        "A company needs a service that {clue}. Which task does AWS do there?",
        "One AWS service {clue}. Which of these is AWS's task in that service?",
        "A company relies on the AWS service that {clue}. Which task does AWS carry out?",
    ),
    ("associate", Owner.CUSTOMER): (
        "A design lacks a service that {clue}. A solutions architect adds the one that fits. Which task must the "
        "company do in it?",
        "A solution needs a service that {clue}. The architect chooses the AWS service for this. Which task in that "
        "service falls to the company?",
        "A company's workload depends on the AWS service that {clue}. Which of these is the company's task?",
        "A review asks who does what in the service that {clue}. Which task must the company do?",
    ),
    ("associate", Owner.PROVIDER): (
        "A design lacks a service that {clue}. A solutions architect adds the one that fits. Which task does AWS do "
        "in it?",
        "A solution needs a service that {clue}. The architect chooses the AWS service for this. Which task in that "
        "service falls to AWS?",
        "A company's workload depends on the AWS service that {clue}. Which of these is AWS's task?",
        "A review asks who does what in the service that {clue}. Which task does AWS do?",
    ),
    ("specialty", Owner.CUSTOMER): (
        "After an incident a company decides to use the AWS service that {clue}. Its security team lists what has to "
        "be done for that. Which task must the company do?",
        "An audit finds a gap, to be closed by the AWS service that {clue}. Which task in that service falls to "
        "the company?",
        "A security team relies on the service that {clue}. An auditor asks what the team does there itself. Which of "
        "these is the company's task?",
        "A security baseline includes the AWS service that {clue}. Which task must the company take into its "
        "procedures?",
    ),
    ("specialty", Owner.PROVIDER): (
        "After an incident a company decides to use the AWS service that {clue}. Its security team lists what has to "
        "be done for that. Which task does AWS do?",
        "An audit finds a gap, to be closed by the AWS service that {clue}. Which task in that service falls to AWS?",
        "A security team relies on the service that {clue}. An auditor asks what is done there for the team. Which of "
        "these is AWS's task?",
        "A security baseline includes the AWS service that {clue}. Which task does AWS do, so that the baseline can "
        "leave it out?",
    ),
}


Couple = tuple[Part, Part]  # AWS's task and the company's
Couples = Sequence[Couple]


@dataclass(frozen=True, slots=True)
class Described:
    """A service of the task, and what may stand together of its two sides' work."""

    place: Place
    couples: Couples


Pairs = Mapping[Owner, Sequence[tuple[Described, Described]]]  # by the side of the key, which is of the first place


@dataclass(eq=False)
class ServiceByPurpose(CluesFamily):
    """Both services are of the task, with work of both sides there: so each option is key under a stem of its own."""

    def draft(self, scope: Scope, asked: Owner, rng: Random) -> Draft | None:
        pairs = scope.once(self.id, self._pairs).get(asked, ())
        for _ in range(TRIES if pairs else 0):
            described, other = rng.choice(pairs)
            parts = [_of(side, rng.choice(one.couples)) for one in (described, other) for side in (asked, OTHER[asked])]
            cells = [cell for cell, _ in parts]
            if scope.spent(cells[0]) or scope.worn(cells):
                continue
            texts = [sentence(cell.part(side)) for cell, side in parts]
            areas = {area_of(scope.exam.model, cell) for cell, _ in parts}
            if len(areas) <= MOST_AREAS and all_fair(texts):
                frame = fair_stem(self.stems[(level(scope.exam), asked)], str, texts, 1, rng)
                choices = _choices(scope, parts, asked, rng)
                return plan(self, scope, asked, choices, topic=frame, facts=(described.place.clue,))
        return None

    def _pairs(self, scope: Scope) -> Pairs:
        """Places of the task that are taken for each other; the key is of what filters leave."""
        whole = scope.exam.tasks.get(scope.task.id, scope)
        own = {(cell.key, side) for side in SIDES for cell in scope.cells[side] if _wanted(scope, cell, side)}
        found: dict[Owner, list[tuple[Described, Described]]] = {side: [] for side in SIDES}
        for one, other in permutations(self._described(whole), 2):
            if self._told_apart(scope.exam, one.place, other.place):
                for side in SIDES:
                    keyed = [couple for couple in one.couples if (_of(side, couple)[0].key, side) in own]
                    if keyed:
                        found[side].append((Described(one.place, keyed), other))
        return found

    def _described(self, scope: Scope) -> Sequence[Described]:
        """The described services with tempting work of both sides, of the task's controls."""
        exam, found = scope.exam, []
        for service in exam.by_service:
            clue = self.clue(exam.model.service(AWS, service))
            ours, theirs = (
                [
                    (cell, side)
                    for cell in scope.cells[side]
                    if cell.service == service and self._fits(scope, cell, side)
                ]
                for side in SIDES
            )
            couples = [couple for couple in product(ours, theirs) if clue and _alike(couple, clue)]
            if couples:
                found.append(Described(Place(service, clue, {}), couples))
        return found

    def _fits(self, scope: Scope, cell: Cell, side: Owner) -> bool:
        """Whether a task may be key and distractor: it tempts, and its text stands by itself."""
        named = names_in_full(scope.exam.model, cell.part(side))
        return self._offers(scope.exam, cell, side) and bool(scope.traps(cell, OTHER[side])) and named


def _of(side: Owner, couple: Couple) -> Part:
    return couple[SIDES.index(side)]


def _alike(couple: Couple, clue: str) -> bool:
    """Whether the same words of the clue, and pairs of words, stand in both tasks, so that neither is known by them."""
    said = text_of(clue)
    one, other = (text_of(cell.part(side)) for cell, side in couple)
    return (one.tokens ^ other.tokens).isdisjoint(said.tokens) and (one.runs ^ other.runs).isdisjoint(said.runs)


def _wanted(scope: Scope, cell: Cell, side: Owner) -> bool:
    return not scope.wanted_traps or scope.wants(cell, OTHER[side])


def _choices(scope: Scope, parts: Sequence[Part], asked: Owner, rng: Random) -> list[Choice]:
    """The key, the other side's task beside it, and the two of the other service, with traps of their own if may be."""
    key, foil, same, wrong = parts
    traps = scope.traps(wrong[0], asked)
    first = even_trap(scope, scope.traps(foil[0], asked), (), rng)
    second = even_trap(scope, traps, (first.id,) if first else (), rng) or traps[0]
    return [
        key_part(key, asked),
        wrong_part(foil, asked, first),
        wrong_part(same, asked, None),
        wrong_part(wrong, asked, second),
    ]


def _purpose(service: Service) -> str:
    return lowered(service.purpose) if VERB.match(service.purpose) else ""


FAMILY = ServiceByPurpose("service-by-purpose", "Which service helps, and who does what in it", _purpose, {}, STEMS)
