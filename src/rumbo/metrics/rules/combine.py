"""From aggregates to figures: what SQL, or a case, counted becomes one Decimal per group."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from rumbo.kernel.expressions import evaluate
from rumbo.kernel.expressions.evaluation import arithmetic
from rumbo.metrics.rules.metric import Aggregate, Cumulative, Derived, Metric, Ratio, Simple

ZERO = Decimal(0)


class Cell(NamedTuple):
    """What was aggregated for a simple metric in one group: its two parts, in major units.

    A tuple, since an answer may have thousands and a dataclass takes three times as long.
    """

    numerator: Decimal | None
    denominator: Decimal | None = None


Cells = Mapping[str, Cell]
Figure = Decimal | None
NOTHING = Cell(None, None)


def figure(metric: Metric, cells: Cells) -> Decimal | None:
    """The figure of a metric in one group; `cells` are keyed by simple metric.

    A group without records counts and sums to zero, and has no other figure.
    """
    match metric.body:
        case Simple():
            return _simple(metric.body.aggregate, cells.get(metric.key, NOTHING))
        case Ratio():
            return quotient(figure(metric.body.of, cells), figure(metric.body.to, cells))
        case Cumulative():
            return figure(metric.body.of, cells)
        case Derived():
            values = {name: figure(part, cells) for name, part in metric.body.parts.items()}
            found = evaluate(metric.body.formula, values)
            return found if isinstance(found, Decimal) else None


def parts(metric: Metric, cells: Cells) -> tuple[Figure, Figure]:
    """The numerator and denominator behind a figure; the second is None where none divides."""
    match metric.body:
        case Ratio():
            return figure(metric.body.of, cells), figure(metric.body.to, cells)
        case Simple():
            cell = cells.get(metric.key, NOTHING)
            divides = metric.body.aggregate.divides
            return cell.numerator, cell.denominator if divides else None
        case Cumulative():
            return parts(metric.body.of, cells)
        case Derived():
            return None, None


def quotient(of: Figure, to: Figure) -> Decimal | None:
    """One over the other, cut after twelve decimals; nothing over zero."""
    if of is None or to is None:
        return None
    return arithmetic("/", of, to)


def _simple(aggregate: Aggregate, cell: Cell) -> Decimal | None:
    if aggregate.divides:
        return quotient(cell.numerator, cell.denominator)
    return ZERO if aggregate.adds_up and cell.numerator is None else cell.numerator
