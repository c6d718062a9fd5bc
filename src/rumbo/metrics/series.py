"""A figure as it grew, day by day: parts are added up and divided anew on every day."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from rumbo.kernel.calendar import Grain, Period
from rumbo.kernel.money import EXACT
from rumbo.kernel.problems import Problem, Refused
from rumbo.metrics.answering import cells, planned_for
from rumbo.metrics.asking import Ready
from rumbo.metrics.rules.combine import Cell, figure
from rumbo.metrics.rules.metric import Cumulative, Metric
from rumbo.metrics.rules.question import ByTime
from rumbo.metrics.rules.since import around, reaching_back
from rumbo.metrics.values import Point

DAY = Grain.DAY.value


def running(ready: Ready, *, before: date | None) -> tuple[Point, ...]:
    """The figure reached by the end of each day of the period, up to `before`.

    Raises Refused for a metric that tells values apart or puts them in order: what days hold
    does not add up.
    """
    _refuse_unadded(ready.metric)
    by_day = replace(ready.asked, by=((DAY, ByTime(Grain.DAY)),), period=_counted(ready))
    table = cells(planned_for(ready.metric, by_day), replace(ready, asked=by_day))
    reached: dict[str, Cell] = {}
    points = []
    restarts = _restarts(ready)
    for day in _days(by_day.period, before):
        reached = {} if day in restarts else reached
        for key, cell in table.get((day.isoformat(),), {}).items():
            reached[key] = _added(reached.get(key), cell)
        if day >= ready.asked.period.start:
            points.append(Point(day, figure(ready.metric, reached)))
    return tuple(points)


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
    for simple in metric.simples():
        if not simple.body.aggregate.runs_on:
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
