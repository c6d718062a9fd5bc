"""The cursor: the highest value read so far, and where the next reading starts."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from rumbo.connectors.rules.source import Overlap

Mark = int | date | datetime | str


class Kind(StrEnum):
    """What a cursor column counts in; a naive instant is the source's own clock."""

    WHOLE = "whole"
    DATE = "date"
    LOCAL = "local"
    INSTANT = "instant"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Cursor:
    """A value of the cursor column."""

    kind: Kind
    value: Mark

    def __str__(self) -> str:
        return f"{self.kind}:{_text(self.value)}"


def cursor_of(value: object) -> Cursor | None:
    """The cursor that a value of a driver is; None for what cannot be ordered safely.

    >>> str(cursor_of(date(2026, 3, 1))), cursor_of(1.5)
    ('date:2026-03-01', None)
    """
    found: Cursor | None = None
    match value:
        case bool() | "":
            pass
        case int() | Decimal() if value == int(value):
            found = Cursor(Kind.WHOLE, int(value))
        case datetime():
            kind = Kind.LOCAL if value.tzinfo is None else Kind.INSTANT
            found = Cursor(kind, value if value.tzinfo is None else value.astimezone(UTC))
        case date():
            found = Cursor(Kind.DATE, value)
        case str():
            found = Cursor(Kind.TEXT, value)
        case _:
            pass
    return found


def parse(text: str) -> Cursor | None:
    """The cursor kept as text; None for the empty text.

    >>> parse("whole:42").value
    42
    """
    if not text:
        return None
    kind, _, value = text.partition(":")
    match Kind(kind):
        case Kind.WHOLE:
            return Cursor(Kind.WHOLE, int(value))
        case Kind.DATE:
            return Cursor(Kind.DATE, date.fromisoformat(value))
        case Kind.LOCAL | Kind.INSTANT as clock:
            return Cursor(clock, datetime.fromisoformat(value))
        case Kind.TEXT:
            return Cursor(Kind.TEXT, value)


def higher(one: Cursor | None, other: Cursor | None) -> Cursor | None:
    """The later of two cursors; of two kinds the second, which the source speaks now."""
    if one is None or other is None:
        return other or one
    if one.kind is not other.kind:
        return other
    return max(one, other, key=lambda each: each.value)


def start(reached: Cursor, overlap: Overlap) -> Mark:
    """From which value on to read: the cursor less the overlap, so that late rows are met.

    Text that is an ISO date or instant, as SQLite keeps them, goes back in time and keeps its
    spelling; other text starts at the cursor itself.
    """
    match reached.value:
        case int() as number:
            return number - overlap.count
        case datetime() as instant:
            return instant - overlap.time
        case date() as day:
            return day - _whole_days(overlap.time)
        case str() as text:
            return _earlier(text, overlap.time)


def takes(kind: Kind, overlap: Overlap) -> bool:
    """Whether an overlap of this sort can be taken from this kind of cursor."""
    if kind is Kind.WHOLE:
        return not overlap.time
    return not overlap.count


def _whole_days(span: timedelta) -> timedelta:
    return timedelta(days=-(-span // timedelta(days=1)))


def _earlier(text: str, span: timedelta) -> str:
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        return text
    if len(text) == len("2026-03-01"):
        return (instant - _whole_days(span)).date().isoformat()
    # Cut to seconds and compared as text: shorter is earlier, so that no row is missed.
    mark = text[10]
    return (instant - span).replace(tzinfo=None).isoformat(sep=mark, timespec="seconds")


def _text(value: Mark) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
