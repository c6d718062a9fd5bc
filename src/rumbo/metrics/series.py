"""A figure as it grew, day by day: parts are added up and divided anew on every day."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from rumbo.kernel.calendar import Grain, Period
from rumbo.kernel.money import EXACT
from rumbo.kernel.problems import Problem, Refused
from rumbo.metrics.answering import reaching
from rumbo.metrics.asking import Ready
from rumbo.metrics.counting import count
from rumbo.metrics.rules.assembly import Counted, figures, needs
from rumbo.metrics.rules.combine import Cell
from rumbo.metrics.rules.level import At
from rumbo.metrics.rules.metric import Cumulative, Metric, Periodic, SimpleMetric
from rumbo.metrics.rules.question import Asked, ByTime
from rumbo.metrics.rules.since import around, reaching_back
from rumbo.metrics.values import Point

DAY = Grain.DAY.value


def running(ready: Ready, *, before: date | None) -> tuple[Point, ...]:
    """The figure reached by the end of each day of the period, up to `before`.

    What is in force on a day is that day's figure. Raises Refused for a metric that tells
    values apart or puts them in order: what days hold does not add up.
    """
    if _stands(ready.metric):
        return _standing(ready, before=before)
    _refuse_unadded(ready.metric)
    metric = _counted_metric(ready.metric)
    by_day = replace(ready.asked, by=((DAY, ByTime(Grain.DAY)),), period=_counted(ready))
    counts = count(needs(metric, by_day, seen=date.max), ready)
    reached: dict[str, Cell] = {}
    points = []
    restarts = _restarts(ready)
    for day in _days(by_day.period, before):
        reached = {} if day in restarts else reached
        for simple in metric.simples():
            cell = counts.read(simple, by_day).get((day.isoformat(),))
            if cell is not None:
                reached[simple.key] = _added(reached.get(simple.key), cell)
        if day >= ready.asked.period.start:
            points.append(Point(day, _figure(metric, reached, by_day)))
    return tuple(points)


def _figure(metric: Metric, reached: dict[str, Cell], asked: Asked) -> Decimal | None:
    whole = replace(asked, by=())

    def read(simple: SimpleMetric, _asked: Asked) -> Counted:
        return {(): reached[simple.key]} if simple.key in reached else {}

    return figures(metric, whole, seen=date.max, read=read).at(()).value


def _counted_metric(metric: Metric) -> Metric:
    """The metric whose days are added up: behind a cumulative one stands another."""
    return metric.body.of if isinstance(metric.body, Cumulative) else metric


def _stands(metric: Metric) -> bool:
    """Whether every part of the metric is what is in force at the end of a day."""
    if isinstance(metric.body, Cumulative | Periodic):
        return False
    levels = [each.body.level for each in metric.simples()]
    return all(each is not None and each.at is At.END for each in levels)


def _standing(ready: Ready, *, before: date | None) -> tuple[Point, ...]:
    by_day = replace(ready, asked=replace(ready.asked, by=((DAY, ByTime(Grain.DAY)),)))
    reached = reaching(by_day)
    metric, asked = reached.ready.metric, reached.ready.asked
    counts = count(needs(metric, asked, seen=reached.seen), ready)
    found = figures(metric, asked, seen=reached.seen, read=counts.read)
    known = [day for day in _days(asked.period, before) if day <= reached.seen]
    return tuple(Point(day, found.at((day.isoformat(),)).value) for day in known)


def _counted(ready: Ready) -> Period:
    """The days whose records are counted: a cumulative figure began before the period did."""
    body, asked = ready.metric.body, ready.asked
    if not isinstance(body, Cumulative):
        return asked.period
    first = Period(asked.period.start, asked.period.start + timedelta(days=1))
    return Period(reaching_back(body, first, asked.calendar).start, asked.period.before)


def _restarts(ready: Ready) -> frozenset[date]:
    """The days on which a cumulative figure begins again."""
    body, asked = ready.metric.body, ready.asked
    if not isinstance(body, Cumulative) or body.since is None:
        return frozenset()
    days = _days(asked.period, None)
    return frozenset(d for d in days if around(d, body.since, asked.calendar).start == d)


def _refuse_unadded(metric: Metric) -> None:
    if not metric.adds_by_day:
        facts = {"metric": metric.key, "over": DAY, "allowed": ""}
        raise Refused(Problem("metric.does-not-add-up", facts=facts))


def _days(period: Period, before: date | None) -> Iterator[date]:
    end = min(period.before, before) if before else period.before
    for number in range((end - period.start).days):
        yield period.start + timedelta(days=number)


def _added(held: Cell | None, cell: Cell) -> Cell:
    if held is None:
        return cell
    return Cell(_sum(held.numerator, cell.numerator), _sum(held.denominator, cell.denominator))


def _sum(left: Decimal | None, right: Decimal | None) -> Decimal | None:
    if left is None or right is None:
        return left if right is None else right
    return EXACT.add(left, right)
