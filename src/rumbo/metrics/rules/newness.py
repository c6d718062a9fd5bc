"""Which records a metric counts, whatever is asked: its filter, the first or last ever."""

from collections.abc import Callable, Iterator

from sqlglot import exp

from rumbo.kernel.expressions import Expression
from rumbo.metrics.rules import columns as sql
from rumbo.metrics.rules.metric import Aggregate, Simple
from rumbo.metrics.rules.serial import firsts, lasts

Translate = Callable[[Expression], exp.Expression]


def counted(
    body: Simple, translate: Translate, *, date: exp.Expression
) -> exp.Expression | None:
    """Which records a metric counts, whatever is asked; None when it counts all.

    What is first, and what replaces what, is judged over all records that satisfy the metric's
    own filter, of any period and of anybody: a question narrows that, it does not change it.
    """
    conditions = list(_conditions(body, translate, date=date))
    return sql.both(*conditions) if conditions else None


def _conditions(
    body: Simple, translate: Translate, *, date: exp.Expression
) -> Iterator[exp.Expression]:
    if body.aggregate is Aggregate.COUNT_NEW:
        yield _one_of(firsts(body, translate, date=date))
    elif body.revised is not None:
        yield _one_of(lasts(body, translate))
    elif body.where is not None:
        yield translate(body.where)


def _one_of(keys: exp.Select) -> exp.Expression:
    return exp.In(this=sql.column("_key"), query=exp.Subquery(this=keys))
