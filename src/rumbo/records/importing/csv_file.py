"""A CSV file as blocks of rows with their true line numbers, whatever else is in it.

A record that is not closed or has the wrong number of columns costs its first line only:
reading goes on at the next one, so that a stray quote does not swallow the lines after it.
"""

import csv
import io
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Self

import pyarrow as pa
import pyarrow.csv

from rumbo.kernel.problems import Place, Problem, Refused
from rumbo.records.importing.blocks import Block
from rumbo.records.rules.rows import RejectedRow, rejected
from rumbo.records.rules.values import Fault, refused_text

LONGEST_LINE = 1_000_000
LINES_PER_BLOCK = 50_000
DELIMITERS = (",", ";", "\t", "|")
# A line that was longer than the limit, and is not kept; told apart by identity.
TOO_LONG = "\0too long\0\n"


@dataclass(slots=True)
class _Parts:
    lines: list[int] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    broken: list[RejectedRow] = field(default_factory=list)
    plain: list[str] = field(default_factory=list)
    plain_lines: list[int] = field(default_factory=list)


class _Taking:
    """Lines for a reader that goes on after a fault, which a generator would not."""

    def __init__(self, take: Callable[[list[str]], str], taken: list[str]) -> None:
        self._take = take
        self._taken = taken

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> str:
        return self._take(self._taken)


class CsvFile:
    """An opened file whose header has been read; raises Refused when it is not a CSV file."""

    def __init__(self, path: Path, *, encoding: str = "utf-8", delimiter: str = "") -> None:
        self.path = path
        self.size = path.stat().st_size
        self._bytes = path.open("rb")
        codec = "utf-8-sig" if encoding == "utf-8" else encoding
        # Bytes that are not in the encoding become marks that no text has, and are found later.
        self._text = io.TextIOWrapper(
            self._bytes, encoding=codec, errors="surrogateescape", newline=""
        )
        self._number = 0
        self._pending: deque[str] = deque()
        try:
            first = self._first_line()
            self.delimiter = delimiter or _delimiter_of(first)
            self.header = self._header(first)
        except Refused:
            self.close()
            raise

    def close(self) -> None:
        self._text.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def done(self) -> int:
        """Bytes read so far, of `size`."""
        return self._bytes.tell()

    def blocks(self, wanted: Sequence[int]) -> Iterator[Block]:
        """Every row of the file, block by block; only wanted columns have to be text."""
        read = iter(partial(self._text.readline, LONGEST_LINE), "")
        while lines := list(islice(read, LINES_PER_BLOCK)):
            if max(map(len, lines)) >= LONGEST_LINE:
                lines = self._whole(lines)
            yield self._quickly(lines, wanted) or self._carefully(lines, wanted)

    def _quickly(self, lines: list[str], wanted: Sequence[int]) -> Block | None:
        """The block in one go, when no line of it asks for care."""
        text = "".join(lines)
        if '"' in text or "\0" in text or not _is_clean(text):
            return None
        table = self._parsed(text, wanted)
        if table is None or table.num_rows != len(lines):
            return None
        first = self._number + 1
        self._number += len(lines)
        return Block(range(first, first + len(lines)), table)

    def _parsed(self, text: str, wanted: Sequence[int]) -> pa.Table | None:
        """Lines without quotes as columns; None when one has not as many as the header."""
        names = [f"c{index}" for index in range(len(self.header))]
        try:
            return pyarrow.csv.read_csv(
                pa.py_buffer(text.encode()),
                pyarrow.csv.ReadOptions(column_names=names),
                pyarrow.csv.ParseOptions(delimiter=self.delimiter, quote_char=False),
                pyarrow.csv.ConvertOptions(
                    column_types=dict.fromkeys(names, pa.string()),
                    include_columns=[f"c{index}" for index in wanted],
                    check_utf8=False,
                ),
            )
        except pa.ArrowInvalid:
            return None

    def _carefully(self, lines: list[str], wanted: Sequence[int]) -> Block:
        """Record by record where a line asks for care; the plain lines between them at once."""
        parts = _Parts()
        self._pending = deque(lines)
        taken: list[str] = []
        reader = csv.reader(_Taking(self._take, taken), delimiter=self.delimiter, strict=True)
        while self._pending:
            if self._is_plain(self._pending[0]):
                self._set_aside(parts)
                continue
            start = self._number + 1
            row, fault = _next_row(reader)
            fault = fault or self._fault_of(row, taken)
            if fault and len(taken) > 1:
                self._give_back(taken[1:])
            if fault:
                parts.broken.append(self._rejected(fault, row, line=start, text=taken[0]))
            elif row:
                self._keep(parts, row, line=start, wanted=wanted)
            taken.clear()
        return self._joined(parts, wanted)

    def _is_plain(self, line: str) -> bool:
        """Whether a line is a whole record that needs no reader."""
        return (
            line.count(self.delimiter) == len(self.header) - 1
            and '"' not in line
            and "\0" not in line
            and line[0] not in "\r\n"
            and (line.isascii() or _is_clean(line))
        )

    def _set_aside(self, parts: _Parts) -> None:
        self._number += 1
        parts.plain_lines.append(self._number)
        parts.plain.append(self._pending.popleft())

    def _joined(self, parts: _Parts, wanted: Sequence[int]) -> Block:
        careful = _table(parts.rows, wanted)
        plain = self._parsed("".join(parts.plain), wanted) if parts.plain else None
        if plain is None or plain.num_rows != len(parts.plain):
            split = [each.rstrip("\r\n").split(self.delimiter) for each in parts.plain]
            plain = _table(split, wanted)
        lines = [*parts.plain_lines, *parts.lines]
        return Block(lines, pa.concat_tables([plain, careful]), parts.broken)

    def _keep(self, parts: _Parts, row: list[str], *, line: int, wanted: Sequence[int]) -> None:
        for index in wanted:
            if fault := refused_text(row[index]):
                parts.broken.append(
                    rejected(fault, line=line, column=self.header[index], text=row[index])
                )
                return
        parts.lines.append(line)
        parts.rows.append(row)

    def _fault_of(self, row: list[str], taken: list[str]) -> Fault | None:
        if any(each is TOO_LONG for each in taken):
            return Fault("import.line-too-long", {"limit": str(LONGEST_LINE)})
        if not row or len(row) == len(self.header):
            return None
        facts = {"expected": str(len(self.header)), "found": str(len(row))}
        if len(taken) > 1:
            return Fault("import.quotes")
        return Fault("import.short" if len(row) < len(self.header) else "import.long", facts)

    def _rejected(self, fault: Fault, row: list[str], *, line: int, text: str) -> RejectedRow:
        missing = self.header[len(row)] if fault.code == "import.short" else ""
        shown = "" if text is TOO_LONG else text.rstrip("\r\n")
        return rejected(fault, line=line, column=missing, text=shown)

    def _take(self, taken: list[str]) -> str:
        """The next line for the reader, remembered until its record is done."""
        if not self._pending and not self._refill():
            raise StopIteration
        line = self._pending.popleft()
        self._number += 1
        taken.append(line)
        return line

    def _refill(self) -> bool:
        line = next(self._source(), None)
        if line is not None:
            self._pending.append(line)
        return line is not None

    def _give_back(self, lines: list[str]) -> None:
        self._pending.extendleft(reversed(lines))
        self._number -= len(lines)

    def _source(self) -> Iterator[str]:
        for line in iter(partial(self._text.readline, LONGEST_LINE), ""):
            yield self._whole([line])[0]

    def _whole(self, lines: list[str]) -> list[str]:
        """The same lines, where one that was read in pieces stands once, as `TOO_LONG`."""
        whole: list[str] = []
        pieces = iter(lines)
        for first in pieces:
            last = first
            while len(last) >= LONGEST_LINE and last[-1] not in "\r\n":
                last = next(pieces, None) or self._text.readline(LONGEST_LINE)
            whole.append(first if last is first else TOO_LONG)
        return whole

    def _first_line(self) -> str:
        line = next(self._source(), "")
        while line and line.strip("\r\n") == "":
            self._number += 1
            line = next(self._source(), "")
        if not line:
            raise Refused(Problem("import.empty", Place(self.path.name)))
        if line is TOO_LONG or _has_controls(line):
            raise Refused(Problem("import.not-text", Place(self.path.name, self._number + 1)))
        if not _is_clean(line):
            raise Refused(Problem("import.encoding", Place(self.path.name, self._number + 1)))
        return line

    def _header(self, first: str) -> tuple[str, ...]:
        self._pending = deque([first])
        taken: list[str] = []
        row, fault = _next_row(
            csv.reader(_Taking(self._take, taken), delimiter=self.delimiter, strict=True)
        )
        if fault or any(_has_controls(each) for each in row):
            raise Refused(Problem("import.not-text", Place(self.path.name, self._number)))
        return tuple(each.strip() for each in row)


def _next_row(reader: Iterable[list[str]]) -> tuple[list[str], Fault | None]:
    try:
        return next(iter(reader), []), None
    except csv.Error as error:
        if "limit" in str(error):
            return [], Fault("record.too-long", {"limit": str(csv.field_size_limit())})
        return [], Fault("import.quotes")


def _delimiter_of(header: str) -> str:
    """The likeliest mark between the names of a header."""
    return max(DELIMITERS, key=header.count)


def _table(rows: list[list[str]], wanted: Sequence[int]) -> pa.Table:
    columns = list(zip(*rows, strict=True)) if rows else [()] * (max(wanted, default=0) + 1)
    arrays = [pa.array(columns[index], type=pa.string()) for index in wanted]
    return pa.Table.from_arrays(arrays, names=[f"c{index}" for index in wanted])


def _is_clean(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _has_controls(line: str) -> bool:
    return any(ord(each) < 32 and each not in "\t\r\n" for each in line)
