"""The stretch of time that the records cover, by month and week."""

from collections.abc import Iterator
from datetime import date, timedelta

FIRST = date(2025, 1, 1)
BEFORE = date(2026, 10, 1)  # the records end with the third quarter of 2026
EARLIEST = date(2023, 3, 1)  # the oldest customer bought then

# What a month is worth, in percent of a common one: August sleeps in Spain, December hurries.
SEASON = {
    1: 85,
    2: 95,
    3: 105,
    4: 95,
    5: 105,
    6: 110,
    7: 95,
    8: 60,
    9: 115,
    10: 110,
    11: 115,
    12: 110,
}


def month_after(day: date) -> date:
    """The first of the month after a day's."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def months(first: date = FIRST, before: date = BEFORE) -> Iterator[date]:
    """The first of each month from `first` on that starts before `before`."""
    while first < before:
        yield first
        first = month_after(first)


def mondays(first: date = FIRST, before: date = BEFORE) -> Iterator[date]:
    """Each Monday of the half-open period."""
    day = first + timedelta(days=-first.weekday() % 7)
    while day < before:
        yield day
        day += timedelta(days=7)


def years_later(day: date, years: int) -> date:
    """The same day of a later year; 29 February becomes the 28th."""
    last = 28 if (day.month, day.day) == (2, 29) else day.day
    return date(day.year + years, day.month, last)
