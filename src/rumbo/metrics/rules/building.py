"""The SELECTs over the records that a question is about: what to join, keep and group."""

from collections.abc import Iterable, Iterator

from sqlglot import exp

from rumbo.kernel.expressions import Expression, to_sql
from rumbo.kernel.expressions.nodes import Name
from rumbo.metrics.rules import columns as sql
from rumbo.metrics.rules import days
from rumbo.metrics.rules.aggregates import parts
from rumbo.metrics.rules.buckets import bucket
from rumbo.metrics.rules.joins import joined, needs_identity, who, with_links
from rumbo.metrics.rules.metric import Simple, SimpleMetric
from rumbo.metrics.rules.narrowing import narrowed
from rumbo.metrics.rules.newness import counted
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
from rumbo.metrics.rules.related import HAS_RELATED
from rumbo.metrics.rules.relating import has_related, others_of, with_related
from rumbo.metrics.rules.scoping import scope_conditions
from rumbo.metrics.rules.serial import NEXT, nexts


class Builder:
    """Builds the SELECTs of simple metrics that one pass over the records can give."""

    def __init__(self, simples: tuple[SimpleMetric, ...], asked: Asked) -> None:
        self.simples = simples
        self.asked = asked
        self.body: Simple = simples[0].body
        self.own_where, self.related_where = narrowed(self.body, asked.where)
        self.wheres = [self._counted(each.body) for each in simples]
        self.shares_where = all(each == self.wheres[0] for each in self.wheres)
        self.has_identity = needs_identity(asked, self.body) or self._tells_people_apart()

    def grouped(self) -> exp.Select:
        dimensions = [
            sql.named(self.dimension(each, index), f"by{index}")
            for index, (_, each) in enumerate(self.asked.by)
        ]
        select = self.source(*dimensions, *self._aggregates())
        numbers = (exp.Literal.number(index + 1) for index in range(len(dimensions)))
        return select.group_by(*numbers, copy=False) if dimensions else select

    def source(self, *wanted: exp.Expression) -> exp.Select:
        """SELECT of anything over the records, joined and filtered as the question asks."""
        select = self._records(*wanted)
        if self.has_identity:
            select = joined(select, self.asked, self.body, at=self.date)
        select = with_links(select, self.body.links, used=self._links())
        select = self._with_related(select)
        return select.where(*self._conditions(), copy=False)

    def _records(self, *wanted: exp.Expression) -> exp.Select:
        """The records of the dataset, or those in force on each day that one looks at."""
        table = exp.alias_(exp.to_table(self.body.dataset.table), sql.FACT, table=True)
        select = exp.select(*wanted).from_(table, copy=False)
        level = self.body.level
        if level is None:
            return select
        ends = self._business_date(level.before) if level.before else None
        if level.series is not None:
            following = nexts(self.body, self.expression, date=self._business_date(level.start))
            on = exp.EQ(this=sql.column("_key", NEXT), expression=sql.column("_key"))
            select = select.join(following, on=on, copy=False)
            ends = sql.column("_next", NEXT)
        in_force = sql.begun(self._business_date(level.start), ends, at=days.the_day())
        return select.join(days.days_table(level, self.asked), on=in_force, copy=False)

    def _with_related(self, select: exp.Select) -> exp.Select:
        related = self.body.related
        if related is None or related.is_itself:
            return select
        counted_ones = self._records().where(self._current())
        others = others_of(related, self.related_where, self.asked.calendar)
        return with_related(select, counted_ones, self.body, others=others, at=self.date)

    def _links(self) -> frozenset[str]:
        """The links that the metrics or the question lead through."""
        asked, bodies = self.asked, [each.body for each in self.simples]
        grouped = (each.column for _, each in asked.by if isinstance(each, ByField))
        measured = (written for each in bodies for written in (each.where, each.of))
        itself = (e.related.where for e in bodies if e.related and e.related.is_itself)
        asked_for = [self.own_where, *grouped, *asked.scope.dimensions]
        return links_in([*asked_for, *measured, *itself])

    @property
    def date(self) -> exp.Expression:
        """The day on which a record counts."""
        if self.body.level is not None:
            return days.the_day()
        return self._business_date(self.body.dated_by)

    def _business_date(self, name: str) -> exp.Expression:
        return sql.business_date(self.body.dataset, name, self.asked.calendar)

    def expression(self, of: Expression) -> exp.Expression:
        if of == Name(HAS_RELATED):
            return has_related(self.body, at=self.date, calendar=self.asked.calendar)
        dataset, calendar = self.body.reach, self.asked.calendar
        return to_sql(of, lambda name: sql.value(dataset, name, calendar), instant=sql.column)

    def dimension(self, dimension: Dimension, index: int) -> exp.Expression:
        match dimension:
            case ByPerson():
                return who(self.body).person
            case ByManager():
                return sql.column("person", "l")
            case ByTeam():
                return sql.column("ancestor", f"a_{dimension.level.replace('-', '_')}")
            case ByTime() if self.body.level is not None:
                return days.group_start(self._times_before(index))
            case ByTime():
                return bucket(self.date, dimension.grain, self.asked)
            case ByField():
                return sql.column(dimension.column)

    def _times_before(self, index: int) -> int:
        return sum(isinstance(each, ByTime) for _, each in self.asked.by[:index])

    def _current(self) -> exp.Expression:
        """What was believed at the position."""
        return sql.known(sql.FACT) if self.body.is_of_people else sql.current()

    def _conditions(self) -> Iterator[exp.Expression]:
        asked, body = self.asked, self.body
        yield self._current()
        if body.level is None:
            yield sql.within(
                body.dataset, body.dated_by, period=asked.period, calendar=asked.calendar
            )
        yield from self._filters()
        yield from scope_conditions(asked, body, self.expression, at=self.date)

    def _filters(self) -> Iterable[exp.Expression]:
        """What every record must satisfy; where metrics differ, any of them is enough."""
        wheres = self.wheres[:1] if self.shares_where else self.wheres
        if all(each is not None for each in wheres):
            yield sql.either(*(each for each in wheres if each is not None))
        if self.own_where is not None:
            yield self.expression(self.own_where)

    def _counted(self, body: Simple) -> exp.Expression | None:
        own = counted(body, self.expression, date=self._business_date(body.dated_by))
        if body.related is None or body.of == Name(HAS_RELATED):
            return own
        has = self.expression(Name(HAS_RELATED))
        return has if own is None else sql.both(own, has)

    def _tells_people_apart(self) -> bool:
        return any(
            isinstance(each.body.of, Name)
            and each.body.of.name == each.body.credited_to
            and not each.body.is_of_people
            for each in self.simples
        )

    def _aggregates(self) -> Iterable[exp.Expression]:
        for index, (simple, where) in enumerate(zip(self.simples, self.wheres, strict=True)):
            own = None if self.shares_where else where
            numerator, denominator = parts(simple.body, own, self.expression)
            yield sql.named(numerator, f"n{index}")
            yield sql.named(denominator, f"d{index}")
