"""Fields of a dataset as expressions see them: by column, with a type; people are left out.

A person field holds the key of an identity, so no text written by hand can ever equal it.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal

from rumbo.kernel.expressions import Type, Value
from rumbo.kernel.numerals import plain_number
from rumbo.records.rules.dataset import Dataset, Field, FieldKind

TYPES: Mapping[FieldKind, Type] = {
    FieldKind.TEXT: Type.TEXT,
    FieldKind.CHOICE: Type.TEXT,
    FieldKind.WHOLE: Type.NUMBER,
    FieldKind.DECIMAL: Type.NUMBER,
    FieldKind.MONEY: Type.MONEY,
    FieldKind.DATE: Type.DATE,
    FieldKind.INSTANT: Type.INSTANT,
    FieldKind.YES_NO: Type.YES_NO,
}
DATED = frozenset({FieldKind.DATE, FieldKind.INSTANT})
_YES, _NO = frozenset({"yes", "true"}), frozenset({"no", "false"})


def types_of(dataset: Dataset) -> dict[str, Type]:
    """The names that an expression over the dataset may use, and their types."""
    return {each.column: TYPES[each.kind] for each in dataset.fields if each.kind in TYPES}


def typed_value(field: Field, text: str) -> Value:
    """Read a value of a case's row; an empty text is no value. Raises ValueError.

    >>> typed_value(Field("amount", FieldKind.MONEY), "10.50")
    Decimal('10.50')
    """
    if not text:
        return None
    match TYPES.get(field.kind, Type.TEXT):
        case Type.MONEY | Type.NUMBER | Type.PERCENT:
            return _decimal(text)
        case Type.DATE:
            return date.fromisoformat(text[:10])
        case Type.INSTANT:
            return _instant(text)
        case Type.YES_NO:
            return _yes_no(text)
        case Type.TEXT:
            return text


def _instant(text: str) -> datetime:
    """An instant, with a time or at the start of a day; in UTC where no zone is written."""
    read = datetime.fromisoformat(text)
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def _decimal(text: str) -> Decimal:
    return plain_number(text)


def _yes_no(text: str) -> bool:
    if text.lower() not in _YES | _NO:
        raise ValueError(text)
    return text.lower() in _YES
