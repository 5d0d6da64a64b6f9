"""Filters of a custom quiz: which domains, services, families, traps and controls its items may come from."""

from dataclasses import dataclass, field

from question_bank.bank import Bank
from question_bank.draft import Draft
from question_bank.yaml_rows import nearest


class UnknownFilterError(LookupError):
    """A filter names something that the exam does not have. The message names the nearest known id."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Empty means no limit. Ids are sorted, so that equal filters are equal values and give the same form.

    A form's seed reads the filters as they print, and `controls` do not, so that forms without them stay the same.
    """

    domains: tuple[int, ...] = ()
    services: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    traps: tuple[str, ...] = ()
    controls: tuple[str, ...] = field(default=(), repr=False)

    @classmethod
    def of(
        cls,
        bank: Bank,
        exam: str,
        *,
        domains: tuple[int, ...] = (),
        services: tuple[str, ...] = (),
        families: tuple[str, ...] = (),
        traps: tuple[str, ...] = (),
        controls: tuple[str, ...] = (),
    ) -> "Filters":
        """Checked filters. Raises UnknownFilterError where an id is not of the exam or the bank."""
        guide = bank.guide(exam)
        known = {
            "service": (services, set(guide.services)),
            "family": (families, set(bank.families)),
            "trap": (traps, set(bank.model.traps)),
            "control": (controls, set(bank.model.controls)),
        }
        for kind, (asked, ids) in known.items():
            for word in asked:
                if word not in ids:
                    raise UnknownFilterError(f"{guide.code} has no {kind} {word!r}{nearest(word, ids)}")
        for number in domains:
            if number not in {domain.id for domain in guide.domains}:
                raise UnknownFilterError(f"{guide.code} has no domain {number}; it has 1 to {len(guide.domains)}")
        ordered = {"services": services, "families": families, "traps": traps, "controls": controls}
        return cls(
            domains=tuple(sorted(set(domains))),
            **{name: tuple(sorted(set(words))) for name, words in ordered.items()},
        )

    def admit(self, draft: Draft) -> bool:
        """Whether an item of this draft may stand in the quiz. Domains and families are met by where one looks."""
        if self.services and not draft.services <= set(self.services):
            return False
        if self.controls and not {control for _, _, control in draft.key_cells} <= set(self.controls):
            return False
        return not self.traps or any(trap.id in self.traps for trap in draft.traps)


NO_FILTERS = Filters()
