"""The log's entries as Arrow tables: by ADBC in bulk, through Django for a handful.

ADBC opens a connection of its own and so sees committed rows only; inside a transaction (as
in most tests) the rows are read through Django's connection, which gives the same tables.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from importlib import import_module
from typing import Any

import pyarrow as pa
from django.db import connection
from psycopg.conninfo import make_conninfo

from rumbo.records.models import LogEntry

# Below this many rows a connection of its own costs more than it saves.
BULK = 1_000
BATCH = 100_000
COLUMNS = (
    "position",
    "supersedes_position",
    "dataset",
    "key",
    "source_version",
    "observed_at",
    "kind",
    "payload",
)
SCHEMA = pa.schema(
    [
        ("position", pa.int64()),
        ("supersedes_position", pa.int64()),
        ("dataset", pa.string()),
        ("key", pa.string()),
        ("source_version", pa.int64()),
        ("observed_at", pa.timestamp("us")),
        ("kind", pa.string()),
        ("payload", pa.string()),
    ]
)


def entries(after: int, until: int) -> Iterator[pa.Table]:
    """Entries with `after < position <= until`, in order, as tables of `SCHEMA`."""
    few = LogEntry.objects.filter(position__gt=after, position__lte=until)[: BULK + 1].count()
    if few == 0:
        return
    if few <= BULK or not reads_in_bulk():
        yield from _through_django(after, until)
    else:
        yield from _through_adbc(after, until)


def reads_in_bulk() -> bool:
    """Whether a second connection would see the same rows as this one.

    Never on SQLite: ADBC brings an SQLite library of its own, and two libraries in one process
    do not see each other's locks. The second believes itself alone and removes the write-ahead
    log when it closes, so that what the first writes from then on is seen by nobody else.
    """
    return connection.vendor == "postgresql" and not connection.in_atomic_block


def _through_django(after: int, until: int) -> Iterator[pa.Table]:
    rows = LogEntry.objects.filter(position__gt=after, position__lte=until)
    found = rows.order_by("position").values_list(*COLUMNS)
    batch: list[Sequence[object]] = []
    for row in found.iterator(chunk_size=BATCH):
        batch.append(row)
        if len(batch) == BATCH:
            yield _table(batch)
            batch = []
    if batch:
        yield _table(batch)


def _table(rows: Sequence[Sequence[Any]]) -> pa.Table:
    columns = [list(each) for each in zip(*rows, strict=True)]
    index = COLUMNS.index("observed_at")
    columns[index] = [_naive(each) for each in columns[index]]
    arrays = [
        pa.array(each, type=kind) for each, kind in zip(columns, SCHEMA.types, strict=True)
    ]
    return pa.Table.from_arrays(arrays, schema=SCHEMA)


def _naive(instant: datetime) -> datetime:
    return instant.astimezone(UTC).replace(tzinfo=None)


def _through_adbc(after: int, until: int) -> Iterator[pa.Table]:
    observed = "observed_at"
    if connection.vendor == "postgresql":
        observed = "(observed_at AT TIME ZONE 'UTC') AS observed_at"
    listed = ", ".join(observed if each == "observed_at" else each for each in COLUMNS)
    yield from bulk(
        f"SELECT {listed} FROM {LogEntry._meta.db_table} "  # noqa: S608, SLF001
        f"WHERE position > {after:d} AND position <= {until:d} ORDER BY position"
    )


def bulk(query: str) -> Iterator[pa.Table]:
    """The rows of a query of ours over the application database, in batches."""
    driver, uri = _driver()
    with driver.connect(uri) as opened, opened.cursor() as cursor:
        cursor.execute(query)
        pending: list[pa.RecordBatch] = []
        for each in cursor.fetch_record_batch():
            pending.append(each)
            if sum(batch.num_rows for batch in pending) >= BATCH:
                yield pa.Table.from_batches(pending)
                pending = []
        if pending:
            yield pa.Table.from_batches(pending)


def _driver() -> tuple[Any, str]:
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        return import_module("adbc_driver_sqlite.dbapi"), str(settings["NAME"])
    uri = make_conninfo(
        dbname=settings["NAME"],
        user=settings["USER"] or None,
        password=settings["PASSWORD"] or None,
        host=settings["HOST"] or None,
        port=settings["PORT"] or None,
    )
    return import_module("adbc_driver_postgresql.dbapi"), uri
