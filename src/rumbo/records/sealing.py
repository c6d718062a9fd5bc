"""Sealed documents: the rows of a settled run as one Parquet file that never changes again.

The bytes are the truth and live in the application database; a copy in the data folder, named
by its SHA-256, is what queries read. The digest of the rows stays the same when another
version of the engine writes other bytes.
"""

import hashlib
import os
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rumbo.records.digests import digest_of
from rumbo.records.projection.engine import sealed_folder
from rumbo.records.projection.reading import (
    NO_PARAMETERS,
    Parameters,
    Query,
    Stage,
    bare,
)
from rumbo.records.projection.rows import Rows
from rumbo.records.projection.tables import literal, quoted

BLOB_BYTES = 4_000_000
# Reading one payee's page skips whole groups of this size.
ROWS_PER_GROUP = 30_000

Load = Callable[[], Iterable[bytes]]


class BrokenSeal(Exception):
    """The bytes of a sealed document are not those that were sealed."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """A sealed document: its bytes in pieces of at most 4 MB, and what identifies it.

    `sha256` is of the bytes, `digest` of the rows in their order, whatever the bytes.
    """

    rows: int
    sha256: str
    digest: str
    blobs: tuple[bytes, ...]


def seal(stage: Stage, select: Query) -> Sealed:
    """Write the rows of a select, in its order, as one Parquet document."""
    text = select if isinstance(select, str) else select.sql(dialect="duckdb")
    file = sealed_folder() / f"{uuid.uuid4().hex}.partial"
    try:
        stage.run(
            f"COPY ({text}) TO {literal(str(file))} "
            f"(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROWS_PER_GROUP})"
        )
        blobs = tuple(_pieces(file))
        sha256 = _sha256(blobs)
        count, digest = _digest(stage, file)
        file.replace(_copy_of(sha256))
    finally:
        file.unlink(missing_ok=True)
    return Sealed(count, sha256, digest, blobs)


def _pieces(file: Path) -> Iterator[bytes]:
    with file.open("rb") as opened:
        while piece := opened.read(BLOB_BYTES):
            yield piece


def _digest(stage: Stage, file: Path) -> tuple[int, str]:
    """How many rows the document has, and their digest, as they are read back from it."""
    return digest_of(stage.batches(f"SELECT * FROM read_parquet({literal(str(file))})"))  # noqa: S608


def local_copy(sha256: str, load: Load) -> Path:
    """The document as a file; loaded and checked when it is not there. Raises BrokenSeal."""
    file = _copy_of(sha256)
    if not file.exists():
        blobs = tuple(load())
        if _sha256(blobs) != sha256:
            raise BrokenSeal(sha256)
        partial = file.with_suffix(f".{os.getpid()}-{uuid.uuid4().hex}")
        partial.write_bytes(b"".join(blobs))
        partial.replace(file)
    return file


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sealed document that can be asked: it is the table `lines` of a query."""

    file: Path

    def read(self, select: Query, parameters: Parameters = NO_PARAMETERS) -> Rows:
        """Rows of a select over `lines`; list the columns wanted, not `*`."""
        with bare() as stage:
            attach(stage, "lines", self.file)
            return stage.read(select, parameters)


def open_sealed(sha256: str, load: Load) -> Sheet:
    """A sealed document by its SHA-256; `load` gives its bytes when there is no local copy."""
    return Sheet(local_copy(sha256, load))


def attach(stage: Stage, name: str, file: Path) -> None:
    """Make a sealed document a temporary view of a stage, beside the projection's tables."""
    rows = f"SELECT * FROM read_parquet({literal(str(file))})"  # noqa: S608 - our own file
    stage.run(f"CREATE OR REPLACE TEMP VIEW {quoted(name)} AS {rows}")


def _copy_of(sha256: str) -> Path:
    return sealed_folder() / f"{sha256}.parquet"


def _sha256(blobs: Iterable[bytes]) -> str:
    whole = hashlib.sha256()
    for each in blobs:
        whole.update(each)
    return whole.hexdigest()
