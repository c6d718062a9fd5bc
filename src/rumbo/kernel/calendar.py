"""Half-open periods of business dates, and the fiscal calendar that names them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Grain(StrEnum):
    """The lengths of time one may ask by."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class UnknownPeriod(ValueError):
    """A period's name does not follow 2017, 2017-Q3, 2017-09, 2017-W34 or 2017-09-30."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Business dates from `start` up to, not including, `before`.

    >>> date(2026, 3, 31) in Period(date(2026, 3, 1), date(2026, 4, 1))
    True
    """

    start: date
    before: date

    def __post_init__(self) -> None:
        if self.before <= self.start:
            raise ValueError(
                f"a period must end after it starts: {self.start} .. {self.before}"
            )

    def __contains__(self, day: date) -> bool:
        return self.start <= day < self.before

    @property
    def days(self) -> int:
        return (self.before - self.start).days

    def elapsed(self, today: date) -> int:
        """Full days that have passed since the start, between 0 and the whole period."""
        return max(0, min((today - self.start).days, self.days))

    def overlap(self, other: "Period") -> "Period | None":
        start, before = max(self.start, other.start), min(self.before, other.before)
        return Period(start, before) if start < before else None


@dataclass(frozen=True, slots=True)
class FiscalPeriod:
    """A named period of the organisation's calendar, e.g. 2017-Q3."""

    name: str
    grain: Grain
    period: Period


def add_months(day: date, months: int) -> date:
    """The first of the month, `months` later (earlier when negative)."""
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


_MONTHS = {Grain.MONTH: 1, Grain.QUARTER: 3, Grain.YEAR: 12}


def fiscal_year(year: int, start_month: int = 1) -> Iterator[FiscalPeriod]:
    """The year, quarters and months of one fiscal year.

    A fiscal year is named after the calendar year in which it starts.

    >>> [p.name for p in fiscal_year(2017)][:3]
    ['2017', '2017-Q1', '2017-01']
    """
    start = date(year, start_month, 1)
    yield FiscalPeriod(str(year), Grain.YEAR, Period(start, add_months(start, 12)))
    for month in range(12):
        first = add_months(start, month)
        if month % 3 == 0:
            quarter = Period(first, add_months(first, 3))
            yield FiscalPeriod(f"{year}-Q{month // 3 + 1}", Grain.QUARTER, quarter)
        yield FiscalPeriod(f"{first:%Y-%m}", Grain.MONTH, Period(first, add_months(first, 1)))


def period_of(day: date, grain: Grain, *, week_start: int = 0) -> Period:
    """The calendar period around a day; `week_start` 0 is Monday.

    >>> str(period_of(date(2017, 8, 15), Grain.QUARTER).start)
    '2017-07-01'
    """
    if grain is Grain.DAY:
        return Period(day, day + timedelta(days=1))
    if grain is Grain.WEEK:
        monday = day - timedelta(days=(day.weekday() - week_start) % 7)
        return Period(monday, monday + timedelta(days=7))
    length = _MONTHS[grain]
    first = date(day.year, (day.month - 1) // length * length + 1, 1)
    return Period(first, add_months(first, length))


_NAMES = re.compile(
    r"(?P<year>\d{4})(?:-(?:Q(?P<quarter>[1-4])|W(?P<week>\d{2})|(?P<month>\d{2})(?:-(?P<day>\d{2}))?))?",
    re.ASCII,
)


def parse_period(name: str) -> Period:
    """Read 2017, 2017-Q3, 2017-09, 2017-W34 or 2017-09-30 on the calendar year.

    >>> parse_period("2017-Q3")
    Period(start=datetime.date(2017, 7, 1), before=datetime.date(2017, 10, 1))
    """
    found = _NAMES.fullmatch(name)
    if not found:
        raise UnknownPeriod(name)
    parts = {key: int(value) for key, value in found.groupdict().items() if value}
    try:
        return _period(parts)
    except ValueError as error:
        raise UnknownPeriod(name) from error


def _period(parts: dict[str, int]) -> Period:
    year = parts["year"]
    if "day" in parts:
        return period_of(date(year, parts["month"], parts["day"]), Grain.DAY)
    if "month" in parts:
        return period_of(date(year, parts["month"], 1), Grain.MONTH)
    if "week" in parts:
        return period_of(date.fromisocalendar(year, parts["week"], 1), Grain.WEEK)
    if "quarter" in parts:
        return period_of(date(year, parts["quarter"] * 3 - 2, 1), Grain.QUARTER)
    return period_of(date(year, 1, 1), Grain.YEAR)


def previous(period: Period) -> Period:
    """The period of the same length just before: by whole months where it has them.

    >>> str(previous(parse_period("2017-Q1")).start)
    '2016-10-01'
    """
    months = (period.before.year - period.start.year) * 12
    months += period.before.month - period.start.month
    if months and period.start.day == 1 and period.before.day == 1:
        return Period(add_months(period.start, -months), period.start)
    return Period(period.start - timedelta(days=period.days), period.start)
