"""Reads items about the terms of the model: of or in the cloud, kinds of control, kinds of service.

They ask which thing fits a term, or name two things and offer all four ways to give one of two terms to each.
"""

import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import cache
from typing import TypeVar

from question_bank.model import ACCOUNT_WIDE, Cell, Owner, ServiceModel
from question_bank.phrasebook import Part, ServiceKey, plain
from question_bank.verify.errors import UnverifiedError
from question_bank.verify.page import Page, Reading, Verdict, one_owner
from question_bank.verify.source import rows

Term = TypeVar("Term", bound=StrEnum)
BOTH = re.compile(r"^Both (.+)\.$")
EACH = re.compile(r"^The first (.+), and the second (.+)\.$")
CLOUD = {
    "belongs to security of the cloud": Owner.PROVIDER,
    "belong to security of the cloud": Owner.PROVIDER,
    "belongs to security in the cloud": Owner.CUSTOMER,
    "belong to security in the cloud": Owner.CUSTOMER,
}
CLOUD_ASKED = {"part of security of the cloud?": Owner.PROVIDER, "part of security in the cloud?": Owner.CUSTOMER}
CONTROL = {
    "is inherited": Owner.PROVIDER,
    "are inherited controls": Owner.PROVIDER,
    "is shared": Owner.SHARED,
    "are shared controls": Owner.SHARED,
    "is customer specific": Owner.CUSTOMER,
    "are customer-specific controls": Owner.CUSTOMER,
}
CONTROL_ASKED = {
    "an inherited control?": Owner.PROVIDER,
    "a shared control?": Owner.SHARED,
    "a customer-specific control?": Owner.CUSTOMER,
}
SERVICE = {
    "is an infrastructure service": ServiceModel.INFRASTRUCTURE,
    "are infrastructure services": ServiceModel.INFRASTRUCTURE,
    "is a container service": ServiceModel.CONTAINER,
    "are container services": ServiceModel.CONTAINER,
    "is an abstracted service": ServiceModel.ABSTRACTED,
    "are abstracted services": ServiceModel.ABSTRACTED,
}
SERVICE_ASKED = {f"Which of these {words}?": kind for words, kind in SERVICE.items() if words.startswith("is ")}
HOW_MUCH_AWS_RUNS = list(ServiceModel)  # from least to most


def read_cloud_sides(page: Page) -> Reading:
    """Security of the cloud is AWS's, in the cloud the company's: whose is each task?"""

    def of_task(text: str) -> tuple[Owner, tuple[Part, ...]]:
        cell, side = page.stated(text)
        if one_owner(cell) is not side:
            raise UnverifiedError(f"{text!r} explains what the other side does")
        return side, ((cell, side),)

    if (asked := _asked(page, CLOUD_ASKED)) is not None:
        return _which(page, asked, of_task)
    parts = {text: of_task(text) for text in _named(page, [plain(c.part(one_owner(c))) for c in page.cells.values()])}
    return _two(page, list(parts.values()), CLOUD)


def read_control_kinds(page: Page) -> Reading:
    """What AWS alone does is inherited, what both do shared, what the company alone does customer specific."""

    def of_control(text: str) -> tuple[Owner, tuple[Part, ...]]:
        control = _phrases().get(plain(text))
        if control is None:
            raise UnverifiedError(f"{text!r} is no control that the model knows")
        cell = page.cell(("aws", ACCOUNT_WIDE), control)
        return cell.owner, ((cell, cell.owner),)

    if (asked := _asked(page, CONTROL_ASKED)) is not None:
        return _which(page, asked, of_control)
    return _two(page, [of_control(text) for text in _named(page, list(_phrases()))], CONTROL)


def read_service_kinds(page: Page) -> Reading:
    """The kind of a service as its page gives it; the proof must show it against each other kind that options give."""
    if (asked := _asked(page, SERVICE_ASKED)) is not None:
        verdicts = {}
        for option in page.item.options:
            service = _service(page, option.text)
            verdicts[option.id] = Verdict(_kind(page, service) is asked, _shown(page, service, asked, asked))
        return Reading(verdicts)
    if len(page.services) != 2:
        raise UnverifiedError("the stem does not name two services")
    said = {option.id: _terms(option.text, SERVICE) for option in page.item.options}
    offered = {kind for terms in said.values() for kind in terms}
    verdicts = {}
    for name, terms in said.items():
        right, shown = True, list[Part]()
        for service, term in zip(page.services, terms, strict=True):
            true = _kind(page, service)
            other = next((kind for kind in offered if kind is not true), true)
            right = right and true is term
            shown += _shown(page, service, term, other)
        verdicts[name] = Verdict(right, tuple(shown))
    return Reading(verdicts)


def _asked(page: Page, phrases: Mapping[str, Term]) -> Term | None:
    """The term for which the stem asks; None where it asks how two things are to be called."""
    found = {term for words, term in phrases.items() if page.stem.endswith(words)}
    if len(found) > 1:
        raise UnverifiedError("the stem asks for two terms")
    return found.pop() if found else None


def _which(page: Page, asked: Term, of_thing: Callable[[str], tuple[Term, tuple[Part, ...]]]) -> Reading:
    read = {option.id: of_thing(option.text) for option in page.item.options}
    return Reading({name: Verdict(term is asked, parts) for name, (term, parts) in read.items()})


def _two(page: Page, things: list[tuple[Term, tuple[Part, ...]]], words: Mapping[str, Term]) -> Reading:
    """Which option gives each of two things, in the order of the stem, its own term."""
    (first, some), (second, others) = things
    return Reading(
        {o.id: Verdict(_terms(o.text, words) == (first, second), (*some, *others)) for o in page.item.options}
    )


def _terms(text: str, words: Mapping[str, Term]) -> tuple[Term, Term]:
    """The terms that an option gives to the first thing and to the second."""
    both, each = BOTH.match(text), EACH.match(text)
    said = (both.group(1), both.group(1)) if both else each.groups() if each else ("", "")
    first, second = words.get(said[0]), words.get(said[1])
    if first is None or second is None:
        raise UnverifiedError(f"{text!r} does not give a term to two things")
    return first, second


def _named(page: Page, phrases: list[str]) -> list[str]:
    """The two of the phrases that stand in the stem, in its order. Raises UnverifiedError where there are not two."""
    stem = page.stem.casefold()
    found = [phrase for phrase in phrases if phrase in stem]
    found = [phrase for phrase in found if not any(phrase != other and phrase in other for other in found)]
    if len(found) != 2:
        raise UnverifiedError(f"the stem does not name two things of the proof, but {found}")
    return sorted(found, key=stem.index)


@cache
def _phrases() -> Mapping[str, str]:
    """Controls by the phrases by which the model of AWS calls them."""
    phrases = rows("control_kinds.yaml")["phrases"]
    return {plain(phrase): control for control, found in phrases.items() for phrase in found}


def _service(page: Page, text: str) -> ServiceKey:
    named = page.book.services_in(text)
    if len(named) != 1:
        raise UnverifiedError(f"{text!r} is no service that the model knows")
    return named[0]


def _kind(page: Page, service: ServiceKey) -> ServiceModel:
    kind = page.book.model.service(*service).service_model
    if kind is None:
        raise UnverifiedError(f"{service[1]} is of no kind")
    return kind


def _shown(page: Page, service: ServiceKey, said: ServiceModel, other: ServiceModel) -> tuple[Part, ...]:
    """The cell that shows the kind of a service to whoever takes it for the kind `said`.

    A kind that leaves more to AWS is refuted by work that the company does, one that leaves less by work that AWS does.
    The right kind is shown by work of AWS, and that of an infrastructure service by work of the company. A container
    service divides the stack: it is shown by what refutes the `other` kind offered; where none is, by work of either.
    """
    true = _kind(page, service)
    taken = other if said is true is ServiceModel.CONTAINER else said
    more = HOW_MUCH_AWS_RUNS.index(taken) > HOW_MUCH_AWS_RUNS.index(true)
    sides = {Owner.CUSTOMER if more or said is true is ServiceModel.INFRASTRUCTURE else Owner.PROVIDER}
    if taken is true is ServiceModel.CONTAINER:
        sides = {Owner.CUSTOMER, Owner.PROVIDER}
    found: list[Cell] = [
        cell for cell in page.cells.values() if (cell.provider, cell.service) == service and cell.owner in sides
    ]
    if not found:
        raise UnverifiedError(f"nothing in the proof shows whether {service[1]} is {said}")
    return ((page.use(found[0]), found[0].owner),)
