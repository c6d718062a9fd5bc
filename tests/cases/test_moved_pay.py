"""A corrected deal tells what it moved in statements: on its own lines, and in all."""

from pathlib import Path

import pytest
from django.test import Client

from rumbo.incentives import operations as incentives
from rumbo.records import histories
from tests.cases.test_settlement_targets_and_teams import LEAD
from tests.cases.test_web_by_hand import EVERYONE, corrected
from tests.looking_back import with_figures
from tests.office import BY, NOW, browser, words

pytestmark = pytest.mark.django_db

THIS_YEAR = "2017-01-01, before: 2018-01-01"
LEADS = LEAD.replace("2026-01-01, before: 2027-01-01", THIS_YEAR)


@pytest.fixture(autouse=True)
def _office(tmp_path: Path) -> None:
    with_figures(tmp_path)


def position() -> int:
    found = histories.standing("deals", "D1", visible=EVERYONE)
    assert found is not None
    return found.position


def moved(client: Client) -> str:
    """What the page says of pay; nothing when it says nothing of it."""
    page = words(client.get(f"/moved/deals/{position()}/D1"))
    return page.partition('id="moved-pay"')[2]


def test_an_amount_more_pays_its_lines_and_its_statement_more() -> None:
    corrected(browser("ada"), amount="1200.50")
    # 1 000 at 5 % were 50; 1 200.50 are 50 and 200.50 at 10 %.
    told = moved(browser("pia"))
    assert "Ana Ruiz" in told
    assert told.count("€50.00") == told.count("€70.05") == 2


def test_a_deal_that_changes_hands_pays_the_one_and_not_the_other() -> None:
    corrected(browser("ada"), seller="person:ben")
    told = moved(browser("pia"))
    ana, ben = told[: told.index("Ben Oka")], told[told.index("Ben Oka") :]
    assert "Ana Ruiz" in ana
    assert "€50.00 → –" in ana
    # The deal of 1 000 comes before Ben's 500, which now pays 10 %: 25 became 100.
    assert "€0.00 → €50.00" in ben
    assert ben.index("€25.00") < ben.index("€100.00")


def test_what_changes_no_amount_pays_the_same() -> None:
    corrected(browser("ada"), product="Another name")
    assert moved(browser("pia")) == ""


def test_nobody_is_told_what_it_pays_another() -> None:
    corrected(browser("ada"), amount="1200.50")
    assert "€70.05" in moved(browser("ana"))
    assert "€70.05" in moved(browser("mar"))
    assert "€70.05" not in words(browser("ben").get(f"/moved/deals/{position()}/D1"))


def test_an_override_is_told_to_whoever_may_see_it() -> None:
    incentives.declare(LEADS, file="leads.yaml", by=BY, at=NOW)
    corrected(browser("ada"), amount="1200.50")
    told = moved(browser("pia"))
    # 1 % of 1 000, and of 1 200.50, for whoever leads the team of the deal's seller.
    assert "Team leads" in told
    assert "€10.00 → €12.01" in told
    assert "Team leads" not in moved(browser("ana"))
