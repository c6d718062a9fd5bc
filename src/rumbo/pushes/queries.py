"""Reads of deliveries and keys; only for those who may import records, or for the program."""

from django.db.models import Q, QuerySet

from rumbo.history.actors import Actor
from rumbo.people.access import require
from rumbo.people.rules.roles import Right
from rumbo.people.values import Viewer
from rumbo.pushes.deliveries import outcome_in
from rumbo.pushes.models import Delivery, PushKey
from rumbo.pushes.rules.verdict import Verdict
from rumbo.pushes.values import DeliveryPage, DeliveryRow, KeyRow, Program, SecretRow

PAGE = 50
# What made a version; a duplicate names the position of the one that was there.
BROUGHT = (Verdict.ACCEPTED, Verdict.STALE)


def delivery(event: str, *, viewer: Program) -> DeliveryRow | None:
    """What came of an event that this program's source delivered; None when it never came."""
    row = Delivery.objects.filter(source=viewer.scope.source, event=event)
    found = row.select_related("brought_by").first()
    return _delivery(found) if found else None


def deliveries(
    *,
    viewer: Viewer,
    source: str = "",
    verdict: str = "",
    containing: str = "",
    older_than: int | None = None,
) -> DeliveryPage:
    """Deliveries, latest first; `containing` starts an event id or a record's key.

    Raises NotAllowed.
    """
    require(viewer, Right.IMPORT_RECORDS)
    found = _chosen(source, verdict, containing)
    if older_than is not None:
        found = found.filter(pk__lt=older_than)
    rows = list(found.select_related("brought_by").order_by("-pk")[: PAGE + 1])
    shown = tuple(_delivery(each) for each in rows[:PAGE])
    return DeliveryPage(shown, shown[-1].id if len(rows) > PAGE else None)


def events_of(dataset: str, key: str, *, viewer: Viewer) -> dict[int, str]:
    """The event that brought the version at each position of a record. Raises NotAllowed."""
    require(viewer, Right.IMPORT_RECORDS)
    found = Delivery.objects.filter(dataset=dataset, key=key, verdict__in=BROUGHT)
    return {place: event for place, event in found.values_list("position", "event") if place}


def _chosen(source: str, verdict: str, containing: str) -> QuerySet[Delivery]:
    found = Delivery.objects.all()
    if source:
        found = found.filter(source=source)
    if verdict:
        found = found.filter(verdict=verdict)
    if containing:
        # From the beginning, so that an index answers and not a walk through everything.
        found = found.filter(Q(event__startswith=containing) | Q(key__startswith=containing))
    return found


def sources(*, viewer: Viewer) -> tuple[str, ...]:
    """The sources that have a key. Raises NotAllowed."""
    require(viewer, Right.IMPORT_RECORDS)
    return tuple(sorted(set(PushKey.objects.values_list("source", flat=True))))


def keys(*, viewer: Viewer) -> tuple[KeyRow, ...]:
    """Every key, latest first; no secret is known. Raises NotAllowed."""
    require(viewer, Right.IMPORT_RECORDS)
    rows = PushKey.objects.prefetch_related("secrets").order_by("-pk")
    return tuple(_key(each) for each in rows)


def _key(row: PushKey) -> KeyRow:
    secrets = sorted(row.secrets.all(), key=lambda each: each.pk, reverse=True)
    return KeyRow(
        key=row.key,
        name=row.name,
        source=row.source,
        datasets=tuple(row.datasets),
        per_minute=row.per_minute,
        by=Actor.parse(row.by),
        created_at=row.created_at,
        expires_at=row.expires_at,
        revoked_at=row.revoked_at,
        used_at=row.used_at,
        secrets=tuple(SecretRow(e.prefix, e.created_at, e.ends_at) for e in secrets),
    )


def _delivery(row: Delivery) -> DeliveryRow:
    return DeliveryRow(row.pk, row.source, row.brought_by.key, row.at, outcome_in(row))
