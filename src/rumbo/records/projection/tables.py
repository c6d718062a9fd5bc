"""The tables of the projection, written from the declared datasets.

No keys and no indexes: versions are closed by the position they superseded, which zone maps
find faster than any index does (docs/adr/0001-record-log-and-projection.md).
"""

import hashlib
import json
from collections.abc import Iterable, Iterator

from rumbo.records.rules.dataset import Dataset, FieldKind

TYPES = {
    FieldKind.TEXT: "VARCHAR",
    FieldKind.CHOICE: "VARCHAR",
    FieldKind.PERSON: "VARCHAR",
    FieldKind.WHOLE: "BIGINT",
    FieldKind.MONEY: "BIGINT",
    FieldKind.DECIMAL: "DECIMAL(18,6)",
    FieldKind.DATE: "DATE",
    FieldKind.INSTANT: "TIMESTAMP",
    FieldKind.YES_NO: "BOOLEAN",
}
# What is known of each version, before its fields.
VERSION = {
    "_position_from": "BIGINT",
    "_position_to": "BIGINT",
    "_key": "VARCHAR",
    "_source_version": "BIGINT",
    "_observed_at": "TIMESTAMP",
}
STATE = """CREATE TABLE IF NOT EXISTS _projection (log_identity VARCHAR, schema_digest VARCHAR,
    engine VARCHAR, applied_position BIGINT, applied_mark VARCHAR, roster_version BIGINT)"""
ROSTER = {
    "roster_identity": "identity VARCHAR, person VARCHAR, known_from BIGINT, "
    "known_before BIGINT",
    "roster_membership": "person VARCHAR, team VARCHAR, valid_from DATE, valid_before DATE, "
    "known_from BIGINT, known_before BIGINT, hours DECIMAL(18,6), role VARCHAR, "
    "country VARCHAR",
    "roster_leadership": "person VARCHAR, team VARCHAR, valid_from DATE, valid_before DATE, "
    "known_from BIGINT, known_before BIGINT",
    "roster_person": "person VARCHAR, name VARCHAR",
    "roster_team": "team VARCHAR, name VARCHAR, level VARCHAR, parent VARCHAR",
    "roster_team_ancestor": "team VARCHAR, ancestor VARCHAR, level VARCHAR",
}


def quoted(name: str) -> str:
    """An identifier in DuckDB's SQL."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A text literal in DuckDB's SQL."""
    return "'" + text.replace("'", "''") + "'"


def dataset_table(dataset: Dataset) -> str:
    """The statement that creates a dataset's table: every version of every record."""
    columns = (f"{quoted(name)} {kind}" for name, kind in columns_of(dataset).items())
    return f"CREATE TABLE {quoted(dataset.table)} ({', '.join(columns)})"


def columns_of(dataset: Dataset) -> dict[str, str]:
    """The columns of a dataset's table with their types, in order."""
    return VERSION | {each.column: TYPES[each.kind] for each in dataset.fields}


def listed(columns: str) -> dict[str, str]:
    """Columns as a statement lists them, by name with their types.

    >>> listed("person VARCHAR, hours DECIMAL(18,6)")
    {'person': 'VARCHAR', 'hours': 'DECIMAL(18,6)'}
    """
    return dict(each.split(" ", 1) for each in columns.split(", "))


def all_tables(datasets: Iterable[Dataset]) -> Iterator[str]:
    """Every statement that an empty projection needs, in order."""
    for name, columns in ROSTER.items():
        yield f"CREATE TABLE {name} ({columns})"
    for each in datasets:
        yield dataset_table(each)


def schema_digest(datasets: Iterable[Dataset]) -> str:
    """What the tables look like; with another digest they are brought to it (layout.py)."""
    return hashlib.sha256("\n".join(all_tables(datasets)).encode()).hexdigest()


def payload_shape(dataset: Dataset) -> str:
    """The structure by which `from_json` reads a payload of this dataset."""
    return json.dumps({each.id: TYPES[each.kind] for each in dataset.fields})


def insert_versions(dataset: Dataset) -> str:
    """Add the batch `incoming` to a dataset; a version replaced inside it enters closed."""
    fields = "".join(f", _record.{quoted(each.id)}" for each in dataset.fields)
    columns = ", ".join(map(quoted, columns_of(dataset)))
    return f"""
        INSERT INTO {quoted(dataset.table)} ({columns})
        SELECT _entry.position, _later.position, _entry.key, _entry.source_version,
               CAST(_entry.observed_at AS TIMESTAMP){fields}
        FROM (SELECT *, from_json(payload, {literal(payload_shape(dataset))}) AS _record
              FROM incoming WHERE dataset = $dataset AND kind = 'upsert') AS _entry
        LEFT JOIN incoming AS _later ON _later.supersedes_position = _entry.position
        ORDER BY _entry.position"""  # noqa: S608 - names come from checked documents


def close_versions(dataset: Dataset) -> str:
    """Close what the batch `incoming` supersedes of earlier batches."""
    table = quoted(dataset.table)
    return f"""
        UPDATE {table} SET _position_to = _entry.position FROM incoming AS _entry
        WHERE _entry.dataset = $dataset AND _entry.supersedes_position < $first
          AND {table}._position_from = _entry.supersedes_position"""  # noqa: S608
