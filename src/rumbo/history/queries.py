"""Positions and instants, and what happened to a thing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from rumbo.history.models import Entry, Head, Moment
from rumbo.history.rules.chain import BEGINNING, BrokenLink, Link, broken


@dataclass(frozen=True, slots=True)
class Known:
    """When a position became known: organisation time, real time, and by whom."""

    position: int
    at: datetime
    real_at: datetime
    by: str


def head() -> int:
    """The last position handed out and committed; 0 before anything happened."""
    return Head.objects.values_list("position", flat=True).first() or 0


def head_at() -> datetime | None:
    """The instant of the last position, on the organisation's clock."""
    return Head.objects.values_list("at", flat=True).first()


def position_at(instant: datetime) -> int:
    """The last position known at an instant; 0 when nothing was known yet."""
    known = Moment.objects.filter(at__lte=instant).order_by("-at", "-last_position")
    return known.values_list("last_position", flat=True).first() or 0


def first_at() -> datetime | None:
    """The instant at which the first position became known; None before anything happened."""
    return Moment.objects.order_by("last_position").values_list("at", flat=True).first()


def declared_mark() -> str:
    """What changes with every entry of the history, and not with records that arrive.

    Definitions, people and targets change by entries only: while this stands still, what is
    asked of a past position has the same answer.
    """
    return Head.objects.values_list("tip", flat=True).first() or BEGINNING


def known(position: int) -> Known | None:
    """When a position became known, and who brought it; None for a position not taken."""
    moment = (
        Moment.objects.filter(last_position__gte=position).order_by("last_position").first()
    )
    if moment is None or moment.first_position > position:
        return None
    return Known(position, moment.at, moment.real_at, moment.by)


def known_each(positions: Iterable[int]) -> dict[int, Known]:
    """As `known`, of many positions in two queries."""
    wanted = sorted(set(positions))
    if not wanted:
        return {}
    ends = _ends_of_moments(wanted)
    moments = Moment.objects.in_bulk([end for end in ends.values() if end is not None])
    return {
        position: Known(position, moment.at, moment.real_at, moment.by)
        for position, end in ends.items()
        if (moment := moments.get(end or 0)) and moment.first_position <= position
    }


def _ends_of_moments(positions: Iterable[int]) -> dict[int, int | None]:
    """The end of the moment around each position: one seek in the index for each."""
    table = Moment._meta.db_table  # noqa: SLF001 - Django's own
    listed = ", ".join(f"({position:d})" for position in positions)
    end = f"SELECT min(last_position) FROM {table} WHERE last_position >= wanted.position"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH wanted(position) AS (VALUES {listed}) SELECT position, ({end}) FROM wanted"  # noqa: S608
        )
        return dict(cursor.fetchall())


def entries(*, about: str = "") -> Iterator[Link]:
    """Every entry, or those about one thing, in order.

    This package knows no viewer: the door that shows entries asks for Right.READ_HISTORY.
    """
    found = Entry.objects.filter(thing=about) if about else Entry.objects.all()
    for entry in found.order_by("position").iterator():
        yield _link(entry)


def verify() -> tuple[BrokenLink, ...]:
    """Entries that do not hold in the chain; an empty answer means that nothing was altered."""
    tip = Head.objects.values_list("tip", flat=True).first() or BEGINNING
    return broken(_stored(), tip)


def _stored() -> Iterator[tuple[Link, str]]:
    for entry in Entry.objects.order_by("position").iterator():
        yield _link(entry), entry.digest


def _link(entry: Entry) -> Link:
    return Link(
        position=entry.position,
        by=entry.by,
        at=entry.at,
        verb=entry.verb,
        thing=entry.thing,
        before=entry.before,
        after=entry.after,
        reason=entry.reason,
    )
