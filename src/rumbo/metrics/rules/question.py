"""What one may ask of a metric: dimensions, a scope, and the calendar that names periods."""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from rumbo.kernel.calendar import FiscalPeriod, Grain, Period
from rumbo.kernel.expressions import Expression
from rumbo.kernel.problems import Problem, Refused
from rumbo.metrics.rules.metric import Simple
from rumbo.records.rules.dataset import FieldKind, column_of

PERSON = "person"
MANAGER = "manager"
TEAM = "team"


@dataclass(frozen=True, slots=True)
class ByPerson:
    """Grouped by who a record is credited to."""


@dataclass(frozen=True, slots=True)
class ByManager:
    """Grouped by who led the person's own team on the record's date."""


@dataclass(frozen=True, slots=True)
class ByTeam:
    """Grouped by the team of one level that held the person on the record's date."""

    level: str


@dataclass(frozen=True, slots=True)
class ByTime:
    """Grouped by periods of one length."""

    grain: Grain


@dataclass(frozen=True, slots=True)
class ByField:
    """Grouped by a field of the record."""

    column: str


Dimension = ByPerson | ByManager | ByTeam | ByTime | ByField
NO_FIELDS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose records count: everyone's, or one person's, team's or manager's.

    `team` and `manager` include all below, as it was on each record's date. `dimensions` holds
    a field of the record and the value it must have.
    """

    person: str | None = None
    team: str | None = None
    manager: str | None = None
    dimensions: Mapping[str, str] = field(default_factory=lambda: NO_FIELDS)

    def key(self) -> tuple[object, ...]:
        """A hashable form, for caches."""
        return (self.person, self.team, self.manager, tuple(sorted(self.dimensions.items())))


EVERYTHING = Scope()


@dataclass(frozen=True, slots=True)
class Calendar:
    """How the organisation cuts time: its fiscal periods, its week and its time zone."""

    periods: tuple[FiscalPeriod, ...] = ()
    week_start: int = 0
    time_zone: str = "UTC"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question whose every name has been resolved against a dataset and the roster.

    `until` is the first day that nobody has looked at yet: what is in force is not foretold.
    """

    period: Period
    by: tuple[tuple[str, Dimension], ...]
    scope: Scope
    calendar: Calendar
    where: Expression | None = None
    people: frozenset[str] | None = None
    until: date | None = None

    def key(self) -> tuple[object, ...]:
        """A hashable form, for caches; the calendar is the organisation's own."""
        whose = (self.scope.key(), self.people, self.where)
        return (self.period, self.by, whose, self.until)

    @property
    def grains(self) -> tuple[Grain, ...]:
        """The lengths of time it is grouped by, in order."""
        return tuple(each.grain for _, each in self.by if isinstance(each, ByTime))


def dimension(name: str, *, bodies: Iterable[Simple], levels: Iterable[str]) -> Dimension:
    """What a name groups by; raises Refused, offering the nearest, when nothing has it.

    A word of time, `person`, `manager` and the levels of teams come before fields of records;
    the field that records are credited by stands for the person. Where any of the records
    belong to nobody, there are no people to group by.
    """
    bodies, levels = tuple(bodies), tuple(levels)
    built_in: dict[str, Dimension] = {grain.value: ByTime(grain) for grain in Grain}
    if all(each.credited_to for each in bodies):
        built_in |= {PERSON: ByPerson(), MANAGER: ByManager()}
        built_in |= {level: ByTeam(level) for level in (TEAM, *levels)}
    if name in built_in:
        return built_in[name]
    if {column_of(name)} == {each.credited_to for each in bodies}:
        return ByPerson()
    fields = _shared_fields(bodies)
    if column_of(name) in {column_of(each) for each in fields}:
        return ByField(column_of(name))
    raise Refused(_unknown(name, known={*built_in, *fields}))


def _shared_fields(bodies: tuple[Simple, ...]) -> set[str]:
    """Fields that all the datasets have; another person than the credited one is a bare key."""
    fields = [
        {each.id for each in body.reach.fields if each.kind is not FieldKind.PERSON}
        for body in bodies
    ]
    return set.intersection(*fields) if fields else set()


def _unknown(name: str, *, known: set[str]) -> Problem:
    near = difflib.get_close_matches(name, sorted(known), n=1)
    facts = {
        "name": name[:80],
        "near": near[0] if near else "",
        "known": ", ".join(sorted(known)),
    }
    return Problem("metric.unknown-dimension", facts=facts)
