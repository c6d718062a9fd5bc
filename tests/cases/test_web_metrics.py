"""A metric says what it means and what it is for this reader; the demo says what it is."""

from pathlib import Path

import pytest
from django.conf import settings

from rumbo.people import operations as people
from tests.office import NOW, Office, browser, opened, words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def office(tmp_path: Path) -> Office:
    return opened(tmp_path)


def test_a_metric_says_what_it_means_and_what_it_does_not() -> None:
    page = words(browser("ana").get("/metrics/revenue"))
    assert "The amount of the deals that were won." in page
    assert "Cash collected." in page
    assert "€32,507" in page  # 1 000 + 500 + 70 + 30 937
    assert "North" in page
    assert "nobody yet" in page  # the unknown seller's part
    assert "Lost deals bring nothing" in page
    assert "SELECT" in page


def test_a_figure_is_a_door_to_its_evidence() -> None:
    page = browser("ana").get("/metrics/revenue").content.decode()
    assert "/explain/revenue?from=2017-10-01&amp;before=2018-01-01" in page


@pytest.mark.parametrize("address", ["/metrics", "/metrics/revenue"])
def test_where_the_last_periods_have_no_records_the_latest_that_have_are_shown(
    address: str,
) -> None:
    people.move_clock(to=NOW.replace(year=2026))
    page = browser("ada").get(address)
    choice = page.context["choice"]
    assert choice.shown.name == "2017-Q4"
    assert [each.name for each in choice.others[-2:]] == ["2017-Q4", "2026-Q4"]
    assert "€32,507" in words(page)
    asked = browser("ada").get(f"{address}?period=2026-Q4")
    assert asked.context["choice"].shown.name == "2026-Q4"


def test_a_partner_sees_the_figure_of_their_own_records() -> None:
    for address in ("/metrics", "/metrics/revenue"):
        page = words(browser("out").get(address))
        assert "€70" in page
        assert "€32,507" not in page


def test_a_quarter_without_records_has_no_false_figure() -> None:
    page = words(browser("ana").get("/metrics/revenue?period=2016-Q4"))
    assert "€32,507" not in page


@pytest.mark.parametrize(
    "address", ["/metrics/none", "/metrics/revenue?period=some-day", "/metrics/none/more"]
)
def test_what_does_not_exist_is_not_found(address: str) -> None:
    assert browser("ana").get(address).status_code == 404


def test_the_page_about_the_demo_says_what_is_invented() -> None:
    page = words(browser("ana").get("/about-this-demo"))
    assert "This is a replay of a public sample, not a company" in page
    assert "39 days left" in page
    assert "Ada Sanz" in page
    assert '<form method="post" action="/about-this-demo/start"' not in page


def test_only_who_runs_the_demo_starts_it_again() -> None:
    asked = Path(settings.RUMBO_HOME) / "start-again"
    asked.unlink(missing_ok=True)
    assert browser("ana").post("/about-this-demo/start").status_code == 403
    assert not asked.exists()
    assert "starts again" in words(browser("ada").post("/about-this-demo/start"))
    assert asked.exists()
    asked.unlink()
