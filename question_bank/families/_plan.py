"""What every draft says alike: its family, and where in the exam it belongs."""

from collections.abc import Sequence

from question_bank.draft import Choice, Draft, Family
from question_bank.model import Owner
from question_bank.scope import Scope


def plan(
    family: Family,
    scope: Scope,
    asked: Owner,
    choices: Sequence[Choice],
    *,
    topic: str = "",
    facts: tuple[str, ...] = (),
    stories: tuple[str, ...] = (),
) -> Draft:
    """A draft of `family` for the scope's task. Keys stand first in `choices`."""
    return Draft(
        family=family.id,
        type=family.type,
        exam=scope.exam.guide.id,
        domain=scope.domain.id,
        task=scope.task.id,
        asked=asked,
        choices=tuple(choices),
        topic=topic,
        facts=facts,
        stories=stories,
    )
