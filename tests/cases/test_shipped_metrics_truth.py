"""Shipped metrics over the records of the example give the truth that was reckoned apart."""

import csv
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from zoneinfo import ZoneInfo

import pytest

from rumbo.kernel.calendar import Period, add_months, parse_period, previous
from rumbo.kernel.expressions import Value
from rumbo.kernel.money import from_minor
from rumbo.kernel.problems import Place
from rumbo.metrics.documents import read_metrics
from rumbo.metrics.library import library
from rumbo.metrics.rules.cases import agree
from rumbo.metrics.rules.conditions import condition
from rumbo.metrics.rules.members import MEMBERS
from rumbo.metrics.rules.metric import Metric, Simple
from rumbo.metrics.rules.narrowing import filterable
from rumbo.metrics.rules.question import EVERYTHING, Asked, Calendar
from rumbo.metrics.rules.remembered import Rows
from rumbo.metrics.rules.tally import tallied
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
SALES = frozenset({"madrid", "valencia", "cdmx", "guadalajara"})
Line = Mapping[str, str]


def plan() -> list[Line]:
    """The key results that a metric measures."""
    with (FOLDER / "key-results.csv").open(encoding="utf-8", newline="") as file:
        return [each for each in csv.DictReader(file) if each["metric"]]


def expected(line: Line) -> Iterator[tuple[Period, Decimal]]:
    """The periods that a key result speaks of, and the figure reckoned for each."""
    period, truth = parse_period(line["period"]), TRUTH[line["id"]]
    yield period, Decimal(truth["value"])
    match line["against"]:
        case "previous period":
            yield previous(period), Decimal(truth["baseline"])
        case "same period of the year before":
            start, before = (add_months(day, -12) for day in (period.start, period.before))
            yield Period(start, before), Decimal(truth["baseline"])
        case _:
            pass


def test_every_key_result_that_is_no_milestone_is_measured_by_a_shipped_metric() -> None:
    assert len(plan()) == 41
    assert {line["metric"] for line in plan()} <= METRICS.keys()


@pytest.mark.parametrize("line", plan(), ids=lambda line: f"{line['id']}-{line['metric']}")
def test_a_shipped_metric_gives_the_truth(line: Line) -> None:
    metric = METRICS[line["metric"]]
    for period, figure in expected(line):
        asked = _asked(metric, line, period)
        given = tallied(metric, _records(metric, line["of"]), asked)[()]
        assert agree(None if given is None else round(given, 6), figure)


def _asked(metric: Metric, line: Line, period: Period) -> Asked:
    reach = filterable(metric.simples()[0].body)
    where = condition(line["where"], reach, place=Place()) if line["where"] else None
    return Asked(period=period, by=(), scope=EVERYTHING, calendar=Calendar(), where=where)


def _records(metric: Metric, scope: str) -> Rows:
    """All rows that the metric may look into; of a team, those of its people of the time."""
    rows: dict[str, list[dict[str, Value]]] = {}
    for simple in metric.simples():
        body, related = simple.body, simple.body.related
        rows[body.dataset.key] = _of_team(body, scope)
        beside = [body.links, *([related.links] if related else [])]
        for dataset in [each for links in beside for _, each in links]:
            rows.setdefault(dataset.key, _rows(dataset.key))
        if related is not None:
            rows.setdefault(related.dataset.key, _rows(related.dataset.key))
    return rows


def _of_team(body: Simple, scope: str) -> list[dict[str, Value]]:
    if body.dataset == MEMBERS:
        return [row for row in _people() if scope == "company" or row["team"] in SALES]
    rows = _rows(body.dataset.key)
    if scope == "company":
        return rows
    return [row for row in rows if _is_in_sales(row[body.credited_to], row[body.dated_by])]


def _is_in_sales(person: Value, day: Value) -> bool:
    return isinstance(day, date) and any(
        row["person"] == person and row["team"] in SALES and _holds(row, day)
        for row in _people()
    )


def _holds(row: Mapping[str, Value], day: date) -> bool:
    start, before = row["valid_from"], row["valid_before"]
    began = isinstance(start, date) and start <= day
    return began and (not isinstance(before, date) or day < before)


@cache
def _people() -> list[dict[str, Value]]:
    with (FOLDER / "data" / "memberships.csv").open(encoding="utf-8", newline="") as file:
        return [
            {
                "person": line["person"],
                "team": line["team"],
                "hours": Decimal(line["hours-share"]),
                "valid_from": date.fromisoformat(line["from"]),
                "valid_before": date.fromisoformat(line["before"]) if line["before"] else None,
            }
            for line in csv.DictReader(file)
        ]


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
            return datetime.fromisoformat(str(kept)).replace(tzinfo=UTC).astimezone(MADRID)
        case _:
            return str(kept)
