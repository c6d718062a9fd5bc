"""A metric: one definition of a number, as frozen values."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from rumbo.kernel.calendar import Grain
from rumbo.kernel.expressions import Expression, Type
from rumbo.kernel.texts import Text
from rumbo.metrics.rules.case import Case
from rumbo.metrics.rules.level import Level
from rumbo.metrics.rules.reach import Links, reach_of
from rumbo.metrics.rules.related import Related
from rumbo.metrics.rules.revised import Revised
from rumbo.records.rules.dataset import Dataset


class Unit(StrEnum):
    """What a figure of the metric is; money is in major units, a share is a fraction."""

    MONEY = "money"
    COUNT = "count"
    SHARE = "share"
    NUMBER = "number"
    DAYS = "days"


class Direction(StrEnum):
    """Which way is good."""

    UP = "up"
    DOWN = "down"


class Aggregate(StrEnum):
    """How the records of a group become one figure."""

    COUNT = "count"
    COUNT_DISTINCT = "count-distinct"
    COUNT_NEW = "count-new"
    SUM = "sum"
    AVERAGE = "average"
    SHARE = "share"
    MINIMUM = "minimum"
    MAXIMUM = "maximum"
    MEDIAN = "median"
    PERCENTILE = "percentile"
    LAST = "last"

    @property
    def adds_up(self) -> bool:
        """Whether the figures of parts can ever be summed to the figure of the whole."""
        return self in {*_COUNTS, Aggregate.SUM, Aggregate.LAST}

    @property
    def divides(self) -> bool:
        """Whether the figure is a numerator over a denominator."""
        return self in {Aggregate.AVERAGE, Aggregate.SHARE, Aggregate.MEDIAN}

    @property
    def runs_on(self) -> bool:
        """Whether the parts of one day and of the next add up to those of both.

        They do not where values are told apart or put in order.
        """
        return self not in {Aggregate.COUNT_DISTINCT, Aggregate.LAST, *_PICKS}


_COUNTS = frozenset({Aggregate.COUNT, Aggregate.COUNT_DISTINCT, Aggregate.COUNT_NEW})
_PICKS = frozenset(
    {Aggregate.MINIMUM, Aggregate.MAXIMUM, Aggregate.MEDIAN, Aggregate.PERCENTILE}
)
UNIT_TYPES: Mapping[Unit, Type] = {
    Unit.MONEY: Type.MONEY,
    Unit.SHARE: Type.PERCENT,
    Unit.COUNT: Type.NUMBER,
    Unit.NUMBER: Type.NUMBER,
    Unit.DAYS: Type.NUMBER,
}


class Form(StrEnum):
    """How a metric of records was declared; all forms are counted alike."""

    SIMPLE = "simple"
    CONVERSION = "conversion"
    PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class Simple:
    """Records of one dataset, filtered and aggregated.

    `dated_by` and `credited_to` are columns; `credited_to` is empty for what belongs to nobody.
    `of` is what is summed, averaged, told apart or held as a condition; None counts records.
    `rank` is the fraction that a percentile leaves at or below it. `links` are the columns that
    lead to records of other datasets. With a `level`, records count on the days they are in
    force; `related` are the records of another dataset that `of` or `where` asks for.
    """

    dataset: Dataset
    aggregate: Aggregate
    of: Expression | None
    where: Expression | None
    dated_by: str
    credited_to: str
    currency: str = ""
    of_text: str = field(default="", compare=False)
    where_text: str = field(default="", compare=False)
    rank: Decimal | None = None
    links: Links = ()
    form: Form = Form.SIMPLE
    level: Level | None = None
    related: Related | None = None
    revised: Revised | None = None

    @property
    def is_of_people(self) -> bool:
        """Whether it counts people themselves, and not records that are credited to them."""
        return self.form is Form.PEOPLE

    @property
    def is_averaged(self) -> bool:
        """Whether what is counted on every day is divided by the number of days."""
        is_average = self.level is not None and self.level.is_average
        return is_average and self.aggregate.adds_up

    @property
    def divides(self) -> bool:
        """Whether the figure is a numerator over a denominator."""
        return self.aggregate.divides or self.is_averaged

    @property
    def runs_on(self) -> bool:
        """Whether the parts of one day and of the next add up to those of both."""
        return self.level is None and self.aggregate.runs_on

    @property
    def reach(self) -> Dataset:
        """The dataset as expressions see it: with the fields that are one link away."""
        return reach_of(self.dataset, self.links)


@dataclass(frozen=True, slots=True)
class Ratio:
    """One metric over another; rows divide their own two figures, and are never added.

    `of_whole` says that what a question adds, a filter or fields, narrows `of` alone.
    """

    of: "Metric"
    to: "Metric"
    of_whole: bool = False


@dataclass(frozen=True, slots=True)
class Derived:
    """Arithmetic of metrics; `parts` are keyed by the names that the formula uses."""

    formula: Expression
    parts: Mapping[str, "Metric"]
    text: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Cumulative:
    """A metric from the start of a longer period to the end of the one asked; None is ever."""

    of: "Metric"
    since: Grain | None


class Fold(StrEnum):
    """How the figures of the parts of a period become one."""

    SUM = "sum"
    AVERAGE = "average"
    MINIMUM = "minimum"
    MAXIMUM = "maximum"


@dataclass(frozen=True, slots=True)
class Periodic:
    """A metric computed for each week, month or quarter of a period, and then folded."""

    of: "Metric"
    each: Grain
    fold: Fold


@dataclass(frozen=True, slots=True)
class Metric:
    """What is measured, in words and exactly; `version` is 0 until it is stored."""

    key: str
    name: Text
    means: Text
    does_not_mean: Text
    unit: Unit
    direction: Direction
    body: "Body"
    by: tuple[str, ...] = ()
    adds_up_over: frozenset[str] = frozenset()
    affects_pay: bool = False
    cases: tuple[Case, ...] = ()
    version: int = 0
    digest: str = field(default="", compare=False)

    @property
    def kind(self) -> str:
        """`simple`, `ratio`, `people` and so on, as in its document."""
        if isinstance(self.body, Simple):
            return self.body.form.value
        return type(self.body).__name__.lower()

    @property
    def currency(self) -> str:
        """The currency of a figure in money; empty for every other unit."""
        if self.unit is not Unit.MONEY:
            return ""
        return next((s.body.currency for s in self.simples() if s.body.currency), "")

    def parts(self) -> "tuple[Metric, ...]":
        """The metrics that this one is computed from, directly."""
        match self.body:
            case Ratio():
                return (self.body.of, self.body.to)
            case Derived():
                return tuple(self.body.parts.values())
            case Cumulative() | Periodic():
                return (self.body.of,)
            case Simple():
                return ()

    @property
    def runs_on(self) -> bool:
        """Whether the parts of one day and of the next add up to those of both."""
        return not isinstance(self.body, Cumulative) and self.adds_by_day

    @property
    def needs_period(self) -> bool:
        """Whether its figure has no meaning over all times together."""
        folded = any(isinstance(each.body, Periodic) for each in self.tree())
        return folded or any(each.body.level is not None for each in self.simples())

    @property
    def adds_by_day(self) -> bool:
        """Whether its parts, counted day by day, add up: nothing told apart, picked or held."""
        whole = any(isinstance(e.body, Ratio) and e.body.of_whole for e in self.tree())
        folded = any(isinstance(each.body, Periodic) for each in self.tree())
        return all(e.body.runs_on for e in self.simples()) and not (whole or folded)

    @property
    def linked_datasets(self) -> tuple[Dataset, ...]:
        """The datasets at the bottom whose records live in another engine."""
        found = dict.fromkeys(each.body.dataset for each in self.simples())
        return tuple(each for each in found if each.linked is not None)

    def tree(self) -> "Iterator[Metric]":
        """This metric and all that it is computed from."""
        yield self
        for part in self.parts():
            yield from part.tree()

    def simples(self) -> "tuple[SimpleMetric, ...]":
        """The simple metrics at the bottom, each once, in order."""
        found: dict[str, SimpleMetric] = {}
        for metric in self.tree():
            if isinstance(metric.body, Simple):
                found.setdefault(metric.key, SimpleMetric(metric.key, metric.unit, metric.body))
        return tuple(found.values())


Body = Simple | Ratio | Derived | Cumulative | Periodic


@dataclass(frozen=True, slots=True)
class SimpleMetric:
    """A simple metric as the plan of a query needs it."""

    key: str
    unit: Unit
    body: Simple
