"""Every figure is a door, and behind each door stands the same figure."""

import re
from collections.abc import Callable
from decimal import Decimal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.walking import ADMIN, EXECUTIVE, MANAGER, REP, become

STATEMENT = f"/commissions/account-executive/{REP}/2017-Q3"
DOORS = "main a.figure[data-explain][href^='/explain/']"


# What a page shows, and what the first dozen of its doors show when they are opened.
OPENED = """async (doors) => Promise.all(
  [...document.querySelectorAll(doors)].slice(0, 12).map(async (door) => {
    const answer = await (await fetch(door.href)).text();
    const opened = new DOMParser().parseFromString(answer, 'text/html');
    const behind = opened.querySelector('main .figure-huge, main .figure-big');
    return {at: door.href, shown: door.textContent.trim(), behind: behind?.textContent.trim()};
  }))"""


def amount(text: str) -> Decimal:
    """The figure in a text such as `$8,556.35`."""
    return Decimal(re.sub(r"[^\d.-]", "", text.replace("−", "-")))


@pytest.mark.parametrize(
    ("person", "path"),
    [
        (REP, "/"),
        (MANAGER, "/"),
        (EXECUTIVE, "/"),
        (REP, "/objectives"),
        (REP, "/boards/revenue"),
        (REP, "/boards/revenue-by-office"),
        (ADMIN, "/people/darcel-schlecht"),
    ],
)
def test_what_a_figure_opens_to_says_the_same_figure(
    window: Callable[..., Page], person: str, path: str
) -> None:
    page = window()
    become(page, person)
    page.goto(path)
    doors = page.evaluate(OPENED, DOORS)
    with_a_value = [door for door in doors if re.search(r"\d", door["shown"])]
    assert len(with_a_value) >= 3
    assert [door for door in with_a_value if door["shown"] != door["behind"]] == []


def test_the_records_of_a_figure_add_up_to_it(window: Callable[..., Page]) -> None:
    page = window()
    become(page, MANAGER)
    page.goto("/explain/revenue?period=2017-Q3&person=darcel-schlecht")
    whole = amount(page.locator("main .figure-huge, main .figure-big").first.inner_text())
    assert whole == 373_218
    parts = Decimal(0)
    while True:
        parts += sum(
            amount(each) for each in page.locator("main .list .amount").all_inner_texts()
        )
        after = page.locator("main .pagination a", has=page.locator("[href$='#chevron-right']"))
        if after.count() == 0:
            break
        page.goto(str(after.get_attribute("href")))
    assert parts == whole


def test_a_statement_adds_up_on_the_screen_and_each_line_opens_to_its_deal(
    window: Callable[..., Page],
) -> None:
    page = window()
    become(page, REP)
    page.goto(STATEMENT)
    expect(page.locator("h1")).to_contain_text("8,556.35")
    lines = page.locator("table.lines tbody tr")
    paid = lines.locator("td:last-child")
    assert sum(amount(each) for each in paid.all_inner_texts()) == Decimal("8556.35")
    for number, deal in enumerate(lines.locator("td:first-child a").all_inner_texts(), start=1):
        answer = page.request.get(f"{STATEMENT}/lines/{number}")
        assert answer.ok
        assert f"/records/deals/{deal.strip()}" in answer.text()


def test_the_running_total_of_a_line_begins_where_the_one_before_ended(
    window: Callable[..., Page],
) -> None:
    page = window()
    become(page, REP)
    page.goto(STATEMENT)
    totals = [
        [amount(end) for end in each.split("→")]
        for each in page.locator("table.lines tbody td:nth-child(5)").all_inner_texts()
    ]
    assert totals[0][0] == 0
    assert [start for start, _ in totals[1:]] == [end for _, end in totals[:-1]]


def test_the_deal_behind_a_line_shows_every_version_it_had(
    window: Callable[..., Page],
) -> None:
    page = window()
    become(page, REP)
    page.goto(STATEMENT)
    first = page.locator("table.lines tbody tr").first
    deal = first.locator("td:first-child a").inner_text().strip()
    first.locator("td:first-child a").click()
    panel = page.locator("#panel")
    expect(panel.get_by_role("heading", name=deal)).to_be_visible()
    panel.locator(f"a[href='/records/deals/{deal}']").first.click()
    expect(page).to_have_url(re.compile(f"/records/deals/{deal}$"))
    expect(page.locator("main")).to_contain_text("Engaging")
    expect(page.locator("main")).to_contain_text("Won")
