"""A Parquet file as blocks of text rows; rows are numbered from 1."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Self

import pyarrow as pa
import pyarrow.parquet as pq

from rumbo.kernel.problems import Place, Problem, Refused
from rumbo.records.importing.blocks import Block, Row, Wanted
from rumbo.records.importing.files.port import MOST_COLUMNS, ROWS_PER_BLOCK, Kind, Reading
from rumbo.records.rules.dataset import FieldKind
from rumbo.records.rules.formats import Formats
from rumbo.records.rules.spelling import Typed, spelled
from rumbo.records.shortest import shortest

# A file may say little and unpack to much more: refused by what it declares.
MOST_BYTES = 20_000_000_000
MOST_ROW_GROUP = 2_000_000_000


class ParquetFile:
    """An opened Parquet file; raises Refused for one that is damaged or too large."""

    kind = Kind.PARQUET
    delimiter = ""
    sheet = ""
    sheets: Row = ()
    header_line = 0

    def __init__(self, path: Path, reading: Reading) -> None:
        self.path = path
        self.size = path.stat().st_size
        self._formats = reading.formats
        self._done = 0
        try:
            self._file = pq.ParquetFile(path, memory_map=False)
        except (pa.ArrowException, OSError) as error:
            raise self._damaged() from error
        self._refuse_bombs()
        fields = list(_flat(self._file.schema_arrow, ""))
        self.header: Row = tuple(name for name, _ in fields)
        self._types = [each for _, each in fields]
        if len(self.header) > MOST_COLUMNS:
            self.close()
            raise Refused(_too_many(path, len(self.header)))

    def _refuse_bombs(self) -> None:
        meta = self._file.metadata
        groups = [meta.row_group(n).total_byte_size for n in range(meta.num_row_groups)]
        if sum(groups) > MOST_BYTES or max(groups, default=0) > MOST_ROW_GROUP:
            self.close()
            facts = {"limit": str(MOST_BYTES // 1_000_000)}
            raise Refused(Problem("import.unpacks-too-large", Place(self.path.name), facts))

    def _damaged(self) -> Refused:
        return Refused(Problem("import.damaged", Place(self.path.name), {"kind": "Parquet"}))

    @property
    def done(self) -> int:
        rows = max(int(self._file.metadata.num_rows), 1)
        return self.size * self._done // rows

    @property
    def name(self) -> str:
        return self.path.name

    def close(self) -> None:
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def blocks(self, wanted: Sequence[Wanted]) -> Iterator[Block]:
        """Every row; raises Refused when a wanted column holds what no field can keep."""
        needed = [each for each in wanted if each.kind is not None]
        problems = [self._unreadable(each) for each in needed if not self._can_read(each)]
        if problems:
            raise Refused(*problems)
        try:
            for batch in self._file.iter_batches(ROWS_PER_BLOCK):
                yield self._block(_flattened(pa.Table.from_batches([batch])), wanted)
        except (pa.ArrowException, OSError) as error:
            raise self._damaged() from error

    def _block(self, table: pa.Table, wanted: Sequence[Wanted]) -> Block:
        arrays = [
            _spelled(table.column(each).combine_chunks(), each.kind, self._formats)
            for each in wanted
        ]
        texts = pa.Table.from_arrays(arrays, names=[f"c{each}" for each in wanted])
        first = self._done + 1
        self._done += table.num_rows
        row = partial(self._row, table, dict(zip((e for e in wanted), arrays, strict=True)))
        return Block(range(first, self._done + 1), texts, (), row)

    def _row(self, table: pa.Table, known: dict[int, pa.Array], index: int) -> Row:
        """One row whole: wanted columns as they were spelled, the others plainly."""
        cells = []
        for place in range(len(self.header)):
            if place in known:
                value = known[place][index].as_py()
            elif _is_plain(self._types[place]):
                column = table.column(place).slice(index, 1).combine_chunks()
                value = _spelled(column, FieldKind.TEXT, self._formats)[0].as_py()
            else:
                value = None
            cells.append(value or "")
        return tuple(cells)

    def _can_read(self, wanted: Wanted) -> bool:
        return _is_plain(self._types[wanted])

    def _unreadable(self, wanted: Wanted) -> Problem:
        facts = {"column": self.header[wanted], "type": str(self._types[wanted])}
        return Problem("import.column-type", Place(self.path.name), facts)


def _too_many(path: Path, found: int) -> Problem:
    facts = {"found": str(found), "limit": str(MOST_COLUMNS)}
    return Problem("import.too-many-columns", Place(path.name), facts)


def _flat(fields: Sequence[pa.Field], above: str) -> Iterator[tuple[str, pa.DataType]]:
    """Columns by name; the fields of a struct stand as «struct.field»."""
    for each in fields:
        name = f"{above}{each.name}"
        if pa.types.is_struct(each.type):
            yield from _flat(list(each.type), f"{name}.")
        else:
            yield name, each.type


def _flattened(table: pa.Table) -> pa.Table:
    while any(pa.types.is_struct(each.type) for each in table.schema):
        table = table.flatten()
    return table


def _is_plain(kind: pa.DataType) -> bool:
    if pa.types.is_dictionary(kind):
        return _is_plain(kind.value_type)
    return any(
        test(kind)
        for test in (
            pa.types.is_string,
            pa.types.is_large_string,
            pa.types.is_string_view,
            pa.types.is_integer,
            pa.types.is_floating,
            pa.types.is_decimal,
            pa.types.is_boolean,
            pa.types.is_date,
            pa.types.is_timestamp,
            pa.types.is_null,
        )
    )


def _is_text(kind: pa.DataType) -> bool:
    texts = (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view)
    return pa.types.is_null(kind) or any(test(kind) for test in texts)


def _spelled(column: pa.Array, kind: FieldKind | None, formats: Formats) -> pa.Array:
    """A column as text, each distinct value spelled once."""
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    if _is_text(column.type) or (kind is not None and pa.types.is_integer(column.type)):
        return column.cast(pa.string())
    if kind is None:
        return pa.nulls(len(column), pa.string())
    if pa.types.is_timestamp(column.type):
        column = column.cast(pa.timestamp("us", column.type.tz))
    encoded = column.dictionary_encode()
    read = _reader(column.type)
    texts = [spelled(read(each), kind, formats) for each in encoded.dictionary]
    return pa.array(texts, type=pa.string()).take(encoded.indices)


def _shortest(text: str) -> Decimal | None:
    return None if text == "None" else shortest(float(text))


def _reader(kind: pa.DataType) -> Callable[[pa.Scalar], Typed]:
    if pa.types.is_floating(kind):
        # By its text: as Python's float, a narrow one would show digits that nobody wrote.
        return lambda scalar: _shortest(str(scalar.cast(pa.string())))
    return lambda scalar: scalar.as_py()
