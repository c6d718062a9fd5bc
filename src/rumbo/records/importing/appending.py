"""Append a compared file chunk by chunk, and hand the same rows on to the projection."""

from collections.abc import Sequence
from datetime import UTC, datetime

import pyarrow as pa

from rumbo.history.actors import Actor
from rumbo.records import projection
from rumbo.records.importing.staging import Staging
from rumbo.records.importing.values import Clock
from rumbo.records.log import Appended, append_compared, append_deletions
from rumbo.records.rules.mapping import Mapping
from rumbo.records.rules.payload import UPSERT

ROWS_PER_CHUNK = 10_240
# Handed over together: each hand-over is a commit of the projection, and one of its row groups.
CHUNKS_PER_HANDOVER = 12


class Appending:
    """One file's way into the log; other writers get their turn between two chunks.

    Each chunk is known from when it is committed on: whoever asked, while a long import was
    under way, how things stood at that moment gets the same answer ever after.
    """

    def __init__(self, staging: Staging, mapping: Mapping, *, by: Actor, clock: Clock) -> None:
        self.first: int | None = None
        self.last: int | None = None
        self.done = 0
        self._staging = staging
        self._mapping = mapping
        self._by = by
        self._clock = clock
        self._waiting: list[pa.Table] = []

    def append(self, chunk: pa.Table) -> None:
        """Append one chunk (`log.COMPARED`) in a transaction of its own."""
        if self.last is None:
            projection.position()
        at = self._clock()
        appended = append_compared(
            chunk,
            dataset=self._mapping.dataset,
            compared_at=self.last or self._staging.compared_at,
            source=self._mapping.source,
            at=at,
            by=self._by,
        )
        self.first = self.first or appended.first_position
        self.last = appended.last_position or self.last
        self.done += chunk.num_rows
        self._hand_on(chunk, appended, at)

    def _hand_on(self, chunk: pa.Table, appended: Appended, at: datetime) -> None:
        """Keep the chunk for the projection, unless the log had to place it otherwise."""
        if appended.first_position is None or appended.same:
            return
        positions = range(appended.first_position, appended.first_position + chunk.num_rows)
        self._waiting.append(self._entries(chunk, positions, at))
        if len(self._waiting) == CHUNKS_PER_HANDOVER:
            self.finish()

    def delete(self, missing: Sequence[tuple[str, int]]) -> int:
        """Delete records by key, unless they changed since they were compared; how many."""
        deleted = 0
        for start in range(0, len(missing), ROWS_PER_CHUNK):
            appended = append_deletions(
                dict(missing[start : start + ROWS_PER_CHUNK]),
                dataset=self._mapping.dataset,
                source=self._mapping.source,
                at=self._clock(),
                by=self._by,
            )
            deleted += appended.changed
            self.first = self.first or appended.first_position
            self.last = appended.last_position or self.last
        return deleted

    def finish(self) -> None:
        """Hand over what waits; what the projection does not take it reads from the log."""
        if self._waiting:
            projection.offer(pa.concat_tables(self._waiting))
            self._waiting.clear()

    def _entries(self, chunk: pa.Table, positions: range, at: datetime) -> pa.Table:
        count = chunk.num_rows
        columns = {
            "position": pa.array(positions, type=pa.int64()),
            "supersedes_position": chunk["supersedes"],
            "dataset": pa.repeat(self._mapping.dataset, count),
            "key": chunk["key"],
            "source_version": chunk["source_version"],
            "observed_at": pa.repeat(
                pa.scalar(at.astimezone(UTC).replace(tzinfo=None), pa.timestamp("us")),
                count,
            ),
            "kind": pa.repeat(UPSERT, count),
            "payload": chunk["payload"],
        }
        return pa.table(columns)
