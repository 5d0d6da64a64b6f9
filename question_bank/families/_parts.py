"""What families share whose options are one side's part of cells of several services: which of these tasks is whose?

A part is written to stand alone, so that shared cells serve too, asked for by one side's part.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from question_bank.draft import Choice, Claim, Draft
from question_bank.families._duties import FACILITY, area_of
from question_bank.families._fairness import is_fair
from question_bank.families._plan import plan
from question_bank.families._render import Stems, build, level
from question_bank.item import Item, ItemType
from question_bank.lint.text import text_of
from question_bank.model import ACCOUNT_WIDE, Cell, CellKey, Owner, ResponsibilityModel, Trap
from question_bank.scope import OTHER, SIDES, ExamScope, Scope
from question_bank.wording import capital, listing, sentence

Part = tuple[Cell, Owner]  # a cell, and the side whose part of it is meant
Controls = Mapping[Owner, frozenset[str]]  # the controls whose parts a family offers, by side
DISTRACTORS = 3
LOOKED_AT = 5  # services drawn for one try, of which the nearest in kind is taken
TRIES = 3
ENOUGH = 8  # services with two parts of a side: with fewer by the task's controls, all that the family offers serve
ONE_SERVICE_SHARE = 0.3  # of items that keep to the service of the key as far as it goes
PROVIDERS = {"aws": "AWS", "azure": "Microsoft", "gcp": "Google"}


@dataclass(frozen=True, slots=True)
class Pool:
    """Parts of the asked side that the task allows as keys, and those of the other side, all of which tempt."""

    keys: Sequence[Part]
    others: Sequence[Part]
    beside: Mapping[str, Sequence[Part]]  # the others by service
    pairs: Sequence[str]  # services with two of the others or more


def pools(scope: Scope, controls: Controls, services: frozenset[str] | None = None) -> Mapping[Owner, Pool]:
    """For each asked side its pool. `services` limits both keys and distractors."""
    model, categories = scope.exam.model, frozenset(scope.task.categories)
    keys = parts_of((cell for cells in scope.cells.values() for cell in cells), controls, services)
    offered = parts_of(scope.exam.cells, controls, services)
    kinds = {*categories, model.service("aws", ACCOUNT_WIDE).category}
    fitting = [part for part in offered if not categories or category_of(model, part[0]) in kinds]
    of_task = [part for part in fitting if part[0].control in scope.task.controls]
    if all(len(_pairs(of_task, side)) >= ENOUGH for side in SIDES):
        fitting = of_task  # so that what stands as a distractor here is the key there
    found = {}
    for asked in SIDES:
        others = [part for part in fitting if part[1] is OTHER[asked] and scope.traps(part[0], asked)]
        beside: dict[str, list[Part]] = {}
        for part in others:
            beside.setdefault(part[0].service, []).append(part)
        mine = [part for part in keys if part[1] is asked and part[0].service in beside]
        found[asked] = Pool(mine, others, beside, _pairs(others, OTHER[asked]))
    return found


def _pairs(parts: Sequence[Part], side: Owner) -> list[str]:
    """Services that have two parts of a side or more."""
    counts = Counter(cell.service for cell, whose in parts if whose is side)
    return [service for service, count in counts.items() if count > 1]


def parts_of(cells: Iterable[Cell], controls: Controls, services: frozenset[str] | None = None) -> list[Part]:
    """Each side's part of the cells, for the controls that are offered of that side."""
    return [
        (cell, side)
        for cell in cells
        if services is None or cell.service in services
        for side in SIDES
        if cell.control in controls[side] and cell.owner in (side, Owner.SHARED) and cell.part(side)
    ]


def category_of(model: ResponsibilityModel, cell: Cell) -> str:
    return model.service(cell.provider, cell.service).category


def key_part(part: Part, asked: Owner) -> Choice:
    return Choice((Claim(*part, asked),), correct=True)


def wrong_part(part: Part, asked: Owner, trap: Trap | None) -> Choice:
    return Choice((Claim(*part, asked),), correct=False, trap=trap)


def part_text(choice: Choice) -> str:
    """The option: the part, word for word."""
    claim = choice.claims[0]
    return sentence(claim.cell.part(claim.side))


def fair_choices(scope: Scope, pool: Pool, asked: Owner, frame: str, rng: Random) -> list[Choice] | None:
    """A key and three tempting parts of the other side, one of them of the key's own service.

    None where none of a few tries is fair under `frame`, the stem before the services are filled in.
    """
    if not pool.keys or len(pool.others) < DISTRACTORS:
        return None
    for _ in range(TRIES):
        key = rng.choice(pool.keys)
        chosen = [key_part(key, asked), *tempting_parts(scope, key, _drawn(scope, pool, key, rng), asked)]
        if len(chosen) > DISTRACTORS and is_told_fairly(scope.exam, chosen, frame):
            return chosen
    return None


def _drawn(scope: Scope, pool: Pool, key: Part, rng: Random) -> list[Part]:
    """What may stand beside the key: one of its own service and two of another near it in kind, or all of its own.

    So either service stands in two options or one in all, and no option is the meeting point of the others.
    """
    model = scope.exam.model
    area, kind = area_of(model, key[0]), category_of(model, key[0])
    beside = pool.beside.get(key[0].service, ())
    own = rng.sample(beside, len(beside))
    own.sort(key=lambda part: area_of(model, part[0]) != area)
    if not pool.pairs or (len(own) >= DISTRACTORS and rng.random() < ONE_SERVICE_SHARE):
        return own
    services = rng.sample(pool.pairs, min(LOOKED_AT, len(pool.pairs)))
    services.sort(key=lambda service: category_of(model, pool.beside[service][0][0]) != kind)
    other = next((service for service in services if service != key[0].service), key[0].service)
    drawn = rng.sample(pool.beside[other], len(pool.beside[other]))
    drawn.sort(key=lambda part: area_of(model, part[0]) != area)
    return [*own[:1], *drawn]


def is_told_fairly(exam: ExamScope, chosen: Sequence[Choice], frame: str) -> bool:
    """Whether neither the frame, nor the services named in it, nor anything else points at the key, which stands first.

    The stem must name a service: what holds for the whole account alone would make it speak of nothing.
    """
    phrases = service_phrases(exam, chosen)
    texts = [part_text(choice) for choice in chosen]
    if not phrases or not is_fair("", texts[:1], texts[1:]):
        return False
    said = text_of(frame).tokens.union(*(text_of(phrase).tokens for phrase in phrases))
    return text_of(texts[0]).tokens & said <= frozenset[str]().union(*(text_of(text).tokens for text in texts[1:]))


def tempting_parts(scope: Scope, key: Part, drawn: Sequence[Part], asked: Owner) -> list[Choice]:
    """Up to three of the drawn parts, each as a rule with its own trap; the first is of the key's service.

    For the name of the key's service stands in the stem, and an option that alone repeats it would be known by it.
    """
    model, own = scope.exam.model, key[0].service
    if scope.wanted_traps:
        drawn = sorted(drawn, key=lambda part: not scope.wants(part[0], asked))
    used, chosen, stated = set[str](), list[Choice](), {_named(key)}
    facility = area_of(model, key[0]) == FACILITY
    for repeated in (False, True):
        for part in drawn:
            in_facility = area_of(model, part[0]) == FACILITY
            elsewhere = part[0].service != own and not chosen
            if _named(part) in stated or elsewhere or (in_facility and facility):
                continue
            trap = next((trap for trap in scope.traps(part[0], asked) if repeated or trap.id not in used), None)
            if trap is None:
                continue
            facility = facility or in_facility
            stated.add(_named(part))
            used.add(trap.id)
            chosen.append(wrong_part(part, asked, trap))
            if len(chosen) == DISTRACTORS:
                return chosen
    return chosen


def _named(part: Part) -> tuple[CellKey, Owner]:
    """What no two options may both state; the two parts of a shared cell are two tasks."""
    return part[0].key, part[1]


def service_phrases(exam: ExamScope, choices: Sequence[Choice]) -> list[str]:
    """The services of the options as a sentence calls them, in alphabetical order."""
    keys = {(claim.cell.provider, claim.cell.service) for choice in choices for claim in choice.claims}
    return sorted(exam.model.service(*key).phrase for key in keys if key[1] != ACCOUNT_WIDE)


def told(cell: Cell, side: Owner, rng: Random) -> str:
    """Who does a part, in a sentence that stands alone, with what limits it."""
    part = cell.part(side)
    if cell.owner is Owner.SHARED:
        text = f"{capital(part)} is {possessive(cell, side)} part of a shared task."
    else:
        named = capital(doer(cell, side))
        frames = (f"{named} is responsible for {part}.", f"{capital(part)} is {possessive(cell, side)} task.")
        text = rng.choice(frames)
    return f"{text} {cell.nuance}" if cell.nuance else text


def doer(cell: Cell, side: Owner) -> str:
    """The side by its name in a sentence: the provider by that of its company."""
    return PROVIDERS[cell.provider] if side is Owner.PROVIDER else "the company"


def possessive(cell: Cell, side: Owner) -> str:
    return f"{doer(cell, side)}'s"


def reason(choice: Choice, rng: Random) -> str:
    """Belief first, then fact; for a key the fact alone."""
    claim = choice.claims[0]
    text = told(claim.cell, claim.side, rng)
    return f"{rng.choice(choice.trap.lures)} {text}" if choice.trap else text


def render_parts(draft: Draft, exam: ExamScope, order: tuple[int, ...], rng: Random, **words: str) -> Item:
    """An item whose options are parts; the draft's topic is the frame of its stem, into which the services go."""
    stem = draft.topic.format(services=listing(service_phrases(exam, draft.choices)), **words)
    reasons = [reason(choice, rng) for choice in draft.choices]
    return build(draft, exam, stem, [part_text(choice) for choice in draft.choices], reasons, reasons[0], order)


@dataclass(eq=False)
class PartsFamily:
    """A family that is told apart by the controls whose parts it offers and by the frames of its stems alone."""

    id: str
    title: str
    controls: Controls
    stems: Stems
    type: ItemType = ItemType.MULTIPLE_CHOICE
    simulation: bool = True
    most_share: float = 1.0

    def draft(self, scope: Scope, asked: Owner, rng: Random) -> Draft | None:
        if asked is Owner.SHARED:
            return None
        pool = scope.once(self.id, self._pools)[asked]
        frame = rng.choice(self.stems[(level(scope.exam), asked)])
        choices = fair_choices(scope, pool, asked, frame, rng)
        return plan(self, scope, asked, choices, topic=frame) if choices else None

    def render(self, draft: Draft, exam: ExamScope, order: tuple[int, ...], rng: Random) -> Item:
        return render_parts(draft, exam, order, rng)

    def _pools(self, scope: Scope) -> Mapping[Owner, Pool]:
        return pools(scope, self.controls)
