"""From aggregates to figures: what SQL, or a case, counted becomes one Decimal per group."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from rumbo.kernel.expressions import evaluate
from rumbo.kernel.expressions.evaluation import arithmetic
from rumbo.kernel.money import EXACT
from rumbo.metrics.rules.metric import Derived, Fold, Simple

ZERO = Decimal(0)


class Cell(NamedTuple):
    """What was aggregated for a simple metric in one group: its two parts, in major units.

    A tuple, since an answer may have thousands and a dataclass takes three times as long.
    """

    numerator: Decimal | None
    denominator: Decimal | None = None


class Parts(NamedTuple):
    """A figure, and what was divided by what where it is a quotient."""

    value: Decimal | None
    numerator: Decimal | None = None
    denominator: Decimal | None = None

    @property
    def exact(self) -> Fraction | None:
        """The figure before any place of it was cut; None for no value."""
        if self.value is None:
            return None
        if self.numerator is None or not self.denominator:
            return Fraction(self.value)
        return Fraction(self.numerator) / Fraction(self.denominator)


NOTHING = Cell(None, None)
NO_PARTS = Parts(None)


def of_cell(body: Simple, cell: Cell) -> Parts:
    """The figure of a simple metric in one group.

    A group without records counts and sums to zero, and has no other figure.
    """
    of, to = cell
    if not body.divides:
        is_zero = body.aggregate.adds_up and of is None
        return Parts(ZERO if is_zero else of, ZERO if is_zero else of)
    if body.is_averaged and not to:
        return Parts(ZERO)
    return Parts(quotient(of, to), of, to)


def ratio(of: Parts, to: Parts) -> Parts:
    """One figure over another, divided once even where they are quotients themselves."""
    if of.value is None or to.value is None:
        return Parts(None, of.value, to.value)
    if of.denominator is None and to.denominator is None:
        return Parts(quotient(of.value, to.value), of.value, to.value)
    above, below = of.exact, to.exact
    if above is None or not below:
        return Parts(None, of.value, to.value)
    found = above / below
    value = quotient(Decimal(found.numerator), Decimal(found.denominator))
    return Parts(value, of.value, to.value)


def derived(body: Derived, values: Mapping[str, Decimal | None]) -> Parts:
    """The formula over the figures of its parts."""
    found = evaluate(body.formula, values)
    return Parts(found if isinstance(found, Decimal) else None)


def folded(fold: Fold, values: Iterable[Decimal | None]) -> Parts:
    """The figures of the parts of a period as one; those without a value do not take part."""
    present = [each for each in values if each is not None]
    if not present:
        return NO_PARTS
    match fold:
        case Fold.SUM:
            return Parts(_sum(present))
        case Fold.AVERAGE:
            total, count = _sum(present), Decimal(len(present))
            return Parts(quotient(total, count), total, count)
        case Fold.MINIMUM:
            return Parts(min(present))
        case Fold.MAXIMUM:
            return Parts(max(present))


def _sum(values: Iterable[Decimal]) -> Decimal:
    total = ZERO
    for each in values:
        total = EXACT.add(total, each)
    return total


def quotient(of: Decimal | None, to: Decimal | None) -> Decimal | None:
    """One over the other, cut after twelve decimals; nothing over zero."""
    if of is None or to is None:
        return None
    return arithmetic("/", of, to)
