"""The fields that a file seems to have, for somebody who has no dataset for it yet.

A type is proposed where every value that was seen allows it; a person is never guessed, nor a
currency: what pays and what counts is said by somebody.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rumbo.kernel.texts import Text
from rumbo.records.rules.dataset import FieldKind, key_from
from rumbo.records.rules.detecting import INSTANTS, dates_in, numbers_in, words_in

# Names a record of a file that has no column of its own for that.
NUMBERED = Text("Row number", "Número de fila")
_CODES = frozenset({"id", "no", "nr", "num", "code", "codigo", "clave", "ref", "zip", "phone"})
# What names a record: an amount or a day that comes once today comes twice tomorrow.
_NAMING = frozenset({FieldKind.TEXT, FieldKind.WHOLE})
_WHOLE = re.compile(r"-?[0-9]+")
_NUMBER = re.compile(r"-?[0-9]+([.,' ][0-9]+)*")


@dataclass(frozen=True, slots=True)
class Seen:
    """A column as far as it was read: its distinct values, and whether none came twice."""

    name: str
    values: Sequence[str]
    is_unique: bool


@dataclass(frozen=True, slots=True)
class Proposed:
    """A field that a column could feed."""

    name: Text
    kind: FieldKind


def proposed(columns: Sequence[Seen]) -> tuple[Proposed, ...]:
    """A key and a field for each column: the key is the first that tells every row apart.

    >>> [(str(each.name.en), str(each.kind)) for each in proposed([
    ...     Seen("order_no", ("1", "2"), is_unique=True),
    ...     Seen("unit_price", ("2.55", "3"), is_unique=False)])]
    [('Order no', 'text'), ('Unit price', 'decimal')]
    """
    named = _named(columns)
    kinds = {each: kind_of(seen) for each, seen in named.items()}
    key = next(
        (each for each in named if named[each].is_unique and kinds[each] in _NAMING), None
    )
    rest = (Proposed(_both(each), kind) for each, kind in kinds.items() if each != key)
    return (Proposed(_both(key) if key else NUMBERED, FieldKind.TEXT), *rest)


def _named(columns: Sequence[Seen]) -> Mapping[str, Seen]:
    """Columns by a name that people read; what has no name, or a taken one, is left out."""
    found: dict[str, Seen] = {}
    taken: set[str] = set()
    for each in columns:
        name = " ".join(re.sub(r"[_\s]+", " ", each.name).split())
        if (key := key_from(name)) and key not in taken:
            taken.add(key)
            found[name[:1].upper() + name[1:]] = each
    return found


def _both(name: str) -> Text:
    return Text(name, name)


def kind_of(seen: Seen) -> FieldKind:
    """The narrowest type that reads every value; text where nothing was seen, or for a code.

    >>> str(kind_of(Seen("closed", ("2017-12-31", "2017-01-02"), is_unique=False)))
    'date'
    >>> str(kind_of(Seen("customer_id", ("17850",), is_unique=False)))
    'text'
    """
    values = [each for each in seen.values if each.strip()]
    if not values or _is_code(seen.name, values):
        return FieldKind.TEXT
    if _are_dates(values):
        return FieldKind.DATE
    if _are_dates(values, among=INSTANTS):
        return FieldKind.INSTANT
    if all(_WHOLE.fullmatch(each) for each in values):
        return FieldKind.WHOLE
    if _are_numbers(values):
        return FieldKind.DECIMAL
    return FieldKind.YES_NO if words_in({"": values}) else FieldKind.TEXT


def _is_code(name: str, values: Sequence[str]) -> bool:
    """Digits that nobody adds up: by the name of their column, or by a zero before others."""
    words = key_from(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)).split("-")
    led = any(len(each) > 1 and each[0] == "0" and each.isdigit() for each in values)
    return led or words[-1] in _CODES


def _are_dates(values: Sequence[str], **among: Sequence[str]) -> bool:
    found = dates_in({"": values}, **among)
    return found is not None and not found.against


def _are_numbers(values: Sequence[str]) -> bool:
    decimal, _ = numbers_in({"": values})
    return not decimal.against and all(_NUMBER.fullmatch(each) for each in values)
