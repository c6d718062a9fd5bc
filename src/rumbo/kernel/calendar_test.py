from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rumbo.kernel.calendar import (
    Grain,
    Period,
    UnknownPeriod,
    fiscal_year,
    parse_period,
    period_of,
    previous,
)


def test_a_quarter_ends_before_the_next_begins() -> None:
    third = parse_period("2017-Q3")
    assert date(2017, 9, 30) in third
    assert date(2017, 10, 1) not in third


def test_a_period_that_ends_before_it_starts_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="must end after"):
        Period(date(2017, 2, 1), date(2017, 2, 1))


@pytest.mark.parametrize("name", ["2017-Q5", "2017-13", "17-Q1", "2017-02-30", "last week", ""])
def test_a_name_that_is_no_period_is_refused(name: str) -> None:
    with pytest.raises(UnknownPeriod):
        parse_period(name)


def test_elapsed_days_are_full_days() -> None:
    june = parse_period("2017-06")
    assert [june.elapsed(day) for day in (date(2017, 6, 1), date(2017, 6, 12))] == [0, 11]
    assert june.elapsed(date(2017, 8, 1)) == 30


def test_the_month_before_march_in_a_leap_year_has_29_days() -> None:
    assert previous(parse_period("2016-03")).days == 29


def test_a_fiscal_year_may_start_in_february() -> None:
    periods = {each.name: each.period for each in fiscal_year(2026, 2)}
    assert periods["2026"] == Period(date(2026, 2, 1), date(2027, 2, 1))
    assert periods["2026-Q1"] == Period(date(2026, 2, 1), date(2026, 5, 1))


def test_a_week_starts_on_the_day_the_organisation_says() -> None:
    sunday = date(2017, 11, 19)
    assert period_of(sunday, Grain.WEEK).start == date(2017, 11, 13)
    assert period_of(sunday, Grain.WEEK, week_start=6).start == sunday


@given(st.dates(date(1, 3, 1), date(9990, 1, 1)), st.sampled_from(Grain))
def test_every_day_is_in_exactly_one_period_of_each_grain(day: date, grain: Grain) -> None:
    period = period_of(day, grain)
    assert day in period
    assert period_of(period.before, grain).start == period.before
