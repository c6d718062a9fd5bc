"""The period a screen is about: chosen in the address, otherwise the one of today."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from rumbo.kernel.calendar import Grain
from rumbo.metrics import queries as metrics
from rumbo.people import queries
from rumbo.people.values import NamedPeriod
from rumbo.records.engines import Unanswered
from rumbo.web.requests import ViewerRequest

AT_MOST = 6


@dataclass(frozen=True, slots=True)
class Choice:
    """The period shown and those one may switch to."""

    shown: NamedPeriod
    others: tuple[NamedPeriod, ...]


def choice(request: ViewerRequest, grain: Grain, *, reached: date | None) -> Choice:
    """The period asked for, and the last ones; without records in those, the last that have.

    `reached` is the business date of the latest record. Raises UnknownPeriod.
    """
    first = ending_at(request.today, grain)[0]
    if reached is None or reached >= first.period.start:
        recent = choices(queries.periods(grain), request.today)
        return Choice(chosen(request, grain), recent)
    older = ending_at(reached, grain)
    shown = chosen(request, grain) if request.GET.get("period") else older[-1]
    return Choice(shown, (*older, queries.named_period(request.today, grain)))


def reached(request: ViewerRequest, metric: str) -> date | None:
    """The business date of the latest record of a metric; raises UnknownMetric.

    None also while its engine does not answer: its figure says so where it would stand.
    """
    visible, position = request.viewer.visible, request.position
    try:
        return metrics.coverage(metric, visible=visible, position=position).last
    except Unanswered:
        return None


def ending_at(day: date, grain: Grain) -> tuple[NamedPeriod, ...]:
    """The last few periods up to the one of a day, oldest first."""
    found = [queries.named_period(day, grain)]
    while len(found) < AT_MOST:
        before = found[0].period.start - timedelta(days=1)
        found.insert(0, queries.named_period(before, grain))
    return tuple(found)


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
