"""Who bears which cost? What AWS invests in and holds, against what the company spends, tracks and can cut.

Stem: it names the service of every option (cells of the whole account have none). Its last sentence asks for the
company's work with "for the company to do", "its own team carry out", "the company's own", "stays with", "must the
company" or "to the company?"; for AWS's with "AWS's own expense", "AWS bear", "AWS carries the cost", "is AWS's" or "to
AWS".
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
        "A company that uses {services} wants to spend less. Which task can its own team carry out?",
        "Under the AWS shared responsibility model, which of these tasks is the company's own when it uses {services}?",
        "Which of these tasks stays with a company that uses {services}?",
    ),
    ("foundational", Owner.PROVIDER): (
        "A company uses {services}. Which task does AWS carry out at AWS's own expense?",
        "A company draws up a budget for {services}. Which task is left out of it because AWS bears the cost?",
        "Under the AWS shared responsibility model, which of these tasks is AWS's when a company uses {services}?",
        "A company that uses {services} wants to spend less. Which task does it leave to AWS?",
    ),
    ("associate", Owner.CUSTOMER): (
        "A cost review covers workloads on {services}. Its authors list what bears on the bill. Which item must the "
        "company act on itself?",
        "A company's budget for {services} is too high for next year. Which of these tasks can its own team carry out?",
        "A solutions architect assigns what has to be done for {services}, with the bill in mind. Which task must go "
        "to the company's own team?",
        "Two teams argue over who sees to what in {services}. Which task stays with the company, whatever AWS does?",
    ),
    ("associate", Owner.PROVIDER): (
        "A cost review covers workloads on {services}. Which item can its authors strike out because AWS carries the "
        "cost?",
        "A company turns to {services} and lists costs that it used to have. For which task does AWS bear the cost?",
        "A solutions architect assigns what has to be done for {services}, with the bill in mind. Which task can be "
        "left to AWS?",
        "Two teams argue over who sees to what in {services}. Which task is done at AWS's own expense?",
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
        "A security team separates its own assets in {services} from those that AWS owns and pays for. Which task is "
        "AWS's?",
        "A security team budgets the care of assets behind {services}. Which task can it strike out because AWS "
        "carries the cost?",
    ),
}

FAMILY = BundlesFamily("whose-cost", "Who bears which cost", CONTROLS, STEMS)
