"""The only ways to take a position and to write history."""

from datetime import datetime

from django.db import connection, transaction

from rumbo.history.actors import Actor
from rumbo.history.models import Entry, Head, Moment
from rumbo.history.rules.chain import Link, State, digest


def advance(*, count: int, at: datetime, by: Actor) -> range:
    """Take `count` positions; call it last in a transaction, just before writing the rows.

    The head's row stays locked until the commit, so positions become visible in order and no
    reader can miss one (docs/adr/0001-record-log-and-projection.md). An instant before the last
    one is raised to it: what is known never becomes known earlier.
    """
    head = _locked_head()
    positions = _taken(head, count=count, at=at, by=by)
    head.save()
    return positions


def lock() -> int:
    """Hold the head until the commit, and return the last position taken.

    For writers that must look at what stands before they know how many positions they need.
    """
    return _locked_head().position


def record(  # noqa: PLR0913 - an entry has these seven parts
    *,
    by: Actor,
    at: datetime,
    verb: str,
    thing: str,
    before: State = None,
    after: State = None,
    reason: str = "",
) -> int:
    """Append one chained entry and return its position. Values hold keys, never names."""
    head = _locked_head()
    position = _taken(head, count=1, at=at, by=by)[0]
    link = Link(position, str(by), head.at or at, verb, thing, before, after, reason)
    head.tip = digest(link, head.tip)
    Entry.objects.create(
        position=position,
        by=link.by,
        at=link.at,
        verb=verb,
        thing=thing,
        before=before,
        after=after,
        reason=reason,
        digest=head.tip,
    )
    head.save()
    return position


def _locked_head() -> Head:
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("positions are taken inside a transaction")
    held = Head.objects.select_for_update().filter(pk=1)
    if (head := held.first()) is not None:
        return head
    Head.objects.bulk_create([Head(pk=1)], ignore_conflicts=True)
    return held.get()


def _taken(head: Head, *, count: int, at: datetime, by: Actor) -> range:
    first = head.position + 1
    head.position += count
    head.at = max(head.at, at) if head.at else at
    Moment.objects.create(
        first_position=first, last_position=head.position, at=head.at, by=str(by)
    )
    return range(first, head.position + 1)
