"""Browser tests: the system's Chromium, a new profile per window, no error left unseen."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.reading import Watched
from tests.installation import Served, installation_in

# playwright runs an event loop in the thread of the tests; Django would refuse its queries.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SIZES = {"phone": (390, 844), "tablet": (820, 1180), "laptop": (1366, 768)}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker("browser")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium. Without it the tests are skipped, loudly; in CI they fail."""
    if not CHROMIUM.exists():
        missing = f"There is no {CHROMIUM}: install the Debian package chromium"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(missing)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The demo as a newcomer gets it, its clock standing still."""
    with (
        installation_in(tmp_path_factory.mktemp("demo")) as own,
        own.serving("demo", "--speed", "0") as served,
    ):
        yield served


@pytest.fixture
def window(chromium: Browser, demo: Served) -> Iterator[Callable[..., Page]]:
    """Opens a page on the demo: window(size="phone", language="es", scheme="dark").

    Console errors and warnings in any of them fail the test at its end.
    """
    watched = Watched()

    def opened(
        *,
        size: Literal["phone", "tablet", "laptop"] = "laptop",
        language: str = "en",
        scheme: Literal["light", "dark"] = "light",
    ) -> Page:
        width, height = SIZES[size]
        context = chromium.new_context(
            base_url=demo.url,
            viewport={"width": width, "height": height},
            locale=language,
            color_scheme=scheme,
            has_touch=size != "laptop",
            reduced_motion="reduce",
        )
        page = context.new_page()
        watched.watch(page)
        return page

    yield opened
    for context in chromium.contexts:
        context.close()
    assert watched.complaints == []
