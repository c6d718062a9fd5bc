"""Files of other kinds than CSV, written small for tests."""

import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl

Sheet = Sequence[Sequence[object]]
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
NAMESPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)


def xlsx(path: Path, rows: Sheet, **others: Sheet) -> Path:
    """A workbook of one sheet «Sales», and others by name."""
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.title = "Sales"
    for sheet, content in [
        (first, rows),
        *((book.create_sheet(n), c) for n, c in others.items()),
    ]:
        for row in content:
            sheet.append(list(row))
    book.save(path)
    return path


def ods(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    """An ODS workbook; a cell is «kind:value», such as «float:12.5»."""
    body = "".join(
        f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>" for row in rows
    )
    content = (
        f'<office:document-content {NAMESPACES} office:version="1.2"><office:body>'
        f'<office:spreadsheet><table:table table:name="Sales">{body}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        "<manifest:manifest xmlns:manifest="
        '"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS_TYPE}"/>'
        "</manifest:manifest>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", ODS_TYPE)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return path


def _cell(written: str) -> str:
    kind, _, value = written.partition(":")
    shown = f"<text:p>{escape(value)}</text:p>"
    if kind == "string":
        return f'<table:table-cell office:value-type="string">{shown}</table:table-cell>'
    name = "date-value" if kind == "date" else "value"
    return (
        f'<table:table-cell office:value-type="{kind}" office:{name}="{value}">'
        f"{shown}</table:table-cell>"
    )


def json_lines(path: Path, records: Iterable[Mapping[str, object]]) -> Path:
    path.write_text("".join(json.dumps(each) + "\n" for each in records))
    return path
