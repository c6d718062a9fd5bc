"""Rows of a plan's SELECT back into cells of Decimal, keyed by group."""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from itertools import count

from rumbo.kernel.money import from_minor
from rumbo.metrics.rules.buckets import name_of
from rumbo.metrics.rules.combine import Cell
from rumbo.metrics.rules.metric import SimpleMetric
from rumbo.metrics.rules.plan import Plan
from rumbo.metrics.rules.question import ByField, ByTime, Calendar, Dimension
from rumbo.records.rules.dataset import Dataset, FieldKind

Label = str | None
Part = Decimal | None
Group = tuple[Label, ...]
Table = dict[Group, dict[str, Cell]]


def decoded(plan: Plan, rows: Iterable[tuple[object, ...]], calendar: Calendar) -> Table:
    """The cells of every group that a plan's rows speak of."""
    dataset = plan.metrics[0].body.reach
    labels = [_label_of(each, dataset, calendar) for _, each in plan.dimensions]
    parts = [_part_of(metric, plan.minor) for metric in plan.metrics]
    width = len(labels)
    table: Table = {}
    for row in rows:
        # Left to right, since the dimensions come first in a row.
        group = tuple([label(value) for label, value in zip(labels, row, strict=False)])
        table[group] = {
            metric.key: Cell(part(row[at]), _exact(row[at + 1]))
            for metric, part, at in zip(plan.metrics, parts, count(width, 2), strict=False)
        }
    return table


def _part_of(metric: SimpleMetric, minor: frozenset[str]) -> Callable[[object], Part]:
    """How the first part of a metric is read: whole minor units become major ones."""
    if metric.key not in minor:
        return _exact
    currency = metric.body.currency
    return lambda value: _major(value, currency)


def _major(value: object, currency: str) -> Part:
    return from_minor(value, currency) if isinstance(value, int) else None


def _exact(value: object) -> Part:
    match value:
        case None | Decimal():
            return value
        case int():
            return Decimal(value)
        case _:
            return Decimal(str(value))


def _label_of(
    dimension: Dimension, dataset: Dataset, calendar: Calendar
) -> Callable[[object], Label]:
    """What a group is called: a key, the name of a period, or a field's value as text."""
    match dimension:
        case ByTime():
            grain = dimension.grain
            return lambda value: (
                name_of(value, grain, calendar) if isinstance(value, date) else None
            )
        case ByField():
            column = dimension.column
            return lambda value: None if value is None else field_text(value, dataset, column)
        case _:
            return lambda value: None if value is None else str(value)


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
