"""Declare a source, keep its address, and note what each reading came to."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from rumbo.connectors.documents import problems_with_dataset, read_source
from rumbo.connectors.models import SourceRow, SourceRun
from rumbo.connectors.rules.families import Families, to_text
from rumbo.connectors.rules.source import Source
from rumbo.connectors.sql import address
from rumbo.history.actors import Actor
from rumbo.history.operations import record
from rumbo.kernel.problems import Place, Problem, Refused
from rumbo.outbox.operations import signal
from rumbo.records.datasets import UnknownDataset, dataset
from rumbo.records.looks import note_looks
from rumbo.vault import installation

TOPIC = "sources"


@transaction.atomic
def declare(text: str, *, file: str, by: Actor, at: datetime) -> Source:
    """Declare a source, or what it is from now on; raises Refused.

    A changed document is read from the beginning: what its mapping now keeps may be in rows
    that the cursor has passed.
    """
    source = read_source(text, file=file)
    _refuse_unfit(source, file)
    held = SourceRow.objects.filter(key=source.key).first()
    digest = hashlib.sha256(text.encode()).hexdigest()
    if held and held.digest == digest:
        return source
    position = record(
        by=by,
        at=at,
        verb="source.declared",
        thing=f"source:{source.key}",
        before={"digest": held.digest} if held else None,
        after={"digest": digest, "dataset": source.dataset},
    )
    values = {"dataset": source.dataset, "document": text, "digest": digest}
    fresh = {"known_from": position, "cursor": "", "families": ""}
    SourceRow.objects.update_or_create(key=source.key, defaults=values | fresh)
    signal(TOPIC, source.key)
    return source


@transaction.atomic
def declare_new(text: str, where: str, *, by: Actor, at: datetime) -> Source:
    """Declare a source whose name nobody has taken, with its address. Raises Refused."""
    key = read_source(text, file="").key
    if SourceRow.objects.filter(key=key).exists():
        raise Refused(Problem("source.taken", facts={"name": key}))
    return declare_with(text, where, by=by, at=at)


@transaction.atomic
def declare_with(text: str, where: str, *, by: Actor, at: datetime) -> Source:
    """Declare a source and keep its address, both or neither; none leaves the old one."""
    source = declare(text, file="", by=by, at=at)
    if where:
        keep_address(source.key, where, by=by, at=at)
    return source


def _refuse_unfit(source: Source, file: str) -> None:
    try:
        problems = problems_with_dataset(source, dataset(source.dataset))
    except UnknownDataset:
        problems = [Problem("dataset.unknown", Place(file), {"name": source.dataset})]
    if problems:
        raise Refused(*problems)


@transaction.atomic
def keep_address(key: str, where: str, *, by: Actor, at: datetime) -> None:
    """Keep the address of a source encrypted; history says that it changed, not to what."""
    address.read(where)
    hidden = installation.hide(where.strip().encode()).decode()
    SourceRow.objects.filter(key=key).update(address=hidden, address_set_at=at)
    record(by=by, at=at, verb="source.address-set", thing=f"source:{key}")
    signal(TOPIC, key)


@transaction.atomic
def accept_types(key: str, *, by: Actor, at: datetime) -> None:
    """Take the columns of a source as they are now: what they held before no longer counts."""
    SourceRow.objects.filter(key=key).update(families="")
    record(by=by, at=at, verb="source.types-accepted", thing=f"source:{key}")
    signal(TOPIC, key)


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks for a reading and when: `at` is the organisation's time, `real` the real one.

    `may_delete` is up to how many records it may delete beyond the limit of the source.
    """

    by: Actor
    at: datetime
    real: datetime
    scheduled: str = ""
    is_full: bool = False
    may_delete: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a reading came to."""

    cursor_from: str
    cursor_to: str
    families: Families
    new: int = 0
    changed: int = 0
    same: int = 0
    rejected: int = 0
    deleted: int = 0
    reconciled: bool = False
    brought: int | None = None
    rejected_digest: str = ""
    problems: tuple[Problem, ...] = ()


@transaction.atomic
def begin(row: SourceRow, asked: Asked) -> SourceRun:
    """Note that a reading has begun; call it while holding the source (`locking.alone`).

    Whoever held it before has died: their reading was interrupted.
    """
    row.runs.filter(state="running").update(state="interrupted", ended_at=asked.real)
    run = SourceRun.objects.create(
        source=row,
        by=str(asked.by),
        at=asked.at,
        began_at=asked.real,
        state="running",
        scheduled=asked.scheduled,
        is_full=asked.is_full,
        cursor_from="" if asked.is_full else row.cursor,
    )
    signal(TOPIC, row.key)
    return run


@transaction.atomic
def finish(run: SourceRun, outcome: Outcome, asked: Asked, *, real: datetime) -> None:
    """Note what it came to, and where the next one starts."""
    row = run.source
    note_looks((row.dataset,), source=row.key, at=asked.at, by=asked.by)
    SourceRow.objects.filter(pk=run.source_id).update(
        cursor=outcome.cursor_to, families=to_text(outcome.families)
    )
    values = {
        name: getattr(outcome, name)
        for name in (
            "cursor_from",
            "cursor_to",
            "new",
            "changed",
            "same",
            "rejected",
            "deleted",
            "reconciled",
            "brought",
            "rejected_digest",
        )
    }
    problems = plain(outcome.problems)
    SourceRun.objects.filter(pk=run.pk).update(
        state="done", ended_at=real, problems=problems, **values
    )
    signal(TOPIC, row.key)


@transaction.atomic
def fail(run: SourceRun, problems: Iterable[Problem], *, real: datetime) -> None:
    """Note why nothing came of it; cursor and data stay as the last good reading left them."""
    SourceRun.objects.filter(pk=run.pk).update(
        state="failed", ended_at=real, problems=plain(problems)
    )
    signal(TOPIC, run.source.key)


def plain(problems: Iterable[Problem]) -> list[dict[str, object]]:
    """Problems as they are stored."""
    return [{"code": each.code, "facts": dict(each.facts)} for each in problems]
