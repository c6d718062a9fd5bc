"""Shipped metrics over the records of the example give the truth that was reckoned apart."""

import csv
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from zoneinfo import ZoneInfo

import pytest

from rumbo.kernel.calendar import parse_period
from rumbo.kernel.expressions import Value, evaluate
from rumbo.kernel.money import from_minor
from rumbo.kernel.problems import Place
from rumbo.metrics.documents import read_metrics
from rumbo.metrics.library import library
from rumbo.metrics.rules.cases import agree
from rumbo.metrics.rules.conditions import condition
from rumbo.metrics.rules.metric import Metric, Simple
from rumbo.metrics.rules.tally import figures
from rumbo.records.documents import read_dataset, read_mapping
from rumbo.records.library import library as shipped_datasets
from rumbo.records.rules.dataset import Dataset, Field, FieldKind
from rumbo.records.rules.rows import read_row
from tools.every_key_result.generate import FOLDER

MADRID = ZoneInfo("Europe/Madrid")
DATASETS = {key: read_dataset(text, file=key) for key, text in shipped_datasets()}
METRICS = {
    each.key: each
    for each in read_metrics([(text, key) for key, text in library()], datasets=DATASETS)
}
TRUTH = {each["id"]: each for each in json.loads((FOLDER / "truth.json").read_text("utf-8"))}


def plan() -> list[Mapping[str, str]]:
    with (FOLDER / "key-results.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    return [each for each in lines if each["metric"] in METRICS]


@pytest.mark.parametrize("line", plan(), ids=lambda line: f"{line['id']}-{line['metric']}")
def test_a_shipped_metric_gives_the_truth(line: Mapping[str, str]) -> None:
    given = _figure(METRICS[line["metric"]], where=line["where"], period=line["period"])
    assert agree(_six_places(given), Decimal(TRUTH[line["id"]]["value"]))


def _figure(metric: Metric, *, where: str, period: str) -> Decimal | None:
    bodies = [each.body for each in metric.simples()]
    linked = {each.key for body in bodies for _, each in body.links}
    rows = {key: _rows(key) for key in {body.dataset.key for body in bodies} | linked}

    def asks(body: Simple, row: Mapping[str, Value]) -> bool:
        return _counts(body, row, where=where, period=period)

    return figures(metric, rows, by=(), asks=asks)[()]


def _six_places(value: Decimal | None) -> Decimal | None:
    return None if value is None else round(value, 6)


def _counts(body: Simple, row: Mapping[str, Value], *, where: str, period: str) -> bool:
    day = row[body.dated_by]
    if not isinstance(day, date) or day not in parse_period(period):
        return False
    if not where:
        return True
    return evaluate(condition(where, body.reach, place=Place()), row) is True


@cache
def _rows(key: str) -> list[dict[str, Value]]:
    dataset, name = DATASETS[key], f"tueste-{key}.yaml"
    mapping = read_mapping((FOLDER / "mappings" / name).read_text("utf-8"), file=name)
    with (FOLDER / "data" / f"{key}.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file, delimiter=mapping.delimiter))
    read = (read_row(dataset, mapping, line, line=0) for line in lines)
    return [_typed(dataset, each) for each in read if isinstance(each, dict)]


def _typed(dataset: Dataset, kept: Mapping[str, str | int | bool | None]) -> dict[str, Value]:
    return {each.column: _value(each, kept[each.id]) for each in dataset.fields}


def _value(field: Field, kept: str | int | bool | None) -> Value:  # noqa: FBT001 - a value
    if kept is None or isinstance(kept, bool):
        return kept
    match field.kind:
        case FieldKind.MONEY:
            return from_minor(int(kept), "EUR")
        case FieldKind.WHOLE | FieldKind.DECIMAL:
            return Decimal(kept)
        case FieldKind.DATE:
            return date.fromisoformat(str(kept))
        case FieldKind.INSTANT:
            at = datetime.fromisoformat(str(kept)).replace(tzinfo=UTC)
            return at.astimezone(MADRID).date()
        case _:
            return str(kept)
