"""Estimated difficulty of an item before anybody has answered it.

Source: section 10 of the method reference, judgement to be replaced by observed facility. 0 is an average item.
"""

from collections.abc import Sequence

from question_bank.draft import Draft
from question_bank.item import ItemType
from question_bank.model import Cell, Owner, ServiceModel
from question_bank.scope import ExamScope

CENTRE = 0.55
LOWEST, HIGHEST = -1.5, 2.0
LONG_STEM = 45  # words
TRAPS = {0: 0.0, 1: 0.0, 2: 0.10, 3: 0.20}
SERVICES = {1: 0.0, 2: 0.15}
MANY_SERVICES = 0.30
TYPES = {ItemType.MULTIPLE_CHOICE: 0.0, ItemType.MULTIPLE_RESPONSE: 0.25}
HARDER_TYPE = 0.6
PROVIDER_RUNS_GUEST = {ServiceModel.INFRASTRUCTURE: False, ServiceModel.CONTAINER: True, ServiceModel.ABSTRACTED: True}
GUEST_CONTROLS = frozenset(("guest-os-patching", "guest-os-hardening", "engine-patching", "runtime-patching"))


def estimate(draft: Draft, exam: ExamScope, stem: str) -> float:
    """Difficulty in logits, clipped to -1.5…2.0 and rounded to two digits; higher is harder."""
    cells = [claim.cell for choice in draft.keys for claim in choice.claims]
    controls, sizes = exam.model.controls, [len(choice.trap.cells) for choice in draft.wrong if choice.trap]
    total = TYPES.get(draft.type, HARDER_TYPE)
    total += 0.35 * (Owner.SHARED in [cell.owner for cell in cells])
    total += 0.50 * any(_is_exception(cell, exam) for cell in cells if cell.control in GUEST_CONTROLS)
    total += _strongest(sizes)
    total += TRAPS[min(3, len(sizes))]
    total += SERVICES.get(len({cell.service for cell in draft.cells}), MANY_SERVICES)
    total += 0.10 * (stem.count(" ") >= LONG_STEM)
    total -= 0.60 * ("facility" in [controls[cell.control].area for cell in cells])
    return round(min(HIGHEST, max(LOWEST, total - CENTRE)), 2)


def _is_exception(cell: Cell, exam: ExamScope) -> bool:
    """Whether the owner of a guest control is not the one that the service model leads to expect."""
    service = exam.model.service(cell.provider, cell.service)
    if service.service_model is None:
        return False
    return (cell.owner is Owner.PROVIDER) is not PROVIDER_RUNS_GUEST[service.service_model]


def _strongest(sizes: Sequence[int]) -> float:
    """Of traps by how many cells each concerns: one that concerns few is a special belief and tempts more."""
    if not sizes:
        return 0.0
    return 0.50 if min(sizes) <= 12 else 0.25
