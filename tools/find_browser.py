"""Finds the browser for the browser tests, and installs Debian's where there is none and it may.

`python -m tools.find_browser` prints its path, or nothing where there is none; with CI=true that is a failure.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PACKAGES = ("chromium", "fonts-liberation")


def find_browser() -> str | None:
    """Path of the browser that WHOSE_BROWSER names, else of the first one installed that answers; None without one."""
    named = os.environ.get("WHOSE_BROWSER")
    for name in (named,) if named else NAMES:
        path = shutil.which(name)
        if path and _answers(path):
            return path
    return None


def install_browser() -> None:
    """Install Debian's Chromium where this user may do so without a password; says on standard error what it did."""
    rights = _rights()
    if rights is None or shutil.which("apt-get") is None:
        return
    print("There is no browser yet: installing Debian's chromium for the browser tests.", file=sys.stderr)
    quiet = ("env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq")
    for step in (("update",), ("install", "--yes", "--no-install-recommends", *PACKAGES)):
        done = subprocess.run(
            (*rights, *quiet, *step), stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
        )
        if done.returncode:
            print(f"apt-get {step[0]} failed:\n{done.stderr.strip()}", file=sys.stderr)
            return


def main() -> int:
    """Print the path; returns the exit code."""
    named = os.environ.get("WHOSE_BROWSER")
    if find_browser() is None and not named:
        install_browser()
    path = find_browser()
    if path is not None:
        print(path)
        return 0
    fault = (
        f"WHOSE_BROWSER names {named}, which does not start" if named else f"None of {', '.join(NAMES)} is installed"
    )
    needed = os.environ.get("CI") == "true"
    effect = "with CI=true they must run" if needed else "they are left out"
    advice = "Install a browser, or name one with WHOSE_BROWSER."
    print(f"{fault}. The tests in tests/browser need a browser: {effect}. {advice}", file=sys.stderr)
    return 1 if needed else 0


def _answers(path: str) -> bool:
    """Whether the program starts at all: a package may leave only a stub that points to another package system."""
    try:
        done = subprocess.run(
            (path, "--version"), stdin=subprocess.DEVNULL, capture_output=True, timeout=30, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _rights() -> Sequence[str] | None:
    """What to put before a command that needs root; None where this user cannot be root without a password."""
    if os.geteuid() == 0:
        return ()
    sudo = ("sudo", "--non-interactive")
    if shutil.which("sudo") and subprocess.run((*sudo, "true"), capture_output=True, check=False).returncode == 0:
        return sudo
    return None


if __name__ == "__main__":
    sys.exit(main())
