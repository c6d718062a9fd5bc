"""How far the data reaches: without data a figure is no value, never zero."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlglot import exp

from rumbo.metrics.rules import columns as sql
from rumbo.metrics.rules.metric import Simple
from rumbo.metrics.rules.question import Calendar
from rumbo.records.rules.dataset import Dataset


@dataclass(frozen=True, slots=True)
class Spoken:
    """A dataset that a metric counts or asks for, and the date it is told by.

    Memberships are no records: what is known of people is known at once.
    """

    dataset: Dataset
    dated_by: str
    is_of_people: bool = False


def spoken_of(body: Simple) -> Iterator[Spoken]:
    """What must have been heard of before a metric has any figure."""
    yield Spoken(body.dataset, body.dated_by, body.is_of_people)
    if body.related is not None and not body.related.is_itself:
        yield Spoken(body.related.dataset, body.related.start)


def coverage_select(of: Spoken, calendar: Calendar) -> exp.Select:
    """The first and last business date of the records, and when one was last observed."""
    date = sql.business_date(of.dataset, of.dated_by, calendar)
    table = exp.alias_(exp.to_table(of.dataset.table), sql.FACT, table=True)
    observed = exp.Null() if of.is_of_people else exp.Max(this=sql.column("_observed_at"))
    return (
        exp.select(
            sql.named(exp.Min(this=date), "first"),
            sql.named(exp.Max(this=date.copy()), "last"),
            sql.named(observed, "observed_at"),
        )
        .from_(table)
        .where(sql.known(sql.FACT) if of.is_of_people else sql.current())
    )
