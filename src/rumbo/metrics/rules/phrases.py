"""The sentence of a figure as codes and facts; its words are chosen in `rumbo.wording`."""

from collections.abc import Iterable, Iterator, Mapping

from rumbo.kernel.texts import Text
from rumbo.metrics.rules.level import At, Level
from rumbo.metrics.rules.metric import (
    Aggregate,
    Cumulative,
    Derived,
    Form,
    Metric,
    Periodic,
    Ratio,
    Simple,
)
from rumbo.metrics.rules.question import Asked, Scope
from rumbo.metrics.rules.related import Related
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
    Aggregate.LAST: "metric.adds-last",
}
_AT = {
    At.END: "metric.at-end",
    At.START: "metric.at-start",
    At.AVERAGE: "metric.at-average",
}


def phrases(metric: Metric, asked: Asked, *, names: Names) -> tuple[Phrase, ...]:
    """How a figure is computed: the metric, its parts, then when and whose, said once each."""
    bodies = [each.body for each in metric.simples()]
    when = [each for body in bodies for each in _when(body, asked)]
    said_once = {(each.code, *each.facts.values()): each for each in when}
    scope = _scope(asked.scope, bodies[0].reach, names=names)
    return (*_metric(metric), *said_once.values(), *scope)


def _metric(metric: Metric) -> Iterator[Phrase]:
    yield from _simple(metric.body) if isinstance(metric.body, Simple) else _made(metric.body)
    for part in {each.key: each for each in metric.parts()}.values():
        yield Phrase("metric.where-part", {"name": part.name})
        yield from _metric(part)


def _made(body: Ratio | Derived | Cumulative | Periodic) -> Iterator[Phrase]:
    """How a metric is made of others."""
    match body:
        case Ratio():
            facts = {"of": body.of.name, "to": body.to.name}
            yield Phrase("metric.divides", facts)
            if body.of_whole:
                yield Phrase("metric.of-the-whole", facts)
        case Cumulative():
            since = body.since.value if body.since else "ever"
            yield Phrase(f"metric.runs-since-{since}", {"of": body.of.name})
        case Periodic():
            yield Phrase(f"metric.folds-{body.fold.value}", {"of": body.of.name})
            yield Phrase(f"metric.each-{body.each.value}")
        case Derived():
            parts = {name: part.name for name, part in body.parts.items()}
            yield Phrase("metric.derives", {"formula": spoken(body.text, parts)})


def _simple(body: Simple) -> Iterator[Phrase]:
    fields = {each.column: each.name for each in body.reach.fields}
    yield _measure(body, fields)
    if body.where_text:
        yield Phrase("metric.filters", {"where": spoken(body.where_text, fields)})
    if body.revised is not None:
        series = _listed(body.dataset, body.revised.series)
        by = body.dataset.field(body.revised.by).name
        yield Phrase("metric.only-last", {"series": series, "field": by})
    if body.related is not None:
        yield from _related(body, body.related)


def _measure(body: Simple, fields: Mapping[str, Text]) -> Phrase:
    facts: dict[str, Fact] = {"of": spoken(body.of_text, fields), "dataset": body.dataset.name}
    if body.rank is not None:
        facts["rank"] = body.rank
    match body.form, body.aggregate:
        case Form.CONVERSION, _:
            return Phrase("metric.converts", facts)
        case Form.PEOPLE, Aggregate.COUNT_DISTINCT:
            return Phrase("metric.counts-people", facts)
        case Form.PEOPLE, Aggregate.SUM:
            return Phrase("metric.adds-hours", facts)
        case Form.PEOPLE, _:
            return Phrase("metric.shares-people", facts)
        case _:
            return Phrase(_MEASURES[body.aggregate], facts)


def _related(body: Simple, related: Related) -> Iterator[Phrase]:
    fields = {each.column: each.name for each in related.reach.fields}
    facts: dict[str, Fact] = {
        "dataset": related.dataset.name,
        "field": related.dataset.field(related.start).name,
        "days": str(related.days),
        "match": _listed(related.dataset, [there for there, _ in related.match]),
    }
    kind = "itself" if related.is_itself else "related"
    yield Phrase(f"metric.{kind}-{related.when.value}", facts)
    if body.form is Form.CONVERSION:
        yield Phrase("metric.youngest")
    if related.where_text:
        where = spoken(related.where_text, fields)
        yield Phrase("metric.related-where", {**facts, "where": where})


def _listed(dataset: Dataset, columns: Iterable[str]) -> Text:
    names = [dataset.field(each).name for each in columns]
    return Text(", ".join(each.en for each in names), ", ".join(each.es for each in names))


def _when(body: Simple, asked: Asked) -> Iterator[Phrase]:
    field, period = body.dataset.field, asked.period
    facts: dict[str, Fact] = {
        "field": field(body.dated_by).name,
        "start": period.start,
        "before": period.before,
    }
    if body.level is None:
        yield Phrase("metric.dates", facts)
    else:
        yield from _in_force(body, body.level, facts)
    if body.credited_to and not body.is_of_people:
        yield Phrase("metric.credits", {"field": field(body.credited_to).name})


def _in_force(body: Simple, level: Level, facts: dict[str, Fact]) -> Iterator[Phrase]:
    if level.series is not None:
        series = _listed(body.dataset, level.series)
        yield Phrase(
            "metric.until-next" if level.series else "metric.until-any",
            {**facts, "series": series},
        )
    elif level.before:
        ends = body.dataset.field(level.before).name
        yield Phrase("metric.in-force", {**facts, "ends": ends})
    else:
        yield Phrase("metric.in-force-ever", facts)
    yield Phrase(_AT[level.at], facts)


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
