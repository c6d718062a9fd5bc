"""Attainment: a result measured against its target, exactly."""

from dataclasses import dataclass
from decimal import Decimal

from rumbo.kernel.money import EXACT


class NoSuchTarget(ValueError):
    """A target of zero or less was given: nothing can be measured against it."""


@dataclass(frozen=True, slots=True)
class Attainment:
    """A result and the target it is measured against, in the same unit.

    >>> str(Attainment(Decimal("450"), Decimal("500")).ratio)
    '0.9'
    """

    result: Decimal
    target: Decimal

    def __post_init__(self) -> None:
        if self.target <= 0:
            raise NoSuchTarget(f"a target must be above zero: {self.target}")

    @property
    def ratio(self) -> Decimal:
        """Result ÷ target as a fraction, never rounded to places and never clamped."""
        return EXACT.divide(self.result, self.target)

    @property
    def missing(self) -> Decimal:
        """What is left to the target; negative when it is exceeded."""
        return self.target - self.result


def attainment(result: Decimal | None, target: Decimal | None) -> Attainment | None:
    """Measure a result; without a target, or without a result, there is no attainment.

    Neither 0 % nor 100 % would be true, so the caller shows "no target". Raises NoSuchTarget
    for a target of zero or less (docs/algorithms/attainment.md).
    """
    if target is None or result is None:
        return None
    return Attainment(result, target)
