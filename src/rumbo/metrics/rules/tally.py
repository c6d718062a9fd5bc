"""A metric over rows held in memory: what the cases of a file are checked with."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal

from rumbo.kernel.expressions import Value, evaluate
from rumbo.kernel.money import EXACT
from rumbo.metrics.rules.assembly import Counted as Cells
from rumbo.metrics.rules.assembly import Group, Read, figures
from rumbo.metrics.rules.buckets import name_of
from rumbo.metrics.rules.combine import ZERO, Cell
from rumbo.metrics.rules.level import At
from rumbo.metrics.rules.members import KEY as PEOPLE
from rumbo.metrics.rules.members import membership
from rumbo.metrics.rules.metric import Aggregate, Metric, Simple, SimpleMetric
from rumbo.metrics.rules.order import picked
from rumbo.metrics.rules.question import (
    Asked,
    ByField,
    ByManager,
    ByPerson,
    ByTeam,
    ByTime,
    Dimension,
)
from rumbo.metrics.rules.remembered import Counted, Rows, counted, day_in
from rumbo.metrics.rules.scoping import equals
from rumbo.metrics.rules.since import around

ENDLESS = date.max


def tallied(
    metric: Metric, rows: Rows, asked: Asked, *, seen: date = ENDLESS
) -> dict[Group, Decimal | None]:
    """The figure of every group that any of the metric's rows falls into.

    Rows stand under their dataset; those of people say who was in which team, and a team stands
    for itself. `seen` is the last day that anybody has looked at.
    """
    found = figures(metric, asked, seen=seen, read=reading(rows))
    return {group: found.at(group).value for group in found.groups}


def reading(rows: Rows) -> Read:
    """Counts the rows that a question is about."""

    def read(simple: SimpleMetric, asked: Asked) -> Cells:
        return _cells(simple.body, rows, asked)

    return read


def _cells(body: Simple, rows: Rows, asked: Asked) -> dict[Group, Cell]:
    groups: dict[Group, list[Counted]] = defaultdict(list)
    team = _team_of(body, rows)
    for each in counted(body, rows, asked):
        if _is_asked_for(body, each, asked, team=team):
            groups[_group(body, each, asked, team=team)].append(each)
    return {group: _cell(body, kept) for group, kept in groups.items()}


def _team_of(body: Simple, rows: Rows) -> Callable[[Counted], str | None]:
    """The team of a counted row's person on its day."""
    level = membership(At.END)
    memberships = list(rows.get(PEOPLE, ()))

    def team(each: Counted) -> str | None:
        if body.is_of_people:
            return _text(each.row.get("team"))
        for row in memberships:
            start, before = day_in(row, level.start), day_in(row, level.before)
            is_theirs = row.get("person") == each.row.get(body.credited_to)
            began = start is None or start <= each.day
            if is_theirs and began and (before is None or each.day < before):
                return _text(row.get("team"))
        return None

    return team


def _text(value: Value) -> str | None:
    match value:
        case None:
            return None
        case bool():
            return "yes" if value else "no"
        case date():
            return value.isoformat()
        case _:
            return str(value)


def _is_asked_for(
    body: Simple, each: Counted, asked: Asked, *, team: Callable[[Counted], str | None]
) -> bool:
    scope, person = asked.scope, each.row.get(body.credited_to)
    if scope.person is not None and (person or "") != scope.person:
        return False
    if scope.team is not None and team(each) != scope.team:
        return False
    wanted = (equals(body.reach, name, text) for name, text in scope.dimensions.items())
    return all(evaluate(condition, each.row) is True for condition in wanted)


def _group(
    body: Simple, each: Counted, asked: Asked, *, team: Callable[[Counted], str | None]
) -> Group:
    times = iter(each.at.starts if each.at else ())

    def label(dimension: Dimension) -> str | None:
        match dimension:
            case ByTime():
                grain = dimension.grain
                start = next(times, None) or around(each.day, grain, asked.calendar).start
                return name_of(start, grain, asked.calendar)
            case ByField():
                return _text(each.row.get(dimension.column))
            case ByPerson():
                return _text(each.row.get(body.credited_to))
            case ByTeam() | ByManager():
                return team(each)

    return tuple(label(dimension) for _, dimension in asked.by)


def _cell(body: Simple, counted_rows: list[Counted]) -> Cell:
    values = [evaluate(body.of, each.row) for each in counted_rows] if body.of else []
    cell = _of_values(body, counted_rows, values)
    at = counted_rows[0].at
    return Cell(cell.numerator, Decimal(at.days)) if at and body.is_averaged else cell


def _of_values(body: Simple, rows: list[Counted], values: list[Value]) -> Cell:
    present = [value for value in values if value is not None]
    match body.aggregate:
        case Aggregate.COUNT | Aggregate.COUNT_NEW:
            return Cell(Decimal(len(rows)))
        case Aggregate.COUNT_DISTINCT:
            daily = {
                (value, each.day if body.is_averaged else None)
                for value, each in zip(values, rows, strict=True)
                if value is not None
            }
            return Cell(Decimal(len(daily)))
        case Aggregate.SHARE:
            return Cell(Decimal(sum(value is True for value in values)), Decimal(len(rows)))
        case Aggregate.SUM | Aggregate.AVERAGE | Aggregate.LAST:
            return Cell(_sum(present), Decimal(len(present)))
        case _:
            return picked(body, [each for each in present if isinstance(each, Decimal)])


def _sum(values: Iterable[Value]) -> Decimal:
    total = ZERO
    for value in values:
        if isinstance(value, Decimal):
            total = EXACT.add(total, value)
    return total
