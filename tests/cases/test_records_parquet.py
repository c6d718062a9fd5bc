"""Parquet brings what CSV brings; a float is money only if its shortest decimal is."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from rumbo.kernel.problems import Refused
from rumbo.records import importing, operations
from rumbo.records.models import LogEntry
from rumbo.records.rules.formats import Formats
from rumbo.records.rules.mapping import Mapping
from tests.sales_records import AT, BY, bring, current, declare_deals, reasons

pytestmark = pytest.mark.django_db
VISITS = """
dataset: visits
name: {en: Visits, es: Visitas}
means: {en: Visits paid., es: Visitas hechas.}
key: visit
fields:
  - {id: visit, type: text, name: {en: Visit, es: Visita}}
  - {id: seen-at, type: instant, name: {en: Seen at, es: Visto el}}
  - {id: first, type: yes-no, name: {en: First, es: Primera}}
  - {id: score, type: decimal, name: {en: Score, es: Nota}}
  - {id: people, type: whole, name: {en: People, es: Personas}}
"""
VISIT_COLUMNS = {
    "visit": ("visit",),
    "seen": ("seen-at",),
    "first": ("first",),
    "score": ("score",),
    "people": ("people",),
}


@pytest.fixture(autouse=True)
def datasets() -> None:
    declare_deals()
    operations.declare(VISITS, file="visits.yaml", by=BY, at=AT)


def payloads(dataset: str = "deals") -> list[str]:
    entries = LogEntry.objects.filter(dataset=dataset).order_by("key")
    return list(entries.values_list("payload", flat=True))


def bring_visits(path: Path, formats: Formats | None = None) -> importing.Imported:
    mapping = Mapping("", "visits", "crm", VISIT_COLUMNS, formats=formats or Formats())
    return importing.run(path, mapping, by=BY, at=AT)


def parquet(path: Path, **columns: pa.Array) -> Path:
    pq.write_table(pa.table(columns), path)
    return path


def test_parquet_keeps_decimals_dates_and_what_is_empty(tmp_path: Path) -> None:
    file = parquet(
        tmp_path / "deals.parquet",
        id=pa.array(["D1", "D2", "D3"]),
        seller=pa.array(["Ana", "Ana", "Ben"]).dictionary_encode(),
        stage=pa.array(["Won", None, "Lost"]),
        closed=pa.array([date(2026, 3, 1), None, date(2026, 3, 3)]),
        value=pa.array([Decimal("1234.500000"), None, Decimal("-0.010000")]),
    )
    assert bring(file).new == 3
    assert [(str(row[3]), row[4]) for row in current()] == [
        ("2026-03-01", 123450),
        ("None", None),
        ("2026-03-03", -1),
    ]


def test_a_float_is_money_only_if_its_shortest_decimal_is(tmp_path: Path) -> None:
    file = parquet(
        tmp_path / "deals.parquet",
        id=pa.array(["D1", "D2", "D3", "D4"]),
        seller=pa.array(["Ana"] * 4),
        stage=pa.nulls(4),
        closed=pa.array([datetime(2026, 3, 1)] * 4, pa.timestamp("ns")),  # noqa: DTZ001
        value=pa.array([0.1 + 0.2, 0.1, float("nan"), 1e30]),
    )
    imported = bring(file)
    assert reasons(imported) == [
        (1, "value", "record.money.places"),
        (3, "value", "record.money"),
        (4, "value", "record.money"),
    ]
    assert imported.rejected[0].value == "0.30000000000000004"
    ((_, _, _, closed, value),) = current()
    assert (str(closed), value) == ("2026-03-01", 10)


def test_instants_yes_and_no_and_numbers_of_parquet(tmp_path: Path) -> None:
    seen = datetime(2026, 3, 1, 10, 5, 7, tzinfo=UTC)
    file = parquet(
        tmp_path / "visits.parquet",
        visit=pa.array(["V1", "V2"]),
        seen=pa.array([seen, seen.replace(microsecond=5)]),
        first=pa.array([True, None]),
        score=pa.array([None, 7.25], pa.float32()),
        people=pa.array([3, 4], pa.int8()),
    )
    imported = bring_visits(file)
    # The declared format has no place for parts of a second: nothing is cut off.
    assert reasons(imported) == [(2, "seen", "record.instant")]
    bring_visits(file, Formats(instants="%Y-%m-%dT%H:%M:%S.%f%z"))
    assert payloads("visits") == [
        '{"first":true,"people":3,"seen-at":"2026-03-01T10:05:07.000000Z","visit":"V1"}',
        '{"people":4,"score":"7.250000","seen-at":"2026-03-01T10:05:07.000005Z","visit":"V2"}',
    ]


def test_a_column_of_lists_is_refused_only_if_it_is_wanted(tmp_path: Path) -> None:
    lists = pa.array([[1], [2]])
    ids, sellers = pa.array(["D1", "D2"]), pa.array(["Ana", "Ben"])
    others = {"stage": pa.nulls(2), "closed": pa.nulls(2)}
    fine = parquet(
        tmp_path / "a.parquet", id=ids, seller=sellers, value=pa.nulls(2), tags=lists, **others
    )
    assert bring(fine).new == 2
    wrong = parquet(tmp_path / "b.parquet", id=ids, seller=sellers, value=lists, **others)
    with pytest.raises(Refused, match=r"import\.column-type"):
        bring(wrong)
