"""Which service helps the company do its side, and which task in it is whose? The service is described, never named.

Stem: it holds one service's purpose from the model, first letter small and without its period, after "that", "which" or
a colon. Its last sentence asks for the company's work with "must the company", "the company's task" or "falls to the
company"; for AWS's with "does AWS", "AWS's task" or "falls to AWS".
Options: two of the described service, two of one other service, each a part of a cell word for word: of each service
one of the company and one of AWS. Right is the asked side's part of the described service.
Proof: the cell of each option.
"""

from question_bank.families._clues import VERB, CluesFamily, lowered
from question_bank.families._render import Stems
from question_bank.model import Owner, Service

STEMS: Stems = {
    ("foundational", Owner.CUSTOMER): (
        "A company turns to the AWS service that {clue}. Which task in it falls to the company?",
        "A company needs a service that {clue}. Which task must the company do to have the benefit?",
        "One AWS service {clue}. Which of these is the company's task in that service?",
        "A company relies on a service that {clue}. Which task must the company see to there?",
    ),
    ("foundational", Owner.PROVIDER): (
        "A company turns to the AWS service that {clue}. Which task in it falls to AWS?",
        "A company needs a service that {clue}. Which task does AWS do there?",
        "One AWS service {clue}. Which of these is AWS's task in that service?",
        "A company relies on a service that {clue}. Which task does AWS see to there?",
    ),
    ("associate", Owner.CUSTOMER): (
        "A design lacks a service that {clue}. A solutions architect adds the one that fits. Which task must the "
        "company do in it?",
        "A requirement reads: the solution {clue}. The architect meets it with an AWS service. Which task in that "
        "service falls to the company?",
        "A company's workload depends on the AWS service that {clue}. Which of these is the company's task?",
        "A review asks who does what in the service that {clue}. Which task must the company do?",
    ),
    ("associate", Owner.PROVIDER): (
        "A design lacks a service that {clue}. A solutions architect adds the one that fits. Which task does AWS do "
        "in it?",
        "A requirement reads: the solution {clue}. The architect meets it with an AWS service. Which task in that "
        "service falls to AWS?",
        "A company's workload depends on the AWS service that {clue}. Which of these is AWS's task?",
        "A review asks who does what in the service that {clue}. Which task does AWS do?",
    ),
    ("specialty", Owner.CUSTOMER): (
        "After an incident a company decides to use the AWS service that {clue}. Its security team lists what has to "
        "be done for that. Which task must the company do?",
        "An audit finds a gap that an AWS service would close, one that {clue}. Which task in that service falls to "
        "the company?",
        "A security team relies on the service that {clue}. An auditor asks what the team does there itself. Which of "
        "these is the company's task?",
        "A security baseline includes the AWS service that {clue}. Which task must the company take into its "
        "procedures?",
    ),
    ("specialty", Owner.PROVIDER): (
        "After an incident a company decides to use the AWS service that {clue}. Its security team lists what has to "
        "be done for that. Which task does AWS do?",
        "An audit finds a gap that an AWS service would close, one that {clue}. Which task in that service falls to "
        "AWS?",
        "A security team relies on the service that {clue}. An auditor asks what is done there for the team. Which of "
        "these is AWS's task?",
        "A security baseline includes the AWS service that {clue}. Which task does AWS do, so that the baseline can "
        "leave it out?",
    ),
}


def _purpose(service: Service) -> str:
    return lowered(service.purpose) if VERB.match(service.purpose) else ""


FAMILY = CluesFamily("service-by-purpose", "Which service helps, and who does what in it", _purpose, {}, STEMS)
