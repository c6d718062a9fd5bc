"""Read a source: check it, stage its rows, append what changed, and note what came of it."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from rumbo.connectors import operations
from rumbo.connectors.documents import mapping_of, read_source
from rumbo.connectors.locking import alone
from rumbo.connectors.missing import Missing, missing
from rumbo.connectors.models import SourceRow
from rumbo.connectors.operations import Asked, Outcome
from rumbo.connectors.rules.cursor import Mark, parse, start, takes
from rumbo.connectors.rules.families import from_text, joined, retyped
from rumbo.connectors.rules.source import Deletes, Source
from rumbo.connectors.sql import session
from rumbo.connectors.sql.table import SourceTable
from rumbo.connectors.stored import address_of, row_of, run_view
from rumbo.connectors.values import RunView
from rumbo.kernel.problems import Place, Problem, Refused
from rumbo.people.queries import organisation
from rumbo.records.datasets import dataset
from rumbo.records.importing.journal import Brought
from rumbo.records.importing.steps import bring
from rumbo.records.importing.tables import Staged, meeting, staged
from rumbo.records.importing.values import Rejections
from rumbo.records.log import append
from rumbo.records.rules.mapping import problems_with_header
from rumbo.records.rules.payload import deletion

DELETED_AT_ONCE = 5_000
Clock = Callable[[], datetime]


def read(key: str, asked: Asked, *, clock: Clock) -> RunView:
    """Read a source once; what stands in the way is in the reading that comes back.

    Raises Refused when another reading of it is under way, NotVisible for an unknown source.
    `clock` gives real time, for how long it took. A reading that was killed is done again from
    the same cursor: rows that went in are the same the second time.
    """
    row = row_of(key)
    with alone(key):
        run = operations.begin(row, asked)
        try:
            outcome = _read(row, asked, clock)
        except Refused as refused:
            operations.fail(run, refused.problems, real=clock())
        except Exception:
            operations.fail(run, [Problem("source.fault")], real=clock())
            raise
        else:
            operations.finish(run, outcome, asked, real=clock())
    run.refresh_from_db()
    return run_view(run)


def in_its_zone(source: Source) -> Source:
    """A source that names no zone speaks in the organisation's."""
    return replace(source, time_zone=source.time_zone or organisation().time_zone)


def _read(row: SourceRow, asked: Asked, clock: Clock) -> Outcome:
    source = in_its_zone(read_source(row.document, file=row.key))
    where = session.at(address_of(row))
    since = _since(source, "" if asked.is_full else row.cursor)
    reconciles = _reconciles(source, row, asked)
    with session.opened(where, source.query, timeout=source.timeout) as opened:
        _refuse_lost(source, opened.columns())
        table = SourceTable.of(source, dataset(source.dataset), opened, since=since)
        identify = meeting(source.key, by=asked.by, at=asked.at)
        with staged(table, mapping_of(source), identify=identify) as ready:
            _refuse_changed(source, row, table)
            gone = missing(source, opened) if reconciles else Missing()
            rows = Rows(table, ready, gone)
            return _bring(source, row, asked, read=rows, clock=_going_on(asked, clock))


def _since(source: Source, reached: str) -> Mark | None:
    cursor = parse(reached) if source.cursor_column else None
    if cursor is None:
        return None
    if not takes(cursor.kind, source.overlap):
        raise Refused(Problem("source.overlap-kind", facts={"column": source.cursor_column}))
    return start(cursor, source.overlap)


def _reconciles(source: Source, row: SourceRow, asked: Asked) -> bool:
    """Whether this reading also looks for what the source no longer has."""
    if source.deletes is not Deletes.DAILY:
        return source.deletes is Deletes.EVERY_RUN
    zone = ZoneInfo(organisation().time_zone)
    last = row.runs.filter(reconciled=True).order_by("-pk").first()
    return (
        asked.is_full
        or last is None
        or last.began_at.astimezone(zone).date() < asked.real.astimezone(zone).date()
    )


def _refuse_lost(source: Source, header: tuple[str, ...]) -> None:
    """Refuse the reading when a column that it needs is no longer there."""
    problems = problems_with_header(mapping_of(source), header, Place(source.key))
    cursor = source.cursor_column
    if cursor and cursor not in header:
        facts = {"name": cursor, "near": "", "known": ", ".join(header[:30])}
        problems.append(Problem("import.unknown-column", Place(source.key), facts))
    if problems:
        raise Refused(*problems)


def _refuse_changed(source: Source, row: SourceRow, table: SourceTable) -> None:
    """Refuse the reading when a column holds something else than it always did."""
    before = from_text(row.families)
    changed = retyped(before, table.families)
    problems = [
        Problem(
            "source.retyped",
            Place(source.key),
            {
                "column": name,
                "was": ", ".join(sorted(before[name])),
                "now": ", ".join(sorted(table.families[name])),
            },
        )
        for name in changed
    ]
    if source.cursor_column and table.done and table.reached is None:
        facts = {"column": source.cursor_column}
        problems.append(Problem("source.cursor", Place(source.key), facts))
    if problems:
        raise Refused(*problems)


@dataclass(frozen=True, slots=True)
class Rows:
    """What a reading found: its rows as a table and staged, and what is no longer there."""

    table: SourceTable
    ready: Staged
    gone: Missing


def _going_on(asked: Asked, clock: Clock) -> Clock:
    """The organisation's clock while a reading goes on, by how much real time has passed."""
    return lambda: asked.at + (clock() - asked.real)


def _bring(
    source: Source, row: SourceRow, asked: Asked, *, read: Rows, clock: Clock
) -> Outcome:
    table, ready, gone = read.table, read.ready, read.gone
    mark = _mark(ready.rejections)
    brought = _brought_before(row, mark)
    if ready.counts.new + ready.counts.changed or brought is None:
        named = Brought(source.key, 0, f"source:{source.key}")
        brought = None
        if _has_news(ready):
            brought = bring(ready, named, by=asked.by, at=asked.at, clock=clock).id
    problems = gone.problems(source, confirmed=asked.may_delete)
    deleted = 0 if problems else _delete(source, gone, asked)
    reached = str(table.reached or "") or row.cursor
    return Outcome(
        cursor_from="" if asked.is_full else row.cursor,
        cursor_to=reached,
        families=joined(from_text(row.families), table.families),
        new=ready.counts.new,
        changed=ready.counts.changed,
        same=ready.counts.same,
        rejected=ready.rejections.count,
        deleted=deleted,
        reconciled=gone.looked and not problems,
        brought=brought if ready.rejections.count else None,
        rejected_digest=mark,
        problems=problems,
    )


def _has_news(ready: Staged) -> bool:
    return bool(ready.counts.new + ready.counts.changed + ready.rejections.count)


def _mark(rejections: Rejections) -> str:
    """What tells the same refused rows, met again in the overlap, from others."""
    told = [(each.code, each.column, each.value) for each in rejections.listed]
    return hashlib.sha256(repr(told).encode()).hexdigest() if told else ""


def _brought_before(row: SourceRow, mark: str) -> int | None:
    """The import that lists these same rows already, so that it is not made again."""
    if not mark:
        return None
    last = row.runs.filter(state="done").order_by("-pk").first()
    return last.brought if last and last.rejected_digest == mark else None


def _delete(source: Source, gone: Missing, asked: Asked) -> int:
    for first in range(0, len(gone.keys), DELETED_AT_ONCE):
        keys = gone.keys[first : first + DELETED_AT_ONCE]
        entries = [deletion(source.dataset, each) for each in keys]
        append(entries, source=source.key, at=asked.at, by=asked.by)
    return len(gone.keys)
