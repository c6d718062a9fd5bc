"""The log's entries as Arrow tables.

PostgreSQL is read in bulk by ADBC, over a connection of its own that sees committed rows only.
SQLite is always read through Django's connection: a second copy of the SQLite library in one
process breaks the first one's locks and may delete the write-ahead log under it, and with it
what was committed (sqlite.org/howtocorrupt.html, section 2.2.1).
"""

from collections.abc import Iterable, Iterator, Sequence

import pyarrow as pa
from django.db import connection
from django.db.models import QuerySet

from rumbo.records.models import LogEntry
from rumbo.records.projection.tables import literal

# Below this many rows a connection of its own costs more than it saves.
BULK = 1_000
BATCH = 100_000
# Fewer rows at once: Python's collector walks over all tuples that are alive.
FETCHED = 10_000
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
TYPES = {
    "position": pa.int64(),
    "supersedes_position": pa.int64(),
    "dataset": pa.string(),
    "key": pa.string(),
    "source_version": pa.int64(),
    # SQLite gives text, PostgreSQL an instant without zone; the engine casts either.
    "observed_at": None,
    "kind": pa.string(),
    "payload": pa.string(),
    "digest": pa.string(),
    "correction": pa.int64(),
    "source": pa.string(),
}


def entries_between(after: int, until: int) -> int:
    """How many entries the log holds with `after < position <= until`."""
    return LogEntry.objects.filter(position__gt=after, position__lte=until).count()


def versions_with(dataset: str, field: str, *, until: int | None = None) -> QuerySet[LogEntry]:
    """Versions whose content has a value of a field; up to a position, or all of them."""
    # A quote inside a text is escaped: this one opens the name of a field.
    found = LogEntry.objects.filter(dataset=dataset, payload__contains=f'"{field}":')
    return found if until is None else found.filter(position__lte=until)


def entries(after: int, until: int, *, dataset: str = "") -> Iterator[pa.Table]:
    """Entries with `after < position <= until`, in order, as tables with `COLUMNS`.

    All of them, or those of one dataset.
    """
    table = LogEntry._meta.db_table  # noqa: SLF001 - Django's own
    where = f"FROM {table} WHERE position > {after:d} AND position <= {until:d}"
    if dataset:
        where = f"{where} AND dataset = {literal(dataset)}"
    query = f"SELECT {', '.join(_selected())} {where} ORDER BY position"
    yield from tables(query, COLUMNS, in_bulk=until - after > BULK and _more_than(BULK, where))


def tables(query: str, columns: Sequence[str], *, in_bulk: bool = True) -> Iterator[pa.Table]:
    """The rows of a query of ours over the application database, in batches."""
    if in_bulk and connection.vendor == "postgresql" and not connection.in_atomic_block:
        yield from _gathered(_through_adbc(query))
    else:
        yield from _gathered(_through_django(query, columns))


def _gathered(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.Table]:
    """Small batches together, `BATCH` rows or a little more at once."""
    pending: list[pa.RecordBatch] = []
    for each in batches:
        pending.append(each)
        if sum(batch.num_rows for batch in pending) >= BATCH:
            yield pa.Table.from_batches(pending)
            pending = []
    if pending:
        yield pa.Table.from_batches(pending)


def _selected() -> Iterator[str]:
    for each in COLUMNS:
        if each == "observed_at" and connection.vendor == "postgresql":
            yield "(observed_at AT TIME ZONE 'UTC') AS observed_at"
        else:
            yield each


def _more_than(count: int, where: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 {where} LIMIT 1 OFFSET {count:d}")
        return cursor.fetchone() is not None


def _through_django(query: str, columns: Sequence[str]) -> Iterator[pa.RecordBatch]:
    with connection.chunked_cursor() as cursor:
        cursor.execute(query)
        while rows := cursor.fetchmany(FETCHED):
            lists = zip(*rows, strict=True)
            arrays = [
                pa.array(values, type=TYPES[name])
                for name, values in zip(columns, lists, strict=True)
            ]
            yield pa.RecordBatch.from_arrays(arrays, names=list(columns))


def _through_adbc(query: str) -> Iterator[pa.RecordBatch]:
    # Half a second of loading, which no command on SQLite should wait for.
    import adbc_driver_postgresql.dbapi  # noqa: PLC0415

    with adbc_driver_postgresql.dbapi.connect(_address()) as own, own.cursor() as cursor:
        cursor.execute(query)
        yield from cursor.fetch_record_batch()


def _address() -> str:
    from psycopg.conninfo import make_conninfo  # noqa: PLC0415

    settings = connection.settings_dict
    return make_conninfo(
        dbname=settings["NAME"],
        user=settings["USER"] or None,
        password=settings["PASSWORD"] or None,
        host=settings["HOST"] or None,
        port=settings["PORT"] or None,
    )
