"""The one spelling of a record's content, and its digest: equal content, equal text."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from rumbo.kernel.money import Money
from rumbo.records.rules.dataset import Dataset, Field, FieldKind
from rumbo.records.rules.values import Value

# A person's value is the identity key under which a source speaks of them.
Shown = str | int | bool | Decimal | Money | date | datetime | None
UPSERT, DELETE = "upsert", "delete"
NOTHING = "{}"
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
# The engine writes these control characters in capitals; both sides must spell alike.
_CONTROL = {f"\\u{code:04x}": f"\\u{code:04X}" for code in range(0x20)}
_HAS_LETTER = tuple(small for small, large in _CONTROL.items() if small != large)


class Entry(NamedTuple):
    """One version of a record on its way into the log.

    `payload` is canonical JSON (see `canonical`); without `source_version` the log gives the
    next one; `observed_at` is when the source stood like this (the moment of arrival if None).
    What is `by_hand` corrects the version that is current, and has no source version.
    """

    dataset: str
    key: str
    payload: str
    digest: str
    source_version: int | None = None
    kind: str = UPSERT
    observed_at: datetime | None = None
    by_hand: bool = False


def entry(
    dataset: str,
    key: str,
    values: Mapping[str, Value],
    *,
    source_version: int | None = None,
    observed_at: datetime | None = None,
) -> Entry:
    """An upsert of kept values (`rules.values`), by field id."""
    payload = canonical(values)
    return Entry(dataset, key, payload, digest(payload), source_version, UPSERT, observed_at)


def deletion(
    dataset: str,
    key: str,
    *,
    source_version: int | None = None,
    observed_at: datetime | None = None,
) -> Entry:
    """An entry that says the source no longer has the record."""
    return Entry(dataset, key, NOTHING, digest(NOTHING), source_version, DELETE, observed_at)


def canonical(values: Mapping[str, Value]) -> str:
    """JSON with keys in byte order, no spaces, and fields without a value left out.

    Left out, so that declaring another field does not make every old record look changed.

    >>> canonical({"stage": "Won", "deal": "D1", "closed": None, "value": 1050})
    '{"deal":"D1","stage":"Won","value":1050}'
    """
    kept = {name: value for name, value in sorted(values.items()) if value is not None}
    text = _ENCODER.encode(kept)
    for small in _HAS_LETTER:
        if small in text:
            text = _with_large_letters(text)
            break
    return text


def read_payload(dataset: Dataset, payload: str) -> dict[str, Shown]:
    """The values that a payload holds of the fields now declared, as Python knows them."""
    kept = json.loads(payload)
    return {
        each.id: _shown(each, kept[each.id], currency_of(each, kept))
        for each in dataset.fields
        if each.id in kept
    }


def currency_of(field: Field, values: Mapping[str, object]) -> str:
    """The currency of an amount: its own, or the one that the record names beside it."""
    return field.currency if field.has_fixed_currency else str(values.get(field.currency) or "")


def _shown(field: Field, value: Value, currency: str) -> Shown:
    match field.kind:
        case FieldKind.MONEY if currency:
            return Money.of_minor(int(str(value)), currency)
        case FieldKind.DECIMAL:
            return Decimal(str(value))
        case FieldKind.DATE:
            return date.fromisoformat(str(value))
        case FieldKind.INSTANT:
            return datetime.fromisoformat(str(value))
        case _:
            return value


def digest(payload: str) -> str:
    """SHA-256 (hex) of a canonical payload."""
    return hashlib.sha256(payload.encode()).hexdigest()


def _with_large_letters(text: str) -> str:
    """Upper-case the hexadecimal digits of control characters, but not after a backslash."""
    pieces = text.split("\\\\")
    for small in _HAS_LETTER:
        pieces = [each.replace(small, _CONTROL[small]) for each in pieces]
    return "\\\\".join(pieces)
