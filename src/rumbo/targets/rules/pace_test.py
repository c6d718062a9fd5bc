from datetime import date
from decimal import Decimal

import pytest

from rumbo.kernel.calendar import Period
from rumbo.targets.rules.pace import Standing, expected_by, pace

# One hundred days, so that a day is one per cent.
PERIOD = Period(date(2017, 1, 1), date(2017, 4, 11))
HALFWAY = date(2017, 2, 20)


@pytest.mark.parametrize(
    ("progress", "standing", "reason"),
    [
        ("0.60", Standing.GREEN, "pace.on-track"),
        ("0.45", Standing.GREEN, "pace.on-track"),  # exactly 90 % of what is expected
        ("0.4499", Standing.AMBER, "pace.near"),
        ("0.35", Standing.AMBER, "pace.near"),  # exactly 70 %
        ("0.3499", Standing.RED, "pace.behind"),
        ("-0.2", Standing.RED, "pace.behind"),
    ],
)
def test_halfway_the_colour_follows_from_half_of_the_target(
    progress: str, standing: Standing, reason: str
) -> None:
    found = pace(Decimal(progress), period=PERIOD, today=HALFWAY)
    assert (found.standing, found.reason) == (standing, reason)
    assert (found.expected, found.elapsed, found.days) == (Decimal("0.5"), 50, 100)


def test_silence_is_grey_and_never_green() -> None:
    found = pace(None, period=PERIOD, today=HALFWAY)
    assert (found.standing, found.reason, found.ratio) == (Standing.GREY, "pace.no-data", None)


def test_before_its_start_a_period_has_not_started() -> None:
    found = pace(Decimal(0), period=PERIOD, today=date(2016, 12, 31))
    assert found.standing is Standing.NOT_STARTED
    assert pace(None, period=PERIOD, today=date(2016, 12, 31)).standing is Standing.NOT_STARTED


def test_on_the_first_morning_nothing_is_expected_yet() -> None:
    found = pace(Decimal(0), period=PERIOD, today=PERIOD.start)
    assert (found.standing, found.reason) == (Standing.GREEN, "pace.first-day")


def test_after_the_end_the_whole_way_is_expected() -> None:
    assert expected_by(date(2018, 1, 1), PERIOD) == 1
    assert (
        pace(Decimal("0.89"), period=PERIOD, today=date(2018, 1, 1)).standing is Standing.AMBER
    )
