"""A sports club in four small datasets: passes in force, readings, visits, and its people."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from rumbo.kernel.expressions import Value
from rumbo.metrics.documents import read_metrics
from rumbo.metrics.rules.metric import Metric
from rumbo.records.rules.dataset import Dataset, Field, FieldKind

PASSES = Dataset(
    key="passes",
    key_field="pass",
    fields=(
        Field("pass", FieldKind.TEXT),
        Field("holder", FieldKind.TEXT),
        Field("seller", FieldKind.PERSON),
        Field("sport", FieldKind.TEXT),
        Field("fee", FieldKind.MONEY, currency="EUR"),
        Field("starts-on", FieldKind.DATE),
        Field("ends-on", FieldKind.DATE),
        Field("used-at", FieldKind.INSTANT),
        Field("renewed-at", FieldKind.INSTANT),
    ),
    credited_to="seller",
    dated_by=("starts-on",),
)
READINGS = Dataset(
    key="readings",
    key_field="reading",
    fields=(
        Field("reading", FieldKind.TEXT),
        Field("meter", FieldKind.TEXT),
        Field("read-on", FieldKind.DATE),
        Field("said-on", FieldKind.DATE),
        Field("level", FieldKind.DECIMAL),
    ),
    dated_by=("read-on",),
)
VISITS = Dataset(
    key="visits",
    key_field="visit",
    fields=(
        Field("visit", FieldKind.TEXT),
        Field("seller", FieldKind.PERSON),
        Field("sport", FieldKind.TEXT),
        Field("pass", FieldKind.TEXT, link="passes"),
        Field("came-on", FieldKind.DATE),
        Field("left-on", FieldKind.DATE),
    ),
    credited_to="seller",
    dated_by=("came-on",),
)
DATASETS = {each.key: each for each in (PASSES, READINGS, VISITS)}
HEAD = """metric: {key}
name: {{en: A, es: A}}
means: {{en: A, es: A}}
does-not-mean: {{en: B, es: B}}
unit: {unit}
{body}
cases: [{{rows: {rows}, gives: [{{month: 2026-02, {key}: {nothing}}}]}}]
"""
IN_FORCE = "from: passes\nin-force: {from: starts-on, before: ends-on}\n"


def document(
    key: str, body: str, *, unit: str = "number", nothing: str = "0", rows: str = "[]"
) -> tuple[str, str]:
    return HEAD.format(
        key=key, unit=unit, body=body.strip(), nothing=nothing, rows=rows
    ), f"{key}.yaml"


def metric(*documents: tuple[str, str]) -> Metric:
    """The last of the metrics of these documents."""
    return read_metrics(documents, datasets=DATASETS)[-1]


def simple(body: str, *, unit: str = "number", nothing: str = "0", rows: str = "[]") -> Metric:
    text = f"kind: simple\n{body}"
    return metric(document("figure", text, unit=unit, nothing=nothing, rows=rows))


def people(body: str, *, nothing: str = "0", unit: str = "number") -> Metric:
    text = f"kind: people\n{body}"
    rows = "[]" if "from:" not in body else "{people: [], visits: []}"
    return metric(document("figure", text, nothing=nothing, unit=unit, rows=rows))


DAYS = st.dates(date(2026, 1, 20), date(2026, 3, 20))
START = datetime(2026, 1, 20, tzinfo=UTC)
INSTANTS = st.integers(0, 60 * 24 * 60 * 60 * 10).map(
    lambda tenths: START + timedelta(milliseconds=100 * tenths)
)
SELLERS = st.sampled_from(["ana", "luis", None])
PASS = st.fixed_dictionaries(
    {
        "holder": st.sampled_from(["A", "B", "C", None]),
        "seller": SELLERS,
        "sport": st.sampled_from(["judo", "golf"]),
        "fee": st.decimals(-99, 99, places=2) | st.none(),
        "starts_on": DAYS | st.none(),
        "ends_on": DAYS | st.none(),
        "used_at": INSTANTS | st.none(),
        "renewed_at": INSTANTS | st.none(),
    }
)
READING = st.fixed_dictionaries(
    {
        "meter": st.sampled_from(["M1", "M2", None]),
        "read_on": DAYS | st.none(),
        "said_on": DAYS | st.none(),
        "level": st.decimals(0, 99, places=2) | st.none(),
    }
)
VISIT = st.fixed_dictionaries(
    {
        "seller": SELLERS,
        "sport": st.sampled_from(["judo", "golf"]),
        "pass": st.sampled_from(["P00", "P01", "P02", None]),
        "came_on": DAYS | st.none(),
        "left_on": DAYS | st.none(),
    }
)
STAYS: list[dict[str, Value]] = [
    {
        "person": person,
        "team": team,
        "role": "rep",
        "country": "ES",
        "hours": Decimal(hours),
        "valid_from": date.fromisoformat(start),
        "valid_before": date.fromisoformat(before) if before else None,
    }
    for person, team, hours, start, before in (
        ("ana", "north", "1", "2025-01-01", "2026-02-10"),
        ("ana", "south", "0.5", "2026-02-10", ""),
        ("luis", "south", "0.75", "2026-02-20", "2026-03-05"),
    )
]


Rows = Sequence[Mapping[str, Value]]


def _numbered(rows: Rows, key: str, letter: str) -> list[dict[str, Value]]:
    return [{**row, key: f"{letter}{number:02}"} for number, row in enumerate(rows)]


ROWS = st.fixed_dictionaries(
    {
        "passes": st.lists(PASS, max_size=7).map(lambda r: _numbered(r, "pass", "P")),
        "readings": st.lists(READING, max_size=7).map(lambda r: _numbered(r, "reading", "R")),
        "visits": st.lists(VISIT, max_size=7).map(lambda r: _numbered(r, "visit", "V")),
        "people": st.just(STAYS),
    }
)
