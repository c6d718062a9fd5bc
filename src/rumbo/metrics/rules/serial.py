"""Records in an order of their own: which is the first, which the last, and what comes next."""

from collections.abc import Callable, Iterable

from sqlglot import exp

from rumbo.kernel.expressions import Expression
from rumbo.kernel.expressions.nodes import Name
from rumbo.metrics.rules import columns as sql
from rumbo.metrics.rules.joins import identified, with_links
from rumbo.metrics.rules.metric import Aggregate, Simple
from rumbo.metrics.rules.reach import links_in

Translate = Callable[[Expression], exp.Expression]
NEXT = "n"


def firsts(body: Simple, translate: Translate, *, date: exp.Expression) -> exp.Select:
    """The keys of the records with which a value is seen for the first time ever.

    By date, then by key.
    """
    name = body.of.name if isinstance(body.of, Name) else ""
    order = [exp.Ordered(this=each) for each in (date, sql.column("_key"))]
    keys = _own(body, translate, series=(name,), needed=[date, told_apart(name, body)])
    return _top(keys, body, series=(name,), order=order)


def lasts(body: Simple, translate: Translate) -> exp.Select:
    """The keys of the records that none of their series replaces; of two, the later key."""
    series, by = (body.revised.series, body.revised.by) if body.revised else ((), "")
    at = sql.column(by)
    order = [
        exp.Ordered(this=each, desc=True, nulls_first=False)
        for each in (at, sql.column("_key"))
    ]
    return _top(
        _own(body, translate, series=series, needed=[at]), body, series=series, order=order
    )


def nexts(body: Simple, translate: Translate, *, date: exp.Expression) -> exp.Expression:
    """By key, the date of the next snapshot of its series; of two, the later key."""
    series = body.level.series or () if body.level else ()
    order = [exp.Ordered(this=each) for each in (date, sql.column("_key"))]
    later = exp.Window(
        this=exp.Lead(this=date.copy()),
        partition_by=[told_apart(each, body) for each in series],
        order=exp.Order(expressions=order),
    )
    valued = [translate(body.of)] if body.aggregate is Aggregate.LAST and body.of else []
    own = _own(body, translate, series=series, needed=[date, *valued])
    return own.select(sql.named(later, "_next")).subquery(NEXT)


def _own(
    body: Simple,
    translate: Translate,
    *,
    series: Iterable[str],
    needed: Iterable[exp.Expression],
) -> exp.Select:
    """The keys of the records that satisfy the metric's own filter, of any time and anybody."""
    table = exp.alias_(exp.to_table(body.dataset.table), sql.FACT, table=True)
    select = exp.select(sql.column("_key")).from_(table)
    if body.credited_to in series:
        select = identified(select, body.credited_to)
    measured = body.of if body.aggregate is Aggregate.LAST else None
    used = links_in([body.where, measured, *series])
    select = with_links(select, body.links, used=used)
    where = [] if body.where is None else [translate(body.where)]
    return select.where(sql.current(), *(_is_there(each) for each in needed), *where)


def _top(
    select: exp.Select, body: Simple, *, series: Iterable[str], order: list[exp.Ordered]
) -> exp.Select:
    first = exp.Window(
        this=exp.RowNumber(),
        partition_by=[told_apart(each, body) for each in series],
        order=exp.Order(expressions=order),
    )
    return select.qualify(exp.EQ(this=first, expression=exp.Literal.number(1)))


def _is_there(of: exp.Expression) -> exp.Expression:
    return exp.Not(this=exp.Is(this=of.copy(), expression=exp.Null()))


def told_apart(name: str, body: Simple) -> exp.Expression:
    """What tells values apart: a field, or the person behind an identity where one is known."""
    column = sql.column(name)
    if name != body.credited_to or body.is_of_people:
        return column
    return exp.Coalesce(this=sql.column("person", "i"), expressions=[column])
