"""The days on which one looks at what is in force: the last of each group of time, or all."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from sqlglot import exp

from rumbo.kernel.calendar import Period
from rumbo.metrics.rules import columns as sql
from rumbo.metrics.rules.level import At, Level
from rumbo.metrics.rules.question import Asked
from rumbo.metrics.rules.since import around

DAYS = "d"
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class LookedAt:
    """A day, the first days of the groups of time it stands for, and how many days they are."""

    day: date
    starts: tuple[date, ...]
    days: int


def looked_at(level: Level, asked: Asked) -> tuple[LookedAt, ...]:
    """The days that a question looks at; none for a period that nobody has seen yet.

    A period that still runs ends with the last day seen.
    """
    seen = asked.period.before if asked.until is None else min(asked.period.before, asked.until)
    if seen <= asked.period.start:
        return ()
    cells = _cells(Period(asked.period.start, seen), asked)
    return tuple(each for cell in cells for each in _days_of(cell, level, asked))


def _cells(period: Period, asked: Asked) -> Iterator[Period]:
    """The period, cut wherever one of the groups of time begins."""
    cuts = {period.start, period.before}
    for grain in asked.grains:
        day = around(period.start, grain, asked.calendar).before
        while day < period.before:
            cuts.add(day)
            day = around(day, grain, asked.calendar).before
    return (Period(start, before) for start, before in pairwise(sorted(cuts)))


def _days_of(cell: Period, level: Level, asked: Asked) -> Iterator[LookedAt]:
    starts = tuple(around(cell.start, each, asked.calendar).start for each in asked.grains)
    match level.at:
        case At.END:
            yield LookedAt(cell.before - DAY, starts, 1)
        case At.START:
            yield LookedAt(cell.start - DAY, starts, 1)
        case At.AVERAGE:
            for number in range(cell.days):
                yield LookedAt(cell.start + number * DAY, starts, cell.days)


def days_table(level: Level, asked: Asked) -> exp.Expression:
    """The days as a table: `day`, how many `days` its group has, and `t0`, `t1`… its groups."""
    names = ["day", "days", *(f"t{index}" for index in range(len(asked.grains)))]
    rows = [
        (each.day.isoformat(), each.days, *(start.isoformat() for start in each.starts))
        for each in looked_at(level, asked)
    ]
    nobody_looked = (None,) * len(names)
    values = exp.values(rows or [nobody_looked], alias="v", columns=names)
    types = {"days": "BIGINT"}
    wanted = [
        sql.named(exp.cast(exp.column(name), types.get(name, "DATE")), name) for name in names
    ]
    return exp.select(*wanted).from_(values).subquery(DAYS)


def group_start(index: int) -> exp.Expression:
    """The first day of a group of time, by its place among those of the question."""
    return exp.column(f"t{index}", DAYS)


def the_day() -> exp.Expression:
    return exp.column("day", DAYS)


def number_of_days() -> exp.Expression:
    """How many days the group has; all its rows say the same."""
    return exp.Max(this=exp.column("days", DAYS))
