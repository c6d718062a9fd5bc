"""The pictures of the readmes, taken from the running demo: python -m tools.pictures

Writes docs/pictures/home.png and home-es.png: the home of a rep, its clock standing still, so
that the same program gives the same picture.
"""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.walking import become
from tests.installation import installation_in
from tools.environment import ROOT

FOLDER = ROOT / "docs" / "pictures"
CHROMIUM = "/usr/bin/chromium"
REP = "darcel-schlecht"
PICTURES = {"en": "home.png", "es": "home-es.png"}
SIZE = {"width": 1440, "height": 1010}


def main() -> int:
    """Start a demo of its own, and take each picture in it."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as home,
        installation_in(Path(home)) as own,
        own.serving("demo", "--speed", "0") as served,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        for language, name in PICTURES.items():
            _take(browser, served.url, language=language, file=FOLDER / name)
        browser.close()
    return 0


def _take(browser: Browser, url: str, *, language: str, file: Path) -> None:
    context = browser.new_context(
        base_url=url,
        viewport=SIZE,  # type: ignore[arg-type]  # a dict of playwright's own shape
        locale=language,
        color_scheme="light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    become(page, REP, language=language)
    page.locator(".page-head [data-live][data-state=live]").wait_for()
    page.screenshot(path=file)
    context.close()


if __name__ == "__main__":
    sys.exit(main())
