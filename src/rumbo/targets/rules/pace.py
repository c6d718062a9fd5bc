"""Where a result should be by today, and the colour that follows: one rule for all readers."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from rumbo.kernel.calendar import Period
from rumbo.kernel.money import EXACT


class Standing(StrEnum):
    """The status shown; grey is "we cannot say", never "fine"."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    GREY = "grey"
    NOT_STARTED = "not-started"


@dataclass(frozen=True, slots=True)
class PacePolicy:
    """Named shares of what is expected by now from which a result is green or amber."""

    name: str
    green: Decimal
    amber: Decimal


LINEAR_90_70 = PacePolicy("linear-90-70", Decimal("0.9"), Decimal("0.7"))
# What is to be held is held or it is not: there is no green below the bound.
HELD_100_90 = PacePolicy("held-100-90", Decimal(1), Decimal("0.9"))


@dataclass(frozen=True, slots=True)
class Pace:
    """A standing with its reasons.

    `expected` is the share of the way that should be behind us (0 to 1); `ratio` is progress ÷
    expected, None where there is nothing to divide; `reason` is a code for the words.
    """

    standing: Standing
    reason: str
    expected: Decimal
    ratio: Decimal | None
    elapsed: int
    days: int
    policy: PacePolicy


def expected_by(today: date, period: Period) -> Decimal:
    """Full days since the start ÷ days of the period, between 0 and 1.

    The day in course does not count yet: on the first morning nothing is expected.

    >>> str(expected_by(date(2017, 6, 16), Period(date(2017, 6, 1), date(2017, 7, 1))))
    '0.5'
    """
    return EXACT.divide(Decimal(period.elapsed(today)), Decimal(period.days))


def pace(
    progress: Decimal | None,
    *,
    period: Period,
    today: date,
    policy: PacePolicy = LINEAR_90_70,
    expected: Decimal | None = None,
) -> Pace:
    """Compare raw progress (1 is the whole way) with what is expected by today.

    Expected is the part of the period that has passed, unless it is given. None for progress
    means no data: grey. See docs/algorithms/scoring.md for worked cases.
    """
    if expected is None:
        expected = expected_by(today, period)
    ratio = EXACT.divide(progress, expected) if progress is not None and expected else None
    standing, reason = _standing(progress, ratio, policy)
    if today < period.start:
        standing, reason = Standing.NOT_STARTED, "pace.not-started"
    return Pace(standing, reason, expected, ratio, period.elapsed(today), period.days, policy)


def _standing(
    progress: Decimal | None, ratio: Decimal | None, policy: PacePolicy
) -> tuple[Standing, str]:
    if progress is None:
        return Standing.GREY, "pace.no-data"
    if ratio is None:  # the first day: nothing is expected before a full day has passed
        return Standing.GREEN, "pace.first-day"
    if ratio >= policy.green:
        return Standing.GREEN, "pace.on-track"
    if ratio >= policy.amber:
        return Standing.AMBER, "pace.near"
    return Standing.RED, "pace.behind"
