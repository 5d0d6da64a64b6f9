"""Stems: short for the foundational exam, a decision for the associate, an incident or an audit for the specialty."""

from question_bank.families._task_stems import asking_for
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
    **asking_for("task"),
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
    **asking_for("tasks"),
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
        "A partner that is to look after {setting} asks about {topic}. How are the tasks divided?",
        "The checklist for the night on which {setting} goes live has no names beside the tasks around {topic}. Who is "
        "responsible for which task?",
        "Developers and operators of {setting} disagree about {topic}. Which division of the tasks is correct?",
        "A staffing plan for {setting} has to settle who does what about {topic}. Which division of the tasks is "
        "correct?",
        "A handover document for {setting} is vague about {topic}. Who is responsible for which task?",
        "A buyer of the company's product asks about {setting}, and about {topic} above all. How are the tasks divided "
        "between AWS and the company?",
        "At a game day about {setting}, a team works its way through {topic}. Who is responsible for which task?",
        "A team that is new to {service} asks about {topic}. How are the tasks divided between AWS and the company?",
        "A solutions architect estimates the hours that {topic} will take with {service}. Who is responsible for which "
        "task?",
    ),
    "specialty": (
        "A security engineer writes a responsibility matrix for {service}. Which entry on {topic} is correct?",
        "An auditor asks about {setting}. How are the tasks around {topic} divided between AWS and the company?",
        "A security team reviews {setting} with regard to {topic}. Who is responsible for which task?",
        "After an incident in {setting}, a review finds that nobody had been sure about {topic}. How are the tasks "
        "divided between AWS and the company?",
        "A bank examines a company with {setting} and asks about {topic}. Which division of the tasks is correct?",
        "A penetration tester wants to know how far the scope reaches when it comes to {topic} with {service}. Who is "
        "responsible for which task?",
        "In a tabletop exercise on {setting}, the moderator turns to {topic}, and the team hesitates. Who is "
        "responsible for which task?",
        "A project team hands {setting} over to operations. The document is vague about {topic}. Which division of the "
        "tasks is correct?",
        "A control catalog for {setting} comes back from an assessor with questions about {topic}. How are the tasks "
        "divided between AWS and the company?",
        "A new on-call team for {setting} gets no clear word about {topic}. Who is responsible for which task?",
        "A risk register for {setting} has no owners beside the tasks around {topic}. Which division of the tasks is "
        "correct?",
        "A company takes over another one together with {setting} and has to find out about {topic}. Who is "
        "responsible for which task?",
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
        "Two engineers are to look after {setting}. Their manager asks about {first}, and about {second}. Who is "
        "responsible for each?",
        "A partner that is to look after {setting} asks about two tasks: {first}, and {second}. Who is responsible for "
        "each?",
        "The checklist for the night on which {setting} goes live has no name beside {first}, and none beside "
        "{second}. Whose responsibility is each?",
        "Developers and operators of {setting} each count on somebody else for {first}, and for {second}. Who is "
        "responsible for each?",
        "A handover document for {setting} names no owner for {first}, and none for {second}. Whose responsibility is "
        "each?",
        "A buyer of the company's product asks about {setting}: about {first}, and about {second}. Who is responsible "
        "for each?",
        "An estimate of hours for {setting} includes {first}, and {second}. Who is responsible for each, AWS or the "
        "company?",
        "At a game day about {setting}, nobody moves when two tasks are called out: {first}, and {second}. Who is "
        "responsible for each?",
        "A team is new to {service}. Who is responsible for {first}, and who is responsible for {second}?",
    ),
    "specialty": (
        "A security engineer writes a responsibility matrix for {service}. It lists {first}, and {second}. Who is "
        "responsible for each?",
        "A review after an incident in {setting} finds two tasks that everybody took for somebody else's: {first}, and "
        "{second}. Whose responsibility is each?",
        "An auditor takes a sample of two tasks around {setting}: {first}, and {second}. Whoever does them has to show "
        "it. Who is responsible for each?",
        "A bank examines a company with {setting} and asks about {first}, and about {second}. Who is responsible for "
        "each?",
        "A penetration tester asks of two tasks around {setting} whether they are in scope as the company's own work: "
        "{first}, and {second}. Whose responsibility is each?",
        "In a tabletop exercise on {setting}, the moderator calls out two tasks: {first}, and {second}. Nobody is sure "
        "who has to act. Who is responsible for each?",
        "A project team hands {setting} over to operations. The document names no owner for {first}, and none for "
        "{second}. Whose responsibility is each?",
        "A control catalog for {setting} comes back from an assessor with questions about {first}, and about {second}. "
        "Who is responsible for each?",
        "The on-call duty for {setting} moves to a new team. The old one was never quite sure about {first}, and about "
        "{second}. Whose responsibility is each?",
        "A risk register for {setting} has no owner beside {first}, and none beside {second}. Whose responsibility is "
        "each?",
        "A company takes over another one together with {setting}. Its security team asks about {first}, and about "
        "{second}. Who is responsible for each?",
        "A change board holds up the go-live of {setting} until two tasks have an owner: {first}, and {second}. Who is "
        "responsible for each?",
    ),
}
