"""One metric's file against what it names: datasets, fields, other metrics."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from rumbo.kernel.calendar import Grain
from rumbo.kernel.expressions import Expression, Type, parse, typed
from rumbo.kernel.expressions.nodes import Name, walk
from rumbo.kernel.problems import Problem, Refused
from rumbo.metrics.case_reading import read_cases
from rumbo.metrics.checks import check_unit, nearest
from rumbo.metrics.people_reading import read_people
from rumbo.metrics.record_reading import read_conversion, read_simple
from rumbo.metrics.rules.adding import adding_problems
from rumbo.metrics.rules.cases import case_problems
from rumbo.metrics.rules.metric import (
    UNIT_TYPES,
    Body,
    Cumulative,
    Derived,
    Fold,
    Metric,
    Periodic,
    Ratio,
    Unit,
)
from rumbo.metrics.sheets import Sheet, key_of
from rumbo.records.rules.dataset import Dataset

Known = Mapping[str, Metric]
Datasets = Mapping[str, Dataset]
# The keys by which the kinds of metrics differ.
REQUIRED: Mapping[str, tuple[str, ...]] = {
    "simple": ("from", "measure"),
    "ratio": ("of", "to"),
    "derived": ("formula",),
    "cumulative": ("of", "since"),
    "conversion": ("from", "dated-by", "with"),
    "people": ("measure", "at"),
    "periodic": ("of", "each", "combine"),
}
OPTIONAL: Mapping[str, tuple[str, ...]] = {
    "simple": (
        *("where", "dated-by", "credited-to", "in-force", "at", "per", "only-last", "with"),
        "currency",
    ),
    "ratio": ("of-the-whole",),
    "conversion": ("where", "credited-to"),
    "people": ("where", "with"),
}


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
    allowed = {*REQUIRED[kind], *OPTIONAL.get(kind, ())}
    lacking = [key for key in REQUIRED[kind] if key not in given]
    strange = [key for key in given if key not in allowed]
    return [
        *(_key_problem("metric.kind.lacks", sheet, key) for key in lacking),
        *(_key_problem("metric.kind.strange", sheet, key) for key in strange),
    ]


def _key_problem(code: str, sheet: Sheet, key: str) -> Problem:
    return Problem(code, sheet.place(key), {"key": key, "kind": sheet.shape.kind})


def _given(sheet: Sheet) -> list[str]:
    written = sheet.shape.model_dump(by_alias=True, exclude_none=True)
    listed = (*REQUIRED.values(), *OPTIONAL.values())
    belonging = {key for keys in listed for key in keys}
    return [key for key in written if key in belonging]


def _body(sheet: Sheet, *, known: Known, datasets: Datasets) -> Body:
    of_records = _OF_RECORDS.get(sheet.shape.kind)
    if of_records is not None:
        return of_records(sheet, datasets=datasets)
    return _OF_METRICS[sheet.shape.kind](sheet, known)


def _part(sheet: Sheet, key: str, name: str, *, known: Known) -> Metric:
    if name not in known:
        facts = nearest(name, known)
        raise Refused(Problem("metric.unknown", sheet.place(key), facts))
    body = known[name].body
    if isinstance(body, Cumulative):
        facts = {"name": name, "of": body.of.key}
        raise Refused(Problem("metric.cumulative.part", sheet.place(key), facts))
    return known[name]


def _cumulative(sheet: Sheet, known: Known) -> Cumulative:
    of = _part(sheet, "of", sheet.shape.of or "", known=known)
    check_unit(sheet, UNIT_TYPES[of.unit])
    since = sheet.shape.since
    return Cumulative(of, None if since in {None, "ever"} else Grain(str(since)))


def _periodic(sheet: Sheet, known: Known) -> Periodic:
    of = _part(sheet, "of", sheet.shape.of or "", known=known)
    if any(isinstance(each.body, Periodic) for each in of.tree()):
        raise Refused(Problem("metric.periodic.part", sheet.place("of"), {"of": of.key}))
    check_unit(sheet, UNIT_TYPES[of.unit])
    return Periodic(of, Grain(sheet.shape.each or ""), sheet.shape.combine or Fold.SUM)


def _ratio(sheet: Sheet, known: Known) -> Ratio:
    of = _part(sheet, "of", sheet.shape.of or "", known=known)
    to = _part(sheet, "to", sheet.shape.to or "", known=known)
    if to.unit is Unit.MONEY and of.unit is not Unit.MONEY:
        facts = {"of": of.key, "to": to.key}
        raise Refused(Problem("metric.ratio.money", sheet.place("to"), facts))
    is_money = of.unit is Unit.MONEY and to.unit is not Unit.MONEY
    check_unit(sheet, Type.MONEY if is_money else Type.NUMBER)
    return Ratio(of, to, of_whole=sheet.shape.of_the_whole == "yes")


def _derived(sheet: Sheet, known: Known) -> Derived:
    formula = parse(sheet.shape.formula or "", place=sheet.place("formula"))
    parts = {name: _named(sheet, name, known=known) for name in _names_in_order(formula)}
    if not parts:
        raise Refused(Problem("metric.formula.no-metric", sheet.place("formula")))
    found = typed(formula, {name: UNIT_TYPES[part.unit] for name, part in parts.items()})
    check_unit(sheet, found)
    return Derived(formula, parts, sheet.shape.formula or "")


def _names_in_order(formula: Expression) -> list[str]:
    written = [node.name for node in walk(formula) if isinstance(node, Name)]
    return list(dict.fromkeys(written))


def _named(sheet: Sheet, name: str, *, known: Known) -> Metric:
    return _part(sheet, "formula", key_of(name), known=known)


_OF_RECORDS = {
    "simple": read_simple,
    "conversion": read_conversion,
    "people": read_people,
}
_OF_METRICS: Mapping[str, Callable[[Sheet, Known], Body]] = {
    "ratio": _ratio,
    "derived": _derived,
    "cumulative": _cumulative,
    "periodic": _periodic,
}
