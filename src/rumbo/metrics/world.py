"""What questions are resolved against: metrics, levels of teams and the calendar.

All of it changes only by an entry of the history: one reading of a past position serves while
records arrive, and one of now until any position is taken.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from rumbo.history import queries as history
from rumbo.kernel.calendar import FiscalPeriod, Grain
from rumbo.metrics.bounded import Bounded
from rumbo.metrics.catalogue import UnknownMetric, catalogue
from rumbo.metrics.rules.metric import Metric
from rumbo.metrics.rules.question import Calendar
from rumbo.people import queries as people
from rumbo.people.access import system_viewer

Mark = tuple[object, ...]
FISCAL = (Grain.MONTH, Grain.QUARTER, Grain.YEAR)


@dataclass(frozen=True, slots=True)
class World:
    """The metrics declared at a position, and how the organisation is cut."""

    position: int
    mark: Mark
    metrics: Mapping[str, Metric]
    levels: frozenset[str]
    teams: frozenset[str]
    people: frozenset[str]
    calendar: Calendar

    def metric(self, key: str) -> Metric:
        """A metric by key; raises UnknownMetric."""
        if key not in self.metrics:
            raise UnknownMetric(key, self.metrics)
        return self.metrics[key]


_WORLDS: Bounded[World] = Bounded(64)


def world(position: int | None) -> World:
    """The world at a position, or now."""
    at = history.head() if position is None else position
    mark = (at, _instant(at), history.declared_mark(), position is None)
    return _WORLDS.get(mark, lambda: _read(at, position, mark=mark))


def _instant(position: int) -> object:
    """When a position was really taken: it tells two databases apart that count alike."""
    known = history.known(position)
    return known.real_at if known else None


def _read(at: int, position: int | None, *, mark: Mark) -> World:
    organisation = people.organisation()
    teams = people.teams(viewer=system_viewer("metrics"))
    return World(
        position=at,
        mark=mark,
        metrics=catalogue(position),
        levels=frozenset(each.level for each in teams),
        teams=frozenset(each.key for each in teams),
        people=frozenset(people.names(viewer=system_viewer("metrics"))),
        calendar=Calendar(
            periods=tuple(each for grain in FISCAL for each in _periods(grain)),
            week_start=organisation.week_start,
            time_zone=organisation.time_zone,
        ),
    )


def _periods(grain: Grain) -> tuple[FiscalPeriod, ...]:
    return tuple(FiscalPeriod(each.name, grain, each.period) for each in people.periods(grain))
