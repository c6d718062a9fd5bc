"""Proration: the part of a target that belongs to the days someone held it."""

from collections.abc import Iterable
from decimal import Decimal

from rumbo.kernel.calendar import Period
from rumbo.kernel.money import EXACT


def prorated(target: Decimal, *, period: Period, held: Period | None) -> Decimal | None:
    """Target × days held within the period ÷ days of the period; None when no day was held.

    Only the target is prorated, never the payout (docs/algorithms/proration.md).
    """
    return prorated_over(target, period=period, held=() if held is None else (held,))


def prorated_over(target: Decimal, *, period: Period, held: Iterable[Period]) -> Decimal | None:
    """The same over several stretches; a day covered twice counts once."""
    days = len({day for stretch in held for day in _days(stretch, period)})
    if not days:
        return None
    return EXACT.divide(EXACT.multiply(target, Decimal(days)), Decimal(period.days))


def _days(stretch: Period, period: Period) -> range:
    both = stretch.overlap(period)
    return range(both.start.toordinal(), both.before.toordinal()) if both else range(0)
