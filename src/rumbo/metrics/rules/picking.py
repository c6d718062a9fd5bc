"""Minimum, maximum, median and percentile in SQL: exact, and never between two values."""

from sqlglot import exp

from rumbo.metrics.rules.metric import Aggregate, Simple
from rumbo.metrics.rules.order import HALVES


def picks(body: Simple, of: exp.Expression) -> tuple[exp.Expression, exp.Expression]:
    """The two parts of an ordering measure over values.

    The lower of two middle values comes first in rising order, the upper one in falling order.
    """
    match body.aggregate:
        case Aggregate.MINIMUM:
            return exp.Min(this=of), exp.Null()
        case Aggregate.MAXIMUM:
            return exp.Max(this=of), exp.Null()
        case Aggregate.PERCENTILE if body.rank is not None:
            return _at(of, format(body.rank, "f")), exp.Null()
        case _:
            upper = exp.Neg(this=_at(exp.Neg(this=exp.Paren(this=of.copy())), "0.5"))
            both = exp.Add(this=_at(of, "0.5"), expression=upper)
            return both, exp.Literal.number(HALVES)


def _at(of: exp.Expression, rank: str) -> exp.Expression:
    return exp.PercentileDisc(this=of, expression=exp.Literal.number(rank))
