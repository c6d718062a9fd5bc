"""The records behind a figure: those that any of the metric's simple parts counted."""

from sqlglot import exp

from rumbo.metrics.rules import columns as sql
from rumbo.metrics.rules.metric import SimpleMetric
from rumbo.metrics.rules.plan import Builder
from rumbo.metrics.rules.question import Asked

Source = tuple[SimpleMetric, ...]


def count_select(source: Source, asked: Asked) -> exp.Select:
    """How many records a question is about."""
    return Builder(source, asked).source(sql.named(exp.Count(this=exp.Star()), "records"))


def records_select(source: Source, asked: Asked, *, skip: int, limit: int) -> exp.Select:
    """A page of them, latest first: key, version, position, date, person, then every field."""
    builder = Builder(source, asked)
    body = source[0].body
    builder.has_identity = bool(body.credited_to)
    person = sql.column("person", "i") if body.credited_to else exp.Null()
    wanted = [
        sql.column("_key"),
        sql.column("_source_version"),
        sql.column("_position_from"),
        sql.named(builder.date, "_day"),
        sql.named(person, "_person"),
        *(sql.column(name) for name in body.dataset.columns),
    ]
    latest = exp.Ordered(this=builder.date, desc=True, nulls_first=False)
    by_key = exp.Ordered(this=sql.column("_key"), nulls_first=False)
    select = builder.source(*wanted)
    return select.order_by(latest, by_key, copy=False).limit(limit).offset(skip)
