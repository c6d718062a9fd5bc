"""Figures for key results: each metric is asked once per period and grouping."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from rumbo.kernel.calendar import Grain, Period, parse_period
from rumbo.kernel.money import EXACT
from rumbo.metrics.queries import Answer, Coverage, Question, Row, answer, metric
from rumbo.metrics.rules.metric import Aggregate, Metric, Simple
from rumbo.okrs.values import ScopeView
from rumbo.people.values import Visible

_WEEK = timedelta(days=7)
_FROM_ZERO = frozenset(
    {Aggregate.COUNT, Aggregate.COUNT_DISTINCT, Aggregate.COUNT_NEW, Aggregate.SUM}
)
_TIME = frozenset(grain.value for grain in Grain)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a metric for one key result."""

    metric: str
    where: str
    scope: ScopeView
    period: Period

    @property
    def by(self) -> tuple[str, ...]:
        match self.scope.kind:
            case "person":
                return ("person",)
            case "team":
                return (self.scope.level,)
            case _:
                return ()

    def is_about(self, row: Row) -> bool:
        return all(row.dimensions[name] == self.scope.key for name in self.by)


def accumulates(asked: Metric) -> bool:
    """Whether a period starts it at zero: a sum or a count of what happens in it.

    Different participants of two months do not add up, and still each month starts with none.
    """
    body = asked.body
    counts = isinstance(body, Simple) and body.level is None and body.aggregate in _FROM_ZERO
    return counts or bool(asked.adds_up_over & _TIME)


class Measurements:
    """The figures of one page, all at one position; asks no question twice."""

    def __init__(self, *, visible: Visible, position: int) -> None:
        self._visible = visible
        self._position = position
        self._answers: dict[tuple[str, str, Period, tuple[str, ...]], Answer] = {}
        self._metrics: dict[str, Metric] = {}

    def metric(self, key: str) -> Metric:
        """The metric as it was defined at the position."""
        if key not in self._metrics:
            self._metrics[key] = metric(key, position=self._position)
        return self._metrics[key]

    def value(self, asked: Asked) -> Decimal | None:
        """The figure, in major units; None is no value, as where no record was ever seen."""
        found = self._answer(asked, asked.by)
        if found.coverage.observed_at is None:
            return None
        return next((row.value for row in found.rows if asked.is_about(row)), None)

    def coverage(self, asked: Asked) -> Coverage:
        """How far, and how freshly, the data of the metric reaches."""
        return self._answer(asked, asked.by).coverage

    def by_week(self, asked: Asked) -> tuple[tuple[date, Decimal], ...]:
        """The value reached by the end of each week with records; empty where it cannot add."""
        defined = self.metric(asked.metric)
        # Distinct things of two weeks may be the same things: their counts do not run on.
        if not defined.runs_on:
            return ()
        rows = self._answer(asked, (*asked.by, "week")).rows
        weekly = sorted(
            (row for row in rows if asked.is_about(row)),
            key=lambda row: row.dimensions["week"] or "",
        )
        return _running(weekly, asked.period, sums=accumulates(defined))

    def _answer(self, asked: Asked, by: tuple[str, ...]) -> Answer:
        key = (asked.metric, asked.where, asked.period, by)
        if key not in self._answers:
            question = Question(
                asked.metric,
                asked.period,
                by=by,
                position=self._position,
                where=asked.where or None,
            )
            self._answers[key] = answer(question, visible=self._visible)
        return self._answers[key]


def _running(
    weekly: list[Row], period: Period, *, sums: bool
) -> tuple[tuple[date, Decimal], ...]:
    points: list[tuple[date, Decimal]] = []
    above = below = Decimal(0)
    for row in weekly:
        top = row.value if sums else row.numerator
        above += top or Decimal(0)
        below += row.denominator or Decimal(0)
        day = _last_day(row.dimensions["week"], period)
        if day is not None and (sums or below):
            points.append((day, above if sums else EXACT.divide(above, below)))
    return tuple(points)


def _last_day(week: str | None, period: Period) -> date | None:
    if week is None:
        return None
    return min(parse_period(week).start + _WEEK, period.before) - timedelta(days=1)
