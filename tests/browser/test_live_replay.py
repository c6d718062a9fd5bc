"""The demo's clock moves by itself, and what it brings is seen without touching anything."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.installation import Served, installation_in

# A day every two seconds; three days bring deals to anyone, weekends included.
SPEED = "2"
SOON_MS = 30_000


@pytest.fixture
def moving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A demo of its own whose clock moves."""
    with (
        installation_in(tmp_path_factory.mktemp("moving")) as own,
        own.serving("demo", "--speed", SPEED) as served,
    ):
        yield served


def test_the_days_pass_and_the_board_moves_while_one_watches(
    window: Callable[..., Page], moving: Served
) -> None:
    page = window()
    page.goto(f"{moving.url}/sign-in")
    page.locator('form[action="/sign-in/as/darcel-schlecht"] button').click()
    page.wait_for_url(f"{moving.url}/")
    page.goto(f"{moving.url}/boards/revenue")
    page.evaluate("window.notReloaded = true")
    day = page.locator("#replay strong").inner_text()
    values = page.locator("main ol.board .amount a").all_inner_texts()

    expect(page.locator("#replay strong")).not_to_have_text(day, timeout=SOON_MS)
    page.wait_for_function(
        "before => before.join() !== [...document.querySelectorAll('main ol.board .amount a')]"
        ".map(each => each.innerText).join()",
        arg=values,
        timeout=SOON_MS,
    )
    assert page.evaluate("window.notReloaded") is True

    page.goto(f"{moving.url}/about-this-demo")
    expect(page.locator("main")).to_contain_text("a replay of a public sample")
    page.close()
