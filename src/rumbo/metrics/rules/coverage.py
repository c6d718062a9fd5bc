"""How far the data reaches: without data a figure is no value, never zero."""

from sqlglot import exp

from rumbo.metrics.rules import columns as sql
from rumbo.metrics.rules.metric import Simple
from rumbo.metrics.rules.question import Calendar


def coverage_select(body: Simple, calendar: Calendar) -> exp.Select:
    """The first and last business date of the records, and when one was last observed."""
    date = sql.business_date(body.dataset, body.dated_by, calendar)
    table = exp.alias_(exp.to_table(body.dataset.table), sql.FACT, table=True)
    return (
        exp.select(
            sql.named(exp.Min(this=date), "first"),
            sql.named(exp.Max(this=date.copy()), "last"),
            sql.named(exp.Max(this=sql.column("_observed_at")), "observed_at"),
        )
        .from_(table)
        .where(sql.current())
    )
