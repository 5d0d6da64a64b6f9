"""Stems that ask whose some tasks are, for the associate and the specialty exam: who wants to know it, and what for.

The same for one task, for two of one service, and for three of one service or two. `{tasks}` is what is asked for,
`{service}` the services and `{setting}` the workload or account that uses them. Nothing that a stem tells may be untrue
of a service, or decide whose a task is.
"""

from collections.abc import Mapping, Sequence

from question_bank.model import Owner

TASKS: Mapping[tuple[str, Owner], Sequence[str]] = {
    ("associate", Owner.CUSTOMER): (
        "A manager expects that {setting} will need no staff at all. A solutions architect lists what still has to be "
        "done in-house. Which {tasks} must the company carry out itself?",
        "Two engineers are free for {setting}. They are to be booked for work that AWS does not do, and for no other. "
        "Which {tasks} must the company assign to its own team?",
        "A partner offers to look after {setting}. The contract should cover only what the company would otherwise do "
        "with its own people. Which {tasks} must the contract take over from the company?",
        "{Setting} goes live on Sunday. The checklist for the night leaves out what AWS does anyway. Which {tasks} "
        "must the company have in its own procedure?",
        "At a game day, a team plays through a bad week for {setting} and asks at each step who would have to act. "
        "Which {tasks} must the company see to itself?",
        "Before {setting} goes live, developers and operators share out the work. Some lines on their list need "
        "nobody, for AWS does them. Which {tasks} must go to the company's own team?",
        "A solutions architect inherits a design with {service} and no documentation. The first question is what the "
        "former team did itself. Which {tasks} must the company take into its procedures?",
        "The only engineer who knows {setting} leaves the company. The handover must cover whatever AWS will not do in "
        "the meantime. Which {tasks} must the company have in its own procedure?",
        "A design review of {setting} finds tasks without an owner. Those that AWS does anyway can be closed at once; "
        "the others need a name. Which {tasks} must the company assign to its own team?",
        "A retailer freezes all changes to {setting} during its busiest season. What AWS does goes on as before. "
        "Before the freeze, which {tasks} must the company plan for?",
        "A company sets up {setting} a second time, for another country. Whatever AWS did the first time needs no plan "
        "now either. Which {tasks} must the company carry out itself?",
        "A team wants to automate its routine work around {service}, and has to know first which work is its own. "
        "Which {tasks} must the company see to itself?",
        "A finance team asks what {setting} will cost in hours of the company's own people, besides the bill. Which "
        "{tasks} must the company's own team plan for?",
        "A buyer of the company's product asks which work on {setting} is in the hands of the company's own people. "
        "Which {tasks} does the company carry out itself?",
        "A company has budgeted for the fees of {service}, and for no work. A solutions architect has to correct the "
        "budget. Which {tasks} must the company's own team plan for?",
        "A branch office takes over {setting} from headquarters, which wants to see a duty roster first. AWS's work "
        "need not be on it. Which {tasks} must the company assign to its own team?",
        "A logistics company must know before a strike of its operations staff what would stay undone around "
        "{setting}. Which {tasks} must the company see to itself?",
        "A proof of concept with {service} has gone well, with two developers doing whatever came up. Now the work is "
        "to be described. Which {tasks} must the company take into its procedures?",
        "A solutions architect has promised that {setting} runs with little effort. The review asks for that effort in "
        "full. Which {tasks} must the company plan for?",
        "A team is split in two, and one half is to keep {setting}. Before it agrees, it wants to see which work is "
        "the company's at all. Which {tasks} must go to the company's own team?",
    ),
    ("associate", Owner.PROVIDER): (
        "A manager wants to double the staff for {setting}, because so much has to be kept running. A solutions "
        "architect shows what AWS does in any case. Which {tasks} can the company leave to AWS?",
        "Two engineers are free for {setting}. They should not be booked for work that is done without them. Which "
        "{tasks} can the company leave to AWS?",
        "A partner offers to look after {setting} for a fee per task. The company does not want to pay for what AWS "
        "does anyway. Which {tasks} can be left to AWS?",
        "{Setting} goes live on Sunday. The checklist for the night is too long, and some of its lines were never the "
        "company's. Which {tasks} can the checklist leave to AWS?",
        "At a game day, a team plays through a bad week for {setting}. Some tasks are called out, and nobody at the "
        "company has to move. Which {tasks} does AWS take care of?",
        "Before {setting} goes live, developers and operators share out the work. Some lines on their list need "
        "nobody. Which {tasks} can they leave to AWS?",
        "A solutions architect inherits a design with {service} and a long list of routine work. Part of it was never "
        "the company's to do. Which {tasks} does AWS carry out?",
        "The only engineer who knows {setting} leaves the company. The handover should not burden the successor with "
        "what AWS does. Which {tasks} can the company leave to AWS?",
        "A design review of {setting} finds tasks for which the company has no people. For some of them it needs none. "
        "Which {tasks} does AWS take care of?",
        "A retailer freezes all changes to {setting} during its busiest season, and asks which work goes on without "
        "its own people. Which {tasks} does AWS carry out?",
        "A company sets up {setting} a second time, for another country, and copies its list of tasks. Which {tasks} "
        "on the copy can the company leave to AWS?",
        "A team wants to automate its routine work around {service}. A script is wasted where AWS does the work. Which "
        "{tasks} can the team leave to AWS?",
        "An estimate of the monthly hours for {setting} seems too high: it counts work that costs the company none. "
        "For which {tasks} can the company rely on AWS?",
        "A buyer of the company's product asks, task by task, who does the work around {setting}. For which {tasks} "
        "can the company point to AWS?",
        "A company compares {setting} with systems that it runs without AWS, and wants to know which work it would be "
        "rid of. Which {tasks} can the company leave to AWS?",
        "A branch office takes over {setting} from headquarters. Its duty roster is full before half of the tasks are "
        "on it. Which {tasks} can be left to AWS?",
        "A logistics company must know before a strike of its operations staff what would be done around {setting} all "
        "the same. Which {tasks} does AWS carry out?",
        "A developer has spent a week on preparing routine work for {setting}, and some of it was in vain. Which "
        "{tasks} does AWS take care of?",
        "A solutions architect has promised that {setting} runs with little effort. The review asks what makes it so. "
        "Which {tasks} does AWS carry out?",
        "A new operations manager reads the task list for {setting} and asks at each line why the company should do "
        "this. For which {tasks} can the company point to AWS?",
    ),
    ("specialty", Owner.CUSTOMER): (
        "An auditor notes that several tasks around {setting} have neither an owner nor a record. The company may "
        "refer to AWS's reports where AWS does the work, and nowhere else. For which {tasks} must the company produce "
        "the evidence?",
        "After an incident in {setting}, a review finds that two teams had each counted on AWS for a step, and that "
        "nobody had taken it. The new procedure is to close such gaps. Which {tasks} must the company have in its own "
        "procedure?",
        "A penetration test of {setting} is to judge how well the company does its own work, and has to stay away from "
        "AWS's. Which {tasks} must the scope assign to the company?",
        "A control catalog for {setting} marks each control as inherited or as the company's own. An assessor has sent "
        "it back, because too much was marked as inherited. Which {tasks} must the catalog assign to the company?",
        "A project team hands {setting} over to operations. The security officer signs once the document names all "
        "work that AWS will not do. Which {tasks} must the document assign to the company?",
        "{Setting} goes into production on Sunday night. The change board wants a name and an hour beside whatever AWS "
        "will not do. Which {tasks} must the company assign to its own team?",
        "A bank examines a company with {setting}. It accepts AWS's audit reports for AWS's side and wants the "
        "company's own proof for the rest. For which {tasks} must the company provide its own evidence?",
        "In a tabletop exercise on {setting}, the moderator asks at every step who is to act. At some steps the team "
        "waits for AWS, and nothing happens. Which {tasks} must the company carry out itself?",
        "The on-call duty for {setting} moves to a new team, which asks what it will have to do. The old list mixed "
        "the company's work with AWS's. Which {tasks} must go to the company's own team?",
        "A risk register rates what could go wrong with {setting}. Where AWS does the work, its reports are enough; "
        "elsewhere the company has to take a measure. Which {tasks} does the register map to the company?",
        "A company takes over another one together with {setting}. Its security team has a week to find out which "
        "duties come with it and which stay with AWS. Which {tasks} must the company see to itself?",
        "A security engineer turns the runbook for {setting} into automated checks. A check is worth writing where the "
        "company could fail to do its part. Which {tasks} must the runbook assign to the company?",
        "Before it covers {setting}, an insurer asks which safeguards depend on the company's own staff. A wrong "
        "answer could void the cover. Which {tasks} does the company carry out itself?",
        "A team asks to leave {setting} out of the yearly control test, because AWS is said to do everything there. "
        "The security officer refuses in part. For which {tasks} must the company produce the evidence?",
        "A regulator's letter asks a company who answers for each safeguard of {setting}. Legal counsel wants to refer "
        "to AWS throughout; the security officer objects. Which {tasks} does the company carry out itself?",
        "An internal audit repeats last year's finding on {setting}: nobody could say who had to act. A security "
        "engineer now settles it task by task. Which {tasks} must go to the company's own team?",
        "A near miss in {setting} is discussed without blame. The team had taken a task for AWS's, and it asks which "
        "other tasks would be missed in the same way. Which {tasks} must the company see to itself?",
        "A managed security provider is to take over work on {setting} from a company. What AWS does is not for sale. "
        "Which {tasks} must the contract take over from the company?",
        "A security team prepares for the certification of {setting}. The assessor will ask to see how the company "
        "does its work, and which work that is. For which {tasks} must the company provide its own evidence?",
        "A cloud center of excellence writes a baseline that every team with {setting} has to follow. Duties that AWS "
        "performs have no place in it. Which {tasks} must the baseline assign to the company?",
    ),
    ("specialty", Owner.PROVIDER): (
        "An auditor asks for records of work on {setting} that the company has never done. It may refer to AWS's "
        "reports where AWS does the work, and nowhere else. Which {tasks} can the company attribute to AWS?",
        "After an incident in {setting}, a team adds so many steps to its procedure that nobody can follow it. Steps "
        "that AWS takes in any case are to go. Which {tasks} can the procedure leave to AWS?",
        "A penetration tester has to stay away from what AWS operates. For {setting}, a security engineer draws that "
        "line task by task. Which {tasks} does the scope leave to AWS?",
        "A control catalog for {setting} marks each control as inherited or as the company's own. An assessor has sent "
        "it back, because too little was marked as inherited. Which {tasks} does the company inherit from AWS?",
        "A project team hands {setting} over to operations. The security officer strikes out what the new team would "
        "do in vain, because AWS does it. Which {tasks} can the document leave to AWS?",
        "{Setting} goes into production on Sunday night. The change board wants a name beside every task, and accepts "
        "AWS as a name where it is true. Which {tasks} can the plan attribute to AWS?",
        "A bank examines a company with {setting} and asks about one safeguard after the other. It accepts AWS's audit "
        "reports as an answer where AWS does the work. For which {tasks} can the company rely on AWS's reports?",
        "In a tabletop exercise on {setting}, the moderator sends the company's whole team home for a night and asks "
        "what is done all the same. Which {tasks} does AWS carry out?",
        "The on-call duty for {setting} moves to a new team. The list of duties has grown over the years and includes "
        "work that was never the company's. Which {tasks} can the team leave to AWS?",
        "A risk register rates what could go wrong with {setting}. Where AWS does the work, its reports are enough, "
        "and no measure of the company's is due. Which {tasks} does the register map to AWS?",
        "A company takes over another one together with {setting}. Its security team has a week to find out which "
        "duties come with it and which stay where they are. Which {tasks} does AWS take care of?",
        "A security engineer turns the runbook for {setting} into automated checks of the company's own work. For the "
        "rest of the runbook there is nothing to check. Which {tasks} can the checks leave to AWS?",
        "Before it covers {setting}, an insurer asks which safeguards do not depend on the company's own staff. A "
        "wrong answer could void the cover. Which {tasks} can the company attribute to AWS?",
        "A team asks to leave {setting} out of the yearly control test. The security officer agrees as far as AWS does "
        "the work. Which {tasks} does the company inherit from AWS?",
        "A regulator's letter asks a company who answers for each safeguard of {setting}. Legal counsel fears that it "
        "must answer for all of them. Which {tasks} can the company attribute to AWS?",
        "An internal audit asks why a team has so many duties around {setting}. Some of them are AWS's, and a security "
        "engineer now settles it task by task. Which {tasks} can the team leave to AWS?",
        "After a security advisory, a worried team wants to act on {setting} at once, and everywhere. Its lead wants "
        "to know first which work is out of the team's hands. Which {tasks} does AWS take care of?",
        "A managed security provider offers to take over all work on {setting}. A company does not want to pay for "
        "what AWS does. Which {tasks} can be left to AWS?",
        "A security team prepares for the certification of {setting}, and collects AWS's reports for the work that AWS "
        "does. For which {tasks} can the company rely on AWS's reports?",
        "A cloud center of excellence shortens the baseline that every team with {setting} has to follow. Duties that "
        "AWS performs have no place in it. Which {tasks} does AWS carry out?",
    ),
}


def asking_for(tasks: str) -> Mapping[tuple[str, Owner], Sequence[str]]:
    """The stems that ask for so many tasks: "task" or "tasks"."""
    return {asked: tuple(frame.replace("{tasks}", tasks) for frame in frames) for asked, frames in TASKS.items()}
