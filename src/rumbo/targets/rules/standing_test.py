"""A quota of 1000 over one hundred days, looked at on the day after the fortieth."""

from datetime import date
from decimal import Decimal

from rumbo.kernel.calendar import Period
from rumbo.targets.rules.pace import Standing
from rumbo.targets.rules.standing import landing, standing, together

PERIOD = Period(date(2017, 1, 1), date(2017, 4, 11))
TODAY = date(2017, 2, 10)


def test_what_is_above_even_pace_is_ahead() -> None:
    found = standing(Decimal(450), Decimal(1000), period=PERIOD, today=TODAY)
    assert (found.expected, found.ahead) == (Decimal(400), Decimal(50))
    assert found.pace.standing is Standing.GREEN
    assert found.landing == Decimal(1125)


def test_what_is_below_even_pace_is_behind() -> None:
    found = standing(Decimal(200), Decimal(1000), period=PERIOD, today=TODAY)
    assert found.ahead == Decimal(-200)
    assert found.pace.standing is Standing.RED


def test_without_a_quota_nothing_is_ahead_or_behind() -> None:
    found = standing(Decimal(200), None, period=PERIOD, today=TODAY)
    assert (found.attained, found.expected, found.ahead) == (None, None, None)
    assert found.landing == Decimal(500)


def test_on_the_first_day_no_landing_is_known_and_at_the_end_it_is_the_result() -> None:
    assert landing(Decimal(10), period=PERIOD, today=PERIOD.start) is None
    assert landing(Decimal(10), period=PERIOD, today=date(2018, 1, 1)) == Decimal(10)


def test_a_team_is_the_sum_of_its_people() -> None:
    each = [
        standing(Decimal(450), Decimal(1000), period=PERIOD, today=TODAY),
        standing(Decimal(150), Decimal(500), period=PERIOD, today=TODAY),
        standing(None, None, period=PERIOD, today=TODAY),
    ]
    team = together(each, period=PERIOD, today=TODAY)
    assert (team.result, team.quota, team.ahead) == (Decimal(600), Decimal(1500), Decimal(0))
