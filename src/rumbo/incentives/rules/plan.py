"""A plan as frozen values: what is measured, for whom, and what each band pays.

Money is a whole number of minor units; rates and shares are whole millionths (4 % is 40 000),
so that nothing between the file and the payout is ever a fraction of a binary number.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from rumbo.kernel.calendar import Grain, Period
from rumbo.kernel.money import Rounding
from rumbo.kernel.texts import Text

MILLION = 1_000_000
ALWAYS = date.min


class Kind(StrEnum):
    """What a component is called on a statement; it changes no arithmetic."""

    COMMISSION = "commission"
    BONUS = "bonus"
    SPIFF = "spiff"
    OVERRIDE = "override"


class Shape(StrEnum):
    """How a table of bands turns a running total into pay."""

    FLAT = "flat"
    MARGINAL = "marginal"
    WHOLE = "whole"


class By(StrEnum):
    """What the bounds of the bands are measured in."""

    AMOUNT = "amount"
    ATTAINMENT = "attainment"


class Bounds(StrEnum):
    """The band to which a bound itself belongs: the one that starts there, or the one below."""

    LOWER = "lower"
    UPPER = "upper"


class Route(StrEnum):
    """The way from the person on a record to the one who is paid."""

    PERSON = "person"
    MANAGER = "manager-of"


@dataclass(frozen=True, slots=True)
class Dated:
    """A number, or one that changes on given days: (first day, value), days rising.

    >>> Dated(((date(2026, 1, 1), 40_000), (date(2026, 7, 1), 45_000))).on(date(2026, 8, 1))
    45000
    """

    values: tuple[tuple[date, int], ...]

    @classmethod
    def fixed(cls, value: int) -> "Dated":
        return cls(((ALWAYS, value),))

    @property
    def days(self) -> tuple[date, ...]:
        return tuple(day for day, _ in self.values)

    def on(self, day: date) -> int:
        """The value in force; before the first day that first value holds."""
        known = [value for first, value in self.values if first <= day]
        return known[-1] if known else self.values[0][1]


@dataclass(frozen=True, slots=True)
class Band:
    """A lower bound (minor units, or millionths of the target) and the rate from there on."""

    start: Dated
    rate: Dated


@dataclass(frozen=True, slots=True)
class Scale:
    """Bands from low to high. A flat rate is a scale of one band from zero."""

    shape: Shape
    by: By
    bands: tuple[Band, ...]
    bounds: Bounds = Bounds.LOWER

    @property
    def days(self) -> tuple[date, ...]:
        """The days on which any number of the table changes, rising."""
        found = {day for band in self.bands for day in (*band.start.days, *band.rate.days)}
        return tuple(sorted(found - {ALWAYS}))


@dataclass(frozen=True, slots=True)
class Window:
    """The stretch over which a measure runs: the payout period, or a longer one to date."""

    grain: Grain
    to_date: bool = False

    def __str__(self) -> str:
        return f"{self.grain}-to-date" if self.to_date else str(self.grain)


@dataclass(frozen=True, slots=True)
class Measure:
    """What is added up: a metric, its window, and whether it is held against a target."""

    metric: str
    window: Window
    against_target: bool = False
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Credit:
    """Whose a record is: the person in a field, or the manager of that person."""

    dataset: str
    field: str
    route: Route = Route.PERSON
    role: str = ""


@dataclass(frozen=True, slots=True)
class RoundingRule:
    """The step of a line in minor units, and what happens to ties."""

    step: int
    mode: Rounding = Rounding.HALF_UP


@dataclass(frozen=True, slots=True)
class Component:
    """One thing that is earned."""

    key: str
    kind: Kind
    name: Text
    measure: Measure
    scale: Scale


@dataclass(frozen=True, slots=True)
class Case:
    """Inputs in minor units, in the order in which they come, and the pay they must give."""

    says: Text
    on: date
    given: Mapping[str, tuple[int, ...]]
    target: int | None
    pays: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class Plan:
    """One version of a plan, read and checked."""

    key: str
    name: Text
    means: Text
    valid: Period
    pays_every: Grain
    currency: str
    rounding: RoundingRule
    credits: tuple[Credit, ...]
    components: tuple[Component, ...]
    cases: tuple[Case, ...] = ()

    def component(self, key: str) -> Component:
        return next(each for each in self.components if each.key == key)

    def credits_of(self, component: Component) -> tuple[tuple[int, Credit], ...]:
        """The credits a component counts, each with its seat: its place in the plan."""
        wanted = component.measure.credit
        seats = enumerate(self.credits)
        return tuple((seat, each) for seat, each in seats if wanted in ("", each.role))
