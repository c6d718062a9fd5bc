"""A record put right by hand, in a real browser: open screens move, and nothing is lost."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.reading import overflow, violations
from tests.browser.test_live_deals import dollars, moved, watched
from tests.browser.walking import ADMIN, REP, become
from tests.installation import Served

SELLER = "darcel-schlecht"
DEAL = "RVI6ARFW"
ON_THE_BOARD = f"[data-pulse='board:{SELLER}']"


def opened(page: Page, *, language: str = "en") -> None:
    """The form that corrects the deal, as an administrator."""
    become(page, ADMIN, language=language)
    page.goto(f"/corrections/deals/{DEAL}")


def amount(page: Page) -> str:
    return page.locator("#field-close-value").input_value()


def save(page: Page, value: str, *, why: str) -> None:
    page.locator("#field-close-value").fill(value)
    page.locator("#reason").fill(why)
    page.locator("main form button[type=submit]").click()


def test_a_correction_moves_the_board_that_somebody_else_has_open(
    window: Callable[..., Page],
) -> None:
    board, form = window(), window(size="phone")
    before = watched(board, REP, "/boards/revenue", figure=ON_THE_BOARD)
    opened(form)
    held = amount(form)
    more = f"{int(held.partition('.')[0]) + 500}.00"
    save(form, more, why="The invoice says so")
    expect(form.locator(".chapters .reason-said").first).to_have_text("“The invoice says so”")
    after = moved(board, ON_THE_BOARD, before=before)
    assert dollars(after) - dollars(before) == 500

    form.goto(f"/corrections/deals/{DEAL}")
    save(form, held, why="It did not, after all")
    expect(form.locator(".chapters .reason-said").first).to_contain_text("after all")


@pytest.fixture
def unwatched(chromium: Browser, demo: Served) -> Iterator[Page]:
    """A window in which the browser may note that the answer was a conflict."""
    context = chromium.new_context(base_url=demo.url, locale="en")
    yield context.new_page()
    context.close()


def test_of_two_windows_on_one_record_the_second_is_shown_both(
    window: Callable[..., Page], unwatched: Page
) -> None:
    first, second = window(), unwatched
    opened(first)
    opened(second)
    held = amount(first)
    save(first, "111.00", why="one")
    expect(first.locator("main")).to_contain_text("corrected by hand")
    save(second, "222.00", why="two")
    told = second.locator("[role=alert]")
    expect(told).to_contain_text("Somebody else changed this record")
    expect(told).to_contain_text("111.00")
    expect(told).to_contain_text("222.00")
    assert amount(second) == "222.00"  # what was typed is still there
    save(second, held, why="as it was")
    expect(second.locator(".chapters .reason-said").first).to_have_text("“as it was”")


@pytest.mark.parametrize("size", ["phone", "laptop"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_forms_fit_every_screen_in_spanish(
    window: Callable[..., Page], *, size: str, scheme: str
) -> None:
    page = window(size=size, language="es", scheme=scheme)
    opened(page, language="es")
    for address in ("", "/new-dataset", "/datasets", "/unmatched"):
        if address:
            page.goto(address)
        assert overflow(page) == 0, address
        assert violations(page) == [], address


def test_a_rep_finds_no_way_to_edit(window: Callable[..., Page]) -> None:
    page = window()
    become(page, REP)
    page.goto(f"/records/deals/{DEAL}")
    expect(page.get_by_role("heading", name=DEAL)).to_be_visible()
    expect(page.get_by_role("link", name="Correct")).to_have_count(0)
    expect(page.get_by_role("link", name="Delete")).to_have_count(0)
