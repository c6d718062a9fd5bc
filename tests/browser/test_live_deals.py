"""A deal that any process appends is on every open screen, without a reload."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.walking import ADMIN, EXECUTIVE, MANAGER, become
from tests.installation import Served

SELLER = "darcel-schlecht"
COLUMNS = (
    "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value"
)
# The page asks again at most once a second; the rest is the answer on a busy machine.
SOON_MS = 4_000


@pytest.fixture
def win(demo: Served, tmp_path: Path) -> Callable[..., None]:
    """Lets another process import a deal that Darcel Schlecht won yesterday."""

    def won(key: str, dollars: int) -> None:
        file = tmp_path / f"{key}.csv"
        row = f"{key},Darcel Schlecht,GTXPro,,Won,2017-11-01,2017-11-21,{dollars}"
        file.write_text(f"{COLUMNS}\n{row}\n")
        demo.installation.rumbo("import", "deals", str(file), "--mapping", "maventech")

    return won


def watched(page: Page, person: str, path: str, *, figure: str) -> str:
    """Open a page as a person; what a figure on it says once the page is listening.

    A mark on the window tells afterwards whether the page was loaded again.
    """
    become(page, person)
    page.goto(path)
    expect(page.locator("[data-live][data-state=live]").first).to_be_attached()
    page.evaluate("window.notReloaded = true")
    return page.locator(figure).first.inner_text()


def moved(page: Page, figure: str, *, before: str) -> str:
    """Wait until a figure says something else, without a reload; what it says now."""
    place = page.locator(figure).first
    expect(place).not_to_have_text(before, timeout=SOON_MS)
    assert page.evaluate("window.notReloaded") is True
    return place.inner_text()


def dollars(text: str) -> int:
    """The whole dollars in a text such as `$206,023`."""
    return int(text.replace("$", "").replace(",", ""))


@pytest.mark.parametrize(
    ("person", "path", "figure", "key"),
    [
        (SELLER, "/boards/revenue", f"[data-pulse='board:{SELLER}']", "LIVE1001"),
        (SELLER, "/", "[data-pulse=pace]", "LIVE1002"),
        (MANAGER, "/", f"[data-pulse='member:{SELLER}']", "LIVE1003"),
        (EXECUTIVE, "/", "[data-pulse=value]", "LIVE1004"),
        (SELLER, "/key-results/darcel-revenue", "[data-pulse='kr:darcel-revenue']", "LIVE1005"),
        (SELLER, "/objectives", "[data-pulse='kr:darcel-gtxpro-growth']", "LIVE1006"),
        (ADMIN, "/people/darcel-schlecht", "main a.figure[href*='/revenue']", "LIVE1007"),
    ],
)
def test_a_deal_won_elsewhere_moves_the_open_screen(
    window: Callable[..., Page],
    win: Callable[..., None],
    *,
    person: str,
    path: str,
    figure: str,
    key: str,
) -> None:
    page = window()
    before = watched(page, person, path, figure=figure)
    win(key, 1_000)
    assert dollars(moved(page, figure, before=before)) - dollars(before) == 1_000


def test_the_commission_follows_to_the_cent(
    window: Callable[..., Page], win: Callable[..., None]
) -> None:
    page = window(size="phone")
    pay = "[data-pulse='pay:account-executive']"
    before = watched(page, SELLER, "/", figure=pay)
    win("LIVE1008", 100)  # far above 100 000, so each further deal pays 9 %
    after = moved(page, pay, before=before)
    cents = [
        int(each.replace("$", "").replace(",", "").replace(".", "")) for each in (before, after)
    ]
    assert cents[1] - cents[0] == 900


def test_the_same_file_again_moves_nothing(
    window: Callable[..., Page], win: Callable[..., None]
) -> None:
    page = window()
    figure = f"[data-pulse='board:{SELLER}']"
    before = watched(page, SELLER, "/boards/revenue", figure=figure)
    win("LIVE1009", 10)
    after = moved(page, figure, before=before)
    win("LIVE1009", 10)
    page.reload()
    expect(page.locator(figure)).to_have_text(after)
