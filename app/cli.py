"""The console command `whose`. What a script may read goes to standard output, everything else to standard error."""

import socket
from typing import Any

import click

from app.bank_commands import register_bank_commands
from app.config import THREADS, database_url, instance_folder, secret_key
from app.item_stats_command import register_item_stats_command
from app.learning_commands import register_learning_commands
from app.model_commands import register_model_commands
from app.simulate_command import register_simulate_command
from app.store.errors import StoreError
from app.track_record_command import register_track_record_command
from question_bank.yaml_rows import DataError

HOST = "127.0.0.1"
PORT = 8000
BACKPRESSURE = 256  # requests of each worker under way at once; more wait in the socket's queue


class WhoseGroup(click.Group):
    """Says in a sentence what is wrong with the facts or the database, and exits with 1: a traceback helps nobody."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (DataError, StoreError) as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=WhoseGroup, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Practice for AWS certification exams on the shared responsibility model: whose job is it?"""


register_bank_commands(main)
register_model_commands(main)
register_learning_commands(main)
register_item_stats_command(main)
register_simulate_command(main)
register_track_record_command(main)


@main.command()
@click.option("--host", default=HOST, show_default=True, help="Address to listen at.")
@click.option("--port", default=PORT, show_default=True, type=click.IntRange(1, 65535), help="Port to listen at.")
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1), help="Processes that serve.")
def serve(host: str, port: int, workers: int) -> None:
    """Create or upgrade the database, print the address, and serve until stopped."""
    from app.store.leaving import finish_deletions
    from question_bank.bank import load_bank

    refuse_used_port(host, port)
    ensure_key()
    load_bank()  # faults are told here, and forked workers need not load it again
    with open_store() as session:
        finish_deletions(session)  # what an earlier server was stopped in
    run_server(host, port, workers)


@main.command()
def expire() -> None:
    """Grade every attempt whose deadline has passed. Run it from a timer, once a minute or so."""
    from app.store.attempts import expire_due
    from app.time import system_clock

    with open_store() as session:
        count = expire_due(session, now=system_clock())
    click.echo(f"graded {count} {'attempt' if count == 1 else 'attempts'}")


@main.command("clear-guests")
def clear_guests() -> None:
    """Delete guests who were not seen for 90 days, with everything of theirs. Ends interrupted deletions too."""
    from app.store.leaving import clear_abandoned_guests, finish_deletions
    from app.time import system_clock

    with open_store() as session:
        finish_deletions(session)
        count = clear_abandoned_guests(session, now=system_clock())
    click.echo(f"deleted {count} {'guest' if count == 1 else 'guests'}")


@main.group()
def admin() -> None:
    """Who may open the admin pages."""


@admin.command()
@click.argument("email")
def grant(email: str) -> None:
    """Let the account with this EMAIL open the admin pages."""
    from app.store.learners import grant_admin

    with open_store() as session:
        found = grant_admin(session, email)
    if not found:
        raise click.ClickException(f"there is no account with the email {email!r}; register it first")
    click.echo(f"{email} may open the admin pages")


def open_store() -> Any:
    """A session on the database of the environment, brought up to date first."""
    from app.store.upgrade import open_session, upgrade_database

    upgrade_database(database_url())
    return open_session(database_url())


def ensure_key() -> None:
    """Raises ClickException where sessions can be signed with no key: none is given, and none can be kept."""
    folder = instance_folder()
    try:
        secret_key(folder)
    except OSError as error:
        raise click.ClickException(
            f"the key that signs sessions cannot be kept in {folder}: {error.strerror}; "
            "set WHOSE_INSTANCE to a folder that can be written, or SECRET_KEY to a long random text"
        ) from error


def refuse_used_port(host: str, port: int) -> None:
    """Raises ClickException where nothing can listen at the address."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            reason = error.strerror or str(error)
            raise click.ClickException(
                f"cannot listen at {host} port {port}: {reason}; choose another with --port"
            ) from error


def run_server(host: str, port: int, workers: int) -> None:
    """Serve with granian until a signal ends it. Each worker makes the application for itself."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    server = Granian(
        "app.factory:create_app",
        factory=True,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        backpressure=BACKPRESSURE,
        respawn_failed_workers=True,
        log_level=LogLevels.error,
    )
    shown = f"[{host}]" if ":" in host else host
    server.on_startup(lambda: click.echo(f"Whose? is at http://{shown}:{port}/ (stop with Ctrl+C)"))
    server.serve()
