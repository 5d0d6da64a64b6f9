"""Three items on one scenario, each of another domain.

Stem: the `opening` of one case of `data/situations.yaml` and then the first sentence of the evidence of its three
situations, in the order of the case, each with {service} replaced by the phrase of its service; then "Which omission
explains MATTER?", "led to", "Whose omission accounts for", or "Which missed task is behind", where MATTER is the
`matter` of one of the three. Options: the full two by two as where options of the family `omission` name their causes,
of that situation and of one other of the same service. Right is the option with the situation that MATTER names and the
owner of its cell. `Item.case` is the id of the case with the places of its services, and the scenario as it stands at
the start of the stem.
Proof: the two cells.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import chain, product
from random import Random

from question_bank.draft import Draft
from question_bank.families._drawing import next_not_spent
from question_bank.families._fairness import fair_stem
from question_bank.families._render import build, level
from question_bank.families._situation_family import corner_texts
from question_bank.families._situation_fits import Members, by_service, cells_in, keys_of
from question_bank.families._situation_sets import is_spent, near_pairs
from question_bank.families._situation_stems import EVENT
from question_bank.families._situations import (
    corner_reasons,
    corners,
    situation_of,
)
from question_bank.families.omission import NOT_DONE
from question_bank.item import Item, ItemType
from question_bank.loading import AWS
from question_bank.model import Owner
from question_bank.scope import SIDES, ExamScope, Scope
from question_bank.situations import SERVICE, Case, Situation, situations_of
from question_bank.wording import capital


@dataclass(frozen=True, slots=True)
class Told:
    """A case in chosen services, and the sets whose key is the event that one item asks for."""

    case: Case
    services: tuple[str, ...]
    place: int
    members: Sequence[Members]

    @property
    def id(self) -> str:
        """The case with its services: items of the same id belong together."""
        return "-".join((self.case.id, *self.services))


class CaseCluster:
    """Each draft is one item of a case; `companions` gives those that belong beside it."""

    id = "case-cluster"
    title = "A case of three items"
    type = ItemType.MULTIPLE_CHOICE
    simulation = True
    most_share = 0.05
    factorial = True

    def draft(self, scope: Scope, asked: Owner, rng: Random) -> Draft | None:
        pairs = scope.once("case pairs", _pairs)
        if asked not in SIDES or not pairs[asked]:
            return None
        members = next_not_spent(lambda: rng.choice(pairs[asked]), lambda found: is_spent(scope, found))
        if members is None:
            return None
        key = members[0]
        return self._of(
            scope, rng.choice(scope.once(self.id, _told)[(key.situation.id, key.cell.service)]), members, rng
        )

    def companions(self, draft: Draft, exam: ExamScope, rng: Random) -> Sequence[Draft]:
        """Drafts of the other items of the case, each of a domain of its own; fewer where a task for one is missing."""
        taken, found = {draft.domain}, list[Draft]()
        for scope in rng.sample(list(exam.tasks.values()), len(exam.tasks)):
            for told in scope.once((self.id, "cases"), _by_case).get(draft.facts[-1], ()):
                places = {one.facts[-2] for one in (draft, *found)}
                if scope.domain.id not in taken and str(told.place) not in places:
                    found.append(self._of(scope, told, rng.choice(told.members), rng))
                    taken.add(scope.domain.id)
        return found

    def _of(self, scope: Scope, told: Told, members: Members, rng: Random) -> Draft:
        made = corners(self, scope, members, rng)
        return replace(made, facts=(*made.facts, told.case.id, *told.services, str(told.place), told.id))

    def render(self, draft: Draft, exam: ExamScope, order: tuple[int, ...], rng: Random) -> Item:
        book = situations_of(exam.model)
        name, *services = draft.facts[2:-2]
        case = next(case for case in book.cases if case.id == name)
        scenario = _scenario(exam, case, services, book.situations)
        matter = situation_of(exam, draft, draft.choices[0].cell).matter
        texts = corner_texts(exam, draft, rng.choice(NOT_DONE))
        stem = fair_stem(EVENT, lambda frame: frame.format(scenario=scenario, matter=matter), texts, 1, rng)
        reasons = corner_reasons(exam, draft, rng)
        item = build(draft, exam, stem, texts, reasons, "", order)
        return replace(item, case=(draft.facts[-1], scenario))


def _scenario(exam: ExamScope, case: Case, services: Sequence[str], known: Mapping[str, Situation]) -> str:
    told = [case.opening]
    for event, service in zip(case.events, services, strict=True):
        name = exam.model.service(AWS, service).phrase
        told.append(capital(known[event.situation].evidence[0].replace(SERVICE, name)))
    return " ".join(told)


def _told(scope: Scope) -> Mapping[tuple[str, str], Sequence[Told]]:
    """What may be asked of each case, by the situation that is the key and its service."""
    found: dict[tuple[str, str], list[Told]] = {}
    if level(scope.exam) != "specialty":  # the stems of the others have no room for a scenario
        return found
    sets = _sets(scope)
    for case in situations_of(scope.exam.model).cases:
        for services in _choices(scope, case):
            for place, (event, service) in enumerate(zip(case.events, services, strict=True)):
                if members := sets.get((event.situation, service)):
                    found.setdefault((event.situation, service), []).append(Told(case, services, place, members))
    return found


def _pairs(scope: Scope) -> Mapping[Owner, Sequence[Members]]:
    """Two events of the task's own that different sides answer for, the key first: each of the two is key as often."""
    told, own = scope.once(CaseCluster.id, _told), cells_in(scope)
    found: dict[Owner, list[Members]] = {side: [] for side in SIDES}
    for keys in keys_of(scope, lambda situation: situation.id in _events(scope)).values():
        for pair in near_pairs(product(*keys.values())):
            if all((fit.situation.id, fit.cell.service) in told for fit in pair):
                for key, other in (pair, pair[::-1]):
                    if key.cell.key in own:
                        found[key.owner].append((key, other))
    return found


def _sets(scope: Scope) -> Mapping[tuple[str, str], Sequence[Members]]:
    """What may key an item of the task with what may stand beside it, an event of a case as well where there is one."""
    own, events = cells_in(scope), _events(scope)
    sets: dict[tuple[str, str], Sequence[Members]] = {}
    for fits in by_service(scope).values():
        for key in (fit for fit in fits if fit.cell.key in own and fit.situation.id in events):
            pairs = near_pairs((key, other) for other in fits if other.owner is not key.owner)
            best = [pair for pair in pairs if pair[1].situation.id in events] or pairs
            if best:
                sets[(key.situation.id, key.cell.service)] = best
    return sets


def _events(scope: Scope) -> Set[str]:
    return {event.situation for case in situations_of(scope.exam.model).cases for event in case.events}


def _choices(scope: Scope, case: Case) -> Iterator[tuple[str, ...]]:
    """Every way to choose the services of a case from those of the exam."""
    known = frozenset(scope.exam.guide.services)
    return (services for services in product(*(event.services for event in case.events)) if known.issuperset(services))


def _by_case(scope: Scope) -> Mapping[str, Sequence[Told]]:
    found: dict[str, list[Told]] = {}
    for told in chain.from_iterable(scope.once(CaseCluster.id, _told).values()):
        found.setdefault(told.id, []).append(told)
    return found


FAMILY = CaseCluster()
