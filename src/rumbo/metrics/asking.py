"""A question made ready: its metric, position, dimensions, filter and calendar."""

from dataclasses import dataclass, replace

from rumbo.history.queries import head
from rumbo.kernel.expressions import Expression
from rumbo.kernel.problems import Place, Problem, Refused
from rumbo.metrics.rules.conditions import condition
from rumbo.metrics.rules.fields import typed_value
from rumbo.metrics.rules.metric import Metric, Simple
from rumbo.metrics.rules.narrowing import filterable, is_mixed
from rumbo.metrics.rules.plan import datasets_of
from rumbo.metrics.rules.question import Asked, Scope, dimension
from rumbo.metrics.values import Question
from rumbo.metrics.world import Mark, World, world
from rumbo.people.values import Visible
from rumbo.records import projection
from rumbo.records.engines import tick
from rumbo.records.rules.dataset import Dataset, column_of

FILTER = "--where"


@dataclass(frozen=True, slots=True)
class Ready:
    """A resolved question, the metric it is about and the position it is asked at.

    `mark` tells the state of everything an answer depends on from every other state; of linked
    tables it only knows that some time has passed. `is_past` says that a moment was asked
    for; `seconds` is the limit of time for each query.
    """

    metric: Metric
    asked: Asked
    position: int
    mark: Mark
    is_past: bool = False
    seconds: float = projection.SECONDS


def ready(question: Question, *, visible: Visible) -> Ready:
    """Resolve every name of a question; raises UnknownMetric and Refused."""
    metric = world(question.position).metric(question.metric)
    return ready_for(metric, question, visible=visible)


def ready_for(
    metric: Metric,
    question: Question,
    *,
    visible: Visible,
    seconds: float = projection.SECONDS,
) -> Ready:
    """The same for a metric at hand, which need not be declared. Raises Refused."""
    around = world(question.position)
    bodies = tuple(each.body for each in metric.simples())
    names = question.by or metric.by
    asked = Asked(
        period=question.period,
        by=tuple((n, dimension(n, bodies=bodies, levels=around.levels)) for n in names),
        scope=_checked(_known(question.scope, around), bodies),
        calendar=around.calendar,
        where=_filter(question.where, bodies),
        people=visible.people,
    )
    passed = tick(datasets_of(metric.simples()))
    return Ready(
        metric=metric,
        asked=asked,
        position=around.position,
        mark=(*around.mark, passed),
        is_past=passed is not None and _is_past(question.position),
        seconds=seconds,
    )


def _is_past(position: int | None) -> bool:
    return position is not None and position < head()


def _filter(text: str | None, bodies: tuple[Simple, ...]) -> Expression | None:
    """A filter must be right for every dataset of the metric."""
    if text is None:
        return None
    place = Place(FILTER, 1, 1)
    read = [condition(text, filterable(each), place=place) for each in bodies]
    if any(is_mixed(each, where) for each, where in zip(bodies, read, strict=True)):
        raise Refused(Problem("metric.where.mixed", place))
    return read[0]


def _known(scope: Scope, around: World) -> Scope:
    """A scope of people and teams that exist: of others a figure of zero would be a lie."""
    wanted = {
        "team": (scope.team, around.teams),
        "person": (scope.person or None, around.people),
        "manager": (scope.manager, around.people),
    }
    for name, (key, known) in wanted.items():
        if key is not None and key not in known:
            raise Refused(
                Problem("metric.scope.unknown", facts={"name": name, "key": key[:80]})
            )
    return scope


def _checked(scope: Scope, bodies: tuple[Simple, ...]) -> Scope:
    """A scope on the field that people are credited by is a scope on the person."""
    credited = {each.credited_to for each in bodies}
    datasets = tuple(each.reach for each in bodies)
    for name, value in scope.dimensions.items():
        if not all(each.has(name) for each in datasets):
            raise Refused(Problem("metric.scope", facts={"name": name[:80]}))
        if {column_of(name)} == credited:
            others = {k: v for k, v in scope.dimensions.items() if k != name}
            return _checked(replace(scope, person=value, dimensions=others), bodies)
        _refuse_value(name, value, datasets)
    return scope


def _refuse_value(name: str, value: str, datasets: tuple[Dataset, ...]) -> None:
    for each in datasets:
        try:
            typed_value(each.field(name), value)
        except ValueError as error:
            facts = {"name": name, "value": value[:80]}
            raise Refused(Problem("metric.scope.value", facts=facts)) from error
