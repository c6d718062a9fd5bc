"""What is held, what is ticked off, and what a change is measured against, with few deals."""

from datetime import date
from decimal import Decimal

import pytest

from rumbo.history import queries as history
from rumbo.kernel.calendar import parse_period
from rumbo.kernel.problems import Refused
from rumbo.okrs import operations, queries
from rumbo.okrs.values import CheckInGiven, KeyResultView
from tests.acme import CLI
from tests.acme_okrs import (
    EVERYTHING,
    HALFWAY,
    MOVE,
    NOVEMBER,
    OKRS,
    VISITS,
    bring,
    declare,
    declared_acme,
    results,
    viewer,
)

pytestmark = pytest.mark.django_db
RATE = "change: +10 percentage points\n        against: previous period"
WON = [("D1", "Ana Ruiz", "Won", "2017-10-03", 100), ("D2", "Ana Ruiz", "Won", "2017-11-03", 1)]
LOST = [("L1", "Ana Ruiz", "Lost", "2017-10-04", 1)]


@pytest.fixture(autouse=True)
def _acme() -> None:
    declared_acme()


def rate() -> KeyResultView:
    return results()["ana-win-rate"]


def visits(today: date = HALFWAY) -> KeyResultView:
    return results(today)["ana-visits"]


def test_what_is_held_is_green_only_when_it_is_held() -> None:
    declare((RATE, "hold: {at-least: 60%}"))
    bring(*WON, *LOST)
    found = rate()
    assert found.current is not None
    assert found.progress is not None
    assert (round(found.current, 4), round(found.progress, 4)) == (
        Decimal("0.6667"),
        Decimal("1.1111"),
    )
    assert (found.standing, found.reason, found.expected) == ("green", "pace.held", Decimal(1))
    assert (found.target, found.start, found.baseline) == (Decimal("0.6"), None, None)


@pytest.mark.parametrize(
    ("hold", "standing", "reason"),
    [
        ("{at-least: 70%}", "amber", "pace.nearly-held"),
        ("{at-least: 90%}", "red", "pace.not-held"),
        ("{at-most: 50%}", "red", "pace.not-held"),
        ("{at-least: 60%, at-most: 70%}", "green", "pace.held"),
    ],
)
def test_nearly_held_is_amber_however_young_the_period(
    hold: str, standing: str, reason: str
) -> None:
    declare((RATE, f"hold: {hold}"))
    bring(*WON, *LOST)
    found = results(date(2017, 11, 17))["ana-win-rate"]
    assert (found.standing, found.reason) == (standing, reason)


def test_nothing_to_hold_is_grey_and_not_held() -> None:
    declare((RATE, "hold: {at-least: 60%}"))
    assert (rate().standing, rate().reason, rate().progress) == ("grey", "pace.no-data", None)


def test_a_value_by_hand_can_be_held() -> None:
    declare((VISITS, "by-hand: count\n        hold: {at-most: 4}"))
    operations.check_in(
        "ana-visits", CheckInGiven(HALFWAY, Decimal(5)), viewer=viewer("ana"), at=NOVEMBER
    )
    found = visits()
    assert (found.progress, found.standing, found.direction) == (
        Decimal("0.8"),
        "red",
        "down",
    )


def test_against_the_same_quarter_of_the_year_before() -> None:
    declare(
        ("metric: revenue\n        reach: 200", YEAR_BEFORE),
        ("of: {team: south}", "of: company"),
    )
    bring(
        ("P1", "Ben Oka", "Won", "2016-11-01", 100),
        ("P2", "Ben Oka", "Won", "2017-08-01", 999),
        ("D1", "Ben Oka", "Won", "2017-10-03", 60),
    )
    found = results()["south-revenue"]
    assert (found.against, found.compared) == ("year-before", parse_period("2016-Q4"))
    assert (found.baseline, found.start, found.target) == (
        Decimal(100),
        Decimal(0),
        Decimal(120),
    )
    assert found.progress == Decimal("0.5")


YEAR_BEFORE = """metric: revenue
        change: +20%
        against: same period of the year before"""


def test_a_baseline_without_a_figure_is_grey_and_names_its_period() -> None:
    text = "change: +10 percentage points\n        against: same period of the year before"
    declare((RATE, text))
    bring(*WON, *LOST)
    found = rate()
    assert (found.standing, found.reason) == ("grey", "pace.no-baseline")
    assert (found.baseline, found.compared) == (None, parse_period("2016-Q4"))
    assert (found.target, found.progress) == (None, None)


def test_a_key_result_can_be_about_a_part_of_the_cycle() -> None:
    declare(("reach: 1000", "period: 2017-11\n        reach: 1000"))
    bring(*WON)
    found = results()["north-revenue"]
    assert (found.period, found.current) == (parse_period("2017-11"), Decimal(1))
    assert found.expected == Decimal("0.5")  # 15 of the 30 days of November


def test_an_objective_expects_what_its_parts_expect() -> None:
    declare(("reach: 1000", "period: 2017-10\n        reach: 1000"))
    bring(
        ("D1", "Ana Ruiz", "Won", "2017-10-03", 500), ("D2", "Ben Oka", "Won", "2017-10-03", 1)
    )
    company = queries.objective("company", viewer=EVERYTHING, today=HALFWAY)
    # October is over and all of it is expected; half of the quarter is.
    assert company.expected == Decimal("0.75")


def test_the_same_sum_of_two_periods_that_overlap_is_not_added() -> None:
    declare(("reach: 1000", "period: 2017-11\n        reach: 1000"))
    bring(*WON, ("D3", "Ben Oka", "Won", "2017-11-03", 1))
    company = queries.objective("company", viewer=EVERYTHING, today=HALFWAY)
    assert company.policy == "weighted-mean"


@pytest.mark.parametrize(
    ("right", "wrong", "code"),
    [
        (RATE, "hold: {at-last: 60%}", "okrs.unclear-hold"),
        (RATE, "hold: 60%", "okrs.unclear-hold"),
        (RATE, "hold: {at-least: 0%}", "okrs.hold-of-nothing"),
        (RATE, "hold: {at-least: 60%, at-most: 50%}", "okrs.hold-of-nothing"),
        (RATE, "hold: {at-least: 60%}\n        start: 1", "okrs.no-way-to-go"),
        (RATE, "hold: {at-least: 60%}\n        against: previous period", "okrs.no-way-to-go"),
        (RATE, "hold: {at-least: 60%}\n        reach: 1", "okrs.one-aim"),
        (RATE, MOVE, "okrs.milestones-are-ticked"),
        (VISITS, MOVE.replace("staff", "lease"), "okrs.milestone-twice"),
        (VISITS, MOVE.replace("2017-10-31}", "soon}"), "okrs.not-a-date"),
        (
            VISITS,
            MOVE.replace("10-31}", "10-31, done: {on: 2017-10-09, by: nobody}}"),
            "okrs.unknown-person",
        ),
        ("reach: 1000", "period: 2018-01\n        reach: 1000", "okrs.period-outside"),
        ("reach: 1000", "library: 99.9\n        reach: 1000", "okrs.unknown-pattern"),
    ],
)
def test_a_wrong_aim_is_refused_with_its_place(right: str, wrong: str, code: str) -> None:
    head = history.head()
    assert right in OKRS
    with pytest.raises(Refused) as refused:
        operations.declare(OKRS.replace(right, wrong), file="o.yaml", by=CLI, at=NOVEMBER)
    assert code in {each.code for each in refused.value.problems}
    assert all(each.place.line > 1 for each in refused.value.problems)
    assert history.head() == head
