"""The data of the bank as it stands in a folder, or as it stood at a git revision."""

import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from question_bank.loading import DATA

INSIDE = "question_bank/data"


@contextmanager
def data_of(name: str) -> Iterator[Path]:
    """The data folder that `name` means: a folder, or a revision of the repository that the bank is in.

    Raises ClickException where it is neither.
    """
    folder = Path(name)
    if folder.is_dir():
        yield folder / INSIDE if (folder / INSIDE).is_dir() else folder
        return
    with TemporaryDirectory() as place:
        _unpack(name, Path(place))
        yield Path(place) / INSIDE


def _unpack(revision: str, place: Path) -> None:
    if revision.startswith("-"):
        raise click.ClickException(f"{revision!r} is no git revision")
    command = ["git", "-C", str(DATA.parents[1]), "archive", "--format=tar", revision, "--", INSIDE]
    try:
        done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - the revision is checked above
    except OSError as error:
        raise click.ClickException(f"{revision!r} is no folder, and git cannot be run: {error}") from error
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip()
        raise click.ClickException(f"{revision!r} is neither a folder nor a git revision: {said}")
    with tarfile.open(fileobj=BytesIO(done.stdout)) as archive:
        archive.extractall(place, filter="data")
