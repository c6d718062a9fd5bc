"""One metric's file against what it names: datasets, fields, other metrics."""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import replace

from rumbo.kernel.calendar import Grain
from rumbo.kernel.expressions import Expression, Type, parse, typed
from rumbo.kernel.expressions.nodes import Name, walk
from rumbo.kernel.problems import Problem, Refused
from rumbo.metrics.case_reading import read_cases
from rumbo.metrics.rules.adding import adding_problems
from rumbo.metrics.rules.cases import case_problems
from rumbo.metrics.rules.conditions import condition
from rumbo.metrics.rules.fields import DATED
from rumbo.metrics.rules.measure import Measure, read_measure
from rumbo.metrics.rules.metric import (
    UNIT_TYPES,
    Body,
    Cumulative,
    Derived,
    Metric,
    Ratio,
    Simple,
    Unit,
)
from rumbo.metrics.rules.reach import links_of, reach_of
from rumbo.metrics.sheets import Sheet, key_of
from rumbo.records.rules.dataset import Dataset, Field, FieldKind

Known = Mapping[str, Metric]
Datasets = Mapping[str, Dataset]
_REQUIRED = {
    "simple": ("from", "measure", "dated-by"),
    "ratio": ("of", "to"),
    "derived": ("formula",),
    "cumulative": ("of", "since"),
}
_OPTIONAL = ("where", "credited-to")


def read_metric(sheet: Sheet, *, known: Known, datasets: Datasets) -> Metric:
    """Check a file and run its cases; raises Refused with every problem and its place."""
    metric = definition(sheet, known=known, datasets=datasets)
    metric = replace(metric, cases=read_cases(metric, sheet))
    _refuse(case_problems(metric, sheet.place()))
    return metric


def definition(sheet: Sheet, *, known: Known, datasets: Datasets) -> Metric:
    """What a file defines, whatever its cases say; raises Refused with every problem."""
    _refuse(_key_problems(sheet))
    metric = _metric(sheet, _body(sheet, known=known, datasets=datasets))
    _refuse(adding_problems(metric, sheet.place("adds-up-over")))
    return metric


def _refuse(problems: Iterable[Problem]) -> None:
    found = tuple(problems)
    if found:
        raise Refused(*found)


def _metric(sheet: Sheet, body: Body) -> Metric:
    shape = sheet.shape
    return Metric(
        key=shape.metric,
        name=shape.name.text(),
        means=shape.means.text(),
        does_not_mean=shape.does_not_mean.text(),
        unit=shape.unit,
        direction=shape.direction,
        body=body,
        by=shape.by,
        adds_up_over=frozenset(shape.adds_up_over),
        affects_pay=shape.affects_pay == "yes",
        digest=sheet.digest,
    )


def _key_problems(sheet: Sheet) -> list[Problem]:
    """Keys that this kind of metric lacks, and keys of another kind."""
    kind, given = sheet.shape.kind, _given(sheet)
    allowed = {*_REQUIRED[kind], *(_OPTIONAL if kind == "simple" else ())}
    lacking = [key for key in _REQUIRED[kind] if key not in given]
    strange = [key for key in given if key not in allowed]
    return [
        *(_key_problem("metric.kind.lacks", sheet, key) for key in lacking),
        *(_key_problem("metric.kind.strange", sheet, key) for key in strange),
    ]


def _key_problem(code: str, sheet: Sheet, key: str) -> Problem:
    return Problem(code, sheet.place(key), {"key": key, "kind": sheet.shape.kind})


def _given(sheet: Sheet) -> list[str]:
    written = sheet.shape.model_dump(by_alias=True, exclude_none=True)
    belonging = {*(key for keys in _REQUIRED.values() for key in keys), *_OPTIONAL}
    return [key for key in written if key in belonging]


def _body(sheet: Sheet, *, known: Known, datasets: Datasets) -> Body:
    match sheet.shape.kind:
        case "simple":
            return _Simple(sheet, datasets).read()
        case "ratio":
            return _ratio(sheet, known)
        case "derived":
            return _derived(sheet, known)
        case "cumulative":
            return _cumulative(sheet, known)


def _nearest(name: str, known: Iterable[str]) -> dict[str, str]:
    listed = sorted(known)
    near = difflib.get_close_matches(name, listed, n=1)
    return {"name": name[:80], "near": near[0] if near else "", "known": ", ".join(listed)}


def _part(sheet: Sheet, key: str, name: str, *, known: Known) -> Metric:
    if name not in known:
        facts = _nearest(name, known)
        raise Refused(Problem("metric.unknown", sheet.place(key), facts))
    body = known[name].body
    if isinstance(body, Cumulative):
        facts = {"name": name, "of": body.of.key}
        raise Refused(Problem("metric.cumulative.part", sheet.place(key), facts))
    return known[name]


def _cumulative(sheet: Sheet, known: Known) -> Cumulative:
    of = _part(sheet, "of", sheet.shape.of or "", known=known)
    _check_unit(sheet, UNIT_TYPES[of.unit])
    since = sheet.shape.since
    return Cumulative(of, None if since in {None, "ever"} else Grain(str(since)))


def _ratio(sheet: Sheet, known: Known) -> Ratio:
    of = _part(sheet, "of", sheet.shape.of or "", known=known)
    to = _part(sheet, "to", sheet.shape.to or "", known=known)
    if to.unit is Unit.MONEY and of.unit is not Unit.MONEY:
        facts = {"of": of.key, "to": to.key}
        raise Refused(Problem("metric.ratio.money", sheet.place("to"), facts))
    is_money = of.unit is Unit.MONEY and to.unit is not Unit.MONEY
    _check_unit(sheet, Type.MONEY if is_money else Type.NUMBER)
    return Ratio(of, to)


def _derived(sheet: Sheet, known: Known) -> Derived:
    formula = parse(sheet.shape.formula or "", place=sheet.place("formula"))
    parts = {name: _named(sheet, name, known=known) for name in _names_in_order(formula)}
    if not parts:
        raise Refused(Problem("metric.formula.no-metric", sheet.place("formula")))
    found = typed(formula, {name: UNIT_TYPES[part.unit] for name, part in parts.items()})
    _check_unit(sheet, found)
    return Derived(formula, parts, sheet.shape.formula or "")


def _names_in_order(formula: Expression) -> list[str]:
    written = [node.name for node in walk(formula) if isinstance(node, Name)]
    return list(dict.fromkeys(written))


def _named(sheet: Sheet, name: str, *, known: Known) -> Metric:
    return _part(sheet, "formula", key_of(name), known=known)


def _check_unit(sheet: Sheet, found: Type) -> None:
    """Money must say money, and nothing else may; other units are a manner of speaking."""
    unit = sheet.shape.unit
    wrong = (unit is Unit.MONEY) is not (found is Type.MONEY)
    if wrong or found not in {Type.MONEY, Type.NUMBER, Type.PERCENT}:
        facts = {"unit": unit.value, "found": found.value}
        raise Refused(Problem("metric.unit", sheet.place("unit"), facts))


class _Simple:
    """Reads the body of a simple metric, gathering every problem before it refuses."""

    def __init__(self, sheet: Sheet, datasets: Datasets) -> None:
        self.sheet = sheet
        self.shape = sheet.shape
        self.dataset = self._dataset(datasets)
        self.links = links_of(self.dataset, datasets)
        self.reach = reach_of(self.dataset, self.links)
        self.problems: list[Problem] = []

    def read(self) -> Simple:
        dated_by = self._field("dated-by", self.shape.dated_by or "", DATED)
        credited = self.shape.credited_to or self.dataset.credited_to
        credited_to = (
            self._field("credited-to", credited, {FieldKind.PERSON}) if credited else ""
        )
        where, measure = self._where(), self._measure()
        if self.problems or measure is None:
            raise Refused(*self.problems)
        _check_unit(self.sheet, measure.type)
        currency = self._currency(measure.of) if measure.type is Type.MONEY else ""
        return Simple(
            dataset=self.dataset,
            aggregate=measure.aggregate,
            of=measure.of,
            where=where,
            dated_by=dated_by,
            credited_to=credited_to,
            currency=currency,
            of_text=measure.text,
            where_text=self.shape.where or "",
            rank=measure.rank,
            links=self.links,
        )

    def _dataset(self, datasets: Datasets) -> Dataset:
        name = self.shape.dataset or ""
        if name not in datasets:
            place = self.sheet.place("from")
            raise Refused(Problem("metric.unknown-dataset", place, _nearest(name, datasets)))
        return datasets[name]

    def _field(self, key: str, name: str, kinds: Iterable[FieldKind]) -> str:
        fields = {each.id: each for each in self.dataset.fields if each.kind in kinds}
        by_name = {**fields, **{each.column: each for each in fields.values()}}
        if name in by_name:
            return by_name[name].column
        facts = {**_nearest(name, fields), "key": key, "dataset": self.dataset.key}
        self.problems.append(Problem("metric.unknown-field", self.sheet.place(key), facts))
        return ""

    def _where(self) -> Expression | None:
        if self.shape.where is None:
            return None
        try:
            return condition(self.shape.where, self.reach, place=self.sheet.place("where"))
        except Refused as refused:
            self.problems.extend(refused.problems)
            return None

    def _measure(self) -> Measure | None:
        place = self.sheet.place("measure")
        try:
            return read_measure(self.shape.measure or "", place=place, dataset=self.reach)
        except Refused as refused:
            self.problems.extend(refused.problems)
            return None

    def _currency(self, of: Expression | None) -> str:
        """The one currency of the measure; several cannot be added without a rate."""
        fields = self._money_fields(of)
        currencies = {each.currency for each in fields if each.has_fixed_currency}
        if len(currencies) != 1 or not all(each.has_fixed_currency for each in fields):
            facts = {"fields": ", ".join(each.id for each in fields)}
            raise Refused(Problem("metric.currencies", self.sheet.place("measure"), facts))
        return currencies.pop()

    def _money_fields(self, of: Expression | None) -> list[Field]:
        named = [node.name for node in walk(of) if isinstance(node, Name)] if of else []
        fields = [self.reach.field(name) for name in dict.fromkeys(named)]
        return [each for each in fields if each.kind is FieldKind.MONEY]
