"""How key results become one figure: values add where they can, otherwise a weighted mean."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from rumbo.kernel.money import EXACT
from rumbo.okrs.rules.progress import clamped


class Policy(StrEnum):
    """The named ways of rolling up; the screen shows which one was used."""

    VALUES_ADD = "values-add"
    WEIGHTED_MEAN = "weighted-mean"


@dataclass(frozen=True, slots=True)
class Part:
    """One key result (or objective) in a roll-up.

    `adds_as` names what its values add up to, such as a metric counted from zero; None means
    that its values cannot be added to others'. `progress` is raw; None is no data. `expected`
    is the share of its own way that should be behind it today.
    """

    progress: Decimal | None
    weight: Decimal = Decimal(1)
    adds_as: str | None = None
    value: Decimal | None = None
    target: Decimal | None = None
    expected: Decimal | None = None


@dataclass(frozen=True, slots=True)
class RollUp:
    """A rolled-up figure, the policy that made it, and how many parts report ("2 of 3").

    `expected` is rolled up as progress is, so that the two can be compared whatever the periods
    of the parts; None where a part does not say.
    """

    progress: Decimal | None
    policy: Policy
    reporting: int
    of: int
    expected: Decimal | None = None


def roll_up(parts: Sequence[Part]) -> RollUp:
    """One raw progress from several; parts without data are left out and counted as missing."""
    reporting = [part for part in parts if part.progress is not None]
    policy = Policy.VALUES_ADD if _add(reporting) else Policy.WEIGHTED_MEAN
    combine = _sum_of_values if policy is Policy.VALUES_ADD else _weighted_mean
    expected = combine([_as_expected(part) for part in reporting]) if _say(reporting) else None
    return RollUp(combine(reporting), policy, len(reporting), len(parts), expected)


def _say(parts: Sequence[Part]) -> bool:
    return bool(parts) and all(part.expected is not None for part in parts)


def _as_expected(part: Part) -> Part:
    """The part as it should stand today."""
    share = part.expected or Decimal(0)
    value = EXACT.multiply(part.target or Decimal(0), share)
    return replace(part, progress=share, value=value)


def _add(parts: Sequence[Part]) -> bool:
    kinds = {part.adds_as for part in parts}
    return len(parts) > 1 and len(kinds) == 1 and None not in kinds


def _sum_of_values(parts: Sequence[Part]) -> Decimal | None:
    """Sum of values ÷ sum of targets: a hundred times larger target counts a hundred times."""
    targets = sum((part.target or Decimal(0) for part in parts), Decimal(0))
    values = sum((part.value or Decimal(0) for part in parts), Decimal(0))
    return EXACT.divide(values, targets) if targets else None


def _weighted_mean(parts: Sequence[Part]) -> Decimal | None:
    """The mean of clamped progress; nobody's overshoot hides another's gap."""
    weights = sum((part.weight for part in parts), Decimal(0))
    if not weights:
        return None
    total = sum(
        (EXACT.multiply(clamped(part.progress or Decimal(0)), part.weight) for part in parts),
        Decimal(0),
    )
    return EXACT.divide(total, weights)
