"""The blueprint of the explorer, what its templates may use, and what an unknown id gets."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from flask import Blueprint, jsonify, render_template, url_for
from flask.typing import ResponseReturnValue

from app.errors import wants_json
from app.explore import names
from app.explore.search import Entry, SearchIndex, entries_of, nearest
from app.looking import note_look_up
from app.review.proof import Source
from question_bank.bank import load_bank
from question_bank.model import Cell, Owner, Service

bp = Blueprint("explore", __name__, url_prefix="/explore")
bp.after_request(note_look_up)  # what is read here with a question open is no evidence of readiness
# The parts of the explorer, in the order of its own navigation.
SECTIONS = {
    "index": "The line",
    "matrix": "Matrix",
    "compare": "Compare",
    "clouds": "Three clouds",
    "services": "Services",
    "controls": "Controls",
    "traps": "Traps",
    "frameworks": "Frameworks",
    "glossary": "Glossary",
}


@dataclass(frozen=True, slots=True)
class Way:
    """A link with its words."""

    name: str
    url: str


class Unknown(LookupError):
    """There is no such thing. `message` says so to people, `ways` lead to what may be meant."""

    def __init__(self, message: str, ways: tuple[Way, ...]) -> None:
        super().__init__(message)
        self.message = message
        self.ways = ways


@bp.errorhandler(Unknown)
def refuse_unknown(error: Unknown) -> ResponseReturnValue:
    """404 with the nearest known ids, as links or as JSON."""
    if wants_json():
        near = [{"name": way.name, "url": way.url} for way in error.ways]
        return jsonify({"error": "not-found", "message": error.message, "nearest": near}), 404
    return render_template("explore/unknown.html", message=error.message, ways=error.ways), 404


@bp.context_processor
def words() -> dict[str, Any]:
    """What every template of the explorer may use."""
    return {
        "names": names,
        "sections": SECTIONS,
        "owner_name": names.owner_name,
        "part_of": part_of,
        "cell_url": cell_url,
        "entry_url": entry_url,
        "service_url": service_url,
        "Source": Source,
    }


@cache
def search_index() -> SearchIndex:
    """The index of everything that the bank knows, made once a process."""
    return SearchIndex.of(entries_of(load_bank()))


def unknown(kind: str, word: str) -> Unknown:
    """What to raise where there is no service, control, trap and so on with the id `word`."""
    near = nearest(search_index(), kind, word)
    return Unknown(f"There is no {kind} “{word}”.", tuple(Way(named(entry), entry_url(entry)) for entry in near))


def named(entry: Entry) -> str:
    """The name of an entry, with its id where that is how people know it."""
    return f"{entry.name} ({entry.id})" if entry.kind in ("service", "control") else entry.name


def entry_url(entry: Entry) -> str:
    """The page of an entry, or its place on a page of many."""
    if entry.kind == "service":
        return url_for("explore.service", provider=entry.provider, service_id=entry.id)
    if entry.kind == "control":
        return url_for("explore.control", control_id=entry.id)
    if entry.kind == "trap":
        return url_for("explore.trap", trap_id=entry.id)
    page = "glossary" if entry.kind == "term" else "frameworks"
    return url_for(f"explore.{page}", _anchor=entry.id)


def service_url(service: Service) -> str:
    """The page of a service."""
    return url_for("explore.service", provider=service.provider, service_id=service.id)


def part_of(cell: Cell, side: str) -> str:
    """What `side`, "provider" or "customer", does in a cell; "" where it has nothing to do."""
    return cell.part(Owner(side))


def cell_url(cell: Cell) -> str:
    """The page of a cell."""
    return url_for("explore.cell", provider=cell.provider, service_id=cell.service, control_id=cell.control)
