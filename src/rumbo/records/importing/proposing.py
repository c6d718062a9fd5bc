"""Look at the first rows of a file for the fields of a dataset that would hold them."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from rumbo.records.importing.blocks import Wanted
from rumbo.records.importing.detecting import encoding_of
from rumbo.records.importing.files import Reading, TableFile, open_file
from rumbo.records.rules.proposing import Proposed, Seen, proposed

# Distinct values of a column that are looked at for its type.
LOOKED_AT = 1_000


def propose(path: Path) -> tuple[Proposed, ...]:
    """The key and the fields that the first rows of a file ask for.

    Raises Refused for what is no table. What later rows bring is checked by the import.
    """
    with open_file(path, Reading(encoding=encoding_of(path).value)) as file:
        return proposed(tuple(_seen(file)))


def _seen(file: TableFile) -> Iterator[Seen]:
    wanted = [Wanted(index) for index in range(len(file.header))]
    tables = [each.table for each in islice(file.blocks(wanted), 1)]
    for index in wanted:
        columns = [table.column(f"c{index}") for table in tables]
        yield _column(file.header[index], columns[0] if columns else pa.array([], pa.string()))


def _column(name: str, values: pa.ChunkedArray | pa.Array) -> Seen:
    distinct = pc.unique(values)
    whole = bool(len(values)) and not values.null_count and len(distinct) == len(values)
    return Seen(name, pc.drop_null(distinct)[:LOOKED_AT].to_pylist(), is_unique=whole)
