"""What every kind of file looks like to an import: a header, and blocks of text rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol, Self

import pyarrow as pa

from rumbo.records.importing.blocks import Block, Row, Wanted
from rumbo.records.rules.dataset import FieldKind
from rumbo.records.rules.formats import Formats

MOST_COLUMNS = 2_000
# A row group of the stage: rows that fill none are put into it one by one, for twice the cost.
ROWS_PER_BLOCK = 122_880


class Kind(StrEnum):
    """What a file is, by its content."""

    CSV = "csv"
    JSON = "json"
    PARQUET = "parquet"
    XLSX = "xlsx"
    ODS = "ods"


@dataclass(frozen=True, slots=True)
class Reading:
    """What is declared about a file; what is empty is found in the file itself."""

    encoding: str = "utf-8"
    delimiter: str = ""
    sheet: str = ""
    formats: Formats = Formats()  # noqa: RUF009 - frozen
    # The columns that a header must have to be taken for one, where rows stand above it.
    columns: tuple[str, ...] = ()


class TableFile(Protocol):
    """An opened file whose header has been read."""

    path: Path
    kind: Kind
    size: int
    header: Row

    @property
    def delimiter(self) -> str:
        """The mark between the columns of a text."""

    @property
    def sheet(self) -> str:
        """The sheet of a workbook that is read."""

    @property
    def sheets(self) -> Row:
        """The sheets of a workbook that hold something."""

    @property
    def header_line(self) -> int:
        """The line of the header; 0 where columns are named otherwise."""

    @property
    def name(self) -> str:
        """What the file is called."""

    @property
    def done(self) -> int:
        """How far the reading has come, of `size`."""

    def blocks(self, wanted: Sequence[Wanted]) -> Iterator[Block]:
        """Every row, block by block."""

    def close(self) -> None:
        """Leave the file."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...


def text_table(rows: Sequence[Sequence[str | None]], wanted: Sequence[Wanted]) -> pa.Table:
    """Rows of text as the table of a block."""
    width = max((each for each in wanted), default=0) + 1
    columns = list(zip(*rows, strict=True)) if rows else [()] * width
    arrays = [pa.array(columns[each], type=pa.string()) for each in wanted]
    return pa.Table.from_arrays(arrays, names=[f"c{each}" for each in wanted])


def kinds_of(wanted: Sequence[Wanted], width: int) -> list[FieldKind | None]:
    """The kind of each column of a file; text where none is wanted."""
    kinds: list[FieldKind | None] = [FieldKind.TEXT] * width
    for each in wanted:
        kinds[each] = each.kind
    return kinds
