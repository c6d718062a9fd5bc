"""The only door into the record log: append, under the one lock that orders positions.

There is no operation that updates or deletes an entry; a correction is another version.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

import pyarrow as pa
import pyarrow.csv
from django.db import transaction

from rumbo.history.actors import Actor
from rumbo.history.operations import advance, lock
from rumbo.history.plain_rows import marks, read_rows, stamp
from rumbo.kernel.problems import Problem, Refused
from rumbo.outbox.operations import signal
from rumbo.records.datasets import datasets_named, refuse_linked
from rumbo.records.log_rows import write_placed, write_table
from rumbo.records.looks import note_looks
from rumbo.records.many_appends import many_appends
from rumbo.records.models import LogEntry
from rumbo.records.rules.payload import UPSERT, Entry, deletion
from rumbo.records.rules.values import LONGEST_KEY
from rumbo.records.rules.versions import (
    Held,
    Judgement,
    Placed,
    RecordKey,
    current_of,
    judge,
    place,
)

__all__ = [
    "COMPARED",
    "Appended",
    "Entry",
    "append",
    "append_compared",
    "append_deletions",
    "append_each",
    "many_appends",
]

# Stays below the number of variables that one SQLite statement may have.
KEYS_PER_QUERY = 500
# A key, and the values of Held in their order.
_HELD = (
    "SELECT key, position, source_version, kind, digest, correction FROM records_logentry"
    " WHERE dataset = %s AND key IN"
)


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
        return _placed(batch, _held(batch), after=last, source=source, at=at, by=by)


def append_deletions(
    known: Mapping[str, int], *, dataset: str, source: str, at: datetime, by: Actor
) -> Appended:
    """Delete records by key, each known at a position; one that has changed since stays."""
    entries = [deletion(dataset, key) for key in known]
    with transaction.atomic():
        last = lock()
        held = _held(entries)
        still = [
            each
            for each in entries
            if (current := current_of(held.get((dataset, each.key), ())))
            and current.position == known[each.key]
        ]
        return _placed(still, held, after=last, source=source, at=at, by=by)


def _placed(
    batch: Iterable[Entry],
    held: Mapping[RecordKey, Iterable[Held]],
    *,
    after: int,
    source: str,
    at: datetime,
    by: Actor,
) -> Appended:
    """Write what makes a new version; under the lock."""
    placement = place(batch, held, first_position=after + 1)
    if not placement.placed:
        return Appended(same=placement.same)
    positions = advance(count=len(placement.placed), at=at, by=by)
    write_placed(placement.placed, source=source, at=at)
    _announce({each.entry.dataset for each in placement.placed})
    new = sum(each.is_new for each in placement.placed)
    changed = len(placement.placed) - new
    return Appended(new, changed, placement.same, positions[0], positions[-1])


def append_each(
    entries: Iterable[Entry], *, source: str, at: datetime, by: Actor
) -> tuple[Judgement, ...]:
    """Append what is new or changed, and say of each entry what it came to, in order.

    Unlike `append`, a version known with other content costs itself and no other entry. That
    the source spoke is noted, also when it said nothing new.
    Raises Refused for an undeclared dataset or a key that cannot be kept.
    """
    batch = tuple(entries)
    if not batch:
        return ()
    _refuse_strangers(batch)
    # Without a savepoint: what fails here fails the whole transaction that it is a part of.
    with transaction.atomic(savepoint=False):
        last = lock()
        judged = tuple(judge(batch, _held(batch), first_position=last + 1))
        placed = [each for each in judged if isinstance(each, Placed)]
        if placed:
            advance(count=len(placed), at=at, by=by)
            write_placed(placed, source=source, at=at)
            _announce({each.entry.dataset for each in placed})
        brought = placed[-1].position if placed else None
        looked = {each.dataset for each in batch}
        note_looks(looked, source=source, at=at, by=by, position=brought)
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
            "observed_at": stamp(at),
            "received_at": stamp(at),
            "kind": UPSERT,
        }
        write_table(rows, positions, constants)
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
    named = dict.fromkeys(each.dataset for each in batch)
    declared = {each.key: each for each in datasets_named(named)}
    problems = [
        Problem("dataset.unknown", facts={"name": each})
        for each in named
        if each not in declared
    ]
    if not all(0 < len(each.key) <= LONGEST_KEY for each in batch):
        problems.append(Problem("record.key", facts={"limit": str(LONGEST_KEY)}))
    if problems:
        raise Refused(*problems)
    refuse_linked(declared.values())


def _held(batch: Iterable[Entry]) -> dict[RecordKey, list[Held]]:
    """Every version that the log holds of these records, through its unique index."""
    held: dict[RecordKey, list[Held]] = {}
    for dataset, keys in _keys(batch):
        for key, *values in read_rows(f"{_HELD} {marks(len(keys))}", (dataset, *keys)):
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


def _announce(datasets: Iterable[str]) -> None:
    for each in sorted(datasets):
        signal("records", each)
