"""Stems of the families about situations: the evidence in fixed words, and a question that it decides.

Of the families with a full two by two of side and cause, stems with {first} and {second} name the two steps in question
in this order, and options call them so; with the others each option names its own.
"""

from question_bank.model import Owner

OMISSION = {
    "foundational": (
        "{evidence} Which omission explains this?",
        "{evidence} Which omission accounts for this?",
        "{evidence} Which missed task is the cause?",
        "{evidence} Who failed to do what?",
    ),
    "associate": (
        "{evidence} A team looks for the cause. Which omission explains this?",
        "{evidence} A review has to name one missed task and its owner. Which omission accounts for this?",
        "A solutions architect goes through past failures. {evidence} Who failed to do what?",
        "{evidence} Before the design is changed, the cause must be known. Which missed task is the cause?",
    ),
    "specialty": (
        "A security engineer analyzes a report. {evidence} Which omission explains this?",
        "A tabletop exercise assumes the following. {evidence} Who failed to do what?",
        "{evidence} A security team has to record the root cause and its owner. Which omission accounts for this?",
        "A risk workshop goes through a scenario. {evidence} Which missed task is the cause?",
    ),
}

OMISSION_OF_TWO = {
    "foundational": (
        "{evidence} Who left out which step: {first}, or {second}?",
        "{evidence} What was missing, and on whose side: {first}, or {second}?",
        "{evidence} Whose omission explains this, and of which step: {first}, or {second}?",
        "{evidence} A report names two steps: {first}, and {second}. Which omission explains this?",
    ),
    "associate": (
        "{evidence} A design review looks at two steps: {first}, and {second}. Whose omission, and of which step, "
        "explains this?",
        "A solutions architect goes through past failures. {evidence} The notes mention {first}, and then {second}. "
        "Who failed to take which step?",
        "{evidence} Before the design is changed, a team checks two steps: {first}, and {second}. Which omission "
        "accounts for this?",
        "{evidence} The design assumes that two steps are taken: {first}, and {second}. Which one is missing, and on "
        "whose side?",
        "An operations plan rests on two steps: {first}, and {second}. {evidence} Who left out which step?",
    ),
    "specialty": (
        "A security engineer analyzes a report. {evidence} The report considers two steps: {first}, and {second}. "
        "Which omission explains this?",
        "A tabletop exercise assumes the following. {evidence} The facilitator brings up {first}, and then {second}. "
        "Who failed to take which step?",
        "{evidence} A security team has to record the root cause and its owner. It weighs two steps: {first}, and "
        "{second}. Which omission accounts for this?",
        "A risk workshop goes through a scenario. {evidence} The risk register lists {first}, and after that {second}. "
        "Which step was missing, and on whose side?",
        "A control catalog demands two steps: {first}, and {second}. {evidence} Who left out which step?",
        "{evidence} An auditor asks for records of two steps: {first}, and {second}. Whose omission, and of which "
        "step, explains what was seen?",
    ),
}

FAILURE = {
    "foundational": (
        "{evidence} Whose failure was this, and what is the remedy?",
        "{evidence} Whose failure was this, and how is it remedied?",
        "{evidence} Whose failure was this, and which step was missing?",
        "{evidence} On whose side was the failure, and how is it remedied?",
    ),
    "associate": (
        "{evidence} A team asks whether its design is at fault. Whose failure was this, and how is it remedied?",
        "A solutions architect goes through past failures. {evidence} Whose failure was this, and which step was "
        "missing?",
        "{evidence} A remedy is called for. On whose side was the failure, and how is it remedied?",
        "{evidence} The design is under review. Whose failure was this, and what is the remedy?",
    ),
    "specialty": (
        "{evidence} The incident is being classified. Whose failure was this, and how is it remedied?",
        "A tabletop exercise assumes the following. {evidence} Whose failure was this, and which step was missing?",
        "{evidence} An incident register has columns for the responsible side and the remedy. What belongs in them?",
        "{evidence} The case is reported to management. On whose side was the failure, and how is it remedied?",
    ),
}

FAILURE_OF_TWO = {
    "foundational": (
        "{evidence} Whose failure was this, and which step remedies it: {first}, or {second}?",
        "{evidence} Whose failure was it, and what helps: {first}, or {second}?",
        "{evidence} Who was at fault, and which is the remedy: {first}, or {second}?",
        "{evidence} Two remedies are discussed: {first}, and {second}. Whose failure was it, and which remedy fits?",
    ),
    "associate": (
        "{evidence} A team asks whether its design is at fault, and discusses two remedies: {first}, and {second}. "
        "Whose failure was this, and which step remedies it?",
        "A solutions architect goes through past failures. {evidence} Two remedies are noted: {first}, and {second}. "
        "Whose failure was this, and which remedy fits?",
        "{evidence} The design is under review, and two remedies are on the table: {first}, and {second}. On whose "
        "side was the failure, and which step is called for?",
        "A runbook offers two remedies: {first}, and {second}. {evidence} Who was at fault, and which step is the "
        "remedy?",
        "{evidence} One proposal is {first}, the other is {second}. Whose failure was this, and which step helps?",
    ),
    "specialty": (
        "{evidence} The incident is being classified, with two remedies to choose from: {first}, and {second}. Whose "
        "failure was this, and which step remedies it?",
        "A tabletop exercise assumes the following. {evidence} The facilitator offers two remedies: {first}, and "
        "{second}. Whose failure was this, and which remedy fits?",
        "{evidence} An incident register has columns for the responsible side and the remedy. Two remedies are "
        "proposed: {first}, and {second}. What belongs in the columns?",
        "{evidence} A report to management discusses {first}, and then {second}. On whose side was the failure, and "
        "which step remedies it?",
        "A playbook has entries for two steps: {first}, and {second}. {evidence} Who was at fault, and which step is "
        "the remedy?",
        "A security team draws lessons from a case. {evidence} One proposal is {first}, the other is {second}. Whose "
        "failure was this, and which step helps?",
    ),
}

PREVENTION = {
    ("foundational", Owner.CUSTOMER): (
        "{evidence} Which step by the company would have prevented this?",
        "{evidence} Which step should the company have taken?",
        "{evidence} Which precaution of the company was missing?",
        "{evidence} Which step could the company have taken to prevent this?",
    ),
    ("foundational", Owner.PROVIDER): (
        "{evidence} Which work by AWS is meant to prevent this?",
        "{evidence} Which task of AWS is meant to prevent this?",
        "{evidence} Which precaution of AWS guards against this?",
        "{evidence} Which work does AWS have to do to prevent this?",
    ),
    ("associate", Owner.CUSTOMER): (
        "{evidence} The design is to be corrected. Which step by the company would have prevented this?",
        "{evidence} A design review asks for the lesson. Which step should the company have taken?",
        "{evidence} A solutions architect draws the lesson. Which precaution of the company was missing?",
        "{evidence} The same must not happen again. Which step could the company have taken to prevent this?",
    ),
    ("associate", Owner.PROVIDER): (
        "{evidence} The design stays as it is. Which work by AWS is meant to prevent this?",
        "{evidence} A design review asks for the lesson. Which task of AWS is meant to prevent this?",
        "{evidence} A solutions architect draws the lesson. Which precaution of AWS guards against this?",
        "{evidence} The same must not happen again. Which work does AWS have to do to prevent this?",
    ),
    ("specialty", Owner.CUSTOMER): (
        "A review after an incident records the following. {evidence} Which step by the company would have prevented "
        "this?",
        "A security engineer reads a report. {evidence} Which step should the company have taken?",
        "{evidence} A security team closes the incident. Which precaution of the company was missing?",
        "A training presents a case. {evidence} Which step could the company have taken to prevent this?",
    ),
    ("specialty", Owner.PROVIDER): (
        "A review after an incident records the following. {evidence} Which work by AWS is meant to prevent this?",
        "A security engineer reads a report. {evidence} Which task of AWS is meant to prevent this?",
        "{evidence} A security team closes the incident. Which precaution of AWS guards against this?",
        "A training presents a case. {evidence} Which work does AWS have to do to prevent this?",
    ),
}

SYMPTOM = {
    ("foundational", Owner.CUSTOMER): (
        "{evidence} Which action by the company addresses this?",
        "{evidence} Which step should the company take about this?",
        "{evidence} With which action does the company remedy this?",
        "{evidence} Which action of the company is called for?",
    ),
    ("foundational", Owner.PROVIDER): (
        "{evidence} Which action by AWS addresses this?",
        "{evidence} Which work does AWS have to do about this?",
        "{evidence} With which action does AWS remedy this?",
        "{evidence} Which action of AWS is called for?",
    ),
    ("associate", Owner.CUSTOMER): (
        "{evidence} A solutions architect is asked for advice. Which action by the company addresses this?",
        "{evidence} The service is to stay in use. Which step should the company take about this?",
        "A team looks into a complaint. {evidence} With which action does the company remedy this?",
        "{evidence} Which action of the company is called for, before anything else is changed?",
    ),
    ("associate", Owner.PROVIDER): (
        "{evidence} A solutions architect is asked for advice. Which action by AWS addresses this?",
        "{evidence} The service is to stay in use. Which work does AWS have to do about this?",
        "A team looks into a complaint. {evidence} With which action does AWS remedy this?",
        "{evidence} Which action of AWS is called for, before anything else is changed?",
    ),
    ("specialty", Owner.CUSTOMER): (
        "{evidence} An engineer on call opens a ticket. Which action by the company addresses this?",
        "An operations report reads as follows. {evidence} Which step should the company take about this?",
        "{evidence} No attack is behind this. With which action does the company remedy this?",
        "A team rules out an attack. {evidence} Which action of the company is called for?",
    ),
    ("specialty", Owner.PROVIDER): (
        "{evidence} An engineer on call opens a ticket. Which action by AWS addresses this?",
        "An operations report reads as follows. {evidence} Which work does AWS have to do about this?",
        "{evidence} No attack is behind this. With which action does AWS remedy this?",
        "A team rules out an attack. {evidence} Which action of AWS is called for?",
    ),
}

REQUIREMENT = {
    ("foundational", Owner.CUSTOMER): (
        "A company uses {service}. {needs} Which step must the company take?",
        "A company starts to use {service}. {needs} Which step by the company is needed for this?",
        "A company relies on {service}. {needs} Which step does the company take for this?",
        "{needs} A company uses {service} for its workload. Which step by the company meets this requirement?",
    ),
    ("foundational", Owner.PROVIDER): (
        "A company uses {service}. {needs} Which work by AWS meets this requirement?",
        "A company starts to use {service}. {needs} Which task does AWS carry out for this?",
        "A company relies on {service}. {needs} Which work does AWS do for this?",
        "{needs} A company uses {service} for its workload. Which task of AWS meets this requirement?",
    ),
    ("associate", Owner.CUSTOMER): (
        "A company designs a workload that uses {service}. {needs} Which step must the company take?",
        "A solutions architect plans to use {service}. {needs} Which step by the company is needed for this?",
        "A workload that uses {service} is specified as follows. {needs} Which step does the company take for this?",
        "A design document has a line on {service}. {needs} Which step by the company meets this requirement?",
    ),
    ("associate", Owner.PROVIDER): (
        "A company designs a workload that uses {service}. {needs} Which work by AWS meets this requirement?",
        "A solutions architect plans to use {service}. {needs} Which task does AWS carry out for this?",
        "A workload that uses {service} is specified as follows. {needs} Which work does AWS do for this?",
        "A design document has a line on {service}. {needs} Which task of AWS meets this requirement?",
    ),
    ("specialty", Owner.CUSTOMER): (
        "A security policy covers a workload that uses {service}. {needs} Which step must the company take?",
        "A security engineer readies {service} for production. {needs} Which step by the company is needed for this?",
        "An auditor reads a rule for {service}. {needs} Which step does the company take for this?",
        "A control catalog has an entry for {service}. {needs} Which step by the company meets this requirement?",
    ),
    ("specialty", Owner.PROVIDER): (
        "A security policy covers a workload that uses {service}. {needs} Which work by AWS meets this requirement?",
        "A security engineer readies {service} for production. {needs} Which task does AWS carry out for this?",
        "An auditor reads a rule for {service}. {needs} Which work does AWS do for this?",
        "A control catalog has an entry for {service}. {needs} Which task of AWS meets this requirement?",
    ),
}

DETECTION = {
    ("foundational", Owner.CUSTOMER): (
        "{evidence} Which source would have shown this, had the company enabled it?",
        "{evidence} In which source would this have been visible, had the company enabled it?",
        "{evidence} Which source would have told of this, had the company enabled it?",
        "{evidence} Which source shows such a thing once the company has enabled it?",
    ),
    ("foundational", Owner.PROVIDER): (
        "{evidence} Which source would have shown this without any step by the company?",
        "{evidence} In which source would this have been visible without any step by the company?",
        "{evidence} Which source would have told of this without any step by the company?",
        "{evidence} Which source shows such a thing without any step by the company?",
    ),
    ("associate", Owner.CUSTOMER): (
        "{evidence} A design is to be corrected. Which source would have shown this, had the company enabled it?",
        "A team draws lessons from a surprise. {evidence} In which source would this have been visible, had the "
        "company enabled it?",
        "{evidence} An architect is asked about it. Which source would have told of this, had the company enabled it?",
        "{evidence} A design review looks for the gap. Which source shows such a thing once the company has enabled "
        "it?",
    ),
    ("associate", Owner.PROVIDER): (
        "{evidence} A design is to be corrected. Which source would have shown this without any step by the company?",
        "A team draws lessons from a surprise. {evidence} In which source would this have been visible without any "
        "step by the company?",
        "{evidence} An architect is asked about it. Which source would have told of this without any step by the "
        "company?",
        "{evidence} A design review looks for the gap. Which source shows such a thing without any step by the "
        "company?",
    ),
    ("specialty", Owner.CUSTOMER): (
        "A review after an incident records this. {evidence} Which source would have shown this, had the company "
        "enabled it?",
        "{evidence} A security team looks for the gap. In which source would this have been visible, had the company "
        "enabled it?",
        "A security engineer reads a report. {evidence} Which source would have told of this, had the company enabled "
        "it?",
        "An auditor describes a case. {evidence} Which source shows such a thing once the company has enabled it?",
    ),
    ("specialty", Owner.PROVIDER): (
        "A review after an incident records this. {evidence} Which source would have shown it without any step by the "
        "company?",
        "{evidence} A security team looks for the gap. In which source would this have been visible without any step "
        "by the company?",
        "A security engineer reads a report. {evidence} Which source would have told of this without any step by the "
        "company?",
        "An auditor describes a case. {evidence} Which source shows such a thing without any step by the company?",
    ),
}

RESPONSE = (
    "{trigger} {plan} Which FOUR steps take place, and in which order?",
    "{trigger} {plan} Which FOUR of these steps belong to the response, and in which order?",
    "A team rehearses a response. {trigger} {plan} Which FOUR steps take place, and in which order?",
    "{trigger} {plan} Which FOUR steps make up the response, and in which order?",
)

EVENT = (
    "{scenario} Which omission explains {matter}?",
    "{scenario} Which omission led to {matter}?",
    "{scenario} Whose omission accounts for {matter}?",
    "{scenario} Which missed task is behind {matter}?",
)
