"""Whose work a stem asks for: the English in which it says so."""

from functools import lru_cache

from question_bank.model import Owner
from question_bank.verify.errors import UnverifiedError

KEPT = 65536  # stems: they recur
PROVIDER = (
    "AWS's responsibility?",
    "does AWS carry out",
    "does AWS do",
    "does AWS take care of?",
    "leave to AWS",
    "be left to AWS?",
    "falls to AWS",
    "fall to AWS",
    "is up to AWS?",
    "because AWS carries",
    "because AWS performs",
    "because AWS does it",
    "map to AWS?",
    "attribute to AWS?",
    "inherit from AWS?",
    "is AWS's?",
    "is AWS's when",
    "is AWS's task",
    "do AWS's reports cover?",
    "rely on AWS?",
    "point to AWS?",
    "rely on AWS's part?",
    "rely on AWS's reports?",
    "take the evidence from AWS's reports?",
)
CUSTOMER = (
    "the company's responsibility?",
    "remains with the company when",
    "remain with the company when",
    "stays with the company",
    "stays with a company",
    "must the company carry out itself?",
    "does the company carry out itself?",
    "falls to a company that",
    "fall to a company that",
    "falls to the company",
    "is up to the company?",
    "is for the company to do?",
    "must the company see to",
    "must the company do",
    "must the company take into its procedures?",
    "is left for the company",
    "is the company's task",
    "must the company plan for?",
    "must the company act on itself?",
    "must the company close itself?",
    "must the company evidence itself?",
    "must the company provide its own evidence?",
    "must it provide its own evidence?",
    "must the company have in its own procedure?",
    "must the company produce the evidence?",
    "must the company's own team plan for?",
    "must the company assign to its own team?",
    "must the contract take over from the company?",
    "assign to the company?",
    "must go to the company's own team?",
    "can its own team carry out?",
    "map to the company?",
    "is the company's?",
    "is the company's own",
    "needs the company's own evidence?",
)


@lru_cache(maxsize=KEPT)
def side_asked(lead: str) -> Owner:
    """The side whose work the last sentence of a stem asks for. Raises UnverifiedError for neither and for both."""
    return asked_by(lead, PROVIDER, CUSTOMER)


def asked_by(text: str, provider: tuple[str, ...], customer: tuple[str, ...]) -> Owner:
    """The side whose words stand in the text. Raises UnverifiedError for neither and for both."""
    for_provider = any(words in text for words in provider)
    for_customer = any(words in text for words in customer)
    if for_provider is for_customer:
        raise UnverifiedError(f"the stem does not say whose work it asks for: {text!r}")
    return Owner.PROVIDER if for_provider else Owner.CUSTOMER
