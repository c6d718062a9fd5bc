"""What a column holds, seen from its values; two kinds that no value shares are a new type."""

import json
import uuid
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from numbers import Number

Families = Mapping[str, frozenset["Family"]]


class Family(StrEnum):
    """The kinds of values that databases know."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    INSTANT = "instant"
    YES_NO = "yes-no"
    BINARY = "binary"
    OTHER = "other"


# In order: a yes or no is a whole number to Python, an instant is a date.
_OF = (
    (bool, Family.YES_NO),
    (Number, Family.NUMBER),
    (datetime, Family.INSTANT),
    (date, Family.DATE),
    ((str, uuid.UUID), Family.TEXT),
    ((bytes, bytearray, memoryview), Family.BINARY),
    ((time, timedelta, list, dict, tuple), Family.OTHER),
)
# Numbers that stand for yes and no, and days told with a clock, are no new type.
_AKIN = (
    frozenset({Family.NUMBER, Family.YES_NO}),
    frozenset({Family.DATE, Family.INSTANT}),
)


def family(value: object) -> Family | None:
    """The family of a value; None for no value.

    >>> family(15), family(True)
    (<Family.NUMBER: 'number'>, <Family.YES_NO: 'yes-no'>)
    """
    if value is None:
        return None
    return next((found for kinds, found in _OF if isinstance(value, kinds)), Family.OTHER)


def retyped(before: Families, now: Families) -> tuple[str, ...]:
    """The columns of which nothing is as it was, in order of name."""
    return tuple(
        name
        for name in sorted(before)
        if before[name] and now.get(name) and not _related(before[name], now[name])
    )


def joined(before: Families, now: Families) -> dict[str, frozenset[Family]]:
    """What is known of each column of `now` once both have been seen."""
    return {name: before.get(name, frozenset()) | found for name, found in now.items()}


def to_text(families: Families) -> str:
    """As it is stored."""
    return json.dumps({name: sorted(found) for name, found in sorted(families.items())})


def from_text(text: str) -> dict[str, frozenset[Family]]:
    """As it was stored; nothing is known from the empty text."""
    found: dict[str, Iterable[str]] = json.loads(text or "{}")
    return {name: frozenset(map(Family, kinds)) for name, kinds in found.items()}


def _related(before: frozenset[Family], now: frozenset[Family]) -> bool:
    return bool(before & now) or any(before & akin and now & akin for akin in _AKIN)
