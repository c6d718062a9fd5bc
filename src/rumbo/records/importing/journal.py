"""Who brought which file, and what came of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.db import transaction

from rumbo.history.actors import Actor
from rumbo.history.operations import record
from rumbo.records.models import Import, Look, Rejection
from rumbo.records.rules.mapping import Mapping
from rumbo.records.rules.rows import RejectedRow


class Result(Protocol):
    """What an import came to."""

    @property
    def new(self) -> int: ...
    @property
    def changed(self) -> int: ...
    @property
    def same(self) -> int: ...
    @property
    def rejected(self) -> tuple[RejectedRow, ...]: ...
    @property
    def rejected_count(self) -> int: ...
    @property
    def first_position(self) -> int | None: ...
    @property
    def last_position(self) -> int | None: ...
    @property
    def missing(self) -> int: ...
    @property
    def deleted(self) -> int: ...
    @property
    def header(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class Brought:
    """What rows came in: a file with its size in bytes and digest, or a source by name."""

    name: str
    size: int
    digest: str


@transaction.atomic
def begin(brought: Brought, mapping: Mapping, *, by: Actor, at: datetime) -> int:
    """Note that an import has begun; one of the same file that never ended was interrupted."""
    same_file = Import.objects.filter(file_digest=brought.digest, dataset=mapping.dataset)
    same_file.filter(state="running").update(state="interrupted")
    row = Import.objects.create(
        dataset=mapping.dataset,
        source=mapping.source,
        mapping=mapping.key,
        file_name=brought.name[:255],
        file_digest=brought.digest,
        file_size=brought.size,
        by=str(by),
        at=at,
        state="running",
    )
    return row.pk


@transaction.atomic
def finish(own: int, result: Result, *, by: Actor, at: datetime) -> None:
    """Note what came of it, with the rows that did not go in."""
    counts = {
        "new": result.new,
        "changed": result.changed,
        "same": result.same,
        "rejected": result.rejected_count,
    }
    positions = {
        "first_position": result.first_position,
        "last_position": result.last_position,
    }
    rows = sum(counts.values())
    others = {"missing": result.missing, "deleted": result.deleted}
    columns = list(result.header)
    Import.objects.filter(pk=own).update(
        state="done", rows=rows, columns=columns, **counts, **others, **positions
    )
    Rejection.objects.bulk_create(_rejections(own, result.rejected), batch_size=1_000)
    row = Import.objects.get(pk=own)
    after = {"dataset": row.dataset, "file": row.file_name, "digest": row.file_digest, **counts}
    if result.deleted:
        after["deleted"] = result.deleted
    thing = f"dataset:{row.dataset}"
    position = record(by=by, at=at, verb="records.imported", thing=thing, after=after)
    Look.objects.create(dataset=row.dataset, source=row.source, at=at, position=position)


def _rejections(own: int, rejected: Iterable[RejectedRow]) -> Iterable[Rejection]:
    for each in rejected:
        yield Rejection(
            brought_by_id=own,
            line=each.line,
            column=each.column[:200],
            value=each.value[:200],
            code=each.code,
            facts=dict(each.problem.facts),
            row=list(each.row),
        )
