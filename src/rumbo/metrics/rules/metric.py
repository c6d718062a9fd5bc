"""A metric: one definition of a number, as frozen values."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from rumbo.kernel.calendar import Grain
from rumbo.kernel.expressions import Expression, Type, Value
from rumbo.kernel.problems import Place
from rumbo.kernel.texts import Text
from rumbo.metrics.rules.reach import Links, reach_of
from rumbo.records.rules.dataset import NO_TEXT, Dataset

NOWHERE = Place()


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

    @property
    def adds_up(self) -> bool:
        """Whether the figures of parts can ever be summed to the figure of the whole."""
        return self in {*_COUNTS, Aggregate.SUM}

    @property
    def divides(self) -> bool:
        """Whether the figure is a numerator over a denominator."""
        return self in {Aggregate.AVERAGE, Aggregate.SHARE, Aggregate.MEDIAN}

    @property
    def runs_on(self) -> bool:
        """Whether the parts of one day and of the next add up to those of both.

        They do not where values are told apart or put in order.
        """
        return self not in {Aggregate.COUNT_DISTINCT, *_PICKS}


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


@dataclass(frozen=True, slots=True)
class Simple:
    """Records of one dataset, filtered and aggregated.

    `dated_by` and `credited_to` are columns; `credited_to` is empty for what belongs to nobody.
    `of` is what is summed, averaged, told apart or held as a condition; None counts records.
    `rank` is the fraction that a percentile leaves at or below it. `links` are the columns that
    lead to records of other datasets.
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

    @property
    def reach(self) -> Dataset:
        """The dataset as expressions see it: with the fields that are one link away."""
        return reach_of(self.dataset, self.links)


@dataclass(frozen=True, slots=True)
class Ratio:
    """One metric over another; rows divide their own two figures, and are never added."""

    of: "Metric"
    to: "Metric"


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


@dataclass(frozen=True, slots=True)
class Expected:
    """One figure that a case must give: its group, and the value with the places written."""

    dimensions: Mapping[str, str]
    value: Decimal | None
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Case:
    """Records small enough to check by hand, and what the metric makes of them.

    `rows` are keyed by dataset; names are columns and values are typed.
    """

    rows: Mapping[str, tuple[Mapping[str, Value], ...]]
    gives: tuple[Expected, ...]
    says: Text = NO_TEXT
    place: Place = NOWHERE


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
        """`simple`, `ratio`, `derived` or `cumulative`, as in its document."""
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
            case Cumulative():
                return (self.body.of,)
            case Simple():
                return ()

    @property
    def runs_on(self) -> bool:
        """Whether the parts of one day and of the next add up to those of both."""
        runs = all(each.body.aggregate.runs_on for each in self.simples())
        return runs and not isinstance(self.body, Cumulative)

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


Body = Simple | Ratio | Derived | Cumulative


@dataclass(frozen=True, slots=True)
class SimpleMetric:
    """A simple metric as the plan of a query needs it."""

    key: str
    unit: Unit
    body: Simple
