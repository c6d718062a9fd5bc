"""The rows of the record log, written in bulk as each database takes them fastest."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

import pyarrow as pa
import pyarrow.csv
from django.db import connection

from rumbo.history.plain_rows import Row, stamp, write_rows
from rumbo.records.models import LogEntry
from rumbo.records.rules.versions import Placed, now_or

COLUMNS = (
    "position",
    "supersedes_position",
    "dataset",
    "key",
    "source_version",
    "source",
    "observed_at",
    "received_at",
    "kind",
    "payload",
    "digest",
    "correction",
)
_TABLE = LogEntry._meta.db_table  # noqa: SLF001 - Django's own


def _rows(placed: Iterable[Placed], *, source: str, at: datetime) -> Iterator[Row]:
    received = stamp(at)
    for each in placed:
        entry = each.entry
        yield (
            each.position,
            each.supersedes or None,
            entry.dataset,
            entry.key,
            each.source_version,
            source,
            stamp(now_or(entry.observed_at, received_at=at)),
            received,
            entry.kind,
            entry.payload,
            entry.digest,
            each.number.correction,
        )


def write_placed(placed: Iterable[Placed], *, source: str, at: datetime) -> None:
    """Write entries that have their version and position."""
    write_rows(_TABLE, COLUMNS, _rows(placed, source=source, at=at))


def write_table(rows: pa.Table, positions: range, constants: Mapping[str, object]) -> None:
    """Write many rows without touching each one in Python more than the driver needs."""
    names = ["position", "supersedes_position", "key", "source_version", "payload", "digest"]
    taken = pa.array(positions, type=pa.int64())
    columns = [taken, *(rows[name] for name in ("supersedes", *names[2:]))]
    listed = ", ".join([*names, *constants])
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            fixed = [pa.repeat(str(value), rows.num_rows) for value in constants.values()]
            table = pa.Table.from_arrays([*columns, *fixed], names=[*names, *constants])
            with cursor.copy(f"COPY {_TABLE} ({listed}) FROM STDIN WITH (FORMAT csv)") as copy:
                copy.write(_csv(table))
        else:
            marks = ", ".join(
                ["%s"] * len(names) + [_literal(each) for each in constants.values()]
            )
            values = list(zip(*(column.to_pylist() for column in columns), strict=True))
            cursor.executemany(f"INSERT INTO {_TABLE} ({listed}) VALUES ({marks})", values)  # noqa: S608


def _csv(table: pa.Table) -> bytes:
    """Rows as COPY reads them: no value is an empty field, empty text a quoted one."""
    sink = pa.BufferOutputStream()
    pyarrow.csv.write_csv(table, sink, pyarrow.csv.WriteOptions(include_header=False))
    return bytes(sink.getvalue())


def _literal(value: object) -> str:
    """A constant of ours as SQL; the percent sign is the driver's."""
    return "'" + str(value).replace("'", "''").replace("%", "%%") + "'"
