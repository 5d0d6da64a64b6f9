"""The command that holds readiness against what came of it, over all learners."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from app.bank_commands import print_json, refusing

if TYPE_CHECKING:
    from question_bank.exam_guide import ExamGuide


def register_track_record_command(group: click.Group) -> None:
    """Adds `track-record` to `group`."""
    group.add_command(show_track_record)


@click.command("track-record")
@click.option("--exam", help="an exam's id, such as clf-c02; all without it")
@click.option("--reliability", is_flag=True, help="how well readiness tells learners apart, instead")
@refusing
def show_track_record(exam: str | None, reliability: bool) -> None:
    """Print what readiness stated before full simulations and how many of those were passed, a band of 10 % a line.

    This reads the history of all learners.
    """
    from app.config import database_url
    from app.store.upgrade import open_session, upgrade_database
    from question_bank.exam_guide import find_guide
    from question_bank.loading import load_exam_guides

    guides = load_exam_guides()
    wanted = find_guide(guides, exam) if exam else None
    upgrade_database(database_url())
    with open_session(database_url()) as session:
        if reliability:
            for guide in [wanted] if wanted else guides.values():
                _print_reliability(session, guide)
        else:
            _print_record(session, wanted.id if wanted else None)


def _print_record(session: Any, exam: str | None) -> None:
    from app.assessment.track_record import SHOWN_FROM, track_record
    from app.store.track_records import tried

    found = track_record(tried(session, exam))
    for band in found.bands:
        print_json(asdict(band))
    error = "" if found.brier is None else f", mean squared error {found.brier:.3f}"
    few = "" if found.is_enough else f"; too few to say anything, {SHOWN_FROM} are wanted"
    what = "simulation" if found.count == 1 else "simulations"
    click.echo(f"{found.count} {what} with readiness stated before{error}{few}", err=True)


def _print_reliability(session: Any, guide: "ExamGuide") -> None:
    """Over the learners who are told a figure, or were when they last answered; null where they are too few."""
    from app.assessment.item_flags import SHOW_RELIABILITY
    from app.assessment.readiness import shape_of
    from app.assessment.readiness_advice import missing_evidence
    from app.assessment.reliability import ability_in_form, marginal_reliability
    from app.store.standings import beliefs

    shape = shape_of(guide)
    held = beliefs(session, guide.id, len(guide.domains))
    told = [belief for belief in held if belief.day is not None and missing_evidence(belief, belief.day) is None]
    found = marginal_reliability(ability_in_form(belief, shape) for belief in told)
    print_json({"exam": guide.id, "learners": found.learners, "reliability": found.value if found.is_enough else None})
    if not found.is_enough:
        click.echo(f"{guide.id}: too few learners to say anything, {SHOW_RELIABILITY} are wanted", err=True)
