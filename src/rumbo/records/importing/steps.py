"""Inspect, preview, run: the three steps of an import, for the command and the page alike."""

import hashlib
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Mapped
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path

from rumbo.history.actors import Actor
from rumbo.kernel.money import Money
from rumbo.kernel.problems import Place, Problem, Refused
from rumbo.people.identities import known_identities, matches_for
from rumbo.people.values import Visible
from rumbo.records import projection
from rumbo.records.datasets import refuse_linked
from rumbo.records.documents import read_mapping
from rumbo.records.importing import journal
from rumbo.records.importing.csv_file import CsvFile
from rumbo.records.importing.journal import Brought
from rumbo.records.importing.sealing import SubjectKeys
from rumbo.records.importing.staging import UNSEEN, Identify, Staging
from rumbo.records.importing.tables import (
    Progress,
    Staged,
    append,
    declared_dataset,
    meeting,
    refuse,
    staged,
    untold,
)
from rumbo.records.log import Entry
from rumbo.records.models import Mapping as MappingRow
from rumbo.records.rules.mapping import Mapping, problems_of, suggested
from rumbo.records.rules.rows import RejectedRow
from rumbo.vault.subjects import keys_for, keys_of

SAMPLE = 5


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a file looks like, before anything is said about it."""

    columns: tuple[str, ...]
    delimiter: str
    size: int
    sample: tuple[tuple[str, ...], ...]
    suggested: Mapping | None = None


@dataclass(frozen=True, slots=True)
class UnmatchedSeller:
    """A value in the file that means nobody yet, and what hangs on it."""

    value: str
    rows: int
    money: Money | None


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do."""

    new: int
    changed: int
    same: int
    rejected: tuple[RejectedRow, ...]
    rejected_count: int
    unmatched: tuple[UnmatchedSeller, ...]


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did; `rejected` lists at most ten thousand of `rejected_count`."""

    id: int
    new: int
    changed: int
    same: int
    rejected: tuple[RejectedRow, ...]
    rejected_count: int
    first_position: int | None = None
    last_position: int | None = None


def inspect(
    path: Path,
    *,
    for_dataset: str = "",
    source: str = "",
    encoding: str = "utf-8",
    sample: int = SAMPLE,
) -> Inspection:
    """The columns and first rows of a file; a suggested mapping if a dataset is named."""
    with CsvFile(path, encoding=encoding) as file:
        first = tuple(islice(_rows(file), sample))
        proposal = None
        if for_dataset:
            proposal = suggested(declared_dataset(for_dataset), file.header, source=source)
        return Inspection(file.header, file.delimiter, file.size, first, proposal)


def _rows(file: CsvFile) -> Iterator[tuple[str, ...]]:
    """The good rows of a file, one by one, with every column as text."""
    everything = range(len(file.header))
    for block in file.blocks(everything):
        columns = (block.table.column(f"c{index}").to_pylist() for index in everything)
        yield from zip(*([each or "" for each in column] for column in columns), strict=True)


def preview(path: Path, mapping: Mapping | str, *, visible: Visible) -> Preview:  # noqa: ARG001
    """What `run` would do now; writes nothing."""
    chosen = _chosen(mapping)

    def identify(values: Iterable[str]) -> Mapped[str, str]:
        return known_identities(source=chosen.source, values=values)

    with _staged(path, chosen, identify=identify, keys=keys_of) as ready:
        return Preview(
            ready.counts.new,
            ready.counts.changed,
            ready.counts.same,
            tuple(ready.rejections.listed),
            ready.rejections.count,
            _unmatched(ready.staging),
        )


def run(
    path: Path,
    mapping: Mapping | str,
    *,
    by: Actor,
    at: datetime,
    progress: Progress = untold,
) -> Imported:
    """Bring a file in, in chunks that each commit; after a crash, the same call goes on.

    Raises Refused when the file as a whole is wrong; then nothing has been done.
    """
    chosen = _chosen(mapping)
    identify = meeting(chosen.source, by=by, at=at)
    with _staged(path, chosen, identify=identify, progress=progress) as ready:
        brought = Brought(path.name, path.stat().st_size, _digest(path))
        return bring(ready, brought, by=by, at=at, progress=progress)


def bring(
    ready: Staged, brought: Brought, *, by: Actor, at: datetime, progress: Progress = untold
) -> Imported:
    """Append what was staged, and note who brought it and what came of it."""
    own = journal.begin(brought, ready.mapping, by=by, at=at)
    positions = append(ready, by=by, at=at, progress=progress)
    imported = Imported(
        own,
        ready.counts.new,
        ready.counts.changed,
        ready.counts.same,
        tuple(ready.rejections.listed),
        ready.rejections.count,
        *positions,
    )
    journal.finish(own, imported, by=by, at=at)
    return imported


def read_entries(
    path: Path, mapping: Mapping | str, *, by: Actor, at: datetime
) -> tuple[tuple[Entry, ...], tuple[RejectedRow, ...]]:
    """The right rows of a file as log entries, not appended; and the rejected ones."""
    chosen = _chosen(mapping)
    identify = meeting(chosen.source, by=by, at=at)
    with _staged(path, chosen, identify=identify) as ready:
        rows = ready.staging.rows("SELECT key, payload, digest FROM ready ORDER BY line")
    entries = (Entry(chosen.dataset, str(key), str(text), str(sha)) for key, text, sha in rows)
    return tuple(entries), tuple(ready.rejections.listed)


@contextmanager
def _staged(
    path: Path,
    mapping: Mapping,
    *,
    identify: Identify,
    keys: SubjectKeys = keys_for,
    progress: Progress = untold,
) -> Iterator[Staged]:
    # What is wrong with the mapping itself is told before the file is looked at.
    refuse_linked([mapping.dataset])
    refuse(problems_of(mapping, declared_dataset(mapping.dataset), Place(path.name)))
    with (
        CsvFile(path, encoding=mapping.encoding, delimiter=mapping.delimiter) as file,
        staged(file, mapping, identify=identify, keys=keys, progress=progress) as ready,
    ):
        yield ready


def _unmatched(staging: Staging) -> tuple[UnmatchedSeller, ...]:
    """The credited people of a file whom nobody is matched with, most money first."""
    money = staging.plan.money
    rows = staging.rows(
        """SELECT person, identity, count(*), coalesce(sum(minor), 0)::BIGINT FROM ready
        JOIN people ON people.value = ready.person GROUP BY ALL ORDER BY 4 DESC, 1"""
    )
    met = {str(identity) for (identity,) in projection.read(MATCHED)}
    alone = [row for row in rows if str(row[1]) not in met]
    meant = matches_for(str(row[0]) for row in alone if row[1] == UNSEEN)
    return tuple(
        UnmatchedSeller(
            str(value),
            int(str(count)),
            Money.of_minor(int(str(minor)), money.currency) if money else None,
        )
        for value, _, count, minor in alone
        if value not in meant
    )


MATCHED = "SELECT identity FROM roster_identity WHERE known_before IS NULL"


def _chosen(mapping: Mapping | str) -> Mapping:
    if isinstance(mapping, Mapping):
        return mapping
    row = MappingRow.objects.filter(key=mapping).first()
    if row is None:
        known = ", ".join(MappingRow.objects.order_by("key").values_list("key", flat=True))
        raise Refused(Problem("mapping.unknown", facts={"name": mapping, "known": known}))
    return read_mapping(row.document, file=mapping)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
