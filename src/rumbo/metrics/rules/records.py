"""The records behind a figure: those that any of the metric's simple parts counted."""

from sqlglot import exp

from rumbo.metrics.rules import columns as sql
from rumbo.metrics.rules.building import Builder
from rumbo.metrics.rules.joins import who
from rumbo.metrics.rules.metric import Simple
from rumbo.metrics.rules.plan import Source
from rumbo.metrics.rules.question import Asked


def count_select(source: Source, asked: Asked) -> exp.Select:
    """How many records a question is about; one that counts on many days is one record."""
    each = exp.Distinct(expressions=[_key(source[0].body)])
    counted = each if source[0].body.level else exp.Star()
    return Builder(source, asked).source(sql.named(exp.Count(this=counted), "records"))


def records_select(source: Source, asked: Asked, *, skip: int, limit: int) -> exp.Select:
    """A page of them, latest first: key, version, position, date, person, then every field."""
    builder = Builder(source, asked)
    body = source[0].body
    builder.has_identity = bool(body.credited_to)
    select = builder.source(*_wanted(builder, body))
    if body.level is not None:
        select = select.qualify(_is_latest(builder, body))
    latest = exp.Ordered(this=builder.date, desc=True, nulls_first=False)
    by_key = exp.Ordered(this=_key(body), nulls_first=False)
    return select.order_by(latest, by_key, copy=False).limit(limit).offset(skip)


def _wanted(builder: Builder, body: Simple) -> list[exp.Expression]:
    person = who(body).person if body.credited_to else exp.Null()
    if body.is_of_people:
        versioned = [exp.Literal.number(0), sql.column("known_from")]
    else:
        versioned = [sql.column("_source_version"), sql.column("_position_from")]
    return [
        _key(body),
        *versioned,
        sql.named(builder.date, "_day"),
        sql.named(person, "_person"),
        *(sql.column(name) for name in body.dataset.columns),
    ]


def _key(body: Simple) -> exp.Expression:
    return sql.column("person") if body.is_of_people else sql.column("_key")


def _is_latest(builder: Builder, body: Simple) -> exp.Expression:
    """Of a record that is looked at on several days, the last of them."""
    order = [exp.Ordered(this=builder.date, desc=True, nulls_first=False)]
    number = exp.Window(
        this=exp.RowNumber(),
        partition_by=[_key(body)],
        order=exp.Order(expressions=order),
    )
    return exp.EQ(this=number, expression=exp.Literal.number(1))
