"""Stems about statements of who does what, for the associate and the specialty exam: who makes them, and who checks.

`{statement}`, `{entry}`, `{assumption}` and `{answer}` stand for the noun with what is asked of it, one or several: an
"entry is TRUE", "entries are correct". What a stem tells must fit either, for statements true and false.
"""

from collections.abc import Mapping, Sequence

NOUNS = {"statement": "statements", "entry": "entries", "assumption": "assumptions", "answer": "answers"}
Frames = Mapping[str, Sequence[str]]

CLAIMS: Frames = {
    "associate": (
        "A solutions architect explains to a team what {setting} asks of it, and what AWS does. Which {statement}?",
        "A design document says who does what for {setting}. A reviewer takes nothing on trust and checks each line. "
        "Which {statement}?",
        "A company is about to staff {setting}. How many people it takes depends on what AWS does. Which {assumption}?",
        "Developers and operators argue over who does what around {service}. A solutions architect has to settle the "
        "matter. Which {statement}?",
        "A partner offers to look after {setting} and describes how it sees the division of work. Which {statement}?",
        "A team that is new to {service} collects what it has heard about its own work and that of AWS. Which "
        "{statement}?",
        "The engineer who wrote the handover document for {setting} has left. The successor checks it line by line. "
        "Which {entry}?",
        "The operations plan for {setting} puts AWS or the company beside each task. A mistake in it would be noticed "
        "only when something fails. Which {entry}?",
        "A buyer of the company's product asks who does what for {setting}. The sales team has drafted the reply. "
        "Which {answer}?",
        "A company compares the effort of {setting} with that of another design. The comparison rests on who does "
        "what. Which {assumption}?",
        "The checklist for the night on which {setting} goes live names AWS or the company beside each step. Which "
        "{entry}?",
        "A participant of a course on {service} doubts what the slides say about who does what. Which {statement}?",
        "Before a freeze over the busiest season, a retailer goes through what it believes about {setting}: who will "
        "do what meanwhile? Which {assumption}?",
        "A branch office takes over {setting} from headquarters and is told who does what. Which {statement}?",
        "A solutions architect reads the notes of a workshop on {service}, in which everybody said who does what. "
        "Which {statement}?",
        "A budget for {setting} rests on what its author takes for AWS's work and for the company's. Which "
        "{assumption}?",
        "A new operations manager asks who does what around {setting}, and gets a reply from each team. Which "
        "{answer}?",
    ),
    "specialty": (
        "A control lapsed in {setting}, because the responsibility matrix had named the wrong side. An auditor now "
        "goes through the whole matrix. Which {entry}?",
        "After an incident in {setting}, several people write down, each alone, who had to do what. Which {answer}?",
        "The threat model of {setting} leaves out threats that AWS is thought to deal with. A security team goes "
        "through what was assumed. Which {assumption}?",
        "A runbook for {setting} says which work is whose, and the team on call follows it to the letter. Which "
        "{statement}?",
        "A bank that examines a company asks who does what for {setting}. The draft of the reply goes to the security "
        "officer first. Which {answer}?",
        "A penetration tester asks where the company's work on {setting} ends and where AWS's begins. The contract "
        "will repeat the reply. Which {answer}?",
        "In a tabletop exercise on {setting}, the team says at each step who will act. The moderator takes notes. "
        "Which {statement}?",
        "A control catalog for {setting} names an owner for each control. An assessor takes a sample of it. Which "
        "{entry}?",
        "A project team hands {setting} over to operations. Before signing, the security officer reads what the "
        "document says about who does what. Which {entry}?",
        "A risk register rates {setting} on the strength of what it assumes about AWS's part and the company's. Which "
        "{assumption}?",
        "A company takes over another one together with {setting}. The seller's security staff explain who has been "
        "doing what. Which {statement}?",
        "Before it covers {setting}, an insurer asks who does what. A wrong answer could void the cover. Which "
        "{answer}?",
        "A change board goes through the plan for {setting} before it goes into production. AWS or the company stands "
        "beside each task. Which {entry}?",
        "A regulator's letter asks a company who answers for what in {setting}. The security officer reads the draft "
        "of the reply. Which {answer}?",
        "After a near miss in {setting}, a team asks what else it has been assuming about AWS's part and its own. "
        "Which {assumption}?",
        "A cloud center of excellence writes for every team with {setting} who does what. A security engineer is asked "
        "to review it. Which {entry}?",
        "In an internal audit of {setting}, the people concerned are asked one by one who does what. Which {answer}?",
    ),
}
# For what holds for a whole account, whatever the service is.
ACCOUNT_CLAIMS: Frames = {
    "associate": (
        "A solutions architect explains the AWS shared responsibility model to a team. Which {statement}?",
        "A team collects what it has heard about the AWS shared responsibility model. Which {statement}?",
        "A company plans its move to AWS. With the AWS shared responsibility model in hand, it lists who will do what. "
        "Which {entry}?",
        "A design review applies the AWS shared responsibility model and goes through its assumptions. Which "
        "{assumption}?",
        "A buyer of the company's product asks how the AWS shared responsibility model works out for it. The sales "
        "team has drafted the reply. Which {answer}?",
        "A participant of a course on the AWS shared responsibility model doubts the slides. Which {statement}?",
    ),
    "specialty": (
        "A security team applies the AWS shared responsibility model to all its accounts at once. Which {assumption}?",
        "In an audit, several people describe the AWS shared responsibility model, each alone. Which {answer}?",
        "A company's responsibility matrix follows the AWS shared responsibility model, and is read again after a "
        "finding. Which {entry}?",
        "A company takes over another one and its AWS account. Both security teams write down how they understand the "
        "AWS shared responsibility model. Which {statement}?",
        "Before it covers a company, an insurer asks how the company reads the AWS shared responsibility model. A "
        "wrong answer could void the cover. Which {answer}?",
        "A bank that examines a company wants to know how it applies the AWS shared responsibility model. Which "
        "{answer}?",
    ),
}


def one_is(frames: Frames, truth: str) -> Frames:
    """The stems that ask for the one statement that is TRUE or FALSE."""
    return _asking(frames, {noun: f"{noun} is {truth}" for noun in NOUNS})


def some_are_correct(frames: Frames) -> Frames:
    """The stems that ask for the statements that are correct."""
    return _asking(frames, {noun: f"{several} are correct" for noun, several in NOUNS.items()})


def _asking(frames: Frames, asked: Mapping[str, str]) -> Frames:
    return {level: tuple(_filled(frame, asked) for frame in found) for level, found in frames.items()}


def _filled(frame: str, asked: Mapping[str, str]) -> str:
    for noun, words in asked.items():
        frame = frame.replace(f"{{{noun}}}", words)
    return frame
