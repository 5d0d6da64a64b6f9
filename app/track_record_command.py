"""The command that holds readiness against what came of it, over all learners."""

from dataclasses import asdict

import click

from app.bank_commands import print_json, refusing


def register_track_record_command(group: click.Group) -> None:
    """Adds `track-record` to `group`."""
    group.add_command(show_track_record)


@click.command("track-record")
@click.option("--exam", help="an exam's id, such as clf-c02; all without it")
@refusing
def show_track_record(exam: str | None) -> None:
    """Print what readiness stated before full simulations and how many of those were passed, a band of 10 % a line.

    This reads the history of all learners.
    """
    from app.assessment.track_record import SHOWN_FROM, track_record
    from app.config import database_url
    from app.store.track_records import tried
    from app.store.upgrade import open_session, upgrade_database
    from question_bank.exam_guide import find_guide
    from question_bank.loading import load_exam_guides

    wanted = find_guide(load_exam_guides(), exam).id if exam else None
    upgrade_database(database_url())
    with open_session(database_url()) as session:
        found = track_record(tried(session, wanted))
    for band in found.bands:
        print_json(asdict(band))
    error = "" if found.brier is None else f", mean squared error {found.brier:.3f}"
    few = "" if found.is_enough else f"; too few to say anything, {SHOWN_FROM} are wanted"
    what = "simulation" if found.count == 1 else "simulations"
    click.echo(f"{found.count} {what} with readiness stated before{error}{few}", err=True)
