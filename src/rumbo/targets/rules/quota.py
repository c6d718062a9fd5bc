"""A quota grown from what a person did in the period before: the demo's invented quota."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from rumbo.kernel.money import EXACT


@dataclass(frozen=True, slots=True)
class Growth:
    """Previous result × growth, rounded up to a step, and never below the least."""

    growth: Decimal
    step: Decimal
    at_least: Decimal


DEMO = Growth(growth=Decimal("1.1"), step=Decimal("1000"), at_least=Decimal("20000"))


def suggested_quota(previous: Decimal | None, rule: Growth = DEMO) -> Decimal:
    """The quota that follows from the previous period's result (None: nothing was sold).

    >>> str(suggested_quota(Decimal("72498")))
    '80000'
    """
    grown = EXACT.multiply(previous or Decimal(0), rule.growth)
    steps = EXACT.divide(grown, rule.step).to_integral_value(ROUND_CEILING, EXACT)
    return max(EXACT.multiply(steps, rule.step), rule.at_least)
