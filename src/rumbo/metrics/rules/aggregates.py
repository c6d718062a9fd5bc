"""The two parts of a figure in SQL: its numerator, and what it is divided by."""

from collections.abc import Callable

from sqlglot import exp

from rumbo.kernel.expressions import Expression
from rumbo.kernel.expressions.nodes import Name
from rumbo.metrics.rules import columns as sql
from rumbo.metrics.rules import days
from rumbo.metrics.rules.metric import Aggregate, Simple
from rumbo.metrics.rules.picking import picks
from rumbo.metrics.rules.serial import told_apart
from rumbo.records.rules.dataset import FieldKind

Translate = Callable[[Expression], exp.Expression]
Parts = tuple[exp.Expression, exp.Expression]
_TOLD_APART = frozenset({Aggregate.COUNT_DISTINCT, Aggregate.COUNT_NEW})


def parts(body: Simple, where: exp.Expression | None, translate: Translate) -> Parts:
    """The aggregates of a metric over the records for which `where` holds."""
    numerator, denominator = _of_values(body, where, translate)
    return numerator, days.number_of_days() if body.is_averaged else denominator


def _of_values(body: Simple, where: exp.Expression | None, translate: Translate) -> Parts:
    everyone = _filtered(exp.Count(this=exp.Star()), where)
    match body.aggregate, body.of:
        case Aggregate.SHARE, of if of is not None:
            holds = translate(of)
            both = holds if where is None else sql.both(where.copy(), holds)
            return _filtered(exp.Count(this=exp.Star()), both), everyone
        case Aggregate.COUNT_DISTINCT, Name() as of:
            daily = [days.the_day()] if body.is_averaged else []
            apart = exp.Distinct(expressions=[told_apart(of.name, body), *daily])
            return _filtered(exp.Count(this=apart), where), exp.Null()
        case Aggregate.SUM | Aggregate.AVERAGE | Aggregate.LAST, of if of is not None:
            measured = _measured(of, body, translate)
            total = _filtered(exp.Sum(this=measured), where)
            return total, _filtered(exp.Count(this=measured.copy()), where)
        case Aggregate.COUNT | Aggregate.COUNT_NEW, _:
            return everyone, exp.Null()
        case _, of if of is not None:
            return picks(body, _held(_measured(of, body, translate), where))
        case _:
            return everyone, exp.Null()


def is_stored_money(body: Simple) -> bool:
    """Whether the measure is a stored amount, which is summed as whole minor units."""
    of = body.of
    if not isinstance(of, Name) or body.aggregate in _TOLD_APART or not body.reach.has(of.name):
        return False
    return body.reach.field(of.name).kind is FieldKind.MONEY


def _measured(of: Expression, body: Simple, translate: Translate) -> exp.Expression:
    if isinstance(of, Name) and is_stored_money(body):
        return sql.column(of.name)
    return translate(of)


def _held(of: exp.Expression, where: exp.Expression | None) -> exp.Expression:
    """A value where the condition holds, and none elsewhere."""
    if where is None:
        return of
    return exp.Case(ifs=[exp.If(this=where.copy(), true=of)])


def _filtered(aggregate: exp.Expression, where: exp.Expression | None) -> exp.Expression:
    if where is None:
        return aggregate
    return exp.Filter(this=aggregate, expression=exp.Where(this=where.copy()))
