"""Silence is never green: what nobody looked at for too long is grey, with its date."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.db import transaction

from rumbo.kernel.calendar import parse_period
from rumbo.kernel.problems import Refused
from rumbo.metrics import queries as metrics
from rumbo.people import operations as people
from rumbo.people.access import system_viewer
from rumbo.records import importing
from rumbo.records import operations as records
from rumbo.records.health import health
from rumbo.records.looks import note_looks
from rumbo.records.models import Look
from tests.looking_back import with_figures
from tests.office import BY, DEALS, HEADER, Office, browser, words

pytestmark = pytest.mark.django_db

READER = system_viewer("test")
QUARTER = parse_period("2017-Q4")
# The deals were read on Wednesday the 22nd; two days may pass without a look.
PATIENT = DEALS.replace("dated-by: [closed-on]", "dated-by: [closed-on]\nstale-after: 2 days")
GREY = "No news since Nov 22, 2017"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    found = with_figures(tmp_path)
    records.declare(PATIENT, file="deals.yaml", by=BY, at=on("2017-11-24"))
    return found


def on(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T09:00+00:00")


def look_again(office: Office, day: str) -> None:
    """The same file once more: it brings nothing new."""
    brought = importing.run(office.folder / "deals.csv", "crm", by=BY, at=on(day))
    assert (brought.new, brought.changed) == (0, 0)


def test_two_days_are_fresh_and_three_are_not(office: Office) -> None:
    covered = metrics.coverage("revenue", visible=READER.visible)
    assert covered.fresh_through == date(2017, 11, 24)
    assert not covered.is_stale(date(2017, 11, 24))
    assert covered.is_stale(date(2017, 11, 25))


def test_a_look_that_brings_nothing_new_is_news(office: Office) -> None:
    look_again(office, "2017-11-27")
    covered = metrics.coverage("revenue", visible=READER.visible)
    assert covered.observed_at == on("2017-11-27")
    assert covered.fresh_through == date(2017, 11, 29)


def test_asked_as_of_before_the_look_it_had_not_happened(office: Office) -> None:
    people.move_clock(to=on("2017-11-27"))
    assert GREY in words(browser("ana").get("/metrics/revenue"))
    people.move_clock(to=on("2017-11-29"))
    look_again(office, "2017-11-29")
    assert "Data as of Nov 29, 2017" in words(browser("ana").get("/metrics/revenue"))
    assert GREY in words(browser("ana").get("/as-of/2017-11-27/metrics/revenue"))


IMPATIENT = PATIENT.replace("2 days", "9 days\nsources:\n  crm: 1 day\n  erp: 30 days")


def test_a_source_that_fell_silent_is_not_covered_up_by_another(office: Office) -> None:
    records.declare(IMPATIENT, file="deals.yaml", by=BY, at=on("2017-11-24"))
    with transaction.atomic():
        note_looks(["deals"], source="erp", at=on("2017-11-27"), by=BY)
    covered = metrics.coverage("revenue", visible=READER.visible)
    assert covered.observed_at == on("2017-11-27")
    assert covered.fresh_through == date(2017, 11, 23)
    look_again(office, "2017-11-28")
    covered = metrics.coverage("revenue", visible=READER.visible)
    assert covered.fresh_through == date(2017, 11, 29)


def test_each_source_is_late_by_its_own_patience(office: Office) -> None:
    records.declare(IMPATIENT, file="deals.yaml", by=BY, at=on("2017-11-24"))
    crm, erp, _ = health(visible=READER.visible)
    assert (crm.source, crm.patience, crm.fresh_through) == ("crm", 1, date(2017, 11, 23))
    assert (erp.source, erp.patience, erp.seen_at, erp.versions) == ("erp", 30, None, 0)


def test_looks_within_a_few_minutes_are_one(office: Office) -> None:
    for minute in (0, 3, 4, 6):
        with transaction.atomic():
            at = on("2017-11-27") + timedelta(minutes=minute)
            note_looks(["deals"], source="erp", at=at, by=BY)
    assert Look.objects.filter(source="erp").count() == 2


def test_every_page_with_its_figures_says_since_when(office: Office) -> None:
    pages = (
        "/metrics/revenue",
        "/boards/revenue",
        "/key-results/north-revenue",
        "/commissions/sellers/ana/2017-Q4",
        "/records",
        "/",
    )
    assert {page for page in pages if GREY not in words(browser("ana").get(page))} == set()
    look_again(office, "2017-11-27")
    assert {page for page in pages if GREY in words(browser("ana").get(page))} == set()


def test_nothing_that_is_stale_is_green(office: Office) -> None:
    for person in ("ana", "mar"):
        for path in ("/", "/objectives", "/key-results/north-revenue"):
            page = words(browser(person).get(path))
            assert 'data-status="good"' not in page
            assert "on pace" not in page


def test_after_the_end_of_a_period_nothing_more_is_expected(office: Office) -> None:
    look_again(office, "2017-12-31")
    answer = metrics.answer(metrics.Question("revenue", QUARTER), visible=READER.visible)
    assert not answer.is_stale(date(2019, 6, 1))


@pytest.mark.parametrize("written", ["2", "0 days", "two days", "2 hours"])
def test_patience_is_written_in_whole_days(office: Office, written: str) -> None:
    with pytest.raises(Refused):
        records.declare(
            PATIENT.replace("2 days", written), file="deals.yaml", by=BY, at=on("2017-11-24")
        )


def test_the_health_of_each_source_is_told(office: Office) -> None:
    path = office.folder / "bad.csv"
    path.write_text(f"{HEADER}\nD8,Ana Ruiz,GTXPro,Won,2017-11-08,many\n")
    importing.run(path, "crm", by=BY, at=on("2017-11-25"))
    deals, products = health(visible=READER.visible)
    assert (deals.dataset.key, deals.source, deals.versions) == ("deals", "crm", 4)
    assert deals.seen_at == on("2017-11-25")
    assert deals.arrived_at == datetime.fromisoformat("2017-11-22T15:00+00:00")
    assert (deals.rejected, deals.unmatched) == (1, 1)
    assert [each.minor for each in deals.money] == [3_093_700]
    assert (products.dataset.key, products.source, products.seen_at) == ("products", "", None)


def test_the_page_of_data_health_says_what_is_late(office: Office) -> None:
    page = words(browser("ada").get("/data-health"))
    assert "1 source is late." in page
    assert "2 days may pass" in page
    assert browser("ana").get("/data-health").status_code == 403
