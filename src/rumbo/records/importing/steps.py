"""Inspect and run: the first and the last step of an import, for the command and the page."""

import hashlib
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path

from rumbo.history.actors import Actor
from rumbo.kernel.problems import Problem, Refused
from rumbo.records.importing import journal
from rumbo.records.importing.blocks import Wanted
from rumbo.records.importing.files import Reading, TableFile, open_file
from rumbo.records.importing.journal import Brought
from rumbo.records.importing.staged import chosen, staged_file
from rumbo.records.importing.tables import Staged, append, declared_dataset, meeting, untold
from rumbo.records.importing.values import Clock, Imported, Inspection, Progress
from rumbo.records.log import Entry
from rumbo.records.rules.mapping import Mapping, suggested
from rumbo.records.rules.rows import RejectedRow

SAMPLE = 5


def inspect(
    path: Path,
    reading: Reading | None = None,
    *,
    for_dataset: str = "",
    source: str = "",
    sample: int = SAMPLE,
) -> Inspection:
    """The columns and first rows of a file; a suggested mapping if a dataset is named."""
    with open_file(path, reading or Reading()) as file:
        first = tuple(islice(_rows(file), sample)) if sample else ()
        proposal = None
        if for_dataset:
            proposal = suggested(declared_dataset(for_dataset), file.header, source=source)
        return Inspection(
            columns=file.header,
            delimiter=file.delimiter,
            size=file.size,
            sample=first,
            suggested=proposal,
            kind=file.kind,
            header_line=file.header_line,
            sheet=file.sheet,
            sheets=file.sheets,
        )


def _rows(file: TableFile) -> Iterator[tuple[str, ...]]:
    """The good rows of a file, one by one, with every column as text."""
    everything = [Wanted(index) for index in range(len(file.header))]
    for block in file.blocks(everything):
        columns = (block.table.column(f"c{index}").to_pylist() for index in everything)
        yield from zip(*([each or "" for each in column] for column in columns), strict=True)


def run(  # noqa: PLR0913 - what is brought, by whom and when, and what is told meanwhile
    path: Path,
    mapping: Mapping | str,
    *,
    by: Actor,
    at: datetime,
    clock: Clock | None = None,
    delete_at_most: int = 0,
    progress: Progress = untold,
) -> Imported:
    """Bring a file in, in chunks that each commit; after a crash, the same call goes on.

    `at` is when it began; each chunk is known from what `clock` says as it is committed.

    With `delete_at_most`, the records of the same source that the file does not have are
    deleted, at most so many. Raises Refused when the file as a whole is wrong, or when more
    are missing; then nothing has been done.
    """
    wanted = chosen(mapping)
    identify = meeting(wanted.source, by=by, at=at)
    with staged_file(path, wanted, identify=identify, progress=progress) as ready:
        _refuse_deletions(ready, delete_at_most)
        brought = Brought(path.name, path.stat().st_size, _digest(path))
        return bring(
            ready,
            brought,
            by=by,
            at=at,
            clock=clock,
            delete_at_most=delete_at_most,
            progress=progress,
        )


def bring(  # noqa: PLR0913 - as `run` has it
    ready: Staged,
    brought: Brought,
    *,
    by: Actor,
    at: datetime,
    clock: Clock | None = None,
    delete_at_most: int = 0,
    progress: Progress = untold,
) -> Imported:
    """Append what was staged, and note who brought it and what came of it."""
    missing = ready.staging.missing(ready.mapping.source)
    own = journal.begin(brought, ready.mapping, by=by, at=at)
    appending = append(ready, by=by, clock=clock or (lambda: at), progress=progress)
    deleted = appending.delete(missing[:delete_at_most])
    imported = Imported(
        id=own,
        new=ready.counts.new,
        changed=ready.counts.changed,
        same=ready.counts.same,
        rejected=tuple(ready.rejections.listed),
        rejected_count=ready.rejections.count,
        first_position=appending.first,
        last_position=appending.last,
        missing=len(missing),
        deleted=deleted,
        header=ready.staging.plan.header,
    )
    journal.finish(own, imported, by=by, at=at)
    return imported


def _refuse_deletions(ready: Staged, delete_at_most: int) -> None:
    """Raise Refused when it is not safe to delete what is missing."""
    staging = ready.staging
    count = len(staging.missing(ready.mapping.source)) if delete_at_most else 0
    if not count:
        return
    if not staging.has_rows:
        raise Refused(Problem("import.missing.everything"))
    if staging.unreadable:
        facts = {"rows": str(staging.unreadable)}
        raise Refused(Problem("import.missing.unreadable", facts=facts))
    if count > delete_at_most:
        facts = {"found": str(count), "allowed": str(delete_at_most)}
        raise Refused(Problem("import.missing.more", facts=facts))


def read_entries(
    path: Path, mapping: Mapping | str, *, by: Actor, at: datetime
) -> tuple[tuple[Entry, ...], tuple[RejectedRow, ...]]:
    """The right rows of a file as log entries, not appended; and the rejected ones."""
    wanted = chosen(mapping)
    identify = meeting(wanted.source, by=by, at=at)
    with staged_file(path, wanted, identify=identify) as ready:
        rows = ready.staging.rows("SELECT key, payload, digest FROM ready ORDER BY line")
        rejected = tuple(ready.rejections.listed)
    entries = (Entry(wanted.dataset, str(key), str(text), str(sha)) for key, text, sha in rows)
    return tuple(entries), rejected


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
