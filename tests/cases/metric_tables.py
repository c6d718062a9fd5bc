"""Tables as the projection holds them, filled from rows that a test can show on one screen."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal

import duckdb

from rumbo.kernel.calendar import Period
from rumbo.kernel.expressions import Value
from rumbo.kernel.money import to_minor
from rumbo.metrics.rules import assembly
from rumbo.metrics.rules.assembly import Counted, Group
from rumbo.metrics.rules.decode import decoded
from rumbo.metrics.rules.metric import Metric, SimpleMetric
from rumbo.metrics.rules.plan import plans
from rumbo.metrics.rules.question import EVERYTHING, Asked, Calendar, Scope, dimension
from rumbo.records.rules.dataset import Dataset, Field, FieldKind, column_of

POSITION = 1
_TYPES = {
    FieldKind.MONEY: "BIGINT",
    FieldKind.WHOLE: "BIGINT",
    FieldKind.DECIMAL: "DECIMAL(18, 6)",
    FieldKind.DATE: "DATE",
    FieldKind.INSTANT: "TIMESTAMP",
    FieldKind.YES_NO: "BOOLEAN",
}
_ROSTER = """
CREATE TABLE roster_identity (identity TEXT, person TEXT, known_from BIGINT,
    known_before BIGINT);
CREATE TABLE roster_membership (person TEXT, team TEXT, role TEXT, country TEXT,
    hours DECIMAL(9, 6), valid_from DATE, valid_before DATE, known_from BIGINT,
    known_before BIGINT);
CREATE TABLE roster_leadership (person TEXT, team TEXT, valid_from DATE, valid_before DATE,
    known_from BIGINT, known_before BIGINT);
CREATE TABLE roster_team_ancestor (team TEXT, ancestor TEXT, level TEXT);
"""
Rows = Iterable[Mapping[str, Value]]


def tables(rows: Mapping[str, Rows], datasets: Iterable[Dataset]) -> duckdb.DuckDBPyConnection:
    """A database with an empty roster, and the rows of each dataset as current records."""
    engine = duckdb.connect()
    engine.execute(_ROSTER)
    for row in rows.get("people", ()):
        columns = ("person", "team", "role", "country", "hours", "valid_from", "valid_before")
        values = [*(row.get(each) for each in columns), 0, None]
        engine.execute("INSERT INTO roster_membership VALUES (?,?,?,?,?,?,?,?,?)", values)
    for person in sorted({str(row["person"]) for row in rows.get("people", ())}):
        engine.execute("INSERT INTO roster_identity VALUES (?, ?, 0, NULL)", [person, person])
    for team in sorted({str(row["team"]) for row in rows.get("people", ())}):
        engine.execute("INSERT INTO roster_team_ancestor VALUES (?, ?, 'team')", [team, team])
    for dataset in datasets:
        _create(engine, dataset)
        for number, row in enumerate(rows.get(dataset.key, ())):
            _insert(engine, dataset, (number, row))
    return engine


def _create(engine: duckdb.DuckDBPyConnection, dataset: Dataset) -> None:
    columns = ", ".join(
        f'"{each.column}" {_TYPES.get(each.kind, "VARCHAR")}' for each in dataset.fields
    )
    engine.execute(
        f"CREATE TABLE {dataset.table} (_position_from BIGINT, _position_to BIGINT, "
        f"_key VARCHAR, _source_version BIGINT, _observed_at TIMESTAMP, {columns})"
    )


def _insert(
    engine: duckdb.DuckDBPyConnection,
    dataset: Dataset,
    numbered: tuple[int, Mapping[str, Value]],
) -> None:
    number, row = numbered
    stored = [_stored(field, row.get(field.column)) for field in dataset.fields]
    key = str(row.get(column_of(dataset.key_field)) or f"K{number}")
    values = [1, None, key, 1, "2026-01-01", *stored]
    marks = ", ".join("?" for _ in values)
    engine.execute(f"INSERT INTO {dataset.table} VALUES ({marks})", values)  # noqa: S608


def _stored(field: Field, value: Value) -> Value | int:
    if field.kind is FieldKind.MONEY and isinstance(value, Decimal):
        return to_minor(value, field.currency)
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(tzinfo=None)
    return value


def asked(
    metric: Metric,
    *,
    period: Period,
    by: Sequence[str] = (),
    scope: Scope = EVERYTHING,
    levels: Iterable[str] = (),
) -> Asked:
    """A question about a metric with every name resolved."""
    bodies = [each.body for each in metric.simples()]
    named = tuple((name, dimension(name, bodies=bodies, levels=tuple(levels))) for name in by)
    return Asked(period=period, by=named, scope=scope, calendar=Calendar())


def figures(
    engine: duckdb.DuckDBPyConnection,
    metric: Metric,
    question: Asked,
    *,
    position: int = POSITION,
    seen: date = date.max,
) -> dict[Group, Decimal | None]:
    """The figure of each group, as the engine counts."""

    def read(simple: SimpleMetric, asked: Asked) -> Counted:
        (own,) = plans([simple], asked)
        parameters = {"position": position} if "$position" in own.text else None
        rows = engine.execute(own.text, parameters).fetchall()
        table = decoded(own, rows, asked.calendar)
        return {group: cells[simple.key] for group, cells in table.items()}

    found = assembly.figures(metric, question, seen=seen, read=read)
    return {group: found.at(group).value for group in found.groups}


ALWAYS = Period(date(2000, 1, 1), date(2100, 1, 1))
