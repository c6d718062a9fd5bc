"""Holding a value: at least, at most, or between two bounds (docs/algorithms/scoring.md)."""

from dataclasses import dataclass
from decimal import Decimal

from rumbo.kernel.money import EXACT

ZERO, ONE = Decimal(0), Decimal(1)


@dataclass(frozen=True, slots=True)
class Bounds:
    """What is to be held, in the metric's units, both bounds included: at least `low`, at most
    `high`, or between the two."""

    low: Decimal | None = None
    high: Decimal | None = None

    def around(self, value: Decimal) -> bool:
        """Whether the value is held.

        >>> Bounds(low=Decimal("0.9")).around(Decimal("0.9"))
        True
        """
        above = self.low is None or value >= self.low
        return above and (self.high is None or value <= self.high)

    @property
    def only(self) -> Decimal | None:
        """The one bound there is; None between two."""
        return self.low if self.high is None else self.high if self.low is None else None


def held(value: Decimal | None, bounds: Bounds) -> Decimal | None:
    """How far a value is held: 1 or more is held, less is not; None without a value.

    There is nothing to start from. Below a lower bound, and above it where it stands alone, it
    is value ÷ bound. Above an upper bound it is bound ÷ value, so that at most 2 days for each
    case and at least half a case for each day come to the same. Within an upper bound it is 1:
    zero is the best there is, and no number of times better than the bound.
    """
    if value is None:
        return None
    if bounds.high is not None and value > bounds.high:
        return EXACT.divide(bounds.high, value)
    if bounds.low is not None and (value < bounds.low or bounds.high is None):
        return EXACT.divide(value, bounds.low)
    return ONE


def holds_nothing(bounds: Bounds) -> bool:
    """Whether the bounds could never be broken, or never be held.

    A lower bound is above zero, since it is divided by; an upper one may be zero.
    """
    low, high = bounds.low, bounds.high
    if low is not None and low <= ZERO:
        return True
    if high is not None and high < ZERO:
        return True
    return low is not None and high is not None and low >= high
