"""A typed value of a workbook, Parquet or JSON file as the text that its mapping would write.

The checks of an import read text (`rules.values`), whatever the file. A value that its format
cannot spell without loss keeps its ISO spelling, so that the check refuses it and says why.
"""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from rumbo.records.rules.dataset import FieldKind
from rumbo.records.rules.formats import Formats

Typed = str | bool | int | Decimal | date | datetime | time | timedelta | None
NUMBERS = frozenset({FieldKind.MONEY, FieldKind.DECIMAL, FieldKind.WHOLE})
# Beyond this many digits a number written out is no longer a value but an attack.
MOST_DIGITS = 60


def spelled(value: Typed, kind: FieldKind | None, formats: Formats) -> str | None:
    """The text of a value for a field of this kind; text itself stays as it is.

    Without a kind only text is told.

    >>> spelled(Decimal("1234.50"), FieldKind.MONEY, Formats(decimal=","))
    '1234,5'
    >>> spelled(date(2025, 12, 31), FieldKind.DATE, Formats(dates="%d/%m/%Y"))
    '31/12/2025'
    """
    if value is None or isinstance(value, str):
        return value
    return None if kind is None else _typed(value, kind, formats)


def _typed(
    value: bool | int | Decimal | date | datetime | time | timedelta,  # noqa: FBT001
    kind: FieldKind,
    formats: Formats,
) -> str:
    match value:
        case bool():
            return _yes_no(kind, formats, said="yes" if value else "no")
        case int() | Decimal():
            return _number(Decimal(value), kind, formats)
        case datetime():
            return _instant(value, kind, formats)
        case date():
            return _date(value, kind, formats)
        case _:
            return str(value)


def _number(value: Decimal, kind: FieldKind, formats: Formats) -> str:
    if not value.is_finite() or abs(value.adjusted()) > MOST_DIGITS:
        return str(value)
    text = f"{value:f}"
    if kind not in NUMBERS:
        return text
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(".", formats.decimal)


def _yes_no(kind: FieldKind, formats: Formats, *, said: str) -> str:
    if kind is not FieldKind.YES_NO:
        return "true" if said == "yes" else "false"
    words = formats.yes if said == "yes" else formats.no
    return next(iter(words), said)


def _date(value: date, kind: FieldKind, formats: Formats) -> str:
    if kind is FieldKind.DATE:
        return value.strftime(formats.dates)
    if kind is FieldKind.INSTANT:
        return _instant(datetime.combine(value, time()), kind, formats)
    return value.isoformat()


def _instant(value: datetime, kind: FieldKind, formats: Formats) -> str:
    """Midnight is a date to a field of dates; an instant without an offset is UTC."""
    if kind is FieldKind.DATE and value.time() == time() and value.tzinfo is None:
        return value.strftime(formats.dates)
    if kind is FieldKind.INSTANT:
        utc = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
        text = utc.strftime(formats.instants)
        if _keeps_all(utc, text, formats.instants):
            return text
    return value.isoformat()


def _keeps_all(utc: datetime, text: str, form: str) -> bool:
    read = datetime.strptime(text, form)  # noqa: DTZ007 - without an offset it is UTC here
    return (read if read.tzinfo else read.replace(tzinfo=UTC)) == utc
