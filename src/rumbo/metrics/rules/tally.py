"""A metric over rows held in memory: what the cases of a file are checked with."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal

from rumbo.kernel.calendar import Grain, parse_period, period_of
from rumbo.kernel.expressions import Value, evaluate
from rumbo.kernel.money import EXACT
from rumbo.metrics.rules.combine import ZERO, Cell, figure
from rumbo.metrics.rules.metric import Aggregate, Metric, Simple
from rumbo.metrics.rules.order import picked
from rumbo.metrics.rules.reach import with_linked

Group = tuple[Value, ...]
Rows = Mapping[str, Iterable[Mapping[str, Value]]]
Asks = Callable[[Simple, Mapping[str, Value]], bool]
_GRAINS = {grain.value: grain for grain in Grain}


def everything(_body: Simple, _row: Mapping[str, Value]) -> bool:
    return True


def figures(
    metric: Metric, rows: Rows, *, by: tuple[str, ...], asks: Asks = everything
) -> dict[Group, Decimal | None]:
    """The figure of every group that any of the metric's records falls into.

    `by` names columns and lengths of time; a group of time is the first day of its period.
    `asks` is what a question narrows the counted records to.
    """
    cells = {
        simple.key: _cells(simple.body, _rows(simple.body, rows), by=by, asks=asks)
        for simple in metric.simples()
    }
    groups = dict.fromkeys(group for found in cells.values() for group in found)
    if not by:
        groups.setdefault((), None)
    return {
        group: figure(metric, {k: v[group] for k, v in cells.items() if group in v})
        for group in groups
    }


def _rows(body: Simple, rows: Rows) -> Iterable[Mapping[str, Value]]:
    own = rows.get(body.dataset.key, ())
    return with_linked(own, body.links, rows) if body.links else own


def group_value(name: str, written: str) -> Value:
    """What a case writes for a dimension, as a group holds it."""
    return parse_period(written).start if name in _GRAINS else written


def _cells(
    body: Simple, rows: Iterable[Mapping[str, Value]], *, by: tuple[str, ...], asks: Asks
) -> dict[Group, Cell]:
    groups: dict[Group, list[Mapping[str, Value]]] = defaultdict(list)
    counted = [row for row in rows if _counts(body, row)]
    for row in firsts(body, counted) if body.aggregate is Aggregate.COUNT_NEW else counted:
        if asks(body, row):
            groups[tuple(_group(body, row, name) for name in by)].append(row)
    return {group: _cell(body, kept) for group, kept in groups.items()}


def _counts(body: Simple, row: Mapping[str, Value]) -> bool:
    """A record without its date counts nowhere, and an unknown condition does not hold."""
    if row.get(body.dated_by) is None:
        return False
    return body.where is None or evaluate(body.where, row) is True


def _group(body: Simple, row: Mapping[str, Value], name: str) -> Value:
    if name not in _GRAINS:
        value = row.get(name)
        return str(value) if value is not None else None
    day = row[body.dated_by]
    return period_of(day, _GRAINS[name]).start if isinstance(day, date) else None


def _cell(body: Simple, rows: list[Mapping[str, Value]]) -> Cell:
    values = [evaluate(body.of, row) for row in rows] if body.of else []
    present = [value for value in values if value is not None]
    match body.aggregate:
        case Aggregate.COUNT | Aggregate.COUNT_NEW:
            return Cell(Decimal(len(rows)))
        case Aggregate.COUNT_DISTINCT:
            return Cell(Decimal(len(set(present))))
        case Aggregate.SHARE:
            return Cell(Decimal(sum(value is True for value in values)), Decimal(len(rows)))
        case Aggregate.SUM | Aggregate.AVERAGE:
            return Cell(_sum(present), Decimal(len(present)))
        case _:
            return picked(body, [each for each in present if isinstance(each, Decimal)])


def firsts(body: Simple, rows: Iterable[Mapping[str, Value]]) -> list[Mapping[str, Value]]:
    """The first record of each value ever: by date, then by key."""
    first: dict[Value, Mapping[str, Value]] = {}
    for row in sorted(rows, key=lambda row: _seen(body, row)):
        value = evaluate(body.of, row) if body.of else None
        if value is not None:
            first.setdefault(value, row)
    return list(first.values())


def _seen(body: Simple, row: Mapping[str, Value]) -> tuple[str, str]:
    """When and as which record a row was seen, in an order; dates are texts of ISO 8601."""
    key = body.dataset.key_field.replace("-", "_")
    return str(row[body.dated_by]), str(row.get(key) or "")


def _sum(values: Iterable[Value]) -> Decimal:
    total = ZERO
    for value in values:
        if isinstance(value, Decimal):
            total = EXACT.add(total, value)
    return total
