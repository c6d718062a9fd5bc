"""The one spelling of a record's content, and its digest: equal content, equal text."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from rumbo.records.rules.values import Value

UPSERT, DELETE = "upsert", "delete"
NOTHING = "{}"
# The engine writes these control characters in capitals; both sides must spell alike.
_CONTROL = {f"\\u{code:04x}": f"\\u{code:04X}" for code in range(0x20)}
_HAS_LETTER = tuple(small for small, large in _CONTROL.items() if small != large)


class Entry(NamedTuple):
    """One version of a record on its way into the log.

    `payload` is canonical JSON (see `canonical`); without `source_version` the log gives the
    next one; `observed_at` is when the source stood like this (the moment of arrival if None).
    """

    dataset: str
    key: str
    payload: str
    digest: str
    source_version: int | None = None
    kind: str = UPSERT
    observed_at: datetime | None = None


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


def deletion(dataset: str, key: str, *, source_version: int | None = None) -> Entry:
    """An entry that says the source no longer has the record."""
    return Entry(dataset, key, NOTHING, digest(NOTHING), source_version, DELETE)


def canonical(values: Mapping[str, Value]) -> str:
    """JSON with keys in byte order, no spaces, and fields without a value left out.

    Left out, so that declaring another field does not make every old record look changed.

    >>> canonical({"stage": "Won", "deal": "D1", "closed": None, "value": 1050})
    '{"deal":"D1","stage":"Won","value":1050}'
    """
    kept = {name: value for name, value in sorted(values.items()) if value is not None}
    text = json.dumps(kept, ensure_ascii=False, separators=(",", ":"))
    for small in _HAS_LETTER:
        if small in text:
            text = _with_large_letters(text)
            break
    return text


def digest(payload: str) -> str:
    """SHA-256 (hex) of a canonical payload."""
    return hashlib.sha256(payload.encode()).hexdigest()


def _with_large_letters(text: str) -> str:
    """Upper-case the hexadecimal digits of control characters, but not after a backslash."""
    pieces = text.split("\\\\")
    for small in _HAS_LETTER:
        pieces = [each.replace(small, _CONTROL[small]) for each in pieces]
    return "\\\\".join(pieces)
