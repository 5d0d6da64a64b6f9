"""Which statement about the three clouds is true, and which is false? Statements are those of data/comparisons.yaml.

Stem: its last sentence asks for the statement that is TRUE, or for the one that is FALSE, in capitals.
Options: statements of high confidence. Right is the only true one, or the only false one, by the data file.
Proof: for each option one cell of a provider and a control that the statement names: of a service that it names, where
it names one; else of the account as a whole, or of the provider's first service with that control (of AWS, one in the
exam's scope). A statement for which there is no such cell of high confidence is left out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from question_bank.draft import Choice, Claim, Draft
from question_bank.families._fairness import is_fair
from question_bank.families._plan import plan
from question_bank.families._render import build, level
from question_bank.item import Item, ItemType
from question_bank.lint.text import text_of
from question_bank.model import ACCOUNT_WIDE, Cell, Confidence, Owner, Trap
from question_bank.phrasebook import phrasebook_of
from question_bank.references import Statement
from question_bank.scope import AWS, OTHER, ExamScope, Scope
from question_bank.wording import listing

DISTRACTORS = 3
FEWEST_TRAPS = 2
TRIES = 12
MOST_WORDS = 72  # of the options together
NAMES = {AWS: "AWS", "azure": "Microsoft Azure", "gcp": "Google Cloud"}
FRAMES = {
    True: (
        "A company compares what three providers say about responsibilities. Which statement about them is TRUE?",
        "A company has heard different things about three public clouds. Which statement about responsibilities there "
        "is TRUE?",
        "A team trains for work with three providers. Which statement about the division of responsibilities is TRUE?",
        "A company checks claims about who does what in three public clouds. Which claim about responsibilities is "
        "TRUE?",
    ),
    False: (
        "A company compares what three providers say about responsibilities. Which statement about them is FALSE?",
        "A company has heard different things about three public clouds. Which statement about responsibilities there "
        "is FALSE?",
        "A team trains for work with three providers. Which statement about the division of responsibilities is FALSE?",
        "A company checks claims about who does what in three public clouds. Which claim about responsibilities is "
        "FALSE?",
    ),
}


@dataclass(frozen=True, slots=True)
class Backed:
    """A statement with the cell on which it rests, and the traps of those who have it wrong."""

    statement: Statement
    cell: Cell
    traps: tuple[Trap, ...]


class CloudsStatement:
    """For practice alone: the exams ask about AWS. The asked side is the owner of the cell on which the key rests."""

    id = "clouds-statement"
    title = "True and false about the three clouds"
    type = ItemType.MULTIPLE_CHOICE
    simulation = False
    most_share = 1.0
    compares_clouds = True

    def draft(self, scope: Scope, asked: Owner, rng: Random) -> Draft | None:
        if level(scope.exam) != "foundational":
            return None
        by_truth = scope.once(self.id, _backed)
        true = rng.random() < 0.5
        keys = [backed for backed in by_truth[true] if backed.cell.owner is asked and _in_task(scope, backed)]
        others = [backed for backed in by_truth[not true] if backed.traps]
        for _ in range(TRIES if keys and len(others) >= DISTRACTORS else 0):
            chosen = [rng.choice(keys), *rng.sample(others, DISTRACTORS)]
            choices = _choices(chosen)
            if choices and _reads_well(chosen, true):
                frame = rng.choice(FRAMES[true])
                texts = tuple(backed.statement.statement for backed in chosen)
                if is_fair(frame, texts[:1], texts[1:]):
                    ids = tuple(backed.statement.id for backed in chosen)
                    return plan(self, scope, asked, choices, topic=frame, facts=ids)
        return None

    def render(self, draft: Draft, exam: ExamScope, order: tuple[int, ...], rng: Random) -> Item:
        found = {s.id: s for s in exam.references.comparison.statements} if exam.references else {}
        statements = [found[name] for name in draft.facts]
        texts = [statement.statement for statement in statements]
        reasons = [_reason(s, choice, rng) for s, choice in zip(statements, draft.choices, strict=True)]
        return build(draft, exam, draft.topic, texts, reasons, reasons[0], order)


def _backed(scope: Scope) -> Mapping[bool, Sequence[Backed]]:
    exam = scope.exam
    found: dict[bool, list[Backed]] = {True: [], False: []}
    for statement in exam.references.comparison.statements if exam.references else ():
        text = text_of(statement.statement)
        cell = _cell_of(exam, statement) if statement.confidence == Confidence.HIGH else None
        if cell and not text.gerund and not text.unknown:
            traps = tuple(trap for trap in exam.model.traps_of(cell) if exam.guide.id in trap.exams)
            found[statement.true].append(Backed(statement, cell, traps))
    return found


def _cell_of(exam: ExamScope, statement: Statement) -> Cell | None:
    """The cell on which a statement rests, as the docstring of the module says."""
    model = exam.model
    named = phrasebook_of(model).services_in(statement.statement)
    general = [(provider, ACCOUNT_WIDE) for provider in statement.providers]
    rest = [key for key in model.services if key[0] in statement.providers]
    for provider, service in (*named, *general, *rest):
        if provider not in statement.providers or (provider == AWS and service not in exam.guide.services):
            continue
        for control in statement.controls:
            cell = model.cells.get((provider, service, control))
            if cell and cell.confidence is Confidence.HIGH:
                return cell
    return None


def _in_task(scope: Scope, backed: Backed) -> bool:
    return not frozenset(backed.statement.controls).isdisjoint(scope.task.controls)


def _choices(chosen: Sequence[Backed]) -> list[Choice]:
    """The choices, none of two that rest on one cell; empty where too few have a trap of their own."""
    if len({backed.cell.key for backed in chosen}) < len(chosen):
        return []
    used: set[str] = set()
    choices = []
    for place, backed in enumerate(chosen):
        trap = next((trap for trap in backed.traps if trap.id not in used), None) if place else None
        used |= {trap.id} if trap else set()
        owner = backed.cell.owner
        given = owner if backed.statement.true else OTHER.get(owner, owner)
        choices.append(Choice((Claim(backed.cell, owner, given),), place == 0, trap))
    return choices if len(used) >= FEWEST_TRAPS else []


def _reads_well(chosen: Sequence[Backed], true: bool) -> bool:
    """Short enough together; and no option says "not" where the stem asks for what is FALSE."""
    texts = [text_of(backed.statement.statement) for backed in chosen]
    return sum(text.spaced for text in texts) <= MOST_WORDS and (true or not any(text.negations for text in texts))


def _reason(statement: Statement, choice: Choice, rng: Random) -> str:
    lure = f"{rng.choice(choice.trap.lures)} " if choice.trap else ""
    clouds = listing([NAMES[provider] for provider in statement.providers])
    return f"{lure}The statement is {'true' if statement.true else 'false'} for {clouds}. {statement.why}"


FAMILY = CloudsStatement()
