"""Who watches limits, opens cases, tests the workload? What AWS does unasked against what the company must ask for.

Stem: it names the service of every option that has one (cells of the whole account have none). Its last sentence asks
for the company's work with "for the company to do", "is up to the company", "must the company", "stays with" or "to the
company?"; for AWS's with "does AWS do", "to AWS?", "is up to AWS" or "because AWS does it".
Options: parts of cells, word for word: quotas, support-plan and penetration-testing for the company;
service-availability, capacity-scaling, infrastructure-monitoring, vulnerability-handling,
incident-response-infrastructure and default-telemetry for AWS.
Proof: the cell of each option.
"""

from question_bank.families._bundles import BundlesFamily
from question_bank.families._parts import Controls
from question_bank.families._render import Stems
from question_bank.model import Owner

CONTROLS: Controls = {
    Owner.CUSTOMER: frozenset(("quotas", "support-plan", "penetration-testing")),
    Owner.PROVIDER: frozenset(
        (
            "service-availability",
            "capacity-scaling",
            "infrastructure-monitoring",
            "vulnerability-handling",
            "incident-response-infrastructure",
            "default-telemetry",
        )
    ),
}
STEMS: Stems = {
    ("foundational", Owner.CUSTOMER): (
        "A company depends on {services}. Which task is for the company to do?",
        "A company that depends on {services} asks what it has to arrange itself. Which task is up to the company?",
        "With {services}, some tasks begin only when a company asks for them. Which task must the company see to?",
        "Which of these tasks stays with a company that uses {services}?",
    ),
    ("foundational", Owner.PROVIDER): (
        "A company depends on {services}. Which task can it leave to AWS?",
        "A company that depends on {services} asks what it has to arrange itself. Which task is up to AWS?",
        "With {services}, some tasks happen without a request. Which task does AWS do?",
        "Which of these tasks does AWS do for a company that uses {services}?",
    ),
    ("associate", Owner.CUSTOMER): (
        "A workload on {services} goes live next month, and its traffic is expected to triple soon. Which preparation "
        "is for the company to do?",
        "A readiness review of a workload on {services} asks about limits, help and tests. Which task must the company "
        "plan for?",
        "A solutions architect prepares {services} for a peak. Which task stays with the company?",
        "A company's runbook for {services} says whom to contact and what to ask for. Which task must the company do "
        "itself?",
    ),
    ("associate", Owner.PROVIDER): (
        "A workload on {services} goes live next month, and its traffic is expected to triple soon. Which task can the "
        "company leave to AWS?",
        "A readiness review of a workload on {services} asks about limits, help and tests. Which task can it strike "
        "out because AWS does it?",
        "A solutions architect prepares {services} for a peak. Which task is up to AWS?",
        "A company's runbook for {services} says whom to contact and what to ask for. Which task can it leave to AWS?",
    ),
    ("specialty", Owner.CUSTOMER): (
        "A security team prepares for incidents in an account with {services}: whom to contact, what to test, which "
        "limits could hold up the response. Which task must the company do itself?",
        "An audit of operations with {services} lists tasks without an owner. Which of them stays with the company?",
        "A security team maps tasks around {services} to owners. Which task does it map to the company?",
        "A response to an attack was held up in an account with {services}. The review lists what to prepare. Which "
        "task is for the company to do?",
    ),
    ("specialty", Owner.PROVIDER): (
        "A security team prepares for incidents in an account with {services}: whom to contact, what to test, which "
        "limits could hold up the response. Which task can it leave to AWS?",
        "An audit of operations with {services} lists tasks without an owner. Which of them is up to AWS?",
        "A security team maps tasks around {services} to owners. Which task does it map to AWS?",
        "A response to an attack was held up in an account with {services}. The review lists what to prepare. Which "
        "task can it strike out because AWS does it?",
    ),
}

FAMILY = BundlesFamily("quota-watch", "Who watches limits, asks for help, and tests", CONTROLS, STEMS)
