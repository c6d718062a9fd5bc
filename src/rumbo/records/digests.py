"""The digest of rows in their order: the same for any batches, file layout or engine version.

Each column is hashed as one stream of plain bytes, which costs a third of writing every row as
text; the digest of the whole is that of the columns' names and digests, in order.
"""

import hashlib
from collections.abc import Iterable
from typing import cast

import pyarrow as pa
import pyarrow.compute as pc


class _Column:
    """Two streams: how long each value is or whether it is there, and the values themselves."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.shape = hashlib.sha256()
        self.values = hashlib.sha256()

    def add(self, column: pa.Array) -> None:
        if pa.types.is_integer(column.type) or pa.types.is_date32(column.type):
            self.shape.update(_bytes(pc.is_valid(column).cast(pa.int8())))
            whole = column.cast(pa.int32()) if pa.types.is_date32(column.type) else column
            self.values.update(_bytes(pc.fill_null(whole.cast(pa.int64()), 0)))
            return
        texts = column.cast(pa.large_string())
        self.shape.update(_bytes(pc.fill_null(pc.binary_length(texts).cast(pa.int64()), -1)))
        self.values.update(_text(pc.fill_null(texts, "")))

    def __str__(self) -> str:
        return f"{self.name} {self.shape.hexdigest()} {self.values.hexdigest()}\n"


def digest_of(batches: Iterable[pa.RecordBatch]) -> tuple[int, str]:
    """How many rows there are, and their digest; without any batch, that of nothing.

    >>> one = pa.record_batch({"line": [1, 2, 3], "payee": ["ana", None, "é"]})
    >>> digest_of([one]) == digest_of([one.slice(0, 1), one.slice(1)])
    True
    >>> digest_of([one]) == digest_of([one.slice(1), one.slice(0, 1)])
    False
    """
    columns: list[_Column] = []
    count = 0
    for batch in batches:
        columns = columns or [_Column(name) for name in batch.schema.names]
        count += batch.num_rows
        for column, values in zip(columns, batch.columns, strict=True):
            column.add(values)
    whole = "".join(str(each) for each in columns)
    return count, hashlib.sha256(whole.encode()).hexdigest()


def _bytes(fixed: pa.Array) -> memoryview:
    """The values of an array of whole numbers without nulls."""
    width = fixed.type.bit_width // 8
    if not len(fixed):
        return memoryview(b"")
    start = fixed.offset * width
    return memoryview(cast("bytes", fixed.buffers()[1]))[start : start + len(fixed) * width]


def _text(texts: pa.LargeStringArray) -> memoryview:
    """The bytes of all texts, one after the other."""
    _, offsets, data = texts.buffers()
    if data is None or not len(texts):
        return memoryview(b"")
    ends = memoryview(offsets).cast("q")
    return memoryview(data)[ends[texts.offset] : ends[texts.offset + len(texts)]]
