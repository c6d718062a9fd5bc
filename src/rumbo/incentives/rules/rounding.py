"""Rounding of a line, once, away from binary fractions: docs/algorithms/rounding.md."""

from rumbo.incentives.rules.plan import MILLION, RoundingRule
from rumbo.kernel.money import Rounding

# A base in millionths of a minor unit times a rate in millionths.
PARTS = MILLION * MILLION


def line_amount(base: int, *, rate: int, rule: RoundingRule) -> int:
    """Minor units for a base (millionths of a minor unit) at a rate (millionths).

    Rounded on the absolute value and the sign restored, so that a refund is the mirror image
    of the sale.

    >>> line_amount(-12_500_000, rate=40_000, rule=RoundingRule(step=1))
    -1
    """
    sign = -1 if (base < 0) != (rate < 0) else 1
    return sign * rule.step * _whole(abs(base * rate), PARTS * rule.step, rule.mode)


def _whole(numerator: int, denominator: int, mode: Rounding) -> int:
    quotient, rest = divmod(numerator, denominator)
    match mode:
        case Rounding.DOWN:
            return quotient
        case Rounding.HALF_UP:
            return quotient + (2 * rest >= denominator)
        case Rounding.HALF_EVEN:
            tie = 2 * rest == denominator
            return quotient + (quotient % 2 if tie else 2 * rest > denominator)
