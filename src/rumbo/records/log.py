"""The only door into the record log: append, under the one lock that orders positions.

There is no operation that updates or deletes an entry; a correction is another version.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pyarrow as pa
import pyarrow.csv
from django.db import connection, transaction

from rumbo.history.actors import Actor
from rumbo.history.operations import advance, lock
from rumbo.kernel.problems import Problem, Refused
from rumbo.outbox.operations import signal
from rumbo.records.datasets import refuse_linked
from rumbo.records.many_appends import many_appends
from rumbo.records.models import DatasetVersion, LogEntry
from rumbo.records.rules.payload import UPSERT, Entry
from rumbo.records.rules.values import LONGEST_KEY
from rumbo.records.rules.versions import (
    Held,
    Judgement,
    Placed,
    RecordKey,
    judge,
    now_or,
    place,
)

__all__ = [
    "COMPARED",
    "Appended",
    "Entry",
    "append",
    "append_compared",
    "append_each",
    "many_appends",
]

# Stays below the number of variables that one SQLite statement may have.
KEYS_PER_QUERY = 500
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
Row = tuple[Any, ...]
_TABLE = LogEntry._meta.db_table  # noqa: SLF001 - Django's own


@dataclass(frozen=True, slots=True)
class Appended:
    """What an append came to; positions are None when nothing was written."""

    new: int = 0
    changed: int = 0
    same: int = 0
    first_position: int | None = None
    last_position: int | None = None


# Upserts whose versions were found by comparing with the log up to a known position.
COMPARED = pa.schema(
    [
        ("key", pa.string()),
        ("payload", pa.string()),
        ("digest", pa.string()),
        ("source_version", pa.int64()),
        ("supersedes", pa.int64()),
    ]
)


def append(entries: Iterable[Entry], *, source: str, at: datetime, by: Actor) -> Appended:
    """Append what is new or changed; all or nothing, in the order given.

    Raises Refused for an undeclared dataset, a key that cannot be kept, or a version that the
    log holds with other content.
    """
    batch = tuple(entries)
    if not batch:
        return Appended()
    _refuse_strangers(batch)
    with transaction.atomic():
        last = lock()
        placement = place(batch, _held(batch), first_position=last + 1)
        if not placement.placed:
            return Appended(same=placement.same)
        positions = advance(count=len(placement.placed), at=at, by=by)
        _write(_rows(placement.placed, source=source, at=at))
        _announce({each.dataset for each in batch})
    new = sum(each.is_new for each in placement.placed)
    changed = len(placement.placed) - new
    return Appended(new, changed, placement.same, positions[0], positions[-1])


def append_each(
    entries: Iterable[Entry], *, source: str, at: datetime, by: Actor
) -> tuple[Judgement, ...]:
    """Append what is new or changed, and say of each entry what it came to, in order.

    Unlike `append`, a version known with other content costs itself and no other entry.
    Raises Refused for an undeclared dataset or a key that cannot be kept.
    """
    batch = tuple(entries)
    if not batch:
        return ()
    _refuse_strangers(batch)
    with transaction.atomic():
        last = lock()
        judged = tuple(judge(batch, _held(batch), first_position=last + 1))
        placed = [each for each in judged if isinstance(each, Placed)]
        if placed:
            advance(count=len(placed), at=at, by=by)
            _write(_rows(placed, source=source, at=at))
            _announce({each.entry.dataset for each in placed})
    return judged


def append_compared(
    rows: pa.Table,
    *,
    dataset: str,
    compared_at: int,
    source: str,
    at: datetime,
    by: Actor,
) -> Appended:
    """Append rows (`COMPARED`) of distinct keys, compared set-wise with the log at a position.

    When somebody else has written to the dataset since, the comparison is made again under
    the lock, so that the answer is the same as that of `append`.
    """
    with transaction.atomic():
        lock()
        if _written_since(compared_at, dataset):
            return append(_entries(rows, dataset), source=source, at=at, by=by)
        positions = advance(count=rows.num_rows, at=at, by=by)
        constants = {
            "dataset": dataset,
            "source": source,
            "observed_at": _stamp(at),
            "received_at": _stamp(at),
            "kind": UPSERT,
        }
        _write_table(rows, positions, constants)
        _announce({dataset})
    changed = rows.num_rows - rows["supersedes"].null_count
    new = rows.num_rows - changed
    return Appended(new, changed, 0, positions[0], positions[-1])


def _written_since(position: int, dataset: str) -> bool:
    # In order of position and not by dataset: only then the few latest entries are looked at,
    # and not the whole index of the dataset.
    latest = LogEntry.objects.filter(position__gt=position).order_by("position")
    return dataset in latest.values_list("dataset", flat=True).iterator()


def _entries(rows: pa.Table, dataset: str) -> Iterator[Entry]:
    for batch in rows.select(["key", "payload", "digest"]).to_pylist():
        yield Entry(dataset, batch["key"], batch["payload"], batch["digest"])


def _refuse_strangers(batch: Iterable[Entry]) -> None:
    declared = set(DatasetVersion.objects.values_list("key", flat=True))
    problems: dict[str, Problem] = {}
    for each in batch:
        if each.dataset not in declared:
            problems[each.dataset] = Problem("dataset.unknown", facts={"name": each.dataset})
        if not 0 < len(each.key) <= LONGEST_KEY:
            problems["key"] = Problem("record.key", facts={"limit": str(LONGEST_KEY)})
    if problems:
        raise Refused(*problems.values())
    refuse_linked({each.dataset for each in batch})


def _held(batch: Iterable[Entry]) -> dict[RecordKey, list[Held]]:
    """Every version that the log holds of these records, through its unique index."""
    held: dict[RecordKey, list[Held]] = {}
    for dataset, keys in _keys(batch):
        rows = LogEntry.objects.filter(dataset=dataset, key__in=keys)
        for key, *values in rows.values_list("key", *Held._fields).iterator():
            held.setdefault((dataset, key), []).append(Held(*values))
    return held


def _keys(batch: Iterable[Entry]) -> Iterator[tuple[str, list[str]]]:
    wanted: dict[str, dict[str, None]] = {}
    for each in batch:
        wanted.setdefault(each.dataset, {})[each.key] = None
    for dataset, keys in wanted.items():
        listed = list(keys)
        for start in range(0, len(listed), KEYS_PER_QUERY):
            yield dataset, listed[start : start + KEYS_PER_QUERY]


def _rows(placed: Iterable[Placed], *, source: str, at: datetime) -> Iterator[Row]:
    received = _stamp(at)
    for each in placed:
        entry = each.entry
        yield (
            each.position,
            each.supersedes or None,
            entry.dataset,
            entry.key,
            each.source_version,
            source,
            _stamp(now_or(entry.observed_at, received_at=at)),
            received,
            entry.kind,
            entry.payload,
            entry.digest,
            each.number.correction,
        )


def _stamp(at: datetime) -> object:
    """An instant as this database's driver takes it in plain SQL."""
    return connection.ops.adapt_datetimefield_value(at)


def _write(rows: Iterable[Row]) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {_TABLE} ({', '.join(COLUMNS)}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(COLUMNS))
            listed = ", ".join(COLUMNS)
            cursor.executemany(f"INSERT INTO {_TABLE} ({listed}) VALUES ({marks})", list(rows))  # noqa: S608


def _write_table(rows: pa.Table, positions: range, constants: Mapping[str, object]) -> None:
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


def _announce(datasets: Iterable[str]) -> None:
    for each in sorted(datasets):
        signal("records", each)
