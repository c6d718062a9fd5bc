"""What is seen for the first time ever, in SQL: the keys of the records that were first."""

from collections.abc import Callable

from sqlglot import exp

from rumbo.kernel.expressions import Expression
from rumbo.kernel.expressions.nodes import Name
from rumbo.metrics.rules import columns as sql
from rumbo.metrics.rules.joins import identified, with_links
from rumbo.metrics.rules.metric import Aggregate, Simple
from rumbo.metrics.rules.reach import links_in

Translate = Callable[[Expression], exp.Expression]


def counted(
    body: Simple, translate: Translate, *, date: exp.Expression
) -> exp.Expression | None:
    """Which records a metric counts, whatever is asked; None when it counts all.

    Newness is judged over all records that satisfy the metric's own filter, of any period and
    of anybody: a question narrows what was first, it does not make anything first.
    """
    where = None if body.where is None else translate(body.where)
    if body.aggregate is not Aggregate.COUNT_NEW or not isinstance(body.of, Name):
        return where
    firsts = exp.Subquery(this=_firsts(body, body.of.name, where=where, date=date))
    return exp.In(this=sql.column("_key"), query=firsts)


def _firsts(
    body: Simple, name: str, *, where: exp.Expression | None, date: exp.Expression
) -> exp.Select:
    value = told_apart(name, body)
    first = exp.Window(
        this=exp.RowNumber(),
        partition_by=[value],
        order=exp.Order(
            expressions=[exp.Ordered(this=each) for each in (date, sql.column("_key"))]
        ),
    )
    table = exp.alias_(exp.to_table(body.dataset.table), sql.FACT, table=True)
    select = exp.select(sql.column("_key")).from_(table)
    if name == body.credited_to:
        select = identified(select, body.credited_to)
    select = with_links(select, body, used=links_in([body.where, name]))
    return select.where(
        sql.current(),
        _is_there(date),
        _is_there(value),
        *([where] if where is not None else []),
    ).qualify(exp.EQ(this=first, expression=exp.Literal.number(1)))


def _is_there(of: exp.Expression) -> exp.Expression:
    return exp.Not(this=exp.Is(this=of.copy(), expression=exp.Null()))


def told_apart(name: str, body: Simple) -> exp.Expression:
    """What tells values apart: a field, or the person behind an identity where one is known."""
    column = sql.column(name)
    if name != body.credited_to:
        return column
    return exp.Coalesce(this=sql.column("person", "i"), expressions=[column])
