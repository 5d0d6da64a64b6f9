"""Starts the real `whose serve` on a free port of this machine, for browser tests and benchmarks, and stops it."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

HOST = "127.0.0.1"
START_SECONDS = 30
STOP_SECONDS = 10
PAUSE_SECONDS = 0.005
WHOSE_SERVE = (str(Path(sys.executable).with_name("whose")), "serve")


class ServerFailed(RuntimeError):
    """The server ended or did not answer. The message has what it printed."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: its address, and the first of its processes."""

    address: str
    process: subprocess.Popen[bytes]

    def kill(self) -> None:
        """End all of its processes at once, as SIGKILL does: nothing of theirs runs any more."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@contextmanager
def serving(
    folder: Path, first: str = "/healthz", command: Sequence[str] = WHOSE_SERVE, **environment: str
) -> Iterator[str]:
    """The address of a server whose database and log are in `folder`, from its answer to the path `first` on.

    `command` is what to start; `--host` and `--port` are added to it.
    Raises ServerFailed where it ends, fails, or gives no answer within 30 seconds.
    """
    with running(folder, first, command, **environment) as server:
        yield server.address


@contextmanager
def running(
    folder: Path, first: str = "/healthz", command: Sequence[str] = WHOSE_SERVE, **environment: str
) -> Iterator[Server]:
    """As `serving`, for a caller who means to kill it."""
    port = _free_port()
    address = f"http://{HOST}:{port}"
    log = folder / "log"
    own = {"WHOSE_INSTANCE": str(folder), "DATABASE_URL": f"sqlite:///{folder / 'whose.sqlite'}"}
    variables = os.environ | own | environment
    whole = (*command, "--host", HOST, "--port", str(port))
    with log.open("wb") as output:
        process = subprocess.Popen(
            whole, cwd=folder, env=variables, stdout=output, stderr=subprocess.STDOUT, start_new_session=True
        )
    try:
        _wait_for(address + first, process, log)
        yield Server(address, process)
    finally:
        process.terminate()
        try:
            process.wait(timeout=STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        if process.poll() is not None:
            raise ServerFailed(f"whose serve ended with {process.returncode}:\n{log.read_text()}")
        try:
            with urllib.request.urlopen(url, timeout=START_SECONDS) as answer:
                answer.read()
                return
        except urllib.error.HTTPError as error:
            raise ServerFailed(f"{url} answered {error.code}:\n{log.read_text()}") from error
        except OSError:
            time.sleep(PAUSE_SECONDS)
    raise ServerFailed(f"whose serve gave no answer within {START_SECONDS} seconds:\n{log.read_text()}")
