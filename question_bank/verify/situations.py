"""Reads items about something seen or required: the words decide the cause or the step, the cell whose it is."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from question_bank.model import Cell, Owner, ResponsibilityModel
from question_bank.per_model import per_model
from question_bank.phrasebook import any_of, plain
from question_bank.verify.asking import asked_by
from question_bank.verify.errors import UnverifiedError
from question_bank.verify.page import Page, Reading, Verdict, one_owner
from question_bank.verify.source import rows
from question_bank.yaml_rows import Row

AWS = "aws"
Told = tuple[Owner, str, str]  # the side that an option blames, the key of its cause in the data, and the cause
SENTENCES = re.compile(r"(?<=[.?!]) (?=[A-Z])")
NOT_DONE = re.compile(
    r"^(?P<side>The company|AWS) (?:did not|failed to|omitted to|neglected to|overlooked the need to) (?P<cause>.+)\.$"
)
REMEDIED = re.compile(r"^(?P<side>The company's|AWS's) failure, remedied by (?P<cause>.+)\.$")
# Options that call the steps of the stem by their place.
NOT_TAKEN = (
    re.compile(r"^(?P<side>The company|AWS) (?:did not take|left out) the (?P<place>first|second) step\.$"),
    re.compile(r"^The (?P<place>first|second) step was missing on (?P<side>the company's|AWS's) side\.$"),
)
REMEDIES = (
    re.compile(r"^It was (?P<side>the company's|AWS's) failure, and the (?P<place>first|second) step remedies it\.$"),
    re.compile(r"^(?P<side>The company|AWS) failed, and the (?P<place>first|second) step is the remedy\.$"),
    re.compile(r"^(?P<side>The company|AWS) was at fault, and the (?P<place>first|second) step is called for\.$"),
)
PLACES = ("first", "second")
SIDES = {
    "The company": Owner.CUSTOMER,
    "The company's": Owner.CUSTOMER,
    "the company's": Owner.CUSTOMER,
    "AWS": Owner.PROVIDER,
    "AWS's": Owner.PROVIDER,
}
BY_AWS = (
    "by AWS",
    "AWS have",
    "of AWS",
    "does AWS carry out",
    "does AWS have",
    "does AWS do",
    "does AWS remedy",
    "left to AWS?",
)
BY_COMPANY = (
    "by the company",
    "the company have",
    "of the company",
    "could the company",
    "should the company",
    "must the company take?",
    "does the company take",
    "does the company remedy",
    "left to the company?",
)


@dataclass(frozen=True, eq=False)
class Seen:
    """A situation in a service. `told` is the sentence by which a stem tells it."""

    row: Row
    service: str
    told: str


@dataclass(frozen=True, eq=False)
class Known:
    """Situations by the first sentence of what was seen, and by what is required."""

    seen: Mapping[str, Seen]
    required: Mapping[str, Row]


@per_model
def _known(model: ResponsibilityModel) -> Known:
    seen, required = {}, {}
    for row in rows("situations.yaml")["situations"]:
        for service in row["services"] if row.get("evidence") else ():
            told = row["evidence"][0].replace("{service}", model.service(AWS, service).phrase)
            told = told[:1].upper() + told[1:]
            seen[SENTENCES.split(told)[0]] = Seen(row, service, told)
        if row.get("requirement"):
            required[SENTENCES.split(row["requirement"])[0]] = row
    return Known(seen, required)


def read_omission(page: Page) -> Reading:
    """Right is the omission that explains what was seen, by the side that owns the work."""
    return _read_causes(page, _one_seen(page), _numbered(page, NOT_TAKEN) or _named(page, NOT_DONE, "omitted"))


def read_failure(page: Page) -> Reading:
    """Right is the side that owns the work, with the step that remedies what was seen."""
    return _read_causes(page, _one_seen(page), _numbered(page, REMEDIES) or _named(page, REMEDIED, "step"))


def read_case(page: Page) -> Reading:
    """As `read_omission`, for the one of several events of a scenario that the question names."""
    if page.item.case is None or not page.stem.startswith(page.item.case[1]):
        raise UnverifiedError("the stem does not begin with the scenario of its case")
    asked = [seen for seen in _all_seen(page) if seen.row["matter"] in page.lead]
    if len(asked) != 1:
        raise UnverifiedError("the question does not name one of the events")
    return _read_causes(page, asked[0], _named(page, NOT_DONE, "omitted"))


def read_remedy(page: Page) -> Reading:
    """Right is the step of the asked side that answers what was seen."""
    seen = _one_seen(page)
    return _read_steps(page, [seen.row], seen.service)


def read_requirement(page: Page) -> Reading:
    """Right are the steps of the asked side that meet what is required of the service in the stem."""
    known = _known(page.book.model).required
    needed = [known[sentence] for sentence in SENTENCES.split(page.stem) if sentence in known]
    if len(needed) != len(page.item.key) or not all(row["requirement"] in page.stem for row in needed):
        raise UnverifiedError("the stem does not name as many requirements as there are answers")
    offered = {service for _, service, _ in page.cells}
    if len(offered) != 1 or (AWS, *offered) not in page.services:
        raise UnverifiedError("the options are not about one service that the stem names")
    return _read_steps(page, needed, offered.pop())


def _all_seen(page: Page) -> list[Seen]:
    known = _known(page.book.model).seen
    found = [known[sentence] for sentence in SENTENCES.split(page.stem) if sentence in known]
    return [seen for seen in found if seen.told in page.stem]


def _one_seen(page: Page) -> Seen:
    found = _all_seen(page)
    if len(found) != 1:
        raise UnverifiedError(f"the stem tells {len(found)} things that were seen")
    return found[0]


def _read_causes(page: Page, seen: Seen, told: Sequence[Told]) -> Reading:
    verdicts = {}
    for option, (side, words, cause) in zip(page.item.options, told, strict=True):
        rows_told = _told(seen.service, words, cause)
        cell = _cell(page, seen.service, rows_told)
        explains = _answers(rows_told, seen.row, cause)
        verdicts[option.id] = Verdict(explains and side is one_owner(cell), ((cell, cell.owner),))
    return Reading(verdicts)


def _named(page: Page, form: re.Pattern[str], words: str) -> Sequence[Told]:
    """What each option says, where it names its cause."""
    return [(SIDES[found["side"]], words, found["cause"]) for found in _matches(page, (form,))]


def _numbered(page: Page, forms: Sequence[re.Pattern[str]]) -> Sequence[Told]:
    """What each option says, where it is of one of two steps that the stem names; nothing where the first is not."""
    if not any(form.match(page.item.options[0].text) for form in forms):
        return []
    steps = _any_step().findall(page.stem)
    if len(steps) != len(PLACES) or len(set(steps)) != len(steps):
        raise UnverifiedError(f"the stem does not name two steps, but {steps}")
    return [(SIDES[found["side"]], "step", steps[PLACES.index(found["place"])]) for found in _matches(page, forms)]


def _matches(page: Page, forms: Sequence[re.Pattern[str]]) -> Iterator[re.Match[str]]:
    """How the options fit one form, the same for all. Raises UnverifiedError where they do not."""
    texts = [option.text for option in page.item.options]
    for form in forms:
        found = [match for text in texts if (match := form.match(text))]
        if len(found) == len(texts):
            return iter(found)
    raise UnverifiedError(f"not each of {texts} gives a cause to a side in the same form")


@cache
def _any_step() -> re.Pattern[str]:
    """Any step of a situation, as it stands within a sentence."""
    return any_of({row["step"] for row in rows("situations.yaml")["situations"]})


def _read_steps(page: Page, needed: list[Row], service: str) -> Reading:
    asked = asked_by(page.lead, BY_AWS, BY_COMPANY)
    verdicts = {}
    for option in page.item.options:
        told = _told(service, "step", plain(option.text))
        cell = _cell(page, service, told)
        answers = True in [_answers(told, row, option.text) for row in needed]
        verdicts[option.id] = Verdict(answers and one_owner(cell) is asked, ((cell, cell.owner),))
    return Reading(verdicts)


def _told(service: str, words: str, text: str) -> list[Row]:
    """The situations that may arise in the service whose step, or omission, a text names."""
    found = [row for row in _by_words(words).get(plain(text), ()) if service in row["services"]]
    if not found:
        raise UnverifiedError(f"nothing says what {text!r} would answer with {service}")
    return found


@cache
def _by_words(words: str) -> Mapping[str, list[Row]]:
    """The situations by a text of theirs, such as "step"."""
    found: dict[str, list[Row]] = {}
    for row in rows("situations.yaml")["situations"]:
        found.setdefault(plain(row[words]), []).append(row)
    return found


def _cell(page: Page, service: str, told: list[Row]) -> Cell:
    controls = {row["control"] for row in told}
    if len(controls) != 1:
        raise UnverifiedError(f"the step may be of several controls: {sorted(controls)}")
    return page.cell((AWS, service), controls.pop())


def _answers(told: list[Row], row: Row, text: str) -> bool:
    """Whether a step is that of the situation. Raises UnverifiedError where it is another that would help as well."""
    if any(row is other for other in told):
        return True
    rivals = row.get("rivals", ())
    if any(other["control"] == row["control"] or other["control"] in rivals for other in told):
        raise UnverifiedError(f"{text!r} would help as well")
    return False
