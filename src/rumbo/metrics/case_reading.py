"""The cases of a metric's file: rows and figures, typed by the fields of their dataset."""

import difflib
from collections.abc import Iterable, Mapping
from decimal import Decimal

from rumbo.kernel.calendar import Grain, UnknownPeriod, parse_period
from rumbo.kernel.expressions import Value
from rumbo.kernel.numerals import NotANumber, plain_number
from rumbo.kernel.problems import Problem, Refused
from rumbo.metrics.rules.case import Case, Expected
from rumbo.metrics.rules.fields import typed_value
from rumbo.metrics.rules.metric import Metric, Simple
from rumbo.metrics.shapes import CaseShape
from rumbo.metrics.sheets import Sheet
from rumbo.records.rules.dataset import NO_TEXT, Dataset, column_of

NO_VALUE = "none"
_TIME = frozenset(grain.value for grain in Grain)
Step = str | int


def read_cases(metric: Metric, sheet: Sheet) -> tuple[Case, ...]:
    """Type every row and figure; raises Refused with all that is wrong, or for no case."""
    if not sheet.shape.cases:
        raise Refused(Problem("metric.no-cases", sheet.place(), {"metric": metric.key}))
    reader = _Reader(metric, sheet)
    cases = tuple(reader.case(shape, number) for number, shape in enumerate(sheet.shape.cases))
    if reader.problems:
        raise Refused(*reader.problems)
    return cases


def _beside(bodies: list[Simple]) -> dict[str, Dataset]:
    """The datasets whose rows a metric may look into besides those that it counts."""
    related = [each.related for each in bodies if each.related]
    links = [*(each.links for each in bodies), *(each.links for each in related)]
    linked = {dataset.key: dataset for each in links for _, dataset in each}
    return {**linked, **{each.dataset.key: each.dataset for each in related}}


class _Reader:
    def __init__(self, metric: Metric, sheet: Sheet) -> None:
        self.metric = metric
        self.sheet = sheet
        simples = metric.simples()
        own = {each.body.dataset.key: each.body.dataset for each in simples}
        self.datasets = {**_beside([each.body for each in simples]), **own}
        self.reaches = [each.body.reach for each in simples]
        self.only = next(iter(own))
        self.lists_only = len(own) == 1
        self.problems: list[Problem] = []

    def case(self, shape: CaseShape, number: int) -> Case:
        path: tuple[Step, ...] = ("cases", number)
        rows = {
            key: self._rows(
                self._dataset(key, path), listed, path=(*path, "rows", *([key] if key else ()))
            )
            for key, listed in shape.rows.items()
        }
        gives = tuple(
            self._expected(each, (*path, "gives", index))
            for index, each in enumerate(shape.gives)
        )
        return Case(
            rows={key or self.only: value for key, value in rows.items()},
            gives=gives,
            says=shape.says.text() if shape.says else NO_TEXT,
            place=self.sheet.place(*path),
        )

    def _dataset(self, key: str, path: tuple[Step, ...]) -> Dataset | None:
        if not key and self.lists_only:
            return self.datasets[self.only]
        if key not in self.datasets:
            self._problem("metric.case.dataset", path, name=key, known=", ".join(self.datasets))
        return self.datasets.get(key)

    def _rows(
        self,
        dataset: Dataset | None,
        listed: Iterable[Mapping[str, str]],
        *,
        path: tuple[Step, ...],
    ) -> tuple[dict[str, Value], ...]:
        if dataset is None:
            return ()
        return tuple(
            self._row(dataset, row, (*path, number)) for number, row in enumerate(listed)
        )

    def _row(
        self, dataset: Dataset, row: Mapping[str, str], path: tuple[Step, ...]
    ) -> dict[str, Value]:
        values: dict[str, Value] = {}
        for name, text in row.items():
            if not dataset.has(name):
                self._unknown(name, (field.id for field in dataset.fields), path=(*path, name))
                continue
            field = dataset.field(name)
            try:
                values[field.column] = typed_value(field, text)
            except ValueError:
                facts = {"field": field.id, "value": text[:80], "type": field.kind.value}
                self._problem("metric.case.value", (*path, name), **facts)
        return values

    def _expected(self, given: Mapping[str, str], path: tuple[Step, ...]) -> Expected:
        dimensions = {k: v for k, v in given.items() if k != self.metric.key}
        for name, value in dimensions.items():
            self._check_dimension(name, value, path=(*path, name))
        return Expected(
            dimensions={column_of(name): value for name, value in dimensions.items()},
            value=self._figure(given.get(self.metric.key), path),
            place=self.sheet.place(*path),
        )

    def _check_dimension(self, name: str, value: str, *, path: tuple[Step, ...]) -> None:
        if name in _TIME:
            try:
                parse_period(value)
            except UnknownPeriod:
                self._problem("metric.case.period", path, value=value[:40])
        elif not all(dataset.has(name) for dataset in self.reaches):
            fields = (field.id for each in self.reaches for field in each.fields)
            self._unknown(name, [*fields, *_TIME, self.metric.key], path=path)

    def _figure(self, text: str | None, path: tuple[Step, ...]) -> Decimal | None:
        if text is None:
            self._problem("metric.case.no-figure", path, metric=self.metric.key)
            return None
        if text == NO_VALUE:
            return None
        try:
            return plain_number(text)
        except NotANumber:
            facts = {"field": self.metric.key, "value": text[:80], "type": "number"}
            self._problem("metric.case.value", (*path, self.metric.key), **facts)
            return None

    def _unknown(self, name: str, known: Iterable[str], *, path: tuple[Step, ...]) -> None:
        listed = sorted(set(known))
        near = difflib.get_close_matches(name, listed, n=1)
        facts = {"name": name[:80], "near": near[0] if near else "", "known": ", ".join(listed)}
        self._problem("metric.case.name", path, **facts)

    def _problem(self, code: str, path: tuple[Step, ...], **facts: str) -> None:
        self.problems.append(Problem(code, self.sheet.place(*path), facts))
