"""Which plans pay when: their payout periods around a day, and those that are one."""

from collections.abc import Iterable
from datetime import date, timedelta

from rumbo.incentives import catalogue
from rumbo.incentives.models import PlanVersion
from rumbo.kernel.calendar import Period, UnknownPeriod
from rumbo.people import queries as people


def paying_in(period: Period, *, position: int | None) -> Iterable[PlanVersion]:
    """The plans that may settle and for which this is a payout period."""
    for version in catalogue.in_force(period, position=position):
        if _payout(version, period.start) == period:
            yield version


def settling_on(day: date, *, position: int | None) -> Iterable[tuple[PlanVersion, Period]]:
    """The plans that may settle on a day, each with its payout period around it."""
    around = Period(day, day + timedelta(days=1))
    for version in catalogue.in_force(around, position=position):
        if period := _payout(version, day):
            yield version, period


def _payout(version: PlanVersion, day: date) -> Period | None:
    grain = catalogue.document_of(version).plan.pays_every
    try:
        return people.named_period(day, grain).period
    except UnknownPeriod:
        return None
