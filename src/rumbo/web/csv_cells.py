"""Cells of a file for spreadsheets: text that looks like a formula is made harmless."""

import csv
import io
from collections.abc import Iterable, Iterator
from decimal import Decimal

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")


def cell(value: object) -> str:
    """One cell: numbers stay numbers, text that starts like a formula gets a quote in front.

    >>> cell("=1+1"), cell(Decimal("-12.50")), cell("-x")
    ("'=1+1", '-12.50', "'-x")
    """
    if value is None:
        return ""
    if isinstance(value, Decimal | int):
        return str(value)
    text = str(value)
    return f"'{text}" if text.startswith(DANGEROUS) else text


def lines(header: Iterable[str], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """The lines of a CSV file, one after the other; the first carries a byte order mark."""
    yield "\ufeff" + _line(header)
    for row in rows:
        yield _line(cell(each) for each in row)


def _line(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue()
