"""Checks that every kind of metric shares while its file is read."""

import difflib
from collections.abc import Iterable

from rumbo.kernel.expressions import Type
from rumbo.kernel.problems import Place, Problem, Refused
from rumbo.metrics.rules.metric import Unit
from rumbo.metrics.sheets import Sheet
from rumbo.records.rules.dataset import Dataset, FieldKind


def nearest(name: str, known: Iterable[str]) -> dict[str, str]:
    """The facts of a name that nothing has: itself, the nearest one that is known, and all."""
    listed = sorted(known)
    near = difflib.get_close_matches(name, listed, n=1)
    return {"name": name[:80], "near": near[0] if near else "", "known": ", ".join(listed)}


def check_unit(sheet: Sheet, found: Type) -> None:
    """Money must say money, and nothing else may; other units are a manner of speaking."""
    unit = sheet.shape.unit
    wrong = (unit is Unit.MONEY) is not (found is Type.MONEY)
    if wrong or found not in {Type.MONEY, Type.NUMBER, Type.PERCENT}:
        facts = {"unit": unit.value, "found": found.value}
        raise Refused(Problem("metric.unit", sheet.place("unit"), facts))


class Fields:
    """Looks up the fields of a dataset by the words of a file, and keeps what is wrong."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self.problems: list[Problem] = []

    def column(
        self, key: str, name: str, *, place: Place, kinds: Iterable[FieldKind] = FieldKind
    ) -> str:
        """The column of a field of one of the kinds; empty, and a problem, for another name."""
        fields = {each.id: each for each in self.dataset.fields if each.kind in kinds}
        by_name = {**fields, **{each.column: each for each in fields.values()}}
        if name in by_name:
            return by_name[name].column
        facts = {**nearest(name, fields), "key": key, "dataset": self.dataset.key}
        self.problems.append(Problem("metric.unknown-field", place, facts))
        return ""
