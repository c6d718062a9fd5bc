"""The only ways to take a position and to write history."""

from datetime import datetime

from django.db import connection, transaction

from rumbo.history.actors import Actor
from rumbo.history.models import Entry, Head
from rumbo.history.plain_rows import read_rows, stamp
from rumbo.history.rules.chain import Link, State, digest

_HEAD = "SELECT position FROM history_head WHERE id = 1"
_HEAD_LOCKED = f"{_HEAD} FOR UPDATE"
# At an instant before the last one, positions become known at that last one.
_TAKE = """
    UPDATE history_head
    SET position = position + %s, at = CASE WHEN at > %s THEN at ELSE %s END
    WHERE id = 1 RETURNING position
"""
_KNOWN = """
    INSERT INTO history_moment (first_position, last_position, at, "by")
    SELECT %s, position, at, %s FROM history_head WHERE id = 1
"""


def advance(*, count: int, at: datetime, by: Actor) -> range:
    """Take `count` positions; call it last in a transaction, just before writing the rows.

    The head's row stays locked until the commit, so positions become visible in order and no
    reader can miss one (docs/adr/0001-record-log-and-projection.md). An instant before the last
    one is raised to it: what is known never becomes known earlier.
    """
    lock()
    moment = stamp(at)
    ((last,),) = read_rows(_TAKE, (count, moment, moment))
    first = int(last) - count + 1
    with connection.cursor() as cursor:
        cursor.execute(_KNOWN, (first, str(by)))
    return range(first, first + count)


def lock() -> int:
    """Hold the head until the commit, and return the last position taken.

    For writers that must look at what stands before they know how many positions they need.
    """
    _inside_a_transaction()
    held = read_rows(_HEAD_LOCKED if connection.features.has_select_for_update else _HEAD)
    if held:
        return int(held[0][0])
    Head.objects.bulk_create([Head(pk=1)], ignore_conflicts=True)
    return lock()


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
    (position,) = advance(count=1, at=at, by=by)
    head = Head.objects.get(pk=1)
    link = Link(position, str(by), head.at or at, verb, thing, before, after, reason)
    tip = digest(link, head.tip)
    Entry.objects.create(
        position=position,
        by=link.by,
        at=link.at,
        verb=verb,
        thing=thing,
        before=before,
        after=after,
        reason=reason,
        digest=tip,
    )
    Head.objects.filter(pk=1).update(tip=tip)
    return position


def _inside_a_transaction() -> None:
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("positions are taken inside a transaction")
