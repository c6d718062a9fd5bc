"""Objectives over a handful of deals that anyone can add up; asked now, and as of before."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rumbo.history import queries as history
from rumbo.okrs import operations, queries
from rumbo.okrs.rules.roll_up import Policy
from rumbo.people import access
from tests.acme import CLI
from tests.acme_okrs import (
    EVERYTHING,
    HALFWAY,
    OKRS,
    SEPTEMBER,
    bring,
    declared_acme,
    results,
    viewer,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _acme() -> None:
    declared_acme()


def test_a_team_is_measured_by_its_own_deals_and_judged_halfway() -> None:
    bring(
        ("D1", "Ana Ruiz", "Won", "2017-10-03", 400),
        ("D2", "Ana Ruiz", "Lost", "2017-10-04", 900),
        ("D3", "Ben Oka", "Won", "2017-11-06", 60),
    )
    north, south = results()["north-revenue"], results()["south-revenue"]
    assert (north.current, north.progress, north.expected) == (
        Decimal(400),
        Decimal("0.4"),
        Decimal("0.5"),
    )
    assert (north.standing, north.ratio, north.score) == (
        "amber",
        Decimal("0.8"),
        Decimal("0.4"),
    )
    assert north.expected_value == 500
    assert south.current == 60
    assert south.standing == "red"


def test_revenue_of_two_teams_is_added_and_not_averaged() -> None:
    bring(
        ("D1", "Ana Ruiz", "Won", "2017-10-03", 400),
        ("D3", "Ben Oka", "Won", "2017-11-06", 200),
    )
    company = queries.objective("company", viewer=EVERYTHING, today=HALFWAY)
    assert company.policy is Policy.VALUES_ADD
    assert company.progress == Decimal("0.5")  # 600 of 1 200, where a mean would say 0.7
    assert (company.standing, company.reporting, company.of) == ("green", 2, 2)


def test_a_change_is_measured_from_the_quarter_before() -> None:
    bring(
        ("P1", "Ana Ruiz", "Won", "2017-08-01", 1),
        ("P2", "Ana Ruiz", "Lost", "2017-08-02", 0),
        ("D1", "Ana Ruiz", "Won", "2017-10-03", 1),
        ("D2", "Ana Ruiz", "Won", "2017-10-04", 1),
        ("D3", "Ana Ruiz", "Won", "2017-11-01", 1),
        ("D4", "Ana Ruiz", "Lost", "2017-11-02", 0),
        ("D5", "Ana Ruiz", "Lost", "2017-11-03", 0),
    )
    found = results()["ana-win-rate"]
    assert (found.baseline, found.start, found.target) == (
        Decimal("0.5"),
        Decimal("0.5"),
        Decimal("0.6"),
    )
    assert (found.current, found.progress) == (Decimal("0.6"), Decimal(1))
    assert [(each.day, each.value) for each in found.points] == [
        (date(2017, 10, 8), 1),
        (date(2017, 11, 5), Decimal("0.6")),
    ]


def test_without_the_quarter_before_there_is_nothing_to_measure_against() -> None:
    bring(("D1", "Ana Ruiz", "Won", "2017-10-03", 1))
    found = results()["ana-win-rate"]
    assert (found.standing, found.reason, found.progress) == ("grey", "pace.no-baseline", None)


def test_before_any_record_was_seen_there_is_no_value_rather_than_zero() -> None:
    found = results()["north-revenue"]
    assert (found.current, found.reason) == (None, "pace.no-data")


def test_a_rate_that_was_better_before_is_not_green_for_getting_worse() -> None:
    text = OKRS.replace(
        "change: +10 percentage points\n        against: previous period", "reach: 60%"
    )
    operations.declare(text, file="okrs.yaml", by=CLI, at=SEPTEMBER)
    bring(
        ("P1", "Ana Ruiz", "Won", "2017-08-01", 1),
        ("D1", "Ana Ruiz", "Lost", "2017-10-03", 0),
    )
    found = results()["ana-win-rate"]
    assert (found.start, found.target) == (Decimal(1), Decimal("0.6"))
    assert (found.standing.value, found.reason) == ("grey", "pace.starts-beyond")
    assert (found.progress, found.score) == (None, None)


def test_no_deals_is_grey_and_left_out_of_the_roll_up() -> None:
    bring(("D1", "Ana Ruiz", "Won", "2017-10-03", 500))
    assert results()["south-revenue"].reason == "pace.no-data"
    company = queries.objective("company", viewer=EVERYTHING, today=HALFWAY)
    assert (company.progress, company.reporting, company.of) == (Decimal("0.5"), 1, 2)


def test_a_source_that_fell_silent_is_grey_whatever_it_said() -> None:
    bring(("D1", "Ana Ruiz", "Won", "2017-10-03", 900))
    assert results(date(2017, 11, 23))["north-revenue"].standing == "green"
    stale = results(date(2017, 11, 24))["north-revenue"]
    assert (stale.standing.value, stale.reason) == ("grey", "pace.stale")
    assert stale.current == 900


def test_before_the_cycle_nothing_has_started() -> None:
    assert {each.standing for each in results(SEPTEMBER.date()).values()} == {"not-started"}


def test_asked_as_of_before_a_deal_was_known_it_is_not_counted() -> None:
    bring(("D1", "Ana Ruiz", "Won", "2017-10-03", 400))
    then = history.head()
    bring(("D2", "Ana Ruiz", "Won", "2017-10-05", 100))
    assert results()["north-revenue"].current == 500
    assert results(position=then)["north-revenue"].current == 400


def test_a_partner_sees_only_their_own_objective() -> None:
    board = queries.objectives("2017-q4", viewer=viewer("out"), today=HALFWAY)
    assert [each.key for each in board.objectives] == ["outlet"]
    with pytest.raises(access.NotVisible):
        queries.objective("company", viewer=viewer("out"), today=HALFWAY)
    with pytest.raises(access.NotVisible):
        queries.key_result("north-revenue", viewer=viewer("out"), today=HALFWAY)


def test_my_key_results_are_what_is_about_me_or_mine_to_answer_for() -> None:
    def mine(person: str) -> list[str]:
        found = queries.my_key_results(person, viewer=EVERYTHING, today=HALFWAY)
        return [each.key for each in found]

    assert mine("ana") == ["ana-win-rate", "ana-visits"]
    assert mine("mar") == ["north-revenue", "south-revenue"]
    assert mine("ben") == []


def test_the_tree_stands_in_order_with_its_summary() -> None:
    board = queries.objectives("2017-q4", viewer=EVERYTHING, today=HALFWAY)
    assert [(each.key, each.depth) for each in board.objectives] == [
        ("company", 0),
        ("ana", 1),
        ("outlet", 0),
    ]
    assert board.objectives[1].parents[0].key == "company"
    assert (board.summary.grey, board.summary.of) == (5, 5)


def test_ten_more_key_results_ask_the_metrics_nothing_more() -> None:
    bring(("D1", "Ana Ruiz", "Won", "2017-10-03", 400))

    def queries_of_a_page() -> int:
        results()  # what is new in the log is taken in first
        with CaptureQueriesContext(connection) as captured:
            results()
        return len(captured)

    few = queries_of_a_page()
    more = "".join(
        f"""
      - key-result: more-{number}
        name: {{en: More {number}, es: Más {number}}}
        of: {{team: {"north" if number % 2 else "south"}}}
        metric: revenue
        reach: {number + 1}000"""
        for number in range(10)
    )
    text = OKRS.replace("\n  - objective: ana\n", f"{more}\n  - objective: ana\n")
    assert operations.declare(text, file="okrs.yaml", by=CLI, at=SEPTEMBER).new == 10
    assert len(results()) == 15
    assert queries_of_a_page() == few
