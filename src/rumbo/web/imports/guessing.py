"""How a file seems to be written, from its first bytes and rows: offered, never assumed."""

import codecs
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cache

from rumbo.records.rules.formats import pattern

DATES = ("%Y-%m-%d", "%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%d-%m-%Y", "%Y/%m/%d", "%Y%m%d")
_COMMA = re.compile(r"-?\d{1,3}(\.\d{3})*,\d{1,2}|-?\d+,\d{1,2}")
_GROUPED = re.compile(r"-?\d{1,3}([.,' ])\d{3}(\1\d{3})*([.,]\d+)?")


def encoding_of(head: bytes) -> str:
    """The encoding that the first bytes of a file allow.

    >>> encoding_of("año".encode()), encoding_of("año".encode("windows-1252"))
    ('utf-8', 'windows-1252')
    """
    try:
        # Not the last word: the sample may end in the middle of a character.
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        # No text of one byte per letter holds a zero: a picture, an archive or a text of two
        # bytes per letter is left to be refused as what it is.
        return "utf-8" if b"\0" in head else "windows-1252"
    return "utf-8"


def dates_of(values: Iterable[str]) -> tuple[str, ...]:
    """The date formats that fit every value, likeliest first; more than one is a question.

    >>> dates_of(["03/04/2017", "05/06/2017"])
    ('%d/%m/%Y', '%m/%d/%Y')
    >>> dates_of(["03/14/2017"])
    ('%m/%d/%Y',)
    """
    given = [each.strip() for each in values if each.strip()]
    return tuple(each for each in DATES if given and all(_fits(text, each) for text in given))


def decimal_of(values: Iterable[str]) -> str:
    """The decimal mark of amounts: a comma where any value can only be read so.

    >>> decimal_of(["1.234,56", "12,00"]), decimal_of(["1054"])
    (',', '.')
    """
    return "," if any(_COMMA.fullmatch(each.strip()) for each in values) else "."


def thousands_of(values: Sequence[str], *, decimal: str) -> str:
    """The mark between groups of three digits, if any value has one.

    >>> thousands_of(["1.234,56"], decimal=","), thousands_of(["1054"], decimal=".")
    ('.', '')
    """
    marks = {found[1] for each in values if (found := _GROUPED.fullmatch(each.strip()))}
    return next(iter(marks - {decimal}), "")


@cache
def _fits(text: str, wanted: str) -> bool:
    if not re.fullmatch(pattern(wanted), text):
        return False
    try:
        datetime.strptime(text, wanted)  # noqa: DTZ007 - only whether it is a date
    except ValueError:
        return False
    return True
