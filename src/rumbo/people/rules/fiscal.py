"""Fiscal periods by the rule of the start month, for years that have no rows of their own."""

from datetime import date

from rumbo.kernel.calendar import FiscalPeriod, Grain, Period, UnknownPeriod, fiscal_year


def around(day: date, grain: Grain, start_month: int) -> FiscalPeriod:
    """The month, quarter or fiscal year in which a day lies.

    >>> around(date(2026, 1, 15), Grain.QUARTER, 2).name
    '2025-Q4'
    """
    year = day.year if day.month >= start_month else day.year - 1
    return next(
        each
        for each in fiscal_year(year, start_month)
        if each.grain is grain and day in each.period
    )


def named(name: str, start_month: int) -> FiscalPeriod:
    """A period by its name, such as 2026, 2026-Q1 or 2026-02; raises UnknownPeriod.

    >>> named("2026-Q1", 2).period.start
    datetime.date(2026, 2, 1)
    """
    if not (name.isascii() and name[:4].isdecimal()):
        raise UnknownPeriod(name)
    # A month is named after its calendar year, which may be the second one of a fiscal year.
    years = (int(name[:4]), int(name[:4]) - 1)
    for each in (
        period for year in years if year > 0 for period in fiscal_year(year, start_month)
    ):
        if each.name == name:
            return each
    raise UnknownPeriod(name)


def name_of(period: Period, start_month: int) -> str | None:
    """The name of these dates, if they are a month, a quarter or a fiscal year.

    >>> name_of(Period(date(2026, 2, 1), date(2026, 5, 1)), 2)
    '2026-Q1'
    """
    grains = (Grain.MONTH, Grain.QUARTER, Grain.YEAR)
    found = (around(period.start, grain, start_month) for grain in grains)
    return next((each.name for each in found if each.period == period), None)
