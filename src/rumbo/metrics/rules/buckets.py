"""Dates into periods, in SQL and as names: fiscal where the organisation says so."""

from datetime import date, timedelta

from sqlglot import exp

from rumbo.kernel.calendar import FiscalPeriod, Grain, period_of
from rumbo.metrics.rules import columns as sql
from rumbo.metrics.rules.question import Asked, Calendar


def bucket(of: exp.Expression, grain: Grain, asked: Asked) -> exp.Expression:
    """The first day of the period around a date.

    Calendar months and their kin are truncated; periods cut otherwise are listed.
    """
    if grain is Grain.DAY:
        return of
    starts = _uncommon_starts(grain, asked)
    if not starts:
        return exp.cast(exp.TimestampTrunc(this=of, unit=exp.var(grain.value.upper())), "DATE")
    branches = [
        exp.If(this=exp.GTE(this=of.copy(), expression=sql.day(start)), true=sql.day(start))
        for start in reversed(starts)
    ]
    return exp.Case(ifs=branches)


def _uncommon_starts(grain: Grain, asked: Asked) -> list[date]:
    """First days within the question's period, where the calendar does not cut as usual."""
    if grain is Grain.WEEK:
        return _weeks(asked) if asked.calendar.week_start else []
    overlapping = _overlapping(grain, asked)
    if all(each.period == period_of(each.period.start, grain) for each in overlapping):
        return []
    return sorted(each.period.start for each in overlapping)


def _overlapping(grain: Grain, asked: Asked) -> list[FiscalPeriod]:
    rows = (each for each in asked.calendar.periods if each.grain is grain)
    return [each for each in rows if each.period.overlap(asked.period)]


def _weeks(asked: Asked) -> list[date]:
    first = period_of(asked.period.start, Grain.WEEK, week_start=asked.calendar.week_start)
    count = (asked.period.before - first.start).days // 7 + 1
    return [first.start + timedelta(weeks=number) for number in range(count)]


def name_of(start: date, grain: Grain, calendar: Calendar) -> str:
    """The name of the period that starts on a day.

    >>> name_of(date(2017, 7, 1), Grain.QUARTER, Calendar())
    '2017-Q3'
    """
    for each in calendar.periods:
        if each.grain is grain and each.period.start == start:
            return each.name
    match grain:
        case Grain.YEAR:
            return str(start.year)
        case Grain.QUARTER:
            return f"{start.year}-Q{(start.month + 2) // 3}"
        case Grain.MONTH:
            return f"{start:%Y-%m}"
        case Grain.WEEK if calendar.week_start == 0:
            return f"{start:%G-W%V}"
        case _:
            return start.isoformat()
