"""The short code of a form: bank version, exam, length, seed and filters, so that it gives the same form anywhere.

`HHHHHHC-SSSS` or, with filters, `HHHHHHC-SSSS-FFFF`, in Crockford's base 32 (no I, L, O, U): H holds version, exam and
length, C a check character over all the rest, S the seed, F the filters as places in the bank's sorted lists of ids.
"""

from dataclasses import dataclass

from question_bank.bank import Bank
from question_bank.filters import NO_FILTERS, Filters

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
BASE = len(ALPHABET)
HEAD = 6
VERSION_BITS, EXAM_BITS, LENGTH_BITS = 20, 3, 7
CHECK_PRIME = 31
MOST_SEED = 2**63 - 1  # what a database keeps
FILTER_BASE = 1024  # no list of ids is longer


class FormCodeError(ValueError):
    """A code cannot be used. The message is for whoever typed it."""


@dataclass(frozen=True, slots=True)
class FormRequest:
    """What a form is made from, apart from the bank."""

    exam: str
    seed: int
    length: int
    filters: Filters = NO_FILTERS


def encode(bank: Bank, request: FormRequest) -> str:
    """The code of a request. Raises ValueError for a seed out of range, UnknownExamError for an unknown exam."""
    if not 0 <= request.seed <= MOST_SEED:
        raise ValueError(f"a seed is 0 or more and less than 2**63, not {request.seed}")
    bank.guide(request.exam)
    head = (_version(bank) << EXAM_BITS | sorted(bank.guides).index(request.exam)) << LENGTH_BITS | request.length
    parts = [_digits(head).rjust(HEAD, "0"), _digits(request.seed)]
    if request.filters != NO_FILTERS:
        parts.append(_digits(_pack(bank, request)))
    return "-".join([parts[0] + _check(parts), *parts[1:]])


def decode(bank: Bank, code: str) -> FormRequest:
    """What a code asks for. Raises FormCodeError where it is mistyped or made by another version of the bank."""
    parts = code.strip().upper().replace("O", "0").replace("I", "1").replace("L", "1").split("-")
    if len(parts) not in (2, 3) or len(parts[0]) != HEAD + 1 or not all(parts) or set("".join(parts)) - set(ALPHABET):
        raise FormCodeError(f"{code!r} is not a form code; one looks like K7QF2MX-4T9")
    head, check = parts[0][:HEAD], parts[0][HEAD]
    if _check([head, *parts[1:]]) != check:
        raise FormCodeError(f"{code!r} is mistyped: its check character does not fit")
    rest, length = divmod(_number(head), 1 << LENGTH_BITS)
    version, exam = divmod(rest, 1 << EXAM_BITS)
    if version != _version(bank) or exam >= len(bank.guides):
        raise FormCodeError(f"{code!r} was made by another version of the bank, so its items cannot be made again")
    seed = _number(parts[1])
    if seed > MOST_SEED:
        raise FormCodeError(f"{code!r} is not a form code: its seed is too large")
    request = FormRequest(sorted(bank.guides)[exam], seed, length)
    try:
        return _unpack(bank, request, _number(parts[2])) if len(parts) > 2 else request
    except IndexError as error:
        raise FormCodeError(f"{code!r} is not a form code: its filters cannot be read") from error


def _version(bank: Bank) -> int:
    return int(bank.version, 16) >> (len(bank.version) * 4 - VERSION_BITS)


def _lists(bank: Bank, exam: str) -> tuple[list[str], ...]:
    guide = bank.guide(exam)
    domains = [str(domain.id) for domain in guide.domains]
    ids = (guide.services, bank.families, bank.model.traps, bank.model.controls)
    return domains, *(sorted(known) for known in ids)


def _pack(bank: Bank, request: FormRequest) -> int:
    given = request.filters
    chosen = [tuple(map(str, given.domains)), given.services, given.families, given.traps]
    if given.controls:
        chosen.append(given.controls)
    number = 1
    for known, words in zip(_lists(bank, request.exam), chosen, strict=False):
        number = number * FILTER_BASE + len(words)
        for word in words:
            number = number * FILTER_BASE + known.index(word)
    return number


def _unpack(bank: Bank, request: FormRequest, number: int) -> FormRequest:
    values: list[int] = []
    while number > 1:
        number, value = divmod(number, FILTER_BASE)
        values.append(value)
    values.reverse()
    chosen = []
    for known in _lists(bank, request.exam):
        count, values = (values[0], values[1:]) if values else (0, [])  # codes without controls end before them
        chosen.append(tuple(known[index] for index in values[:count]))
        values = values[count:]
    filters = Filters(tuple(map(int, chosen[0])), *chosen[1:])
    return FormRequest(request.exam, request.seed, request.length, filters)


def _digits(number: int) -> str:
    digits = ""
    while number or not digits:
        number, digit = divmod(number, BASE)
        digits = ALPHABET[digit] + digits
    return digits


def _number(digits: str) -> int:
    value = 0
    for digit in digits:
        value = value * BASE + ALPHABET.index(digit)
    return value


def _check(parts: list[str]) -> str:
    """Catches every single wrong character and every swap of neighbors, since 31 is prime and 32 is 1 modulo 31."""
    weighted = sum(place * ALPHABET.index(digit) for place, digit in enumerate("".join(parts), start=1))
    return ALPHABET[weighted % CHECK_PRIME]
