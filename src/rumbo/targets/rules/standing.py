"""How a result stands against its quota today: attained, ahead or behind, and landing where."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from rumbo.kernel.calendar import Period
from rumbo.kernel.money import EXACT
from rumbo.targets.rules.attainment import Attainment, attainment
from rumbo.targets.rules.pace import Pace, Standing, pace


@dataclass(frozen=True, slots=True)
class QuotaStanding:
    """A result and its quota, in the metric's units; None where nothing can be said.

    `expected` is what even pace would have brought by today, `ahead` what there is more (or,
    negative, less) than that; `landing` is where the same pace leads by the end.
    """

    result: Decimal | None
    quota: Decimal | None
    attained: Attainment | None
    pace: Pace
    expected: Decimal | None
    ahead: Decimal | None
    landing: Decimal | None

    @property
    def landing_share(self) -> Decimal | None:
        """The landing as a fraction of the quota."""
        found = attainment(self.landing, self.quota)
        return found.ratio if found else None


def standing(
    result: Decimal | None,
    quota: Decimal | None,
    *,
    period: Period,
    today: date,
    silence: str = "",
) -> QuotaStanding:
    """Measure a result against its quota as of a day.

    `silence` is a reason for which nothing is judged, such as `pace.stale`: grey, whatever the
    figures say.
    """
    found = attainment(result, quota)
    ratio = found.ratio if found and not silence else None
    paced = pace(ratio, period=period, today=today)
    if silence and paced.standing is Standing.GREY:
        paced = replace(paced, reason=silence)
    expected = None if quota is None else EXACT.multiply(quota, paced.expected)
    return QuotaStanding(
        result=result,
        quota=quota,
        attained=found,
        pace=paced,
        expected=expected,
        ahead=None if silence else _ahead(result, expected),
        landing=None if silence else landing(result, period=period, today=today),
    )


def _ahead(result: Decimal | None, expected: Decimal | None) -> Decimal | None:
    if result is None or expected is None:
        return None
    return EXACT.subtract(result, expected)


def landing(result: Decimal | None, *, period: Period, today: date) -> Decimal | None:
    """Where even pace leads: result ÷ days passed × days of the period; None on the first day.

    >>> ten_days = Period(date(2017, 6, 1), date(2017, 6, 11))
    >>> str(landing(Decimal(40), period=ten_days, today=date(2017, 6, 5)))
    '100'
    """
    passed = period.elapsed(today)
    if result is None or not passed:
        return None
    if passed == period.days:
        return result
    return EXACT.divide(EXACT.multiply(result, Decimal(period.days)), Decimal(passed))


def together(
    each: Iterable[QuotaStanding], *, period: Period, today: date, silence: str = ""
) -> QuotaStanding:
    """Several people as one: results add up, and the quotas of those who have one."""
    rows = list(each)
    results = [row.result for row in rows if row.result is not None]
    quotas = [row.quota for row in rows if row.quota is not None]
    return standing(
        sum(results, Decimal(0)) if results else None,
        sum(quotas, Decimal(0)) if quotas else None,
        period=period,
        today=today,
        silence=silence,
    )
