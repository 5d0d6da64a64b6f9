"""What a whole log comes to, answer by answer: the reference for what is kept step by step."""

from collections.abc import Iterable, Iterator

from app.assessment.memory import Encounter, Memory, remember
from app.assessment.readiness import Evidence
from app.assessment.readiness_evidence import Exposures, GivenAnswer, evidence_of


def recall_all(encounters: Iterable[Encounter]) -> Memory:
    """The memory that a log of answers makes, in the order in which they were given."""
    memory = Memory()
    for encounter in encounters:
        memory = remember(memory, encounter)
    return memory


def evidence_from(answers: Iterable[GivenAnswer], exposures: Exposures | None = None) -> Iterator[Evidence]:
    """Evidence of a learner's answers in order of time. `exposures` is what was seen before them; it is added to."""
    seen = Exposures() if exposures is None else exposures
    for answer in answers:
        yield evidence_of(answer, repeat=seen.is_repeat(answer))
        seen.add(answer)
