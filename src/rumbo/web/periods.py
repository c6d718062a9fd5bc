"""The period a screen is about: chosen in the address, otherwise the one of today."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from rumbo.kernel.calendar import Grain
from rumbo.people import queries
from rumbo.people.values import NamedPeriod
from rumbo.web.requests import ViewerRequest

AT_MOST = 6


@dataclass(frozen=True, slots=True)
class Choice:
    """The period shown and those one may switch to."""

    shown: NamedPeriod
    others: tuple[NamedPeriod, ...]


def chosen(request: ViewerRequest, grain: Grain) -> NamedPeriod:
    """The fiscal period named by `?period=`, or the one of today. Raises UnknownPeriod."""
    name = request.GET.get("period", "")
    if not name:
        return queries.named_period(request.today, grain)
    return NamedPeriod(name, grain, queries.period(name))


def choices(periods: Iterable[NamedPeriod], today: date) -> tuple[NamedPeriod, ...]:
    """The last few periods that have begun, oldest first."""
    begun = [each for each in periods if each.period.start <= today]
    return tuple(begun[-AT_MOST:])
