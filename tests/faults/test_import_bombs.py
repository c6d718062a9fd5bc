"""A file that unpacks to more than a machine holds is refused by a limit."""

import re
import shutil
import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from rumbo.kernel.problems import Refused
from rumbo.records.importing.files import parquet_file, workbook_file
from rumbo.records.models import Import, LogEntry
from tests.sales_records import bring, declare_deals
from tests.workbooks import xlsx

pytestmark = pytest.mark.django_db
HEADER = ("id", "seller", "stage", "closed", "value")


@pytest.fixture(autouse=True)
def deals() -> None:
    declare_deals()


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return xlsx(tmp_path / "deals.xlsx", [HEADER, ("D1", "Ana", "Won", None, 1)])


def refused(path: Path, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        bring(path)
    assert [each.code for each in refusal.value.problems] == [code]
    assert not LogEntry.objects.exists()
    assert not Import.objects.exists()


def rewritten(book: Path, part: str, change: bytes, *, by: bytes) -> Path:
    """The same workbook with something else in one part."""
    other = book.with_name("other.xlsx")
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(other, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name)
            if name == part:
                assert re.search(change, text)
                text = re.sub(change, by, text, count=1)
            new.writestr(name, text)
    return other


def test_an_archive_that_declares_too_much_is_not_opened(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with zipfile.ZipFile(book, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/zeros.bin", bytes(64_000_000))
    assert book.stat().st_size < 100_000
    monkeypatch.setattr(workbook_file, "MOST_UNPACKED", 50_000_000)
    refused(book, "import.unpacks-too-large")


def test_a_cell_in_the_farthest_corner_costs_no_more_memory_than_allowed(book: Path) -> None:
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    refused(
        rewritten(book, "xl/worksheets/sheet1.xml", b"</sheetData>", by=far),
        "import.sheet-too-large",
    )


def test_entities_that_multiply_are_not_followed(book: Path) -> None:
    levels = b"".join(
        b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 10) for n in range(1, 12)
    )
    bomb = b'<!DOCTYPE x [<!ENTITY e0 "aaaaaaaaaa">' + levels + b"]><workbook x='&e11;'"
    path = rewritten(book, "xl/workbook.xml", b"<workbook", by=bomb)
    with pytest.raises(Refused):
        bring(path)
    assert not LogEntry.objects.exists()


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.95])
def test_a_workbook_cut_on_its_way_is_refused(book: Path, cut: float) -> None:
    content = book.read_bytes()
    book.write_bytes(content[: int(len(content) * cut)])
    refused(book, "import.not-text")


def test_a_damaged_part_is_refused(book: Path) -> None:
    with zipfile.ZipFile(book) as archive:
        start = archive.getinfo("xl/worksheets/sheet1.xml").header_offset + 80
    content = bytearray(book.read_bytes())
    content[start : start + 200] = bytes(200)
    book.write_bytes(content)
    refused(book, "import.damaged")


def test_a_parquet_file_that_declares_too_much_or_is_cut_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "deals.parquet"
    pq.write_table(pa.table({"id": pa.repeat("D1", 1_000_000)}), path)
    whole = path.read_bytes()
    path.write_bytes(whole[:-20])
    refused(path, "import.damaged")
    path.write_bytes(whole)
    monkeypatch.setattr(parquet_file, "MOST_ROW_GROUP", 100)
    refused(path, "import.unpacks-too-large")


def test_json_that_is_deep_or_endless_costs_its_record(tmp_path: Path) -> None:
    path = tmp_path / "deals.jsonl"
    good = '{"id": "D1", "seller": "Ana", "stage": "Won", "closed": null, "value": 1}\n'
    deep = '{"id": ' * 20_000 + "1" + "}" * 20_000 + "\n"
    path.write_text(good + deep + '{"x": "' + "y" * 2_000_000 + '"}\n')
    imported = bring(path)
    assert imported.new == 1
    assert [(each.line, each.code) for each in imported.rejected] == [
        (2, "import.not-json"),
        (3, "import.line-too-long"),
    ]


def test_an_array_that_never_ends_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "deals.json"
    path.write_text('[{"id": "D1"}, {"id": "')
    refused(path, "import.damaged")
    path.write_text("[" * 100_000)
    refused(path, "import.damaged")


def test_nothing_of_a_refused_workbook_stays_behind(book: Path, tmp_path: Path) -> None:
    """The process that read it has ended, and its file can be taken away."""
    refused(rewritten(book, "xl/workbook.xml", b"<sheets>", by=b"<sheets"), "import.damaged")
    shutil.rmtree(tmp_path)
