"""Who holds, rotates, renews, deletes which key? Keys, certificates and secrets of KMS, CloudHSM, ACM and others.

Stem: it names the service of every option. Its last sentence asks for the company's work with "the company's own",
"stays with the company", "falls to the company", "must the company" or "to the company?"; for AWS's with "is AWS's",
"does AWS carry out", "to AWS?" or "because AWS performs".
Options: parts of cells, word for word, of the controls in CONTROLS; a part of a shared cell counts for its side, for
the words of the part state its condition (AWS managed keys, enabled rotations, imported certificates).
Proof: the cell of each option.
"""

from question_bank.families._bundles import BundlesFamily
from question_bank.families._parts import Controls
from question_bank.families._render import Stems
from question_bank.model import Owner

BOTH = ("key-rotation", "credential-rotation", "certificates", "key-hardware", "key-policies", "dnssec-signing")
CONTROLS: Controls = {
    Owner.CUSTOMER: frozenset((*BOTH, "encryption-at-rest-setting", "client-side-encryption")),
    Owner.PROVIDER: frozenset((*BOTH, "encryption-at-rest-mechanism")),
}
STEMS: Stems = {
    ("foundational", Owner.CUSTOMER): (
        "A company relies on {services} for cryptography. Which task is the company's own?",
        "A company reviews its cryptography with {services}. Which task stays with the company?",
        "Under the AWS shared responsibility model, which task about cryptography falls to the company with "
        "{services}?",
        "A company relies on {services}. Which task about cryptography must the company see to itself?",
    ),
    ("foundational", Owner.PROVIDER): (
        "A company relies on {services} for cryptography. Which task is AWS's?",
        "A company reviews its cryptography with {services}. Which task does AWS carry out?",
        "Under the AWS shared responsibility model, which task about cryptography does AWS carry out with {services}?",
        "A company relies on {services}. Which task about cryptography can it leave to AWS?",
    ),
    ("associate", Owner.CUSTOMER): (
        "A design with {services} must protect confidential data. The team lists work around its cryptography. "
        "Which task must the company plan for?",
        "A solutions architect hands {services} over to operations. Which task around cryptography stays with the "
        "company?",
        "A workload on {services} must pass a review of its cryptography. Which task falls to the company?",
        "Two teams disagree about who looks after the cryptography of {services}. Which task is the company's own?",
    ),
    ("associate", Owner.PROVIDER): (
        "A design with {services} must protect confidential data. The team lists work around its cryptography. "
        "Which task can it leave to AWS?",
        "A solutions architect hands {services} over to operations. Which task around cryptography does AWS carry out?",
        "A workload on {services} must pass a review of its cryptography. Which task can the team leave to AWS?",
        "Two teams disagree about who looks after the cryptography of {services}. Which task is AWS's?",
    ),
    ("specialty", Owner.CUSTOMER): (
        "An audit of {services} asks who answers for each step that keeps their content confidential. Which step must "
        "the company evidence itself?",
        "A security engineer writes the cryptographic procedure for an environment with {services}. Which task must "
        "the company have in its own procedure?",
        "A security team maps cryptographic tasks in {services} to owners. Which task does it map to the company?",
        "A security review of {services} separates what AWS does for cryptography from what it does not. Which task "
        "falls to the company?",
    ),
    ("specialty", Owner.PROVIDER): (
        "An audit of {services} asks who answers for each step that keeps their content confidential. Which step does "
        "AWS carry out?",
        "A security engineer writes the cryptographic procedure for an environment with {services}. Which task can the "
        "procedure leave to AWS?",
        "A security team maps cryptographic tasks in {services} to owners. Which task does it map to AWS?",
        "A security review of {services} separates what AWS does for cryptography from what it does not. Which task "
        "falls to AWS?",
    ),
}

FAMILY = BundlesFamily("who-holds-the-key", "Who holds, rotates and renews keys and secrets", CONTROLS, STEMS)
