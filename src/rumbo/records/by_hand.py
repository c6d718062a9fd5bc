"""Add, correct, delete and restore a record by hand: each is a version, with its reason.

A version is written only over the one that its author was looking at, so that of two people
who edit the same record the second is told and nothing is lost.
"""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from rumbo.history.actors import Actor
from rumbo.history.operations import lock
from rumbo.history.operations import record as record_history
from rumbo.kernel.problems import Problem, Refused
from rumbo.people.identities import HAND
from rumbo.records.log import append
from rumbo.records.models import LogEntry
from rumbo.records.personal import sealed_entry
from rumbo.records.rules.dataset import Dataset
from rumbo.records.rules.payload import DELETE, Entry, deletion
from rumbo.records.rules.values import Value

LONGEST_REASON = 500


class Overtaken(Exception):
    """The record is no longer at the version that the author was looking at."""


def thing_of(dataset: str, key: str) -> str:
    """What the history calls a record."""
    return f"record:{dataset}/{key}"


def write(  # noqa: PLR0913 - a correction is all of these
    dataset: Dataset,
    key: str,
    values: Mapping[str, Value],
    *,
    seen: int,
    reason: str,
    by: Actor,
    at: datetime,
) -> int | None:
    """Write the values of a record, new or not, over the version at position `seen` (0: none).

    Personal ones are sealed on their way in. Its position, or None when it already says so.
    Raises Overtaken, and Refused without a reason.
    """
    version = sealed_entry(dataset, key, values)
    return _write(version, seen=seen, reason=reason, by=by, at=at)


def delete(
    dataset: str, key: str, *, seen: int, reason: str, by: Actor, at: datetime
) -> int | None:
    """Delete a record by hand; what it said stays in the log, and it can be restored."""
    return _write(deletion(dataset, key), seen=seen, reason=reason, by=by, at=at)


@transaction.atomic
def _write(version: Entry, *, seen: int, reason: str, by: Actor, at: datetime) -> int | None:
    refuse_reason(reason)
    lock()
    held = _current(version)
    if (held.position if held else 0) != seen:
        raise Overtaken(version.key)
    appended = append([version._replace(by_hand=True)], source=HAND, at=at, by=by)
    position = appended.first_position
    if position is None:
        return None
    record_history(
        by=by,
        at=at,
        verb=_verb(version, held),
        thing=thing_of(version.dataset, version.key),
        before={"position": held.position, "digest": held.digest} if held else None,
        after={"position": position, "digest": version.digest},
        reason=reason.strip(),
    )
    return position


def _current(version: Entry) -> LogEntry | None:
    found = LogEntry.objects.filter(dataset=version.dataset, key=version.key)
    return found.order_by("-source_version", "-correction").first()


def _verb(version: Entry, held: LogEntry | None) -> str:
    if version.kind == DELETE:
        return "record.deleted"
    if held is None:
        return "record.added"
    return "record.restored" if held.kind == DELETE else "record.corrected"


def refuse_reason(reason: str) -> None:
    """Raise Refused for a reason that is missing or too long."""
    if not reason.strip():
        raise Refused(Problem("record.reason"))
    if len(reason) > LONGEST_REASON:
        raise Refused(Problem("record.reason-long", facts={"limit": str(LONGEST_REASON)}))
