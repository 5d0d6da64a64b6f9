"""Who does the work behind a bill? What AWS invests in and holds, against what the company spends, tracks and can cut.

Stem: it names the service of every option (cells of the whole account have none). Its last sentence asks for the
company's work with "for the company to do", "its own team carry out", "the company's own", "stays with", "must the
company" or "to the company"; for AWS's with "does AWS carry out", "is AWS's" or "to AWS". It asks who does the work,
not who pays in the end: all that AWS does is in its prices.
Options: parts of cells, word for word, of usage-cost, cost-monitoring, licensing and decommissioning for the company,
of hardware-cost, hardware-lifecycle, capacity-scaling and licensing for AWS. A part of a shared cell counts for its
side.
Proof: the cell of each option.
"""

from question_bank.families._bundles import BundlesFamily
from question_bank.families._parts import Controls
from question_bank.families._render import Stems
from question_bank.model import Owner

CONTROLS: Controls = {
    Owner.CUSTOMER: frozenset(("usage-cost", "cost-monitoring", "licensing", "decommissioning")),
    Owner.PROVIDER: frozenset(("hardware-cost", "hardware-lifecycle", "capacity-scaling", "licensing")),
}
STEMS: Stems = {
    ("foundational", Owner.CUSTOMER): (
        "A company uses {services} and reviews its bill. Which task is for the company to do?",
        "A company that uses {services} divides the work that bears on its costs. Which task falls to the company?",
        "Under the AWS shared responsibility model, which of these tasks is the company's own when it uses {services}?",
        "Which of these tasks stays with a company that uses {services}?",
    ),
    ("foundational", Owner.PROVIDER): (
        "A company uses {services} and reviews its bill. Which task can it leave to AWS?",
        "A company that uses {services} divides the work that bears on its costs. Which task falls to AWS?",
        "Under the AWS shared responsibility model, which of these tasks is AWS's when a company uses {services}?",
        "Which of these tasks does AWS carry out for a company that uses {services}?",
    ),
    ("associate", Owner.CUSTOMER): (
        "A cost review covers workloads on {services}. Its authors list what bears on the bill. Which item must the "
        "company act on itself?",
        "A company's budget for {services} is too high for next year. Which of these tasks can its own team carry out?",
        "A solutions architect assigns what has to be done for {services}, with the bill in mind. Which task must go "
        "to the company's own team?",
        "Two teams argue over who takes care of what in {services}. Which task stays with the company?",
    ),
    ("associate", Owner.PROVIDER): (
        "A cost review covers workloads on {services}. Its authors list what bears on the bill. Which item can they "
        "leave to AWS?",
        "A company moves to {services} and lists work that its budget had to cover before. Which task falls to AWS?",
        "A solutions architect assigns what has to be done for {services}, with the bill in mind. Which task can be "
        "left to AWS?",
        "Two teams argue over who takes care of what in {services}. Which task does AWS carry out?",
    ),
    ("specialty", Owner.CUSTOMER): (
        "A review of {services} finds assets that nobody looks after, and asks for an owner of each task. Which task "
        "must it assign to the company?",
        "An audit lists what was left undone in an account that uses {services}. Which item must the company close "
        "itself?",
        "Forgotten assets in {services} widen the attack surface and raise the bill. Which task stays with the "
        "company?",
        "A security team maps tasks of asset care to owners. In scope: {services}. Which task is for the company to "
        "do?",
    ),
    ("specialty", Owner.PROVIDER): (
        "A review of {services} lists assets and the work that they need, and asks for an owner of each task. Which "
        "task does it map to AWS?",
        "An audit lists what has to be done around an account that uses {services}. Which item can the company leave "
        "to AWS?",
        "A security team separates its own assets in {services} from those that AWS owns. Which task is AWS's?",
        "A security team plans the care of assets behind {services}. Which task can it strike out because AWS carries "
        "it out?",
    ),
}

FAMILY = BundlesFamily("whose-cost", "Who does the work behind a bill", CONTROLS, STEMS)
