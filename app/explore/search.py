"""Finds services, controls, traps, frameworks and glossary terms by a few words, also where these are mistyped."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from question_bank.bank import Bank

KINDS = ("service", "control", "trap", "term", "framework")
LONGEST_QUERY = 100
MOST_WORDS = 8
SHORTEST_GUESS = 4  # letters; a shorter word is near to too many others
LIKENESS = 0.75  # difflib's ratio from which on a word is taken for a mistyped one
EMPTY_WORDS = frozenset("a an and are at by for in is it of on or the to who whose with".split())
# What a word of the query counts that is found in a name or in the text: whole, as a beginning, mistyped.
IN_NAME = (8.0, 5.0, 4.0)
IN_TEXT = (2.0, 1.0, 0.5)
WHOLE_NAME = 20.0
_WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """Something with a page. `name` is what it is called, `text` what it says, `provider` set for a service."""

    kind: str
    id: str
    name: str
    text: str
    provider: str = ""


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """The entries, each with the words of its name and of its text, and every word there is."""

    entries: tuple[Entry, ...]
    names: tuple[frozenset[str], ...]
    texts: tuple[frozenset[str], ...]
    words: tuple[str, ...]

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> "SearchIndex":
        """An index of the entries; equal scores keep their order."""
        listed = tuple(entries)
        names = tuple(frozenset(words_in(f"{entry.name} {entry.id}")) for entry in listed)
        texts = tuple(frozenset(words_in(entry.text)) for entry in listed)
        return cls(listed, names, texts, tuple(sorted(frozenset().union(*names, *texts))))


def words_in(text: str) -> list[str]:
    """The words of a text in lower case, those that say nothing left out."""
    return [word for word in _WORD.findall(text.casefold()) if word not in EMPTY_WORDS]


def entries_of(bank: Bank) -> tuple[Entry, ...]:
    """Everything in the bank that a visitor may look for."""
    model, references = bank.model, bank.references
    return (
        *(Entry("service", s.id, s.name, f"{s.summary} {s.purpose}", s.provider) for s in model.services.values()),
        *(Entry("control", c.id, c.name, c.duty) for c in model.controls.values()),
        *(Entry("trap", t.id, t.name, f"{t.belief} {t.correction}") for t in model.traps.values()),
        *(Entry("term", t.id, t.term, t.definition) for t in references.terms.values()),
        *(Entry("framework", f.id, f.name, f.customer_must) for f in references.frameworks.values()),
    )


def search(index: SearchIndex, query: str, limit: int = 40) -> tuple[Entry, ...]:
    """At most `limit` entries, best first: those with every word of the query, or else those with any.

    Of equal ones the shorter name goes first. A word counts where an entry has it whole, as the beginning of a word,
    or, from four letters on, mistyped.
    """
    asked = list(dict.fromkeys(words_in(query[:LONGEST_QUERY])))[:MOST_WORDS]
    if not asked:
        return ()
    meant = {word: _meant(index, word) for word in asked}
    scored = []
    for place, entry in enumerate(index.entries):
        points = [_points(meant[word], index.names[place], index.texts[place]) for word in asked]
        if any(points):
            whole = WHOLE_NAME if set(asked) in (set(words_in(entry.name)), set(words_in(entry.id))) else 0.0
            scored.append((all(points), sum(points) + whole, -len(index.names[place]), entry))
    complete = [row for row in scored if row[0]] or scored
    return tuple(row[3] for row in sorted(complete, key=lambda row: row[1:3], reverse=True)[:limit])


def _meant(index: SearchIndex, word: str) -> Mapping[str, int]:
    """The known words that a word of a query may mean, each with 0 (whole), 1 (as a beginning) or 2 (mistyped)."""
    found = {known: 0 if known == word else 1 for known in index.words if known.startswith(word)}
    if not found and len(word) >= SHORTEST_GUESS:
        found = dict.fromkeys(get_close_matches(word, index.words, n=5, cutoff=LIKENESS), 2)
    return found


def _points(meant: Mapping[str, int], name: frozenset[str], text: frozenset[str]) -> float:
    in_name = max((IN_NAME[meant[word]] for word in meant.keys() & name), default=0.0)
    return in_name or max((IN_TEXT[meant[word]] for word in meant.keys() & text), default=0.0)


def nearest(index: SearchIndex, kind: str, word: str, limit: int = 5) -> tuple[Entry, ...]:
    """The entries of a kind that an unknown id `word` may mean, best first."""
    mine = [entry for entry in index.entries if entry.kind == kind]
    ids = get_close_matches(word.casefold()[:LONGEST_QUERY], [entry.id for entry in mine], n=limit, cutoff=0.55)
    near = [entry for known in ids for entry in mine if entry.id == known]
    found = [entry for entry in search(index, word, len(index.entries)) if entry.kind == kind]
    return tuple(dict.fromkeys((*near, *found)))[:limit]
