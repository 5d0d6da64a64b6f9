"""Draws the icons and the social card as PNG from their SVG, with an installed browser: `make icons`."""

import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tools.find_browser import find_browser

ROOT = Path(__file__).parents[1]
ICONS = ROOT / "app" / "static" / "icons"
SOURCES = ROOT / "tools" / "icons"
# Source, picture, width and height in pixels. What is maskable fills its square: systems cut it to their shape.
PICTURES = (
    (ICONS / "mark.svg", "icon-192.png", 192, 192),
    (ICONS / "mark.svg", "icon-512.png", 512, 512),
    (SOURCES / "maskable.svg", "maskable-512.png", 512, 512),
    (SOURCES / "card.svg", "card.png", 1200, 630),
)
PAGE = "<style>html,body{{margin:0;background:none}}svg{{display:block;width:{width}px;height:{height}px}}</style>{svg}"


def main() -> int:
    """Write all pictures; 1 where no browser is installed."""
    path = find_browser()
    if path is None:
        sys.stderr.write("no browser is installed, and the icons are drawn by one\n")
        return 1
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        for source, name, width, height in PICTURES:
            draw(browser, source, ICONS / name, width, height)
        browser.close()
    return 0


def draw(browser: Browser, source: Path, picture: Path, width: int, height: int) -> None:
    """One picture; what the source leaves empty is transparent."""
    page = browser.new_page(viewport={"width": width, "height": height})
    page.set_content(PAGE.format(width=width, height=height, svg=source.read_text("utf-8")))
    page.screenshot(path=picture, omit_background=True)
    page.close()


if __name__ == "__main__":
    raise SystemExit(main())
