"""How a source writes numbers, dates, instants and yes or no: declared, never guessed."""

import re
from dataclasses import dataclass
from functools import cache

# Every part has the width it says, so that «2017-8-1» is not taken for «%Y-%m-%d».
_PARTS = {
    "%Y": r"[0-9]{4}",
    "%m": r"[0-9]{2}",
    "%d": r"[0-9]{2}",
    "%H": r"[0-9]{2}",
    "%M": r"[0-9]{2}",
    "%S": r"[0-9]{2}",
    "%f": r"[0-9]{6}",
    "%z": r"(Z|[+-][0-9]{2}:?[0-9]{2})",
}
_DATE_PARTS = ("%Y", "%m", "%d")
_INSTANT_PARTS = (*_DATE_PARTS, "%H", "%M")


@dataclass(frozen=True, slots=True)
class Formats:
    """The spelling of one source. Instants that carry no offset are UTC."""

    decimal: str = "."
    thousands: str = ""
    dates: str = "%Y-%m-%d"
    instants: str = "%Y-%m-%dT%H:%M:%S%z"
    yes: tuple[str, ...] = ("yes", "true", "1")
    no: tuple[str, ...] = ("no", "false", "0")


def is_date_format(text: str) -> bool:
    """Year, month and day once each, and nothing of the clock.

    >>> is_date_format("%d/%m/%Y"), is_date_format("%d/%m")
    (True, False)
    """
    return sorted(_parts(text)) == sorted(_DATE_PARTS) and _is_plain(text)


def is_instant_format(text: str) -> bool:
    """A date, hours and minutes, each once, of parts that are known; an offset stands last."""
    parts = _parts(text)
    enough = all(parts.count(each) == 1 for each in _INSTANT_PARTS)
    ends = "%z" not in parts or text.endswith("%z")
    return enough and ends and all(each in _PARTS for each in parts) and _is_plain(text)


@cache
def pattern(text: str) -> str:
    """The regular expression of a date or instant format: exact widths, nothing around it.

    >>> pattern("%d/%m/%Y")
    '[0-9]{2}/[0-9]{2}/[0-9]{4}'
    """
    pieces = re.split(r"(%[A-Za-z])", text)
    return "".join(_PARTS.get(each) or _escaped(each) for each in pieces)


@cache
def number_pattern(formats: Formats, *, digits: int, places: int) -> str:
    """The regular expression of a number with at most so many digits and decimal places."""
    whole = f"[0-9]{{1,{digits}}}"
    if formats.thousands:
        mark = _escaped(formats.thousands)
        whole = f"({whole}|[0-9]{{1,3}}({mark}[0-9]{{3}}){{1,{digits // 3 - 1}}})"
    point = _escaped(formats.decimal)
    return f"-?{whole}" + (f"({point}[0-9]{{1,{places}}})?" if places else "")


def _escaped(text: str) -> str:
    """Only what both regular-expression engines read as special is escaped."""
    return re.sub(r"([.^$*+?{}\[\]\\|()])", r"\\\1", text)


def plain_number(text: str, formats: Formats) -> str:
    """The same number with a point and without group marks."""
    ungrouped = text.replace(formats.thousands, "") if formats.thousands else text
    return ungrouped.replace(formats.decimal, ".")


def _parts(text: str) -> list[str]:
    return re.findall(r"%.", text)


def _is_plain(text: str) -> bool:
    return len(text) <= 40 and text.isascii() and text.isprintable() and "'" not in text
