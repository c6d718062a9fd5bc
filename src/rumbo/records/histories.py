"""One record: every version of it, who or what brought each, and as it stands for an editor."""

import json
from collections.abc import Iterable
from dataclasses import replace

from rumbo.history.queries import entries, known_each
from rumbo.people.identities import HAND
from rumbo.people.roster import identity_values
from rumbo.people.values import Visible
from rumbo.records.by_hand import thing_of
from rumbo.records.datasets import dataset
from rumbo.records.models import Import, LogEntry
from rumbo.records.personal import kept_in, opened
from rumbo.records.queries import may_see
from rumbo.records.rules.dataset import Dataset, FieldKind
from rumbo.records.rules.payload import DELETE, NOTHING, UPSERT, read_payload
from rumbo.records.values import Brought, RecordHistory, Standing, Version

HIGHEST_FIRST = ("-source_version", "-correction")


def record(
    dataset_key: str, key: str, *, visible: Visible, position: int | None = None
) -> RecordHistory | None:
    """Every version of a record with who brought it; None when unknown or out of sight.

    With a position, those that were known then; none of them was replaced later. Some six
    queries, however many versions there are.
    """
    declared = dataset(dataset_key, position=position)
    rows = _rows(declared, key, visible=visible, position=position)
    if not rows:
        return None
    versions = tuple(_versions(declared, rows))
    spelled = identity_values(_people_in(declared, versions))
    names = {identity: value for identity, (_, value) in spelled.items()}
    return RecordHistory(declared, key, versions, names)


def standing(dataset_key: str, key: str, *, visible: Visible) -> Standing | None:
    """A record as an editor meets it; None when unknown or out of sight."""
    declared = dataset(dataset_key)
    rows = _rows(declared, key, visible=visible)
    return _standing(declared, rows) if rows else None


def stood(dataset_key: str, key: str, *, position: int, visible: Visible) -> Standing | None:
    """A record at the version of a position, as an editor met it then."""
    declared = dataset(dataset_key)
    rows = _rows(declared, key, visible=visible)
    since = next((n for n, each in enumerate(rows) if each.position == position), None)
    return None if since is None else _standing(declared, rows[since:])


def _rows(
    declared: Dataset, key: str, *, visible: Visible, position: int | None = None
) -> list[LogEntry]:
    if not may_see(declared, key, visible=visible, position=position):
        return []
    found = LogEntry.objects.filter(dataset=declared.key, key=key)
    known = found if position is None else found.filter(position__lte=position)
    return list(known.order_by(*HIGHEST_FIRST))


def _standing(declared: Dataset, rows: list[LogEntry]) -> Standing:
    """The first of the rows, with the values of the first that has any."""
    current = rows[0]
    payload = next((each.payload for each in rows if each.kind == UPSERT), NOTHING)
    found = Standing(declared, current.key, current.position, current.kind == DELETE, {})
    kept = kept_in(declared, current.key, payload)
    if kept is not None:
        return replace(found, kept=kept)
    open_only = replace(declared, personal=())
    return replace(found, dataset=open_only, kept=json.loads(payload), is_erased=True)


def _versions(declared: Dataset, rows: list[LogEntry]) -> Iterable[Version]:
    closed = {row.supersedes_position: row.position for row in rows if row.supersedes_position}
    moments = known_each(row.position for row in rows)
    reasons = _reasons(rows)
    imports = _imports(rows)
    personal = opened(declared, rows[0].key, [each.payload for each in rows])
    for row, own in zip(rows, personal, strict=True):
        by = moments[row.position].by if row.position in moments else ""
        yield Version(
            position=row.position,
            replaced_at=closed.get(row.position),
            source_version=row.source_version,
            correction=row.correction,
            is_deletion=row.kind == DELETE,
            source=row.source,
            by=by,
            observed_at=row.observed_at,
            received_at=row.received_at,
            values={**read_payload(declared, row.payload), **own.values},
            reason=reasons.get(row.position, ""),
            brought=_brought(row, by, imports),
            is_erased=own.is_erased,
        )


def _reasons(rows: list[LogEntry]) -> dict[int, str]:
    """Why each correction was made, as the history tells; nothing without corrections."""
    if not any(row.correction for row in rows):
        return {}
    told = entries(about=thing_of(rows[0].dataset, rows[0].key))
    # An erasure is told of the record too, and made no version.
    made = [(each.after, each.reason) for each in told if each.after]
    return {int(str(after["position"])): why for after, why in made if "position" in after}


def _imports(rows: list[LogEntry]) -> list[Import]:
    """The imports that may have brought any of these versions."""
    positions = [row.position for row in rows if row.source != HAND]
    if not positions:
        return []
    around = {"last_position__gte": min(positions), "first_position__lte": max(positions)}
    found = Import.objects.filter(dataset=rows[0].dataset, **around)
    return [each for each in found if _covers_any(each, positions)]


def _covers_any(each: Import, positions: Iterable[int]) -> bool:
    return any(_covers(each, position) for position in positions)


def _covers(each: Import, position: int) -> bool:
    return (each.first_position or 0) <= position <= (each.last_position or 0)


def _brought(row: LogEntry, by: str, imports: Iterable[Import]) -> Brought | None:
    """The one import that brought a version; None when none did, or it is not certain."""
    found = [
        each
        for each in imports
        if each.source == row.source and each.by == by and _covers(each, row.position)
    ]
    return Brought(found[0].pk, found[0].file_name) if len(found) == 1 else None


def _people_in(declared: Dataset, versions: Iterable[Version]) -> set[str]:
    fields = declared.of_kind(FieldKind.PERSON)
    values = (version.values.get(field.id) for version in versions for field in fields)
    return {str(value) for value in values if value}
