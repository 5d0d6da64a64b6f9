"""Which items of a simulation are unscored, as in the real exam: chosen by the form's seed, told only at the end."""

from collections import Counter
from collections.abc import Mapping, Sequence
from random import Random

from question_bank.exam_guide import ExamGuide, largest_remainder


def scored_flags(guide: ExamGuide, domains: Sequence[int], seed: int) -> tuple[bool, ...]:
    """For the domain number of each item, in the form's order: whether the item at that place is scored.

    A full form has `guide.scored` scored items, spread over its domains by weight; any other length is all scored.
    The same guide, domains and seed give the same flags. Source: psychometrics 3.2 and 7.1.
    """
    unscored = guide.items - guide.scored
    if len(domains) != guide.items or unscored <= 0:
        return (True,) * len(domains)
    places: dict[int, list[int]] = {}
    for place, domain in enumerate(domains):
        places.setdefault(domain, []).append(place)
    chosen: set[int] = set()
    rng = Random(f"unscored:{seed}")
    for domain, count in sorted(unscored_counts(guide, Counter(domains)).items()):
        chosen.update(rng.sample(places[domain], count))
    return tuple(place not in chosen for place in range(len(domains)))


def unscored_counts(guide: ExamGuide, held: Mapping[int, int]) -> dict[int, int]:
    """How many unscored items each domain gets, where a form holds `held` items of each; they sum to the exam's number.

    That is what is left of `held` beyond the scored items' shares. Where a form is short of a domain, others give.
    """
    target = largest_remainder({domain.id: domain.weight_percent for domain in guide.domains}, guide.scored)
    counts = {domain: max(0, count - target.get(domain, 0)) for domain, count in held.items()}
    spare = sum(counts.values()) - (guide.items - guide.scored)
    while spare > 0:
        largest = max(counts, key=lambda domain: (counts[domain], -domain))
        counts[largest] -= 1
        spare -= 1
    return counts
