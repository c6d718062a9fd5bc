"""Cells of an exported table that no spreadsheet takes for a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rumbo.kernel.cells import harmless


@dataclass(frozen=True, slots=True)
class Figure:
    """A cell that is a number: written as it is, also when it is negative."""

    text: str


Cell = str | int | Decimal | bool | Figure | None


def csv_line(cells: Sequence[Cell]) -> str:
    """One line of CSV; text is made harmless, numbers stay numbers.

    >>> csv_line(["=A1", Figure("-12.50"), None, 3])
    "'=A1,-12.50,,3\\r\\n"
    """
    line = io.StringIO()
    csv.writer(line).writerow([_written(each) for each in cells])
    return line.getvalue()


def csv_lines(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterable[str]:
    """The title line, and a line for each row."""
    yield csv_line(columns)
    for row in rows:
        yield csv_line(row)


def _written(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case Figure(text):
            return text
        case bool():
            return "yes" if cell else "no"
        case str():
            return harmless(cell)
        case _:
            return str(cell)
