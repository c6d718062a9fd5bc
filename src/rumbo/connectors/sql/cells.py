"""A value of a driver as the text that files would write: canonical, exact, never rounded."""

import json
import math
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from rumbo.records.rules.dataset import FieldKind
from rumbo.records.rules.values import Fault

NUMBERS = {FieldKind.MONEY, FieldKind.DECIMAL, FieldKind.WHOLE}


def text_of(value: object, kind: FieldKind, zone: ZoneInfo) -> str | Fault | None:
    """The text of a value for a field of this kind; None for no value.

    An instant without offset is one of `zone`, and a date is the day in that zone. A float is
    its shortest decimal: more places than the currency has are refused by the same rule as in
    a file.

    >>> text_of(Decimal("10.5000"), FieldKind.MONEY, ZoneInfo("UTC"))
    '10.5'
    >>> text_of(0.1, FieldKind.MONEY, ZoneInfo("UTC"))
    '0.1'
    """
    if value is None:
        return None
    written = next((write for kinds, write in _WRITERS if isinstance(value, kinds)), _other)
    return written(value, kind, zone)


def kind_for(kinds: Iterable[FieldKind]) -> FieldKind:
    """For which of the fields that a column feeds its values are written."""
    wanted = list(kinds)
    ordered = (FieldKind.INSTANT, FieldKind.DATE, *sorted(NUMBERS), FieldKind.YES_NO)
    return next((each for each in ordered if each in wanted), FieldKind.TEXT)


def _yes_or_no(value: Any, kind: FieldKind, _zone: ZoneInfo) -> str:
    if kind in NUMBERS:
        return str(int(value))
    return "true" if value else "false"


def _whole(value: Any, _kind: FieldKind, _zone: ZoneInfo) -> str:
    return str(int(value))


def _number(value: Any, kind: FieldKind, _zone: ZoneInfo) -> str:
    if not math.isfinite(value):
        return str(value)
    if isinstance(value, Decimal) and kind not in NUMBERS:
        return f"{value:f}"
    return _plain(Decimal(repr(value)) if isinstance(value, float) else value)


def _plain(number: Decimal) -> str:
    """Without an exponent and without zeros at the end, which say nothing."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _instant(value: Any, kind: FieldKind, zone: ZoneInfo) -> str:
    known = value if value.tzinfo else value.replace(tzinfo=zone)
    if kind is FieldKind.DATE:
        return str(known.astimezone(zone).date())
    if kind is FieldKind.INSTANT:
        return f"{known.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%f+00:00}"
    return str(value.isoformat())


def _day(value: Any, _kind: FieldKind, _zone: ZoneInfo) -> str:
    return str(value.isoformat())


def _text(value: Any, kind: FieldKind, zone: ZoneInfo) -> str:
    """Databases without instants keep them as ISO text: those are read as instants."""
    text = str(value)
    if kind not in {FieldKind.INSTANT, FieldKind.DATE} or len(text) <= len("2026-03-01"):
        return text
    try:
        return _instant(datetime.fromisoformat(text.strip()), kind, zone)
    except ValueError:
        return text


def _bytes(_value: object, _kind: FieldKind, _zone: ZoneInfo) -> Fault:
    return Fault("source.binary")


def _tree(value: object, _kind: FieldKind, _zone: ZoneInfo) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)


def _other(value: object, _kind: FieldKind, _zone: ZoneInfo) -> str:
    return str(value)


# In order: a yes or no is a whole number to Python, and an instant a date. Values come from
# drivers, so that each writer is handed what its row says.
_WRITERS: tuple[tuple[Any, Callable[[Any, FieldKind, ZoneInfo], str | Fault]], ...] = (
    (bool, _yes_or_no),
    (int, _whole),
    ((float, Decimal), _number),
    (datetime, _instant),
    (date, _day),
    (str, _text),
    ((bytes, bytearray, memoryview), _bytes),
    ((list, dict, tuple), _tree),
)
