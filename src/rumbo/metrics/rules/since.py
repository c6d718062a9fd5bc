"""Cumulative metrics: the records counted reach back to the start of a longer period."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from rumbo.kernel.calendar import Grain, Period, period_of
from rumbo.kernel.problems import Problem, Refused
from rumbo.metrics.rules.buckets import name_of
from rumbo.metrics.rules.metric import Cumulative, Metric
from rumbo.metrics.rules.question import Asked, ByTime, Calendar

BEGINNING = date(1900, 1, 1)
DAY = timedelta(days=1)
Group = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Slice:
    """A question that one pass can answer, and the group of time that its rows are of."""

    asked: Asked
    at: int = 0
    label: str | None = None

    def group(self, own: Group) -> Group:
        """A group of the slice as a group of the whole question."""
        if self.label is None:
            return own
        return (*own[: self.at], self.label, *own[self.at :])

    def own(self, group: Group) -> Group | None:
        """A group of the whole question as one of the slice; None where it is another's."""
        if self.label is None:
            return group
        if group[self.at] != self.label:
            return None
        return (*group[: self.at], *group[self.at + 1 :])


def slices(metric: Metric, asked: Asked, *, seen: date) -> Iterator[Slice]:
    """The questions that a metric's figures take, each over records of its own.

    A cumulative metric grouped by time is asked once for each period that starts by `seen`.
    Raises Refused for two lengths of time at once, since a record then counts in many groups.
    """
    body = metric.body
    times = [at for at, (_, each) in enumerate(asked.by) if isinstance(each, ByTime)]
    if not isinstance(body, Cumulative):
        yield Slice(asked)
    elif not times:
        yield Slice(replace(asked, period=reaching_back(body, asked.period, asked.calendar)))
    elif len(times) > 1:
        raise Refused(Problem("metric.cumulative.grains", facts={"metric": metric.key}))
    else:
        yield from _by_time(body, asked, at=times[0], seen=seen)


def _by_time(body: Cumulative, asked: Asked, *, at: int, seen: date) -> Iterator[Slice]:
    name, _ = asked.by[at]
    others = asked.by[:at] + asked.by[at + 1 :]
    for each in _periods(asked, Grain(name)):
        if each.start <= seen:
            cut = Period(each.start, min(each.before, asked.period.before))
            period = reaching_back(body, cut, asked.calendar)
            label = name_of(each.start, Grain(name), asked.calendar)
            yield Slice(replace(asked, period=period, by=others), at, label)


def _periods(asked: Asked, grain: Grain) -> Iterator[Period]:
    day = asked.period.start
    while day < asked.period.before:
        period = around(day, grain, asked.calendar)
        yield period
        day = period.before


def reaching_back(body: Cumulative, period: Period, calendar: Calendar) -> Period:
    """A period from the start of the longer one that its last day lies in."""
    if body.since is None:
        return Period(BEGINNING, period.before)
    return Period(around(period.before - DAY, body.since, calendar).start, period.before)


def around(day: date, grain: Grain, calendar: Calendar) -> Period:
    """The period of one length that holds a day: fiscal where the calendar says so."""
    for each in calendar.periods:
        if each.grain is grain and day in each.period:
            return each.period
    return period_of(day, grain, week_start=calendar.week_start)
