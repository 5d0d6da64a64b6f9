"""Stems of the families about situations: the evidence in fixed words, and a question that it decides."""

from question_bank.model import Owner

OMISSION = {
    "foundational": (
        "{evidence} Which omission would explain this?",
        "{evidence} Which omission would lead to this?",
        "{evidence} Which omission would be the cause?",
        "{evidence} What would have been left undone?",
    ),
    "associate": (
        "A design review deals with a report. {evidence} Which omission would explain it?",
        "{evidence} Which omission would a review have to name as the cause?",
        "{evidence} A solutions architect looks for the cause. Which omission would explain this?",
        "{evidence} Before the design is changed, a team asks for the cause. Which omission would lead to this?",
    ),
    "specialty": (
        "A security engineer reads a report. {evidence} Which omission would explain this?",
        "A tabletop exercise assumes the following. {evidence} Which omission would be the cause?",
        "{evidence} A security team has to name the cause. Which omission would explain this?",
        "A risk workshop goes through this case. {evidence} Which omission would lead to it?",
    ),
}

FAILURE = {
    "foundational": (
        "{evidence} Whose failure would this be, and how would it be remedied?",
        "{evidence} Whose failure would this be, and what would be the remedy?",
        "{evidence} Whose failure would this be, and which step would be missing?",
        "{evidence} On whose side would the failure be, and how would it be remedied?",
    ),
    "associate": (
        "{evidence} A team may change its design. Whose failure would this be, and how would it be remedied?",
        "{evidence} Users complain. Whose failure would this be, and which step would be missing?",
        "{evidence} A remedy is called for. On whose side would the failure be, and how would it be remedied?",
        "A design is reviewed after a report. {evidence} Whose failure would this be, and what would be the remedy?",
    ),
    "specialty": (
        "{evidence} The incident is being classified. Whose failure would this be, and how would it be remedied?",
        "A team writes up an incident. {evidence} Whose failure would this be, and which step would be missing?",
        "{evidence} A register of incidents has a column for side and remedy. What belongs there?",
        "An auditor asks about this case. {evidence} On whose side would the failure be, and how would it be remedied?",
    ),
}

PREVENTION = {
    ("foundational", Owner.CUSTOMER): (
        "{evidence} Which step by the company would have prevented this?",
        "{evidence} Which step should the company have taken before?",
        "{evidence} Which precaution of the company was missing?",
        "{evidence} What could the company have done to prevent this?",
    ),
    ("foundational", Owner.PROVIDER): (
        "{evidence} Which work by AWS is meant to prevent this?",
        "{evidence} Which work of AWS is there to prevent this?",
        "{evidence} Which precaution of AWS guards against this?",
        "{evidence} What does AWS have to do to prevent this?",
    ),
    ("associate", Owner.CUSTOMER): (
        "{evidence} The design is to be corrected. Which step by the company would have prevented this?",
        "A design review deals with a report. {evidence} Which step should the company have taken before?",
        "{evidence} A solutions architect draws the lesson. Which precaution of the company was missing?",
        "{evidence} The same must not happen to the next workload. What could the company have done to prevent this?",
    ),
    ("associate", Owner.PROVIDER): (
        "{evidence} The design stays as it is. Which work by AWS is meant to prevent this?",
        "A design review deals with a report. {evidence} Which work of AWS is there to prevent this?",
        "{evidence} A solutions architect draws the lesson. Which precaution of AWS guards against this?",
        "{evidence} The same must not happen to the next workload. What does AWS have to do to prevent this?",
    ),
    ("specialty", Owner.CUSTOMER): (
        "A review after an incident records the following. {evidence} Which step by the company would have prevented "
        "this?",
        "A security engineer reads a report. {evidence} Which step should the company have taken before?",
        "{evidence} A security team closes the incident. Which precaution of the company was missing?",
        "An auditor describes a case. {evidence} What could the company have done to prevent this?",
    ),
    ("specialty", Owner.PROVIDER): (
        "A review after an incident records the following. {evidence} Which work by AWS is meant to prevent this?",
        "A security engineer reads a report. {evidence} Which work of AWS is there to prevent this?",
        "{evidence} A security team closes the incident. Which precaution of AWS guards against this?",
        "An auditor describes a case. {evidence} What does AWS have to do to prevent this?",
    ),
}

SYMPTOM = {
    ("foundational", Owner.CUSTOMER): (
        "{evidence} Which action by the company addresses this?",
        "{evidence} What should the company do about this?",
        "{evidence} With which action does the company remedy this?",
        "{evidence} Which action of the company is called for?",
    ),
    ("foundational", Owner.PROVIDER): (
        "{evidence} Which action by AWS addresses this?",
        "{evidence} What does AWS have to do about this?",
        "{evidence} With which action does AWS remedy this?",
        "{evidence} Which action of AWS is called for?",
    ),
    ("associate", Owner.CUSTOMER): (
        "{evidence} A solutions architect is asked for advice. Which action by the company addresses this?",
        "{evidence} The service is to stay in use. What should the company do about this?",
        "A team looks into a complaint. {evidence} With which action does the company remedy this?",
        "{evidence} Which action of the company is called for, before anything else is changed?",
    ),
    ("associate", Owner.PROVIDER): (
        "{evidence} A solutions architect is asked for advice. Which action by AWS addresses this?",
        "{evidence} The service is to stay in use. What does AWS have to do about this?",
        "A team looks into a complaint. {evidence} With which action does AWS remedy this?",
        "{evidence} Which action of AWS is called for, before anything else is changed?",
    ),
    ("specialty", Owner.CUSTOMER): (
        "{evidence} An engineer on call opens a ticket. Which action by the company addresses this?",
        "An operations report reads as follows. {evidence} What should the company do about this?",
        "{evidence} No attack is behind this. With which action does the company remedy this?",
        "A team rules out an attack. {evidence} Which action of the company is called for?",
    ),
    ("specialty", Owner.PROVIDER): (
        "{evidence} An engineer on call opens a ticket. Which action by AWS addresses this?",
        "An operations report reads as follows. {evidence} What does AWS have to do about this?",
        "{evidence} No attack is behind this. With which action does AWS remedy this?",
        "A team rules out an attack. {evidence} Which action of AWS is called for?",
    ),
}

REQUIREMENT = {
    ("foundational", Owner.CUSTOMER): (
        "A company uses {service}. {needs} Which step must the company take?",
        "A company starts to use {service}. {needs} Which step by the company is needed for this?",
        "A company relies on {service}. {needs} Which step does the company take to this end?",
        "{needs} A company uses {service} for its workload. Which step is left to the company?",
    ),
    ("foundational", Owner.PROVIDER): (
        "A company uses {service}. {needs} Which work by AWS meets this requirement?",
        "A company starts to use {service}. {needs} Which task does AWS carry out for this?",
        "A company relies on {service}. {needs} Which work does AWS do to this end?",
        "{needs} A company uses {service} for its workload. Which task is left to AWS?",
    ),
    ("associate", Owner.CUSTOMER): (
        "A company designs a workload that uses {service}. {needs} Which step must the company take?",
        "A solutions architect plans to use {service}. {needs} Which step by the company is needed for this?",
        "A workload on {service} has to meet a requirement. {needs} Which step does the company take to this end?",
        "A design names {service} and one requirement. {needs} Which step is left to the company?",
    ),
    ("associate", Owner.PROVIDER): (
        "A company designs a workload that uses {service}. {needs} Which work by AWS meets this requirement?",
        "A solutions architect plans to use {service}. {needs} Which task does AWS carry out for this?",
        "A workload on {service} has to meet a requirement. {needs} Which work does AWS do to this end?",
        "A design names {service} and one requirement. {needs} Which task is left to AWS?",
    ),
    ("specialty", Owner.CUSTOMER): (
        "A security policy covers a workload that uses {service}. {needs} Which step must the company take?",
        "A security engineer readies {service} for production. {needs} Which step by the company is needed for this?",
        "An auditor names a requirement for {service}. {needs} Which step does the company take to this end?",
        "A control catalog lists {service}. {needs} Which step is left to the company?",
    ),
    ("specialty", Owner.PROVIDER): (
        "A security policy covers a workload that uses {service}. {needs} Which work by AWS meets this requirement?",
        "A security engineer readies {service} for production. {needs} Which task does AWS carry out for this?",
        "An auditor names a requirement for {service}. {needs} Which work does AWS do to this end?",
        "A control catalog lists {service}. {needs} Which task is left to AWS?",
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
        "A design review deals with a report. {evidence} Which source shows such a thing once the company has enabled "
        "it?",
    ),
    ("associate", Owner.PROVIDER): (
        "{evidence} A design is to be corrected. Which source would have shown this without any step by the company?",
        "A team draws lessons from a surprise. {evidence} In which source would this have been visible without any "
        "step by the company?",
        "{evidence} An architect is asked about it. Which source would have told of this without any step by the "
        "company?",
        "A design review deals with a report. {evidence} Which source shows such a thing without any step by the "
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
    "{plan} {trigger} Which FOUR steps make up the response, and in which order?",
)

EVENT = (
    "{scenario} Which omission would explain {matter}?",
    "{scenario} Which omission would lead to {matter}?",
    "{scenario} Which omission would be the cause of {matter}?",
    "{scenario} What would have been left undone with regard to {matter}?",
)
