#!/usr/bin/env bash
# Make .venv from the locked dependencies, with the command `whose` in it. Called by `make install` when something changed.
set -euo pipefail
cd "$(dirname "$0")/.."
python="${PYTHON:-python3}"

say() { printf '%s\n' "$*" >&2; }

command -v "$python" >/dev/null || { say "There is no $python: install Python 3.11 or newer, or name one: make install PYTHON=python3.12"; exit 1; }
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    say "$("$python" --version) is too old: this project needs Python 3.11 or newer. Name one: make install PYTHON=python3.12"
    exit 1
}
"$python" -c 'import ensurepip, venv' 2>/dev/null || {
    say "This Python cannot make virtual environments: install its venv package first (Debian, Ubuntu: apt-get install python3-venv)."
    exit 1
}

# A .venv of another or a removed Python, or one that was moved, is of no use: its scripts name the old place.
want=$("$python" -c 'import sys; print(*sys.version_info[:2])')
have=$(.venv/bin/python -c 'import sys; print(*sys.version_info[:2])' 2>/dev/null || true)
at=$(head -n 1 .venv/bin/pip 2>/dev/null || true)
if [ "$want" != "$have" ] || [ "${at%/bin/python*}" != "#!$PWD/.venv" ]; then
    rm -rf .venv
    "$python" -m venv .venv
fi

export PIP_DISABLE_PIP_VERSION_CHECK=1
.venv/bin/pip install --quiet --require-hashes --no-deps -r requirements-dev.txt
# The build backend is in the lock too, so nothing that is not locked is fetched here.
.venv/bin/pip install --quiet --no-deps --no-build-isolation --editable .
touch .venv/installed
