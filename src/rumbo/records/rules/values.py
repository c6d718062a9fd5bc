"""Read one value as a source wrote it into the one form that the log keeps; never guess.

Kept forms: money is whole minor units, decimals are text with six places, dates and instants
are ISO text (instants in UTC with microseconds), text stays as recorded, nothing is None.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal

from rumbo.kernel.money import places, to_minor
from rumbo.records.rules.dataset import Field, FieldKind
from rumbo.records.rules.formats import Formats, number_pattern, pattern, plain_number

Value = str | int | bool | None
LONGEST_TEXT = 100_000
LONGEST_KEY = 200
LONGEST_NAME = 10_000
MONEY_DIGITS = 14
WHOLE_DIGITS = 18
DECIMAL_DIGITS, DECIMAL_PLACES = 12, 6
# Shown to say how a format is written: no part of it can be taken for another.
EXAMPLE = datetime(2017, 12, 31, 23, 59, tzinfo=UTC)
ISO_DATE = "%Y-%m-%d"
ISO_FORMS = frozenset({ISO_DATE, "%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%dT%H:%M:%S.%f%z"})
_BROKEN = re.compile("[\ud800-\udfff]")
NO_FACTS: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a value is refused: a problem code and the facts of its sentence."""

    code: str
    facts: Mapping[str, str] = field(default_factory=dict)


def read_value(asked: Field, text: str | None, formats: Formats) -> Value | Fault:
    """One field's value from text; empty text is no value. Money needs a fixed currency.

    >>> read_value(Field("paid", FieldKind.MONEY, currency="USD"), "10.5", Formats())
    1050
    """
    if text is None or text == "":
        return Fault("record.required") if asked.required else None
    return _READERS[asked.kind](asked, text, formats)


def read_money(text: str, formats: Formats, *, currency: str) -> int | Fault:
    """Major units as written, to minor units of a currency."""
    room = places(currency)
    if not _fits(number_pattern(formats, digits=MONEY_DIGITS, places=room), text.strip(" ")):
        return _not_money(text.strip(" "), formats, currency)
    return to_minor(Decimal(plain_number(text.strip(" "), formats)), currency)


def _not_money(text: str, formats: Formats, currency: str) -> Fault:
    facts = {"decimal": formats.decimal, "currency": currency, "places": str(places(currency))}
    if _fits(number_pattern(formats, digits=MONEY_DIGITS, places=30), text):
        return Fault("record.money.places", facts)
    return Fault("record.money", facts)


def _money(asked: Field, text: str, formats: Formats) -> Value | Fault:
    return read_money(text, formats, currency=asked.currency)


def _text(_asked: Field, text: str, _formats: Formats) -> Value | Fault:
    return refused_text(text) or text


def refused_text(text: str) -> Fault | None:
    """Text that cannot be kept: broken encoding, a NUL, or too long."""
    if _BROKEN.search(text):
        return Fault("record.encoding")
    if "\0" in text:
        return Fault("record.nul")
    if len(text) > LONGEST_TEXT:
        return Fault("record.too-long", {"limit": str(LONGEST_TEXT)})
    return None


def _person(_asked: Field, text: str, _formats: Formats) -> Value | Fault:
    if not text.strip(" "):
        return Fault("record.required")
    if len(text) > LONGEST_NAME:
        return Fault("record.too-long", {"limit": str(LONGEST_NAME)})
    return refused_text(text) or text


def _choice(asked: Field, text: str, _formats: Formats) -> Value | Fault:
    if text in asked.choices:
        return text
    return Fault("record.choice", {"choices": ", ".join(asked.choices)})


def _whole(_asked: Field, text: str, formats: Formats) -> Value | Fault:
    text = text.strip(" ")
    if not _fits(number_pattern(formats, digits=WHOLE_DIGITS, places=0), text):
        return Fault("record.whole")
    return int(plain_number(text, formats))


def _decimal(_asked: Field, text: str, formats: Formats) -> Value | Fault:
    text = text.strip(" ")
    wanted = number_pattern(formats, digits=DECIMAL_DIGITS, places=DECIMAL_PLACES)
    if not _fits(wanted, text):
        return Fault("record.decimal", {"decimal": formats.decimal})
    number = Decimal(plain_number(text, formats))
    return f"{number + 0:.{DECIMAL_PLACES}f}"


def _date(_asked: Field, text: str, formats: Formats) -> Value | Fault:
    read = _instant_of(text.strip(" "), formats.dates)
    if read is None:
        return Fault("record.date", {"example": f"{EXAMPLE:{formats.dates}}"})
    return read.date().isoformat()


def _instant(_asked: Field, text: str, formats: Formats) -> Value | Fault:
    read = _instant_of(text.strip(" "), formats.instants)
    if read is None:
        return Fault("record.instant", {"example": f"{EXAMPLE:{formats.instants}}"})
    return f"{read:%Y-%m-%dT%H:%M:%S.%fZ}"


def _instant_of(text: str, form: str) -> datetime | None:
    if not _fits(pattern(form), text):
        return None
    try:
        read = _parsed(text, form)
        in_utc = read.astimezone(UTC) if read.tzinfo else read.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
    # Outside of these years the engines write years with other widths.
    return in_utc if 1000 <= in_utc.year <= 9999 else None


def _parsed(text: str, form: str) -> datetime:
    """A moment whose digits stand where the form says; raises ValueError where none is."""
    # ISO's own spellings are read many times faster, but an offset of 05:75 would be taken.
    if form in ISO_FORMS and (text.endswith("Z") or form == ISO_DATE):
        return datetime.fromisoformat(text)
    return datetime.strptime(text, form)  # noqa: DTZ007 - an offset is read when declared


def _yes_no(_asked: Field, text: str, formats: Formats) -> Value | Fault:
    word = text.strip(" ")
    if word in formats.yes:
        return True
    if word in formats.no:
        return False
    return Fault("record.yes-no", {"yes": ", ".join(formats.yes), "no": ", ".join(formats.no)})


def _fits(wanted: str, text: str) -> bool:
    return re.fullmatch(wanted, text) is not None


_READERS: dict[FieldKind, Callable[[Field, str, Formats], Value | Fault]] = {
    FieldKind.TEXT: _text,
    FieldKind.CHOICE: _choice,
    FieldKind.WHOLE: _whole,
    FieldKind.DECIMAL: _decimal,
    FieldKind.MONEY: _money,
    FieldKind.DATE: _date,
    FieldKind.INSTANT: _instant,
    FieldKind.YES_NO: _yes_no,
    FieldKind.PERSON: _person,
}
