"""Stored rows as they are shown: money with its currency, instants in UTC."""

from datetime import UTC, datetime

from rumbo.kernel.money import Money
from rumbo.records.projection.tables import quoted
from rumbo.records.rules.dataset import Dataset, Field, FieldKind
from rumbo.records.rules.payload import Shown
from rumbo.records.values import RecordRow


def columns_of(declared: Dataset) -> str:
    return ", ".join(quoted(each) for each in declared.columns)


def row_of(declared: Dataset, row: tuple[object, ...]) -> RecordRow:
    key, position, observed_at, *stored = row
    values = {
        each.id: _shown(each, value)
        for each, value in zip(declared.fields, stored, strict=True)
    }
    return RecordRow(str(key), int(str(position)), utc(observed_at), values)


def _shown(field: Field, value: object) -> Shown:
    if value is None:
        return None
    if field.kind is FieldKind.MONEY and field.has_fixed_currency:
        return Money.of_minor(int(str(value)), field.currency)
    if field.kind is FieldKind.INSTANT:
        return utc(value)
    return value  # type: ignore[return-value]  # the column's type is the field's


def utc(value: object) -> datetime:
    if not isinstance(value, datetime):
        raise TypeError(f"not an instant: {value!r}")
    return value.replace(tzinfo=UTC)
