"""Small helpers of language that every family uses, so that items read alike."""

import re
from functools import lru_cache

from question_bank.item import ItemType
from question_bank.model import Owner

AWS = "AWS"
COMPANY = "the company"
NUMBERS = {2: "TWO", 3: "THREE", 4: "FOUR", 5: "FIVE"}
KEPT = 16384  # texts of the model
CUSTOMER = re.compile(r"\b([Tt])he customer\b(?! managed| gateway|-)")  # not a customer managed key, nor a gateway
PROVIDER = re.compile(r"\b[Tt]he provider\b")


@lru_cache(maxsize=KEPT)
def sentence(phrase: str) -> str:
    """A phrase as an option or a sentence: first letter capital, one period at the end."""
    return phrase[:1].upper() + phrase[1:].rstrip(".") + "."


def capital(phrase: str) -> str:
    """The phrase with a capital first letter."""
    return phrase[:1].upper() + phrase[1:]


def who(owner: Owner) -> str:
    """How a side is called within a sentence."""
    return AWS if owner is Owner.PROVIDER else COMPANY


@lru_cache(maxsize=KEPT)
def of_company(text: str) -> str:
    """A text of the model as an item says it: its customer is the item's company."""
    return CUSTOMER.sub(r"\1he company", text)


@lru_cache(maxsize=KEPT)
def of_aws(text: str) -> str:
    """As `of_company`, for what is said of AWS: its provider has a name there."""
    return PROVIDER.sub(AWS, of_company(text))


def select(stem: str, kind: ItemType, keys: int) -> str:
    """The stem with "(Select TWO.)" where the type is multiple response."""
    return f"{stem} (Select {NUMBERS[keys]}.)" if kind is ItemType.MULTIPLE_RESPONSE else stem


def listing(words: list[str]) -> str:
    """Words as "a, b, and c"."""
    if len(words) <= 2:
        return " and ".join(words)
    return ", ".join(words[:-1]) + ", and " + words[-1]
