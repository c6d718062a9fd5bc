"""The sentence of a figure as codes and facts; its words are chosen in `rumbo.wording`."""

from collections.abc import Iterator, Mapping

from rumbo.metrics.rules.metric import Aggregate, Cumulative, Derived, Metric, Ratio, Simple
from rumbo.metrics.rules.question import Asked, Scope
from rumbo.records.rules.dataset import Dataset
from rumbo.wording.metrics import Fact, Phrase, spoken

Names = Mapping[str, str]
_MEASURES = {
    Aggregate.COUNT: "metric.counts",
    Aggregate.COUNT_DISTINCT: "metric.tells-apart",
    Aggregate.COUNT_NEW: "metric.counts-new",
    Aggregate.SUM: "metric.sums",
    Aggregate.AVERAGE: "metric.averages",
    Aggregate.SHARE: "metric.shares",
    Aggregate.MINIMUM: "metric.least",
    Aggregate.MAXIMUM: "metric.most",
    Aggregate.MEDIAN: "metric.median",
    Aggregate.PERCENTILE: "metric.percentile",
}


def phrases(metric: Metric, asked: Asked, *, names: Names) -> tuple[Phrase, ...]:
    """How a figure is computed: the metric, its parts, then when and whose, said once each."""
    bodies = [each.body for each in metric.simples()]
    when = [each for body in bodies for each in _when(body, asked)]
    said_once = {(each.code, *each.facts.values()): each for each in when}
    scope = _scope(asked.scope, bodies[0].reach, names=names)
    return (*_metric(metric), *said_once.values(), *scope)


def _metric(metric: Metric) -> Iterator[Phrase]:
    match metric.body:
        case Simple():
            yield from _simple(metric.body)
        case Ratio():
            facts = {"of": metric.body.of.name, "to": metric.body.to.name}
            yield Phrase("metric.divides", facts)
        case Cumulative():
            since = metric.body.since.value if metric.body.since else "ever"
            yield Phrase(f"metric.runs-since-{since}", {"of": metric.body.of.name})
        case Derived():
            parts = {name: part.name for name, part in metric.body.parts.items()}
            formula = spoken(metric.body.text, parts)
            yield Phrase("metric.derives", {"formula": formula})
    for part in {each.key: each for each in metric.parts()}.values():
        yield Phrase("metric.where-part", {"name": part.name})
        yield from _metric(part)


def _simple(body: Simple) -> Iterator[Phrase]:
    fields = {each.column: each.name for each in body.reach.fields}
    of = spoken(body.of_text, fields)
    facts: dict[str, Fact] = {"of": of, "dataset": body.dataset.name}
    if body.rank is not None:
        facts["rank"] = body.rank
    yield Phrase(_MEASURES[body.aggregate], facts)
    if body.where_text:
        yield Phrase("metric.filters", {"where": spoken(body.where_text, fields)})


def _when(body: Simple, asked: Asked) -> Iterator[Phrase]:
    field, period = body.dataset.field, asked.period
    facts: dict[str, Fact] = {
        "field": field(body.dated_by).name,
        "start": period.start,
        "before": period.before,
    }
    yield Phrase("metric.dates", facts)
    if body.credited_to:
        yield Phrase("metric.credits", {"field": field(body.credited_to).name})


def _scope(scope: Scope, dataset: Dataset, *, names: Names) -> Iterator[Phrase]:
    if scope.person == "":
        yield Phrase("metric.of-nobody")
    elif scope.person:
        yield Phrase("metric.of-person", {"person": names.get(scope.person, scope.person)})
    if scope.team:
        yield Phrase("metric.of-team", {"team": names.get(scope.team, scope.team)})
    if scope.manager:
        yield Phrase("metric.of-manager", {"person": names.get(scope.manager, scope.manager)})
    for name, value in sorted(scope.dimensions.items()):
        yield Phrase("metric.of-field", {"field": dataset.field(name).name, "value": value})
