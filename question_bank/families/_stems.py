"""Stems: short for the foundational exam, a decision for the associate, a document or an audit for the specialty."""

from question_bank.model import Owner

LEVELS = {"clf-c02": "foundational", "saa-c03": "associate", "scs-c03": "specialty", "scs-c02": "specialty"}

ONE_TASK = {
    ("foundational", Owner.CUSTOMER): (
        "A company uses {service}. Which task is the company's responsibility?",
        "Which task remains with the company when it uses {service}?",
        "A company starts to use {service}. Which task must the company carry out itself?",
        "Under the AWS shared responsibility model, which task falls to a company that uses {service}?",
    ),
    ("foundational", Owner.PROVIDER): (
        "A company uses {service}. Which task is AWS's responsibility?",
        "Which task does AWS carry out when a company uses {service}?",
        "A company starts to use {service}. Which task can the company leave to AWS?",
        "Under the AWS shared responsibility model, which task falls to AWS when a company uses {service}?",
    ),
    ("associate", Owner.CUSTOMER): (
        "A company plans {setting}. Which task must the company's own team plan for?",
        "A design review lists open tasks for {setting}. Which task must the company assign to its own team?",
        "A solutions architect adds {service} to a design. Which task becomes the company's responsibility?",
        "{Setting} goes live next week. Which task must the company plan for?",
    ),
    ("associate", Owner.PROVIDER): (
        "A company plans {setting}. Which task can the company leave to AWS?",
        "A design review lists open tasks for {setting}. Which task can the team strike out because AWS carries it "
        "out?",
        "A solutions architect adds {service} to a design. Which task becomes AWS's responsibility?",
        "A company estimates the effort of using {service}. For which task does it need no staff, because AWS carries "
        "it out?",
    ),
    ("specialty", Owner.CUSTOMER): (
        "A security engineer writes the runbook for {setting}. Which task must the runbook assign to the company?",
        "An auditor asks what the company does itself for {setting}. For which task must the company produce the "
        "evidence?",
        "A security team maps the controls of {setting} to their owners. Which task does it map to the company?",
        "A risk assessment of {setting} separates inherited controls from the company's own. Which task is the "
        "company's own?",
    ),
    ("specialty", Owner.PROVIDER): (
        "A security engineer writes the runbook for {setting}. Which task can the runbook leave out because AWS "
        "performs it?",
        "An audit of {setting} asks which tasks AWS performs. Which task can the company attribute to AWS?",
        "A security team maps the controls of {setting} to their owners. Which task does it map to AWS?",
        "A risk assessment of {setting} separates inherited controls from the company's own. Which task does the "
        "company inherit from AWS?",
    ),
}

MANY_TASKS = {
    ("foundational", Owner.CUSTOMER): (
        "A company uses {service}. Which tasks are the company's responsibility?",
        "Which tasks remain with the company when it uses {service}?",
        "A company starts to use {service}. Which tasks must the company carry out itself?",
    ),
    ("foundational", Owner.PROVIDER): (
        "A company uses {service}. Which tasks are AWS's responsibility?",
        "Which tasks does AWS carry out when a company uses {service}?",
        "A company starts to use {service}. Which tasks can the company leave to AWS?",
    ),
    ("associate", Owner.CUSTOMER): (
        "A company plans {setting}. Which tasks must the company's own team plan for?",
        "A design review lists open tasks for {setting}. Which tasks must the company assign to its own team?",
        "A solutions architect adds {service} to a design. Which tasks become the company's responsibility?",
    ),
    ("associate", Owner.PROVIDER): (
        "A company plans {setting}. Which tasks can the company leave to AWS?",
        "A design review lists open tasks for {setting}. Which tasks can the team strike out because AWS carries "
        "them out?",
        "A solutions architect adds {service} to a design. Which tasks become AWS's responsibility?",
    ),
    ("specialty", Owner.CUSTOMER): (
        "A security engineer writes the runbook for {setting}. Which tasks must the runbook assign to the company?",
        "An auditor asks what the company does itself for {setting}. For which tasks must the company produce the "
        "evidence?",
        "A security team maps the controls of {setting} to their owners. Which tasks does it map to the company?",
    ),
    ("specialty", Owner.PROVIDER): (
        "A security engineer writes the runbook for {setting}. Which tasks can the runbook leave out because AWS "
        "performs them?",
        "An audit of {setting} asks which tasks AWS performs. Which tasks can the company attribute to AWS?",
        "A security team maps the controls of {setting} to their owners. Which tasks does it map to AWS?",
    ),
}

# Frames with {kind} compare services of one kind or for one job; the others suit any services of one workload.
SERVICE_STEMS = {
    ("foundational", Owner.PROVIDER): (
        "A company compares {kind} and does not want to be responsible for {duty}. Which service meets this "
        "requirement?",
        "Which of these {kind} relieves a company of {duty}?",
        "A small team has nobody for {duty}. Which of these {kind} takes this work over?",
        "With which service is AWS responsible for {duty}?",
        "A company lists the services for which {duty} is left to AWS. Which service belongs on the list?",
    ),
    ("foundational", Owner.CUSTOMER): (
        "A company compares {kind}. With which service does the company itself remain responsible for {duty}?",
        "Which of these {kind} leaves {duty} to the company that uses it?",
        "A company has staff for {duty}. Which of these {kind} needs them?",
        "With which service is the company responsible for {duty}?",
        "A company lists the services for which {duty} is its own work. Which service belongs on the list?",
    ),
    ("associate", Owner.PROVIDER): (
        "A company moves a workload to AWS and compares {kind}. The operations team must no longer spend time on "
        "{duty}. Which service meets this requirement?",
        "A design must leave {duty} to AWS. Which of these {kind} fits the design?",
        "A solutions architect has to reduce operational work: {duty} must not fall to the company. Which of these "
        "{kind} should the architect choose?",
        "A design review notes for each service of a workload who is responsible for {duty}. For which service does "
        "it note AWS?",
        "A solutions architect writes the operations plan of a workload. With which service is AWS responsible for "
        "{duty}?",
    ),
    ("associate", Owner.CUSTOMER): (
        "A company wants to keep {duty} in its own hands. Which of these {kind} leaves this work to the company?",
        "A solutions architect compares {kind} and estimates operational work. Which service adds {duty} to the "
        "company's own tasks?",
        "A company reviews a workload that uses four services. For which one must the company's own team plan {duty}?",
        "A design review notes for each service of a workload who is responsible for {duty}. For which service does "
        "it note the company?",
        "A solutions architect writes the operations plan of a workload. With which service is the company responsible "
        "for {duty}?",
    ),
    ("specialty", Owner.PROVIDER): (
        "A security policy forbids designs in which the company's engineers are responsible for {duty}. Which of "
        "these {kind} complies with the policy?",
        "An auditor asks for which service the company relies on AWS for {duty}. Which service does the company name?",
        "A security team maps {duty} to owners, service by service. For which service is AWS the owner?",
        "A security engineer marks inherited controls. For which service does the company inherit {duty} from AWS?",
    ),
    ("specialty", Owner.CUSTOMER): (
        "A security policy demands that {duty} stays with the company's own engineers. Which of these {kind} leaves "
        "this work to the company?",
        "An auditor requires evidence of {duty} from the company, for each service where the work is the company's "
        "own. For which service must the company produce it?",
        "A security team maps {duty} to owners, service by service. For which service is the company the owner?",
        "A security engineer looks for gaps in the company's procedure for {duty}. Which service must the procedure "
        "cover?",
    ),
}

# Options that name the tasks; those of the foundational exam never do, for they would be too long.
DIVISION_STEMS = {
    "associate": (
        "A company designs {setting}. How are the tasks around {topic} divided?",
        "A solutions architect documents responsibilities for {service}. Which division of the tasks around {topic} is "
        "correct?",
        "A design review of {setting} looks at {topic}. Who is responsible for which task?",
    ),
    "specialty": (
        "A security engineer writes a responsibility matrix for {service}. Which entry on {topic} is correct?",
        "An auditor asks about {setting}. How are the tasks around {topic} divided between AWS and the company?",
        "A security team reviews {setting} with regard to {topic}. Who is responsible for which task?",
    ),
}
# Stems that name the tasks, which options then call the first and the second.
PAIR_STEMS = {
    "foundational": (
        "A company uses {service}. One task is {first}, another is {second}. Who is responsible for each?",
        "A company starts to use {service}. Who is responsible for {first}, and who is responsible for {second}?",
        "A company relies on {service}. Who takes care of {first}, and who takes care of {second}?",
    ),
    "associate": (
        "A company designs {setting}. Two tasks are open: {first}, and {second}. Who is responsible for each?",
        "A solutions architect documents responsibilities for {service}. Who is responsible for {first}, and who is "
        "responsible for {second}?",
        "A design review of {setting} lists these tasks: {first}, and {second}. Whose responsibility is each?",
    ),
    "specialty": (
        "A security engineer writes a responsibility matrix for {service}. It lists {first}, and {second}. Who is "
        "responsible for each?",
        "An auditor asks about {setting}. Who is responsible for {first}, and who is responsible for {second}?",
        "A security review of {setting} finds two tasks without an owner: {first}, and {second}. Whose responsibility "
        "is each?",
    ),
}
