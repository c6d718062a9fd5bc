"""Where a measure finds its records: the metric's own definition, as one row per record."""

from dataclasses import dataclass

from sqlglot import exp

from rumbo.incentives.rules.plan import Credit
from rumbo.kernel.calendar import Period
from rumbo.kernel.expressions.nodes import Name
from rumbo.metrics.rules import columns as sql
from rumbo.metrics.rules.building import Builder
from rumbo.metrics.rules.metric import Aggregate, Simple, SimpleMetric
from rumbo.metrics.rules.question import EVERYTHING, Asked, Calendar
from rumbo.records.rules.dataset import FieldKind, column_of


@dataclass(frozen=True, slots=True)
class Source:
    """A metric that pays, and the calendar it is counted by."""

    metric: SimpleMetric
    calendar: Calendar

    def counted(self, field: str, period: Period) -> exp.Select:
        """The records the metric counts in a period: identity, record, version, dated, value.

        The same filter, date and position as every other figure of the metric; `$position` is
        bound by the reader. `value` is whole minor units.
        """
        asked = Asked(period=period, by=(), scope=EVERYTHING, calendar=self.calendar)
        builder = Builder((self.metric,), asked)
        value = sql.column(money_field(self.metric.body))
        return builder.source(
            sql.named(sql.column("_key"), "record"),
            sql.named(sql.column("_position_from"), "version"),
            sql.named(builder.date, "dated"),
            sql.named(sql.column(column_of(field)), "identity"),
            sql.named(value, "value"),
        ).where(exp.Not(this=exp.Is(this=value.copy(), expression=exp.Null())), copy=False)


@dataclass(frozen=True, slots=True)
class Gathering:
    """What one component counts: the source, its credits with their seats, and the days.

    With a `payee`, only what is credited to that person.
    """

    source: Source
    credits: tuple[tuple[int, Credit], ...]
    period: Period
    payee: str | None = None


def money_field(body: Simple) -> str:
    """The column of the one money field that a metric sums; empty when it does not.

    What is in force on a day is no record of that day, so that nobody is credited with it.
    """
    sums = body.aggregate is Aggregate.SUM and body.level is None
    if not sums or not isinstance(body.of, Name):
        return ""
    field = body.dataset.field(body.of.name)
    return field.column if field.kind is FieldKind.MONEY else ""
