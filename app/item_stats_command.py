"""The command that prints item statistics: what the page for whoever runs the site shows, for scripts."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from app.assessment.difficulty import LEAST_AGREEMENT
from app.bank_commands import print_json, refusing

if TYPE_CHECKING:
    from app.assessment.difficulty import Agreement
    from app.assessment.rapid import EffortCheck
    from app.store.item_statistics import UnitStatistics

LEVELS = ("item", "template", "cell", "trap", "family")


def register_item_stats_command(group: click.Group) -> None:
    """Adds `item-stats` to `group`."""
    group.add_command(item_stats)


@click.command("item-stats")
@click.option("--exam", help="an exam's id, such as clf-c02; all without it")
@click.option("--level", type=click.Choice(LEVELS), default="item", show_default=True)
@click.option("--flagged", is_flag=True, help="only what may need a look")
@click.option("--forms", is_flag=True, help="shared forms with their reliability instead")
@click.option("--rapid", is_flag=True, help="whether answers too fast to be read are as good as guesses, instead")
@click.option("--take-up", is_flag=True, help="first count answers of an older version of this program")
@refusing
def item_stats(exam: str | None, level: str, flagged: bool, forms: bool, rapid: bool, take_up: bool) -> None:
    """Print item statistics over all learners, one JSON object a line, those with flags first.

    Figures that rest on too few answers are null. Statistics are kept while answers are graded, so nothing is counted
    here. Difficulties are those of the last `whose calibrate`; how well estimates foretell what was observed is told
    from 200 templates of 50 answers on.
    """
    from app.config import database_url
    from app.store.difficulties import agreement_of
    from app.store.item_statistics import form_statistics, rapid_check, take_up_all
    from app.store.upgrade import open_session, upgrade_database
    from question_bank.exam_guide import find_guide
    from question_bank.loading import load_exam_guides

    exams = [find_guide(load_exam_guides(), exam).id] if exam else list(load_exam_guides())
    upgrade_database(database_url())
    with open_session(database_url()) as session:
        if take_up:
            click.echo(f"took up {take_up_all(session)} logs", err=True)
        if rapid:
            _print_rapid(rapid_check(session))
            return
        found: list[dict[str, Any]]
        if forms:
            found = [asdict(form) | {"low": form.is_unreliable} for form in form_statistics(session, exam)]
        else:
            found = [_shown(one) for name in exams for one in _units(session, name, level, flagged)]
        agreed = agreement_of(session, exams)
    for row in found:
        print_json(row)
    click.echo(f"{len(found)} {'forms' if forms else f'units of level {level}'}", err=True)
    if agreed is not None:
        click.echo(_agreement(agreed), err=True)


def _print_rapid(found: "EffortCheck | None") -> None:
    """As one JSON object, null where no answer was too fast; what that means on standard error."""
    print_json(asdict(found) if found else None)
    if found is None or not found.decides:
        click.echo("too few answers to say: 300 are wanted", err=True)
    elif found.holds:
        click.echo("as good as guesses: the threshold holds", err=True)
    else:
        click.echo("better or worse than guesses: the threshold needs a look", err=True)


def _units(session: Any, exam: str, level: str, flagged: bool) -> "list[UnitStatistics]":
    """Every page of them."""
    from app.store.item_statistics import unit_statistics
    from app.store.item_tallies import Level

    first = unit_statistics(session, exam, Level(level), flagged=flagged)
    others = range(2, first.pages + 1)
    pages = [first, *(unit_statistics(session, exam, Level(level), page=page, flagged=flagged) for page in others)]
    return [one for page in pages for one in page]


def _agreement(found: "Agreement") -> str:
    verdict = "enough" if found.is_enough else "too little: the weights of the features need a refit"
    return (
        f"estimated and observed difficulties of {found.templates} templates correlate by {found.r:.2f}; "
        f"{LEAST_AGREEMENT} is wanted: {verdict}"
    )


def _shown(one: "UnitStatistics") -> dict[str, Any]:
    values = asdict(one)
    values["flags"] = [{"flag": raised.flag, "choice": raised.choice, "action": raised.action} for raised in one.flags]
    return values
