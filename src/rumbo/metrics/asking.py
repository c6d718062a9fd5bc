"""A question made ready: its metric, position, dimensions, filter and calendar."""

from dataclasses import dataclass, replace

from rumbo.history import queries as history
from rumbo.kernel.calendar import FiscalPeriod, Grain
from rumbo.kernel.expressions import Expression
from rumbo.kernel.problems import Place, Problem, Refused
from rumbo.metrics.catalogue import metric as declared
from rumbo.metrics.rules.conditions import condition
from rumbo.metrics.rules.fields import typed_value
from rumbo.metrics.rules.metric import Metric
from rumbo.metrics.rules.question import (
    Asked,
    ByTime,
    Calendar,
    Dimension,
    Scope,
    dimension,
)
from rumbo.metrics.values import Question
from rumbo.people import queries as people
from rumbo.people.access import system_viewer
from rumbo.people.values import Visible
from rumbo.records.rules.dataset import Dataset, column_of

FILTER = "--where"


@dataclass(frozen=True, slots=True)
class Ready:
    """A resolved question, the metric it is about and the position it is asked at."""

    metric: Metric
    asked: Asked
    position: int


def ready(question: Question, *, visible: Visible) -> Ready:
    """Resolve every name of a question; raises UnknownMetric and Refused."""
    metric = declared(question.metric, position=question.position)
    position = history.head() if question.position is None else question.position
    datasets = _datasets(metric)
    scope = _checked(question.scope, datasets)
    by = tuple((name, _dimension(name, datasets)) for name in question.by or metric.by)
    asked = Asked(
        period=question.period,
        by=by,
        scope=scope,
        calendar=_calendar(by),
        where=_filter(question.where, datasets),
        people=visible.people,
    )
    return Ready(metric, asked, position)


def _datasets(metric: Metric) -> tuple[Dataset, ...]:
    found = {each.body.dataset.key: each.body.dataset for each in metric.simples()}
    return tuple(found.values())


def _dimension(name: str, datasets: tuple[Dataset, ...]) -> Dimension:
    teams = people.teams(viewer=system_viewer("metrics"))
    return dimension(name, datasets=datasets, levels={each.level for each in teams})


def _filter(text: str | None, datasets: tuple[Dataset, ...]) -> Expression | None:
    """A filter must be right for every dataset of the metric."""
    if text is None:
        return None
    place = Place(FILTER, 1, 1)
    read = [condition(text, each, place=place) for each in datasets]
    return read[0]


def _checked(scope: Scope, datasets: tuple[Dataset, ...]) -> Scope:
    """A scope on the field that people are credited by is a scope on the person."""
    credited = {column_of(each.credited_to) for each in datasets}
    for name, value in scope.dimensions.items():
        if not all(each.has(name) for each in datasets):
            raise Refused(Problem("metric.scope", facts={"name": name[:80]}))
        if {column_of(name)} == credited:
            others = {k: v for k, v in scope.dimensions.items() if k != name}
            return _checked(replace(scope, person=value, dimensions=others), datasets)
        _refuse_value(name, value, datasets)
    return scope


def _refuse_value(name: str, value: str, datasets: tuple[Dataset, ...]) -> None:
    for each in datasets:
        try:
            typed_value(each.field(name), value)
        except ValueError as error:
            facts = {"name": name, "value": value[:80]}
            raise Refused(Problem("metric.scope.value", facts=facts)) from error


def _calendar(by: tuple[tuple[str, Dimension], ...]) -> Calendar:
    organisation = people.organisation()
    grains = {each.grain for _, each in by if isinstance(each, ByTime)}
    periods = (each for grain in sorted(grains) for each in _periods(grain))
    return Calendar(
        periods=tuple(periods),
        week_start=organisation.week_start,
        time_zone=organisation.time_zone,
    )


def _periods(grain: Grain) -> tuple[FiscalPeriod, ...]:
    return tuple(FiscalPeriod(each.name, grain, each.period) for each in people.periods(grain))
