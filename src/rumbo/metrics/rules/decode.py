"""Rows of a plan's SELECT back into cells of Decimal, keyed by group."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from rumbo.kernel.money import from_minor
from rumbo.metrics.rules.buckets import name_of
from rumbo.metrics.rules.combine import Cell
from rumbo.metrics.rules.metric import SimpleMetric
from rumbo.metrics.rules.plan import Plan
from rumbo.metrics.rules.question import ByField, ByTime, Calendar, Dimension
from rumbo.records.rules.dataset import Dataset, FieldKind

Label = str | None
Group = tuple[Label, ...]
Table = dict[Group, dict[str, Cell]]


def decoded(plan: Plan, rows: Iterable[tuple[object, ...]], calendar: Calendar) -> Table:
    """The cells of every group that a plan's rows speak of."""
    dimensions = [dimension for _, dimension in plan.dimensions]
    dataset = plan.metrics[0].body.dataset
    table: Table = {}
    for row in rows:
        group = tuple(
            label(value, dimension, dataset=dataset, calendar=calendar)
            for value, dimension in zip(row, dimensions, strict=False)
        )
        table[group] = _cells(plan, row[len(dimensions) :])
    return table


def _cells(plan: Plan, parts: tuple[object, ...]) -> dict[str, Cell]:
    return {
        metric.key: Cell(
            _part(parts[2 * index], metric, plan=plan),
            _part(parts[2 * index + 1], None, plan=plan),
        )
        for index, metric in enumerate(plan.metrics)
    }


def _part(value: object, metric: SimpleMetric | None, *, plan: Plan) -> Decimal | None:
    if value is None:
        return None
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    if metric is None or metric.key not in plan.minor:
        return exact
    return from_minor(int(exact), metric.body.currency)


def label(
    value: object, dimension: Dimension, *, dataset: Dataset, calendar: Calendar
) -> Label:
    """What a group is called: a key, the name of a period, or a field's value as text."""
    if value is None:
        return None
    if isinstance(dimension, ByTime) and isinstance(value, date):
        return name_of(value, dimension.grain, calendar)
    if isinstance(dimension, ByField):
        return field_text(value, dataset, dimension.column)
    return str(value)


def field_text(value: object, dataset: Dataset, column: str) -> str:
    """A stored value as text: money in major units, yes or no, dates as in ISO 8601.

    >>> from rumbo.records.rules.dataset import Field
    >>> deals = Dataset("deals", "deal", (Field("amount", FieldKind.MONEY, currency="USD"),))
    >>> field_text(1050, deals, "amount")
    '10.50'
    """
    field = dataset.field(column)
    if field.kind is FieldKind.MONEY and isinstance(value, int):
        return str(from_minor(value, field.currency))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
