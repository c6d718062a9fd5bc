"""JSON lines, or one array of objects, as blocks of text rows; numbers keep their digits.

The fields of an object inside a record stand as «object.field». Lines are numbered as in the
file, the records of an array from 1.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from io import TextIOWrapper
from pathlib import Path
from typing import Self

from rumbo.kernel.problems import Place, Problem, Refused
from rumbo.records.importing.blocks import Block, Row, Wanted
from rumbo.records.importing.files.port import (
    MOST_COLUMNS,
    ROWS_PER_BLOCK,
    Kind,
    Reading,
    kinds_of,
    text_table,
)
from rumbo.records.rules.dataset import FieldKind
from rumbo.records.rules.rows import RejectedRow, rejected
from rumbo.records.rules.spelling import Typed, spelled
from rumbo.records.rules.values import Fault, refused_text

LONGEST_RECORD = 1_000_000
DEEPEST = 5
PIECE = 1 << 16
SPACE = " \t\r\n"
ENCODINGS = {"utf-8": "utf-8-sig"}


@dataclass(frozen=True, slots=True)
class Unkept:
    """A value that no field can keep."""

    fault: Fault


class _Wrong(ValueError):
    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.code)
        self.fault = fault


Cell = Typed | Unkept
Record = dict[str, Cell]
Found = tuple[int, str, Record | Fault]


class JsonFile:
    """An opened file of objects; its header names every field that any of them has."""

    kind = Kind.JSON
    delimiter = ""
    sheet = ""
    sheets: Row = ()
    header_line = 0

    def __init__(self, path: Path, reading: Reading) -> None:
        self.path = path
        self.size = path.stat().st_size
        self._reading = reading
        self._bytes = path.open("rb")
        self._text = self._opened()
        try:
            self.header: Row = self._header()
        except UnicodeError as error:
            self.close()
            raise Refused(Problem("import.encoding", Place(path.name))) from error
        except Refused:
            self.close()
            raise
        self._text = self._opened()

    def _opened(self) -> TextIOWrapper:
        self._bytes.seek(0)
        encoding = ENCODINGS.get(self._reading.encoding, self._reading.encoding)
        raw = self.path.open("rb")
        self._bytes.close()
        self._bytes = raw
        return TextIOWrapper(raw, encoding=encoding, newline="")

    def _header(self) -> Row:
        names: dict[str, None] = {}
        found = 0
        for _, _, record in self._records():
            found += 1
            if isinstance(record, dict):
                names.update(dict.fromkeys(record))
            if len(names) > MOST_COLUMNS:
                facts = {"found": str(len(names)), "limit": str(MOST_COLUMNS)}
                raise Refused(Problem("import.too-many-columns", Place(self.path.name), facts))
        if not names:
            code = "import.damaged" if found else "import.empty"
            raise Refused(Problem(code, Place(self.path.name), {"kind": "JSON"}))
        return tuple(names)

    @property
    def done(self) -> int:
        return self._bytes.tell()

    @property
    def name(self) -> str:
        return self.path.name

    def close(self) -> None:
        self._text.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def blocks(self, wanted: Sequence[Wanted]) -> Iterator[Block]:
        """Every record; one that cannot be read costs itself only."""
        part = _Part(self, wanted)
        for line, text, record in self._records():
            part.add(line, text, record)
            if part.is_full:
                yield part.block()
                part = _Part(self, wanted)
        yield part.block()

    def spelled(self, value: Typed, kind: FieldKind | None) -> str | None:
        """A value as the mapping would write it."""
        return spelled(value, kind, self._reading.formats)

    def _records(self) -> Iterator[Found]:
        first = _after_space(self._text)
        return self._array() if first == "[" else self._lines(first)

    def _lines(self, first: str) -> Iterator[Found]:
        number = 0
        rest = first
        while text := rest + self._text.readline(LONGEST_RECORD):
            rest = ""
            number += 1
            if len(text) >= LONGEST_RECORD and not text.endswith("\n"):
                self._skip_line()
                yield number, "", Fault("import.line-too-long", {"limit": str(LONGEST_RECORD)})
            elif text.strip(SPACE):
                yield number, text.rstrip("\r\n"), _read(text)

    def _skip_line(self) -> None:
        while (more := self._text.readline(LONGEST_RECORD)) and not more.endswith("\n"):
            pass

    def _array(self) -> Iterator[Found]:
        """The objects of an array, without holding the whole of it."""
        number, buffer = 0, ""
        while True:
            buffer = buffer.lstrip(SPACE + ",")
            if buffer.startswith("]"):
                return
            end = _end_of(buffer)
            if end:
                number += 1
                yield number, buffer[:end], _read(buffer[:end])
                buffer = buffer[end:]
                continue
            more = self._text.read(PIECE)
            if not more or len(buffer) > LONGEST_RECORD:
                facts = {"kind": "JSON"}
                raise Refused(Problem("import.damaged", Place(self.path.name, number), facts))
            buffer += more


class _Part:
    """Records on their way into one block."""

    def __init__(self, file: JsonFile, wanted: Sequence[Wanted]) -> None:
        self._file = file
        self._wanted = wanted
        self._kinds = kinds_of(wanted, len(file.header))
        self._needed = set(wanted)
        self._lines: list[int] = []
        self._rows: list[list[str | None]] = []
        self._broken: list[RejectedRow] = []

    @property
    def is_full(self) -> bool:
        return len(self._lines) + len(self._broken) >= ROWS_PER_BLOCK

    def add(self, line: int, text: str, record: Record | Fault) -> None:
        if isinstance(record, Fault):
            self._broken.append(rejected(record, line=line, column="", text=text))
            return
        cells: list[str | None] = []
        for index, name in enumerate(self._file.header):
            value = record.get(name)
            fault = value.fault if isinstance(value, Unkept) else None
            cell = None if isinstance(value, Unkept) else self._spelled(value, index)
            fault = fault or (refused_text(cell) if cell else None)
            if fault and index in self._needed:
                shown = cell or ""
                row = tuple(each or "" for each in cells)
                self._broken.append(
                    rejected(fault, line=line, column=name, text=shown, row=row)
                )
                return
            cells.append(cell)
        self._lines.append(line)
        self._rows.append(cells)

    def _spelled(self, value: Typed, index: int) -> str | None:
        return self._file.spelled(value, self._kinds[index])

    def block(self) -> Block:
        rows = self._rows
        table = text_table(rows, self._wanted)
        return Block(
            self._lines, table, self._broken, lambda n: tuple(c or "" for c in rows[n])
        )


def _after_space(text: TextIOWrapper) -> str:
    while (first := text.read(1)) and first in SPACE:
        pass
    return first


def _read(text: str) -> Record | Fault:
    """One object, its inner objects flattened; a fault when it is none."""
    try:
        found = json.loads(
            text,
            parse_float=_number,
            parse_int=_number,
            parse_constant=_constant,
            object_pairs_hook=_object,
        )
    except _Wrong as wrong:
        return wrong.fault
    except (ValueError, RecursionError, InvalidOperation):
        return Fault("import.not-json")
    if not isinstance(found, dict):
        return Fault("import.not-json")
    flat: Record = {}
    return _flatten(found, "", flat, depth=0) or flat


def _flatten(found: dict[str, object], above: str, flat: Record, *, depth: int) -> Fault | None:
    if depth > DEEPEST:
        return Fault("import.nested")
    for name, value in found.items():
        path = f"{above}{name}"
        if isinstance(value, dict):
            if fault := _flatten(value, f"{path}.", flat, depth=depth + 1):
                return fault
        elif isinstance(value, list):
            flat[path] = Unkept(Fault("import.nested"))
        elif value is None or isinstance(value, str | bool | Decimal):
            flat[path] = value
    return None


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _Wrong(Fault("import.name-twice"))
    return found


def _number(text: str) -> Decimal:
    return Decimal(text)


def _constant(text: str) -> Decimal:
    raise _Wrong(Fault("import.not-json", {"constant": text}))


def _end_of(text: str) -> int:
    """Where the first object of a text ends; 0 when it does not end in it."""
    if not text:
        return 0
    try:
        _, end = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        return 0
    # A number or a word may go on in the next piece; an object or a text has its own end.
    return end if text[end - 1] in '}]"' or end < len(text) else 0
