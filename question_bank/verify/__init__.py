"""Derives an item's key again, by reading its sentences as a candidate would and looking up the cells of its proof.

It shares no code with the families: a family says what it meant, a reader says what is written. Each family has a
reader here, found by its id; an item of a family without one is refused, and so is one whose key does not follow.
Phrasebook beyond the model (situations, prices, frameworks) are read from the data by the reader itself.
"""

from collections.abc import Callable, Mapping

from question_bank.item import Item
from question_bank.model import ResponsibilityModel
from question_bank.phrasebook import phrasebook_of
from question_bank.verify.claims import read_claims
from question_bank.verify.clues import read_framework, read_purpose
from question_bank.verify.divisions import read_divisions
from question_bank.verify.errors import UnverifiedError
from question_bank.verify.forms import check_form, compare
from question_bank.verify.incidents import read_detection, read_response
from question_bank.verify.matching import read_doers, read_needs
from question_bank.verify.modes import read_modes
from question_bank.verify.moves import read_moves
from question_bank.verify.page import Page, Reading
from question_bank.verify.services import read_services
from question_bank.verify.shares import read_most, read_order
from question_bank.verify.situations import read_case, read_failure, read_omission, read_remedy, read_requirement
from question_bank.verify.tasks import read_clouds, read_evidence, read_exceptions, read_parts, read_shared, read_tasks
from question_bank.verify.terms import read_cloud_sides, read_control_kinds, read_service_kinds

__all__ = ["Reading", "UnverifiedError", "read", "verify"]

READERS: Mapping[str, Callable[[Page], Reading]] = {
    "case-cluster": read_case,
    "claim-check": read_claims,
    "condition-flip": read_modes,
    "control-type": read_control_kinds,
    "duty-moves-away": read_moves,
    "framework-scope": read_framework,
    "incident-detection": read_detection,
    "incident-prevention": read_remedy,
    "match-owner": read_doers,
    "match-service": read_needs,
    "most-left": read_most,
    "not-theirs": read_exceptions,
    "of-or-in": read_cloud_sides,
    "omission": read_omission,
    "order-by-share": read_order,
    "part-of-shared": read_shared,
    "pick-task": read_tasks,
    "pick-three-tasks": read_tasks,
    "pick-two-claims": read_claims,
    "pick-two-tasks": read_tasks,
    "quota-watch": read_parts,
    "requirement-to-step": read_requirement,
    "requirements-to-steps": read_requirement,
    "response-order": read_response,
    "service-by-duty": read_services,
    "service-by-purpose": read_purpose,
    "service-kind": read_service_kinds,
    "services-by-duty": read_services,
    "three-clouds": read_clouds,
    "who-holds-the-key": read_parts,
    "who-owns": read_divisions,
    "whose-cost": read_parts,
    "whose-evidence": read_evidence,
    "whose-failure": read_failure,
}


def verify(item: Item, model: ResponsibilityModel) -> None:
    """Returns where every option's truth follows from the proof and the true ones are the key; else UnverifiedError."""
    compare(item, read(item, model))


def read(item: Item, model: ResponsibilityModel) -> Reading:
    """What the words of the item say, whatever its key says. Raises UnverifiedError where they do not settle it.

    The proof must be as large as it need be and no larger: a cell on which nothing rests is refused.
    """
    check_form(item)
    reader = READERS.get(item.family)
    if reader is None:
        raise UnverifiedError(f"nobody can verify items of the family {item.family!r}")
    page = Page(item, phrasebook_of(model))
    reading = reader(page)
    if idle := [key for key in page.cells if key not in page.used]:
        raise UnverifiedError(f"nothing rests on {idle}, which the proof cites")
    return reading
