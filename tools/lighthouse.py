"""Lighthouse over the pages that matter most: `make lighthouse`. It comes by npm, which the rest does not need.

Fails where a page has less than 95 of 100 in any category. Says so, and does not fail, where there is no npm.
"""

import json
import os
import shutil
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlencode

from tools.answering import Desk, sit_down
from tools.find_browser import find_browser
from tools.serving import serving

PACKAGE = "lighthouse@12"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
LEAST = 95
MINUTES_A_PAGE = 5


def main() -> int:
    """Print the marks of each page; 1 where one is too low or could not be taken."""
    browser = find_browser()
    if shutil.which("npx") is None or browser is None:
        missing = "npm" if browser else "browser"
        sys.stderr.write(f"There is no {missing} on this machine, so Lighthouse is left out.\n")
        return 0
    with TemporaryDirectory() as folder, serving(Path(folder)) as address:
        running, done = sit_down(address), sit_down(address, "saa-c03")
        submit(address, done)
        pages = [(path, "") for path in ("/", "/explore")]
        pages += [(f"{running.path}/1", running.cookie), (f"{done.path}/result", done.cookie)]
        pages += [("/progress/saa-c03", done.cookie)]
        marks = {path: look_at(address + path, cookie, browser, Path(folder)) for path, cookie in pages}
    return report(marks)


def submit(address: str, desk: Desk) -> None:
    """End an attempt, so that it has a result."""
    body = urlencode({"csrf_token": desk.token}).encode()
    request = urllib.request.Request(f"{address}{desk.path}/submit", body, {"Cookie": desk.cookie})
    with urllib.request.urlopen(request) as answer:
        answer.read()


def look_at(url: str, cookie: str, browser: str, folder: Path) -> dict[str, int]:
    """The marks of one page, 0 to 100 each; every audit that costs some goes to standard error."""
    headers, result = folder / "headers.json", folder / "result.json"
    headers.write_text(json.dumps({"Cookie": cookie} if cookie else {}))
    command = [
        *("npx", "--yes", PACKAGE, url, "--quiet", "--output=json", f"--output-path={result}"),
        *("--chrome-flags=--headless=new --no-sandbox --disable-gpu", f"--extra-headers={headers}"),
        f"--only-categories={','.join(CATEGORIES)}",
    ]
    variables = os.environ | {"CHROME_PATH": browser}
    subprocess.run(command, check=True, env=variables, timeout=60 * MINUTES_A_PAGE)
    found = json.loads(result.read_text())
    for audit in found["audits"].values():
        if audit["score"] is not None and audit["score"] < 1:
            sys.stderr.write(f"  {url}: {audit['id']} {audit['score']} {audit.get('displayValue', '')}\n")
    return {name: round(100 * (found["categories"][name]["score"] or 0)) for name in CATEGORIES}


def report(marks: dict[str, dict[str, int]]) -> int:
    """Print a row a page; 1 where a mark is below the least."""
    for path, row in marks.items():
        figures = "  ".join(f"{name} {mark:>3}" for name, mark in row.items())
        sys.stdout.write(f"{figures}  {path}\n")
    return int(min(mark for row in marks.values() for mark in row.values()) < LEAST)


if __name__ == "__main__":
    raise SystemExit(main())
