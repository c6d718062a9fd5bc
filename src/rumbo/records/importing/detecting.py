"""Look through a file for how it is written; what a mapping declares is held against it."""

import codecs
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow.compute as pc

from rumbo.records.importing.blocks import Wanted
from rumbo.records.importing.files import Kind, Reading, TableFile, kind_of, open_file
from rumbo.records.importing.files.csv_lines import DELIMITERS
from rumbo.records.rules import proposing
from rumbo.records.rules.dataset import Dataset, FieldKind
from rumbo.records.rules.detecting import (
    INSTANTS,
    Aspect,
    Finding,
    dates_in,
    delimiter_in,
    numbers_in,
    words_in,
)
from rumbo.records.rules.formats import Formats
from rumbo.records.rules.mapping import Mapping as FileMapping
from rumbo.records.rules.mapping import suggested
from rumbo.records.rules.spelling import NUMBERS

PIECE = 1 << 20
LINES = 200
# Distinct values of each column that are kept; enough to decide, and not the whole file.
DISTINCT = 2_000
FULL = "%Y-%m-%dT%H:%M:%S.%f%z"
TYPED = frozenset({Kind.PARQUET, Kind.XLSX, Kind.ODS})


@dataclass(frozen=True, slots=True)
class Detected:
    """How a file seems to be written, seen in how many rows, and the mapping that follows."""

    kind: Kind
    findings: tuple[Finding, ...]
    rows: int
    mapping: FileMapping

    def of(self, aspect: str) -> Finding | None:
        return next((each for each in self.findings if each.aspect == aspect), None)

    @property
    def questions(self) -> tuple[Finding, ...]:
        """What fits more than one way, and has to be said by a person."""
        return tuple(each for each in self.findings if each.is_open)


def detect(
    path: Path, dataset: Dataset, *, source: str, declared: FileMapping | None = None
) -> Detected:
    """Read a file through; a declared mapping says how to open it and which columns matter.

    Raises Refused for what is no table.
    """
    kind = kind_of(path)
    marks = tuple(_marks(path, kind, declared))
    reading = _reading(marks, declared)
    with open_file(path, reading) as file:
        mapping = declared or suggested(dataset, file.header, source=source)
        columns, rows = _distinct(file)
        findings = (*marks, *_formats(dataset, mapping, columns))
        if declared is None:
            mapping = _written(mapping, file, reading, findings=findings)
            mapping = replace(mapping, formats=_with_words(mapping, dataset, columns))
    return Detected(kind, findings, rows, mapping)


def _marks(path: Path, kind: Kind, declared: FileMapping | None) -> Iterable[Finding]:
    if kind not in {Kind.CSV, Kind.JSON}:
        return
    encoding = encoding_of(path)
    yield encoding
    if kind is Kind.CSV:
        used = declared.encoding if declared else encoding.value
        with path.open(encoding=used, errors="replace", newline=None) as file:
            lines = [file.readline(PIECE).rstrip("\n") for _ in range(LINES)]
        yield delimiter_in([each for each in lines if each], among=DELIMITERS)


def _reading(marks: Sequence[Finding], declared: FileMapping | None) -> Reading:
    if declared is not None:
        return Reading(declared.encoding, declared.delimiter, declared.sheet)
    found = {each.aspect: each.value for each in marks}
    encoding = found.get(Aspect.ENCODING, "utf-8")
    return Reading(encoding, found.get(Aspect.DELIMITER, ""))


def encoding_of(path: Path) -> Finding:
    """The encoding of a whole file, and the word that tells it."""
    with path.open("rb") as file:
        head = file.read(4)
        if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return Finding(Aspect.ENCODING, "utf-16")
        if head.startswith(codecs.BOM_UTF8):
            return Finding(Aspect.ENCODING, "utf-8")
        file.seek(0)
        return _encoding_of(iter(lambda: file.read(PIECE), b""))


def _encoding_of(pieces: Iterable[bytes]) -> Finding:
    decoder = codecs.getincrementaldecoder("utf-8")()
    is_ascii = True
    before = b""
    for piece in pieces:
        try:
            decoder.decode(piece)
        except UnicodeDecodeError as error:
            return _one_byte(before[-40:] + piece, error)
        is_ascii = is_ascii and piece.isascii()
        before = piece
    return Finding(Aspect.ENCODING, "utf-8", evidence="" if is_ascii else "utf-8")


def _one_byte(piece: bytes, error: UnicodeDecodeError) -> Finding:
    """What is not UTF-8 is of one byte per letter, unless it is no text at all."""
    if b"\0" in piece[:4_096]:
        return Finding(Aspect.ENCODING, "utf-8")
    at = piece.find(error.object[error.start : error.start + 1])
    around = piece[max(at - 20, 0) : at + 20]
    # Five places are empty in the newer of the two; everything else it has in common or more.
    newer = not any(each in piece for each in b"\x81\x8d\x8f\x90\x9d")
    encoding = "windows-1252" if newer else "iso-8859-1"
    text = around.decode(encoding, errors="replace")
    word = next((each for each in _words(text) if not each.isascii()), "")
    return Finding(Aspect.ENCODING, encoding, evidence=word)


def _words(text: str) -> list[str]:
    return "".join(each if each.isalpha() else " " for each in text).split()


def _distinct(file: TableFile) -> tuple[dict[str, list[str]], int]:
    """Some distinct values of each named column, of those written as text, and all rows."""
    wanted = [Wanted(index, None) for index in range(len(file.header))]
    found: dict[str, dict[str, None]] = {name: {} for name in file.header if name}
    rows = 0
    for block in file.blocks(wanted):
        rows += len(block.lines) + len(block.broken)
        for index in wanted:
            kept = found.get(file.header[index])
            if kept is not None and len(kept) < DISTINCT:
                values = pc.drop_null(pc.unique(block.table.column(f"c{index}")))
                kept.update(dict.fromkeys(values[:DISTINCT].to_pylist()))
    return {name: list(values) for name, values in found.items()}, rows


def _formats(
    dataset: Dataset, mapping: FileMapping, columns: Mapping[str, list[str]]
) -> Iterable[Finding]:
    dates = _fed(dataset, mapping, columns, kinds={FieldKind.DATE}) or _alike(columns)
    if found := dates_in(dates):
        yield found
    if found := dates_in(
        _fed(dataset, mapping, columns, kinds={FieldKind.INSTANT}), among=INSTANTS
    ):
        yield found
    yield from numbers_in(_fed(dataset, mapping, columns, kinds=NUMBERS) or _numeric(columns))


def _fed(
    dataset: Dataset,
    mapping: FileMapping,
    columns: Mapping[str, list[str]],
    *,
    kinds: Iterable[FieldKind],
) -> dict[str, list[str]]:
    """The columns that feed fields of some kinds."""
    names = {mapping.column_of(each) for each in dataset.writable if each.kind in set(kinds)}
    return {name: values for name, values in columns.items() if name in names}


def _alike(columns: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """Where no date is mapped yet: the columns that look like dates."""
    return {name: each for name, each in columns.items() if dates_in({name: each})}


def _numeric(columns: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """Where no number is mapped yet: the columns whose first values are numbers in full."""
    found = {}
    for name, values in columns.items():
        seen = proposing.Seen(name, values[:LINES], is_unique=False)
        if proposing.kind_of(seen) is FieldKind.DECIMAL:
            found[name] = values
    return found


def _written(
    mapping: FileMapping, file: TableFile, reading: Reading, *, findings: Iterable[Finding]
) -> FileMapping:
    found = {str(each.aspect): each.value for each in findings}
    instants = FULL if file.kind in TYPED else Formats().instants
    formats = Formats(
        decimal=found.get(Aspect.DECIMAL, "."),
        thousands=found.get(Aspect.THOUSANDS, ""),
        dates=found.get(Aspect.DATES, Formats().dates),
        instants=found.get(Aspect.INSTANTS, instants),
    )
    sheet = file.sheet if len(file.sheets) > 1 else ""
    return replace(
        mapping,
        formats=formats,
        encoding=reading.encoding,
        delimiter=file.delimiter,
        sheet=sheet,
    )


def _with_words(
    mapping: FileMapping, dataset: Dataset, columns: Mapping[str, list[str]]
) -> Formats:
    words = words_in(_fed(dataset, mapping, columns, kinds={FieldKind.YES_NO}))
    if not words:
        return mapping.formats
    yes, no = words
    return replace(mapping.formats, yes=yes or mapping.formats.yes, no=no or mapping.formats.no)
