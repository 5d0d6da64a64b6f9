"""Moves of a workload from one place to another: what they take off the company, and what they leave with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from question_bank.loading import AWS, DATA
from question_bank.model import Control, ResponsibilityModel
from question_bank.per_model import per_model
from question_bank.yaml_rows import DataError, Faults, Row, nearest, read_rows, refuse_unknown_keys, text_of, words_of

FILE = "migrations.yaml"
OWN_DATA_CENTER = "own-data-center"
KEYS = frozenset(("from", "to", "sentence", "back", "categories", "unlike"))


@dataclass(frozen=True, slots=True)
class Migration:
    """A move between two services. `sentence` follows "A company"; `back`, where there is one, says the way back.

    The work of controls in `unlike` differs between the places, so that nobody can say whether it moved.
    """

    source: str
    target: str
    sentence: str
    back: str
    categories: frozenset[str]
    unlike: frozenset[str]

    @property
    def from_own_data_center(self) -> bool:
        return self.source == OWN_DATA_CENTER


@dataclass(frozen=True, slots=True)
class Migrations:
    """Every move, and the controls whose work a company does itself in its own data center."""

    moves: tuple[Migration, ...]
    own_controls: frozenset[str]


@per_model
def migrations_of(model: ResponsibilityModel) -> Migrations:
    """The moves that come with the package. Raises DataError as `read_migrations` does."""
    return read_migrations(DATA / FILE, f"data/{FILE}", model)


def read_migrations(path: Path, shown: str, model: ResponsibilityModel) -> Migrations:
    """The moves in a file. Raises DataError with every fault, by file and line."""
    faults = Faults()
    root = read_rows(path, shown)
    moves: dict[tuple[str, str], Migration] = {}
    own = frozenset[str]()
    try:
        refuse_unknown_keys(root, frozenset(("own_data_center", "migrations")))
        own = _controls(root, "own_data_center", model.controls)
    except DataError as error:
        faults.add(error)
    for row in root.get("migrations") or []:
        try:
            move = _migration(row, model)
            if (move.source, move.target) in moves:
                raise DataError(f"{row.where()}: the move from {move.source} to {move.target} stands twice")
            moves[(move.source, move.target)] = move
        except DataError as error:
            faults.add(error)
    faults.refuse()
    return Migrations(tuple(moves.values()), own)


def _controls(row: Row, key: str, controls: Mapping[str, Control]) -> frozenset[str]:
    named = words_of(row, key)
    for control in named:
        if control not in controls:
            raise DataError(f"{row.where(key)}: there is no control {control!r}{nearest(control, controls)}")
    return frozenset(named)


def _migration(row: Row, model: ResponsibilityModel) -> Migration:
    services = model.services
    refuse_unknown_keys(row, KEYS)
    source, target, sentence = (text_of(row, key, required=True) for key in ("from", "to", "sentence"))
    for key, place in (("from", source), ("to", target)):
        if (AWS, place) not in services and not (key == "from" and place == OWN_DATA_CENTER):
            known = {service for _, service in services}
            raise DataError(f"{row.where(key)}: there is no service {place!r}{nearest(place, known)}")
    back = text_of(row, "back")
    for key, said in (("sentence", sentence), ("back", back)):
        if said and not (" from " in said and " to " in said):
            raise DataError(f"{row.where(key)}: {said!r} does not say from where to where")
    categories = frozenset(words_of(row, "categories"))
    known_categories = {service.category for service in services.values()}
    if not categories or not categories <= known_categories:
        raise DataError(
            f"{row.where('categories')}: categories are one or more of {', '.join(sorted(known_categories))}"
        )
    unlike = _controls(row, "unlike", model.controls)
    return Migration(source, target, sentence, back, categories, unlike)
