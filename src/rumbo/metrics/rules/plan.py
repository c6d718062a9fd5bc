"""From metrics and a question to one SELECT, and which metrics one SELECT can give.

Simple metrics that share dataset, date and credit are computed in one pass; the parts of each
figure (numerator and denominator) are columns of their own and are divided in Decimal later.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from sqlglot import exp

from rumbo.metrics.rules.aggregates import is_stored_money
from rumbo.metrics.rules.building import Builder
from rumbo.metrics.rules.metric import Metric, Simple, SimpleMetric
from rumbo.metrics.rules.question import Asked, Dimension
from rumbo.records.rules.dataset import Dataset, FieldKind
from rumbo.records.rules.spoken import Said, said

Source = tuple[SimpleMetric, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A query as its engine is asked it; first its dimensions, then two parts each.

    The columns of `metrics[i]` are `n<i>` and `d<i>`; `minor` says whose parts are minor units.
    """

    select: exp.Select
    said: Said
    dimensions: tuple[tuple[str, Dimension], ...]
    metrics: Source
    minor: frozenset[str]

    @property
    def text(self) -> str:
        return self.said.text


def plans(simples: Iterable[SimpleMetric], asked: Asked) -> tuple[Plan, ...]:
    """The fewest queries that give all the parts of some simple metrics."""
    return tuple(plan(source, asked) for source in together(simples))


def sources(metric: Metric) -> tuple[Source, ...]:
    """The simple metrics at the bottom, together where one pass over the records gives all."""
    return together(metric.simples())


def together(simples: Iterable[SimpleMetric]) -> tuple[Source, ...]:
    """Simple metrics, those together that one pass over the records can give."""
    ordered = sorted(simples, key=_source)
    return tuple(tuple(group) for _, group in groupby(ordered, _source))


def _source(simple: SimpleMetric) -> tuple[str, ...]:
    body = simple.body
    amounts = body.dataset.of_kind(FieldKind.MONEY)
    currencies = ",".join(each.currency for each in amounts)
    dated = (body.dataset.key, body.dated_by, body.credited_to, currencies)
    return (*dated, *_days_apart(body))


def _days_apart(body: Simple) -> tuple[str, str]:
    """What else makes a pass of its own: days to look at, snapshots, and related records."""
    snapshots = body.level is not None and body.level.series is not None
    level = repr((body.level, (body.where, body.of) if snapshots else None))
    related = body.related
    if related is None:
        return level, ""
    said = (related.match, related.when, related.start, related.before, related.days)
    return level, repr((related.dataset.key, said, related.where))


def plan(simples: Source, asked: Asked) -> Plan:
    """One query for simple metrics that one pass can give."""
    select = Builder(simples, asked).grouped()
    return Plan(
        select=select,
        said=said(select, datasets_of(simples)),
        dimensions=asked.by,
        metrics=simples,
        minor=frozenset(each.key for each in simples if is_stored_money(each.body)),
    )


def datasets_of(simples: Iterable[SimpleMetric]) -> tuple[Dataset, ...]:
    """Every dataset that simple metrics may read: their own, related, and linked ones."""
    bodies = [each.body for each in simples]
    related = [each.related for each in bodies if each.related is not None]
    links = [*(each.links for each in bodies), *(each.links for each in related)]
    own = [each.dataset for each in bodies if not each.is_of_people]
    beside = [each.dataset for each in related]
    linked = [dataset for each in links for _, dataset in each]
    return tuple(dict.fromkeys((*own, *beside, *linked)))
