"""The commands for whoever runs the site: reports, answers to grade again, and difficulties as they were observed."""

from typing import TYPE_CHECKING, Any

import click

from app.bank_commands import print_json

if TYPE_CHECKING:
    from app.store.reports import Report


def register_learning_commands(group: click.Group) -> None:
    """Adds every command of this module to `group`."""
    for command in (reports, regrade, calibrate):
        group.add_command(command)


@click.command()
@click.option("--resolved", is_flag=True, help="those that are resolved, instead of those that are open")
def reports(resolved: bool) -> None:
    """Print what learners reported, one JSON object a line, each with its item and the command that makes it again."""
    from app.store.reports import every_report

    with _store() as session:
        found = every_report(session, resolved=resolved)
    for report in found:
        print_json(_shown(report))
    click.echo(f"{len(found)} {'resolved' if resolved else 'open'}", err=True)


@click.command()
def regrade() -> None:
    """Grade answers again whose item has another key since a correction of the model. Old marks stay beside the new.

    Prints each changed answer as one JSON object a line. Learners are told on the result and on their home page.
    """
    from app.store.regrades import regrade as grade_again
    from app.time import system_clock
    from question_bank.loading import load_model

    with _store() as session:
        found = grade_again(session, load_model(), now=system_clock())
    for one in found:
        print_json(
            {
                "learner": one.learner_id,
                "attempt": one.attempt_id,
                "position": one.position,
                "item": one.item_hash,
                "was": "right" if one.was_right else "wrong",
                "now": one.now,
                "reason": one.reason,
            }
        )
    items = len({one.item_hash for one in found})
    click.echo(f"{len(found)} answers to {items} items graded again", err=True)


@click.command()
@click.option("--take-up", is_flag=True, help="first count answers of an older version of this program")
def calibrate(take_up: bool) -> None:
    """Replace estimated difficulties by observed ones, for quizzes made from now on. Run it from a timer, once a day.

    Prints what has moved as one JSON object a line. A second run the same day prints nothing where nobody answered.
    """
    from app.store.difficulties import calibrate_all, take_up_older
    from app.time import system_clock

    with _store() as session:
        if take_up:
            click.echo(f"took up {take_up_older(session)} logs", err=True)
        found = calibrate_all(session, day=system_clock().date())
    for one in found:
        held = one.difficulty
        figures = {"estimate": held.estimate, "difficulty": held.value, "sd": held.sd, "answers": held.answers}
        place = {"exam": one.exam, "template": one.template, "day": one.day.isoformat()}
        print_json(place | figures | {"calibrated": held.is_calibrated})
    calibrated = sum(one.difficulty.is_calibrated for one in found)
    click.echo(f"{len(found)} templates have moved, {calibrated} of them calibrated", err=True)


def _shown(report: "Report") -> dict[str, Any]:
    return {
        "learner": report.learner_id,
        "attempt": report.attempt_id,
        "position": report.position,
        "reason": report.reason,
        "text": report.text,
        "created_at": report.created_at.isoformat(),
        "answer": report.answer,
        "resolved_at": report.resolved_at.isoformat() if report.resolved_at else None,
        "bank_version": report.bank_version,
        "again": f"whose form --code {report.form_code} --item {report.item.id}",
        "item": report.item.to_json(),
    }


def _store() -> Any:
    """A session on the database of the environment, brought up to date first."""
    from app.config import database_url
    from app.store.upgrade import open_session, upgrade_database

    upgrade_database(database_url())
    return open_session(database_url())
