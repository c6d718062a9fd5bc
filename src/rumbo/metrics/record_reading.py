"""Metrics of the records of one dataset, read from their file: simple ones and conversions."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from rumbo.kernel.expressions import Expression, Type
from rumbo.kernel.expressions.nodes import Comparison, Name, Words, walk
from rumbo.kernel.problems import Problem, Refused
from rumbo.metrics.checks import Fields, check_unit, nearest
from rumbo.metrics.related_reading import in_force_columns, read_related
from rumbo.metrics.rules.conditions import condition
from rumbo.metrics.rules.fields import DATED
from rumbo.metrics.rules.level import At, Level
from rumbo.metrics.rules.measure import Measure, read_measure
from rumbo.metrics.rules.metric import Aggregate, Form, Simple
from rumbo.metrics.rules.narrowing import both
from rumbo.metrics.rules.reach import links_of, reach_of
from rumbo.metrics.rules.related import HAS_RELATED, Related, When
from rumbo.metrics.rules.revised import Revised
from rumbo.metrics.sheets import Sheet
from rumbo.records.rules.dataset import Dataset, Field, FieldKind

Datasets = Mapping[str, Dataset]


def read_simple(sheet: Sheet, *, datasets: Datasets) -> Simple:
    """The body of a simple metric; raises Refused with every problem."""
    return _Records(sheet, datasets).simple()


def read_conversion(sheet: Sheet, *, datasets: Datasets) -> Simple:
    """The body of a conversion: of what entered, the share that did something in time."""
    return _Records(sheet, datasets).conversion()


class _Records:
    """Reads a body over records, gathering every problem before it refuses."""

    def __init__(self, sheet: Sheet, datasets: Datasets) -> None:
        self.sheet = sheet
        self.shape = sheet.shape
        self.datasets = datasets
        name = self.shape.dataset or ""
        if name not in datasets:
            place = sheet.place("from")
            raise Refused(Problem("metric.unknown-dataset", place, nearest(name, datasets)))
        self.links = links_of(datasets[name], datasets)
        self.dataset = _in_currency(datasets[name], self.shape.currency)
        self.reach = reach_of(self.dataset, self.links)
        self.fields = Fields(self.dataset)
        self.problems = self.fields.problems

    def simple(self) -> Simple:
        body, measure = self._body(), self._measure()
        level, revised = self._level(), self._revised()
        self._refuse()
        check_unit(self.sheet, measure.type)
        money = self._money(measure.of) if measure.type is Type.MONEY else []
        return replace(
            _measuring(body, measure),
            level=level,
            revised=revised,
            currency=money[0].currency if money else "",
            where=self._of_currency(body.where, money),
        )

    def conversion(self) -> Simple:
        measure = Measure(Aggregate.SHARE, Name(HAS_RELATED), Type.PERCENT)
        body = _measuring(replace(self._body(), form=Form.CONVERSION), measure)
        if body.related is not None and body.related.when is not When.WITHIN:
            self._problem("metric.conversion.within", "with")
        self._refuse()
        check_unit(self.sheet, Type.PERCENT)
        return body

    def _body(self) -> Simple:
        """What every metric of records has, whatever it measures."""
        start = self.shape.in_force.start if self.shape.in_force else self.shape.dated_by
        credited = self.shape.credited_to or self.dataset.credited_to
        return Simple(
            dataset=self.dataset,
            aggregate=Aggregate.COUNT,
            of=None,
            dated_by=self._dated_by(start),
            credited_to=self._column("credited-to", credited, {FieldKind.PERSON}),
            where=self._where(),
            where_text=self.shape.where or "",
            links=self.links,
            related=self._related(),
        )

    def _refuse(self) -> None:
        if self.problems:
            raise Refused(*self.problems)

    def _problem(self, code: str, at: str, **facts: str) -> None:
        self.problems.append(Problem(code, self.sheet.place(at), facts))

    def _column(self, key: str, name: str | None, kinds: Iterable[FieldKind]) -> str:
        if not name:
            return ""
        return self.fields.column(key, name, place=self.sheet.place(key), kinds=kinds)

    def _dated_by(self, start: str | None) -> str:
        """The date that a record counts on, or from which it is in force; one of the two."""
        both_given = self.shape.in_force is not None and self.shape.dated_by is not None
        if start is None or both_given:
            code = "metric.kind.strange" if both_given else "metric.kind.lacks"
            self._problem(code, "dated-by", key="dated-by", kind=self.shape.kind)
            return ""
        if self.shape.in_force is not None:
            return self.dataset.field(start).column if self.dataset.has(start) else ""
        return self._column("dated-by", start, DATED)

    def _level(self) -> Level | None:
        """On which days records are looked at, where they do not count on one of their own."""
        shape, takes_last = self.shape, self._takes_last()
        if shape.per is not None and not takes_last:
            self._problem("metric.per", "per")
        if (shape.at is not None) and shape.in_force is None and not takes_last:
            self._problem("metric.level.at", "at")
        if takes_last:
            return self._snapshots()
        if shape.in_force is None:
            return None
        if shape.at is None:
            self._problem("metric.kind.lacks", "at", key="at", kind=shape.kind)
        start, before = in_force_columns(self.fields, self.sheet, shape.in_force, path=())
        return Level(start, before, at=shape.at or At.END)

    def _takes_last(self) -> bool:
        return (self.shape.measure or "").strip().startswith("last")

    def _snapshots(self) -> Level:
        if self.shape.in_force is not None:
            self._problem("metric.last.in-force", "in-force")
        series = tuple(self._column("per", each, FieldKind) for each in self.shape.per or ())
        start = self.shape.dated_by or self.dataset.key_field
        column = self.fields.dataset.field(start).column if self.dataset.has(start) else ""
        return Level(column, series=series, at=self.shape.at or At.END)

    def _revised(self) -> Revised | None:
        shape = self.shape.only_last
        if shape is None:
            return None
        series = tuple(self._column("only-last", each, FieldKind) for each in shape.of)
        return Revised(series, self._column("only-last", shape.by, DATED))

    def _related(self) -> Related | None:
        if self.shape.related is None:
            return None
        try:
            return read_related(
                self.sheet, self.shape.related, self.dataset, datasets=self.datasets
            )
        except Refused as refused:
            self.problems.extend(refused.problems)
            return None

    def _where(self) -> Expression | None:
        if self.shape.where is None:
            return None
        try:
            return condition(self.shape.where, self.reach, place=self.sheet.place("where"))
        except Refused as refused:
            self.problems.extend(refused.problems)
            return None

    def _measure(self) -> Measure:
        place = self.sheet.place("measure")
        try:
            read = read_measure(self.shape.measure or "", place=place, dataset=self.reach)
        except Refused as refused:
            self.problems.extend(refused.problems)
            return Measure(Aggregate.COUNT, None, Type.NUMBER)
        stays = self.shape.in_force is not None or self.shape.only_last is not None
        if read.aggregate is Aggregate.COUNT_NEW and stays:
            self._problem("metric.new.in-force", "measure")
        if read.aggregate is Aggregate.LAST and self.shape.only_last is not None:
            self._problem("metric.last.only-last", "only-last")
        return read

    def _money(self, of: Expression | None) -> list[Field]:
        """The money fields of the measure: all of one currency, since there is no rate."""
        named = [node.name for node in walk(of) if isinstance(node, Name)] if of else []
        fields = [self.reach.field(name) for name in dict.fromkeys(named)]
        money = [each for each in fields if each.kind is FieldKind.MONEY]
        if self.shape.currency and not any(self._varies(each) for each in money):
            self._problem("metric.currency.fixed", "currency", currency=self.shape.currency)
            raise Refused(*self.problems)
        currencies = {each.currency for each in money if each.has_fixed_currency}
        if len(currencies) != 1 or not all(each.has_fixed_currency for each in money):
            facts = {"fields": ", ".join(each.id for each in money)}
            raise Refused(Problem("metric.currencies", self.sheet.place("measure"), facts))
        return money

    def _of_currency(self, where: Expression | None, money: list[Field]) -> Expression | None:
        """Only records in the currency of the metric, where each says which one it is in."""
        declared = self.datasets[self.dataset.key]
        for each in money:
            if self._varies(each):
                name = Name(declared.field(declared.field(each.column).currency).column)
                where = both(where, Comparison("=", name, Words(each.currency)))
        return where

    def _varies(self, field: Field) -> bool:
        """Whether each record says in which currency this amount is."""
        declared = self.datasets[self.dataset.key]
        own = declared.has(field.column)
        return own and not declared.field(field.column).has_fixed_currency


def _measuring(body: Simple, measure: Measure) -> Simple:
    return replace(
        body,
        aggregate=measure.aggregate,
        of=measure.of,
        of_text=measure.text,
        rank=measure.rank,
    )


def _in_currency(dataset: Dataset, currency: str | None) -> Dataset:
    """A dataset whose amounts in a currency of their own are all in this one."""
    if currency is None:
        return dataset
    fields = (
        replace(each, currency=currency)
        if each.kind is FieldKind.MONEY and not each.has_fixed_currency
        else each
        for each in dataset.fields
    )
    return replace(dataset, fields=tuple(fields))
