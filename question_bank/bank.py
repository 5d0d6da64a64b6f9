"""The bank: model, exam guides and families together, ready to make items. Loaded once a process."""

import gc
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from question_bank.boundaries import read_boundaries
from question_bank.draft import CaseFamily, Family
from question_bank.exam_guide import ExamGuide, find_guide
from question_bank.families import load_families
from question_bank.loading import DATA, load_exam_guides, load_model
from question_bank.model import ResponsibilityModel
from question_bank.references import References, load_references
from question_bank.scope import ExamScope

BETWEEN_LOOKS = 50_000  # things made and kept until the garbage collector looks for cycles among them


@dataclass(frozen=True, eq=False)
class Bank:
    """Everything from which items are made. Same version, exam, seed and filters: same items, byte for byte."""

    model: ResponsibilityModel
    guides: Mapping[str, ExamGuide]
    families: Mapping[str, Family]
    scopes: Mapping[str, ExamScope]
    references: References

    @property
    def version(self) -> str:
        return self.model.version

    def guide(self, exam: str) -> ExamGuide:
        """Raises UnknownExamError, naming the known exams, where `exam` is none of them."""
        return find_guide(self.guides, exam)

    def scope(self, exam: str) -> ExamScope:
        """What `exam` may ask. Raises UnknownExamError as `guide` does."""
        self.guide(exam)
        return self.scopes[exam]

    @cached_property
    def case_families(self) -> Mapping[str, CaseFamily]:
        """The families whose items share a scenario."""
        return {name: family for name, family in self.families.items() if isinstance(family, CaseFamily)}

    @cached_property
    def traps(self) -> tuple[str, ...]:
        return tuple(sorted(self.model.traps))


@cache
def load_bank() -> Bank:
    """The bank of the data that comes with the package. Raises DataError with file and line where data is wrong.

    It lives as long as the process, so that the garbage collector is told not to look through it again and again; and a
    form makes thousands of things, nearly none of them in cycles, so that it is told to look less often.
    """
    model = load_model()
    boundaries = read_boundaries(DATA / "boundaries.yaml", "data/boundaries.yaml", model.controls)
    guides = load_exam_guides()
    references = load_references(DATA, model)
    scopes = {exam: ExamScope(model, guide, boundaries, references) for exam, guide in guides.items()}
    bank = Bank(model, guides, load_families(), scopes, references)
    gc.freeze()
    gc.set_threshold(BETWEEN_LOOKS, *gc.get_threshold()[1:])
    return bank
