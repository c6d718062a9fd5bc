"""Lines of a CSV text: which are clean, how they are cut, a reader that outlives a fault."""

import csv
from collections.abc import Callable, Iterable
from typing import Self

import pyarrow as pa

from rumbo.kernel.cells import bare
from rumbo.records.rules.values import Fault

DELIMITERS = (",", ";", "\t", "|")
# A line that was longer than the limit, and is not kept; told apart by identity.
TOO_LONG = "\0too long\0\n"


class Taking:
    """Lines for a reader that goes on after a fault, which a generator would not."""

    def __init__(self, take: Callable[[list[str]], str], taken: list[str]) -> None:
        self._take = take
        self._taken = taken

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> str:
        return self._take(self._taken)


def next_row(reader: Iterable[list[str]]) -> tuple[list[str], Fault | None]:
    try:
        return next(iter(reader), []), None
    except csv.Error as error:
        if "limit" in str(error):
            return [], Fault("record.too-long", {"limit": str(csv.field_size_limit())})
        return [], Fault("import.quotes")


def delimiter_of(header: str) -> str:
    """The likeliest mark between the names of a header."""
    return max(DELIMITERS, key=header.count)


def is_clean(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def has_controls(line: str) -> bool:
    return any(ord(each) < 32 and each not in "\t\r\n" for each in line)


def unguarded(table: pa.Table) -> pa.Table:
    """The same texts without the guard against formulas."""
    columns = [
        pa.array([bare(each) if each else each for each in column.to_pylist()], pa.string())
        for column in table.columns
    ]
    return pa.Table.from_arrays(columns, names=table.column_names)
