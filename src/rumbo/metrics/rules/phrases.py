"""The sentence of a figure as codes and facts; its words are chosen in `rumbo.wording`."""

from collections.abc import Iterator, Mapping

from rumbo.metrics.rules.metric import Aggregate, Derived, Metric, Ratio, Simple
from rumbo.metrics.rules.question import Asked, Scope
from rumbo.wording.metrics import Phrase

Names = Mapping[str, str]
_MEASURES = {
    Aggregate.COUNT: "metric.counts",
    Aggregate.COUNT_DISTINCT: "metric.tells-apart",
    Aggregate.SUM: "metric.sums",
    Aggregate.AVERAGE: "metric.averages",
    Aggregate.SHARE: "metric.shares",
}


def phrases(metric: Metric, asked: Asked, *, names: Names) -> tuple[Phrase, ...]:
    """How a figure is computed: the metric first, then what it is computed from, then whose."""
    return (*_metric(metric, asked), *_scope(asked.scope, metric, names=names))


def _metric(metric: Metric, asked: Asked) -> Iterator[Phrase]:
    match metric.body:
        case Simple():
            yield from _simple(metric.body, asked)
        case Ratio():
            facts = {"of": metric.body.of.name, "to": metric.body.to.name}
            yield Phrase("metric.divides", facts)
        case Derived():
            yield Phrase("metric.derives", {"formula": metric.body.text})
    for part in dict.fromkeys(each.key for each in metric.parts()):
        known = next(each for each in metric.parts() if each.key == part)
        yield Phrase("metric.where-part", {"name": known.name})
        yield from _metric(known, asked)


def _simple(body: Simple, asked: Asked) -> Iterator[Phrase]:
    dataset = body.dataset
    of = dataset.field(body.of_text).name if dataset.has(body.of_text) else body.of_text
    yield Phrase(_MEASURES[body.aggregate], {"of": of, "dataset": dataset.name})
    if body.where_text:
        yield Phrase("metric.filters", {"where": body.where_text})
    yield Phrase(
        "metric.dates",
        {
            "field": dataset.field(body.dated_by).name,
            "start": asked.period.start,
            "before": asked.period.before,
        },
    )
    if body.credited_to:
        yield Phrase("metric.credits", {"field": dataset.field(body.credited_to).name})


def _scope(scope: Scope, metric: Metric, *, names: Names) -> Iterator[Phrase]:
    if scope.person == "":
        yield Phrase("metric.of-nobody")
    elif scope.person:
        yield Phrase("metric.of-person", {"person": names.get(scope.person, scope.person)})
    if scope.team:
        yield Phrase("metric.of-team", {"team": names.get(scope.team, scope.team)})
    if scope.manager:
        yield Phrase("metric.of-manager", {"person": names.get(scope.manager, scope.manager)})
    dataset = metric.simples()[0].body.dataset
    for name, value in sorted(scope.dimensions.items()):
        yield Phrase("metric.of-field", {"field": dataset.field(name).name, "value": value})
