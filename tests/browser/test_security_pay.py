"""What another earns is on no page: every page is searched for the other's actual amounts."""

import csv
import io
import re
from decimal import Decimal

import pytest

from tests.browser.asking import signed_in
from tests.browser.partner import PARTNER, with_partner
from tests.installation import Served

OTHER = "darcel-schlecht"
STATEMENT = f"/commissions/account-executive/{OTHER}/2017-Q3"
# The last column of the file is the sentence, the one before it the amount.
AMOUNT = -2
# Everything that a person inside may open, with the other in it wherever an address allows it.
PAGES = (
    "/",
    "/objectives",
    "/objectives/darcel-gtxpro",
    "/key-results/darcel-revenue",
    "/boards/revenue",
    "/boards/revenue?period=2017-Q3",
    "/boards/revenue-by-office?period=2017-Q3",
    "/commissions",
    "/commissions?period=2017-Q3",
    "/metrics",
    "/metrics/revenue?period=2017-Q3",
    f"/explain/revenue?period=2017-Q3&person={OTHER}",
    f"/explain/average-deal?period=2017-Q3&person={OTHER}",
    "/people",
    f"/people/{OTHER}?period=2017-Q3",
    "/records/deals?q=darcel",
    "/records/deals/6BV9IARK",
    "/search?q=darcel",
    "/search?q=29589.62",
    "/about-this-demo",
    "/replay",
    "/live-token",
    STATEMENT,
    f"{STATEMENT}/lines/1",
    f"{STATEMENT}/lines.csv",
    f"/commissions/account-executive/{OTHER}/2017-Q4",
    "/commissions/sales-manager/melvin-marxen/2017-Q3",
)


@pytest.fixture(scope="module")
def amounts(demo: Served) -> set[str]:
    """What the other was paid, as a page or a file of either language would write it.

    The total, and the lines of 100 and more that are no whole number: nothing else reads so.
    """
    with signed_in(demo, "ines-cabrera") as finance:
        rows = list(csv.reader(io.StringIO(finance.get(f"{STATEMENT}/lines.csv").text)))
    found = [Decimal(row[AMOUNT]) for row in rows[1:]]
    telling = [each for each in found if each >= 100 and each % 1]
    assert len(telling) > 50
    return {form for each in (*telling, Decimal("29589.62")) for form in _forms(each)}


def _forms(amount: Decimal) -> tuple[str, ...]:
    english = f"{amount:,.2f}"
    spanish = english.translate(str.maketrans(",.", ".,"))
    return english, spanish, f"{amount:.2f}"


@pytest.mark.parametrize("person", ["markita-hansen", "graham-oduya", PARTNER])
def test_no_page_holds_an_amount_of_the_others_pay(
    demo: Served, amounts: set[str], person: str
) -> None:
    with_partner(demo)
    with signed_in(demo, person) as client:
        for path in PAGES:
            text = client.get(path).text
            leaked = {each for each in amounts if each in text} - {"29589.62"}
            assert leaked == set(), path


def test_the_search_for_an_amount_repeats_only_what_was_asked(demo: Served) -> None:
    with signed_in(demo, "markita-hansen") as client:
        page = client.get("/search?q=29589.62").text
    # The addresses of the page repeat the question, and nothing else knows the amount.
    read = re.sub(r'\b(href|action|value|content|hx-[a-z-]+)="[^"]*"', "", page)
    assert read.count("29589.62") <= 1


def test_the_manager_reads_what_the_team_earns(demo: Served, amounts: set[str]) -> None:
    """The search above would find the amounts if they were there."""
    with signed_in(demo, "melvin-marxen") as client:
        text = client.get(STATEMENT).text
    assert len([each for each in amounts if each in text]) > 20
