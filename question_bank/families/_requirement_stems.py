"""Stems of the family with two requirements, which stand in them word for word, one after the other."""

from question_bank.families._render import Stems
from question_bank.model import Owner

REQUIREMENTS: Stems = {
    ("foundational", Owner.CUSTOMER): (
        "A company uses {service}. {needs} Which steps must the company take?",
        "A company relies on {service}. {needs} Which steps by the company are needed?",
        "A company chooses {service}. {needs} Which steps are left to the company?",
        "A company starts using {service}. {needs} Which steps does the company take?",
        "A company depends on {service}. {needs} Which steps of the company achieve this?",
        "A company opts for {service}. {needs} Which steps must the company take?",
    ),
    ("foundational", Owner.PROVIDER): (
        "A company uses {service}. {needs} Which tasks does AWS carry out?",
        "A company relies on {service}. {needs} Which tasks of AWS achieve this?",
        "A company chooses {service}. {needs} Which tasks are left to AWS?",
        "A company starts using {service}. {needs} Which work by AWS is needed?",
        "A company depends on {service}. {needs} Which work does AWS do?",
        "A company opts for {service}. {needs} Which tasks of AWS are needed?",
    ),
    ("associate", Owner.CUSTOMER): (
        "A company plans {setting} and has two requirements. {needs} Which combination of steps by the company meets "
        "these requirements?",
        "A solutions architect has chosen {service} and must meet two requirements with it. {needs} Which combination "
        "of steps must the company take?",
        "{Setting} may go into production once two requirements are met. {needs} Which steps by the company are needed "
        "for this?",
        "A company uses {service} so that its small team has little to operate. Two requirements remain. {needs} Which "
        "combination of steps is left to the company?",
        "A company moves to {service} and does itself only what AWS does not do. {needs} Which steps does the company "
        "take to meet both requirements?",
        "A design review of {setting} finds that two requirements are not met yet. {needs} Which combination of steps "
        "by the company corrects the design?",
    ),
    ("associate", Owner.PROVIDER): (
        "A company plans {setting} and has two requirements. {needs} Which combination of tasks of AWS meets these "
        "requirements?",
        "A solutions architect has chosen {service} because two requirements need no work by the team. {needs} Which "
        "tasks does AWS carry out to meet them?",
        "{Setting} may go into production once it is clear who meets two requirements. {needs} Which tasks of AWS meet "
        "them?",
        "A company uses {service} so that its small team has little to operate. {needs} Which combination of tasks is "
        "left to AWS?",
        "A company moves to {service} and does itself only what AWS does not do. {needs} Which work does AWS do to "
        "meet both requirements?",
        "A design review of {setting} asks what two requirements rest on. {needs} Which combination of tasks by AWS "
        "meets them?",
    ),
    ("specialty", Owner.CUSTOMER): (
        "A security policy has two rules for {setting}. {needs} Which combination of steps by the company meets both "
        "rules?",
        "An audit of {setting} reports that two requirements are not met. {needs} Which steps must the company take?",
        "A finding concerns {setting}: two requirements of the control catalog are open. {needs} Which combination of "
        "steps does the company take to close the finding?",
        "A security engineer readies {service} for production under a policy with two requirements. {needs} Which "
        "steps by the company are needed to comply?",
        "A control catalog has two entries for {setting}, each with a field for its owner and its implementation. "
        "{needs} Which steps are left to the company?",
        "A risk assessment of {setting} ends with two requirements and a deadline. {needs} Which combination of steps "
        "of the company meets these requirements?",
    ),
    ("specialty", Owner.PROVIDER): (
        "A security policy has two rules for {setting}. {needs} Which combination of tasks of AWS meets both rules?",
        "An auditor asks what two requirements for {setting} rest on. {needs} Which tasks does AWS carry out to meet "
        "them?",
        "A finding concerns {setting}: nobody has recorded who meets two requirements. {needs} Which combination of "
        "tasks by AWS meets them?",
        "A security engineer lists what {setting} inherits and finds two requirements among it. {needs} Which work "
        "does AWS do to meet them?",
        "A control catalog has two entries for {setting}, each with a field for its owner and its implementation. "
        "{needs} Which tasks are left to AWS?",
        "A risk assessment of {setting} examines two requirements. {needs} Which combination of tasks of AWS meets "
        "these requirements?",
    ),
}
