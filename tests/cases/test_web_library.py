"""The library on its pages: read by all inside, adapted by those who may, and ticked off."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from rumbo.okrs import queries
from rumbo.people import access
from tests.office import NOW, Office, browser, opened, words

pytestmark = pytest.mark.django_db
GROW = {
    "key": "grow-revenue-1",
    "name-en": "Grow the north",
    "name-es": "Hacer crecer el norte",
    "cycle": "new:2017-Q4",
    "scope": "team:north-1",
    "owner": "ana",
    "ambition": "committed",
    "1.1-chosen": "yes",
    "1.1-target": "800.000",
}


@pytest.fixture(autouse=True)
def office(tmp_path: Path) -> Office:
    return opened(tmp_path)


def made(key: str, at: datetime = NOW) -> Any:
    viewer = access.system_viewer("test")
    return queries.objective(key, viewer=viewer, today=at.date())


def test_everyone_inside_reads_the_library_and_a_rep_cannot_take_from_it() -> None:
    page = words(browser("ana").get("/library"))
    assert "Grow quarterly sales revenue" in page
    assert "Revenue reaches €500,000" in page
    assert "Take this one" not in page
    assert browser("ana").get("/library/grow-revenue").status_code == 403
    assert browser("out").get("/library").status_code == 404


def test_the_form_says_what_cannot_be_measured_here() -> None:
    page = words(browser("mar").get("/library/grow-revenue"))
    assert "Revenue won" in page
    assert "people enter its value" in page
    assert 'value="500000"' in page
    assert "North 1" in page
    assert 'value="company"' not in page  # a manager sets objectives for who they lead


def test_a_pattern_becomes_an_objective_as_a_spaniard_types_it() -> None:
    answer = browser("mar", language="es").post("/library/grow-revenue", GROW)
    assert answer.headers["Location"] == "/objectives/grow-revenue-1"
    (result,) = made("grow-revenue-1").key_results
    assert (result.target, result.library) == (800_000, "1.1")
    page = words(browser("mar").get("/objectives/grow-revenue-1"))
    assert "Revenue reaches €800,000" in page
    assert "Grow the north" in words(browser("ana").get("/library"))


def test_sent_twice_it_is_there_once() -> None:
    mar = browser("mar")
    first, second = (
        mar.post("/library/grow-revenue", GROW),
        mar.post("/library/grow-revenue", {**GROW, "cycle": "cycle-2017-q4"}),
    )
    assert first.headers["Location"] == second.headers["Location"]


def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_stays() -> None:
    wrong = {**GROW, "1.1-target": "a lot", "owner": ""}
    answer = browser("mar").post("/library/grow-revenue", wrong)
    page = words(answer)
    assert answer.status_code == 422
    assert 'id="1.1-target-problem"' in page
    assert 'id="owner-problem"' in page
    assert 'value="a lot"' in page


def test_a_milestone_is_ticked_off_and_opened_again() -> None:
    mar = browser("mar")
    form = {**GROW, "key": "nurture", "6.3-chosen": "yes", "6.3-due-live": "2017-12-01"}
    mar.post("/library/generate-leads", form)
    address = "/key-results/nurture-1"
    page = words(mar.get(address))
    assert "0 of 1 milestone" in page
    assert "Wanted by" in page
    ticks = f"{address}/milestones/live/ticks"
    mar.post(ticks, {"done": "yes", "on": "2017-11-20", "after": "0"})
    assert "Done on" in words(mar.get(address))
    assert made("nurture").key_results[0].current == 1
    mar.post(ticks, {"done": "no", "after": "1"})
    assert made("nurture").key_results[0].current == 0


@pytest.mark.parametrize("day", ["", "soon", "2017-11-23"])
def test_a_day_that_is_none_or_still_to_come_ticks_nothing(day: str) -> None:
    mar = browser("mar")
    mar.post("/library/generate-leads", {**GROW, "key": "nurture", "6.3-chosen": "yes"})
    mar.post("/key-results/nurture-1/milestones/live/ticks", {"done": "yes", "on": day})
    assert made("nurture").key_results[0].current == 0


def test_who_does_not_answer_for_it_cannot_tick() -> None:
    browser("mar").post(
        "/library/generate-leads", {**GROW, "key": "nurture", "6.3-chosen": "yes"}
    )
    ticks = "/key-results/nurture-1/milestones/live/ticks"
    sent = {"done": "yes", "on": "2017-11-20"}
    assert browser("ben").post(ticks, sent).status_code == 403
    assert browser("out").post(ticks, sent).status_code == 404
    assert "Done on" not in words(browser("ben").get("/key-results/nurture-1"))
