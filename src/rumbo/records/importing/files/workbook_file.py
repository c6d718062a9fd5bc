"""A sheet of an XLSX or ODS workbook as blocks of text rows, numbered as in the sheet."""

import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Self

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
from rumbo.records.rules.headers import header_row
from rumbo.records.rules.rows import RejectedRow, rejected
from rumbo.records.rules.values import Fault, refused_text

MOST_UNPACKED = 1_500_000_000
MOST_PARTS = 10_000
PROCESS = Path(__file__).with_name("sheet_process.py")


class WorkbookFile:
    """An opened workbook; raises Refused for one that is damaged, locked or too large.

    A sheet that is not named is the only one that holds something; of several the first is
    shown, and `sheets` lists them.
    """

    delimiter = ""

    def __init__(self, path: Path, reading: Reading, *, kind: Kind) -> None:
        self.path = path
        self.kind = kind
        self.size = path.stat().st_size
        self._formats = reading.formats
        self._done = 0
        _refuse_bombs(path)
        self._process = subprocess.Popen(  # noqa: S603 - our own program, and no shell
            [sys.executable, str(PROCESS)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        try:
            self._ask({"path": str(path), "sheet": reading.sheet})
            found = self._next()
            self.sheet = str(found["sheet"])
            self.sheets: Row = tuple(found["sheets"])
            self._rows = max(int(found["rows"]), 1)
            self.header_line, self.header = self._header(found["top"], reading)
        except Refused:
            self.close()
            raise

    def _header(self, top: Sequence[Any], reading: Reading) -> tuple[int, Row]:
        rows = [(line, [(kind, text) for kind, text in cells]) for line, cells in top]
        found = header_row(rows, reading.columns)
        if found is None:
            raise Refused(Problem("import.no-header", Place(self.path.name)))
        if len(found[1]) > MOST_COLUMNS:
            facts = {"found": str(len(found[1])), "limit": str(MOST_COLUMNS)}
            raise Refused(Problem("import.too-many-columns", Place(self.path.name), facts))
        return found

    @property
    def done(self) -> int:
        return self.size * self._done // self._rows

    @property
    def name(self) -> str:
        return self.path.name

    def close(self) -> None:
        self._process.kill()
        self._process.communicate()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def blocks(self, wanted: Sequence[Wanted]) -> Iterator[Block]:
        """Every row below the header that is not blank."""
        kinds = kinds_of(wanted, len(self.header))
        formats = asdict(self._formats)
        self._ask({"kinds": kinds, "formats": formats, "after": self.header_line})
        waiting: list[Any] = []
        while batch := self._next().get("batch"):
            waiting.extend(batch)
            if len(waiting) >= ROWS_PER_BLOCK:
                yield self._block(waiting, wanted)
                waiting = []
        yield self._block(waiting, wanted)

    def _block(self, given: Sequence[Any], wanted: Sequence[Wanted]) -> Block:
        needed = set(wanted)
        broken: list[RejectedRow] = []
        lines: list[int] = []
        rows: list[list[str | None]] = []
        for line, cells, odd in given:
            self._done = line
            if fault := self._fault(line, cells, odd, needed=needed):
                broken.append(fault)
            else:
                lines.append(line)
                rows.append(cells)
        table = text_table(rows, wanted)
        return Block(lines, table, broken, lambda n: tuple(each or "" for each in rows[n]))

    def _fault(
        self, line: int, cells: list[str | None], odd: Mapping[str, str], *, needed: set[Wanted]
    ) -> RejectedRow | None:
        row = tuple(each or "" for each in cells)
        for index in sorted(needed):
            text = cells[index]
            code = odd.get(str(index))
            fault = Fault(code) if code else refused_text(text) if text else None
            if fault:
                name = self.header[index]
                return rejected(fault, line=line, column=name, text=text, row=row)
        return None

    def _ask(self, what: Mapping[str, object]) -> None:
        if self._process.stdin is None:
            raise RuntimeError("the reader of sheets has no input")
        try:
            self._process.stdin.write(json.dumps(what) + "\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            return  # it has stopped, which the next answer tells

    def _next(self) -> dict[str, Any]:
        """The next answer; a process that stopped without one met its limit of memory."""
        if self._process.stdout is None:
            raise RuntimeError("the reader of sheets has no output")
        line = self._process.stdout.readline()
        if not line:
            raise Refused(Problem("import.sheet-too-large", Place(self.path.name)))
        found: dict[str, Any] = json.loads(line)
        if code := found.get("problem"):
            facts = {**found["facts"], "kind": self.kind.upper()}
            raise Refused(Problem(str(code), Place(self.path.name), facts))
        return found


def _refuse_bombs(path: Path) -> None:
    """By what the archive declares; one that lies meets the limit of memory instead."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError) as error:
        raise Refused(Problem("import.not-text", Place(path.name))) from error
    if len(parts) > MOST_PARTS or sum(each.file_size for each in parts) > MOST_UNPACKED:
        facts = {"limit": str(MOST_UNPACKED // 1_000_000)}
        raise Refused(Problem("import.unpacks-too-large", Place(path.name), facts))
    if any(each.flag_bits & 1 for each in parts):
        raise Refused(Problem("import.old-workbook", Place(path.name)))
