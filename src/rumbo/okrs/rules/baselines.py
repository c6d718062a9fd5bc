"""What a change is measured against, and which period that is."""

from datetime import date, timedelta
from enum import StrEnum

from rumbo.kernel.calendar import Period, previous

_WEEK, _WEEKS_OF_A_YEAR = 7, timedelta(weeks=52)


class Against(StrEnum):
    """Where a baseline comes from; only `value` is not measured."""

    PREVIOUS = "previous"
    YEAR_BEFORE = "year-before"
    PERIOD = "period"
    VALUE = "value"


def compared_with(against: Against, period: Period, *, named: Period | None) -> Period | None:
    """The period whose figure is the baseline; None for a value that was given."""
    match against:
        case Against.VALUE:
            return None
        case Against.PERIOD:
            return named
        case Against.YEAR_BEFORE:
            return year_before(period)
        case Against.PREVIOUS:
            return previous(period)


def year_before(period: Period) -> Period:
    """The same days a year earlier; whole weeks go back 52 of them, and keep their weekday.

    >>> str(year_before(Period(date(2026, 7, 1), date(2026, 10, 1))).start)
    '2025-07-01'
    """
    months = period.start.day == 1 and period.before.day == 1
    if period.days % _WEEK == 0 and not months:
        return Period(period.start - _WEEKS_OF_A_YEAR, period.before - _WEEKS_OF_A_YEAR)
    # A leap day begins a day earlier, and ends where February does.
    start = _a_year_earlier(period.start, leap=(2, 28))
    return Period(start, _a_year_earlier(period.before, leap=(3, 1)))


def _a_year_earlier(day: date, *, leap: tuple[int, int]) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return date(day.year - 1, *leap)
