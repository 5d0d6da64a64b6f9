"""Stems that ask whose one task is NOT, for the associate and the specialty exam: four tasks are together on a list,
and one of them should not be. The owner is that of the key.
"""

from collections.abc import Mapping, Sequence

from question_bank.model import Owner

EXCEPTIONS: Mapping[tuple[str, Owner], Sequence[str]] = {
    ("associate", Owner.PROVIDER): (
        "Two engineers are free for {setting}. A draft plan gives them four tasks, one too many. Which task does the "
        "company NOT have to plan for?",
        "A partner offers to do four tasks around {setting} for a fee. For one of them the company would pay in vain. "
        "Which task is NOT the company's?",
        "{Setting} goes live on Sunday. One of four lines on the checklist for the night is done without the company's "
        "help. Which task does the company NOT have to carry out itself?",
        "A solutions architect inherits a design with {service} and a list of four tasks. One of them was on the list "
        "by mistake. Which task should the next list NOT assign to the company?",
        "Before {setting} goes live, developers and operators share out four tasks. One of them is done by AWS anyway. "
        "Which task does the company NOT have to carry out itself?",
        "The only engineer who knows {setting} leaves the company and hands over four tasks. The successor can drop "
        "one of them. Which task is NOT the company's?",
        "An estimate of the monthly hours for {setting} adds up four tasks. The company can strike out the hours of "
        "one of them. Which task does the company NOT have to plan for?",
        "A team plans four scripts that automate its work around {service}. One of them would be idle. Which task does "
        "the company NOT have to carry out itself?",
        "A design review of {setting} gives four open tasks to teams, and then finds that AWS does one of them. Which "
        "task should the review NOT assign to the company?",
        "At a game day about {setting}, four cards name a task and a team of the company. One card is wrong. Which "
        "task is NOT the company's?",
        "Before a freeze over its busiest season, a retailer lists four tasks that it has to see to around {setting}. "
        "One of them is AWS's. Which task does the company NOT have to plan for?",
        "A buyer of the company's product asks what the company does with its own people for {setting}. One of four "
        "draft answers claims too much. Which task is NOT the company's?",
    ),
    ("associate", Owner.CUSTOMER): (
        "A manager wants to run {setting} without staff and names four tasks that AWS is said to do. One of them was "
        "named in error. Which task is NOT AWS's?",
        "A company takes four tasks out of its plan for {setting}, because AWS is thought to do them. One has to go "
        "back in. Which task can the company NOT leave to AWS?",
        "{Setting} goes live on Sunday. The checklist for the night leaves out four steps as AWS's, and one of them "
        "was left out by mistake. Which task can the company NOT leave to AWS?",
        "A partner is to look after {setting}, and the contract leaves out four tasks as AWS's. One of them belongs in "
        "the contract. Which task is NOT AWS's?",
        "A solutions architect inherits a design with {service}. The notes say of four tasks that AWS does them, and "
        "one of them has been waiting for months. Which task does AWS NOT carry out?",
        "The only engineer who knows {setting} leaves the company. The handover says of four tasks that AWS does them, "
        "and is wrong about one. Which task can the company NOT leave to AWS?",
        "A design review of {setting} closes four open tasks, since AWS is thought to do them. One has to be opened "
        "again. For which task can the company NOT count on AWS?",
        "At a game day, a team plays through a bad week for {setting} and waits for AWS at four steps. At one of them "
        "it would wait in vain. For which task can the company NOT count on AWS?",
        "A board hears that {setting} comes with four tasks done by AWS. A solutions architect has to correct one of "
        "them. Which task is NOT AWS's?",
        "A buyer of the company's product asks what AWS does for {setting}. One of four draft answers gives AWS work "
        "of the company's. Which task is NOT AWS's?",
        "A company sets up {setting} a second time, for another country, and again leaves four tasks out of its plan. "
        "One of them was forgotten the first time, too. Which task can the company NOT leave to AWS?",
        "A retailer freezes all changes to {setting} during its busiest season and counts on AWS for four tasks. One "
        "of them would be left waiting. Which task does AWS NOT carry out?",
    ),
    ("specialty", Owner.PROVIDER): (
        "An auditor asks for records of four tasks around {setting}. For one of them it is enough to refer to AWS's "
        "reports. For which task does the company NOT have to produce evidence of its own work?",
        "After an incident in {setting}, a procedure gains four steps for the company's own team. A review finds that "
        "AWS takes one of them in any case. Which task should the procedure NOT assign to the company?",
        "A penetration test of {setting} is to judge the company's own work. The draft of its scope lists four tasks "
        "and goes one too far. Which task is NOT the company's?",
        "A control catalog for {setting} marks four controls as the company's own. An assessor has sent it back, "
        "because one of them is inherited. Which task should the catalog NOT map to the company?",
        "A project team hands {setting} over to operations with four duties. The security officer strikes one out, "
        "because the new team would do it in vain. Which task should the document NOT assign to the company?",
        "{Setting} goes into production on Sunday night, and the change board wants a name of the company's beside "
        "each of four tasks. One of the four people would be idle. Which task should the plan NOT assign to the "
        "company?",
        "A bank examines a company with {setting}. For three of four safeguards it wants the company's own proof, for "
        "one it accepts AWS's audit reports. For which task does the company NOT have to produce evidence of its own "
        "work?",
        "In a tabletop exercise on {setting}, the moderator gives four tasks to the company's team. With one of them "
        "the right answer is to sit still. Which task does the company NOT have to carry out itself?",
        "The on-call duty for {setting} moves to a new team, which takes over four tasks. One of them was on the old "
        "list by mistake. Which task is NOT the company's?",
        "A risk register for {setting} asks for a measure wherever the work is the company's own. It asks for four, "
        "one too many. Which task should the register NOT map to the company?",
        "A company takes over another one together with {setting}, and sets people aside for four tasks. One of the "
        "people would be idle. Which task does the company NOT have to plan for?",
        "A security engineer turns the runbook for {setting} into automated checks of the company's own work. One of "
        "four checks would be idle. Which task should the runbook NOT assign to the company?",
    ),
    ("specialty", Owner.CUSTOMER): (
        "An auditor accepts a reference to AWS's reports for four tasks around {setting}, and later takes that back "
        "for one. Which task does the company NOT inherit from AWS?",
        "After an incident in {setting}, a review finds that the company had counted on AWS for four steps. Three were "
        "taken, and one was missed. Which task can the procedure NOT leave to AWS?",
        "A penetration tester has to stay away from what AWS operates. For {setting}, the draft of the scope rules out "
        "four tasks, and one of them wrongly. Which task is NOT AWS's?",
        "A control catalog for {setting} marks four controls as inherited. An assessor has sent it back, because one "
        "of them is the company's own. Which task should the catalog NOT map to AWS?",
        "A project team hands {setting} over to operations and notes of four tasks that AWS does them. Because of one, "
        "the security officer refuses to sign. Which task can operations NOT leave to AWS?",
        "{Setting} goes into production on Sunday night. The plan puts AWS's name beside four tasks, and the change "
        "board sends it back because of one. Which task can the plan NOT leave to AWS?",
        "A bank asks a company with {setting} about four safeguards, and gets a reference to AWS each time. It rejects "
        "one of the references, and rightly so. Which task is NOT AWS's?",
        "In a tabletop exercise on {setting}, the team says four times that AWS will see to it. The moderator lets it "
        "pass three times. Which task does AWS NOT carry out?",
        "A new on-call team for {setting} drops four duties of the old list as AWS's work. One of them has to go back "
        "on the list. Which task can the team NOT leave to AWS?",
        "A risk register accepts four risks of {setting}, because AWS is said to do the work. One of them needs a "
        "measure of the company's. Which task should the register NOT map to AWS?",
        "A company takes over another one together with {setting}. The seller says of four tasks that AWS does them, "
        "and is wrong about one. For which task can the company NOT count on AWS?",
        "A team asks to leave {setting} out of the yearly control test and names four tasks that AWS is said to do. "
        "The security officer refuses because of one. Which task does the company NOT inherit from AWS?",
    ),
}
