"""Reads one sheet of a workbook in a process of its own, whose memory has a limit.

A workbook of some kilobytes may unpack to more than a machine holds. The reader of workbooks
stops its process when it cannot have more memory; here that costs one import and no server.

Line by line in JSON: the request (path, sheet), the answer (sheets, the first rows of the one
read), the columns wanted (kinds, formats, after which row), then batches of rows. Run by path,
so that nothing of the application is loaded.
"""

import json
import re
import resource
import sys
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from datetime import time as clock
from xml.etree import ElementTree as ET

from python_calamine import (
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from rumbo.records.rules.dataset import FieldKind
from rumbo.records.rules.formats import Formats
from rumbo.records.rules.spelling import Typed, spelled
from rumbo.records.shortest import shortest

MEMORY = 3_000_000_000
TOP = 50
BATCH = 1_000
# A cell that holds an error, or a formula whose value was never computed.
CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*)>(.*?)</(?:\w+:)?c>", re.DOTALL)
ERROR = re.compile(rb"\bt\s*=\s*[\"']e[\"']")
PLACE = re.compile(rb"\br\s*=\s*[\"']([A-Za-z]{1,3})([0-9]{1,7})[\"']")
FORMULA = re.compile(rb"<(?:\w+:)?f\b")
VALUE = re.compile(rb"<(?:\w+:)?v\b[^>]*>[^<]|<(?:\w+:)?is\b")
CODES = {"error": "import.cell-error", "formula": "import.uncalculated"}
Cell = str | bool | int | float | date | datetime | clock | timedelta


class Wrong(Exception):
    """The workbook cannot be read; carries a problem code and its facts."""

    def __init__(self, code: str, **facts: str) -> None:
        super().__init__(code)
        self.code, self.facts = code, facts


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    request = json.loads(sys.stdin.readline())
    try:
        answer(request)
    except Wrong as wrong:
        tell({"problem": wrong.code, "facts": wrong.facts})
    except MemoryError:
        tell({"problem": "import.sheet-too-large", "facts": {}})
    except BaseException as error:  # noqa: BLE001 - the reader panics on some damaged parts
        tell({"problem": "import.damaged", "facts": {"reason": str(error)[:200]}})


def answer(request: dict[str, str]) -> None:
    with CalamineWorkbook.from_path(request["path"]) as book:
        sheets = filled(book)
        name = chosen(request["sheet"], sheets)
        sheet = sheets[name]
        odd = odd_cells(request["path"], name)
        top = [
            [line, [described(each) for each in row]]
            for line, row in zip(range(1, TOP + 1), sheet.iter_rows(), strict=False)
        ]
        tell({"sheets": list(sheets), "sheet": name, "rows": sheet.height, "top": top})
        if wanted := sys.stdin.readline():
            send(sheet, json.loads(wanted), odd)


def filled(book: CalamineWorkbook) -> dict[str, CalamineSheet]:
    """The visible sheets that hold something."""
    shown = [
        each.name
        for each in book.sheets_metadata
        if each.typ == SheetTypeEnum.WorkSheet and each.visible == SheetVisibleEnum.Visible
    ]
    found = {}
    for name in shown:
        sheet = book.get_sheet_by_name(name)
        if sheet.end is not None:
            found[name] = sheet
    if not found:
        raise Wrong("import.empty")
    return found


def chosen(asked: str, sheets: dict[str, CalamineSheet]) -> str:
    if asked in sheets:
        return asked
    if asked:
        raise Wrong("import.no-sheet", sheet=asked, known=", ".join(sheets))
    return next(iter(sheets))


def odd_cells(path: str, name: str) -> dict[tuple[int, int], str]:
    """The cells whose value the reader would leave out without a word; none in ODS."""
    with zipfile.ZipFile(path) as archive:
        part = part_of(archive, name)
        text = archive.read(part) if part else b""
    odd = {}
    for cell in CELL.finditer(text) if b"<f" in text or b'"e"' in text else ():
        found = PLACE.search(cell[1])
        if not found:
            continue
        if ERROR.search(cell[1]):
            odd[int(found[2]), column(found[1])] = "error"
        elif FORMULA.search(cell[2]) and not VALUE.search(cell[2]):
            odd[int(found[2]), column(found[1])] = "formula"
    return odd


def part_of(archive: zipfile.ZipFile, name: str) -> str:
    """The part of an XLSX archive that holds a sheet."""
    if "xl/workbook.xml" not in archive.namelist():
        return ""
    book = ET.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314 - memory is limited
    links = ET.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314
    targets = {each.get("Id"): each.get("Target", "") for each in links}
    for each in book.iter():
        if each.tag.endswith("}sheet") and each.get("name") == name:
            link = next((value for key, value in each.items() if key.endswith("}id")), "")
            return ("xl/" + targets.get(link, "")).replace("xl//xl/", "xl/")
    return ""


def column(letters: bytes) -> int:
    number = 0
    for each in letters.upper():
        number = number * 26 + each - 64
    return number - 1


def described(cell: Cell) -> list[str]:
    """Whether a cell is text, and how it reads."""
    if isinstance(cell, str):
        return ["text", cell]
    return ["value", spelled(typed(cell), FieldKind.TEXT, Formats()) or ""]


def typed(cell: Cell) -> Typed:
    """An empty cell is no value; a time of day or a duration is its text."""
    if cell == "":
        return None
    if isinstance(cell, float):
        return shortest(cell)
    return str(cell) if isinstance(cell, clock | timedelta) else cell


def send(
    sheet: CalamineSheet, wanted: dict[str, object], odd: dict[tuple[int, int], str]
) -> None:
    """Rows below the header, each as its number, its cells, and the code of an odd one."""
    batch: list[object] = []
    for row in rows(sheet, wanted, odd):
        batch.append(row)
        if len(batch) == BATCH:
            tell({"batch": batch})
            batch = []
    tell({"batch": batch})
    tell({"end": True})


def rows(
    sheet: CalamineSheet, wanted: dict[str, object], odd: dict[tuple[int, int], str]
) -> Iterator[object]:
    kinds = [FieldKind(each) if each else None for each in wanted["kinds"]]  # type: ignore[attr-defined]
    formats = Formats(**wanted["formats"])  # type: ignore[arg-type]
    after = int(str(wanted["after"]))
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        if number <= after:
            continue
        texts = [
            spelled(typed(cell), kind, formats)
            for cell, kind in zip(cells, kinds, strict=False)
        ]
        texts += [None] * (len(kinds) - len(texts))
        faults = {
            index: CODES[odd[number, index]]
            for index in range(len(kinds))
            if (number, index) in odd
        }
        if faults or any(each is not None for each in texts):
            yield [number, texts, faults]


def tell(what: object) -> None:
    sys.stdout.write(json.dumps(what, ensure_ascii=True) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
