"""Reads of sources and their readings; none of them gives an address."""

from datetime import datetime

from django.db.models import Q

from rumbo.connectors.documents import read_source
from rumbo.connectors.models import SourceRow, SourceRun
from rumbo.connectors.rules.schedule import due, upcoming
from rumbo.connectors.stored import row_of, run_view
from rumbo.connectors.values import Due, RunView, SourceView
from rumbo.people.access import require
from rumbo.people.queries import organisation
from rumbo.people.rules.roles import Right
from rumbo.people.values import Viewer

MOST_RUNS = 50


def sources(*, viewer: Viewer, real: datetime) -> tuple[SourceView, ...]:
    """Every source with its last readings; raises NotAllowed. `real` is the real now."""
    require(viewer, Right.MANAGE_SOURCES)
    return tuple(_view(row, real) for row in SourceRow.objects.order_by("key"))


def source(key: str, *, viewer: Viewer, real: datetime) -> SourceView:
    """One source; raises NotAllowed, and NotVisible for an unknown one."""
    require(viewer, Right.MANAGE_SOURCES)
    return _view(row_of(key), real)


def runs(key: str, *, viewer: Viewer) -> tuple[RunView, ...]:
    """The latest readings of a source, latest first."""
    require(viewer, Right.MANAGE_SOURCES)
    found = SourceRun.objects.filter(source__key=key).select_related("source").order_by("-pk")
    return tuple(run_view(each) for each in found[:MOST_RUNS])


def due_now(*, viewer: Viewer, real: datetime) -> tuple[Due, ...]:
    """The sources that should be read now, each with the name of that reading."""
    require(viewer, Right.MANAGE_SOURCES)
    rows = SourceRow.objects.order_by("key")
    zone = organisation().time_zone if rows else ""
    return tuple(found for row in rows if (found := _due(row, real, zone)))


def _due(row: SourceRow, real: datetime, zone: str) -> Due | None:
    schedule = read_source(row.document, file=row.key).schedule
    name = due(schedule, last=_last_begun(row), now=real, zone=zone)
    # A source declared anew is read anew, whatever was asked for before.
    return Due(row.key, f"{row.known_from}-{name}") if name else None


def _last_begun(row: SourceRow) -> datetime | None:
    # One that was killed is finished by its workflow, or tried again when it is due next.
    return row.runs.order_by("-pk").values_list("began_at", flat=True).first()


def _view(row: SourceRow, real: datetime) -> SourceView:
    declared = read_source(row.document, file=row.key)
    latest = row.runs.select_related("source").order_by("-pk")
    last = latest.first()
    good = last if last and _is_good(last) else latest.filter(_GOOD).first()
    begun = last.began_at if last else None
    zone = organisation().time_zone
    return SourceView(
        source=declared,
        document=row.document,
        address_set_at=row.address_set_at,
        has_address=bool(row.address),
        cursor=row.cursor,
        last=run_view(last) if last else None,
        last_good=run_view(good) if good else None,
        next_at=upcoming(declared.schedule, last=begun, now=real, zone=zone),
    )


_GOOD = Q(state="done", problems=[])


def _is_good(run: SourceRun) -> bool:
    return run.state == "done" and not run.problems
