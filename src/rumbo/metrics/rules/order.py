"""Measures that put values in order and pick: minimum, maximum, median and percentile.

Every pick is a value that a record has; only the median of an even number of values lies
between two, and is kept as their sum over two.
"""

from decimal import ROUND_CEILING, Decimal

from rumbo.kernel.money import EXACT
from rumbo.metrics.rules.combine import Cell
from rumbo.metrics.rules.metric import Aggregate, Simple

HALVES = 2


def picked(body: Simple, values: list[Decimal]) -> Cell:
    """The cell of an ordering measure; without values there is no figure."""
    if not values:
        return Cell(None, Decimal(HALVES))
    ordered = sorted(values)
    match body.aggregate:
        case Aggregate.MINIMUM:
            return Cell(ordered[0])
        case Aggregate.MAXIMUM:
            return Cell(ordered[-1])
        case Aggregate.PERCENTILE if body.rank is not None:
            return Cell(ordered[nearest_rank(body.rank, len(ordered)) - 1])
        case _:
            middle = nearest_rank(Decimal("0.5"), len(ordered))
            both = EXACT.add(ordered[middle - 1], ordered[-middle])
            return Cell(both, Decimal(HALVES))


def nearest_rank(rank: Decimal, count: int) -> int:
    """Which value, counted from 1, is the least that leaves the fraction at or below it.

    >>> nearest_rank(Decimal("0.9"), 10), nearest_rank(Decimal("0.9"), 11)
    (9, 10)
    """
    return max(1, int(EXACT.multiply(rank, count).to_integral_value(ROUND_CEILING)))
