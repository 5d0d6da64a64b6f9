"""Names as AWS writes them, and words that fit every reader."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from question_bank.lint.look import Look
from question_bank.model import ResponsibilityModel
from question_bank.per_model import per_model
from question_bank.phrasebook import Phrasebook, phrasebook_of

PREFIXES = ("Amazon ", "AWS ")
CAPITALIZED = re.compile(r"(?<![\w-])[A-Z][A-Za-z0-9]+")
# Words of service names that are also plain English: at the start of a text they need be no name.
PLAIN = frozenset(
    "Artifact Backup Batch Budgets Config Detective Glue Inspector Organizations Outposts Shield Signer Support".split()
)
# Written without a prefix by AWS itself, in exam guides too.
BARE = frozenset("IAM VPC VPN".split())
GENDERED = frozenset("he she him his her hers himself herself guys manpower salesman businessman chairman".split())
IDIOMS = re.compile(
    r"\b(piece of cake|ballpark|rule of thumb|low-hanging|out of the box|on the same page|silver bullet|touch base|"
    r"no-brainer|game changer|at the end of the day|hit the ground|by the book|red tape|slam dunk|home run|"
    r"level playing|thanksgiving|christmas|super bowl|uncle sam)\b",
    re.IGNORECASE,
)
SENTENCES = re.compile(r"[.?!](?:\s|$)")
VOWELS = re.compile(r"[aeiouy]+")
HIGHEST_GRADE = 12.0


@dataclass(frozen=True, eq=False)
class Names:
    """Which words of a text are names of services. Texts recur, so each is looked at once."""

    book: Phrasebook
    words: frozenset[str]
    kept: dict[str, tuple[frozenset[str], frozenset[str]]] = field(default_factory=dict)

    def of(self, text: str) -> tuple[frozenset[str], frozenset[str]]:
        """Words that name a service, and those that stand within a full name."""
        found = self.kept.get(text)
        if found is None:
            full = frozenset(word for name in self.book.mention.findall(text) for word in CAPITALIZED.findall(name))
            found = self.kept[text] = (frozenset(self._named(text)), full)
        return found

    def _named(self, text: str) -> Iterator[str]:
        for match in CAPITALIZED.finditer(text):
            word = match.group()
            if word in self.words and not (word in PLAIN and (match.start() == 0 or text[match.start() - 2] in ".?!:")):
                yield word


@per_model
def names_of(model: ResponsibilityModel) -> Names:
    """The single words, such as "S3" or "Lambda", by which services are called once their full names are known."""
    short = (
        service.name.removeprefix(prefix)
        for service in model.services.values()
        for prefix in PREFIXES
        if service.name.startswith(prefix)
    )
    return Names(phrasebook_of(model), frozenset(word for word in short if CAPITALIZED.fullmatch(word)) - BARE)


def name_form(look: Look) -> Iterator[str]:
    """L29: a service is called by its full name before its short one, and initials are those of the exam guides."""
    names = names_of(look.model)
    met: frozenset[str] = frozenset()
    for text in (look.item.stem, *(prompt for prompt, _ in look.item.pairs), *(t.shown for t in look.options)):
        short, full = names.of(text)
        met |= full
        if unknown := short - met:
            yield f"{min(unknown)!r} is not called by its full name first"
            return


def initials(look: Look) -> Iterator[str]:
    """L29, initials that no exam guide has."""
    for text in (look.stem, *look.options):
        if text.unknown:
            yield f"{text.unknown!r} are initials that the exam guide does not know"


def neutral(look: Look) -> Iterator[str]:
    """L30: no person of one sex, no idiom, no sentence beyond twelve years of school."""
    shown = f"{look.item.stem} {' '.join(text.shown for text in look.options)}"
    if not GENDERED.isdisjoint(word.lower() for word in shown.split()):
        yield "a person has a sex"
    if match := IDIOMS.search(shown):
        yield f"{match.group()!r} is an idiom"
    grade = reading_grade(look.book.mention.sub("it", look.item.stem))
    if grade > HIGHEST_GRADE:
        yield f"the stem takes {grade:.0f} years of school to read"


def reading_grade(text: str) -> float:
    """Years of school: Flesch and Kincaid's formula, syllables counted as groups of vowels."""
    words = text.split()
    syllables = sum(max(1, len(VOWELS.findall(word.lower().rstrip("e.,?")))) for word in words)
    sentences = max(1, len(SENTENCES.findall(text)))
    return 0.39 * len(words) / sentences + 11.8 * syllables / max(1, len(words)) - 15.59
