"""The README's table of commands leaves none out."""

import re
from pathlib import Path

from app.cli import main

README = Path(__file__).parents[2] / "README.md"


def test_every_command_has_its_row() -> None:
    rows = set(re.findall(r"^\| `whose ([a-z-]+)", README.read_text(encoding="utf-8"), re.MULTILINE))
    assert rows == set(main.commands)
