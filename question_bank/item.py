"""An item: stem, options, key, a rationale for each option, and the proof from which the key follows."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from question_bank.lazy import lazy
from question_bank.model import Cell, CellKey, Owner


class ItemType(StrEnum):
    """The item types of the exams. All give all-or-nothing credit."""

    MULTIPLE_CHOICE = "multiple-choice"
    MULTIPLE_RESPONSE = "multiple-response"
    ORDERING = "ordering"
    MATCHING = "matching"


@dataclass(frozen=True, slots=True)
class Proof:
    """One cell from which the key follows, as it stood when the item was made."""

    provider: str
    service: str
    control: str
    owner: Owner
    source: str
    key: CellKey = field(init=False, repr=False, compare=False)  # kept, as that of a cell is

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", (self.provider, self.service, self.control))

    @classmethod
    def of(cls, cell: Cell) -> "Proof":
        return cls(cell.provider, cell.service, cell.control, cell.owner, cell.source)


@dataclass(frozen=True, slots=True)
class Option:
    """One choice. A distractor carries the trap that makes it tempting, or None where no trap does."""

    id: str
    text: str
    correct: bool
    rationale: str
    trap: str | None


@dataclass(frozen=True)
class Item:
    """One question as a learner meets it. `domain` is the guide's number, `task` its id such as "2.1".

    `order` holds option ids in their right sequence where the type is ordering; `pairs` maps each prompt to an option
    id where it is matching, and `prompt_rationales` each prompt to its reason. `case` is the id and the
    scenario that several items share. `difficulty` is in logits, 0 for an average item.
    """

    exam: str
    domain: int
    task: str
    family: str
    type: ItemType
    stem: str
    options: tuple[Option, ...]
    explanation: str
    proof: tuple[Proof, ...]
    difficulty: float
    bank_version: str
    order: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    prompt_rationales: tuple[tuple[str, str], ...] = ()
    case: tuple[str, str] | None = None

    @lazy
    def id(self) -> str:
        """Content hash: the same for the same question, whatever the bank version that made it."""
        body = self._body()
        del body["bank_version"]
        text = json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()[:24]

    @lazy
    def key(self) -> frozenset[str]:
        """Ids of the correct options."""
        return frozenset([option.id for option in self.options if option.correct])

    def to_json(self) -> dict[str, Any]:
        """The item as the public contract prints it, with its key: for scripts and the store, no ungraded page."""
        return {"id": self.id, **self._body()}

    def _body(self) -> dict[str, Any]:
        body: dict[str, Any] = {
            "exam": self.exam,
            "domain": self.domain,
            "task": self.task,
            "family": self.family,
            "type": str(self.type),
            "stem": self.stem,
            "options": [
                {
                    "id": option.id,
                    "text": option.text,
                    "correct": option.correct,
                    "rationale": option.rationale,
                    "trap": option.trap,
                }
                for option in self.options
            ],
            "explanation": self.explanation,
            "proof": [
                {
                    "provider": cell.provider,
                    "service": cell.service,
                    "control": cell.control,
                    "owner": str(cell.owner),
                    "source": cell.source,
                }
                for cell in self.proof
            ],
            "difficulty": self.difficulty,
            "bank_version": self.bank_version,
        }
        if self.case:
            body["case"] = {"id": self.case[0], "scenario": self.case[1]}
        if self.order:
            body["order"] = list(self.order)
        if self.pairs:
            body["pairs"] = dict(self.pairs)
            body["prompt_rationales"] = dict(self.prompt_rationales)
        return body


def item_from_json(data: Mapping[str, Any]) -> Item:
    """The item that `Item.to_json` printed, for reading stored items back. Raises KeyError where a field is missing."""
    return Item(
        exam=data["exam"],
        domain=data["domain"],
        task=data["task"],
        family=data["family"],
        type=ItemType(data["type"]),
        stem=data["stem"],
        options=tuple(Option(**option) for option in data["options"]),
        explanation=data["explanation"],
        proof=tuple(_proof(cell) for cell in data["proof"]),
        difficulty=data["difficulty"],
        bank_version=data["bank_version"],
        order=tuple(data.get("order", ())),
        pairs=tuple(data.get("pairs", {}).items()),
        prompt_rationales=tuple(data.get("prompt_rationales", {}).items()),
        case=(data["case"]["id"], data["case"]["scenario"]) if "case" in data else None,
    )


def _proof(cell: Mapping[str, str]) -> Proof:
    return Proof(cell["provider"], cell["service"], cell["control"], Owner(cell["owner"]), cell["source"])


def grade(item: Item, chosen: Sequence[str]) -> bool:
    """All-or-nothing credit for option ids as chosen (for ordering in sequence; for matching one per prompt, in order).

    An empty choice is wrong. Source: the item types of the AWS exam guides.
    """
    if item.type is ItemType.ORDERING:
        return tuple(chosen) == item.order
    if item.type is ItemType.MATCHING:
        return tuple(chosen) == tuple(option for _, option in item.pairs)
    return bool(chosen) and len(set(chosen)) == len(chosen) and frozenset(chosen) == item.key
