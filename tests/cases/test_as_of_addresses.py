"""The address of the past: it says its moment, keeps it while one walks, and takes no forms."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.looking_back import FRIDAY, PAGES, with_figures
from tests.office import Office, browser, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return with_figures(tmp_path)


def test_every_page_that_can_look_back_has_its_row() -> None:
    found = {each.name for each in _routes(get_resolver().url_patterns) if _looks_back(each)}
    assert found == set(PAGES)


def _routes(patterns: list[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for each in patterns:
        if isinstance(each, URLResolver):
            yield from _routes(each.url_patterns)
        else:
            yield each


def _looks_back(route: URLPattern) -> bool:
    return getattr(route.callback, "asks_the_past", False)


def test_the_page_says_which_moment_it_shows_and_leads_back(office: Office) -> None:
    page = words(browser("ana").get(f"/as-of/{FRIDAY}/metrics/revenue?period=2017-Q4"))
    assert "As known on November 24, 2017, 11:59" in page
    assert 'href="/metrics/revenue?period=2017-Q4"' in page
    assert f'href="/as-of/{FRIDAY}/boards"' in page
    assert 'name="rumbo-live"' not in page


def test_a_moment_given_as_a_question_leads_to_its_address(office: Office) -> None:
    client = browser("ana")
    led = client.get("/boards/revenue?period=2017-Q4&as-of=2017-11-24&page=3")
    assert led.headers["Location"] == "/as-of/2017-11-24/boards/revenue?period=2017-Q4"
    at_noon = client.get("/metrics?as-of=2017-11-24&as-of-time=12:30")
    assert at_noon.headers["Location"] == "/as-of/2017-11-24T12:30/metrics"
    back = client.get("/as-of/2017-11-24/metrics?as-of=")
    assert back.headers["Location"] == "/metrics"


def test_today_is_now(office: Office) -> None:
    led = browser("ana").get("/as-of/2017-11-27/metrics")
    assert (led.status_code, led.headers["Location"]) == (302, "/metrics")


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("2017-12-24", "2017-12-24 is still to come."),
        ("2015-01-01", "Nothing was known yet at 2015-01-01."),
        ("last-friday", "«last-friday» is not an instant."),
        ("9999-12-31T23:59:59-12:00", "is not an instant"),
    ],
)
def test_a_moment_without_an_answer_says_why(office: Office, moment: str, said: str) -> None:
    answer = browser("ana").get(f"/as-of/{moment}/metrics")
    assert answer.status_code == 404
    assert said in words(answer)


def test_what_was_not_known_yet_is_not_there(office: Office) -> None:
    early = browser("ana").get("/as-of/2017-11-01/boards/revenue")
    assert early.status_code == 404
    assert "not known yet at the moment you look back to" in words(early)


def test_the_past_takes_no_forms(office: Office) -> None:
    client = browser("ana")
    assert "Check in" not in words(client.get(f"/as-of/{FRIDAY}/key-results/visits"))
    sent = client.post(f"/as-of/{FRIDAY}/key-results/visits/check-ins", {"value": "5"})
    assert sent.status_code == 409
    assert "The past is kept as it was" in words(sent)
    assert "Nobody has checked in yet" in words(client.get("/key-results/visits"))


def test_a_page_about_work_that_is_going_on_says_that_it_has_no_past(office: Office) -> None:
    answer = browser("ada").get(f"/as-of/{FRIDAY}/imports")
    assert answer.status_code == 404
    assert "This page knows only the present" in words(answer)


def test_who_is_not_signed_in_signs_in_and_comes_back(office: Office) -> None:
    sent = Client().get(f"/as-of/{FRIDAY}/metrics")
    assert sent.headers["Location"] == f"/sign-in?next=/as-of/{FRIDAY}/metrics"


def test_what_one_may_see_is_decided_by_what_one_may_see_now(office: Office) -> None:
    theirs = f"/as-of/{FRIDAY}/commissions/sellers/ana/2017-Q4"
    assert browser("mar").get(theirs).status_code == 200
    assert browser("ben").get(theirs).status_code == 404


def test_preferences_keep_the_moment(office: Office) -> None:
    place = f"/as-of/{FRIDAY}/metrics"
    sent = browser("ana").post(
        f"/as-of/{FRIDAY}/preferences", {"language": "es", "next": place}
    )
    assert sent.headers["Location"] == place
