"""The live question of the home page: which item a visitor sees, carried by a token that tells nothing about its key.

The token holds an exam, the bank's version and a random nonce, signed. The item's seed follows from the nonce and the
server's secret, so that nobody can make the same item from the token, and nothing has to be stored.
"""

import hmac
import secrets
from dataclasses import dataclass
from hashlib import sha256

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer

from app.store.views import ReviewOption, ShownOption
from question_bank.assembly import sample_items
from question_bank.bank import Bank
from question_bank.item import Item, ItemType

EXAM_OF_A_FIRST_VISIT = "clf-c02"
SEED_BITS = 40
TRIES = 50  # the page asks by options only; of so many items some are
CHOSEN = (ItemType.MULTIPLE_CHOICE, ItemType.MULTIPLE_RESPONSE)
ID_DIGITS = 8


class StaleTokenError(ValueError):
    """The token is damaged or of another version of the bank. The text is for the visitor."""


@dataclass(frozen=True, slots=True)
class LiveQuestion:
    """An item with its token. `ids` are the option ids that the page shows, in the item's order."""

    token: str
    item: Item
    ids: tuple[str, ...]

    @property
    def choose(self) -> int:
        return len(self.item.key)

    @property
    def options(self) -> tuple[ShownOption, ...]:
        """The options as a page may show them before the answer."""
        return tuple(
            ShownOption(shown, option.text, struck=False, chosen=False)
            for shown, option in zip(self.ids, self.item.options, strict=True)
        )

    def content_ids(self, chosen: tuple[str, ...]) -> tuple[str, ...]:
        """The item's own ids of the shown ids in `chosen`; one that was not shown is left out."""
        known = {shown: option.id for shown, option in zip(self.ids, self.item.options, strict=True)}
        return tuple(known[shown] for shown in chosen if shown in known)

    def explained(self, chosen: tuple[str, ...]) -> tuple[ReviewOption, ...]:
        """The options after the answer, as the review of an attempt shows them."""
        return tuple(
            ReviewOption(shown, o.text, o.correct, o.rationale, o.trap, chosen=shown in chosen, struck=False)
            for shown, o in zip(self.ids, self.item.options, strict=True)
        )


def new_question(bank: Bank, exam: str) -> LiveQuestion:
    """A question that nobody can foretell."""
    nonce = secrets.token_urlsafe(9)
    return _question(bank, exam, nonce, _serializer().dumps([exam, bank.version, nonce]))


def read_question(bank: Bank, token: str) -> LiveQuestion:
    """The question of a token. Raises StaleTokenError where it cannot be made again."""
    try:
        exam, version, nonce = _serializer().loads(token)
    except (BadSignature, ValueError) as error:
        raise StaleTokenError("This question cannot be found any more. Here is another one.") from error
    if version != bank.version:
        raise StaleTokenError("The question bank has changed since you opened this question. Here is another one.")
    return _question(bank, exam, nonce, token)


def _question(bank: Bank, exam: str, nonce: str, token: str) -> LiveQuestion:
    seed = int.from_bytes(_secret_hash(f"seed {nonce}"), "big") >> (256 - SEED_BITS)
    item = next(item for item in sample_items(bank, exam, TRIES, seed) if item.type in CHOSEN)
    ids = tuple(_secret_hash(f"option {nonce} {option.id}").hex()[:ID_DIGITS] for option in item.options)
    return LiveQuestion(token, item, ids)


def _secret_hash(text: str) -> bytes:
    key = current_app.secret_key
    return hmac.digest(key.encode() if isinstance(key, str) else key or b"", text.encode(), sha256)


def _serializer() -> URLSafeSerializer:
    secret = current_app.secret_key
    assert secret is not None, "the application has a secret key"
    return URLSafeSerializer(secret, salt="live question")
