#!/usr/bin/env bash
# Resolve the dependencies again and write both lock files: hashes, no addresses, every Python from 3.11 on.
# uv has an environment of its own here, so that nobody needs it who only installs or uses the project.
set -euo pipefail
cd "$(dirname "$0")/.."

tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT
python3 -m venv "$tools" && "$tools/bin/pip" install --quiet uv

# Without UPGRADE, what is locked stays where it still fits.
compile() {
    UV_CUSTOM_COMPILE_COMMAND="make lock" "$tools/bin/uv" pip compile --quiet --universal --python-version 3.11 \
        --generate-hashes --no-emit-index-url --no-emit-find-links ${UPGRADE:+--upgrade} --extra postgres "$@" pyproject.toml
}

compile --output-file requirements.txt
compile --output-file requirements-dev.txt --group dev --constraints requirements.txt
