"""Keys that a correction of the model has changed: what a stored item's key is today."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from question_bank.item import Item, ItemType, Proof
from question_bank.model import ResponsibilityModel
from question_bank.verify import Reading, UnverifiedError, read


@dataclass(frozen=True, slots=True)
class Rekeyed:
    """An item whose key as shown no longer holds. `today` is the same item with its key of today.

    It is None where the words of the item have no one right answer any more, so that nobody's answer can be judged.
    """

    item: Item
    today: Item | None
    reason: str


def rekeyed(items: Iterable[Item], model: ResponsibilityModel) -> tuple[Rekeyed, ...]:
    """The items whose key differs today. One whose cells keep their owners keeps its key, however they are worded."""
    return tuple(found for item in items if (found := _rekey(item, model)) is not None)


def _rekey(item: Item, model: ResponsibilityModel) -> Rekeyed | None:
    moved = [proof for proof in item.proof if _owner_today(proof, model) != proof.owner]
    if not moved:
        return None
    reason = "; ".join(_say(proof, model) for proof in moved)
    try:
        today = _with_key(item, read(_with_proof(item, model), model))
    except (KeyError, UnverifiedError):
        return Rekeyed(item, None, reason)
    if today is None:
        return Rekeyed(item, None, reason)
    same = (today.key, today.order, today.pairs) == (item.key, item.order, item.pairs)
    return None if same else Rekeyed(item, today, reason)


def _owner_today(proof: Proof, model: ResponsibilityModel) -> str | None:
    cell = model.cells.get(proof.key)
    return cell.owner if cell else None


def _say(proof: Proof, model: ResponsibilityModel) -> str:
    name = "/".join(proof.key)
    owner = _owner_today(proof, model)
    return f"{name} was {proof.owner}, is {owner}" if owner else f"{name} was {proof.owner}, is withdrawn"


def _with_proof(item: Item, model: ResponsibilityModel) -> Item:
    return replace(item, proof=tuple(Proof.of(model.cells[proof.key]) for proof in item.proof))


def _with_key(item: Item, reading: Reading) -> Item | None:
    """The item with the key that its words have today; None where as many options as it asks for are not right."""
    if item.type is ItemType.ORDERING:
        return replace(item, order=reading.sequence) if len(reading.sequence) == len(item.order) else None
    if item.type is ItemType.MATCHING:
        return replace(item, pairs=reading.pairs) if len(reading.pairs) == len(item.pairs) else None
    right = {option for option, verdict in reading.verdicts.items() if verdict.right}
    if len(right) != len(item.key):
        return None
    return replace(item, options=tuple(replace(option, correct=option.id in right) for option in item.options))
