"""A wrong file is refused whole with its place; a wrong row costs itself and no other."""

import random
from pathlib import Path

import pytest

from rumbo.kernel.problems import Refused
from rumbo.people.values import Visible
from rumbo.records import importing
from rumbo.records.models import Import, LogEntry
from rumbo.records.rules.mapping import Mapping
from tests.sales_records import AT, BY, HEADER, bring, declare_deals, reasons, row

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def deals() -> None:
    declare_deals()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "deals.csv"


def lines(*texts: str) -> bytes:
    return "\n".join([HEADER, *texts, ""]).encode()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "import.empty"),
        (b"\n\n\n", "import.empty"),
        (b"PK\x03\x04\x14\x00\x06\x00[Content_Types].xml", "import.not-text"),
        (bytes(range(256)) * 100, "import.not-text"),
        ("id,seller\n".encode("utf-16"), "import.not-text"),
        ("id,señor\n".encode("windows-1252"), "import.encoding"),
        (b"x" * 20_000_000, "import.not-text"),
        (b'{"deals": []}', "import.unknown-column"),
        (b"id,seller,stage,closed\nD1,Ana,Won,2026-03-01\n", "import.unknown-column"),
        (b"id,seller,stage,closed,value,value\n", "import.column-twice"),
    ],
    ids=[
        "empty",
        "blank",
        "spreadsheet",
        "binary",
        "utf-16",
        "cp1252-header",
        "20MB-line",
        "json",
        "missing-column",
        "doubled-column",
    ],
)
def test_a_wrong_file_is_refused_and_nothing_is_done(
    path: Path, content: bytes, code: str
) -> None:
    path.write_bytes(content)
    with pytest.raises(Refused) as refused:
        bring(path)
    assert refused.value.problems[0].code == code
    assert not LogEntry.objects.exists()
    assert not Import.objects.exists()


def test_an_unknown_mapping_or_field_is_refused(path: Path) -> None:
    path.write_bytes(lines(row(1)))
    with pytest.raises(Refused, match=r"mapping\.unknown"):
        importing.run(path, "nobody", by=BY, at=AT)
    wrong = Mapping("", "deals", "crm", {"id": ("deal",), "seller": ("sailor",)})
    with pytest.raises(Refused, match=r"mapping\.unknown-field"):
        importing.preview(path, wrong, visible=Visible())


def test_a_line_of_20_megabytes_costs_itself(path: Path) -> None:
    path.write_bytes(lines(row(1), "D2,Ana,Won,2026-03-01,1," + "x" * 20_000_000, row(3)))
    imported = bring(path)
    assert (imported.new, reasons(imported)) == (2, [(3, "", "import.line-too-long")])


def test_a_stray_quote_does_not_swallow_the_lines_after_it(path: Path) -> None:
    path.write_bytes(lines(row(1), 'D2,"Ana,Won,2026-03-01,1,', row(3), row(4), 'D5,"a"b,,,,'))
    imported = bring(path)
    assert imported.new == 3
    assert [(line, code) for line, _, code in reasons(imported)] == [
        (3, "import.quotes"),
        (6, "import.quotes"),
    ]


def test_lines_are_counted_as_an_editor_counts_them(path: Path) -> None:
    """Quoted line breaks, CRLF, blank lines and a byte-order mark move no number."""
    path.write_bytes(
        b"\xef\xbb\xbf"
        + HEADER.encode()
        + b'\r\nD1,Ana,Won,2026-03-01,1,"one\ntwo\r\nthree"\r\n\r\n'
        + b"D2,Ana,Won,2026-03-01,x,\n"
        + b"D3,Ana,Won,2026-03-01,1,\r\n"
        + b'D4,"Ana",Won,01/03/2026,1,\n'
    )
    imported = bring(path)
    assert imported.new == 2
    assert reasons(imported) == [(6, "value", "record.money"), (8, "closed", "record.date")]


def test_short_and_long_rows_name_what_is_missing(path: Path) -> None:
    path.write_bytes(lines("D1,Ana,Won", "D2,Ana,Won,2026-03-01,1,,,", row(3)))
    imported = bring(path)
    assert imported.new == 1
    assert reasons(imported) == [(2, "closed", "import.short"), (3, "", "import.long")]


def test_bytes_of_another_encoding_cost_their_row_only(path: Path) -> None:
    content = lines(row(1), row(2, seller="NAME"), row(3)).replace(b"NAME", b"Jos\xe9")
    path.write_bytes(content)
    imported = bring(path)
    assert (imported.new, reasons(imported)) == (2, [(3, "seller", "record.encoding")])
    whole = Mapping(
        "",
        "deals",
        "crm",
        {"id": ("deal",), "seller": ("seller",)},
        encoding="windows-1252",
    )
    assert importing.preview(path, whole, visible=Visible()).rejected_count == 0


BROKEN = {
    "short": (lambda n: f"D{n},Ana", "import.short"),
    "long": (lambda n: row(n) + ",,", "import.long"),
    "date": (lambda n: f"D{n},Ana,Won,2026-13-01,1,", "record.date"),
    "quote": (lambda n: f'D{n},"Ana,Won,2026-03-01,1,', "import.quotes"),
    "nul": (lambda n: f"D{n},A\0na,Won,2026-03-01,1,", "record.nul"),
    "bytes": (lambda n: f"D{n},Jos\udce9,Won,2026-03-01,1,", "record.encoding"),
    "money": (lambda n: row(n, value='"1.234,56"'), "record.money"),
    "choice": (lambda n: f"D{n},Ana,won,2026-03-01,1,", "record.choice"),
}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_exactly_the_broken_lines_of_a_large_file_are_listed(path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - a repeatable test
    expected: list[tuple[int, str]] = []
    texts: list[str] = []
    for number in range(50_000):
        kind = chance.choice(list(BROKEN)) if chance.random() < 0.01 else ""
        make, code = BROKEN[kind] if kind else (row, "")
        texts.append(make(number))
        if kind:
            expected.append((number + 2, code))
    ends = [chance.choice(["\n", "\r\n"]) for _ in texts]
    body = "".join(text + end for text, end in zip(texts, ends, strict=True))
    path.write_bytes(f"{HEADER}\n{body}".encode(errors="surrogateescape"))
    imported = bring(path)
    assert [(line, code) for line, _, code in reasons(imported)] == expected
    assert imported.new == 50_000 - len(expected)


def test_a_quoted_line_that_looks_like_a_row_is_none(path: Path) -> None:
    """The second line of a note has as many commas as a row, and is still part of the note."""
    note = '"see\n' + row(2) + '\nabove"'
    path.write_bytes(lines(row(1) + note, row(3), row(4, value="x")))
    imported = bring(path)
    assert (imported.new, imported.same) == (2, 0)
    assert reasons(imported) == [(6, "value", "record.money")]
