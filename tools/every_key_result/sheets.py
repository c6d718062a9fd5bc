"""One file of records: its columns in order, and its rows as text."""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

Cell = str | int | bool | date | datetime | None
Row = Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A CSV file to be: rows are keyed by column, and a missing key is an empty cell."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    delimiter: str = ","

    def text(self) -> str:
        written = io.StringIO()
        writer = csv.writer(written, delimiter=self.delimiter, lineterminator="\n")
        writer.writerow(self.columns)
        writer.writerows([_cell(row.get(each)) for each in self.columns] for row in self.rows)
        return written.getvalue()


def sheet(name: str, columns: str, rows: Iterable[Row]) -> Sheet:
    """A sheet whose columns stand in one text, with spaces between them."""
    return Sheet(name, tuple(columns.split()), tuple(rows))


def _cell(value: Cell) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case datetime():
            return f"{value:%Y-%m-%dT%H:%M:%SZ}"
        case _:
            return str(value)


def euros(cents: int) -> str:
    """Cents as euros with two places.

    >>> euros(-105)
    '-1.05'
    """
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02d}"


def written_in_spanish(cents: int) -> str:
    """Cents as a Spanish CRM exports them.

    >>> written_in_spanish(123456789)
    '1.234.567,89'
    """
    grouped = f"{abs(cents) // 100:,}".replace(",", ".")
    return f"{'-' if cents < 0 else ''}{grouped},{abs(cents) % 100:02d}"
