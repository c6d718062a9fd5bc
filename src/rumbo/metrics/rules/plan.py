"""From metrics and a question to one SELECT: what to join, keep, group and aggregate.

Simple metrics that share dataset, date and credit are computed in one pass; the parts of each
figure (numerator and denominator) are columns of their own and are divided in Decimal later.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from sqlglot import exp

from rumbo.kernel.expressions import Expression, to_sql
from rumbo.kernel.expressions.nodes import Name
from rumbo.metrics.rules import columns as sql
from rumbo.metrics.rules.buckets import bucket
from rumbo.metrics.rules.joins import joined, needs_identity, with_links
from rumbo.metrics.rules.metric import Aggregate, Metric, Simple, SimpleMetric, Unit
from rumbo.metrics.rules.newness import counted, told_apart
from rumbo.metrics.rules.picking import picks
from rumbo.metrics.rules.question import (
    Asked,
    ByField,
    ByManager,
    ByPerson,
    ByTeam,
    ByTime,
    Dimension,
)
from rumbo.metrics.rules.reach import links_in
from rumbo.metrics.rules.scoping import scope_conditions
from rumbo.records.rules.dataset import Dataset, FieldKind
from rumbo.records.rules.spoken import Said, said


@dataclass(frozen=True, slots=True)
class Plan:
    """A query as its engine is asked it; first its dimensions, then two parts each.

    The columns of `metrics[i]` are `n<i>` and `d<i>`; `minor` says whose parts are minor units.
    """

    select: exp.Select
    said: Said
    dimensions: tuple[tuple[str, Dimension], ...]
    metrics: tuple[SimpleMetric, ...]
    minor: frozenset[str]

    @property
    def text(self) -> str:
        return self.said.text


def plans(metric: Metric, asked: Asked) -> tuple[Plan, ...]:
    """The fewest queries that give all the parts of a metric's figures."""
    return tuple(plan(source, asked) for source in sources(metric))


def sources(metric: Metric) -> tuple[tuple[SimpleMetric, ...], ...]:
    """The simple metrics at the bottom, together where one pass over the records gives all."""
    ordered = sorted(metric.simples(), key=_source)
    return tuple(tuple(group) for _, group in groupby(ordered, _source))


def _source(simple: SimpleMetric) -> tuple[str, str, str]:
    return simple.body.dataset.key, simple.body.dated_by, simple.body.credited_to


def plan(simples: tuple[SimpleMetric, ...], asked: Asked) -> Plan:
    """One query for simple metrics of one dataset, date and credit."""
    select = Builder(simples, asked).grouped()
    return Plan(
        select=select,
        said=said(select, datasets_of(simples)),
        dimensions=asked.by,
        metrics=simples,
        minor=frozenset(each.key for each in simples if _is_stored_money(each)),
    )


def datasets_of(simples: Iterable[SimpleMetric]) -> tuple[Dataset, ...]:
    """Every dataset that simple metrics may read: their own, and those they link to."""
    bodies = [each.body for each in simples]
    linked = (dataset for body in bodies for _, dataset in body.links)
    return tuple(dict.fromkeys((*(body.dataset for body in bodies), *linked)))


def _is_stored_money(simple: SimpleMetric) -> bool:
    """Whether the measure is a stored amount, which is summed as whole minor units."""
    of = simple.body.of
    apart = {Aggregate.COUNT_DISTINCT, Aggregate.COUNT_NEW}
    if not isinstance(of, Name) or simple.body.aggregate in apart:
        return False
    return simple.body.reach.field(of.name).kind is FieldKind.MONEY


class Builder:
    """Builds the SELECTs over the records that a question is about."""

    def __init__(self, simples: tuple[SimpleMetric, ...], asked: Asked) -> None:
        self.simples = simples
        self.asked = asked
        self.body: Simple = simples[0].body
        self.wheres = [self._counted(each.body) for each in simples]
        self.shares_where = all(each == self.wheres[0] for each in self.wheres)
        self.has_identity = needs_identity(asked, self.body) or self._tells_people_apart()

    def grouped(self) -> exp.Select:
        dimensions = [
            sql.named(self.dimension(each), f"by{index}")
            for index, (_, each) in enumerate(self.asked.by)
        ]
        select = self.source(*dimensions, *self._aggregates())
        numbers = (exp.Literal.number(index + 1) for index in range(len(dimensions)))
        return select.group_by(*numbers, copy=False) if dimensions else select

    def source(self, *wanted: exp.Expression) -> exp.Select:
        """SELECT of anything over the records, joined and filtered as the question asks."""
        table = exp.alias_(exp.to_table(self.body.dataset.table), sql.FACT, table=True)
        select = joined(
            exp.select(*wanted).from_(table, copy=False),
            self.asked,
            credited_to=self.body.credited_to if self.has_identity else "",
            at=self.date,
        )
        select = with_links(select, self.body, used=self._links())
        return select.where(*self._conditions(), copy=False)

    def _links(self) -> frozenset[str]:
        """The links that the metrics or the question lead through."""
        asked, bodies = self.asked, [each.body for each in self.simples]
        grouped = (each.column for _, each in asked.by if isinstance(each, ByField))
        measured = (written for each in bodies for written in (each.where, each.of))
        return links_in([asked.where, *grouped, *asked.scope.dimensions, *measured])

    @property
    def date(self) -> exp.Expression:
        return sql.business_date(self.body.dataset, self.body.dated_by, self.asked.calendar)

    def expression(self, of: Expression) -> exp.Expression:
        dataset, calendar = self.body.reach, self.asked.calendar
        return to_sql(of, lambda name: sql.value(dataset, name, calendar))

    def dimension(self, dimension: Dimension) -> exp.Expression:
        match dimension:
            case ByPerson():
                return sql.column("person", "i")
            case ByManager():
                return sql.column("person", "l")
            case ByTeam():
                return sql.column("ancestor", f"a_{dimension.level.replace('-', '_')}")
            case ByTime():
                return bucket(self.date, dimension.grain, self.asked)
            case ByField():
                return sql.column(dimension.column)

    def _conditions(self) -> list[exp.Expression]:
        dataset, dated_by = self.body.dataset, self.body.dated_by
        asked = self.asked
        return [
            sql.current(),
            sql.within(dataset, dated_by, period=asked.period, calendar=asked.calendar),
            *self._filters(),
            *scope_conditions(asked, self.body, self.expression),
        ]

    def _filters(self) -> Iterable[exp.Expression]:
        """What every record must satisfy; where metrics differ, any of them is enough."""
        wheres = self.wheres[:1] if self.shares_where else self.wheres
        if all(each is not None for each in wheres):
            yield sql.either(*(each for each in wheres if each is not None))
        if self.asked.where is not None:
            yield self.expression(self.asked.where)

    def _counted(self, body: Simple) -> exp.Expression | None:
        return counted(body, self.expression, date=self.date)

    def _tells_people_apart(self) -> bool:
        return any(
            isinstance(each.body.of, Name) and each.body.of.name == each.body.credited_to
            for each in self.simples
        )

    def _aggregates(self) -> Iterable[exp.Expression]:
        for index, (simple, where) in enumerate(zip(self.simples, self.wheres, strict=True)):
            own = None if self.shares_where else where
            numerator, denominator = self._parts(simple.body, own)
            yield sql.named(numerator, f"n{index}")
            yield sql.named(denominator, f"d{index}")

    def _parts(
        self, body: Simple, where: exp.Expression | None
    ) -> tuple[exp.Expression, exp.Expression]:
        everyone = _filtered(exp.Count(this=exp.Star()), where)
        match body.aggregate, body.of:
            case Aggregate.SHARE, of if of is not None:
                holds = self.expression(of)
                both = holds if where is None else sql.both(where.copy(), holds)
                return _filtered(exp.Count(this=exp.Star()), both), everyone
            case Aggregate.COUNT_DISTINCT, Name() as of:
                apart = exp.Distinct(expressions=[told_apart(of.name, body)])
                return _filtered(exp.Count(this=apart), where), exp.Null()
            case Aggregate.SUM | Aggregate.AVERAGE, of if of is not None:
                measured = self._measured(of, body)
                total = _filtered(exp.Sum(this=measured), where)
                return total, _filtered(exp.Count(this=measured.copy()), where)
            case Aggregate.COUNT | Aggregate.COUNT_NEW, _:
                return everyone, exp.Null()
            case _, of if of is not None:
                return picks(body, _held(self._measured(of, body), where))
            case _:
                return everyone, exp.Null()

    def _measured(self, of: Expression, body: Simple) -> exp.Expression:
        simple = SimpleMetric("", Unit.NUMBER, body)
        if isinstance(of, Name) and _is_stored_money(simple):
            return sql.column(of.name)
        return self.expression(of)


def _held(of: exp.Expression, where: exp.Expression | None) -> exp.Expression:
    """A value where the condition holds, and none elsewhere."""
    if where is None:
        return of
    return exp.Case(ifs=[exp.If(this=where.copy(), true=of)])


def _filtered(aggregate: exp.Expression, where: exp.Expression | None) -> exp.Expression:
    if where is None:
        return aggregate
    return exp.Filter(this=aggregate, expression=exp.Where(this=where.copy()))
