"""What a service is charged by, and what keeps the charge down: a service known by its unit of charge, never named.

Stem: it holds one service's pricing unit from the model up to the first semicolon or parenthesis, first letter small,
after "charges for". Its last sentence asks for the company's work with "must the company", "helps the company", "can
the company take" or "left to the company"; for AWS's with "does AWS do", "is AWS's" or "leave to AWS".
Options: two of the service that is charged so, two of one other service, each a part of a cell word for word: of each
service one of the company, of usage-cost, cost-monitoring or decommissioning, and one of AWS. Right is the asked side's
part of the service that is charged by the unit.
Proof: the cell of each option.
"""

import re
from itertools import combinations

from question_bank.families._clues import ALIKE, CluesFamily, lowered
from question_bank.families._render import Stems
from question_bank.model import Owner, Service

UNCHARGED = re.compile(r"free|no charge", re.IGNORECASE)
END = re.compile(r"\s*[;(]")
COST = frozenset(("usage-cost", "cost-monitoring", "decommissioning"))
# Charged by units that can hardly be told apart.
SAME_UNIT = frozenset(
    frozenset(pair) for pair in combinations(("detective", "security-lake", "guardduty", "cloudwatch"), 2)
)
STEMS: Stems = {
    ("foundational", Owner.CUSTOMER): (
        "A company's bill shows charges for {clue}. Which task helps the company to keep these charges down?",
        "A service brings charges for {clue}. Which task must the company do to lower them?",
        "Charges for {clue} go on unless the company acts. Which step can the company take?",
    ),
    ("foundational", Owner.PROVIDER): (
        "A company's bill shows charges for {clue}. Which work on that service does AWS do for them?",
        "A service brings charges for {clue}. Which of these tasks in it is AWS's?",
        "A company pays charges for {clue}. Which task in that service can the company leave to AWS?",
    ),
    ("associate", Owner.CUSTOMER): (
        "A cost review finds growing charges for {clue}. A solutions architect looks for what lowers them. Which task "
        "must the company do?",
        "A workload causes charges for {clue}. Nobody has touched the service since it was set up. Which task is left "
        "to the company?",
        "A bill lists charges for {clue}, and they go on while nobody acts. Which step can the company take?",
    ),
    ("associate", Owner.PROVIDER): (
        "A cost review finds charges for {clue}. A solutions architect lists what the service does in return. Which "
        "task does AWS do?",
        "A workload causes charges for {clue}. Which of these tasks in that service is AWS's?",
        "A bill lists charges for {clue}. A team asks what it need not staff because of them. Which task can it leave "
        "to AWS?",
    ),
    ("specialty", Owner.CUSTOMER): (
        "A security team must cut spending on its tools. One of them causes charges for {clue}. Which task helps the "
        "company to lower them?",
        "Charges for {clue} have tripled in a security account since a tool was turned on everywhere. Which step can "
        "the company take?",
        "An audit of a security account asks who controls charges for {clue}. Which task must the company do?",
    ),
    ("specialty", Owner.PROVIDER): (
        "A security team justifies spending on its tools. One of them causes charges for {clue}. Which task does AWS "
        "do in return?",
        "Charges for {clue} appear in a security account since a tool was turned on. Which of these tasks in it is "
        "AWS's?",
        "An audit of a security account asks what charges for {clue} cover. Which task in that service can the "
        "company leave to AWS?",
    ),
}


def _unit(service: Service) -> str:
    """The unit of charge within a sentence; "" where there is none or the service is free in part."""
    unit = END.split(service.pricing_unit)[0]
    return "" if not unit or UNCHARGED.search(unit) else lowered(unit)


FAMILY = CluesFamily(
    "charged-by", "What a service is charged by", _unit, {Owner.CUSTOMER: COST}, STEMS, alike=ALIKE | SAME_UNIT
)
