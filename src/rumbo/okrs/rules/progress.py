"""Progress and suggested score: one formula, up and down (docs/algorithms/scoring.md)."""

from decimal import Decimal

from rumbo.kernel.money import EXACT, rounded
from rumbo.okrs.rules.course import Course

ZERO, ONE = Decimal(0), Decimal(1)


def progress(current: Decimal | None, along: Course | None) -> Decimal | None:
    """(current − start) ÷ (target − start), raw: below 0 and above 1 are kept.

    None when there is no data or no course, and when start equals target: such a key result is
    unscorable, never 0 %, 100 % or infinite.
    """
    if current is None or along is None or along.start == along.target:
        return None
    way = EXACT.subtract(along.target, along.start)
    return EXACT.divide(EXACT.subtract(current, along.start), way)


def clamped(raw: Decimal) -> Decimal:
    """Raw progress between 0 and 1, for display and roll-up only."""
    return max(ZERO, min(raw, ONE))


def score(raw: Decimal | None) -> Decimal | None:
    """The score suggested at grading: clamped progress, rounded half-up to one decimal.

    >>> str(score(Decimal("0.65")))
    '0.7'
    """
    return None if raw is None else rounded(clamped(raw), 1)
