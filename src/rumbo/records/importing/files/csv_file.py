"""A CSV file as blocks of rows with their true line numbers, whatever else is in it.

A record that is not closed or has the wrong number of columns costs its first line only:
reading goes on at the next one, so that a stray quote does not swallow the lines after it.
"""

import csv
import io
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Self

import pyarrow as pa
import pyarrow.csv

from rumbo.kernel.cells import OURS
from rumbo.kernel.problems import Place, Problem, Refused
from rumbo.records.importing.blocks import Block, Row, Wanted
from rumbo.records.importing.files.csv_lines import (
    TOO_LONG,
    Taking,
    delimiter_of,
    has_controls,
    is_clean,
    next_row,
    unguarded,
)
from rumbo.records.importing.files.port import (
    MOST_COLUMNS,
    ROWS_PER_BLOCK,
    Kind,
    Reading,
    text_table,
)
from rumbo.records.rules.rows import RejectedRow, rejected
from rumbo.records.rules.values import Fault, refused_text

LONGEST_LINE = 1_000_000
CODECS = {"utf-8": "utf-8-sig"}


@dataclass(slots=True)
class _Parts:
    lines: list[int] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    broken: list[RejectedRow] = field(default_factory=list)
    plain: list[str] = field(default_factory=list)
    plain_lines: list[int] = field(default_factory=list)


class CsvFile:
    """An opened file whose header has been read; raises Refused when it is not a CSV file."""

    kind = Kind.CSV
    sheet = ""
    sheets: Row = ()

    def __init__(self, path: Path, reading: Reading) -> None:
        self.path = path
        self.size = path.stat().st_size
        self._bytes = path.open("rb")
        codec = CODECS.get(reading.encoding, reading.encoding)
        # Bytes that are not in the encoding become marks that no text has, and are found later.
        errors = "strict" if reading.encoding == "utf-16" else "surrogateescape"
        self._text = io.TextIOWrapper(self._bytes, encoding=codec, errors=errors, newline="")
        self._number = 0
        self._pending: deque[str] = deque()
        try:
            self._refuse_other_widths(reading.encoding)
            first = self._first_line()
            self.delimiter = reading.delimiter or delimiter_of(first)
            self.header: Row = self._header(first)
        except (Refused, UnicodeError):
            self.close()
            raise
        self.header_line = self._number
        # A list of refused rows that was mended: its texts are guarded as we wrote them.
        self._is_guarded = any(each.startswith(OURS) for each in self.header)

    def _refuse_other_widths(self, encoding: str) -> None:
        """A text of two bytes for each letter has to be declared as one, and the other way."""
        head = self._bytes.read(2)
        self._bytes.seek(0)
        is_wide = head in {b"\xff\xfe", b"\xfe\xff"}
        if is_wide != (encoding == "utf-16"):
            code = "import.not-text" if is_wide else "import.encoding"
            facts = {"encoding": "utf-16"} if is_wide else {}
            raise Refused(Problem(code, Place(self.path.name, 1), facts))

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

    def blocks(self, wanted: Sequence[Wanted]) -> Iterator[Block]:
        """Every row of the file, block by block; only wanted columns have to be text."""
        read = iter(partial(self._text.readline, LONGEST_LINE), "")
        while lines := list(islice(read, ROWS_PER_BLOCK)):
            if max(map(len, lines)) >= LONGEST_LINE:
                lines = self._whole(lines)
            block = self._quickly(lines, wanted) or self._carefully(lines, wanted)
            yield replace(block, table=unguarded(block.table)) if self._is_guarded else block

    def _quickly(self, lines: list[str], wanted: Sequence[Wanted]) -> Block | None:
        """The block in one go, when no line of it asks for care."""
        text = "".join(lines)
        if '"' in text or "\0" in text or not is_clean(text):
            return None
        table = self._parsed(text, wanted)
        if table is None or table.num_rows != len(lines):
            return None
        first = self._number + 1
        self._number += len(lines)
        row = partial(self._row_of, lines)
        return Block(range(first, first + len(lines)), table, (), row)

    def _row_of(self, lines: Sequence[str], index: int) -> Row:
        """All cells of a line without quotes."""
        return tuple(lines[index].rstrip("\r\n").split(self.delimiter))

    def _parsed(self, text: str, wanted: Sequence[Wanted]) -> pa.Table | None:
        """Lines without quotes as columns; None when one has not as many as the header."""
        names = [f"c{index}" for index in range(len(self.header))]
        try:
            return pyarrow.csv.read_csv(
                pa.py_buffer(text.encode()),
                pyarrow.csv.ReadOptions(column_names=names),
                pyarrow.csv.ParseOptions(delimiter=self.delimiter, quote_char=False),
                pyarrow.csv.ConvertOptions(
                    column_types=dict.fromkeys(names, pa.string()),
                    include_columns=[f"c{each}" for each in wanted],
                    check_utf8=False,
                ),
            )
        except pa.ArrowInvalid:
            return None

    def _carefully(self, lines: list[str], wanted: Sequence[Wanted]) -> Block:
        """Record by record where a line asks for care; the plain lines between them at once."""
        parts = _Parts()
        self._pending = deque(lines)
        taken: list[str] = []
        reader = csv.reader(Taking(self._take, taken), delimiter=self.delimiter, strict=True)
        while self._pending:
            if self._is_plain(self._pending[0]):
                self._set_aside(parts)
                continue
            start = self._number + 1
            row, fault = next_row(reader)
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
            and (line.isascii() or is_clean(line))
        )

    def _set_aside(self, parts: _Parts) -> None:
        self._number += 1
        parts.plain_lines.append(self._number)
        parts.plain.append(self._pending.popleft())

    def _joined(self, parts: _Parts, wanted: Sequence[Wanted]) -> Block:
        careful = text_table(parts.rows, wanted)
        plain = self._parsed("".join(parts.plain), wanted) if parts.plain else None
        if plain is None or plain.num_rows != len(parts.plain):
            split = [each.rstrip("\r\n").split(self.delimiter) for each in parts.plain]
            plain = text_table(split, wanted)
        lines = [*parts.plain_lines, *parts.lines]
        both = pa.concat_tables([plain, careful])
        return Block(lines, both, parts.broken, partial(self._row_in, parts))

    def _row_in(self, parts: _Parts, index: int) -> Row:
        if index < len(parts.plain):
            return self._row_of(parts.plain, index)
        return tuple(parts.rows[index - len(parts.plain)])

    def _keep(
        self, parts: _Parts, row: list[str], *, line: int, wanted: Sequence[Wanted]
    ) -> None:
        for each in wanted:
            text = row[each]
            if fault := refused_text(text):
                column = self.header[each]
                parts.broken.append(
                    rejected(fault, line=line, column=column, text=text, row=tuple(row))
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
        cells = tuple(row) or tuple(shown.split(self.delimiter))
        return rejected(fault, line=line, column=missing, text=shown, row=cells)

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
        if line is TOO_LONG or has_controls(line):
            raise Refused(Problem("import.not-text", Place(self.path.name, self._number + 1)))
        if not is_clean(line):
            raise Refused(Problem("import.encoding", Place(self.path.name, self._number + 1)))
        return line

    def _header(self, first: str) -> tuple[str, ...]:
        self._pending = deque([first])
        taken: list[str] = []
        row, fault = next_row(
            csv.reader(Taking(self._take, taken), delimiter=self.delimiter, strict=True)
        )
        if fault or any(has_controls(each) for each in row):
            raise Refused(Problem("import.not-text", Place(self.path.name, self._number)))
        if len(row) > MOST_COLUMNS:
            facts = {"found": str(len(row)), "limit": str(MOST_COLUMNS)}
            raise Refused(Problem("import.too-many-columns", Place(self.path.name), facts))
        return tuple(each.strip() for each in row)
