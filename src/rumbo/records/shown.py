"""Stored rows as they are shown: money with its currency, instants in UTC."""

from datetime import UTC, datetime
from decimal import Decimal

from rumbo.kernel.money import Money
from rumbo.records.projection.tables import quoted
from rumbo.records.rules.dataset import Dataset, Field, FieldKind
from rumbo.records.rules.payload import Shown, currency_of
from rumbo.records.values import RecordRow


def columns_of(declared: Dataset) -> str:
    return ", ".join(quoted(each) for each in declared.columns)


def row_of(declared: Dataset, row: tuple[object, ...]) -> RecordRow:
    key, position, observed_at, *stored = row
    held = dict(zip((each.id for each in declared.fields), stored, strict=True))
    values = {
        each.id: _shown(each, held[each.id], currency_of(each, held))
        for each in declared.fields
    }
    return RecordRow(str(key), int(str(position)), utc(observed_at), values)


def _shown(field: Field, value: object, currency: str) -> Shown:
    if value is None:
        return None
    if field.kind is FieldKind.MONEY and currency:
        return Money.of_minor(int(str(value)), currency)
    if field.kind is FieldKind.INSTANT:
        return utc(value)
    return value  # type: ignore[return-value]  # the column's type is the field's


def utc(value: object) -> datetime:
    if not isinstance(value, datetime):
        raise TypeError(f"not an instant: {value!r}")
    return value.replace(tzinfo=UTC)


def plain_text(value: Shown) -> str:
    """A value without any format of its own, as files and cases are read; none is empty.

    >>> plain_text(True), plain_text(Money.of_minor(1050, "USD")), plain_text(None)
    ('yes', '10.50', '')
    """
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case Decimal() | Money():
            return f"{value.amount if isinstance(value, Money) else value:f}"
        case datetime():
            return f"{value.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}"
        case _:
            return str(value)
